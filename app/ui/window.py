"""The window: the frame around the pages, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QEvent, QMargins, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AcuseError
from app.core.telling import Heap
from app.ui import geometry, shortcuts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.book import Book
from app.ui.bridge import Bridge
from app.ui.errors import OurMistake
from app.ui.widgets import keyboard, toast
from app.ui.widgets.clipboard import Wiper, stays
from app.ui.widgets.fitting_line import Yielding
from app.ui.widgets.lookup import LookupPalette
from app.ui.widgets.menus import Menus
from app.ui.widgets.outage_notice import OutageNotice
from app.ui.widgets.panes import go_round
from app.ui.widgets.rail import NARROW, WIDE, Rail
from app.ui.widgets.statusbar import LiveStatusBar
from app.ui.widgets.topbar import TopBar
from app.ui.widgets.window_notice import WindowNotice
from app.ui.widgets.window_sheets import WindowSheets
from app.ui.zoom import USUAL, choose_zoom, stepped, zoom_of

_ROOMY = 1_200  # pixels from which the rail has words


class MainWindow(QMainWindow):
    """Around the pages, which it knows by their names alone."""

    painted = Signal()  # once, after the first repaint
    quit_asked = Signal()
    anew_asked = Signal()  # its words or sizes are others now: see stage.py

    def __init__(
        self,
        ask: Ask,
        bridge: Bridge,
        actions: Actions,
        *,
        demo: bool = False,
        kept: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self._ask, self._bridge, self._actions = ask, bridge, actions
        self._was_painted, self._demo = False, demo
        self.setWindowTitle(self.tr("Acuse — demo") if demo else "Acuse")
        geometry.stand(self, actions)
        self.top = TopBar(bridge.display, demo=demo)
        self.rail = Rail(Book.entries())
        self.foot = LiveStatusBar(ask, bridge, actions)
        self.notice = WindowNotice(actions)
        self.outage = OutageNotice(bridge, actions)
        self.stack = Book(ask, bridge, actions, kept)
        self._pages = self.stack.pages
        self.sheets = WindowSheets(self, ask, bridge, actions)
        self._arrange()
        self.lookup = LookupPalette(self, ask, bridge)
        self.lookup.opened.connect(self.show_transaction)
        self.lookup.opened_apart.connect(self.sheets.transaction)
        self.menus = Menus(self)
        self._bind()
        clock = QTimer(self, interval=1_000)
        clock.timeout.connect(self._tick)
        clock.start()
        bridge.display.changed.connect(self._remember_times)
        Wiper(bridge.display, self, self._copies_stay)
        ask.troubled.connect(self.show_error)
        self.foot.counted.connect(self._greet)
        self.foot.errors_asked.connect(self.sheets.errors)
        ask.undo.undone.connect(self._say_undone)
        ask.undo.redone.connect(self._say_redone)
        self.outage.missed_asked.connect(self._show_missed)
        self.show_page("feed")
        self.show_page(str(actions.recall("page")))
        # It counts what asks for attention from the start, seen or not.
        self.painted.connect(lambda: self.stack.make_soon("attention"))
        self.foot.read()
        self._tick()
        if demo:
            self.notice.say_sample(self.close)
        self.notice.say_mistake_before()

    def _arrange(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.rail)
        pages = QVBoxLayout()
        pages.setSpacing(0)
        holder = Yielding(QMargins(16, 12, 16, 0))
        holder.addWidget(self.notice)
        holder.addWidget(self.outage)
        pages.addLayout(holder)
        pages.addWidget(self.stack, 1)
        beside.addLayout(pages, 1)
        column.addLayout(beside, 1)
        column.addWidget(self.foot)
        self.setCentralWidget(centre)
        self.rail.chosen.connect(self.show_page)
        self.stack.turned.connect(self.rail.show_chosen)
        self.stack.counted.connect(self.rail.show_count)
        self.stack.page_asked.connect(self.show_page)
        self.stack.settings_changed.connect(self._tick)
        self.sheets.settings_changed.connect(self._tick)
        self.sheets.register_asked.connect(self.stack.register)
        self.sheets.page_asked.connect(self._open_from_mini)
        self.sheets.transaction_asked.connect(self.show_transaction)
        for changed in (self.stack.made, self.stack.letters_changed):
            changed.connect(self._let_letters)
        self.stack.anew_asked.connect(self.anew_asked)
        self.top.lookup_asked.connect(self.open_lookup)
        self.top.menu_asked.connect(self._open_menu)

    def _bind(self) -> None:
        for name, pressed in (
            ("lookup", self.open_lookup),
            ("lookup-clipboard", self._look_clipboard_up),
            ("escape", self._escape),
            ("panes", lambda: self._next_pane(1)),
            ("panes-back", lambda: self._next_pane(-1)),
            ("mini", self.sheets.toggle_mini),
            ("full-screen", self._toggle_full_screen),
            ("zoom-in", lambda: self._zoom(1)),
            ("zoom-out", lambda: self._zoom(-1)),
            ("zoom-usual", lambda: self._zoom(0)),
            ("commands", self.sheets.commands),
            ("menu", self._open_menu),
            ("help", self.sheets.help),
            ("settings", lambda: self.show_page("settings")),
            ("first-steps", self.sheets.first_steps),
            ("errors", self.sheets.errors),
            ("about", self.sheets.about),
            ("quit", self.quit_asked.emit),
        ):
            shortcuts.bind(self, name, pressed)
        for name, of_page in (
            ("filter", "focus_filter"),
            ("layout", "toggle_layout"),
            ("reload", "reload"),
            ("export", "export"),
        ):
            can = partial(self.stack.can, of_page)
            shortcuts.bind(self, name, partial(self.stack.do, of_page), can)
        undo = self._ask.undo
        shortcuts.bind(self, "undo", undo.undo, lambda: bool(undo.next_undo()))
        shortcuts.bind(self, "redo", undo.redo, lambda: bool(undo.next_redo()))
        for number, entry in enumerate(Book.entries(), 1):
            shortcuts.bind_page(self, number, entry.title, partial(self.show_page, entry.name))

    # --- pages -------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Show a page, made now if it is the first time; or what opens over all of them."""
        sheets = {"first-steps": self.sheets.first_steps, "about": self.sheets.about}
        sheets.get(name, partial(self.stack.turn, name))()

    def page(self, name: str) -> QWidget:
        """A page, made now if it was not shown yet."""
        return self.stack.page(name)

    def show_transaction(self, transaction_id: str) -> None:
        """Show a transaction on its page."""
        self.stack.show_transaction(transaction_id)

    def show_told(self, told: Sequence[Heap]) -> None:
        """Show what a note of the desktop told of, and nothing beside it."""
        self.stack.show_told(told)

    def _show_missed(self) -> None:
        self.stack.show_filter("transactions", "flag:missing_here")

    # --- the frame ---------------------------------------------------------------------------

    def open_lookup(self, text: str = "") -> None:
        """Ctrl+K: the palette over everything."""
        self.lookup.open(text)

    def summon(self, text: str) -> None:
        """Come to the front for a second start, and look its text up."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if text:
            self.open_lookup(text)

    def _open_from_mini(self, page: str) -> None:
        self.summon("")
        if page:
            self.show_page(page)

    def _open_menu(self) -> None:
        button = self.top.menu
        corner = button.mapToGlobal(QPoint(button.width(), button.height()))
        self.menus.fill()
        self.menus.popup(corner - QPoint(self.menus.sizeHint().width(), 0))

    def _look_clipboard_up(self) -> None:
        self.open_lookup(QGuiApplication.clipboard().text())

    def show_error(self, error: AcuseError) -> None:
        """Problem, cause and remedy above the page."""
        self.notice.say_error(error)

    def show_mistake(self, name: str, details: str) -> None:
        """An exception that is a mistake of ours."""
        mistake = OurMistake(self.tr("Acuse made a mistake"), cause=name)
        self._ask.errors.note(mistake)
        self.notice.say_mistake(mistake, details)

    def _copies_stay(self) -> int:
        return stays(self._actions.settings(), is_private=self._bridge.display.is_private)

    def _remember_times(self) -> None:
        """Whether lists say when something was, or how long ago."""
        self._actions.remember("relative", self._bridge.display.is_relative)

    def _say_undone(self, words: str) -> None:
        toast.say(self, self.tr("Taken back: {0}").format(words))

    def _say_redone(self, words: str) -> None:
        toast.say(self, self.tr("Done again: {0}").format(words))

    def _greet(self, deliveries: int) -> None:
        """The first steps, once, to whom nothing was ever delivered."""
        if not self._demo and not deliveries and not self._actions.recall("greeted"):
            self._actions.remember("greeted", True)
            self.sheets.first_steps()

    def _let_letters(self) -> None:
        shortcuts.let_letters(self, self._actions.recall("letters") is not False)

    def _tick(self) -> None:
        self.foot.look()
        connections = self._actions.settings().connections.values()
        self.top.show_environment({one.environment for one in connections})

    def _escape(self) -> None:
        if self.lookup.isVisible():
            self.lookup.close_up()
        else:
            self.stack.do("escape")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whatever gives the keyboard back to the window gives it to the page."""
        super().focusInEvent(event)
        self.stack.do("take_focus")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button as Space does."""
        if not keyboard.uses_enter(self, event):
            super().keyPressEvent(event)

    def _next_pane(self, step: int) -> None:
        """F6: from part to part of the window, round and round."""
        rail = self.rail.focus_chosen()
        known = [self.top.lookup, *([rail] if rail else []), *self.stack.panes()]
        go_round([one for one in known if one.isVisible()], step)

    def _zoom(self, by: int) -> None:
        """Larger, smaller, or as drawn (0)."""
        wanted = stepped(zoom_of(self._actions), by) if by else USUAL
        if choose_zoom(self._actions, wanted):
            self.anew_asked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel, where nothing below took it."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self._zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_roomy = event.size().width() >= theme.px(_ROOMY)
        self.rail.set_wide(is_roomy)
        self.top.set_rail(theme.px(WIDE if is_roomy else NARROW))

    def kept(self) -> Mapping[str, Any]:
        """What a window made anew takes over: where it stands, and how each page stands."""
        self._remember()
        return self.stack.kept()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember()
        super().closeEvent(event)

    def _remember(self) -> None:
        """How it was left."""
        if self._was_painted:
            geometry.remember(self, self._actions)
            self._actions.remember("page", self.stack.shown())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self.foot.look()
