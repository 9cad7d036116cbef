"""The one flag that only several transactions show: one provider tells twice of one tx hash.

A transaction has it exactly when another of its provider and kind has one of its hashes. One more
on a hash changes at most the one that was alone there, so two others are all that is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.store.sqlite import Connection, Row

FLAG = "same_hash"

_HASHES = "SELECT key FROM identifiers WHERE transaction_number = ? AND kind = 'tx_hash'"
_OTHERS = """SELECT t.number, t.transaction_id FROM identifiers i
    JOIN transactions t ON t.number = i.transaction_number
    WHERE i.key = ? AND i.kind = 'tx_hash' AND i.transaction_number <> ?
    AND t.provider = ? AND t.kind = ? LIMIT 2"""


def flagged(flags: Iterable[str], is_shared: bool) -> tuple[str, ...]:
    """The flags of a transaction, this one among them or not."""
    said = {*flags} - {FLAG}
    return tuple(sorted(said | {FLAG} if is_shared else said))


def settle(
    views: Connection, number: int, provider: str, kind: str, keys: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """After a transaction came to these hashes or left them: its flags and those of who was alone.

    Gives the flags of those for whom that is news; its own row stood without this one.
    """
    changed: dict[str, tuple[str, ...]] = {}
    for key in keys:
        found = _others(views, key, number, provider, kind)
        if len(found) == 1:
            changed |= _set(views, found[0]["number"])
        if found:
            changed |= _set(views, number)
    return changed


def _others(views: Connection, key: str, number: int, provider: str, kind: str) -> list[Row]:
    """One or two others of its provider and kind with this hash."""
    return views.execute(_OTHERS, (key, number, provider, kind)).fetchall()


def _set(views: Connection, number: int) -> dict[str, tuple[str, ...]]:
    """Flag a transaction or not, by its hashes as they are kept; its flags, if that is news."""
    row = views.execute(
        "SELECT transaction_id, provider, kind, flags FROM transactions WHERE number = ?", (number,)
    ).fetchone()
    if row is None:
        return {}
    known = tuple(row["flags"].split())
    is_shared = any(
        _others(views, hash_["key"], number, row["provider"], row["kind"])
        for hash_ in views.execute(_HASHES, (number,)).fetchall()
    )
    flags = flagged(known, is_shared)
    if flags == known:
        return {}
    views.execute("UPDATE transactions SET flags = ? WHERE number = ?", (" ".join(flags), number))
    return {row["transaction_id"]: flags}
