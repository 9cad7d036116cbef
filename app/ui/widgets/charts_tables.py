"""The charts as tables, for those who read numbers rather than pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.ui.texts import number, provider_title, status_word
from app.ui.widgets.charts_data import STATUS_ORDER, Bar, Point

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def table(name: str) -> QTableWidget:
    """An empty table that can be read and copied from, but not changed."""
    made = QTableWidget()
    made.setAccessibleName(name)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setShowGrid(False)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(31)
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    made.horizontalHeader().setHighlightSections(False)
    return made


def fill_statuses(made: QTableWidget, bars: Sequence[Bar]) -> None:
    """Providers down, statuses across."""
    translate = QCoreApplication.translate
    found = {status for bar in bars for status, _ in bar.segments}
    statuses = [status for status in STATUS_ORDER if status in found]
    heads = [
        translate("ChartTables", "Provider"),
        *map(status_word, statuses),
        translate("ChartTables", "All"),
    ]
    rows = [
        [
            provider_title(bar.provider),
            *(number(dict(bar.segments).get(status, 0)) for status in statuses),
            number(bar.total),
        ]
        for bar in bars
    ]
    _fill(made, heads, rows)


def fill_times(
    made: QTableWidget, points: Sequence[Point], width: timedelta, zone: tzinfo | None
) -> None:
    """Buckets down, newest first, providers across."""
    translate = QCoreApplication.translate
    providers = sorted({provider for point in points for provider in point.by_provider})
    form = "%d %b %H:%M" if width >= timedelta(minutes=5) else "%H:%M"
    heads = [
        translate("ChartTables", "From"),
        *map(provider_title, providers),
        translate("ChartTables", "All"),
    ]
    rows = [
        [
            point.start.astimezone(zone).strftime(form),
            *(number(point.by_provider.get(provider, 0)) for provider in providers),
            number(point.total),
        ]
        for point in reversed(points)
        if point.total
    ]
    _fill(made, heads, rows)


def cell(made: QTableWidget, row: int, column: int, text: str, *, is_right: bool) -> None:
    """Put a text into a cell, whether there was one or not."""
    item = made.item(row, column)
    if item is None:
        item = QTableWidgetItem()
        made.setItem(row, column, item)
    item.setText(text)
    item.setTextAlignment(_RIGHT if is_right else _LEFT)


def head(made: QTableWidget, column: int, text: str, *, is_right: bool) -> None:
    """Name a column over its texts."""
    item = QTableWidgetItem(text)
    item.setTextAlignment(_RIGHT if is_right else _LEFT)
    made.setHorizontalHeaderItem(column, item)


def _fill(made: QTableWidget, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    made.setColumnCount(len(heads))
    if heads:
        first = QHeaderView.ResizeMode.ResizeToContents
        made.horizontalHeader().setSectionResizeMode(0, first)
    for column, text in enumerate(heads):
        head(made, column, text, is_right=column > 0)
    made.setRowCount(len(rows))
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            cell(made, place, column, text, is_right=column > 0)
