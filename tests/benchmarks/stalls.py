"""Measures how long the window keeps a person waiting while deliveries pour in.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.stalls DIR --rate 200 --seconds 600

DIR is a data directory, filled before by `main.py demo --fill`; it is written to. The whole of
Acuse runs on it, window, receiver and all, and another process posts so many deliveries a second.
A timer of the main thread says how long it was held up: while the newest rows come in and nobody
touches anything, then while somebody scrolls, drags the scroll bar, selects and goes from page to
page. `--why` tells where the main thread stood whenever it was late.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from app.ui.pages.feed import FeedPage
from app.ui.pages.transactions import TransactionsPage
from tests.benchmarks import first_paint
from tests.benchmarks.whole import Whole, opened


def use(whole: Whole, page: FeedPage | TransactionsPage, seconds: float) -> list[float]:
    """Scroll, drag and select for a while; how long each jump took to show its rows."""
    table, ends_at = page.listing.table, time.monotonic() + seconds
    bar, jumps = table.verticalScrollBar(), []
    while time.monotonic() < ends_at:
        bar.setValue(random.randrange(max(bar.maximum(), 1)))
        jumps.append(whole.until(lambda: not page.model.unread(*table.seen())))
        table.mark(table.seen()[0])
        for _ in range(40):
            bar.setValue(bar.value() + 61)
            whole.app.processEvents()
            time.sleep(0.001)
    bar.setValue(0)
    return jumps


def run(whole: Whole, seconds: float) -> None:
    """All of it, one after the other."""
    part = seconds / 4
    for name in ("feed", "transactions"):
        page = whole.window.page(name)
        assert isinstance(page, FeedPage | TransactionsPage)
        shown = whole.until(lambda page=page: bool(page.model.row(0) or page.model.row(1)))  # type: ignore[misc]
        read = whole.until(lambda page=page: page.is_whole())  # type: ignore[misc]
        print(f"{name}: first rows {shown:.0f} ms, {page.model.count():,} places {read:.0f} ms")
        whole.said(f"{name}, reading")
        whole.rest(part)
        whole.said(f"{name}, following")
        jumps = sorted(use(whole, page, part))
        print(f"{name}: jump p50 {jumps[len(jumps) // 2]:.0f} ms, max {jumps[-1]:.0f} ms")
        whole.said(f"{name}, in use")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--why", action="store_true")
    parser.add_argument("--pages", action="store_true", help="only how soon each is painted")
    chosen = parser.parse_args()
    with opened(chosen.folder, chosen.rate, why=chosen.why) as whole:
        whole.said("start")
        for first in first_paint.pages(whole.app, whole.window, whole.ask):
            first.say()
        whole.said("from page to page")
        if not chosen.pages:
            run(whole, chosen.seconds)


if __name__ == "__main__":
    main()
