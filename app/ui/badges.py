"""The badges behind a row: what is wrong with it, how it came, and what people wrote on it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.core.annotations import Marks
from app.core.delivery import Basis, Source
from app.core.plain import plain
from app.store.rows import FeedRow, TransactionRow
from app.ui import labels, masks, nameless, texts

MARK_ICON = "bookmark"


@dataclass(frozen=True, slots=True)
class Badge:
    """A small mark behind a row: an icon, or a few letters such as "×3"."""

    icon: str
    text: str
    words: str
    tone: str = "neutral"
    label: int = 0  # a colour label, painted with its digit


def of_delivery(row: FeedRow, *, is_private: bool) -> tuple[Badge, ...]:
    """What the live feed says of a delivery and of its transaction."""
    flags = _flags(row.flags, row.transaction_id)
    return (*_marks(row.marks, is_private=is_private), *_arrival(row), *flags)


def of_transaction(row: TransactionRow, *, is_private: bool) -> tuple[Badge, ...]:
    """What a list of transactions says of one."""
    flags = _flags(row.flags, row.transaction_id)
    return (*_marks(row.marks, is_private=is_private), *flags)


def _arrival(row: FeedRow) -> tuple[Badge, ...]:
    found: list[Badge] = []
    if row.attempts > 1:
        words = QCoreApplication.translate("Cells", "arrived {0} times").format(row.attempts)
        found.append(Badge("", f"×{row.attempts}", words))
    if row.source == Source.TEST:
        words = QCoreApplication.translate("Cells", "a test of our own")
        found.append(Badge("", texts.source_word(row.source), words))
    if row.basis == Basis.FAILED:
        words = QCoreApplication.translate("Cells", "unverified")
        found.append(Badge("shield-x", "", words, "failed"))
    elif row.basis == Basis.SECRET_PATH:
        words = QCoreApplication.translate("Cells", "authenticity: secret address only")
        found.append(Badge("shield-alert", "", words))
    return tuple(found)


def _marks(marks: Marks, *, is_private: bool) -> tuple[Badge, ...]:
    """What people wrote: a label, a mark, notes and tags, each with its shape and its words."""
    found: list[Badge] = []
    if marks.label:
        words = QCoreApplication.translate("Cells", "label {0}: {1}")
        words = words.format(marks.label, labels.name(marks.label))
        found.append(Badge("", "", words, label=marks.label))
    if marks.is_marked:
        words = QCoreApplication.translate("Cells", "marked")
        found.append(Badge(MARK_ICON, "", words, "in_progress"))
    if marks.has_note:
        words = texts.Counts().notes(marks.notes)
        found.append(Badge("pencil", "", words))
    if marks.tags:
        shown = tag_words(marks, is_private=is_private)
        found.append(Badge("tag", "", " ".join(f"#{tag}" for tag in shown)))
    return tuple(found)


def tag_words(marks: Marks, *, is_private: bool) -> list[str]:
    """The tags; a person wrote them: they may name whom it is about."""
    return [masks.initials(tag) if is_private else plain(tag) for tag in marks.tags]


def _flags(flags: tuple[str, ...], transaction_id: str) -> tuple[Badge, ...]:
    found: list[Badge] = []
    if nameless.digest(transaction_id):
        found.append(Badge(nameless.ICON, "", nameless.explained()))
        flags = tuple(flag for flag in flags if flag != nameless.FLAG)
    if flags:
        words = "; ".join(texts.flag_words(flag) for flag in flags)
        found.append(Badge("triangle-alert", "", words, "pending"))
    return tuple(found)
