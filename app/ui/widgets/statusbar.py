"""The bar at the foot: whether deliveries can come in, and how we are doing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.core.plain import plain
from app.store.figure_rows import AckTimes, Stats
from app.store.reader import Reader
from app.ui import texts, theme
from app.ui.actions import Actions, ReceiverState
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.said import said
from app.ui.widgets.parts import ElidedLabel, button, set_words

HEIGHT = 28
_AT_MOST_EVERY = 1_000  # milliseconds between two questions to the store
_BETWEEN, _EDGE = 22, 26  # pixels between two parts, and around all


@dataclass(frozen=True, slots=True)
class Figures:
    """What the bar says of the store."""

    stats: Stats
    acks: AckTimes
    size: int
    last_received_at: datetime | None


def read_figures(reader: Reader) -> Figures:
    """Ask the store; on a reader's thread."""
    lasts = (one.last_received_at for one in reader.connection_health())
    return Figures(
        reader.stats(),
        reader.ack_times(),
        reader.store_size(),
        max((at for at in lasts if at is not None), default=None),
    )


class StatusBar(QWidget):
    """Figures come in when they are known; ages go on by themselves."""

    errors_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self, "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(HEIGHT))
        self.setAccessibleName(self.tr("State of the receiver"))
        self._figures: Figures | None = None
        self._dot = QLabel()
        self._dot.setFixedSize(theme.px(8), theme.px(8))
        self._receiving = _shrinking()
        self._last = _shrinking()
        self._acks = _shrinking()
        self._quarantine = _shrinking()
        self._unreadable = _shrinking()
        self._total = _shrinking()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 14, 0)
        layout.setSpacing(8)
        layout.addWidget(self._dot)
        layout.addWidget(self._receiving)
        for one in (self._last, self._acks, self._quarantine, self._unreadable):
            layout.addSpacing(14)
            layout.addWidget(one)
        self.errors = button("", self.errors_asked.emit, kind="foot", icon="triangle-alert")
        self.errors.hide()
        layout.addStretch()
        layout.addWidget(self.errors)
        layout.addSpacing(6)
        layout.addWidget(self._total)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where room is short, what matters least gives way whole, and nothing is cut."""
        shown = [one for one in self._parts() if one.whole()]
        given = (self._total, self._acks, self._last, self._quarantine, self._unreadable)
        for one in given:
            if self._wanted(shown) <= self.width():
                break
            shown = [part for part in shown if part is not one]
        for one in self._parts():
            if one.isHidden() == (one in shown):  # to show one lays the whole window out
                one.setVisible(one in shown)

    def _parts(self) -> tuple[ElidedLabel, ...]:
        others = (self._last, self._acks, self._quarantine, self._unreadable, self._total)
        return (self._receiving, *others)

    def _wanted(self, parts: Sequence[ElidedLabel]) -> int:
        errors = 0 if self.errors.isHidden() else self.errors.sizeHint().width()
        return sum(one.sizeHint().width() + _BETWEEN for one in parts) + errors + 2 * _EDGE

    def show_receiver(self, state: ReceiverState) -> None:
        """Whether deliveries can come in."""
        palette = theme.current()
        if state.listening and state.store_error:
            text = self.tr("Cannot store: {0}").format(plain(said(state.store_error)))
            colour = palette.failed.ink
        elif state.listening and state.behind:
            text = self.tr("Receiving, but nothing new is shown: {0}").format(
                plain(said(state.behind))
            )
            colour = palette.in_progress.ink
        elif state.listening:
            text = self.tr("Receiving on {0}:{1}").format(plain(state.host), state.port)
            colour = palette.complete.ink
        else:
            reason = plain(said(state.error)) or self.tr("stopped")
            text = self.tr("Not receiving: {0}").format(reason)
            colour = palette.failed.ink
        self._receiving.set_whole(text)
        self._fit()
        style = f"background: {colour}; border-radius: {theme.px(8) // 2}px;"
        if self._dot.styleSheet() != style:  # to dress is dear, and this is said every second
            self._dot.setStyleSheet(style)

    def show_errors(self, count: int) -> None:
        """How many different errors there were in this run; none is not said."""
        words = self.tr("%n errors", "", count)
        set_words(self.errors, words)
        self.errors.setAccessibleName(self.tr("{0} in this run").format(words))
        self.errors.setVisible(count > 0)
        self._fit()

    def show_figures(self, figures: Figures) -> None:
        """What the store says."""
        self._figures = figures
        acks, stats = figures.acks, figures.stats
        if acks.count:
            self._acks.set_whole(
                self.tr("Acknowledged in {0} (p99 {1})").format(
                    texts.milliseconds(acks.p50), texts.milliseconds(acks.p99)
                ),
                hint=self.tr("Over the last {0} arrivals; providers give us 5 s").format(
                    acks.count
                ),
            )
        self._quarantine.set_whole(
            self.tr("Quarantine {0}").format(texts.number(stats.quarantined))
        )
        self._unreadable.set_whole(
            self.tr("Unreadable {0}").format(texts.number(stats.unreadable))
            if stats.unreadable
            else ""
        )
        self._total.set_whole(
            self.tr("{0} deliveries · {1}").format(
                texts.number(stats.deliveries), texts.size(figures.size)
            )
        )
        self._fit()

    def tick(self, now: datetime) -> None:
        """Time has passed."""
        last = self._figures.last_received_at if self._figures else None
        if last is None:
            self._last.set_whole(self.tr("No delivery yet"))
        else:
            age = texts.ago((now - last).total_seconds())
            self._last.set_whole(self.tr("Last delivery {0}").format(age))
        self._fit()


class LiveStatusBar(StatusBar):
    """Asks the store by itself, at most once a second while it changes."""

    counted = Signal(int)  # deliveries in the store

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions) -> None:
        super().__init__()
        self._ask, self._actions = ask, actions
        self._wait = QTimer(self, singleShot=True, interval=_AT_MOST_EVERY)
        self._wait.timeout.connect(self.read)
        bridge.changed.connect(self._soon)
        ask.errors.changed.connect(self._count_errors)
        self._count_errors()

    def look(self) -> None:
        """At the receiver and the clock, as they are now."""
        self.show_receiver(self._actions.receiver_state())
        self.tick(datetime.now(UTC))

    def read(self) -> None:
        """Ask the store now."""
        self._ask.ask(read_figures, self._came)

    def _soon(self) -> None:
        if not self._wait.isActive():
            self._wait.start()

    def _came(self, figures: Figures) -> None:
        self.show_figures(figures)
        self.tick(datetime.now(UTC))
        self.counted.emit(figures.stats.deliveries)

    def _count_errors(self) -> None:
        self.show_errors(len(self._ask.errors.happened()))


def _shrinking() -> ElidedLabel:
    """As wide as its words, and cut where the window is narrow."""
    made = ElidedLabel("", "small", Qt.TextElideMode.ElideRight)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    made.setMinimumWidth(theme.px(40))
    return made
