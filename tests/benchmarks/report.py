"""Writes what was measured as a document for people."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from app.store.sqlite import VERSION
from app.ui.models.feed_reading import PAGE
from tests.benchmarks import answering, bodies, lists, live, sizes, slow_disk, starting
from tests.benchmarks.acknowledging import CONNECTIONS, OWN, Acknowledging
from tests.benchmarks.answering import Answering
from tests.benchmarks.beside import DATASETTE, SHELL
from tests.benchmarks.live import Live
from tests.benchmarks.projection import RATE, SECONDS, Projection
from tests.benchmarks.showing import Shown
from tests.benchmarks.sizes import Size
from tests.benchmarks.slow_disk import SlowDisk
from tests.benchmarks.starting import Started
from tests.benchmarks.timing import Timing

NOTES = Path(__file__).with_name("notes.md")


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured on one store."""

    count: int
    filled_per_second: float  # 0: it was there already
    questions: Sequence[Timing]
    size: Size
    missing: Sequence[str]  # what is not here to be measured beside it


def written(
    found: Sequence[Measured],
    backlog: Projection,
    shown: Sequence[Shown],
    started: Sequence[Started],
    answered: tuple[Acknowledging, SlowDisk, Live],
    typed: Answering,
) -> str:
    """The whole document."""
    chapters = (
        *_head("Benchmarks", "make bench"),
        *acknowledging(answered[0]),
        *slow_disk.chapter(answered[1]),
        *live.chapter(answered[2], found[-1].count),
        *_questions(found),
        *answering.chapter(typed, found[-1].count),
        *_sizes(found),
        *_projection(backlog, shown),
        *starting.chapter(started),
    )
    return "\n".join(chapters) + "\n" + NOTES.read_text(encoding="utf-8")


def of_questions(found: Sequence[Measured]) -> str:
    """What is asked of the stores alone, and what they take on disk."""
    head = _head("Benchmarks of large stores", "make bench-large")
    return "\n".join((*head, *_questions(found), *_sizes(found)))


def _head(title: str, command: str) -> Iterator[str]:
    yield f"# {title}\n"
    yield f"Written by `{command}`; the programs are in `tests/benchmarks/`.\n"
    yield f"- Machine: {_processor()}, {os.cpu_count()} cores, {_memory()} GiB, {_system()}"
    load = (
        ", ".join(f"{value:.1f}" for value in os.getloadavg()) if hasattr(os, "getloadavg") else ""
    )
    yield f"- Load of the machine over 1, 5 and 15 minutes at the end of the run: {load}"
    yield f"- Python {platform.python_version()}, SQLite {VERSION}, commit {_commit()}"
    yield f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n"


def _questions(found: Sequence[Measured]) -> Iterator[str]:
    yield "## Lookup and lists\n"
    yield (
        "Each question is asked with 20 to 60 different values from all over the store, one after"
        " the other, on one reader, as the window asks it: from text to ranked rows, and pages of"
        f" {PAGE} rows, as a first answer brings; of what follows a list reads the keys, and after"
        f" a jump the {lists.VIEW} rows in view and around it. The others are asked for as many"
        " rows. Milliseconds: median, 95th percentile, worst, in bold where the"
        f" median misses its goal; then the median of the processor time, which a busy machine"
        f" changes least. A page that is not full after {lists.PATIENCE * 1000:.0f} ms shows what"
        " it found and goes on; where that happened it says how many answers were whole. Beside it"
        " the same question over the same table of the same file, the median of five: datasette"
        " (immutable, facets, suggestions and counts off, one kept connection) and the shell of"
        " SQLite (`LIKE`, started once).\n"
    )
    yield from (f"- Left out: {reason}" for store in found[:1] for reason in store.missing)
    for store in found:
        yield f"\n### At {store.count:,} deliveries\n"
        yield f"| question | goal | Acuse | processor | {DATASETTE} | {SHELL} |"
        yield "|---|---|---|---|---|---|"
        for one in store.questions:
            others = " | ".join(_other(one, name) for name in (DATASETTE, SHELL))
            yield f"| {one.name} | {one.goal:g} | {_times(one)} | {one.processor:.2f} | {others} |"
    yield ""


def _times(one: Timing) -> str:
    text = f"{one.median:.2f} / {one.p95:.2f} / {one.worst:.2f}"
    share = "" if one.whole == 1 else f", {one.whole:.0%} whole"
    return (text if one.is_met else f"**{text}**") + share


def _other(one: Timing, name: str) -> str:
    return f"{one.beside[name]:.1f}" if name in one.beside else ""


