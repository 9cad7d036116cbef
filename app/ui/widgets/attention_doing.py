"""What a person does about one line of the attention inbox, by key or by button."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QPoint, Qt

from app.core.alerts import AlertState
from app.ui.display import Display
from app.ui.widgets.attention_acts import SNOOZE, Acts, NoteSheet, snooze_menu
from app.ui.widgets.attention_lines import Line
from app.ui.widgets.attention_list import AttentionList


class Doing:
    """Only what is open is acknowledged or snoozed; what has ended is left alone."""

    def __init__(
        self,
        acts: Acts,
        shown: AttentionList,
        display: Display,
        now: Callable[[], datetime],
    ) -> None:
        self._acts, self._list, self._display, self._now = acts, shown, display, now

    def act(self, state: AlertState, line: Line) -> None:
        """Acknowledge, resolve, or open again."""
        if not line.row.has_ended and line.row.state is not state:
            self._acts.do([line.row], state)

    def snooze(self, line: Line) -> None:
        """S: for an hour."""
        if line.row.state is AlertState.OPEN:
            self._acts.do([line.row], AlertState.SNOOZED, until=self._now() + SNOOZE)

    def snooze_until(self, line: Line) -> None:
        """Shift+S, or the button: until when is asked."""
        if line.row.state is not AlertState.OPEN:
            return

        def chosen(until: datetime) -> None:
            self._acts.do([line.row], AlertState.SNOOZED, until=until)

        menu = snooze_menu(self._list, self._display, self._now(), chosen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self._list.row(line)
        below = row.button("snooze") if row is not None else None
        place = below or row or self._list
        menu.popup(place.mapToGlobal(QPoint(0, place.height())))

    def acknowledge_with_note(self, line: Line) -> None:
        """Shift+A: why it may stay so."""
        if line.row.state is AlertState.OPEN:
            words = QCoreApplication.translate("Attention", "Acknowledge")

            def taken(note: str) -> None:
                self._acts.do([line.row], AlertState.ACKNOWLEDGED, note=note)

            NoteSheet(self._list, words, taken).open()
