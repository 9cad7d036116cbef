"""What other parts of the program say in English sentences, in the language of the window.

A sentence is its own code: errors, verdicts and reasons are written, stored and logged in English,
with what they are about filled in. `resources/sentences_es.json` holds each of them with numbered
gaps, and its Spanish; tests/ui/test_said.py takes them from the code, so that none is missing. What
is not found stays as it is: a provider's own words, or those of the system.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale

from app.config.resources import resource
from app.core.errors import AcuseError

GAP = "…"  # for what is not said
_GAP = re.compile(r"\{([0-9])\}")
_LONGEST = 4_000  # characters; what is longer is no sentence of ours
_MOST_IN_ONE = 4  # ends of sentences in one form, those in its gaps included
_ENDS = re.compile(r"(?<=[.?!]) ")


class Phrasebook:
    """Sentences with gaps and their translations."""

    def __init__(self, sentences: Mapping[str, str], *, unknown: str | None = None) -> None:
        self._unknown = unknown  # what stands for a sentence that is not known; None: itself
        sentences = {form: words for form, words in sentences.items() if words}
        self._whole = {form: words for form, words in sentences.items() if not _GAP.search(form)}
        gapped = sorted(sentences.keys() - self._whole.keys(), key=_weight, reverse=True)
        self._gapped = [(_pattern(form), sentences[form]) for form in gapped]

    def translated(self, text: str) -> str:
        """One sentence or several; what is not known stays as it is."""
        if len(text) > _LONGEST:
            return text if self._unknown is None else self._unknown
        parts = _ENDS.split(text)
        said: list[str] = []
        while parts:
            length, words = self._beginning(parts)
            said.append(words)
            del parts[:length]
        return " ".join(said)

    def _beginning(self, parts: Sequence[str]) -> tuple[int, str]:
        """How many parts the first known sentence has (a form may hold two), and its words."""
        for length in range(1, min(len(parts), _MOST_IN_ONE) + 1):
            found = self._sentence(" ".join(parts[:length]))
            if found is not None:
                return length, found
        return 1, parts[0] if self._unknown is None else self._unknown

    def _sentence(self, text: str) -> str | None:
        if (words := self._whole.get(text)) is not None:
            return words
        if (known := QCoreApplication.translate("Providers", text)) != text:
            return known  # what a credential or an option is for: said as where it is entered
        for pattern, words in self._gapped:
            if match := pattern.fullmatch(text):
                return _filled(words, [self._filling(one) for one in match.groups()])
        return None

    def _filling(self, text: str) -> str:
        """What stands in a gap: a sentence of ours, a credential's label, or anything."""
        known = self._sentence(text)
        return QCoreApplication.translate("Providers", text) if known is None else known


def said(text: str) -> str:
    """A sentence of ours in the language of the window."""
    return _spanish().translated(text) if text and QLocale().language() == _SPANISH else text


def shorn(text: str) -> str:
    """A sentence of ours in English without what stands in its gaps: it may be a stranger's."""
    return _gapped().translated(text) if text else ""


def error_lines(error: AcuseError) -> tuple[str, str, str]:
    """Problem, cause and remedy of an error in the language of the window."""
    return said(error.problem), said(error.cause), said(error.remedy)


_SPANISH = QLocale.Language.Spanish


@cache
def _spanish() -> Phrasebook:
    return Phrasebook(json.loads(resource("sentences_es.json").read_text(encoding="utf-8")))


@cache
def _gapped() -> Phrasebook:
    """Every sentence of ours by itself, with "…" for each gap."""
    known = json.loads(resource("sentences_es.json").read_text(encoding="utf-8"))
    return Phrasebook({form: _GAP.sub(GAP, form) for form in known}, unknown=GAP)


def _filled(words: str, fillings: Sequence[str]) -> str:
    return _GAP.sub(lambda gap: fillings[int(gap[1])], words)


def _weight(form: str) -> int:
    """How much a form says by itself: the more, the surer it is meant."""
    return len(_GAP.sub("", form))


def _pattern(form: str) -> re.Pattern[str]:
    """A form as a pattern whose groups are its gaps, in order of their numbers."""
    literals = _GAP.split(form)[::2]
    return re.compile("(.*?)".join(map(re.escape, literals)), re.DOTALL)
