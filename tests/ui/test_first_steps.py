"""The first steps: who is greeted, how it is left and found again, and that each step looks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.config import summons
from app.config.paths import Paths
from app.config.secrets import Secrets
from app.core.errors import AcuseError
from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.feed import FeedPage
from app.ui.widgets.commands import Commands
from app.ui.widgets.credentials import CredentialsSheet
from app.ui.widgets.first_steps import FirstSteps
from app.ui.widgets.first_webhook import FirstWebhook
from app.ui.widgets.registration import RegistrationSheet
from app.ui.window import MainWindow
from app.wiring import App, Choices

KEY, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WITHIN = 20_000  # milliseconds, on a busy machine


class Drawer(dict[tuple[str, str], str]):
    """A keychain in memory."""

    def get_password(self, service: str, username: str) -> str | None:
        return self.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self[service, username]


@pytest.fixture
def running(tmp_path: Path, dressed: QApplication) -> Iterator[App]:
    """The whole program with an empty store, receiving on a port of its own."""
    environ = {**os.environ, "ACUSE_DEV": "1", "QT_QPA_PLATFORM": "offscreen"}
    app = App(Choices(tmp_path, port=0), Secrets({}, Drawer()), environ)
    app.start()
    try:
        app.receive()
        yield app
    finally:
        app.stop()


@pytest.fixture
def real(running: App, qtbot: QtBot) -> Iterator[MainWindow]:
    """Its window."""
    bridge, ask = Bridge(zone="America/Mexico_City"), Ask(running.open_reader)
    window = MainWindow(ask, bridge, running.actions())
    qtbot.addWidget(window)
    running.listen(bridge.notify)
    window.show()
    qtbot.waitExposed(window)
    yield window
    bridge.close()
    ask.close()


def sheet(window: QWidget) -> FirstSteps:
    found = [one for one in window.findChildren(FirstSteps) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def is_greeted(window: QWidget) -> bool:
    return any(one.isVisible() for one in window.findChildren(FirstSteps))


def press(widget: QWidget, words: str) -> None:
    found = [one for one in widget.findChildren(QPushButton) if one.text().strip() == words]
    next(one for one in found if one.isVisible()).click()


def test_an_empty_store_is_greeted_once_and_escape_leaves_it(
    real: MainWindow, running: App, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: is_greeted(real), timeout=WITHIN)
    qtbot.keyClick(sheet(real), KEY.Key_Escape)
    qtbot.waitUntil(lambda: not is_greeted(real))
    real.foot.read()
    qtbot.wait(150)
    assert not is_greeted(real)
    assert running.actions().recall("greeted") is True


def test_it_is_found_again_in_the_list_of_commands(window: MainWindow, qtbot: QtBot) -> None:
    assert not is_greeted(window)
    qtbot.keyClick(window, KEY.Key_P, CONTROL | SHIFT)
    commands = window.findChild(Commands)
    assert commands is not None
    commands.field.setText("first steps")
    qtbot.keyClick(commands.field, KEY.Key_Return)
    qtbot.waitUntil(lambda: is_greeted(window))
    sheet(window).close()


def test_who_has_deliveries_is_not_greeted(
    ask: Ask, bridge: Bridge, actions: Actions, arrive: Callable[..., list[int]], qtbot: QtBot
) -> None:
    actions.remember("greeted", None)
    arrive(1)
    window = MainWindow(ask, bridge, actions)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.foot._total.whole().startswith("1 deliver"))
    assert not is_greeted(window)


def test_each_step_looks_for_itself(real: MainWindow, running: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: is_greeted(real), timeout=WITHIN)
    greeting = sheet(real)
    press(greeting, "Connect a provider")
    steps = greeting.steps
    steps.choose("just_wallet")
    assert steps._choice.is_done
    mine = next(one for one in running.callbacks() if one.provider == "just_wallet")
    assert steps._address.url() == mine.local_url
    steps._address.copy()
    assert QApplication.clipboard().text() == mine.local_url

    steps._address.public.enter(running.url.replace("127.0.0.1", "localhost"))
    qtbot.waitUntil(lambda: "localhost" in steps._address.url(), timeout=WITHIN)
    press(greeting, "Check from outside")
    qtbot.waitUntil(lambda: steps._address.is_done, timeout=WITHIN)

    qtbot.waitUntil(lambda: "Webhook secret" in steps._credentials.state(), timeout=WITHIN)
    press(greeting, "Send test event")
    qtbot.waitUntil(lambda: "did not get through" in steps.notice.words(), timeout=WITHIN)
    press(greeting, "Credentials…")
    entered = greeting.findChild(CredentialsSheet)
    assert entered is not None
    running.actions().put_secret("just_wallet", "webhook_secret", "a-secret-of-ours")
    entered.close()
    qtbot.waitUntil(lambda: steps._credentials.is_done, timeout=WITHIN)

    assert not steps._test.is_done
    qtbot.waitUntil(lambda: steps._send_button.isEnabled(), timeout=WITHIN)
    press(greeting, "Send test event")
    qtbot.waitUntil(lambda: steps._test.is_done, timeout=WITHIN)
    assert steps._test.state() == "Arrived and verified. Authenticity: signature."
    assert not steps._first.is_done
    greeting.close()


def test_the_last_step_leads_to_the_registration(window: MainWindow, qtbot: QtBot) -> None:
    window.sheets.first_steps()
    greeting = sheet(window)
    press(greeting, "Connect a provider")
    greeting.steps.choose("juno")
    press(greeting, "Register the callback at Juno…")
    assert window.stack.currentWidget() is window._pages["connections"]
    registration = window.findChild(RegistrationSheet)
    assert registration is not None
    registration.close()
    greeting.close()


def test_a_delivery_of_the_provider_ticks_the_last_step(
    window: MainWindow, arrive: Callable[..., list[int]], qtbot: QtBot
) -> None:
    window.sheets.first_steps()
    greeting = sheet(window)
    press(greeting, "Connect a provider")
    greeting.steps.choose("juno")
    assert not greeting.steps._first.is_done
    arrive(1)
    qtbot.waitUntil(lambda: greeting.steps._first.is_done, timeout=WITHIN)
    greeting.close()


def test_sample_data_opens_in_a_process_of_its_own_and_ends_with_us(
    running: App, tmp_path: Path
) -> None:
    place = Paths(Paths(tmp_path).demo)
    running.actions().explore()
    assert summons.call(place)
    running.actions().explore()  # it only comes to the front
    assert place.facts.exists()
    running.stop()
    assert not summons.call(place)


def test_the_greeting_says_what_came_of_the_sample_data(
    window: MainWindow, ask: Ask, qtbot: QtBot
) -> None:
    window.sheets.first_steps()
    greeting = sheet(window)
    press(greeting, "Explore sample data")
    qtbot.waitUntil(lambda: "Nothing in it is real" in greeting.notice.words(), timeout=WITHIN)

    def refused() -> None:
        raise AcuseError("The sample data could not be shown.", cause="It ended with status 1.")

    greeting._actions = _with(greeting._actions, refused)
    press(greeting, "Explore sample data")
    qtbot.waitUntil(lambda: "could not be shown" in greeting.notice.words(), timeout=WITHIN)
    greeting.close()


def _with(actions: Actions, explore: Callable[[], None]) -> Actions:
    return replace(actions, explore=explore)


def test_the_sample_window_says_so_and_can_be_left(
    ask: Ask, bridge: Bridge, actions: Actions, qtbot: QtBot
) -> None:
    window = MainWindow(ask, bridge, actions, demo=True)
    qtbot.addWidget(window)
    window.show()
    assert window.notice.words().startswith("This is sample data: nothing here is real")
    press(window.notice, "Leave the sample data")
    assert not window.isVisible()


def test_an_empty_list_leads_to_the_first_steps(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page("transactions")
    qtbot.waitUntil(lambda: page.listing.panel.empty.isVisible(), timeout=WITHIN)  # type: ignore[attr-defined]
    press(page, "Connect a provider")
    sheet(window).close()


def test_an_empty_feed_is_the_steps_themselves_until_something_arrives(
    window: MainWindow, arrive: Callable[..., list[int]], qtbot: QtBot
) -> None:
    feed = window.page("feed")
    assert isinstance(feed, FeedPage)
    qtbot.waitUntil(lambda: feed.findChild(FirstWebhook) is not None, timeout=WITHIN)
    first = feed.findChild(FirstWebhook)
    assert first is not None
    assert first.isVisible()
    press(first, "Explore sample data")
    sheet(window).close()
    first.steps.register_asked.emit("juno")
    (dialog,) = window.page("connections").findChildren(RegistrationSheet)
    dialog.close()
    window.show_page("feed")
    arrive(1)
    qtbot.waitUntil(lambda: feed.listing.table.isVisible(), timeout=WITHIN)
    qtbot.waitUntil(lambda: feed.findChild(FirstWebhook) is None, timeout=WITHIN)


def test_an_empty_inbox_leads_to_the_transactions(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page("attention")
    qtbot.waitUntil(lambda: page._empty.isVisible(), timeout=WITHIN)  # type: ignore[attr-defined]
    press(page, "See the transactions")
    assert window.stack.currentWidget() is window._pages["transactions"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_step_shows_by_shape_whether_it_is_done(
    window: MainWindow, qapp: QApplication, scheme: str
) -> None:
    theme.apply(qapp, scheme)
    window.sheets.first_steps()
    steps = sheet(window).steps
    assert steps._first._mark.text() == "5"
    assert steps._first.accessibleName().startswith("Have the provider deliver: open.")
    assert not steps._choice._mark.pixmap().isNull()
    assert steps._choice.accessibleName().startswith("Choose the provider and its environment: ")
    sheet(window).close()
    theme.apply(qapp, "light")
