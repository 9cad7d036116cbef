"""The rows of the live feed: deliveries newest first, with a heading above each older day."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from PySide6.QtCore import QObject

from app.store.rows import FeedRow
from app.ui import cells
from app.ui.cells import Preparing, Shown
from app.ui.models.rows import MOST, RowsModel


@dataclass(frozen=True, slots=True)
class Day:
    """The heading above the rows of a day."""

    day: date


Item = FeedRow | Day


class FeedModel(RowsModel[Item]):
    """Deliveries and day headings; `today` needs no heading while it stands on top."""

    def __init__(self, using: Preparing, today: date, parent: QObject | None = None) -> None:
        super().__init__(cells.feed_columns(), _key, self._ready_row, parent)
        self._using = using
        self._today = today

    @property
    def newest(self) -> int:
        """The highest delivery id shown, 0 when there is none."""
        return next((row.delivery_id for row in self._deliveries()), 0)

    @property
    def oldest(self) -> int | None:
        """The lowest delivery id shown."""
        last = self._rows[-1] if self._rows else None
        return last.delivery_id if isinstance(last, FeedRow) else None

    def count(self) -> int:
        """How many deliveries are shown."""
        return sum(1 for _ in self._deliveries())

    def add_newer(self, rows: Sequence[FeedRow]) -> int:
        """Put newly arrived rows (newest first) on top; answers how many lines that made."""
        if not rows:
            return 0
        below = self._rows[0] if self._rows else None
        items: list[Item] = list(self._with_headings(rows, self._today))
        if isinstance(below, FeedRow) and self._day(below) != self._day(rows[-1]):
            items.append(Day(self._day(below)))
        self.insert(0, items)
        return len(items)

    def add_older(self, rows: Sequence[FeedRow]) -> None:
        """Put the next page of older rows (newest first) below."""
        above = self._rows[-1] if self._rows else None
        last_day = self._day(above) if isinstance(above, FeedRow) else self._today
        items = list(self._with_headings(rows, last_day))
        self.insert(len(self._rows), items[: max(0, MOST - len(self._rows))])

    def trim(self) -> None:
        """Let go of the oldest rows beyond MOST."""
        excess = len(self._rows) - MOST
        if excess > 0:
            if isinstance(self._rows[MOST - 1], Day):
                excess += 1
            self.remove(len(self._rows) - excess, excess)

    def clear(self) -> None:
        """Take every row out."""
        self.remove(0, len(self._rows))

    def set_today(self, today: date) -> None:
        """A new day has begun: what stands on top may need its heading now."""
        if today == self._today:
            return
        self._today = today
        top = self._rows[0] if self._rows else None
        if isinstance(top, FeedRow) and self._day(top) != today:
            self.insert(0, [Day(self._day(top))])
        self.renew()

    def show_anew(self, today: date) -> None:
        """The zone or the privacy changed; with the zone, days begin at other rows."""
        rows = list(self._deliveries())
        items = list(self._with_headings(rows, today))
        self._today = today
        if items != self._rows:
            self.layoutAboutToBeChanged.emit()
            before = self.persistentIndexList()
            keys = [_key(self._rows[index.row()]) for index in before]
            self._rows = items
            places = {_key(item): place for place, item in enumerate(items)}
            after = [
                self.index(places.get(key, -1), index.column())
                for key, index in zip(keys, before, strict=True)
            ]
            self.changePersistentIndexList(before, after)
            self.layoutChanged.emit()
        self.renew()

    def _ready_row(self, item: Item) -> Shown:
        if isinstance(item, Day):
            return cells.day_row(item.day, self._today)
        return cells.feed_row(item, self._using)

    def _deliveries(self) -> Iterator[FeedRow]:
        return (row for row in self._rows if isinstance(row, FeedRow))

    def _with_headings(self, rows: Sequence[FeedRow], last_day: date) -> Iterator[Item]:
        for row in rows:
            day = self._day(row)
            if day != last_day:
                yield Day(day)
                last_day = day
            yield row

    def _day(self, row: FeedRow) -> date:
        zone: tzinfo = self._using.display.zone
        return row.received_at.astimezone(zone).date()


def _key(item: Item) -> Hashable:
    return item.day if isinstance(item, Day) else item.delivery_id
