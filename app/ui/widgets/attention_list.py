"""The lines of the attention inbox as a list that has the keyboard: one of them is current."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.display import Display
from app.ui.making import Steps, Turns
from app.ui.widgets.attention_lines import Line
from app.ui.widgets.attention_row import AttentionRow, Widths

_ROOMY = 1_040  # points from which every button has its words
_ONE_LINE = 640  # from which all of it stands in one line
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_J: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_K: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_Home: -1_000_000,
    Qt.Key.Key_End: 1_000_000,
}


class AttentionList(QWidget):
    """Keeps the current line where it is while others come and go."""

    arranged = Signal(object)  # where the columns begin
    asked = Signal(str, object)  # "open", "expand", or the name of a button; and the line

    def __init__(self, display: Display) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._display = display
        self._rows: dict[tuple[str, ...], AttentionRow] = {}
        self._widths = Widths.now()
        self._lines: tuple[Line, ...] = ()
        self._current: tuple[str, ...] | None = None
        self._place = 0
        self._was_visited = False  # until then the current line is the first
        self._narrow = (False, False)  # without words on buttons, and in lines
        self._filling = Turns(self)
        self._is_awaited = False  # the current row was just made, and is to be brought into sight
        self._arranged = QTimer(self, singleShot=True, interval=0)
        self._arranged.timeout.connect(self._settle)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_lines(self, lines: Sequence[Line], now: datetime) -> None:
        """These lines, each in its row; rows that stay are changed, not made anew.

        Of the others only the first is made now, and the rest from above in the next turns of the
        event loop. The keys go through all lines, whether they have their rows yet or not.
        """
        self._lines = tuple(lines)
        keys = [line.key for line in lines]
        for key in self._rows.keys() - set(keys):
            gone = self._rows.pop(key)
            gone.hide()
            gone.deleteLater()
        known = [line for line in lines if line.key in self._rows]
        for place, line in enumerate(known):
            row = self._rows[line.key]
            row.show_line(line, now)
            if self._layout.indexOf(row) != place:
                self._layout.insertWidget(place, row)
        if not self._was_visited:
            self._current = keys[0] if keys else None
        if self._current not in keys:  # what was done with took its line away: the next one
            self._place = max(min(self._place, len(keys) - 1), 0)
            self._current = keys[self._place] if keys else None
        elif self._current is not None:
            self._place = keys.index(self._current)
        rest = self._fill(now)
        next(rest, None)
        self._filling.begin(rest)
        self._mark()

    def _fill(self, now: datetime) -> Steps:
        """Make the rows that are missing, from above: what stands above each is there already.

        One takes three milliseconds, and each call of Qt in it may wait for another thread.
        """
        is_first = True
        for place, line in enumerate(self._lines):
            if line.key in self._rows:
                continue
            if not is_first:
                yield
            is_first = False
            self._layout.insertWidget(place, self._add(line, now))
            self._arranged.stop()  # it has no place yet
            self._is_awaited |= line.key == self._current

    def current(self) -> Line | None:
        """The line that the keys are for."""
        return self._lines[self._place] if self._current is not None else None

    def row(self, line: Line) -> AttentionRow | None:
        """Where a line is shown."""
        return self._rows.get(line.key)

    def rows(self) -> list[AttentionRow]:
        """The rows from above, as far as they are made."""
        return [self._rows[line.key] for line in self._lines if line.key in self._rows]

    def choose(self, line: Line) -> None:
        """Make a line the current one."""
        self._current = line.key
        self._place = next(n for n, one in enumerate(self._lines) if one.key == line.key)
        self._mark()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        line = self.current()
        if line is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif step is not None:
            self._place = min(max(self._place + step, 0), len(self._lines) - 1)
            self._current = self._lines[self._place].key
            self._mark()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit("open", line)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space):
            wanted = event.key() != Qt.Key.Key_Left
            if event.key() == Qt.Key.Key_Space or line.is_open != wanted:
                self.asked.emit("expand", line)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width()
        narrow = wide < theme.px(_ROOMY), wide < theme.px(_ONE_LINE)
        if narrow != self._narrow:
            self._narrow = narrow
            for row in self._rows.values():
                row.set_narrow(narrow[0], in_lines=narrow[1])

    def event(self, event: QEvent) -> bool:
        """Rows have their places: so have the names of their columns."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest or event.type() == QEvent.Type.Resize:
            self._arranged.start()
        return done

    def _settle(self) -> None:
        """All rows have their places now."""
        if self._is_awaited:
            self._is_awaited = False
            self._mark()
        self._tell_columns()

    def _tell_columns(self) -> None:
        first = next((row for row in self.rows() if not row.line.is_member), None)
        if first is not None and self.isVisible():
            self.arranged.emit(first.columns())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arranged.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._was_visited = True
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark()

    def _add(self, line: Line, now: datetime) -> AttentionRow:
        row = AttentionRow(line, self._display, now, self._widths, self)
        row.set_narrow(self._narrow[0], in_lines=self._narrow[1])
        row.asked.connect(self.asked)
        row.chosen.connect(self.choose)
        self._rows[line.key] = row
        return row

    def _mark(self) -> None:
        for key, row in self._rows.items():
            row.set_current(key == self._current and self.hasFocus())
        current = self._rows.get(self._current) if self._current else None
        # A reader hears the line, as the list itself has the keyboard.
        name = self.tr("What needs you")
        self.setAccessibleName(f"{name}. {current.accessibleName()}" if current else name)
        if current is not None and self.hasFocus():
            area = self._area()
            if area is not None:
                area.ensureWidgetVisible(current, 0, 20)

    def _area(self) -> QScrollArea | None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent
