"""The filter of the list behind a figure: exactly what was counted there. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from app.core.query import Query
from app.store.rollups import QUARTER

Times = tuple[datetime, datetime]
COUNTED = "counted:yes"


@dataclass(frozen=True, slots=True)
class Behind:
    """What was clicked: a list, its conditions, and which of the times is the page's span.

    Without a `clock` the list is of all times; `times` are those of one column. Our answers are
    counted for test events too: `is_all`.
    """

    page: str
    conditions: str
    clock: str = ""
    times: Times | None = None
    is_all: bool = False


def filter_behind(
    asked: Behind, window: Times, query: Query, ignored: Sequence[str], zone: tzinfo
) -> str:
    """The page's filter as far as the chart knew it, and in each alternative what was clicked."""
    times = asked.times or _quarters(window)
    conditions = [asked.conditions, "" if asked.is_all else COUNTED]
    if asked.clock:
        conditions += [
            f"{asked.clock}{op}{at.astimezone(zone):%Y-%m-%dT%H:%M:%S%z}"
            for op, at in zip((">=", "<"), times, strict=True)
        ]
    clicked = " ".join(filter(None, conditions))
    groups = [[one.text for one in group if one.text not in ignored] for group in query.groups]
    if not all(groups):  # an alternative that the chart cannot tell holds for all
        return clicked
    return " or ".join(" ".join([*group, clicked]) for group in groups) or clicked


def _quarters(window: Times) -> Times:
    """Figures are kept by the quarter of an hour: the quarters that a span touches."""
    since, until = (at.timestamp() for at in window)
    first, last = since // QUARTER * QUARTER, -(-until // QUARTER) * QUARTER
    begin = datetime.fromtimestamp(first, UTC)
    return begin, begin + timedelta(seconds=last - first)
