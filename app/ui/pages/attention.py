"""The attention page: what is quarantined, unreadable, contradictory or failed, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AcuseError
from app.ui import texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets import toast
from app.ui.widgets.attention_data import Item, Sort, attention
from app.ui.widgets.attention_row import AttentionHead, AttentionRow, sort_word
from app.ui.widgets.card import EmptyState, Panel
from app.ui.widgets.notice import Notice
from app.ui.widgets.parts import busy, button, clear, label

_SEEN_EVERY, _UNSEEN_EVERY = 1_000, 5_000  # ms between two questions to the store


class AttentionPage(QWidget):
    """A list that follows the store; `counted` tells how many items are open, seen or not."""

    name = "attention"
    icon = "triangle-alert"
    open_transaction = Signal(str)
    open_delivery = Signal(int)
    counted = Signal(int)

    def __init__(
        self,
        ask: Ask,
        bridge: Bridge,
        actions: Actions,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        theme.dress(self, "page")
        self._ask, self._display, self._actions, self._now = ask, bridge.display, actions, now
        self._items: tuple[Item, ...] = ()
        self._rows: dict[str, AttentionRow] = {}
        self._chosen: Sort | None = None
        self._is_asking = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        bridge.changed.connect(lambda _: self._soon())
        bridge.display.changed.connect(self._show)
        self._build()
        self.refresh()

    @staticmethod
    def title() -> str:
        """What the page is called."""
        return QCoreApplication.translate("Pages", "Attention")

    # --- asking -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Ask the store what is open, unless an answer is under way."""
        if self._is_asking:
            return
        self._is_asking = True
        now = self._now()
        self._ask.ask(lambda reader: attention(reader, now), self._answered, self._failed)

    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start(_SEEN_EVERY if self.isVisible() else _UNSEEN_EVERY)

    def _answered(self, items: tuple[Item, ...]) -> None:
        self._is_asking = False
        if items != self._items:
            self._items = items
            self.counted.emit(len(items))
            self._offer_sorts()
        self._show()

    def _failed(self, error: AcuseError) -> None:
        self._is_asking = False
        self._notice.say_error(error)

    # --- acting -------------------------------------------------------------------------------

    def _open(self, item: Item) -> None:
        if item.transaction is not None:
            self.open_transaction.emit(item.transaction.transaction_id)
        else:
            self.open_delivery.emit(item.delivery_ids[-1])

    def _reverify(self, items: Sequence[Item]) -> None:
        ids = [number for item in items for number in item.delivery_ids]
        for item in items:
            self._rows[item.key].set_busy(True)
        busy(self._all, True)
        self._ask.work(
            lambda: self._actions.reverify(ids),
            lambda admitted: self._reverified(len(ids), admitted),
            self._not_reverified,
        )

    def _reverified(self, asked: int, admitted: int) -> None:
        self._set_idle()
        if admitted:
            words = self.tr("{0} of {1} now pass and were admitted as of their arrival")
            toast.say(self, words.format(texts.number(admitted), texts.number(asked)))
        else:
            self._notice.say(
                "notice",
                self.tr("None of {0} passes yet").format(texts.number(asked)),
                self.tr("Check the credentials under Connections, then verify them again."),
            )
        self.refresh()

    def _not_reverified(self, error: AcuseError) -> None:
        self._set_idle()
        self._notice.say_error(error)

    def _set_idle(self) -> None:
        busy(self._all, False)
        for row in self._rows.values():
            row.set_busy(False)

    # --- showing ------------------------------------------------------------------------------

    def _show(self) -> None:
        now = self._now()
        wanted = [one for one in self._items if self._chosen in (None, one.sort)]
        for key in self._rows.keys() - {one.key for one in wanted}:
            gone = self._rows.pop(key)
            gone.hide()
            gone.deleteLater()
        for place, item in enumerate(wanted):
            row = self._rows.get(item.key) or self._add_row(item, now)
            row.show_item(item, now)
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
        self._all.setVisible(bool(self._held()))
        self._stack.setCurrentWidget(self._area if wanted else self._empty)

    def _add_row(self, item: Item, now: datetime) -> AttentionRow:
        row = AttentionRow(item, self._display, now)
        row.open_asked.connect(self._open)
        row.reverify_asked.connect(lambda one: self._reverify([one]))
        self._rows[item.key] = row
        return row

    def _held(self) -> list[Item]:
        held = (Sort.QUARANTINE, Sort.AWAITING_KEY)
        return [one for one in self._items if one.sort in held and one.key in self._rows]

    def _offer_sorts(self) -> None:
        counts = {sort: sum(one.sort is sort for one in self._items) for sort in Sort}
        if self._chosen is not None and not counts[self._chosen]:
            self._chosen = None
        for old in self._group.buttons():
            self._group.removeButton(old)
        clear(self._chips)
        self._offer(None, self.tr("Open {0}").format(len(self._items)))
        for sort, count in counts.items():
            if count:
                self._offer(sort, f"{sort_word(sort)} {count}")

    def _offer(self, sort: Sort | None, words: str) -> None:
        chip = button(words, lambda: self._choose(sort), kind="chip")
        chip.setCheckable(True)
        chip.setChecked(sort is self._chosen)
        self._group.addButton(chip)
        self._chips.addWidget(chip)

    def _choose(self, sort: Sort | None) -> None:
        self._chosen = sort
        self._show()

    # --- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        self._group = QButtonGroup(self)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self._all = button(self.tr("Re-verify all"), icon="refresh-cw")
        self._all.clicked.connect(lambda: self._reverify(self._held()))
        self._all.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.title(), "title"))
        head.addStretch()
        head.addLayout(self._chips)
        head.addWidget(self._all)
        self._notice = Notice()
        panel = Panel()
        panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        panel.body.setSpacing(0)
        panel.body.addWidget(AttentionHead())
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        panel.body.addLayout(self._list)
        margins = panel.layout()
        if margins is not None:
            margins.setContentsMargins(1, 1, 1, 1)
        sheet = QWidget()
        theme.dress(sheet, "page")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 16, 14)
        column.addWidget(panel)
        column.addStretch()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(sheet)
        self._empty = EmptyState(
            "circle-check",
            self.tr("Nothing needs you"),
            self.tr("Quarantined, unreadable, contradictory and failed things show up here."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 0, 0)
        layout.setSpacing(12)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, 16, 0)
        top.addLayout(head)
        top.addWidget(self._notice)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
