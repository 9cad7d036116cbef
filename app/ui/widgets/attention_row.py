"""One line of the attention page: what, why, since when, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.alerts import AlertKind, AlertState
from app.ui import texts, theme
from app.ui.display import Display
from app.ui.widgets import attention_words as words
from app.ui.widgets.attention_lines import Line
from app.ui.widgets.parts import ElidedLabel, Pill, busy, button, icon_button, label, rule

_INDENT = 22
_GAP = 12
_LINE = 6
_ICONS = {
    "reverify": "refresh-cw",
    "acknowledge": "eye",  # somebody looks after it
    "snooze": "clock",
    "resolve": "check",
}
_KEYS = {"acknowledge": "A", "snooze": "S", "resolve": "D", "reverify": "V", "open": "Enter"}


@dataclass(frozen=True, slots=True)
class Widths:
    """Room that columns take in every row, which is dear to find out."""

    kind: int  # the longest
    since: int  # a day and a time, and below it that of the newest

    @classmethod
    def now(cls) -> Widths:
        """As large and in the language as everything is shown now."""
        pills = (Pill(*words.look(kind)) for kind in AlertKind)
        return cls(
            max(pill.sizeHint().width() for pill in pills),
            label(_newest("28 sept. 00:00"), "small").sizeHint().width(),
        )


class AttentionRow(QFrame):
    """Says what was pressed; shows another state of the same line through `show_line`."""

    asked = Signal(str, object)  # what is to be done, and the line
    chosen = Signal(object)

    def __init__(
        self, line: Line, display: Display, now: datetime, widths: Widths, parent: QWidget
    ) -> None:
        super().__init__(parent)  # at once: what is put into something else is dressed anew
        theme.dress(self, "line")
        self.line = line
        self._display = display
        self._pill = Pill(*words.look(line.row.kind))
        self._title = ElidedLabel("", "subheading", Qt.TextElideMode.ElideRight)
        self._why = ElidedLabel("", "small", Qt.TextElideMode.ElideRight)
        self._since, self._newest = label("", "muted"), label("", "small")
        self._more = icon_button("chevron-right", "", partial(self._ask, "expand"))
        self._buttons: dict[str, QPushButton | QToolButton] = {}
        self._arrange(widths)
        self.show_line(line, now)

    def show_line(self, line: Line, now: datetime) -> None:
        """What is known of it now."""
        self.line, row = line, line.row
        title, why = words.headline(row), words.reason(row, self._display)
        self._title.set_whole(title)
        self._why.set_whole(why)
        self._since.setText(self._when(row.since, now))
        self._since.setToolTip(self._hint(row.since, now))
        is_several = row.count > 1 and row.newest > row.since
        self._newest.setText(_newest(self._when(row.newest, now)) if is_several else "")
        self._newest.setToolTip(self._hint(row.newest, now))
        self._newest.setVisible(is_several)
        times = f"{self._since.text()} {self._newest.text()}".strip()
        self.setAccessibleName(f"{self._pill.text()}: {title}. {why}. {times}")
        is_band = not row.subject and row.count > 1 and row.state is AlertState.OPEN
        self._more.setVisible(is_band)
        self._more.setIcon(theme.icon("chevron-down" if line.is_open else "chevron-right"))
        said = self.tr("Hide the single ones") if line.is_open else self.tr("Show each one")
        self._more.setToolTip(said)
        self._more.setAccessibleName(f"{said}: {title}")
        for name, one in self._buttons.items():
            one.setAccessibleName(f"{_names()[name]}: {title}")
        if self._again is not None:
            self._again.setEnabled(row.is_kept)
            gone = self.tr("Its bytes were let go for want of room: it cannot be verified again.")
            if not row.is_kept:
                self._again.setToolTip(gone)

    def _when(self, at: datetime, now: datetime) -> str:
        if self._display.is_relative:
            return texts.ago(max(int((now - at).total_seconds()), 0))
        return words.short(at, self._display, now)

    def _hint(self, at: datetime, now: datetime) -> str:
        age = texts.ago(max(int((now - at).total_seconds()), 0))
        return texts.plain_tip(f"{age}\n{texts.whole_moment(at, self._display.zone)}")

    def set_busy(self, is_busy: bool) -> None:
        """While it is verified again."""
        if self._again is not None:
            busy(self._again, is_busy)

    def set_current(self, is_current: bool) -> None:
        """Whether the keys of the list are for this line."""
        theme.dress(self, "current-line" if is_current else "line")

    def button(self, name: str) -> QWidget | None:
        """The button of an action, for a menu below it."""
        return self._buttons.get(name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.chosen.emit(self.line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._ask("open")

    def _ask(self, name: str) -> None:
        self.chosen.emit(self.line)
        self.asked.emit(name, self.line)

    def columns(self) -> list[int]:
        """Where the kind, what and why, and the time begin; nowhere when they stand in lines."""
        if self._is_in_lines:
            return []
        parts = (self._pill.parentWidget(), self._title, self._times)
        return [part.mapTo(self, QPoint(0, 0)).x() for part in parts if part is not None]

    def set_narrow(self, is_narrow: bool, *, in_lines: bool = False) -> None:
        """Without room for words the lesser buttons are icons; with still less, lines of parts."""
        self._place(in_lines)
        for name, icon in _ICONS.items():
            if one := self._buttons.get(name):
                one.setText("" if is_narrow else _names()[name])
                one.setIcon(theme.icon(icon) if is_narrow else QIcon())
                one.setIconSize(QSize(theme.px(14), theme.px(14)))

    def _arrange(self, widths: Widths) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(rule())
        self._grid = QGridLayout()
        outer.addLayout(self._grid)
        self._grid.setContentsMargins(14, 8, 14, 8)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(_LINE)
        self._grid.setColumnStretch(2, 1)
        self._holder, self._kind_takes = QWidget(), widths.kind
        if self.line.is_member:  # it is indented into the room of what a band is opened by
            self._kind_takes += _GAP + self._more.sizeHint().width()
        left = QHBoxLayout(self._holder)
        left.setContentsMargins(_INDENT if self.line.is_member else 0, 0, 0, 0)
        left.addWidget(self._pill)
        left.addStretch()
        self._said = QWidget()
        said = QVBoxLayout(self._said)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(2)
        said.addWidget(self._title)
        said.addWidget(self._why)
        self._times = QWidget()
        self._times.setMinimumWidth(widths.since)
        times = QVBoxLayout(self._times)
        times.setContentsMargins(0, 0, 0, 0)
        times.setSpacing(2)
        times.addWidget(self._since)
        times.addWidget(self._newest)
        self._acts = QWidget()
        self._in_acts = QHBoxLayout(self._acts)
        self._in_acts.setContentsMargins(0, 0, 0, 0)
        self._in_acts.setSpacing(6)
        row = self.line.row
        is_held = row.kind in words.HELD and row.state is AlertState.OPEN
        self._again = self._button("reverify") if is_held else None
        for name in self._offered():
            self._in_acts.addWidget(self._button(name))
        self._in_acts.addStretch()
        self._is_in_lines = True
        self._place(False)

    def _place(self, in_lines: bool) -> None:
        """All in one line, or kind and time above what and why, and the buttons below.

        What only some lines offer stands beside what they say: where there is none of it, what is
        said has its room, and the time and the other buttons stand below those of other lines.
        """
        if in_lines is self._is_in_lines:
            return
        self._is_in_lines = in_lines
        place = self._grid.addWidget
        place(self._holder, 0, 0)
        place(self._more, 0, 1)
        self._holder.setMinimumWidth(0 if in_lines else self._kind_takes)
        self._keep_room(self._more, not in_lines and not self.line.is_member)
        if in_lines:
            place(self._times, 0, 3, Qt.AlignmentFlag.AlignRight)
            place(self._said, 1, 0, 1, 4)
            place(self._acts, 2, 0, 1, 4)
            if self._again is not None:
                self._in_acts.insertWidget(0, self._again)
        else:
            place(self._said, 0, 2)
            if self._again is not None:
                place(self._again, 0, 3)
            place(self._times, 0, 4)
            place(self._acts, 0, 5)

    def _offered(self) -> list[str]:
        row = self.line.row
        if row.state is not AlertState.OPEN:
            return ["open", *([] if row.has_ended else ["reopen"])]
        return ["open", "acknowledge", "snooze", "resolve"]

    def _keep_room(self, one: QWidget, is_kept: bool) -> None:
        """A column stays where it is, whether or not this line has something in it."""
        policy = one.sizePolicy()
        policy.setRetainSizeWhenHidden(is_kept)
        one.setSizePolicy(policy)

    def _button(self, name: str) -> QPushButton:
        made = button(_names()[name], partial(self._ask, name), kind=_kind(name))
        if name in _KEYS:
            made.setToolTip(f"{_names()[name]}  {_KEYS[name]}")
        self._buttons[name] = made
        return made


def _newest(when: str) -> str:
    """The time of the last of several, by which the lines are ordered."""
    return QCoreApplication.translate("Attention", "latest {0}").format(when)


def _names() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "open": translate("Attention", "Inspect"),
        "reverify": translate("Attention", "Re-verify"),
        "acknowledge": translate("Attention", "Acknowledge"),
        "snooze": translate("Attention", "Snooze"),
        "resolve": translate("Attention", "Resolve"),
        "reopen": translate("Attention", "Open again"),
    }


def _kind(name: str) -> str:
    return "primary" if name == "open" else ""
