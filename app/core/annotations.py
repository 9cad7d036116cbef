"""What people write about a row: notes, a mark, a colour label, tags; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.core.errors import AcuseError

LABELS = 9  # colours, numbered from 1; 0 is none
MARK, LABEL, TAG = "mark", "label", "tag:"
LONGEST_NOTE = 20_000
_LONGEST_TAG = 40
_DELIVERY = "delivery:"
_SEPARATOR = re.compile(r"[\s,]+")


class BadWriting(AcuseError):
    """Something that cannot be kept as a note or a tag."""

    code = "bad-writing"


@dataclass(frozen=True, slots=True)
class Marks:
    """All but the text of what people wrote about one row."""

    is_marked: bool = False
    label: int = 0
    tags: tuple[str, ...] = ()
    notes: int = 0

    @property
    def has_note(self) -> bool:
        return self.notes > 0

    def with_those(self, other: Marks) -> Marks:
        """Both as one: a row shows what is said of its delivery and of its transaction."""
        return Marks(
            self.is_marked or other.is_marked,
            self.label or other.label,
            tuple(sorted({*self.tags, *other.tags})),
            self.notes + other.notes,
        )


NONE = Marks()


def subject_of(transaction_id: str, delivery_id: int = 0) -> str:
    """What something is written about: a transaction, or a delivery that belongs to none."""
    return transaction_id or f"{_DELIVERY}{delivery_id}"


def delivery_of(subject: str) -> int:
    """The delivery that a subject names, 0 when it is a transaction."""
    number = subject.removeprefix(_DELIVERY)
    return int(number) if number != subject and number.isdecimal() else 0


def clean_tag(text: str) -> str:
    """A tag as it is kept: one word in small letters; raises BadWriting when nothing is left."""
    tag = _SEPARATOR.sub("-", text.strip().lstrip("#").strip()).casefold()
    if not tag or len(tag) > _LONGEST_TAG or not tag.isprintable():
        raise BadWriting(
            "This cannot be a tag.",
            cause=f"A tag has from 1 to {_LONGEST_TAG} visible characters.",
            remedy="Write a short word, such as audit or vip.",
        )
    return tag


def clean_note(text: str) -> str:
    """A note as it is kept; raises BadWriting when it is empty or too long."""
    note = text.strip()
    if not note or len(note) > LONGEST_NOTE:
        raise BadWriting(
            "This note cannot be kept.",
            cause="It is empty." if not note else f"It is longer than {LONGEST_NOTE} characters.",
            remedy="Write what the next person should know.",
        )
    return note.encode("utf-8", "replace").decode("utf-8")
