"""A filter behind the privacy screen: fields and words stay, whatever names somebody is hidden."""

from __future__ import annotations

import re

from app.core.query import Word, words
from app.core.query_fields import PATH
from app.ui import masks

_PERSONAL = frozenset({"", "clabe", "tx", "ref", "rastreo", "id", "tag", PATH})  # "" is free text
_ACCOUNT_LIKE = re.compile(r"[0-9*]{6,}|(0x)?[0-9A-Za-z]{18,}")


def masked(word: Word) -> str:
    """A condition, without the identifier or the name that it asks for."""
    if word.is_or or word.field not in _PERSONAL:
        return word.text
    place, equals, value = word.value.partition("=") if word.field == PATH else ("", "", word.value)
    before = word.text.removesuffix(word.value)
    hidden = masks.hidden(value.strip('"'))
    return f"{before}{place}{equals}{hidden}"


def masked_name(name: str, text: str = "") -> str:
    """A view's name: words stay, but for identifiers and for what it repeats of its filter."""
    found = words(name)
    if text.startswith(name):
        return " ".join(masked(word) for word in found)
    return " ".join(_part(word) for word in found)


def names_somebody(text: str) -> bool:
    """Whether a filter asks for an identifier, a name or free text."""
    return any(not word.is_or and word.field in _PERSONAL for word in words(text))


def _part(word: Word) -> str:
    if word.field:
        return masked(word)
    return masks.hidden(word.text) if _ACCOUNT_LIKE.search(word.text) else word.text
