"""What a timeline can be held against: the steps a provider may leave out, and what cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.core.amounts import parse_amount
from app.core.event import NOT_MONEY, Status

_ORDER = (Status.PENDING, Status.IN_PROGRESS)
_EXCLUSIVE = frozenset({Status.COMPLETE, Status.FAILED, Status.CANCELLED, Status.EXPIRED})
_PEGGED = {"MXNB": "MXN"}  # issued one to one for pesos


@dataclass(frozen=True, slots=True)
class Rung:
    """One expected step; one that is not promised may be left out without anything being wrong."""

    status: Status | None  # None: whichever final one
    is_promised: bool


def ladder(kind: str, *, always_final: bool) -> tuple[Rung, ...]:
    """The steps of a transaction, first to last; () where the provider's documents name none.

    Only Juno says so: the end is always sent, pending and in progress maybe not (facts 1.1).
    """
    if not always_final or kind in NOT_MONEY:
        return ()
    return (*(Rung(status, False) for status in _ORDER), Rung(None, True))


def left_out(rungs: Sequence[Rung], seen: Sequence[str], before: int) -> Iterator[Status]:
    """The rungs that should stand just before the entry at place `before` of those seen."""
    reached = _height(seen[before - 1]) if before else -1
    for rung in rungs:
        status = rung.status
        if status is None or rung.is_promised or status in seen:
            continue
        if reached < _height(status) < _height(seen[before]):
            yield status


def contradictions(seen: Sequence[str], flags: Sequence[str]) -> dict[int, str]:
    """Which entries, in the provider's order, contradict one before them, and how."""
    found: dict[int, str] = {}
    ended = ""
    for place, status in enumerate(seen):
        if ended and "regress" in flags and status in _ORDER:
            found[place] = "regress"
        elif ended and "two_finals" in flags and status in _EXCLUSIVE and status != ended:
            found[place] = "two_finals"
        if status in _EXCLUSIVE:
            ended = ended or status
    return found


def difference(one: tuple[str, str], other: tuple[str, str]) -> str:
    """How much more the first amount is, as decimal text; "" where they cannot be compared."""
    (first, asset), (second, its_asset) = one, other
    a, b = parse_amount(first), parse_amount(second)
    if a is None or b is None or _PEGGED.get(asset, asset) != _PEGGED.get(its_asset, its_asset):
        return ""
    return f"{_exact(a - b):f}"


def _exact(value: Decimal) -> Decimal:
    return value if value else Decimal(0)


def _height(status: str) -> int:
    return _ORDER.index(Status(status)) if status in _ORDER else len(_ORDER)
