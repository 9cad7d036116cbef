"""The soak says what grows, and a short one goes through all of it."""

from pathlib import Path

import pytest

from tests.torture import soak
from tests.torture.soaked import MB, Sample, Soaked, table


def soaked(**more: float) -> Soaked:
    """An hour; each value named grows by so much from its beginning to its end."""
    at_first = {"memory": 200 * MB, "facts_log": 4 * MB, "views_log": 16 * MB, "descriptors": 40}
    samples = []
    for number in range(720):
        now = {
            name: int(value + more.get(name, 0) * number / 720) for name, value in at_first.items()
        }
        # A reader is open for a moment, and memory comes and goes.
        now["descriptors"] += 5 * (number % 7 == 0)
        now["memory"] += (number * 7919) % 3 * MB
        samples.append(Sample(number * 5.0, **now, threads=19, processor=1.0))
    return Soaked(samples, [0.003], kept=1, shown=1)


def test_what_stays_is_no_complaint() -> None:
    assert soaked().complaints() == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"memory": 30 * MB}, "memory rises"),
        ({"facts_log": 61 * MB}, "a log was"),
        ({"views_log": 50 * MB}, "a log was"),
        ({"descriptors": 4}, "descriptors became"),
        ({"descriptors": 60}, "descriptors at once"),
    ],
)
def test_what_grows_is_told(more: dict[str, float], words: str) -> None:
    assert any(words in complaint for complaint in soaked(**more).complaints())


def test_what_is_lost_is_told() -> None:
    lost = soaked()
    lost.waits.append(0.003)
    assert lost.complaints() == ["2 were acknowledged, 1 are kept"]


def test_the_real_window_is_delivered_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soak, "EVERY", 0.5)
    found = soak.soak(tmp_path / "data", 0.05, rate=50)
    assert found.kept == len(found.waits) > 0
    assert found.samples[-1].memory > 50 * MB
    assert "projected at the end" in table(found)
