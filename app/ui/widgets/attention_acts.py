"""What a person does about lines of the attention inbox: every act is one step of the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDateTime
from PySide6.QtWidgets import QDateTimeEdit, QLineEdit, QMenu, QWidget

from app.core.alerts import Act, AlertState
from app.store.rows import AlertRow
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.widgets.attention_words import short
from app.ui.widgets.dialogs import Sheet, form
from app.ui.widgets.writing import say_undoable

SNOOZE = timedelta(hours=1)
_MORNING = 9  # o'clock


class Acts:
    """Acknowledges, snoozes, resolves and opens again."""

    def __init__(self, owner: QWidget, ask: Ask, actions: Actions) -> None:
        self._owner, self._ask, self._actions = owner, ask, actions

    def do(
        self,
        lines: Sequence[AlertRow],
        state: AlertState,
        *,
        until: datetime | None = None,
        note: str = "",
    ) -> None:
        """Do the same about these lines."""
        acts = [_act(line, state, until, note) for line in lines]
        if not acts:
            return
        words = _done_word(state)
        self._ask.undo.do(
            words,
            lambda: self._actions.act(acts),
            self._actions.act,
            then=lambda _: say_undoable(self._owner, words),
        )


def _done_word(state: AlertState) -> str:
    """What was done about a line; the names of the lists are other words in Spanish."""
    return {
        AlertState.OPEN: QCoreApplication.translate("Acts", "Opened again"),
        AlertState.ACKNOWLEDGED: QCoreApplication.translate("Acts", "Acknowledged"),
        AlertState.SNOOZED: QCoreApplication.translate("Acts", "Snoozed"),
        AlertState.RESOLVED: QCoreApplication.translate("Acts", "Resolved"),
    }[state]


def _act(line: AlertRow, state: AlertState, until: datetime | None, note: str) -> Act:
    return Act(
        line.kind,
        line.provider,
        line.cause,
        line.subject,
        state,
        line.through,
        line.count,
        line.since,
        until,
        note,
    )


def snooze_menu(
    parent: QWidget, display: Display, now: datetime, chosen: Callable[[datetime], None]
) -> QMenu:
    """Until when: in a while, tomorrow morning, on Monday, or a time of one's own."""
    translate = QCoreApplication.translate
    menu = QMenu(parent)
    for words, until in (
        (translate("Attention", "For 15 minutes"), now + timedelta(minutes=15)),
        (translate("Attention", "For 1 hour"), now + SNOOZE),
        (translate("Attention", "For 4 hours"), now + timedelta(hours=4)),
        (translate("Attention", "Until tomorrow morning"), _morning(now, display, 1)),
        (translate("Attention", "Until Monday morning"), _monday(now, display)),
    ):
        entry = menu.addAction(f"{words}\t{short(until, display)}")
        entry.triggered.connect(lambda _=False, until=until: chosen(until))
    menu.addSeparator()
    own = menu.addAction(translate("Attention", "Until…"))
    own.triggered.connect(lambda: UntilSheet(parent, display, now, chosen).open())
    return menu


def _morning(now: datetime, display: Display, days: int) -> datetime:
    local = now.astimezone(display.zone) + timedelta(days=days)
    return local.replace(hour=_MORNING, minute=0, second=0, microsecond=0)


def _monday(now: datetime, display: Display) -> datetime:
    return _morning(now, display, 7 - now.astimezone(display.zone).weekday())


class UntilSheet(Sheet):
    """A day and a time of one's own, in the zone of the window."""

    def __init__(
        self,
        parent: QWidget,
        display: Display,
        now: datetime,
        chosen: Callable[[datetime], None],
    ) -> None:
        title = QCoreApplication.translate("Attention", "Snooze until")
        super().__init__(parent, title, display.zone_label(now))
        self._display, self._now, self._chosen = display, now, chosen
        self._field = QDateTimeEdit(_hands(_morning(now, display, 1), display))
        self._field.setDisplayFormat("yyyy-MM-dd HH:mm")
        self._field.setCalendarPopup(True)
        self._field.setAccessibleName(title)
        self._field.setMinimumDateTime(_hands(now, display))
        self.body.addWidget(self._field)
        self.add_button(self.tr("Cancel"), self.close)
        self.add_button(
            QCoreApplication.translate("Attention", "Snooze"), self._take, kind="primary"
        )

    def _take(self) -> None:
        day, clock = self._field.date(), self._field.time()
        local = datetime(
            day.year(),
            day.month(),
            day.day(),
            clock.hour(),
            clock.minute(),
            tzinfo=self._display.zone,
        )
        self._chosen(local)
        self.close()


def _hands(at: datetime, display: Display) -> QDateTime:
    """What a clock in the zone of the window shows."""
    local = at.astimezone(display.zone)
    return QDateTime(local.year, local.month, local.day, local.hour, local.minute, 0)


class NoteSheet(Sheet):
    """A few words beside an act."""

    def __init__(self, parent: QWidget, title: str, taken: Callable[[str], None]) -> None:
        super().__init__(parent, title)
        self._taken = taken
        self._field = QLineEdit()
        self._field.setMaxLength(500)
        self._field.setAccessibleName(self.tr("Note"))
        fields = form()
        fields.addRow(self.tr("Note"), self._field)
        self.body.addLayout(fields)
        self.add_button(self.tr("Cancel"), self.close)
        self.add_button(title, self._take, kind="primary")

    def _take(self) -> None:
        self._taken(self._field.text().strip())
        self.close()
