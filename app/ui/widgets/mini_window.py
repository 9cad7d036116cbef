"""A small window above all others: whether Acuse receives, what needs a person, what came last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.amounts import format_amount
from app.core.plain import plain
from app.store.reader import Reader
from app.store.rows import FeedRow
from app.ui import texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.standing import State, standing
from app.ui.widgets.parts import ElidedLabel, Pill, button, label, set_words
from app.ui.widgets.status import show_status

_WIDE, _MARGIN = 540, 24
_ROWS = 6
_AT_MOST_EVERY, _TICK = 1_000, 1_000  # milliseconds
_LOOKS = {
    State.RECEIVING: ("circle-check", "complete"),
    State.UNREACHABLE: ("triangle-alert", "pending"),
    State.FAILING: ("circle-alert", "failed"),
}


@dataclass(frozen=True, slots=True)
class Latest:
    """What it shows of the store."""

    open: int  # lines of the inbox
    rows: Sequence[FeedRow]  # newest first


def read_latest(reader: Reader) -> Latest:
    """Ask the store; on a reader's thread."""
    counts = reader.alert_counts(datetime.now(UTC))
    return Latest(counts.open, reader.feed_page(limit=_ROWS))


class MiniWindow(QWidget):
    """Names nobody: provider, kind, amount and status of the last deliveries are all it says."""

    page_asked = Signal(str)

    def __init__(self, parent: QWidget, ask: Ask, bridge: Bridge, actions: Actions) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(parent, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(self.tr("Acuse — mini"))
        theme.dress(self, "page")
        self._ask, self._actions, self._display = ask, actions, bridge.display
        self._latest = Latest(0, ())
        self._build()
        self._soon = QTimer(self, singleShot=True, interval=_AT_MOST_EVERY)
        self._soon.timeout.connect(self._read)
        clock = QTimer(self, interval=_TICK)
        clock.timeout.connect(self._tick)
        clock.start()
        bridge.changed.connect(self._news)
        bridge.display.changed.connect(self._show)
        self._tick()
        self._read()

    def _news(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _read(self) -> None:
        self._ask.ask(read_latest, self._take)

    def _take(self, found: Latest) -> None:
        self._latest = found
        self._show()
        self._tick()

    def _show(self) -> None:
        words = self.tr("Attention {0}").format(texts.number(self._latest.open))
        set_words(self._inbox, words)
        for place, line in enumerate(self._lines):
            rows = self._latest.rows[place : place + 1]
            for part in line.parts:
                part.setVisible(bool(rows))
            for row in rows:
                line.say(row, texts.clock(row.received_at, self._display.zone)[:8])

    def _tick(self) -> None:
        now = standing(self._actions.receiver_state(), self._actions.latest_probe())
        self._state.show_as(self._words(now.state), *_LOOKS[now.state])
        self._state.setToolTip(texts.plain_tip(now.words))
        newest = self._latest.rows[:1]
        since = [(datetime.now(UTC) - one.received_at).total_seconds() for one in newest]
        words = self.tr("Last delivery {0}").format(texts.ago(since[0])) if since else ""
        self._age.set_whole(words or self.tr("No delivery yet"))

    def _words(self, state: State) -> str:
        return {
            State.RECEIVING: self.tr("Receiving"),
            State.UNREACHABLE: self.tr("Not reached"),
            State.FAILING: self.tr("Cannot store"),
        }[state]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (has_control and event.key() == Qt.Key.Key_T):
            self.close()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._state, self._age = Pill("…"), ElidedLabel("", "muted")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._state)
        head.addWidget(self._age, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._lines = [_Line() for _ in range(_ROWS)]
        for row, line in enumerate(self._lines):
            for column, part in enumerate(line.parts):
                grid.addWidget(part, row, column)
        self._inbox = button("", partial(self.page_asked.emit, "attention"), icon="circle-alert")
        foot = QHBoxLayout()
        foot.addWidget(self._inbox)
        foot.addStretch()
        foot.addWidget(button(self.tr("Open Acuse"), partial(self.page_asked.emit, "")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(grid)
        layout.addStretch()
        layout.addLayout(foot)
        self._stand()

    def _stand(self) -> None:
        """In the corner of the screen that is looked at least."""
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(_WIDE), room.width()), self.sizeHint().height())
        corner = room.bottomRight() - self.rect().bottomRight()
        self.move(corner.x() - _MARGIN, corner.y() - 2 * _MARGIN)


class _Line:
    """One delivery in a row of the grid."""

    def __init__(self) -> None:
        self._time = label("", "small-code")
        self._what = ElidedLabel("", "", Qt.TextElideMode.ElideRight)
        self._amount = label("")
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._status = Pill()
        self.parts = (self._time, self._what, self._amount, self._status)

    def say(self, row: FeedRow, at: str) -> None:
        """Say what came in."""
        kind = texts.kind_word(row.kind) if row.kind else ""
        names = (texts.provider_title(row.provider), kind)
        money = f"{format_amount(plain(row.amount))} {plain(row.asset)}" if row.amount else ""
        self._time.setText(at)
        self._what.set_whole(" · ".join(name for name in names if name))
        self._amount.setText(money)
        show_status(self._status, row.status or row.standing)
