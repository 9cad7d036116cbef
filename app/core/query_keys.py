"""How an identifier in a filter is compared with the keys that transactions are found by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.core.event import IdKind
from app.core.normal import cleaned, normal_form

# The kinds of identifiers that a field asks for.
KINDS: Mapping[str, tuple[IdKind, ...]] = MappingProxyType(
    {
        "clabe": (IdKind.CLABE,),
        "tx": (IdKind.TX_HASH,),
        "ref": (IdKind.EXTERNAL_REF, IdKind.REFERENCE),
        "rastreo": (IdKind.RASTREO,),
        "id": (IdKind.ID,),
    }
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A key that is whole, or a piece of one with anything before or behind it."""

    kind: IdKind
    key: str
    open_start: bool = False
    open_end: bool = False

    def matches(self, key: str) -> bool:
        """Whether a key of its kind is meant."""
        if self.open_start and self.open_end:
            return self.key in key
        if self.open_start:
            return key.endswith(self.key)
        return key.startswith(self.key) if self.open_end else key == self.key


def patterns(field: str, value: str) -> tuple[Pattern, ...]:
    """What a value of an identifier's field means: any of these."""
    open_start, open_end = value.startswith("*"), value.endswith("*")
    said = value.removeprefix("*").removesuffix("*")
    return tuple(
        Pattern(kind, key, open_start, open_end)
        for kind in KINDS[field]
        for key in sorted(_keys(kind, said, is_whole=not (open_start or open_end)))
    )


def _keys(kind: IdKind, said: str, *, is_whole: bool) -> set[str]:
    """The normal form; of a piece also the form as typed, where only the whole can tell."""
    keys = {normal_form(kind, said)}
    if not is_whole and kind is IdKind.TX_HASH:
        keys.add(cleaned(said))  # a piece of base58 may look like hex
    if not is_whole and kind is IdKind.REFERENCE:
        keys = {cleaned(said).replace(" ", "").upper()}  # zeros within a number stay
    return keys - {""}


def text_keys(text: str) -> tuple[str, ...]:
    """Every form in which a free text may stand within a key: it does not say what it is."""
    forms = {normal_form(kind, text) for kind in IdKind if kind is not IdKind.REFERENCE}
    forms.add(cleaned(text).replace(" ", "").upper())
    return tuple(sorted(forms - {""}))
