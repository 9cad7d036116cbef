"""Where answers and webhooks do not agree: a list in which each difference can be accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.alerts import AlertState
from app.core.errors import AcuseError
from app.providers import PROVIDERS
from app.store.differing import DifferenceRow
from app.ui import texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets import difference_words
from app.ui.widgets.attention_acts import NoteSheet
from app.ui.widgets.card import EmptyState
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.parts import ElidedLabel, button, clear, label, rule, while_alive
from app.ui.widgets.ring import Ring
from app.ui.widgets.writing import say_undoable

_STEP = 50  # rows at first, and more at a time
_AT_MOST_EVERY = 500  # ms between two questions to the store


class DifferencesSheet(Sheet):
    """Follows the store while it is open: what resolves itself leaves the list."""

    transaction_asked = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        provider: str,
        ask: Ask,
        bridge: Bridge,
        actions: Actions,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        remark = self.tr(
            "What a provider answered, held against what its webhooks said. A difference goes by"
            " itself when a later delivery or answer agrees."
        )
        super().__init__(parent, self.tr("Differences"), remark)
        self._ask, self._display, self._actions, self._now = ask, bridge.display, actions, now
        self._most = _STEP
        self._choice = QComboBox()
        self._choice.setAccessibleName(self.tr("Provider"))
        self._choice.addItem(self.tr("All providers"), "")
        for name, known in PROVIDERS.items():
            self._choice.addItem(known.title, name)
        self._choice.setCurrentIndex(max(self._choice.findData(provider), 0))
        self._choice.currentIndexChanged.connect(self.refresh)
        self.body.addWidget(self._choice)
        holder = QWidget()
        theme.dress(holder, "page")
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 6, 0)
        self._list.setSpacing(6)
        area = QScrollArea()
        Ring(area)
        area.setAccessibleName(self.tr("Differences"))
        area.setWidgetResizable(True)
        area.setWidget(holder)
        self.body.addWidget(area, 1)
        self.add_close()
        self.resize(720, 520)
        self._soon = QTimer(self, singleShot=True, interval=_AT_MOST_EVERY)
        self._soon.timeout.connect(self.refresh)
        bridge.changed.connect(self._changed)
        bridge.display.changed.connect(self.refresh)
        self.refresh()

    def _changed(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Ask the store."""
        provider, most = self._choice.currentData(), self._most
        self._ask.ask(
            lambda reader: reader.differences(provider, most + 1),
            while_alive(self, self._show_rows),
            while_alive(self, self._failed),
        )

    def _failed(self, error: AcuseError) -> None:
        self.notice.say_error(error)

    def _show_rows(self, rows: list[DifferenceRow]) -> None:
        focused = self.focusWidget()
        name = focused.accessibleName() if focused is not None else ""
        clear(self._list)
        if not rows:
            title, words = self.tr("No differences"), self.tr("They agree, as far as was asked.")
            self._list.addWidget(EmptyState("circle-check", title, words), 1)
        for row in rows[: self._most]:
            self._list.addWidget(self._line(row))
            self._list.addWidget(rule())
        if len(rows) > self._most:
            self._list.addWidget(button(self.tr("Show more"), self._show_more))
        if rows:
            self._list.addStretch()
        self._focus_again(name)

    def _focus_again(self, name: str) -> None:
        """The button that had the keyboard, in the list as it is now."""
        for one in self.findChildren(QWidget):
            if name and one.accessibleName() == name and one.isEnabled() and not one.isHidden():
                one.setFocus()
                return

    def _show_more(self) -> None:
        self._most += _STEP
        self.refresh()

    def _line(self, row: DifferenceRow) -> QWidget:
        title = difference_words.title(row)
        head = QHBoxLayout()
        head.setSpacing(8)
        which = ElidedLabel(title, "subheading")
        head.addWidget(which, 1)
        for word in difference_words.kinds(row):
            head.addWidget(label(word, "badge"))
        age = label(difference_words.age(row.since, self._now()), "muted")
        age.setToolTip(texts.whole_moment(row.since, self._display.zone))
        head.addWidget(age)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addLayout(self._sides(row), 1)
        words = self.tr("Show the payment")
        foot.addWidget(self._button(words, title, lambda: self._open(row)))
        if row.is_accepted:
            words = self.tr("Open again")
            foot.addWidget(self._button(words, title, lambda: self._do(row, AlertState.OPEN)))
        else:
            foot.addWidget(self._button(self.tr("Accept…"), title, lambda: self._accept(row)))
        holder = QFrame()
        column = QVBoxLayout(holder)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(3)
        column.addLayout(head)
        column.addLayout(foot)
        return holder

    def _sides(self, row: DifferenceRow) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(label(difference_words.here(row), wrap=True))
        column.addWidget(label(difference_words.there(row), wrap=True))
        if accepted := difference_words.accepted(row, self._display):
            column.addWidget(label(accepted, "muted", wrap=True))
        return column

    def _button(self, words: str, title: str, pressed: Callable[[], object]) -> QWidget:
        made = button(words, pressed)
        made.setAccessibleName(f"{words} {title}")
        return made

    def _open(self, row: DifferenceRow) -> None:
        self.transaction_asked.emit(row.transaction.transaction_id)
        self.close()

    def _accept(self, row: DifferenceRow) -> None:
        words = self.tr("Accept the difference")
        NoteSheet(self, words, lambda note: self._do(row, AlertState.ACKNOWLEDGED, note)).open()

    def _do(self, row: DifferenceRow, state: AlertState, note: str = "") -> None:
        acts = [row.act(state, note)]
        is_open = state is AlertState.OPEN
        words = self.tr("Difference open again") if is_open else self.tr("Difference accepted")
        self._ask.undo.do(
            words,
            lambda: self._actions.act(acts),
            self._actions.act,
            then=while_alive(self, lambda _: self._done(words)),
        )

    def _done(self, words: str) -> None:
        say_undoable(self.parentWidget() or self, words)
        self.refresh()
