"""The look of what names no transaction: it is kept and found by the digest of its body."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.event import UNNAMED

ICON = "hash"
FLAG = "no_id"  # the look says it already


def digest(transaction_id: str) -> str:
    """The beginning of the digest by which an event is kept; "" for one that has a name."""
    key = transaction_id.split(":", 2)[-1]
    return key.removeprefix(UNNAMED) if key.startswith(UNNAMED) else ""


def words(found: str) -> str:
    """What stands where others have their reference."""
    return QCoreApplication.translate("Nameless", "digest {0}…").format(found[:8])


def explained() -> str:
    """Why there is no name, for hovering and for a reader."""
    return QCoreApplication.translate(
        "Nameless", "names no transaction: kept under the digest of its body"
    )
