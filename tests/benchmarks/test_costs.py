"""The way of an acknowledgement, projection, lookup and lists do not become a third dearer.

No clock is looked at, so a busy machine changes nothing: what is counted are the steps of Python's
and SQLite's machines. Cheaper figures, or dearer ones for a good reason, are kept by `make costs`.
"""

from pathlib import Path

import pytest

from tests.benchmarks import costs
from tests.benchmarks.counting import Cost, Meter, reference


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cost]:
    return costs.measure(tmp_path_factory.mktemp("costs"))


@pytest.mark.parametrize("name", ["acknowledgement", "projection", "lookup", "lists"])
def test_nothing_became_a_third_dearer(found: dict[str, Cost], name: str) -> None:
    was, now = costs.kept()[name], found[name]
    assert now.python < was.python * 4 / 3, f"Python: {now.python} instead of {was.python}"
    assert now.sqlite < was.sqlite * 4 / 3, f"SQLite: {now.sqlite} instead of {was.sqlite}"


def test_what_is_dearer_counts_as_much_more() -> None:
    def counted(times: int) -> float:
        meter = Meter()
        with meter.counting():
            for _ in range(times):
                Path("a/b").with_name("c")
        return meter.so_far().python

    assert counted(400) == pytest.approx(2 * counted(200), rel=0.05)
    assert reference() > 1000
