"""The head of the attention page: which state, kind and provider is listed; the columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.alerts import AlertKind, AlertState
from app.core.telling import Heap
from app.providers import PROVIDERS
from app.store.rows import AlertRow, InboxCounts
from app.ui import texts
from app.ui.widgets.attention_words import HELD, look, state_word
from app.ui.widgets.fitting_line import FittingLine, Flowing
from app.ui.widgets.parts import busy, button, label, page_title


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is listed; "" is any."""

    state: AlertState = AlertState.OPEN
    kind: str = ""
    provider: str = ""
    told: tuple[Heap, ...] = ()  # only what a note of the desktop told of

    def holds(self, row: AlertRow) -> bool:
        """Whether an open line is among what was told; without a note everything is."""
        return not self.told or any(
            (one.kind, one.provider) == (row.kind, row.provider)
            and (one.after is None or row.newest > one.after)
            for one in self.told
        )


class AttentionHead(QWidget):
    """Says when something else is to be listed."""

    changed = Signal()
    verify_all = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self._chips: dict[AlertState, QPushButton] = {}
        self._group = QButtonGroup(self, exclusive=True)
        self._kind = _choice(self.tr("Kind"), self.tr("All kinds"))
        for kind in AlertKind:
            self._kind.addItem(look(kind)[0], str(kind))
        self._provider = _choice(self.tr("Provider"), self.tr("All providers"))
        for name in PROVIDERS:
            self._provider.addItem(texts.provider_title(name), name)
        self._told: tuple[Heap, ...] = ()
        self._of_note = button(
            self.tr("Only what the notification told of"), self._let_go, kind="chip", icon="x"
        )
        self._of_note.setToolTip(self.tr("Show the whole inbox again"))
        self._of_note.hide()
        self._all = button(self.tr("Re-verify all"), self.verify_all.emit, icon="refresh-cw")
        self._all.hide()
        states = Flowing([self._chip(state) for state in AlertState])
        for choice in (self._kind, self._provider):
            choice.currentIndexChanged.connect(self.changed)
        narrowing = Flowing((self._kind, self._provider, self._of_note))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(10)
        lines.addWidget(FittingLine(page_title(title), states))
        lines.addWidget(FittingLine(narrowing, self._all))
        self._chips[AlertState.OPEN].setChecked(True)

    def focus_kind(self) -> None:
        """Give the keyboard to the first choice that narrows the list."""
        self._kind.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def narrowed(self) -> Narrowed:
        """What is to be listed."""
        state = next(state for state, chip in self._chips.items() if chip.isChecked())
        told = self._told if state is AlertState.OPEN else ()
        return Narrowed(state, self._kind.currentData(), self._provider.currentData(), told)

    def is_narrowed(self) -> bool:
        """Whether not all kinds and providers are listed."""
        return bool(self._kind.currentData() or self._provider.currentData() or self._told)

    def show_told(self, told: Sequence[Heap]) -> None:
        """List just this of what is open, until somebody chooses something else."""
        for choice in (self._kind, self._provider):
            choice.blockSignals(True)
            choice.setCurrentIndex(0)
            choice.blockSignals(False)
        self._chips[AlertState.OPEN].setChecked(True)
        self._told = tuple(told)
        self._of_note.setVisible(bool(told))
        self.changed.emit()

    def _let_go(self) -> None:
        self.show_told(())

    def chosen_chip(self) -> QPushButton:
        """The chip of the state that is listed."""
        return self._chips[self.narrowed().state]

    def show_counts(self, counts: InboxCounts, rows: Sequence[AlertRow]) -> None:
        """How many there are of each, and whether something can be verified again."""
        known = {
            AlertState.OPEN: counts.open,
            AlertState.ACKNOWLEDGED: counts.acknowledged,
            AlertState.SNOOZED: counts.snoozed,
        }
        for state, chip in self._chips.items():
            count = known.get(state, 0)
            word = state_word(state)
            chip.setText(f"{word} {texts.number(count)}" if count else word)
        is_open = self.narrowed().state is AlertState.OPEN
        self._all.setVisible(is_open and any(row.kind in HELD for row in rows))

    def set_busy(self, is_busy: bool) -> None:
        """While deliveries are verified again."""
        busy(self._all, is_busy)

    def _chip(self, state: AlertState) -> QPushButton:
        chip = button(state_word(state), kind="chip")
        chip.setCheckable(True)
        chip.clicked.connect(lambda: self.changed.emit())
        self._group.addButton(chip)
        self._chips[state] = chip
        return chip


class AttentionColumns(QWidget):
    """The names of the columns, each above what stands in the lines."""

    def __init__(self) -> None:
        super().__init__()
        words = (self.tr("Kind"), self.tr("What and why"), self.tr("Since"))
        self.names = [label(one, "small") for one in words]
        for one in self.names:
            one.setParent(self)
        self.setFixedHeight(self.names[0].sizeHint().height() + 14)

    def place(self, edges: Sequence[int]) -> None:
        """Where each column begins; without them the lines have none."""
        self.setVisible(bool(edges))
        if not edges:
            return
        ends = (*edges[1:], self.width())
        for name, left, end in zip(self.names, edges, ends, strict=True):
            name.setGeometry(left, 0, max(end - left, name.sizeHint().width()), self.height())


def _choice(name: str, anything: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.addItem(anything, "")
    return made
