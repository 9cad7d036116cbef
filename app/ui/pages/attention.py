"""The attention page: an inbox of what needs a person, and what people did about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.core.alerts import AlertState
from app.core.annotations import delivery_of
from app.core.changes import ChangeSet
from app.core.errors import AcuseError
from app.core.telling import Heap
from app.store.rows import AlertRow, InboxCounts
from app.ui import shortcuts, texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import Page, Steps
from app.ui.widgets import attention_reading, toast
from app.ui.widgets.attention_acts import Acts
from app.ui.widgets.attention_doing import Doing
from app.ui.widgets.attention_head import AttentionColumns, AttentionHead
from app.ui.widgets.attention_lines import Line, Unfolded
from app.ui.widgets.attention_list import AttentionList
from app.ui.widgets.attention_reading import Inbox
from app.ui.widgets.attention_verifying import Verifying
from app.ui.widgets.card import EmptyState, Panel
from app.ui.widgets.notice import Notice
from app.ui.widgets.page_area import PageArea
from app.ui.widgets.parts import button

_SEEN_EVERY, _UNSEEN_EVERY = 1_000, 5_000  # ms between two questions to the store
_CLOCK = 15_000  # ms: a snooze ends while nothing happens


class AttentionPage(Page):
    """A list that follows the store; `counted` tells how many lines are open, seen or not."""

    name = "attention"
    icon = "triangle-alert"
    open_transaction = Signal(str)
    open_delivery = Signal(int)
    open_page = Signal(str)
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
        self._ask, self._actions, self._now = ask, actions, now
        self._bridge, self._display = bridge, bridge.display
        self._acts = Acts(self, ask, actions)
        self._verifying = Verifying(self, ask, actions, now)
        self._verifying.busy.connect(self._set_busy)
        self._verifying.done.connect(self._reverified)
        self._verifying.failed.connect(self._say_error)
        self._inbox = Inbox((), InboxCounts(0, 0, 0), {})
        self._unfolded = Unfolded()
        self._is_asking = self._asks_again = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)

    @staticmethod
    def title() -> str:
        """What the page is called."""
        return QCoreApplication.translate("Pages", "Attention")

    # --- asking -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self.take_focus()

    def take_focus(self) -> None:
        """Give the keyboard to the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.head.focus_kind()

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.head.chosen_chip(), self.list]

    def show_told(self, told: Sequence[Heap]) -> None:
        """List what a note of the desktop told of, and nothing beside it."""
        self.head.show_told(told)

    def escape(self) -> None:
        """Esc: the whole inbox again."""
        if self.head.is_narrowed():
            self.head.show_told(())

    def reload(self) -> None:
        """F5."""
        self.refresh()

    def refresh(self) -> None:
        """Ask the store what there is; while an answer is under way, once more after it."""
        if self._is_asking:
            self._asks_again = True
            return
        self._is_asking = True
        wanted, now, expanded = self.head.narrowed(), self._now(), dict(self._unfolded.members)
        self._ask.ask(
            lambda reader: attention_reading.read(reader, wanted, now, expanded),
            self._answered,
            self._failed,
        )

    def _changed(self, changes: ChangeSet) -> None:
        self._soon("alerts" in changes.written)

    def _soon(self, is_ours: bool) -> None:
        """At once after what a person did, else now and then."""
        if is_ours:
            self.refresh()
        elif not self._timer.isActive():
            self._timer.start(_SEEN_EVERY if self.isVisible() else _UNSEEN_EVERY)

    def _answered(self, inbox: Inbox) -> None:
        self._is_asking = False
        if inbox.counts != self._inbox.counts:
            self.counted.emit(inbox.counts.open)
        self._inbox = inbox
        self._show()
        if self._asks_again:
            self._asks_again = False
            self.refresh()

    def _failed(self, error: AcuseError) -> None:
        self._is_asking = self._asks_again = False
        self._notice.say_error(error)

    def _narrow(self) -> None:
        self._unfolded.begin()
        self.refresh()

    # --- acting -------------------------------------------------------------------------------

    def _do(self, name: str, line: Line) -> None:
        if name == "open":
            self._open(line.row)
        elif name == "expand":
            self._expand(line)
        elif name == "snooze":
            self._doing.snooze_until(line)
        elif name == "reverify":
            self._verifying.verify([line.row])
        else:
            self._doing.act(_STATES[name], line)

    def _on_current(self, then: Callable[[Line], object]) -> Callable[[], None]:
        def pressed() -> None:
            line = self.list.current()
            if line is not None:
                then(line)

        return pressed

    def _has_line(self) -> bool:
        return self.list.current() is not None

    def _open(self, row: AlertRow) -> None:
        delivery_id = delivery_of(row.example)
        if delivery_id:
            self.open_delivery.emit(delivery_id)
        else:
            self.open_transaction.emit(row.example)

    def _expand(self, line: Line) -> None:
        if line.is_band:
            self._unfolded.toggle(line)
            self.refresh()

    def _show_more(self) -> None:
        self._unfolded.more()
        self.refresh()

    # --- verifying again ----------------------------------------------------------------------

    def _reverified(self, asked: int, admitted: int) -> None:
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

    def _say_error(self, error: AcuseError) -> None:
        self._notice.say_error(error)

    def _set_busy(self, is_busy: bool) -> None:
        self.head.set_busy(is_busy)
        for row in self.list.rows():
            row.set_busy(is_busy)

    # --- showing ------------------------------------------------------------------------------

    def _show(self) -> None:
        inbox, unfolded = self._inbox, self._unfolded
        lines = unfolded.lines(inbox.lines, inbox.members)
        self.head.show_counts(inbox.counts, [line.row for line in lines])
        self.list.show_lines(lines[: unfolded.most], self._now())
        self._more.setVisible(unfolded.has_more(lines, inbox.members))
        if lines:
            self._stack.setCurrentWidget(self._area)
            return
        state = self.head.narrowed().state
        self._empty.say(*self._nothing(state, is_narrowed=self.head.is_narrowed()))
        self._stack.setCurrentWidget(self._empty)

    def _nothing(self, state: AlertState, *, is_narrowed: bool) -> tuple[str, str]:
        if is_narrowed:
            return self.tr("Nothing of this kind"), self.tr("Choose all kinds and providers.")
        if state is AlertState.OPEN:
            return self.tr("Nothing needs you"), self.tr(
                "Quarantined, unreadable, contradictory and failed things show up here."
            )
        return self.tr("Nothing here"), self.tr("What you do about open things is listed here.")

    # --- building -----------------------------------------------------------------------------

    def steps(self) -> Steps:
        self._build_head()
        yield
        self._build_list()
        yield
        self._bind()
        self._attend()
        self.refresh()

    def parts(self) -> Sequence[QWidget]:
        return (self._area,)

    def _attend(self) -> None:
        clock = QTimer(self, interval=_CLOCK)
        clock.timeout.connect(self.refresh)
        clock.start()
        self._bridge.changed.connect(self._changed)
        self._display.changed.connect(self._show)

    def _bind(self) -> None:
        resolve, acknowledge = AlertState.RESOLVED, AlertState.ACKNOWLEDGED
        for name, then in (
            ("alert-acknowledge", lambda line: self._doing.act(acknowledge, line)),
            ("alert-note", self._doing.acknowledge_with_note),
            ("alert-snooze", self._doing.snooze),
            ("alert-snooze-until", self._doing.snooze_until),
            ("alert-resolve", lambda line: self._doing.act(resolve, line)),
            ("alert-verify", lambda line: self._verifying.verify([line.row])),
            ("open", lambda line: self._open(line.row)),
        ):
            shortcuts.bind(self.list, name, self._on_current(then), self._has_line)
        shortcuts.bind(
            self.list, "privacy", lambda: self._display.set_private(not self._display.is_private)
        )
        shortcuts.bind(self.list, "zone", self._display.toggle_utc)
        shortcuts.bind(self.list, "ago", self._display.toggle_relative)

    def _build_head(self) -> None:
        self.head = AttentionHead(self.title())
        self.head.changed.connect(self._narrow)
        self.head.verify_all.connect(lambda: self._verifying.verify(self._inbox.lines))
        self._notice = Notice()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 0, 0)
        layout.setSpacing(12)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, 16, 0)
        top.addWidget(self.head)
        top.addWidget(self._notice)
        layout.addLayout(top)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack, 1)

    def _build_list(self) -> None:
        self._empty = EmptyState("circle-check", "", "")
        self._empty.offer(
            self.tr("See the transactions"), lambda: self.open_page.emit("transactions")
        )
        self._stack.addWidget(self._empty)
        self._area = PageArea(self.title())
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(self._area)
        column = self._area.column
        column.addWidget(self._build_panel())
        self._more = button(self.tr("Show more"), self._show_more)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def _build_panel(self) -> Panel:
        self.list = AttentionList(self._display)
        self._doing = Doing(self._acts, self.list, self._display, self._now)
        self.list.asked.connect(self._do)
        panel = Panel()
        panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        panel.body.setSpacing(0)
        columns = AttentionColumns()
        self.list.arranged.connect(columns.place)
        panel.body.addWidget(columns)
        panel.body.addWidget(self.list)
        margins = panel.layout()
        if margins is not None:
            margins.setContentsMargins(1, 1, 1, 1)
        return panel


_STATES = {
    "acknowledge": AlertState.ACKNOWLEDGED,
    "resolve": AlertState.RESOLVED,
    "reopen": AlertState.OPEN,
}
