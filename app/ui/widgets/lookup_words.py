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
from app.store.reasons import Reason
from app.store.rows import LookupHit
from app.ui import masks, texts

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
        "opened": translate("Lookup", "Opened"),
    }
    word = words.get(hit.match) or plain(hit.match)
    if hit.match != "compatible":
        return word
    return f"{word} · {sum(one.match == 'compatible' for one in hits)}"


def why(hit: LookupHit, *, is_private: bool) -> str:
    """Why a hit answers: what of it does, and what else is the same."""
    translate = QCoreApplication.translate
    words = _answering(hit, is_private)
    for clue in hit.reason.agreeing:
        same = translate("Lookup", "same date") if clue == Clue.DATE else _same_amount()
        words = translate("Lookup", "{0} + {1}").format(words, same)
    return words


def whole_reason(hit: LookupHit, *, is_private: bool) -> str:
    """The same, and where in the body it stands."""
    words, place = why(hit, is_private=is_private), plain(hit.reason.place)
    if not place:
        return words
    return QCoreApplication.translate("Lookup", "{0}\nin {1}").format(words, place)


def _same_amount() -> str:
    return QCoreApplication.translate("Lookup", "same amount")


def _answering(hit: LookupHit, is_private: bool) -> str:
    """What answers, as far as the privacy screen lets it be read."""
    translate, reason = QCoreApplication.translate, hit.reason
    if hit.match == "opened":
        return translate("Lookup", "opened before")
    if hit.match == "text":
        words = masks.initials(reason.sought) if is_private else plain(reason.sought)
        return translate("Lookup", "its payload holds “{0}”").format(words)
    value, sought = (_legible(reason, one, is_private) for one in (reason.value, reason.sought))
    if hit.match == "newest":
        return value  # nothing was asked for: its reference, which says most
    if reason.kind is None:
        return translate("Lookup", "transaction {0}").format(value) if value else ""
    named = translate("Lookup", "{0} {1}").format(texts.identifier_label(reason.kind, ""), value)
    ways = {
        "prefix": translate("Lookup", "{0} begins with {1}"),
        "suffix": translate("Lookup", "{0} ends with {1}"),
        "contained": translate("Lookup", "{0} holds {1}"),
        "compatible": translate("Lookup", "{0} could be it"),
    }
    return ways.get(hit.match, "{0}").format(named, sought)


def _legible(reason: Reason, text: str, is_private: bool) -> str:
    """A value of the store, or what was looked for in it; names and long codes may be hidden."""
    shown = plain(text)
    if not is_private:
        return shown
    if reason.kind is IdKind.NAME:
        return masks.initials(shown)
    return _TELLING.sub(
        lambda found: masks.hidden(found[0]) if _has_digit(found[0]) else found[0], shown
    )


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
