"""What the benchmarks pour is received, believed and told of, each with the moment it was due."""

import threading
import time
from pathlib import Path

from tests.benchmarks.pouring import due_of, heard, percentile, poured
from tests.benchmarks.running import serving
from tests.benchmarks.showing import Waits, receiving


def test_what_is_poured_is_shown_with_its_wait(tmp_path: Path) -> None:
    waits, began = Waits(), time.monotonic()
    with receiving(tmp_path) as app:
        app.listen(waits.notify)
        with poured(app.url, 100, 0.5) as pouring:
            told = heard(pouring)
        assert (told.accepted, told.refused, told.unanswered) == (50, 0, 0)
        for _ in range(3000):
            if len(waits.found) == 50:
                break
            threading.Event().wait(0.01)
    shown = waits.shown(100, 0)
    assert 0 < shown.p50 <= shown.p99 <= shown.worst < (time.monotonic() - began) * 1000
    assert len(waits.found) == 50


def test_pouring_ends_when_nobody_wants_it_any_more(tmp_path: Path) -> None:
    with serving(tmp_path) as acuse, poured(acuse.url, 50, 600):
        pass


def test_an_id_that_was_not_poured_was_never_due() -> None:
    assert due_of("just_wallet:payout:poured-0000001500000000") == 1.5
    assert due_of("just_wallet:payout:p1") is None


def test_percentiles_are_of_the_ordered() -> None:
    assert percentile(range(100), 0.99) == 99
    assert percentile((), 0.5) == 0.0
