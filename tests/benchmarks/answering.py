"""How soon the window answers a person who types, while deliveries pour in.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.answering DIR --rate 200

DIR is a data directory, filled before by `main.py demo --fill`; it is written to. The whole of
Acuse runs on it, and another process posts so many deliveries a second. Then somebody looks things
up and types filters, by the keyboard and through the window's own fields: all but the last three
signs are pasted, those follow one by one, as quickly as a person types. The time is from the last
key until the answer is painted: rows, that there are none, or that none was found yet and the rest
is being looked through; and until the answer is whole, where that takes no longer than is waited.
Of the charts it is every figure in view, and then the whole page; they are asked for each span of
time and for a marked one as well.

The whole of it takes five minutes. `--only charts "feed, took"` asks what begins with one of these.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from app.core.event import IdKind
from app.store.sqlite import Connection, connect_reader
from app.ui.widgets.charts_spans import RANGES
from tests.benchmarks import lists, lookups
from tests.benchmarks.pouring import percentile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.pages.charts import ChartsPage
    from tests.benchmarks.whole import Whole

GOAL = 50.0  # milliseconds from the last key to the first rows
RATE = 200
MANY = 6  # values of a lookup, and of a filter by identifier or amount
AGAIN = 2  # times that a filter of fixed words is typed
_KEYS = 3  # typed one by one
_BETWEEN = 0.06  # seconds between two keys
_REST = 0.15  # seconds before the next question
_LONGEST = 1.5  # seconds that the rest of an answer is waited for
_CHARTS = (
    *("provider:bitso", "asset:mxn", "kind:deposit", "status:failed", "env:prod", "rail:spei"),
    *("provider:juno,bitso asset:mxn", "amount>5000", "nosuchword"),
)
_MESSAGE = """Buenos días, soy de tesorería. Ayer mandamos {amount} pesos por SPEI a la cuenta
{key} y el cliente dice que no le ha llegado. ¿Me ayudan a revisar? Es urgente 🙏 gracias."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of question, with milliseconds from the last key for each time it was asked."""

    place: str  # lookup, feed, transactions, charts
    name: str
    first: list[float]  # until the answer was painted
    spent: list[float]  # processor time of the whole process until then, with all that comes in
    whole: list[float]  # until all of it was; those that were not waited for are left out

    def __str__(self) -> str:
        spent = f"{percentile(sorted(self.spent), 0.5):.0f}"
        return f"{self.place}, {self.name}: {_three(self.first)} ({spent}); whole {_share(self)}"


@dataclass(frozen=True, slots=True)
class Answering:
    """All of them, and how the main thread fared meanwhile."""

    asked: list[Asked]
    stalls: tuple[float, float, float]  # milliseconds: p50, p99, longest
    over: int  # stalls over 33 ms
    seconds: float


# --- what is asked --------------------------------------------------------------------------------

Questions = Sequence[tuple[str, Sequence[str]]]  # a name, and the texts


def looked_up(views: Connection, rng: Random) -> Questions:
    """What people have at hand, from all over the store."""
    hashes, clabes, claves = (
        lookups.keys(views, kind, rng, MANY)
        for kind in (IdKind.TX_HASH, IdKind.CLABE, IdKind.RASTREO)
    )
    ids = [one for one in lookups.keys(views, IdKind.ID, rng, 4 * MANY) if len(one) > 20][:MANY]
    return (
        ("exact tx hash", hashes),
        ("exact clave de rastreo", claves),
        ("exact id", ids),
        ("exact CLABE", clabes),
        ("CLABE of many payments, with its amount", lookups.shared(views)[:MANY]),
        ("prefix of 8", [one[:8] for one in ids]),
        ("last 6 of a CLABE", [one[-6:] for one in clabes]),
        ("last 4 of a CLABE", [one[-4:] for one in clabes]),
        ("masked CLABE", [f"{one[:6]}********{one[-4:]}" for one in clabes]),
        ("6 inside a tx hash", [one[20:26] for one in hashes]),
        ("6 digits inside a CLABE", [one[8:14] for one in clabes]),
        ("a whole message", [_MESSAGE.format(amount="1,500.00", key=one) for one in clabes]),
        ("nothing like it", [f"{rng.getrandbits(48):012x}" for _ in range(MANY)]),
        ("words of a payload", lookups.NAMES),
    )


