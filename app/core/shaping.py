"""From a payload to what people ask for: identifiers, labelled facts, and what nobody knows yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from app.core.event import UNNAMED, Identifier, IdKind, Places, Status
from app.core.frames import KINDS, MOST_LEAVES, Frame, Frames
from app.core.identifiers import Named, identifier, likely, named
from app.core.reading import JsonObject, JsonValue, leaves

MOST_UNKNOWN = 100  # fields; a hostile body may invent any number
_MOST_PLANS = 1_000  # frames of bodies that are remembered
_LONGEST_PLANNED = 500  # leaves of one that is


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


@dataclass(frozen=True, slots=True)
class _Plan:
    """What follows from the frame of a body: which of its leaves tell something, by their place."""

    fields: tuple[tuple[int, str, Field], ...]
    elsewhere: tuple[tuple[int, str, Named], ...]
    unknown: tuple[str, ...]
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
        self._frames = Frames()
        self._plans: dict[Frame, _Plan] = {}

    def shape(self, body: JsonObject, also: Iterable[Identifier] = ()) -> Shape:
        """Take out what is known by its place, and what looks like an identifier elsewhere.

        `also` are identifiers that the provider's code found itself.
        """
        frame, values = self._frames.apart(body)
        plan = self._plans.get(frame) or self._planned(frame, body)
        unique: dict[tuple[IdKind, str], Identifier] = {}
        facts: list[tuple[str, str]] = []
        for place, path, field in plan.fields:
            leaf = values[place]
            words = leaf if isinstance(leaf, str) else _words(leaf)
            if not words:
                continue
            if field.fact:
                facts.append((field.fact, words))
            if field.kind is not None and (one := _identified(field.kind, words, path, field.role)):
                unique.setdefault((one.kind, one.key), one)
        for one in also:
            unique.setdefault((one.kind, one.key), one)
        elsewhere = ((path, values[place], name) for place, path, name in plan.elsewhere)
        for one in likely(elsewhere):
            unique.setdefault((one.kind, one.key), one)
        return Shape(
            identifiers=tuple(unique.values()),
            facts=tuple(dict.fromkeys(facts)),
            unknown_fields=plan.unknown,
            places=plan.places,
        )

    def _planned(self, frame: Frame, body: JsonObject) -> _Plan:
        plan = self._plan(list(islice(leaves(body), MOST_LEAVES)))
        if len(frame) <= _LONGEST_PLANNED:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            self._plans[frame] = plan
        return plan

    def _plan(self, found: Sequence[tuple[str, JsonValue]]) -> _Plan:
        fields: list[tuple[int, str, Field]] = []
        elsewhere: list[tuple[int, str, Named]] = []
        unknown: list[str] = []
        places: list[tuple[str, str]] = []
        for number, (path, leaf) in enumerate(found):
            place = _place(path)
            places.append((place, KINDS.get(type(leaf), "number")))
            field = self._fields.get(place)
            if field is None:
                if not _is_nothing(leaf) and (name := named(path)) is not None:
                    elsewhere.append((number, path, name))
                if not self._is_expected(place, leaf):
                    unknown.append(path)
            elif _is_nothing(leaf):
                pass
            elif isinstance(leaf, bool):  # a fact that identifies nothing
                if field.fact:
                    fields.append((number, path, Field(field.path, fact=field.fact)))
            elif field.kind is not None or field.fact:
                fields.append((number, path, field))
        return _Plan(
            tuple(fields), tuple(elsewhere), tuple(unknown[:MOST_UNKNOWN]), frozenset(places)
        )

    def _is_expected(self, place: str, leaf: JsonValue) -> bool:
        """Whether a leaf is an empty container that is known, or lies below an opaque path."""
        if place in self._parents and _is_nothing(leaf):
            return True
        return not self._opaque.isdisjoint(_parents(place))


def _is_nothing(leaf: JsonValue) -> bool:
    return leaf is None or isinstance(leaf, (dict, list))


_LIST_POSITION = re.compile(r"\.[0-9]+(?=\.|$)")


@lru_cache(4096)  # paths are the same in most bodies
def _place(path: str) -> str:
    """A path with a star for any position in a list."""
    return _LIST_POSITION.sub(".*", path)


def _parents(path: str) -> Iterator[str]:
    steps = path.split(".")
    return (".".join(steps[:length]) for length in range(1, len(steps)))


def _words(leaf: JsonValue) -> str:
    if isinstance(leaf, bool):
        return "true" if leaf else "false"
    return str(leaf)


@lru_cache(8192)  # the events of one transaction tell the same once more
def _identified(kind: IdKind, words: str, path: str, role: str) -> Identifier | None:
    kind = bank_account_kind(words) if kind is IdKind.CLABE else kind
    return identifier(kind, words, path, role)


def bank_account_kind(text: str) -> IdKind:
    """What stands where a CLABE may stand: a CLABE (masked or not), a card, or an account."""
    length = len(text if text.isdigit() else re.sub(r"[\s-]", "", text))
    return {18: IdKind.CLABE, 16: IdKind.CARD}.get(length, IdKind.ACCOUNT)


LONGEST_KEY = 200  # characters


def transaction_key(key: str, fingerprint: Callable[[], str]) -> str:
    """What an event is about: the provider's id, or the event itself where there is none.

    A text that is too long for an id is none: it would stand in every index.
    """
    return key if 0 < len(key) <= LONGEST_KEY else f"{UNNAMED}{fingerprint()[:16]}"


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
