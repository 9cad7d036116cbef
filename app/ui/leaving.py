"""Closing and quitting: quietly into the tray, or with a question where receiving would stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.ui.actions import Actions
from app.ui.widgets.dialogs import Sheet

_EXPLAINED = "tray-explained"
_ENDING = "acuse.ending"  # the application's property


class Application(QApplication):
    """Where the system itself asks to quit, as by Cmd+Q on macOS, nothing stays in the tray."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            self.setProperty(_ENDING, True)
        return super().event(event)


class Answer(NamedTuple):
    """A button of a question."""

    words: str
    then: Callable[[], None]
    kind: str = ""


class Leaving(QObject):
    """Watches one window at a time; `left` says that the program may end."""

    left = Signal()
    summoned = Signal()  # the window is needed for a question

    def __init__(
        self, app: QApplication, actions: Actions, has_tray: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._app, self._actions, self._has_tray = app, actions, has_tray
        self._window: QWidget | None = None
        self.question: Sheet | None = None
        app.setProperty(_ENDING, False)

    def watch(self, window: QWidget) -> None:
        """Take care of this window from now on, and of the one before no more."""
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        window.installEventFilter(self)

    def end(self) -> None:
        """End without a question: it was answered, or nobody can be asked."""
        self.close()
        self.left.emit()

    def close(self) -> None:
        """Hold no window back any more."""
        self._app.setProperty(_ENDING, True)

    def quit(self) -> None:
        """A person wants to quit: is asked whether receiving may stop."""
        if not self._actions.receiver_state().listening:
            self.end()
            return
        self.summoned.emit()
        self._ask(
            self.tr("Quit and stop receiving?"),
            self.tr(
                "While Acuse is not running, nothing comes in. Most providers try again for a "
                "while; what they give up on has to be fetched later, under Connections."
            ),
            Answer(self.tr("Quit"), self.end, "danger"),
            Answer(self.tr("Go on receiving"), self._stay, "primary"),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the window's own closing button."""
        if event.type() != QEvent.Type.Close or self._app.property(_ENDING):
            return False
        event.ignore()
        if not self._has_tray() or not self._actions.settings().keep_running:
            self.quit()
        elif self._actions.recall(_EXPLAINED):
            self._hide()
        else:
            self._explain()
        return True

    def _explain(self) -> None:
        """Said once: where the window goes."""
        self._ask(
            self.tr("Acuse goes on receiving"),
            self.tr(
                "The window closes, and the icon beside the clock stays: it shows whether "
                "deliveries come in, opens the window again, and quits. You can change this "
                "under Settings."
            ),
            Answer(self.tr("Quit instead"), self.end),
            Answer(self.tr("Close the window"), self._understood, "primary"),
        )

    def _understood(self) -> None:
        self._actions.remember(_EXPLAINED, True)
        self._hide()

    def _ask(self, title: str, text: str, *answers: Answer) -> None:
        if self._window is None or (self.question is not None and isValid(self.question)):
            return
        sheet = self.question = Sheet(self._window, title, text)
        for one in answers:
            made = sheet.add_button(one.words, _closing(sheet, one.then), kind=one.kind)
        made.setFocus()  # the last one is the quiet one
        sheet.open()

    def _stay(self) -> None:
        """Nothing changes."""

    def _hide(self) -> None:
        if self._window is not None:
            self._window.hide()


def _closing(sheet: Sheet, then: Callable[[], None]) -> Callable[[], None]:
    def pressed() -> None:
        sheet.close()
        then()

    return pressed
