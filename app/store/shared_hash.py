"""The one flag that only several transactions show: one provider tells twice of one tx hash.

A transaction has it exactly when another of its provider and kind has one of its hashes. One more
on a hash changes at most the one that was alone there, so two others are all that is looked at.
"""

from __future__ import annotations

from collections.abc import Collection

from app.store.sqlite import Connection, Row

FLAG = "same_hash"

_HASHES = "SELECT key FROM identifiers WHERE transaction_number = ? AND kind = 'tx_hash'"
_OTHERS = """SELECT t.number, t.transaction_id FROM identifiers i
    JOIN transactions t ON t.number = i.transaction_number
    WHERE i.key = ? AND i.kind = 'tx_hash' AND i.transaction_number <> ?
    AND t.provider = ? AND t.kind = ? LIMIT 2"""


def hashes_of(views: Connection, number: int) -> set[str]:
    """The hashes of a transaction as it is kept."""
    return {row["key"] for row in views.execute(_HASHES, (number,))}


def settle(
    views: Connection, number: int, provider: str, kind: str, keys: Collection[str]
) -> set[str]:
    """After a transaction came to these hashes or left them: set its flag, and of whom was alone.

    Gives the others whose flag changed.
    """
    changed: set[str] = set()
    for key in keys:
        found = _others(views, key, number, provider, kind)
        if len(found) == 1 and _set(views, found[0]["number"]):
            changed.add(found[0]["transaction_id"])
    if keys:
        _set(views, number)
    return changed


def _others(views: Connection, key: str, number: int, provider: str, kind: str) -> list[Row]:
    """One or two others of its provider and kind with this hash."""
    return views.execute(_OTHERS, (key, number, provider, kind)).fetchall()


def _set(views: Connection, number: int) -> bool:
    """Flag a transaction or not, by its hashes as they are kept; whether that is news."""
    row = views.execute(
        "SELECT provider, kind, flags FROM transactions WHERE number = ?", (number,)
    ).fetchone()
    if row is None:
        return False
    known = set(row["flags"].split())
    is_shared = any(
        _others(views, key, number, row["provider"], row["kind"])
        for key in hashes_of(views, number)
    )
    flags = known | {FLAG} if is_shared else known - {FLAG}
    if flags != known:
        views.execute(
            "UPDATE transactions SET flags = ? WHERE number = ?", (" ".join(sorted(flags)), number)
        )
    return flags != known
