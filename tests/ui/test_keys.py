"""The keys of a long list are a sequence like any other, and those that count on take no room."""

import tracemalloc
from array import array
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.models import keys as module
from app.ui.models.keys import SIZE, Keys
from app.ui.models.places import Places, Since, Stretch

NUMBERS = st.integers(1, 40)
STRETCHES = st.one_of(
    st.lists(NUMBERS, max_size=12),
    st.tuples(NUMBERS, st.integers(0, 20)).map(lambda one: list(range(one[0], sum(one)))),
)
STEPS = st.lists(st.tuples(st.floats(0, 1), st.one_of(STRETCHES, st.none())), max_size=30)


@pytest.fixture(scope="module")
def small_chunks() -> Iterator[None]:
    """So that a few keys are many chunks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SIZE", 4)
        yield


@pytest.mark.parametrize("is_sorted", [True, False], ids=["the feed", "transactions"])
def test_a_list_that_is_shown_for_weeks_takes_no_room(is_sorted: bool) -> None:
    places = Places(is_sorted=is_sorted)
    old = array("q", range(9, 0, -2))
    places.add_below(Stretch(old, members=old[::-1]))
    for first in range(10, 200_010, 25):
        places.add_above(range(first + 24, first - 1, -1))
    assert places.count == 5 + 8_000 * 25
    assert places.room < 4 * SIZE * 8
    assert places.holds(100_000)
    place = places.place_of(100_000)
    assert places.key(place) == 100_000
    places.take(place)
    assert not places.holds(100_000)
    assert places.key(place) == 99_999


def test_nothing_is_copied_of_keys_that_are_looked_at() -> None:
    """The window would halt while a million are copied."""
    keys = Keys(range(0, 2_000_000, 2))
    tracemalloc.start()
    try:
        seen = keys.newest_first()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (len(seen), seen[0], seen[999_999]) == (1_000_000, 1_999_998, 0)
    assert most < 50_000


@pytest.mark.usefixtures("small_chunks")
@given(STEPS)
def test_it_holds_what_a_list_would(steps: Sequence[tuple[float, list[int] | None]]) -> None:
    keys, plain = Keys(), list[int]()
    taken: list[tuple[Sequence[int], list[int]]] = []
    for where, added in steps:
        taken.append((keys.newest_first(), plain[::-1]))
        index = int(where * len(plain))
        if added is not None:
            keys.insert(index, added)
            plain[index:index] = added
        elif index < len(plain):
            keys.delete(index)
            del plain[index]
        assert list(keys) == plain
        assert [keys[place] for place in range(len(keys))] == plain
    taken.append((keys.newest_first(), plain[::-1]))
    assert all(list(seen) == then for seen, then in taken), "each as it was when it was taken"
    for key in range(50):
        assert keys.search(key) == (plain.index(key) if key in plain else -1)


def test_half_of_one_key_and_half_of_the_next_are_no_key() -> None:
    """It looks for the bytes of a key: those of 1 stand across 256 and 0, in either byte order."""
    keys = Keys([256, 0, 1 << 56, 7])
    assert keys.search(1) == -1
    keys.extend([1])
    assert keys.search(1) == 4
    assert keys.search(7) == 3


@pytest.mark.usefixtures("small_chunks")
@given(st.sets(NUMBERS))
def test_ascending_keys_are_found_at_once(wanted: set[int]) -> None:
    plain = sorted(wanted)
    keys = Keys(plain)
    for key in range(50):
        assert keys.find(key) == (plain.index(key) if key in wanted else -1)
        assert keys.before(key) == sum(one < key for one in plain)


@pytest.mark.usefixtures("small_chunks")
@given(st.integers(0, 20), st.lists(st.integers(0, 20), max_size=5), NUMBERS, NUMBERS)
def test_keys_between_two_places_leave_the_headings_out(
    count: int, below: list[int], first: int, last: int
) -> None:
    places = Places(is_sorted=True)
    places.add_above(range(count, 0, -1))
    for rows in below:
        places.add_heading(min(rows, count), Since())
    one_by_one = [places.key(place) for place in range(first - 10, last - 10 + 1)]
    assert places.keys(first - 10, last - 10) == [key for key in one_by_one if key]
