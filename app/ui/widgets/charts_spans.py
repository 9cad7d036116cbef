"""The span of time that the charts look at, and how wide one column of it is. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from app.store.rollups import QUARTER, WATCH

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_QUARTER, _WATCH = timedelta(seconds=QUARTER), timedelta(seconds=WATCH)
WEEK = 7 * DAY
_WIDTHS = (_QUARTER, HOUR, 2 * HOUR, _WATCH, DAY, WEEK)
_MOST_COLUMNS = 120
LONGEST = 3_660 * DAY  # of a span of one's own

# How far back, and how wide a column: by the names of the choices.
RANGES = {
    "1h": (HOUR, MINUTE),
    "24h": (DAY, _QUARTER),
    "7d": (WEEK, 2 * HOUR),
    "30d": (30 * DAY, _WATCH),
    "90d": (90 * DAY, DAY),
    "1y": (52 * WEEK, WEEK),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Columns of one width, from `since` to the end of the last one."""

    since: datetime
    until: datetime
    width: timedelta

    @property
    def columns(self) -> int:
        """How many there are."""
        return (self.until - self.since) // self.width

    def start(self, place: int) -> datetime:
        """When a column begins; the one after the last begins at the end."""
        return self.since + place * self.width

    def place(self, at: datetime) -> int:
        """The column of a moment, the first or last one for what lies outside."""
        return min(max((at - self.since) // self.width, 0), self.columns - 1)


def looking_back(name: str, now: datetime, zone: tzinfo) -> Span:
    """A named range that ends with the column that `now` is in."""
    length, width = RANGES[name]
    until = _ceiling(now, width, zone)
    return Span(until - length, until, width)


def between(first: date, last: date, zone: tzinfo) -> Span:
    """A span of one's own: whole days of a zone, both included."""
    first, last = min(first, last), max(first, last)
    since = _watch_before(_midnight(first, zone))
    length = min(_midnight(last + DAY, zone) - since, LONGEST)
    width = next((one for one in _WIDTHS if length / one <= _MOST_COLUMNS), WEEK)
    return Span(since, since + -(-length // width) * width, width)


def _ceiling(now: datetime, width: timedelta, zone: tzinfo) -> datetime:
    """The end of the column that is filling: days end at midnight in the zone."""
    if width < DAY:
        seconds = width.total_seconds()
        return datetime.fromtimestamp((now.timestamp() // seconds + 1) * seconds, UTC)
    return _watch_before(_midnight(now.astimezone(zone).date() + DAY, zone) + _WATCH - MINUTE)


def _watch_before(at: datetime) -> datetime:
    """The quarter of a day in UTC, in which figures are kept, that began last."""
    return datetime.fromtimestamp(at.timestamp() // WATCH * WATCH, UTC)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
