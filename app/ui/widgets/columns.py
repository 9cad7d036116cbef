"""The columns of a list: their titles, their order, and the room each gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QItemSelection, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QHeaderView, QStyle, QWidget

from app.ui import theme
from app.ui.columns import Choice, Column, Look, chosen
from app.ui.guard import painting
from app.ui.widgets.faces import Box, Face, ink_of
from app.ui.widgets.row_painter import ASSET_ROOM, PAD, TITLE_HEIGHT

_LEAST = 40  # pixels of a column that gives room away
_NARROWEST = 24  # that a person can make one


class ColumnTitles(QHeaderView):
    """The titles of the columns, each above its texts; dragged and drawn wider by hand."""

    rearranged = Signal(object)  # Choice: a person moved or resized a column
    times_pressed = Signal()  # a column of times

    def __init__(self, table: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._face = Face(theme.ui_font(12, QFont.Weight.Medium))
        self._columns: Sequence[Column] = ()
        self._choice = Choice()
        self._is_ours = False  # what moves now is moved by ourselves
        self._is_moved = False
        self._pressed: QPoint | None = None
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(_NARROWEST)
        self.setFixedHeight(theme.px(TITLE_HEIGHT))
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionsMovable(True)
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(self._moved)
        self.sectionHandleDoubleClicked.connect(self._as_needed)

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        return self._choice

    def show_choice(self, columns: Sequence[Column], choice: Choice) -> None:
        """The columns there are, and those of them that are shown, in their order."""
        self._columns, self._choice = tuple(columns), choice
        names = [one.name for one in columns]
        with self._by_us():
            for place, column in enumerate(chosen(columns, choice)):
                self.moveSection(self.visualIndex(names.index(column.name)), place)

    def shown(self) -> list[Column]:
        """The chosen columns from the left to the right."""
        wanted = {one.name for one in chosen(self._columns, self._choice)}
        order = (self._columns[self.logicalIndex(place)] for place in range(len(self._columns)))
        return [one for one in order if one.name in wanted]

    def fit(self, room: int) -> None:
        """Give each column its room; what does not fit is hidden, least needed first."""
        keeps_all = bool(self._choice.names)
        shown = [replace(one, width=theme.px(one.width)) for one in self.shown()]
        widths = fitted(shown, room, self._choice.widths, keeps_all=keeps_all)
        with self._by_us():
            for place, column in enumerate(self._columns):
                self.setSectionHidden(place, column.name not in widths)
                if column.name in widths:
                    self.resizeSection(place, widths[column.name])

    @contextmanager
    def _by_us(self) -> Iterator[None]:
        self._is_ours = True
        try:
            yield
        finally:
            self._is_ours = False

    def _resized(self, place: int, before: int, now: int) -> None:
        if not self._is_ours and now and place < len(self._columns):
            widths = {**self._choice.widths, self._columns[place].name: now}
            self._choice = replace(self._choice, widths=widths)
            self._is_moved = True

    def _moved(self) -> None:
        if not self._is_ours:
            self._choice = replace(self._choice, names=tuple(one.name for one in self.shown()))
            self._is_moved = True

    def _as_needed(self, place: int) -> None:
        name = self._columns[place].name
        widths = {key: width for key, width in self._choice.widths.items() if key != name}
        self._choice = replace(self._choice, widths=widths)
        self.rearranged.emit(self._choice)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if is_left else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if self._is_moved:
            self._is_moved = False
            self.rearranged.emit(self._choice)
        elif pressed is not None and self._is_on_times(pressed, event.position().toPoint()):
            self.times_pressed.emit()

    def _is_on_times(self, pressed: QPoint, at: QPoint) -> bool:
        """Whether a title was clicked: neither dragged nor taken by its edge."""
        place = self.logicalIndexAt(pressed)
        if place < 0 or self._columns[place].look is not Look.TIME:
            return False
        grip = self.style().pixelMetric(QStyle.PixelMetric.PM_HeaderGripMargin, None, self)
        left = pressed.x() - self.sectionViewportPosition(place)
        is_drag = (at - pressed).manhattanLength() >= QApplication.startDragDistance()
        return not is_drag and grip < left < self.sectionSize(place) - grip

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Nothing: Qt would paint all titles anew for each row that is chosen."""
        return QRegion()

    @painting
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        palette = theme.current()
        column = self._columns[section]
        painter.fillRect(rect, ink_of(palette.panel))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink_of(palette.line))
        is_amount = column.look is Look.AMOUNT
        pad = theme.px(PAD)
        room = max(rect.width() - pad - theme.px(ASSET_ROOM + 3 if is_amount else 4), 0)
        box = Box(rect.left() + pad, rect.top(), room, rect.height())
        self._face.draw(painter, box, column.title, palette.muted, is_right=is_amount)


def fitted(
    columns: Sequence[Column], room: int, given: Mapping[str, int], *, keeps_all: bool = False
) -> dict[str, int]:
    """The width of each column that fits: what it needs, and its share of the rest or the want.

    `given` are widths that a person chose; with `keeps_all` the table is rather wider than its
    room than short of a column.
    """
    kept = [
        replace(one, width=given[one.name], share=0) if one.name in given else one
        for one in columns
    ]
    while not keeps_all and len(kept) > 1 and sum(one.width for one in kept) > room:
        loser = max(kept, key=lambda one: one.rank)
        if not loser.rank:
            break
        kept.remove(loser)
    rest = room - sum(one.width for one in kept)
    rest = max(rest, 0) if keeps_all else rest
    shares = sum(one.share for one in kept) or 1
    widths = {one.name: max(one.width + rest * one.share // shares, _LEAST) for one in kept}
    widths.update((one.name, one.width) for one in kept if one.name in given)
    if kept and kept[-1].name not in given:
        widths[kept[-1].name] += max(0, room - sum(widths.values()))
    return widths
