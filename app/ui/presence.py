"""What of Acuse is there while no window is: the tray, the notes, and how one leaves."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.leaving import Leaving
from app.ui.notifications import Note, Notifier, Open
from app.ui.standing import State, standing
from app.ui.tray import Tray
from app.ui.window import MainWindow

_LOOKS_EVERY = 1_000  # milliseconds


class Presence(QObject):
    """Made once for a run; `attend` hands it each window that is built.

    The sample data has no tray and tells nothing: its window closes as any other.
    """

    def __init__(
        self, app: QApplication, ask: Ask, bridge: Bridge, actions: Actions, *, demo: bool = False
    ) -> None:
        super().__init__()
        self._app, self._actions, self._is_demo = app, actions, demo
        self._window: MainWindow | None = None
        self._errors, self._state = ask.errors, State.RECEIVING
        self._clock = QTimer(self, interval=_LOOKS_EVERY)
        self._clock.timeout.connect(self._look)
        self.tray = Tray(bridge.display, self)
        self.leaving = Leaving(app, actions, self._has_tray, self)
        self.leaving.left.connect(app.quit)
        self.leaving.summoned.connect(self._summon)
        self.notifier = Notifier(ask, bridge, actions, self._is_seen, self)
        self.notifier.told.connect(self._tell)
        self.notifier.counted.connect(self._counted)
        self.tray.open_asked.connect(self._open)
        self.tray.note_opened.connect(self._open_note)
        self.tray.lookup_asked.connect(self._look_up)
        self.tray.mini_asked.connect(self._toggle_mini)
        self.tray.quit_asked.connect(self.leaving.quit)
        self.tray.paused.connect(self.notifier.pause)

    def attend(self, window: MainWindow) -> None:
        """This is the window from now on; its language is that of the tray."""
        self._window = window
        window.quit_asked.connect(self.end if self._is_demo else self.leaving.quit)
        if self._is_demo:
            return
        self._app.setQuitOnLastWindowClosed(False)
        self.leaving.watch(window)
        self.tray.retranslate()
        self.notifier.renew()
        self._look()
        self.tray.show()
        self._clock.start()

    @Slot()
    def end(self) -> None:
        """End the program without a question."""
        self.leaving.end()

    def close(self) -> None:
        """Leave nothing beside the clock."""
        self._clock.stop()
        self.notifier.blockSignals(True)
        self.leaving.close()
        self.tray.close()

    # --- what is known ------------------------------------------------------------------------

    def _has_tray(self) -> bool:
        return self.tray.is_there

    def _is_seen(self) -> bool:
        """Whether somebody has the window before them."""
        window = self._window
        if window is None or not window.isVisible() or window.isMinimized():
            return False  # a window that is hidden while it is shown may stay the active one
        return window.isActiveWindow()

    def _look(self) -> None:
        now = standing(self._actions.receiver_state(), self._actions.latest_probe())
        if now.state is not self._state and now.error is not None:
            self._errors.note(now.error)
        self._state = now.state
        self.tray.show_standing(now)
        self.tray.show_paused(self.notifier.is_paused)
        self.notifier.show_standing(now)

    def _counted(self, found: Open) -> None:
        self.tray.show_open(found)
        if sys.platform != "linux":  # there it needs a desktop file, and complains without one
            self._app.setBadgeNumber(found.lines)

    def _tell(self, note: Note) -> None:
        if self.tray.is_there:
            self.tray.show_note(note)
        elif self._window is not None:
            self._app.alert(self._window)

    # --- what is asked ------------------------------------------------------------------------

    def _summon(self) -> None:
        if self._window is not None:
            self._window.summon("")

    def _open(self, page: str) -> None:
        if self._window is not None:
            self._window.summon("")
            if page:
                self._window.show_page(page)

    def _open_note(self, note: Note) -> None:
        self._open(note.page)
        if self._window is not None and note.told:
            self._window.show_told(note.told)

    def _toggle_mini(self) -> None:
        if self._window is not None:
            self._window.sheets.toggle_mini()

    def _look_up(self) -> None:
        if self._window is not None:
            self._window.summon("")
            self._window.open_lookup()
