"""The ways in: chosen, started, watched and stopped; real programs, a made-up ngrok."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.config.settings import Settings
from app.core.changes import ChangeSet
from app.core.provider import Answer
from app.core.registration import Standing
from app.core.tunnel import Stage, TunnelState, Way
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.pages.connections import ConnectionsPage
from app.ui.widgets.address_sheet import AddressSheet
from app.ui.widgets.remote_callbacks import RemoteCallbacks
from app.ui.widgets.toast import Toast
from app.wiring.tunnelling import Tunnelling
from tests.ui.connecting import NOW, World, buttons, card, press, words

STAYS = "import time; print('url: https://a.example/', flush=True); time.sleep(600)"


@dataclass
class Outside:
    """The settings, and a real tunnel that follows them."""

    known_hosts: Path
    settings: Settings
    tell: Callable[[], None]
    secrets: dict[tuple[str, str], str] = field(default_factory=dict)
    listed: str = ""

    def __post_init__(self) -> None:
        self.tunnelling = Tunnelling(
            lambda: self.settings,
            self.known_hosts,
            {"PATH": "/usr/bin:/bin"},
            lambda *key: self.secrets.get(key),
            self._told,
        )

    def _told(self, state: TunnelState) -> None:
        if state.url:
            self.settings = replace(self.settings, public_url=state.url)
        self.tell()

    def save(self, settings: Settings) -> None:
        self.settings = settings
        self.tunnelling.follow(8787)

    def list(self, provider: str, _: str) -> Answer:
        if provider != "juno":
            return Answer(200, True, "")
        url = f"{self.listed}/hooks/juno/{'t' * 32}"
        return Answer(200, True, "", ({"id": "7", "event": "transaction", "callback_url": url},))


@pytest.fixture
def outside(tmp_path: Path, bridge: Bridge) -> Iterator[Outside]:
    changes = ChangeSet(written=frozenset({"tunnel"}))
    made = Outside(tmp_path / "hosts", World().settings, lambda: bridge.notify(changes))
    yield made
    made.tunnelling.stop()


@pytest.fixture
def page(
    ask: Ask, bridge: Bridge, actions: Actions, outside: Outside, qtbot: QtBot
) -> ConnectionsPage:
    world = World()

    def callbacks() -> list[object]:
        world.settings = outside.settings
        return world.callbacks()  # type: ignore[return-value]

    hands = replace(
        world.actions(actions),
        settings=lambda: outside.settings,
        save_settings=outside.save,
        callbacks=callbacks,  # type: ignore[arg-type]
        tunnel=lambda: outside.tunnelling.state,
        tunnel_output=outside.tunnelling.output,
        list_remote=outside.list,
        standing=lambda _, url: (
            Standing.OURS if url.startswith(outside.settings.public_url) else Standing.MOVED
        ),
        secret_is_set=lambda *key: key in outside.secrets,
        put_secret=lambda name, key, value: outside.secrets.update({(name, key): value}),
    )
    made = whole(ConnectionsPage(ask, bridge, hands, now=lambda: NOW))
    qtbot.addWidget(made)
    made.resize(1240, 900)
    made.show()
    return made


def opened(page: ConnectionsPage, way: Way) -> AddressSheet:
    press(page, "Change…")
    sheet = next(one for one in page.findChildren(AddressSheet) if one.isVisible())
    choice = named(sheet, "Way")
    choice.setCurrentIndex(choice.findData(str(way)))
    return sheet


def named(sheet: AddressSheet, name: str) -> QComboBox:
    return next(one for one in sheet.findChildren(QComboBox) if one.accessibleName() == name)


def enter(sheet: AddressSheet, name: str, text: str) -> None:
    fields = [one for one in sheet.findChildren(QLineEdit) if one.accessibleName() == name]
    next(one for one in fields if one.isVisible()).setText(text)


def command(sheet: AddressSheet, script: str) -> None:
    enter(sheet, "Command", f"{shlex.quote(sys.executable)} -u -c {shlex.quote(script)} {{port}}")
    enter(sheet, "Pattern of the address", r"url: (\S+)")


def output(sheet: AddressSheet) -> str:
    return sheet.findChild(QPlainTextEdit).toPlainText()  # type: ignore[union-attr]


def test_a_command_is_started_watched_and_stopped(
    page: ConnectionsPage, outside: Outside, qtbot: QtBot
) -> None:
    sheet = opened(page, Way.COMMAND)
    command(sheet, STAYS)
    press(sheet, "Save and start")
    qtbot.waitUntil(lambda: "https://a.example" in words(sheet), timeout=20_000)
    qtbot.waitUntil(lambda: "url: https://a.example/" in output(sheet), timeout=20_000)
    assert sheet._pill.text() == "Open"
    assert outside.settings.tunnel == Way.COMMAND
    assert outside.settings.public_url == "https://a.example"
    qtbot.waitUntil(lambda: bool(buttons(sheet, "Stop")[0].isEnabled()), timeout=20_000)
    press(sheet, "Stop")
    qtbot.waitUntil(lambda: sheet._pill.text() == "Off", timeout=20_000)
    assert outside.tunnelling.state == TunnelState()
    assert not outside.settings.tunnel_runs  # also after a restart
    outside.tunnelling.follow(8787)
    assert outside.tunnelling.state == TunnelState()
    qtbot.waitUntil(lambda: "tunnel: stopped" in words(page))
    press(sheet, "Save and start")
    qtbot.waitUntil(lambda: sheet._pill.text() == "Open", timeout=20_000)
    assert outside.settings.tunnel_runs


def test_what_keeps_a_command_from_running_is_told(page: ConnectionsPage, qtbot: QtBot) -> None:
    sheet = opened(page, Way.COMMAND)
    enter(sheet, "Command", "no-port-here")
    press(sheet, "Save and start")
    qtbot.waitUntil(lambda: "It needs {port}" in words(sheet), timeout=20_000)
    assert sheet._pill.text() == "Ended, starts again soon"


def test_each_way_says_whether_the_source_address_is_kept(
    page: ConnectionsPage, outside: Outside
) -> None:
    sheet = opened(page, Way.BY_HAND)
    assert "kept if the proxy writes it" in words(sheet)
    choice, program = named(sheet, "Way"), named(sheet, "Program")
    choice.setCurrentIndex(choice.findData("command"))
    program.setCurrentIndex(program.findData("cloudflared"))
    assert "kept in CF-Connecting-IP. The provider's address list holds once" in words(sheet)
    program.setCurrentIndex(program.findData("tailscale funnel"))
    assert "kept in X-Forwarded-For" in words(sheet)
    enter(sheet, "Command", "mine {port}")
    assert "depends on the program" in words(sheet)
    outside.settings = replace(outside.settings, trusted_proxies=("127.0.0.1",))
    choice.setCurrentIndex(choice.findData("ngrok"))
    assert "which is believed: the provider's address list holds" in words(sheet)


def test_ssh_is_entered_whole(page: ConnectionsPage, outside: Outside, qtbot: QtBot) -> None:
    sheet = opened(page, Way.SSH)
    for name, text in (
        ("Host", "-oProxyCommand=x"),
        ("User", "me"),
        ("Port of ssh", "2222"),
        ("Key file", "/keys/id"),
        ("Port at the far end", "9000"),
        ("Public address", "https://far.example/"),
    ):
        enter(sheet, name, text)
    press(sheet, "Save and start")
    qtbot.waitUntil(lambda: "The host of the tunnel cannot be" in words(sheet), timeout=20_000)
    kept = outside.settings
    assert (kept.tunnel, kept.ssh_user, kept.ssh_port, kept.ssh_key, kept.ssh_remote_port) == (
        ("ssh", "me", 2222, "/keys/id", 9000)
    )
    assert kept.public_url == "https://far.example"


# --- ngrok ----------------------------------------------------------------------------------------


def test_without_its_sdk_or_token_ngrok_says_what_to_do(
    page: ConnectionsPage, outside: Outside, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ngrok", None)  # as when it is not installed
    sheet = opened(page, Way.NGROK)
    press(sheet, "Save and start")
    qtbot.waitUntil(lambda: "authtoken is not entered" in words(sheet), timeout=20_000)
    enter(sheet, "Authtoken", "secret-token")
    press(sheet, "Save")
    qtbot.waitUntil(lambda: ("ngrok", "authtoken") in outside.secrets, timeout=20_000)
    press(sheet, "Save and start")
    qtbot.waitUntil(lambda: 'pip install "acuse[ngrok]"' in words(sheet), timeout=20_000)
    assert "secret-token" not in words(sheet) + output(sheet)


def test_ngrok_gives_the_address_and_is_closed(
    page: ConnectionsPage, outside: Outside, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def forward(address: str, *, authtoken: str, domain: str = "") -> object:
        asked.append((address, authtoken, domain))
        if domain == "taken.example":
            raise ValueError(f"ERR_NGROK_334 the endpoint is taken, token {authtoken}")
        return SimpleNamespace(url=lambda: "https://one.ngrok.app")

    made_up = SimpleNamespace(forward=forward, disconnect=asked.append)
    monkeypatch.setitem(sys.modules, "ngrok", made_up)
    outside.secrets["ngrok", "authtoken"] = "secret-token"
    sheet = opened(page, Way.NGROK)
    enter(sheet, "Domain", "taken.example")
    press(sheet, "Save and start")
    qtbot.waitUntil(lambda: "the endpoint is taken, token …" in words(sheet), timeout=20_000)
    enter(sheet, "Domain", "")
    press(sheet, "Save and start")
    qtbot.waitUntil(lambda: "https://one.ngrok.app" in words(sheet), timeout=20_000)
    assert asked[-1] == ("127.0.0.1:8787", "secret-token", "")
    qtbot.waitUntil(lambda: bool(buttons(sheet, "Stop")[0].isEnabled()), timeout=20_000)
    press(sheet, "Stop")
    qtbot.waitUntil(lambda: asked[-1] == "https://one.ngrok.app", timeout=20_000)


# --- a way in that breaks or changes --------------------------------------------------------------


def test_an_end_is_told_once_and_another_address_asks_to_register_again(
    page: ConnectionsPage, outside: Outside, tmp_path: Path, qtbot: QtBot
) -> None:
    outside.listed = outside.settings.public_url
    press(card(page, "juno"), "List")
    listed = page.findChild(RemoteCallbacks)
    assert isinstance(listed, RemoteCallbacks)
    qtbot.waitUntil(lambda: "leads here" in words(listed), timeout=20_000)
    listed.close()
    gate = tmp_path / "go"
    script = (
        "import os,time; print('url: https://b.example', flush=True)\n"
        f"while not os.path.exists({str(gate)!r}): time.sleep(0.02)"
    )
    sheet = opened(page, Way.COMMAND)
    command(sheet, script)
    press(sheet, "Save and start")
    juno = card(page, "juno")
    qtbot.waitUntil(lambda: "no longer ours" in words(juno), timeout=20_000)
    qtbot.waitUntil(lambda: juno._pill.text() == "Address changed", timeout=20_000)
    assert "no longer ours" not in words(card(page, "bitso"))  # it was never registered
    gate.touch()
    qtbot.waitUntil(lambda: outside.tunnelling.state.stage is Stage.WAITING, timeout=20_000)
    qtbot.waitUntil(
        lambda: any("The tunnel ended" in one.text() for one in page.findChildren(Toast)),
        timeout=20_000,
    )
    qtbot.waitUntil(lambda: juno._pill.text() == "Not reachable", timeout=20_000)
    outside.save(replace(outside.settings, tunnel_runs=False))
    sheet.close()
    outside.settings = replace(outside.settings, public_url="https://b.example")
    press(juno, "Register again…")
    again = next(one for one in page.findChildren(RemoteCallbacks) if one.isVisible())
    qtbot.waitUntil(lambda: "ours, old address" in words(again), timeout=20_000)
    outside.listed = "https://b.example"  # led here
    again.refresh()
    qtbot.waitUntil(lambda: "no longer ours" not in words(juno), timeout=20_000)