def filters(views: Connection, rng: Random) -> Questions:
    """Every field of the language: words that are common and rare, values from all over."""
    keys = {
        field: lookups.keys(views, kind, rng, MANY)
        for field, kind in (
            ("clabe", IdKind.CLABE),
            ("tx", IdKind.TX_HASH),
            ("rastreo", IdKind.RASTREO),
            ("id", IdKind.ID),
        )
    }
    amounts = [_amount(views, rng) for _ in range(MANY)]
    return (
        *((text, [text] * AGAIN) for text in lists.FILTERS),
        *((f"{field}: exact", [f"{field}:{one}" for one in keys[field]]) for field in keys),
        ("clabe: last four", [f"clabe:*{one[-4:]}" for one in keys["clabe"]]),
        ("clabe: a piece", [f"clabe:*{one[8:14]}*" for one in keys["clabe"]]),
        ("amount: of one payment", [f"amount:{one}" for one in amounts]),
        ("free text: a piece of a hash", [one[20:27] for one in keys["tx"]]),
    )


def questions(views: Connection) -> Mapping[str, Questions]:
    """What is asked in each place; to find them takes seconds, in which no window should wait."""
    found = filters(views, Random(3))
    return {
        "lookup": looked_up(views, Random(3)),
        "feed": found,
        "transactions": found,
        "charts": [(text, [text] * AGAIN) for text in _CHARTS],
    }


