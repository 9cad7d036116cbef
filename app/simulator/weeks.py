"""Weeks of traffic at once: what five providers would have sent, each delivery with its arrival."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from app.simulator.scenarios import any_story
from app.simulator.story import Clock, Step

SPAN = timedelta(weeks=6)
UNDER_WAY = timedelta(minutes=2)  # the last stories have begun and are not all over
_SLOW, _LATE = 0.02, 0.005  # shares of stories that take hours, and of deliveries that do


def weeks(rng: Random, until: datetime, count: int) -> Iterator[tuple[datetime, Step]]:
    """At least `count` deliveries that differ, with their arrivals, in order; then repeats of some.

    The same random source gives the same deliveries.
    """
    waiting: list[tuple[datetime, int, Step]] = []
    planned = number = 0
    while planned < count:
        start = _moment(until, planned / count)
        while waiting and waiting[0][0] <= start:
            at, _, step = heapq.heappop(waiting)
            yield at, step
        clock = Clock(start, _speed(rng))
        for step in any_story(rng, clock):
            at = _arrival(rng, clock, step)
            if at < until:  # the others are still to come
                number += 1
                heapq.heappush(waiting, (at, number, step))
                planned += step.is_new
    while waiting:
        at, _, step = heapq.heappop(waiting)
        yield at, step


def _moment(until: datetime, share: float) -> datetime:
    """When this share of all has begun: more by day than by night."""
    days = share * (SPAN / timedelta(days=1))
    by_day = days - 0.13 * math.sin(2 * math.pi * (days - 0.3))
    start, end = until - UNDER_WAY - SPAN, until - UNDER_WAY
    return min(start + timedelta(days=by_day), end)


def _speed(rng: Random) -> float:
    """How long a story takes: mostly seconds, now and then minutes, seldom hours."""
    if rng.random() < _SLOW:
        return rng.uniform(200, 3000)
    return rng.uniform(1, 4) if rng.random() < 0.8 else rng.uniform(4, 60)


def _arrival(rng: Random, clock: Clock, step: Step) -> datetime:
    late = rng.uniform(600, 20_000) if rng.random() < _LATE else rng.uniform(0.1, 0.9)
    return clock.at(step.after) + timedelta(seconds=late)
