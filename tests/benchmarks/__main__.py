"""Measures the store and writes docs/benchmarks.md: `make bench`, or with counts of deliveries.

    python -m tests.benchmarks 100000 1000000 --stores build/bench
    python -m tests.benchmarks 3000000 --questions --out build/bench/large.md

A store that is there already is measured as it is.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmarks import (
    acknowledging,
    answering,
    beside,
    lists,
    live,
    lookups,
    projection,
    report,
    showing,
    sizes,
    slow_disk,
    starting,
    stores,
)

ROOT = Path(__file__).parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--stores", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument(
        "--questions", action="store_true", help="only lookup, lists and sizes: what grows"
    )
    arguments = parser.parse_args()
    found = []
    for count in arguments.counts:
        folder = arguments.stores / str(count)
        filled = stores.ready(folder, count)
        with beside.opened(folder, arguments.stores / "peers") as others:
            questions = (*lookups.measure(folder, others), *lists.measure(folder, others))
        size = sizes.measure(folder)
        found.append(report.Measured(count, filled, questions, size, others.missing))
    if arguments.questions:
        text = report.of_questions(found)
    else:
        backlog = projection.measure(arguments.stores / str(arguments.counts[0]))
        shown = showing.measure(arguments.stores / str(arguments.counts[-1]))
        started = starting.measured(arguments.stores / str(arguments.counts[-1]))
        answered = (
            acknowledging.measure(arguments.stores / "peers"),
            slow_disk.measure(arguments.stores / "peers"),
            live.measure(arguments.stores / str(arguments.counts[-1])),
        )
        typed = answering.measure(arguments.stores / str(arguments.counts[-1]))
        text = report.written(found, backlog, shown, started, answered, typed)
    arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
