"""Measures the store and writes docs/benchmarks.md: `make bench`, or with counts of deliveries.

    python -m tests.benchmarks 100000 1000000 --stores build/bench
    python -m tests.benchmarks 1000000 3000000 --questions --out docs/benchmarks-large.md

A store that is there already is measured as it is.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def _part(name: str) -> Iterator[None]:
    """A part of the run, which waits for nothing that the one before it wrote."""
    os.sync()
    began = time.monotonic()
    yield
    print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)


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
        with _part(f"filling {count:,}"):
            filled = stores.ready(folder, count)
        with (
            _part(f"questions to {count:,}"),
            beside.opened(folder, arguments.stores / "peers") as others,
        ):
            questions = (*lookups.measure(folder, others), *lists.measure(folder, others))
        size = sizes.measure(folder)
        found.append(report.Measured(count, filled, questions, size, others.missing))
    if arguments.questions:
        text = report.of_questions(found)
    else:
        peers, largest = arguments.stores / "peers", arguments.stores / str(arguments.counts[-1])
        with _part("acknowledgements"):
            beside_others = acknowledging.measure(peers)
        with _part("a slow disk"):
            slowly = slow_disk.measure(peers)
        with _part("projection"):
            backlog = projection.measure(arguments.stores / str(arguments.counts[0]))
        with _part("shown"):
            shown = showing.measure(largest)
        with _part("beside a live window"):
            answered = (beside_others, slowly, live.measure(largest))
        with _part("starts"):
            started = starting.measured(largest)
        with _part("answers in the window"):
            typed = answering.measure(largest)
        text = report.written(found, backlog, shown, started, answered, typed)
    arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
