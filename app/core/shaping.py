"""From a payload to what people ask for: identifiers, labelled facts, and what nobody knows yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from app.core.event import UNNAMED, Identifier, IdKind, Places, Status
from app.core.identifiers import generic_identifiers, identifier
from app.core.reading import JsonObject, JsonValue, leaves

MOST_UNKNOWN = 100  # fields; a hostile body may invent any number
MOST_LEAVES = 10_000  # looked at; what stands further back is kept and shown, but not searched


@dataclass(frozen=True, slots=True)
class Field:
    """One known member of a payload: what it identifies and under which name people see it.

    `path` is dotted from the top of the body, with `*` for any position in a list. A field with
    neither kind nor fact is known and needs nothing more (the provider's code reads it itself).
    """

    path: str
    kind: IdKind | None = None
    role: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a payload holds, in the order it was sent."""

    identifiers: tuple[Identifier, ...]
    facts: tuple[tuple[str, str], ...]
    unknown_fields: tuple[str, ...]
    places: Places


class Fields:
    """All known members of one provider's payloads.

    Members below an `opaque` path are known to vary: they are searched but not called unknown.
    """

    def __init__(self, fields: Iterable[Field], *, opaque: Iterable[str] = ()) -> None:
        self._fields: Mapping[str, Field] = {field.path: field for field in fields}
        self._opaque = frozenset(opaque)
        self._parents = (
            frozenset(parent for path in self._fields for parent in _parents(path)) | self._opaque
        )

    def shape(self, body: JsonObject, also: Iterable[Identifier] = ()) -> Shape:
        """Take out what is known by its place, and what looks like an identifier elsewhere.

        `also` are identifiers that the provider's code found itself.
        """
        found: list[Identifier] = []
        facts: list[tuple[str, str]] = []
        unknown: list[str] = []
        elsewhere: JsonObject = {}
        places: list[tuple[str, str]] = []
        for path, leaf in islice(leaves(body), MOST_LEAVES):
            place = _place(path)
            places.append((place, _KINDS.get(type(leaf), "number")))
            field = self._fields.get(place)
            if field is None:
                elsewhere[path] = leaf
                if not self._is_expected(place, leaf):
                    unknown.append(path)
                continue
            found.extend(_identified(field, leaf, path))
            if field.fact and (words := _words(leaf)):
                facts.append((field.fact, words))
        unique: dict[tuple[IdKind, str], Identifier] = {}
        for one in (*found, *also, *generic_identifiers(elsewhere)):
            unique.setdefault((one.kind, one.key), one)
        return Shape(
            identifiers=tuple(unique.values()),
            facts=tuple(dict.fromkeys(facts)),
            unknown_fields=tuple(unknown[:MOST_UNKNOWN]),
            places=frozenset(places),
        )

    def _is_expected(self, place: str, leaf: JsonValue) -> bool:
        """Whether a leaf is an empty container that is known, or lies below an opaque path."""
        if place in self._parents and (leaf is None or leaf in ({}, [])):
            return True
        return not self._opaque.isdisjoint(_parents(place))


# What stands at a path, in a word; whatever else there is, is a number.
_KINDS = {str: "text", bool: "true or false", type(None): "nothing", dict: "object", list: "list"}
_LIST_POSITION = re.compile(r"\.[0-9]+(?=\.|$)")


@lru_cache(4096)  # paths are the same in most bodies
def _place(path: str) -> str:
    """A path with a star for any position in a list."""
    return _LIST_POSITION.sub(".*", path)


def _parents(path: str) -> Iterable[str]:
    steps = path.split(".")
    return (".".join(steps[:length]) for length in range(1, len(steps)))


def _words(leaf: JsonValue) -> str:
    if isinstance(leaf, bool):
        return "true" if leaf else "false"
    return "" if leaf is None or isinstance(leaf, (dict, list)) else str(leaf)


def _identified(field: Field, leaf: JsonValue, path: str) -> Iterable[Identifier]:
    words = "" if isinstance(leaf, bool) else _words(leaf)
    if field.kind is None or not words:
        return ()
    kind = bank_account_kind(words) if field.kind is IdKind.CLABE else field.kind
    found = identifier(kind, words, path, field.role)
    return () if found is None else (found,)


def bank_account_kind(text: str) -> IdKind:
    """What stands where a CLABE may stand: a CLABE (masked or not), a card, or an account."""
    length = len(re.sub(r"[\s-]", "", text))
    return {18: IdKind.CLABE, 16: IdKind.CARD}.get(length, IdKind.ACCOUNT)


LONGEST_KEY = 200  # characters


def transaction_key(key: str, fingerprint: str) -> str:
    """What an event is about: the provider's id, or the event itself where there is none.

    A text that is too long for an id is none: it would stand in every index.
    """
    return key if 0 < len(key) <= LONGEST_KEY else f"{UNNAMED}{fingerprint[:16]}"


# --- states ---------------------------------------------------------------------------------------

RANKS: Mapping[Status, int] = MappingProxyType(
    {
        Status.PENDING: 0,
        Status.UNKNOWN: 1,  # a new word: news against pending, never against a final state
        Status.IN_PROGRESS: 1,
        Status.COMPLETE: 2,
        Status.FAILED: 2,
        Status.CANCELLED: 2,
        Status.EXPIRED: 2,
        Status.REVERSED: 3,
        Status.REFUNDED: 3,
    }
)


@dataclass(frozen=True, slots=True)
class State:
    """A canonical status with its rank; final from rank 2 on."""

    status: Status
    rank: int

    @property
    def is_final(self) -> bool:
        return self.rank >= 2


def state(word: str, words: Mapping[str, Status]) -> State:
    """The state that a provider's word means, whatever its case; an unlisted word is unknown."""
    status = words.get(word.casefold(), Status.UNKNOWN)
    return State(status, RANKS[status])
