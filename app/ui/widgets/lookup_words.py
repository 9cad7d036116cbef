"""What the lookup found in a text and how each hit answers it, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.core.amounts import format_amount
from app.core.banks import Banks, bank_of
from app.core.event import IdKind
from app.core.identifiers import Found
from app.core.pasted import Clue, Note
from app.core.plain import plain
from app.store.rows import LookupHit
from app.ui import masks, texts

# What store/searching.py says of a name, and of what a person looks for within something.
_NAMED = re.compile(r"\b(name|begins with|ends with|holds) (.+?)(?= \(|$)")
_TELLING = re.compile(r"[0-9A-Za-z*]{6,}")


def chip(found: Found, banks: Banks) -> str:
    """A find as a chip: "CLABE · STP · check digit ok", "amount 100"."""
    translate = QCoreApplication.translate
    if found.kind is Clue.AMOUNT:
        return translate("Lookup", "amount {0}").format(format_amount(found.key))
    if found.kind is Clue.DATE:
        day = date.fromisoformat(found.key)
        return f"{texts.short_day(day)} {day.year}"
    if found.kind is Clue.LAST_DIGITS:
        return translate("Lookup", "last digits {0}").format(plain(found.value))
    if found.kind is Clue.TEXT:
        return translate("Lookup", "any text")
    parts = [texts.identifier_label(found.kind, "")]
    if found.kind in (IdKind.CLABE, IdKind.CLABE_MASK):
        parts.append(plain(bank_of(found.key, banks)))
    parts.append(_note(found.note))
    return " · ".join(part for part in parts if part)


def is_doubtful(found: Found) -> bool:
    """Whether a check says that something was probably mistyped."""
    return found.note in (Note.CHECK_DIGIT_WRONG, Note.CHECKSUM_WRONG, Note.LUHN_WRONG)


def match_word(hit: LookupHit, hits: Sequence[LookupHit]) -> str:
    """How well a hit answers; one that only could be it says how many could."""
    translate = QCoreApplication.translate
    words = {
        "exact": translate("Lookup", "Exact"),
        "prefix": translate("Lookup", "Begins with it"),
        "suffix": translate("Lookup", "Ends with it"),
        "compatible": translate("Lookup", "Compatible"),
        "contained": translate("Lookup", "Contains it"),
        "text": translate("Lookup", "In the text"),
        "newest": translate("Lookup", "Recent"),
    }
    word = words.get(hit.match) or plain(hit.match)
    if hit.match != "compatible":
        return word
    return f"{word} · {sum(one.match == 'compatible' for one in hits)}"


def why(hit: LookupHit, *, is_private: bool) -> str:
    """Why a hit answers, with long codes and names hidden behind the privacy screen."""
    words = plain(hit.why)
    if not is_private:
        return words
    coded = _TELLING.sub(
        lambda found: masks.hidden(found[0]) if _has_digit(found[0]) else found[0], words
    )
    return _NAMED.sub(lambda found: f"{found[1]} {masks.initials(found[2])}", coded)


def _has_digit(text: str) -> bool:
    return any(one.isdigit() or one == "*" for one in text)


def _note(note: Note) -> str:
    translate = QCoreApplication.translate
    words = {
        Note.CHECK_DIGIT_OK: translate("Lookup", "check digit ok"),
        Note.CHECK_DIGIT_WRONG: translate("Lookup", "check digit wrong"),
        Note.CHECKSUM_WRONG: translate("Lookup", "checksum wrong"),
        Note.LUHN_OK: translate("Lookup", "check digit ok"),
        Note.LUHN_WRONG: translate("Lookup", "check digit wrong"),
        Note.LIKELY: translate("Lookup", "by its shape"),
    }
    return words.get(note, "")
