"""The whole program with its window, driven as a person would, its providers at the stand-ins."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.config.secrets import Secrets
from app.ui import language, theme
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.connections import ConnectionsPage
from app.ui.said import said
from app.ui.widgets.connection_card import ConnectionCard
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.notice import Notice
from app.ui.window import MainWindow
from app.wiring import App, Choices
from tests.buttons.waiting import asked_of_the_engine, watched
from tests.standins.server import Handler
from tests.standins.world import Standins

PATIENCE = 30_000  # ms; a busy machine is no failure


class Drawer(dict[tuple[str, str], str]):
    """A keychain in memory."""

    def get_password(self, service: str, username: str) -> str | None:
        return self.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self[service, username]


class Told(Protocol):
    """A part of the window that says what came of something."""

    @property
    def notice(self) -> Notice: ...


class Driver:
    """Presses what is on the screen, and reads what stands there."""

    def __init__(self, app: App, window: MainWindow, standins: Standins, qtbot: QtBot) -> None:
        self.app, self.window, self.standins, self._qtbot = app, window, standins, qtbot

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        def holds() -> None:
            assert condition(), what or self.words()

        self._qtbot.waitUntil(holds, timeout=PATIENCE)

    # --- what is there ----------------------------------------------------------------------------

    @property
    def page(self) -> ConnectionsPage:
        found = self.window.page("connections")
        assert isinstance(found, ConnectionsPage)
        return found

    def card(self, provider: str) -> ConnectionCard:
        cards = self.page.findChildren(ConnectionCard)
        return next(one for one in cards if one.provider.name == provider)

    def sheets(self) -> list[Sheet]:
        return [one for one in self.window.findChildren(Sheet) if one.isVisible()]

    def words(self) -> str:
        """Everything that stands in the window now."""
        labels = (one for one in self.window.findChildren(QLabel) if one.isVisible())
        return "\n".join(one.text() for one in labels)

    def fields(self, place: QWidget) -> str:
        """Everything that stands in a field."""
        lines = [one.text() for one in place.findChildren(QLineEdit)]
        return "\n".join(
            (*lines, *(one.toPlainText() for one in place.findChildren(QPlainTextEdit)))
        )

    def said(self, sentence: str) -> str:
        """A sentence of ours in the language of the window."""
        return said(sentence)

    def callback(self, provider: str) -> str:
        return next(one.public_url for one in self.app.callbacks() if one.provider == provider)

    def fault(self, provider: str, name: str) -> Handler:
        """Something that a provider does instead of what it was asked."""
        standin = self.standins.all()[provider]
        made = {
            "busy": standin.busy(),
            "redirect": standin.redirect(f"{self.standins.trap.url}/v4"),
        }
        return made.get(name) or getattr(standin, name)

    # --- what a person does -----------------------------------------------------------------------

    def open(self, provider: str, action: str) -> Sheet:
        """Press a button of a card that opens a dialog."""
        pressed = self.card(provider).button(action)
        assert pressed.isEnabled()
        pressed.click()
        (sheet,) = self.sheets()
        return sheet

    def open_backfill(self, provider: str) -> Sheet:
        """Press what stands beside the webhooks that were missed."""
        self.press(self.card(provider), "ConnectionCard", "Fetch…")
        (sheet,) = self.sheets()
        return sheet

    def press(self, place: QWidget, context: str, text: str, which: str = "") -> None:
        """Press a button by its words in the language of the window, once it may be pressed."""
        words = QCoreApplication.translate(context, text)

        def found() -> QAbstractButton | None:
            buttons = (one for one in place.findChildren(QAbstractButton) if one.isVisible())
            mine = (one for one in buttons if one.text().strip() == words)
            fits = (one for one in mine if which in one.accessibleName() and one.isEnabled())
            return next(fits, None)

        self.until(found, f"no button {words!r} {which} can be pressed")
        button = found()
        assert button is not None
        button.click()

    def enter(self, place: QWidget, context: str, name: str, text: str) -> None:
        """Write into the field of an accessible name."""
        words = QCoreApplication.translate(context, name)
        kinds = (*place.findChildren(QLineEdit), *place.findChildren(QPlainTextEdit))
        field = next(one for one in kinds if one.accessibleName() == words)
        assert field.isVisible()
        self._qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._qtbot.keyClick(field, Qt.Key.Key_Delete)
        self._qtbot.keyClicks(field, text)

    def says(self, context: str, text: str) -> str:
        """Words of the window in its language."""
        return QCoreApplication.translate(context, text)

    def reads(self, words: str) -> None:
        """Wait until these words stand somewhere in the window."""
        self.until(lambda: words in self.words(), f"{words!r} stands nowhere")

    def is_told(self, place: Told, *sentences: str) -> None:
        """Wait until these sentences of ours are said there, in the language of the window."""
        wanted = [said(one) for one in sentences]
        self.until(
            lambda: all(one in place.notice.words() for one in wanted), f"{wanted} is not said"
        )


@contextmanager
def driven(
    place: Path, standins: Standins, qtbot: QtBot, spoken: str, secrets: Mapping[str, str]
) -> Iterator[Driver]:
    """Acuse on the page of the connections, reached at its own address."""
    qt: Any = QApplication.instance()
    gc.collect()
    language.install(qt, spoken)
    theme.apply(qt, "light")
    try:
        with started(place, standins, secrets) as app:
            actions = app.actions()
            actions.remember("greeted", True)
            # What is asked is counted: nobody asks by itself unless a test wants it.
            actions.remember("registrations looked up", datetime.now(UTC).isoformat())
            actions.save_settings(replace(actions.settings(), public_url=app.url, language=spoken))
            with shown(app) as window:
                window.show_page("connections")
                qtbot.waitExposed(window)
                yield Driver(app, window, standins, qtbot)
    finally:
        language.install(qt, "en")


@contextmanager
def started(place: Path, standins: Standins, secrets: Mapping[str, str]) -> Iterator[App]:
    """The program on a data directory, receiving."""
    gc.collect()  # here: one of its threads must not come to end what is left of a window
    app = App(Choices(place, port=0), Secrets(dict(secrets), Drawer()), standins.hosts)
    app.start()
    try:
        app.receive()
        yield app
    finally:
        app.stop()


@contextmanager
def shown(app: App) -> Iterator[MainWindow]:
    """The window of a running program; it may wait for nothing that another process does."""
    bridge, ask = Bridge(zone="America/Mexico_City"), Ask(app.open_reader)
    waited: list[str] = []
    names = asked_of_the_engine()
    window = MainWindow(ask, bridge, watched(app.actions(), names, waited))
    app.listen(bridge.notify)
    window.resize(1440, 900)
    window.show()
    try:
        yield window
    finally:
        bridge.close()
        ask.close()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    assert waited == [], "the main thread waited for the engine"
