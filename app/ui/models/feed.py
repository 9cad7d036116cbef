"""The rows of the live feed: deliveries newest first, with a heading above each older day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import QObject

from app.store.rows import FeedRow
from app.ui import cells, columns
from app.ui.cells import Cell, Preparing, Shown
from app.ui.models.places import Day, Heading, Stretch
from app.ui.models.rows import RowsModel


class FeedModel(RowsModel[FeedRow]):
    """Deliveries and day headings; `today` needs no heading while it stands on top."""

    def __init__(self, using: Preparing, today: date, parent: QObject | None = None) -> None:
        super().__init__(
            columns.feed_columns(),
            lambda row: row.delivery_id,
            lambda row: cells.feed_row(row, using),
            parent,
            is_sorted=True,
        )
        self._using = using
        self._today = today
        self._top_day: date | None = None
        self._last_day: date | None = None

    def heading(self, heading: Heading) -> Shown:
        if isinstance(heading, Day):
            return cells.day_row(heading.day, self._today)
        return cells.since_row()

    def value_cell(self, path: str, value: str) -> Cell:
        return cells.value_cell(path, value, self._using)

    def add_older(self, stretch: Stretch) -> None:
        """Older rows; a day that is under way already, or today, has no second heading."""
        days = [one.day for _, one in stretch.headings if isinstance(one, Day)]
        if days:
            if self._top_day is None:
                self._top_day = days[0]
            known = self._last_day or self._today
            self._last_day = days[-1]
            stretch = Stretch(
                stretch.keys,
                tuple(
                    one
                    for one in stretch.headings
                    if one[0] or not isinstance(one[1], Day) or one[1].day != known
                ),
            )
        self.add_below(stretch)

    def add_newer(self, rows: Sequence[FeedRow]) -> None:
        """Newly arrived rows, newest first, on top."""
        for day, run in reversed([(day, list(run)) for day, run in groupby(rows, self._day)]):
            # One that arrived before midnight and comes in after it belongs to its own day.
            is_of_top = self._top_day is not None and day <= self._top_day
            if is_of_top:
                self.add_above(run, under_heading=self._has_heading_on_top())
                continue
            self.add_above(run)
            self._top_day = day
            self._last_day = self._last_day or day
            if day != self._today:
                self.add_heading(self.places.count, Day(day))

    def set_today(self, today: date) -> None:
        """A new day has begun: what stands on top may need its heading now."""
        if today == self._today:
            return
        self._today = today
        if self._top_day not in (None, today) and not self._has_heading_on_top():
            self.add_heading(self.places.count, Day(self._top_day or today))
        self.renew()

    def set_days(self, days: Sequence[tuple[int, date]], today: date) -> None:
        """With another zone days begin at other rows; what was chosen stays chosen."""
        self._today = today
        self._top_day = days[0][1] if days else None
        self._last_day = days[-1][1] if days else None
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self.places.key(index.row()) for index in before]
        self.places.set_days([one for one in days if one[1] != today])
        after = [
            self.index(self.places.place_of(key), index.column())
            for key, index in zip(keys, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.renew()

    def clear(self) -> None:
        super().clear()
        self._top_day = self._last_day = None

    def _has_heading_on_top(self) -> bool:
        return isinstance(self.places.at(0), Day)

    def _day(self, row: FeedRow) -> date:
        return row.received_at.astimezone(self._using.display.zone).date()
