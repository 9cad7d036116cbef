"""What is news: told once, in heaps, and never again because somebody tidied up."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from app.core.telling import QUIET, Heap, Teller, heaps, is_quiet

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


def heap(count: int, seconds: int = 0, kind: str = "failed", provider: str = "juno") -> Heap:
    return Heap(kind, provider, count, NOW + timedelta(seconds=seconds))


def later(count: int, seconds: int, after: int = 0) -> Heap:
    """What is told of a heap of which something was known before."""
    return replace(heap(count, seconds), after=NOW + timedelta(seconds=after))


def begun(*found: Heap) -> Teller:
    teller = Teller()
    assert teller.news(found, NOW) == []
    return teller


def test_alerts_of_a_kind_and_provider_are_one_heap() -> None:
    found = heaps([heap(1), heap(2, 5), heap(1, 0, "failed", "bitso"), heap(1, 0, "unreadable")])
    assert found == [heap(3, 5), heap(1, 0, "failed", "bitso"), heap(1, 0, "unreadable")]


def test_what_is_there_at_the_start_is_no_news() -> None:
    teller = begun(heap(12))
    assert teller.news([heap(12)], NOW) == []


def test_only_what_came_is_counted() -> None:
    teller = begun(heap(12))
    assert teller.news([heap(15, 1)], NOW) == [later(3, 1)]
    assert teller.news([heap(15, 1)], NOW) == []


def test_a_storm_is_one_note_and_the_rest_of_it_another_after_a_while() -> None:
    teller = begun()
    assert teller.news([heap(400, 1)], NOW) == [heap(400, 1)]
    for place in range(1, 600):
        assert teller.news([heap(400 + place, 1 + place)], NOW + timedelta(seconds=place)) == []
    assert teller.news([heap(1_000, 601)], NOW + QUIET) == [later(600, 601, 1)]


def test_another_provider_does_not_wait_for_it() -> None:
    teller = begun()
    teller.news([heap(400, 1)], NOW)
    other = heap(1, 2, provider="bitso")
    assert teller.news([heap(500, 2), other], NOW) == [other]


def test_what_is_seen_is_not_told_and_not_told_later() -> None:
    teller = begun()
    assert teller.news([heap(3, 1)], NOW, is_seen=True) == []
    assert teller.news([heap(3, 1)], NOW) == []
    assert teller.news([heap(4, 2)], NOW) == [later(1, 2, 1)]


def test_a_muted_provider_is_not_told_and_not_told_later() -> None:
    teller = begun()
    found = [heap(3, 1), heap(2, 1, provider="bitso")]
    assert teller.news(found, NOW, muted=("juno",)) == [heap(2, 1, provider="bitso")]
    assert teller.news(found, NOW + QUIET) == []


@pytest.mark.parametrize(
    ("now", "since", "until", "wanted"),
    [
        ("23:00", "22:00", "07:00", True),
        ("06:59", "22:00", "07:00", True),
        ("07:00", "22:00", "07:00", False),
        ("21:59", "22:00", "07:00", False),
        ("13:00", "12:00", "14:00", True),
        ("14:00", "12:00", "14:00", False),
        ("12:00", "12:00", "12:00", False),
        ("03:00", "", "", False),
        ("03:00", "22:00", "", False),
    ],
)
def test_quiet_hours_may_lie_over_midnight(now: str, since: str, until: str, wanted: bool) -> None:
    assert is_quiet(time.fromisoformat(now), since, until) is wanted


def test_what_people_took_away_does_not_hide_what_comes() -> None:
    teller = begun(heap(12))
    assert teller.news([], NOW) == []
    assert teller.news([heap(2, 9)], NOW) == [later(2, 9)]


def test_the_like_of_it_in_place_of_another_is_one() -> None:
    teller = begun(heap(1))
    assert teller.news([heap(1, 7)], NOW) == [later(1, 7)]


def test_it_has_begun_once_what_was_there_is_known() -> None:
    teller = Teller()
    assert not teller.has_begun
    teller.news([heap(3)], NOW)
    assert teller.has_begun