def _sizes(found: Sequence[Measured]) -> Iterator[str]:
    yield f"## Size\n\nBytes a delivery, all indexes counted; the goal is {sizes.GOAL}.\n"
    yield "| deliveries | body sent | headers sent | facts.db | views.db | together |"
    yield "|---|---|---|---|---|---|"
    for one in found:
        size = one.size
        yield (
            f"| {one.count:,} | {size.body:.0f} | {size.headers:.0f} | {size.facts:.0f}"
            f" | {size.views:.0f} | {size.total:.0f} |"
        )
    yield ""


def _projection(one: Projection, shown: Sequence[Shown]) -> Iterator[str]:
    yield "## Projection\n"
    yield (
        f"A backlog of {one.backlog:,} deliveries. Speed is that of the projector alone. The waits"
        f" are those of a client outside, which posts signed bodies of {bodies.SIZE:,} bytes to"
        f" `main.py serve` on a schedule of {RATE} a second for {SECONDS} s while the backlog is"
        " read, each counted from the moment it was due. Shown is when the process of the window"
        " hears of it, counted from the same moment, on the largest store.\n"
    )
    yield "| | measured | goal |"
    yield "|---|---|---|"
    yield f"| stored to shown, deliveries a second | {one.per_second:,.0f} | 8,000 |"
    yield f"| the same, µs of processor each | {one.processor:.0f} | 125 |"
    indexed = f"{one.indexed_per_second:,.0f}"
    yield f"| indexed by what stands inside, deliveries a second | {indexed} | |"
    waits = one.meanwhile
    yield (
        "| acknowledged under the backlog, ms p50 / p99 / worst"
        f" | {waits.p50:.1f} / {waits.p99:.1f} / {waits.worst:.1f} | p99 25 |"
    )
    calm = one.calm
    yield (
        "| the same just before, with nothing stored: what the disk takes"
        f" | {calm.p50:.1f} / {calm.p99:.1f} / {calm.worst:.1f} | |"
    )
    for each in shown:
        yield (
            f"| arrived to shown at {each.rate:,} a second, ms p50 / p99 / worst"
            f" | {each.p50:.1f} / {each.p99:.1f} / {each.worst:.1f} | 100 |"
        )
    failed = sum(one.refused + one.unanswered for one in (waits, calm))
    failed += sum(each.failed for each in shown)
    yield f"\nNot answered with 200: {failed}\n"


def acknowledging(one: Acknowledging) -> Iterator[str]:
    """Its own chapter: deliveries a second, and how long each waited."""
    yield "## Durable acknowledgements\n"
    yield (
        f"wrk posts signed bodies of {bodies.SIZE:,} bytes over kept connections to each server in"
        f" turn, on an empty store; medians of {one.rounds} rounds of {one.seconds} s. Every server"
        " checks the HMAC and answers once the delivery is synced (WAL, `synchronous=FULL`), but"
        " for those that say otherwise. Acknowledged deliveries a second, and milliseconds p50 /"
        " p99; last the processor time of the server itself, which a busy machine changes least.\n"
    )
    heads = [f"{count} at once" for count in CONNECTIONS]
    yield "| server | " + " | ".join(heads) + f" | µs of processor each, {heads[-2]} |"
    yield "|---|" + "---|" * (len(CONNECTIONS) + 1)
    for name in one.names:
        cells = (
            f"{one.rate(name, count):,.0f} ({one.waits(name, count)[0]:.1f}"
            f" / {one.waits(name, count)[1]:.1f})"
            for count in CONNECTIONS
        )
        spent = one.processor(name, CONNECTIONS[-2])
        yield f"| {name} | " + " | ".join(cells) + f" | {spent:.0f} |"
    yield ""
    for name in one.names[1:]:
        ratios = (one.rate(OWN, count) / one.rate(name, count) for count in CONNECTIONS)
        yield f"- {OWN} to {name}: " + ", ".join(f"{ratio:.2f}" for ratio in ratios)
    yield from (f"- Left out: {reason}" for reason in one.missing)
    for name in one.names:
        refused, broken = one.failed(name)
        if refused or broken:
            yield f"- {name}: {refused} requests refused, {broken} not answered"
    yield ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(
            line.partition(":")[2].strip() for line in lines if line.startswith("model name")
        )
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _memory() -> int:
    return round(psutil.virtual_memory().total / 2**30)


def _system() -> str:
    return f"{platform.system()} {platform.release()}"


def _commit() -> str:
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "unknown"