def _amount(views: Connection, rng: Random) -> str:
    (newest,) = views.execute("SELECT max(number) FROM transactions").fetchone()
    statement = "SELECT amount FROM transactions WHERE number >= ? AND amount <> '' LIMIT 1"
    return str(views.execute(statement, (rng.randint(1, newest * 9 // 10),)).fetchone()[0])


# --- asking ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Desk:
    """One place of the window where something is typed."""

    place: str
    field: QWidget
    is_answered: Callable[[], bool]
    is_whole: Callable[[], bool]
    clear: Callable[[], None]
    # What is pressed, and how it is taken back: with a name each.
    presses: Sequence[tuple[str, Callable[[], None], Callable[[], None]]] = ()


Only = Sequence[str]


def _is_among(only: Only, place: str, name: str) -> bool:
    return f"{place}, {name}".startswith(tuple(only))


def _ask_all(whole: Whole, desk: _Desk, questions: Questions, only: Only) -> Iterator[Asked]:
    for name, texts in questions:
        if not _is_among(only, desk.place, name):
            continue
        one = Asked(desk.place, name, [], [], [])
        for text in texts:
            _ask(whole, desk, text, one)
        yield one


def _ask(whole: Whole, desk: _Desk, text: str, into: Asked) -> None:
    """Type a text; how soon the answer is there, and whole if it was waited for."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest

    desk.clear()
    whole.until(desk.is_answered, _LONGEST)
    whole.rest(_REST)
    painted = _Painted(whole.window, desk.is_answered)
    QGuiApplication.clipboard().setText(text[:-_KEYS])
    QTest.keyClick(desk.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    for letter in text[-_KEYS:]:
        whole.rest(_BETWEEN)
        painted.begin()
        began, worked = time.perf_counter(), time.process_time()
        QTest.keyClicks(desk.field, letter)
    _wait(whole, desk, painted, into, (began, worked))


def _wait(
    whole: Whole, desk: _Desk, painted: _Painted, into: Asked, since: tuple[float, float]
) -> None:
    """Note how long it takes, on the clock and of the processor."""
    began, worked = since
    whole.until(painted.look)
    into.first.append((time.perf_counter() - began) * 1000)
    into.spent.append((time.process_time() - worked) * 1000)
    painted.close()
    whole.until(lambda: desk.is_answered() and desk.is_whole(), _LONGEST)
    if desk.is_whole():
        into.whole.append((time.perf_counter() - began) * 1000)


def _press_all(whole: Whole, desk: _Desk, only: Only) -> Iterator[Asked]:
    """The spans of the charts, and a marked time, with nothing narrowed."""
    desk.clear()
    for name, press, back in desk.presses:
        if not _is_among(only, desk.place, name):
            continue
        one = Asked(desk.place, name, [], [], [])
        for _ in range(AGAIN):
            back()
            whole.until(desk.is_whole, _LONGEST)
            whole.rest(_REST)
            painted = _Painted(whole.window, desk.is_answered)
            since = time.perf_counter(), time.process_time()
            press()
            _wait(whole, desk, painted, one, since)
        yield one


def _desks(whole: Whole) -> Iterator[_Desk]:
    """The places, each shown while it is used."""
    from PySide6.QtWidgets import QPlainTextEdit, QWidget

    from app.ui.pages.charts import ChartsPage
    from app.ui.pages.feed import FeedPage
    from app.ui.pages.transactions import TransactionsPage

    window = whole.window
    palette = window.lookup
    (field,) = palette.findChildren(QPlainTextEdit)
    window.show_page("feed")
    window.open_lookup()
    yield _Desk("lookup", field, palette.is_answered, lambda: True, field.clear)
    palette.close_up()
    for name in ("feed", "transactions"):
        window.show_page(name)
        page = window.page(name)
        assert isinstance(page, FeedPage | TransactionsPage)
        page.listing.focus_filter()
        bar = page.listing.filters
        yield _Desk(name, bar.field, page.is_answered, page.is_whole, bar.clear)
        bar.clear()
    window.show_page("charts")
    charts = window.page("charts")
    assert isinstance(charts, ChartsPage)
    charts.focus_filter()

    def clear() -> None:
        charts.set_filter("")

    presses = [
        *(
            (
                f"the span of {name}",
                partial(charts.choose_range, name),
                partial(_away, charts, name),
            )
            for name in RANGES
        ),
        ("a marked time", partial(charts.mark, _hours(3)), partial(charts.mark, None)),
    ]
    assert isinstance(charts, QWidget)
    desk = _Desk("charts", charts.filter, charts.is_answered, charts.is_whole, clear, presses)
    yield desk


def _away(charts: ChartsPage, name: str) -> None:
    """From where somebody comes to a span."""
    charts.choose_range("7d" if name == "24h" else "24h")


def _hours(count: int) -> tuple[datetime, datetime]:
    now = datetime.now(UTC)
    return now - timedelta(hours=count), now


class _Painted:
    """Whether what a window shows was painted while something was so.

    Asked of the window alone, once for all that is painted at one go: to ask each of its widgets
    took a tenth of the main thread's time.
    """

    def __init__(self, widget: QWidget, is_wanted: Callable[[], bool]) -> None:
        from PySide6.QtCore import QEvent, QObject

        painted = self

        class Watching(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.UpdateRequest and is_wanted():
                    painted.is_so = True  # and done by the time that anybody looks
                return False

        self._widget, self._is_wanted = widget, is_wanted
        self._window = widget.window()
        self._watching = Watching()
        self._window.installEventFilter(self._watching)
        self.begin()

    def begin(self) -> None:
        """Forget what was painted."""
        self.is_so = self._is_asked = False

    def look(self) -> bool:
        """Whether it was; an answer that looks like the one before has a pixel painted for it."""
        if not self._is_asked and self._is_wanted():
            self._is_asked = True
            self._widget.update(0, 0, 1, 1)
        return self.is_so

    def close(self) -> None:
        self._window.removeEventFilter(self._watching)


def run(folder: Path, rate: int, only: Only, *, why: bool = False) -> Answering:
    """All of it, in this process."""
    from tests.benchmarks.whole import opened

    with closing(connect_reader(folder / "views.db")) as views:
        asked = questions(views)
    with opened(folder, rate, why=why) as whole:
        found: list[Asked] = []
        whole.rest(1)
        whole.watch.end()
        for desk in _desks(whole):
            typed = _ask_all(whole, desk, asked[desk.place], only)
            for one in chain(typed, _press_all(whole, desk, only)):
                print(one, file=sys.stderr, flush=True)
                found.append(one)
        phase = whole.watch.end()
        for halt in whole.watch.halts.say() if whole.watch.halts else ():
            print(halt, file=sys.stderr)
        stalls = phase.stalls
        return Answering(found, (stalls.p50, stalls.p99, stalls.worst), phase.over, phase.seconds)


# --- for the document -----------------------------------------------------------------------------


def measure(folder: Path) -> Answering:
    """On a copy and in a process of its own, for Qt and the store are of that process."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        for file in ("facts.db", "views.db"):
            shutil.copy(folder / file, name)
        environ = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        command = [sys.executable, "-m", "tests.benchmarks.answering", name, "--json"]
        ended = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    told: Mapping[str, object] = json.loads(ended.stdout.splitlines()[-1])
    asked = [Asked(**one) for one in told["asked"]]  # type: ignore[attr-defined]
    return Answering(**{**told, "asked": asked})  # type: ignore[arg-type]


def chapter(one: Answering, stored: int) -> Iterator[str]:
    """For the document."""
    p50, p99, longest = one.stalls
    yield "## Answers in the window\n"
    yield (
        f"The whole of Acuse, window, receiver and projector, on {stored:,} deliveries while"
        f" another process posts {RATE} a second (`tests/benchmarks/answering.py`). Somebody looks"
        " things up and types filters: the last three signs one by one, 60 ms apart. Milliseconds"
        " from the last key, whatever the window waits for more, until the answer is painted: rows,"
        " that there are none, or that none was found yet and the rest is being looked through; of"
        " the charts every figure in view, for a span or a marked time from the press on;"
        f" median, 95th percentile, worst, in bold over {GOAL:.0f}; the median of the processor"
        " time of the whole process until then, with all that comes in meanwhile, which a busy"
        " machine changes least; and until all of it was read, where that took less than"
        f" {_LONGEST:g} s, by the median.\n"
    )
    yield "| where | question | first | processor | whole |"
    yield "|---|---|---|---|---|"
    for each in one.asked:
        text = _three(each.first)
        shown = text if percentile(sorted(each.first), 0.95) <= GOAL else f"**{text}**"
        spent = f"{percentile(sorted(each.spent), 0.5):.0f}"
        yield f"| {each.place} | `{each.name}` | {shown} | {spent} | {_share(each)} |"
    firsts = [value for each in one.asked for value in each.first]
    within = sum(value <= GOAL for value in firsts) / len(firsts)
    yield (
        f"\nOf {len(firsts)} answers {within:.1%} stood there within {GOAL:.0f} ms. The main thread"
        f" meanwhile: stalls p50 {p50:.1f}, p99 {p99:.1f}, longest {longest:.1f} ms,"
        f" {one.over} over 33 ms in {one.seconds:.0f} s.\n"
    )


def _three(values: Sequence[float]) -> str:
    ordered = sorted(values)
    return " / ".join(f"{percentile(ordered, share):.0f}" for share in (0.5, 0.95, 1))


def _share(one: Asked) -> str:
    if not one.whole:
        return "–"
    missing = len(one.first) - len(one.whole)
    median = f"{percentile(sorted(one.whole), 0.5):.0f}"
    return f"{median} ({missing} of {len(one.first)} later)" if missing else median


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rate", type=int, default=RATE)
    parser.add_argument("--json", action="store_true", help="the figures as a line of JSON")
    parser.add_argument("--only", nargs="+", default=[""], help="places, or questions of them")
    parser.add_argument("--why", action="store_true", help="tell of each stall by itself")
    chosen = parser.parse_args()
    found = run(chosen.folder, chosen.rate, chosen.only, why=chosen.why)
    print(json.dumps(asdict(found)) if chosen.json else "\n".join(chapter(found, 0)))


if __name__ == "__main__":
    main()
