"""The one flag that only several transactions show: one provider tells twice of one tx hash.

A transaction has it exactly when another of its provider and kind has one of its hashes. One more
on a hash changes at most the one that was alone there, so two others are all that is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.core.event import IdKind
from app.store.sqlite import Connection

FLAG = "same_hash"

_HASHES = "SELECT key FROM identifiers WHERE transaction_id = ? AND kind = ?"
_OTHERS = """SELECT transaction_id FROM identifiers
    WHERE key = ? AND kind = ? AND transaction_id > ? AND transaction_id < ?
    AND transaction_id <> ? LIMIT 2"""
_END = "\U0010ffff"  # sorts behind every key


def hashes_of(views: Connection, transaction_id: str) -> set[str]:
    """The hashes of a transaction as it is kept."""
    rows = views.execute(_HASHES, (transaction_id, str(IdKind.TX_HASH)))
    return {row["key"] for row in rows}


def others(views: Connection, transaction_id: str, key: str) -> list[str]:
    """One or two others of its provider and kind with this hash."""
    like = transaction_id[: transaction_id.index(":", transaction_id.index(":") + 1) + 1]
    rows = views.execute(
        _OTHERS, (key, str(IdKind.TX_HASH), like, like + _END, transaction_id)
    ).fetchall()
    return [row["transaction_id"] for row in rows]


def settle(views: Connection, transaction_id: str, keys: Iterable[str]) -> set[str]:
    """After a transaction came to these hashes or left them: set its flag, and of whom was alone.

    Gives the others whose flag changed.
    """
    changed: set[str] = set()
    for key in keys:
        found = others(views, transaction_id, key)
        if len(found) == 1 and _set(views, found[0]):
            changed.add(found[0])
    _set(views, transaction_id)
    return changed


def _set(views: Connection, transaction_id: str) -> bool:
    """Flag a transaction or not, by its hashes as they are kept; whether that is news."""
    row = views.execute(
        "SELECT flags FROM transactions WHERE transaction_id = ?", (transaction_id,)
    ).fetchone()
    if row is None:
        return False
    known = set(row["flags"].split())
    is_shared = any(others(views, transaction_id, key) for key in hashes_of(views, transaction_id))
    flags = known | {FLAG} if is_shared else known - {FLAG}
    if flags != known:
        views.execute(
            "UPDATE transactions SET flags = ? WHERE transaction_id = ?",
            (" ".join(sorted(flags)), transaction_id),
        )
    return flags != known
