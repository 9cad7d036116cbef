"""Holds the one window, and puts another in its place when its words or looks are to be others.

Words stand in widgets from the moment they are made. Making all of them anew is one way for every
page, sheet and menu, and takes half a second on a slow machine; what a person was looking at is
handed over. It is the way to other colours and sizes too: to dress a window that stands takes Qt
seven times as long as to make one, and a new one dresses its pages as they are turned to.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import language, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.window import MainWindow
from app.ui.zoom import zoom_of


class Stage(QObject):
    """Made once for a run; `window` is the one that is shown now."""

    renewed = Signal(object)  # MainWindow: the one from now on

    def __init__(
        self, app: QApplication, ask: Ask, bridge: Bridge, actions: Actions, *, demo: bool = False
    ) -> None:
        super().__init__()
        self._app, self._ask, self._bridge, self._actions = app, ask, bridge, actions
        self._demo = demo
        self._dress()
        self.window = MainWindow(ask, bridge, actions, demo=demo)
        self._attend()

    @Slot()
    def renew(self) -> None:
        """Show a window made anew in the language, colours and size of the settings."""
        before, kept = self.window, self.window.kept()
        _let_go(before.stack)  # first: Qt dresses every widget there is, and here are nearly all
        self._ask.renew()
        self._dress()
        self.window = MainWindow(self._ask, self._bridge, self._actions, demo=self._demo, kept=kept)
        self._attend()
        self.window.setGeometry(before.geometry())
        self.window.setWindowState(before.windowState())
        self.window.show()
        self.window.activateWindow()
        self.renewed.emit(self.window)
        _let_go(before)

    @Slot(str)
    def summon(self, text: str) -> None:
        """A second start calls: the window that is shown now comes to the front."""
        self.window.summon(text)

    def close(self) -> None:
        """Let the window go, and what it asked."""
        self._ask.renew()
        self.window.close()
        _let_go(self.window)

    def _dress(self) -> None:
        settings = self._actions.settings()
        language.install(self._app, settings.language)
        is_compact = self._actions.recall("rows") == "compact"
        theme.measure(self._app, zoom_of(self._actions) / 100, is_compact=is_compact)
        theme.apply(self._app, settings.theme)

    def _attend(self) -> None:
        # Later: whoever asks for it is part of the window that goes.
        queued = Qt.ConnectionType.QueuedConnection
        self.window.anew_asked.connect(self.renew, queued)


def _let_go(widget: QWidget) -> None:
    """Now, while Qt and Python both still stand, and before it asks or hears anything more."""
    holder = QApplication.focusWidget()
    if holder is not None and widget.isAncestorOf(holder):
        holder.clearFocus()  # what loses the keyboard only as it ends tells those who ended before
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)
