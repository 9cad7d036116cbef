"""Which steps may be missing, which contradict, and how amounts differ."""

import pytest

from app.core.event import Kind, Status
from app.core.ladder import contradictions, difference, ladder, left_out

P, IP, C, F = Status.PENDING, Status.IN_PROGRESS, Status.COMPLETE, Status.FAILED
JUNO = ladder(Kind.ISSUANCE, always_final=True)


def test_only_who_promises_the_end_has_a_ladder() -> None:
    assert [(rung.status, rung.is_promised) for rung in JUNO] == [
        (P, False),
        (IP, False),
        (None, True),
    ]
    assert ladder(Kind.ISSUANCE, always_final=False) == ()
    assert ladder(Kind.QUOTE, always_final=True) == ()


@pytest.mark.parametrize(
    ("seen", "before", "missing"),
    [
        ([C], 0, [P, IP]),
        ([P, C], 0, []),
        ([P, C], 1, [IP]),
        ([IP, C], 0, [P]),
        ([P, IP, F], 2, []),
        ([C, IP], 0, [P]),
        (["unknown"], 0, [P, IP]),
    ],
)
def test_what_was_left_out(seen: list[str], before: int, missing: list[Status]) -> None:
    assert list(left_out(JUNO, seen, before)) == missing


def test_contradictions_are_marked_where_they_are() -> None:
    assert contradictions([P, C, IP, F], ["regress", "two_finals"]) == {
        2: "regress",
        3: "two_finals",
    }
    assert contradictions([P, C, IP, F], []) == {}
    assert contradictions([P, C, C], ["two_finals"]) == {}


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        (("100.50", "MXN"), ("100", "MXN"), "0.50"),
        (("100.00", "MXNB"), ("100", "MXN"), "0"),
        (("57", "XRP"), ("100", "MXN"), ""),
        (("1e9", "MXN"), ("100", "MXN"), ""),
        (("", "MXN"), ("100", "MXN"), ""),
        (("1", "MXN"), ("3", "MXN"), "-2"),
    ],
)
def test_amounts_differ_exactly(one: tuple[str, str], other: tuple[str, str], more: str) -> None:
    assert difference(one, other) == more
