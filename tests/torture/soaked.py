"""What a soak saw, and what of it is not as it must be; the rules are told in soak.py."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

WARM_UP = 1 / 3
MOST_RISE = 0.05
MOST_LOG = 64_000_000
MOST_DESCRIPTORS_MORE = 16
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Sample:
    """What all processes of Acuse hold at one moment."""

    second: float
    memory: int
    facts_log: int
    views_log: int
    descriptors: int
    threads: int
    processor: float  # seconds so far


@dataclass(slots=True)
class Soaked:
    """How it went."""

    samples: list[Sample] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)  # seconds until each was acknowledged
    refused: int = 0
    kept: int = 0
    shown: int = 0  # how far they are projected

    @property
    def warm(self) -> Sequence[Sample]:
        return self.samples[int(len(self.samples) * WARM_UP) :]

    @property
    def rise(self) -> float:
        """By how much of itself memory grows from the end of the warm-up to the end."""
        return rise([(one.second, one.memory) for one in self.warm])

    def complaints(self) -> list[str]:
        """What is not as it must be."""
        warm = self.warm
        part = max(1, len(warm) // 5)
        before, after = (
            min(one.descriptors for one in some) for some in (warm[:part], warm[-part:])
        )
        peak = max(one.descriptors for one in warm)
        largest = max(max(one.facts_log, one.views_log) for one in self.samples)
        found = {
            f"memory rises by {self.rise:.1%}": self.rise >= MOST_RISE,
            f"a log was {largest / MB:.0f} MB": largest >= MOST_LOG,
            f"{before} descriptors became {after}": after > before,
            f"{peak} descriptors at once": peak > before + MOST_DESCRIPTORS_MORE,
            f"{len(self.waits)} were acknowledged, {self.kept} are kept": self.kept
            != len(self.waits),
        }
        return [words for words, is_so in found.items() if is_so]


def rise(points: Sequence[tuple[float, float]]) -> float:
    """By how much of its median a value rises along the straight line through its points."""
    if len(points) < 3:
        return 0.0
    seconds, values = zip(*points, strict=True)
    slope = float(statistics.linear_regression(seconds, values).slope)
    return slope * float(seconds[-1] - seconds[0]) / float(statistics.median(values))


def table(soaked: Soaked) -> Mapping[str, str]:
    """The figures for people."""
    warm, waits = soaked.warm, sorted(soaked.waits)
    last = soaked.samples[-1]
    memory = [one.memory for one in warm]
    return {
        "minutes": f"{last.second / 60:.0f}",
        "deliveries acknowledged": f"{len(waits):,} ({len(waits) / last.second:.0f} a second)",
        "refused and sent again": f"{soaked.refused:,}",
        "p50 and p99 of an acknowledgement": (
            f"{waits[len(waits) // 2] * 1000:.1f} and {waits[len(waits) * 99 // 100] * 1000:.1f} ms"
        ),
        "projected at the end": f"{soaked.shown:,}",
        "memory after warm-up, at the end, at most": " / ".join(
            f"{one / MB:.0f} MB" for one in (memory[0], memory[-1], max(memory))
        ),
        "rise of memory after warm-up": f"{soaked.rise:+.1%}",
        "largest log of the facts, of the views": (
            f"{max(one.facts_log for one in soaked.samples) / MB:.0f} MB, "
            f"{max(one.views_log for one in soaked.samples) / MB:.0f} MB"
        ),
        "descriptors after warm-up, least and most": (
            f"{min(one.descriptors for one in warm)}, {max(one.descriptors for one in warm)}"
        ),
        "threads after warm-up, least and most": (
            f"{min(one.threads for one in warm)}, {max(one.threads for one in warm)}"
        ),
        "processor": f"{last.processor / last.second:.0%} of one core",
    }
