"""The pages of the window: each is made when it is first shown, or ahead; none knows another."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.telling import Heap
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.importing import Import, classes
from app.ui.making import Page, Steps, Turns, each, laid_out, paint_in_turns
from app.ui.pages.attention import AttentionPage
from app.ui.pages.connections import ConnectionsPage
from app.ui.pages.feed import FeedPage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets import zone_box
from app.ui.widgets.rail import Entry

_BETWEEN = 10  # milliseconds for other things between two steps that nobody asked for yet
_DRAWING = Import("app.ui.pages.charts", ("app", "pyqtgraph"))  # takes most of half a second


class Book(QStackedWidget):
    """What one page asks of another, or of the window, goes through here."""

    turned = Signal(str)  # this page is shown now
    made = Signal()  # a page is there that was not before
    whole = Signal()  # all pages are
    page_asked = Signal(str)  # or what opens over all pages
    counted = Signal(str, int)  # a page, and how much of it asks for attention
    settings_changed = Signal()
    letters_changed = Signal()
    anew_asked = Signal()

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions, kept: Mapping[str, Any]) -> None:
        super().__init__()
        self._ask, self._bridge, self._actions = ask, bridge, actions
        self._kept = dict(kept)  # what each page takes over from the window before
        self.pages: dict[str, Page] = {}
        self._begun: dict[str, Steps] = {}  # what is left to do on each page
        self._is_reading = self._has_read = False  # see read_ahead
        self._soon, self._ahead = Turns(self, _BETWEEN), Turns(self, _BETWEEN)
        self._painting = Turns(self)
        self._makers: Mapping[str, Callable[[], Page]] = {
            "feed": self._feed,
            "transactions": self._transactions,
            "charts": self._charts,
            "attention": self._attention,
            "connections": self._connections,
            "settings": self._settings,
        }

    @staticmethod
    def entries() -> tuple[Entry, ...]:
        """The pages in the order of Ctrl+1 and up."""
        return (
            Entry("feed", FeedPage.title(), "list"),
            Entry("transactions", TransactionsPage.title(), "arrow-left-right"),
            Entry("charts", QCoreApplication.translate("Pages", "Charts"), "chart-column"),
            Entry("attention", AttentionPage.title(), "circle-alert"),
            Entry("connections", ConnectionsPage.title(), "cable"),
            Entry("settings", SettingsPage.title(), "settings"),
        )

    def turn(self, name: str) -> None:
        """Show a page, where there is one of that name."""
        if name in self._makers:
            self.make(name)
            page = self.pages[name]
            had_keyboard = page.focusWidget() is not None
            self._show(page)
            if not had_keyboard and (first := page.focusWidget()) is not None:
                first.clearFocus()  # Qt gives it to the first button, which nobody went to
            self.turned.emit(name)
            self.do("take_focus")

    def _show(self, page: Page) -> None:
        """To show all that stands in it takes as long as to paint it, and to paint its parts too:
        each has a turn.
        """
        if page is not self.currentWidget() and self.isVisible():
            paint_in_turns(self._painting, self, *page.parts())
        self.setCurrentWidget(page)

    def is_painting(self) -> bool:
        """Whether something of the page that is shown is still to be painted."""
        return self._painting.is_under_way()

    def make(self, name: str) -> None:
        """Make a page that is not there yet, or what is left of it, without showing it."""
        for _ in self._steps(name):
            pass

    def make_soon(self, name: str) -> None:
        """Make a page step by step from now on, whatever else is made ahead; then `read_ahead`."""
        self._soon.begin(chain(self._steps(name), each(self.read_ahead)))

    def make_rest(self) -> None:
        """Make the other pages, step by step: to show one that is there is quick."""
        self._ahead.begin(self._make_ahead())

    def read_ahead(self) -> None:
        """Import what the charts reckon with, and look for the time zones, while nobody waits.

        Nothing is made meanwhile: whoever imports has the interpreter for up to 20 ms at a time,
        and each call of Qt would wait for it.
        """
        if not self._is_reading:
            self._is_reading = True
            self._ask.work(_read_ahead, self._read)

    def _make_ahead(self) -> Steps:
        self.read_ahead()
        while not self._has_read:
            yield
        for name in self._makers:
            yield from self._steps(name)
        self.whole.emit()
        for page in self.pages.values():
            yield from page.spare_steps()

    def _read(self, _: None) -> None:
        self._has_read = True

    def _steps(self, name: str) -> Steps:
        """What is left to do until a page is there, whoever does it."""
        return self._begun.setdefault(name, self._make(name))

    def _make(self, name: str) -> Steps:
        if name == "charts":
            yield from _import_charts()
        page = self._makers[name]()
        page.setParent(self)  # first of all: whatever is put into something else is dressed anew
        page.hide()
        yield
        yield from page.steps()
        yield
        yield from laid_out(page, self.size())
        if name in self._kept:
            page.come_back(self._kept.pop(name))  # type: ignore[attr-defined]
        self.pages[name] = page
        self.addWidget(page)
        self.made.emit()

    def page(self, name: str) -> QWidget:
        """A page, shown now."""
        self.turn(name)
        return self.pages[name]

    def shown(self) -> str:
        """The name of the page that is shown."""
        return next((name for name, one in self.pages.items() if one is self.currentWidget()), "")

    def kept(self) -> Mapping[str, Any]:
        """How each page stands, for the window that is made anew."""
        return self._kept | {
            name: page.kept() for name, page in self.pages.items() if hasattr(page, "kept")
        }

    def can(self, action: str) -> bool:
        """Whether the page that is shown has an action."""
        return hasattr(self.currentWidget(), action)

    def do(self, action: str) -> None:
        """Let the page that is shown do it, where it can."""
        method = getattr(self.currentWidget(), action, None)
        if method is not None:
            method()

    def panes(self) -> list[QWidget]:
        """The parts of the page that is shown which F6 goes through."""
        shown = self.currentWidget()
        inner = getattr(shown, "panes", None)
        return list(inner()) if inner is not None else [shown] if shown is not None else []

    # --- from page to page -------------------------------------------------------------------

    def show_transaction(self, transaction_id: str) -> None:
        """Show a transaction on its page."""
        page = self.page("transactions")
        assert isinstance(page, TransactionsPage)
        page.show_transaction(transaction_id)

    def show_delivery(self, delivery_id: int) -> None:
        """Show a delivery in the live feed."""
        page = self.page("feed")
        assert isinstance(page, FeedPage)
        page.show_delivery(delivery_id)

    def show_filter(self, name: str, text: str) -> None:
        """Show the deliveries or transactions behind a figure."""
        page = self.page(name)
        assert isinstance(page, FeedPage | TransactionsPage)
        page.show_filter(text)

    def show_told(self, told: Sequence[Heap]) -> None:
        """Show what a note of the desktop told of on the attention page."""
        page = self.page("attention")
        assert isinstance(page, AttentionPage)
        page.show_told(told)

    def register(self, provider: str) -> None:
        """Register a provider's callback on the page of the connections."""
        page = self.page("connections")
        assert isinstance(page, ConnectionsPage)
        page.register(provider)

    # --- how each is made --------------------------------------------------------------------

    def _feed(self) -> Page:
        page = FeedPage(self._ask, self._bridge, self._actions)
        page.open_transaction.connect(self.show_transaction)
        page.open_page.connect(self.page_asked)
        page.register_asked.connect(self.register)
        page.settings_changed.connect(self.settings_changed)
        return page

    def _transactions(self) -> Page:
        page = TransactionsPage(self._ask, self._bridge, self._actions)
        page.open_page.connect(self.page_asked)
        return page

    def _charts(self) -> Page:
        from app.ui.pages.charts import ChartsPage  # see _import_charts

        page = ChartsPage(self._ask, self._bridge)
        page.filter_asked.connect(self.show_filter)
        page.open_page.connect(self.page_asked)
        return page

    def _attention(self) -> Page:
        page = AttentionPage(self._ask, self._bridge, self._actions)
        page.counted.connect(lambda count: self.counted.emit("attention", count))
        page.open_transaction.connect(self.show_transaction)
        page.open_delivery.connect(self.show_delivery)
        page.open_page.connect(self.page_asked)
        return page

    def _connections(self) -> Page:
        page = ConnectionsPage(self._ask, self._bridge, self._actions)
        page.open_transaction.connect(self.show_transaction)
        page.filter_asked.connect(lambda text: self.show_filter("feed", text))
        page.settings_changed.connect(self.settings_changed)
        return page

    def _settings(self) -> Page:
        page = SettingsPage(self._ask, self._bridge, self._actions)
        page.settings_changed.connect(self.settings_changed)
        page.open_page.connect(self.page_asked)
        page.letters_changed.connect(self.letters_changed)
        page.anew_asked.connect(self.anew_asked)
        return page


def _read_ahead() -> None:
    importlib.import_module("numpy")  # nothing of Qt's: any thread may
    zone_box.zones()


def _import_charts() -> Steps:
    yield from classes(QtCore, QtGui, QtWidgets)  # else pyqtgraph makes them all in one step
    yield from _DRAWING.steps()
