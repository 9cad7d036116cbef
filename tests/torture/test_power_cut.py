"""Nothing acknowledged is lost when the power is cut; and the harness would notice if it were."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture import power
from tests.torture.cutting import Disk, Step


@pytest.fixture(scope="session")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return power.compiled(tmp_path_factory.mktemp("recorder"))


@pytest.fixture
def cut(recorder: Path, tmp_path: Path) -> Callable[[str, int], power.Verdict]:
    def cut(synchronous: str, images: int) -> power.Verdict:
        life = power.live(tmp_path, recorder, 300, synchronous)
        kinds = {step.kind for step in life.steps}
        assert kinds >= {b"W", b"B", b"S", b"T", b"A"}
        verdict = power.cut(life, images, 2026, tmp_path)
        assert verdict.acknowledged > 250
        return verdict

    return cut


@pytest.mark.timeout(600)
def test_nothing_acknowledged_is_lost(cut: Callable[[str, int], power.Verdict]) -> None:
    verdict = cut("FULL", 2_000)
    assert verdict.is_clean, verdict.first


@pytest.mark.timeout(300)
@pytest.mark.parametrize("weakened", ["NORMAL", "OFF"])
def test_the_harness_notices_a_weaker_promise(
    cut: Callable[[str, int], power.Verdict], weakened: str
) -> None:
    assert cut(weakened, 100).with_loss > 10


# --- the disk -------------------------------------------------------------------------------------


def states(*steps: Step, seeds: int = 60) -> set[bytes | None]:
    """What facts.db may hold after these steps."""
    disk = Disk()
    for step in steps:
        disk.take(step)
    return {disk.after_a_cut(random.Random(seed)).get("facts.db") for seed in range(seeds)}


FIRST = Step(b"W", 0, 0, b"a" * 1024)
SYNC = Step(b"S", 0, 0, b"")


def test_what_was_synced_is_there_and_what_was_not_may_be() -> None:
    assert states(FIRST, SYNC) == {b"a" * 1024}
    found = states(FIRST)
    assert {None, b"a" * 1024} <= found
    assert len(found) > 2  # torn at a sector


def test_a_sync_keeps_nothing_that_was_written_while_it_lasted() -> None:
    later = Step(b"W", 0, 0, b"b" * 1024)
    begin, end = Step(b"B", 0, 7, b""), Step(b"S", 0, 7, b"")
    found = states(FIRST, begin, later, end)
    assert {b"a" * 1024, b"b" * 1024} <= found
    assert states(FIRST, begin, later, end, SYNC) == {b"b" * 1024}
    assert states(FIRST, begin, SYNC, later, end) == found  # another sync was quicker


def test_writes_get_through_in_any_order() -> None:
    found = states(FIRST, SYNC, Step(b"W", 0, 0, b"b"), Step(b"W", 0, 0, b"c"))
    assert {one[:1] for one in found if one} == {b"a", b"b", b"c"}


def test_any_sync_settles_what_was_unlinked() -> None:
    gone = Step(b"U", 0, 0, b"")
    assert states(FIRST, SYNC, gone) == {None, b"a" * 1024}
    assert states(FIRST, SYNC, gone, Step(b"S", 1, 0, b"")) == {None}


def test_a_file_is_cut_and_made_longer() -> None:
    assert states(FIRST, Step(b"T", 0, 2, b""), SYNC) == {b"aa"}
    assert states(Step(b"T", 0, 3, b""), SYNC) == {bytes(3)}
