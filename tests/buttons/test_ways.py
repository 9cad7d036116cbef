"""The ways to the public address by the window: each started, stopped and told, faults and all."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog

from app.core.tunnel import Stage, Way
from app.ui.widgets.address_sheet import AddressSheet
from app.ui.widgets.trusted_proxies import ProxySheet
from tests.buttons.driving import Driver

TOKEN = "planted-ngrok-token"
STAYS = "import time; print('url: {0}', flush=True); time.sleep(600)"


def opened(acuse: Driver, way: Way) -> AddressSheet:
    acuse.press(acuse.page, "ReceiverBar", "Change…")
    (sheet,) = acuse.sheets()
    assert isinstance(sheet, AddressSheet)
    name = acuse.says("AddressSheet", "Way")
    choice = next(one for one in sheet.findChildren(QComboBox) if one.accessibleName() == name)
    choice.setCurrentIndex(choice.findData(str(way)))
    return sheet


def stage(acuse: Driver) -> Stage:
    return acuse.app.actions().tunnel().stage


def test_a_program_is_started_probed_stopped_and_stays_stopped(
    acuse: Driver, tmp_path: Path
) -> None:
    sheet = opened(acuse, Way.COMMAND)
    acuse.enter(sheet, "CommandForm", "Command", "nothing-here")
    acuse.press(sheet, "AddressSheet", "Save and start")
    acuse.reads(acuse.said("It needs {port}, and its pattern needs (…) around the address."))
    script = tmp_path / "tunnel.py"
    script.write_text(STAYS.format(acuse.app.url))
    command = f"{shlex.quote(sys.executable)} -u {shlex.quote(str(script))} {{port}}"
    acuse.enter(sheet, "CommandForm", "Command", command)
    acuse.enter(sheet, "CommandForm", "Pattern of the address", r"url: (\S+)")
    acuse.press(sheet, "AddressSheet", "Save and start")
    acuse.until(lambda: stage(acuse) is Stage.OPEN)
    acuse.reads(acuse.says("Probe", "comes in here"))
    acuse.press(sheet, "AddressSheet", "Stop")
    acuse.until(lambda: stage(acuse) is Stage.OFF)
    acuse.reads(acuse.says("Probe", "tunnel: stopped, start it under Change…"))
    assert not acuse.app.actions().settings().tunnel_runs
    sheet.close()


def test_the_key_of_ssh_is_chosen_and_a_wrong_host_is_told(
    acuse: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "id_ed25519"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(key), ""))
    sheet = opened(acuse, Way.SSH)
    acuse.press(sheet, "SshForm", "Choose…")
    acuse.enter(sheet, "SshForm", "Host", "-oProxyCommand=x")
    acuse.press(sheet, "AddressSheet", "Save and start")
    acuse.reads(acuse.said("The host of the tunnel cannot be '-oProxyCommand=x'."))
    assert acuse.app.actions().settings().ssh_key == str(key)


def test_ngrok_wants_its_sdk_and_its_token_gives_an_address_and_is_stopped(
    acuse: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def forward(address: str, **options: object) -> object:
        asked.append((address, options))
        if len(asked) == 1:
            raise ValueError(f"ERR_NGROK_105 the token {TOKEN} is none")
        return SimpleNamespace(url=lambda: acuse.app.url)

    sheet = opened(acuse, Way.NGROK)
    acuse.press(sheet, "AddressSheet", "Save and start")
    acuse.reads(acuse.said("ngrok's authtoken is not entered."))
    acuse.enter(sheet, "NgrokForm", "Authtoken", TOKEN)
    acuse.press(sheet, "CredentialField", "Save", acuse.says("NgrokForm", "Authtoken"))
    acuse.until(lambda: acuse.app.actions().secret_is_set("ngrok", "authtoken"))
    monkeypatch.setitem(sys.modules, "ngrok", None)  # as when it is not installed
    acuse.press(sheet, "AddressSheet", "Save and start")
    acuse.reads(acuse.said("ngrok's SDK is not installed."))
    monkeypatch.setitem(
        sys.modules, "ngrok", SimpleNamespace(forward=forward, disconnect=asked.append)
    )
    acuse.press(sheet, "AddressSheet", "Save and start")
    acuse.reads("ERR_NGROK_105 the token … is none")
    acuse.until(lambda: stage(acuse) is Stage.OPEN)  # it is tried again by itself
    port = acuse.app.url.rpartition(":")[2]
    assert asked[-1] == (f"127.0.0.1:{port}", {"authtoken": TOKEN})
    acuse.press(sheet, "AddressSheet", "Stop")
    acuse.until(lambda: asked[-1] == acuse.app.url)
    acuse.until(lambda: stage(acuse) is Stage.OFF)
    acuse.press(sheet, "CredentialField", "Remove", acuse.says("NgrokForm", "Authtoken"))
    acuse.until(lambda: not acuse.app.actions().secret_is_set("ngrok", "authtoken"))
    assert TOKEN not in acuse.words() + acuse.fields(acuse.window)


def test_who_may_name_the_source_is_chosen_from_here_too(acuse: Driver) -> None:
    sheet = opened(acuse, Way.BY_HAND)
    acuse.press(sheet, "AddressSheet", "Trusted proxies…")
    proxies = next(one for one in acuse.sheets() if isinstance(one, ProxySheet))
    proxies._choice.click()
    acuse.press(proxies, "SettingsSheet", "Save")
    acuse.until(lambda: acuse.app.actions().settings().trusted_proxies == ("127.0.0.1", "::1"))
    acuse.press(acuse.page, "ConnectionsPage", "Trusted proxies…")
    proxies = next(one for one in acuse.sheets() if isinstance(one, ProxySheet))
    proxies._choice.click()
    acuse.press(proxies, "SettingsSheet", "Save")
    acuse.until(lambda: acuse.app.actions().settings().trusted_proxies == ())
