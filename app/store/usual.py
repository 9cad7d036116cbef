"""How long the steps of the like of a transaction usually take, from the newest finished ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from app.store.deliveries import Ask
from app.store.documents import event_from_document
from app.store.figures import percentiles
from app.store.rows import StepTime
from app.store.sqlite import moment

NEWEST = 2_000  # of a provider, among which the like are sought
MOST = 150  # of them whose events are read

_EVENTS = """SELECT e.transaction_number AS number, e.document, f.received_at
    FROM events e JOIN feed f USING (delivery_id) WHERE e.transaction_number IN (
        SELECT number FROM (
            SELECT number, kind, rail, is_final, is_counted FROM transactions WHERE provider = ?
            ORDER BY last_received_at DESC LIMIT ?)
        WHERE kind = ? AND rail = ? AND is_final AND is_counted LIMIT ?)"""


def step_times(ask: Ask, provider: str, kind: str, rail: str) -> tuple[StepTime, ...]:
    """Seconds from each status to the next, by the provider's times where it sends them."""
    lives: dict[int, list[tuple[float, int, str]]] = {}
    for row in ask(_EVENTS, (provider, NEWEST, kind, rail, MOST)):
        event = event_from_document(row["document"])
        at = (event.occurred_at or moment(row["received_at"])).timestamp()
        lives.setdefault(row["number"], []).append((at, event.rank, str(event.status)))
    spans: dict[tuple[str, str], list[float]] = {}
    for life in lives.values():
        for (begun, _, before), (ended, _, after) in pairwise(sorted(life)):
            if before != after:
                spans.setdefault((before, after), []).append(ended - begun)
    return tuple(_step_time(*pair, found) for pair, found in sorted(spans.items()))


def _step_time(before: str, after: str, spans: Sequence[float]) -> StepTime:
    p50, p95, _ = percentiles(spans)
    return StepTime(before, after, len(spans), p50, p95)
