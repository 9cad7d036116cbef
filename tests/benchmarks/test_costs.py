"""The way of an acknowledgement, projection, lookup and lists do not become a third dearer.

No clock is looked at, so a busy machine changes nothing: counted are the steps of Python and of
SQLite, and the processor's instructions as callgrind simulates them. Cheaper figures, or dearer
ones for a good reason, are kept by `make costs`.
"""

import sys
from pathlib import Path

import pytest

from tests.benchmarks import costs
from tests.benchmarks.counting import Cost, Steps, reference

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(1_800),
    pytest.mark.skipif(sys.platform != "linux", reason="valgrind runs elsewhere by chance"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cost]:
    return costs.found(tmp_path_factory.mktemp("costs"))


def test_nothing_became_a_third_dearer(found: dict[str, Cost]) -> None:
    for name, was in costs.kept().items():
        now = found[name]
        told = f"{name}: {now} instead of {was}"
        assert now.python < was.python * 4 / 3, told
        assert now.sqlite < was.sqlite * 4 / 3, told
        assert now.instructions < was.instructions * 4 / 3, told


def test_what_becomes_dearer_inside_c_is_noticed(found: dict[str, Cost]) -> None:
    """One hash more: Python takes the same steps."""
    was, now = found["acknowledgement"], found[costs.DEARER]
    assert now.instructions > was.instructions * 4 / 3


def test_what_is_dearer_counts_as_much_more() -> None:
    def counted(times: int) -> float:
        meter = Steps()
        with meter.counting():
            for _ in range(times):
                Path("a/b").with_name("c")
        return meter.so_far().python

    assert counted(400) == pytest.approx(2 * counted(200), rel=0.05)
    assert reference() > 1000
