"""What can go wrong with a piece of writing: with it alone, with its group, with the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from app.core.errors import StoreError
from app.store.keeping import Group
from app.store.sqlite import OWN_ERRORS, Connection, Error, is_damage

T = TypeVar("T")


def outcome_of(facts: Connection, group: Group, work: Callable[[Connection, Group], Any]) -> Any:
    """What a piece of work gave, or what is wrong with it alone; raises what is the file's."""
    try:
        return work(facts, group)
    except OWN_ERRORS as error:
        return as_store_error(error)
    except Error:
        raise
    except Exception as refusal:
        return refusal


def undoable(work: Callable[[Connection, Group], T]) -> Callable[[Connection, Group], T]:
    """Work of several statements: when it raises, the others of its group are kept without it."""

    def guarded(facts: Connection, group: Group) -> T:
        facts.execute("SAVEPOINT work")
        try:
            result = work(facts, group)
        except Exception:
            if facts.in_transaction:  # a full disk has ended it already
                facts.execute("ROLLBACK TO work")
                facts.execute("RELEASE work")
            raise
        facts.execute("RELEASE work")
        return result

    return guarded


def vanished(path: Path) -> StoreError:
    """That it no longer stands at its path."""
    return StoreError(
        "The file of the store is gone.",
        cause=f"Another program moved or deleted {path.name}, or put another in its place.",
        remedy="Put it back with its -wal beside it; until then what arrives is refused, so it is"
        " sent again.",
    )


def as_store_error(error: Exception) -> StoreError:
    """It in sentences."""
    if isinstance(error, StoreError):
        return error
    if is_damage(error):
        return StoreError(
            "The store is damaged.",
            cause=f"SQLite says: {error}.",
            remedy="Restore a backup with main.py restore, or rebuild it from its second copy with"
            " main.py mend; both move it aside and bring over what can be read.",
        )
    return StoreError(
        "The store cannot be written.",
        cause=f"SQLite says: {error}." if isinstance(error, Error) else f"{error!r}.",
        remedy="Look at free space and rights of its folder; it goes on by itself once it can.",
    )
