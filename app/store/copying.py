"""A copy of the facts before a migration, so that no upgrade can cost what was kept."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import StoreError
from app.store.sqlite import Connection, Error


def copy_of(facts: Path) -> Path:
    """Where the copy of a file lies: the one before the newest migration, none older."""
    return facts.with_name(f"{facts.stem}-before-upgrade.db")


def copy(connection: Connection, facts: Path) -> None:
    """Copy the file whole, with what its log holds; raises StoreError, and then nothing changed."""
    fresh = facts.with_name(f"{facts.stem}-before-upgrade.new")
    try:
        fresh.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(fresh),))
        fresh.replace(copy_of(facts))
    except (Error, OSError) as error:
        raise StoreError(
            "The store was not brought up to date, for it could not be copied before.",
            cause=f"The system says: {error}.",
            remedy=f"Make room for {_size(facts)} beside {facts}, or start the version before.",
        ) from error


def _size(facts: Path) -> str:
    return f"{max(1, facts.stat().st_size >> 20):,} MB"
