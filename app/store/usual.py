"""How long the steps of the like of a transaction usually take, from the newest finished ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from app.store import history
from app.store.figure_rows import StepTime
from app.store.figures import percentiles
from app.store.meanings import Tell
from app.store.sqlite import Connection

NEWEST = 2_000  # of a provider, among which the like are sought
MOST = 150  # of them whose events are read
_AT_ONCE = 10  # of these, before others may have the interpreter

_LIKE = """SELECT number FROM (
        SELECT number, kind, rail, is_final, is_counted FROM transactions WHERE provider = ?
        ORDER BY last_received_at DESC LIMIT ?)
    WHERE kind = ? AND rail = ? AND is_final AND is_counted LIMIT ?"""


def step_times(
    store: Connection,
    provider: str,
    kind: str,
    rail: str,
    tell: Tell,
    rest: Callable[[], object] = lambda: None,
) -> tuple[StepTime, ...]:
    """Seconds from each status to the next, by the provider's times where it sends them.

    To read what the events say takes most of a tenth of a second of Python; after every ten lives
    comes a `rest`, in which others may have the interpreter.
    """
    lives: dict[int, list[tuple[float, int, str]]] = {}
    rows = store.execute(_LIKE, (provider, NEWEST, kind, rail, MOST))
    numbers = [row["number"] for row in rows]
    for begin in range(0, len(numbers), _AT_ONCE):
        some = numbers[begin : begin + _AT_ONCE]
        for number, _, record in history.placed(store, some, tell):
            event = record.event
            at = (event.occurred_at or record.received_at).timestamp()
            lives.setdefault(number, []).append((at, event.rank, str(event.status)))
        rest()
    spans: dict[tuple[str, str], list[float]] = {}
    for life in lives.values():
        for (begun, _, before), (ended, _, after) in pairwise(sorted(life)):
            if before != after:
                spans.setdefault((before, after), []).append(ended - begun)
    return tuple(_step_time(*pair, found) for pair, found in sorted(spans.items()))


def _step_time(before: str, after: str, spans: Sequence[float]) -> StepTime:
    p50, p95, _ = percentiles(spans)
    return StepTime(before, after, len(spans), p50, p95)
