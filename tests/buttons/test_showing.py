"""Whatever is opened, no secret stands anywhere in the window, nor in a file it leaves behind."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.providers import PROVIDERS
from tests.buttons.driving import Driver

# Every credential of every provider, each with a value of its own.
PLANTED = {
    (name, spec.name): f"planted-{name}-{number}"
    for name, provider in PROVIDERS.items()
    for number, spec in enumerate(provider.credentials)
    if spec.name != "public_key"  # it is none
}


@pytest.fixture
def secrets() -> dict[str, str]:
    """They are entered by the window's own hands instead."""
    return {}


def said_by(widget: QWidget) -> str:
    """All that a widget and what is in it say, to whoever looks, points or listens."""
    found: list[str] = []
    for one in [widget, *widget.findChildren(QWidget)]:
        found += [one.toolTip(), one.accessibleName(), one.accessibleDescription()]
        if isinstance(one, QLabel | QAbstractButton | QLineEdit):
            found.append(one.text())
        elif isinstance(one, QPlainTextEdit | QTextEdit):
            found.append(one.toPlainText())
    return "\n".join(found)


def deliver(acuse: Driver, **more: str) -> int:
    """A webhook of Yuno with all its proofs, some of them secrets as they are; the answer."""
    (url,) = [one.local_url for one in acuse.app.callbacks() if one.provider == "yuno"]
    body = json.dumps({"type": "payment", "number": len(more)}).encode()
    key = PLANTED["yuno", "hmac_secret"].encode()
    headers = {
        "content-type": "application/json",
        "x-api-key": PLANTED["yuno", "x_api_key"],
        "x-secret": PLANTED["yuno", "x_secret"],
        "authorization": f"Bearer {PLANTED['yuno', 'bearer_token']}",
        "x-hmac-signature": base64.b64encode(hmac.digest(key, body, "sha256")).decode(),
        **more,
    }
    return httpx.post(url, content=body, headers=headers, trust_env=False).status_code


def standings(acuse: Driver) -> list[str]:
    with acuse.app.open_reader() as reader:
        return [row.standing for row in reader.feed_page()]


def in_dialogs(acuse: Driver) -> Iterator[str]:
    """What every dialog of every card says; each is opened and closed."""
    for provider in PROVIDERS:
        card = acuse.card(provider)
        for action in list(card._buttons):
            card.button(action).click()
            acuse.until(card.button(action).isEnabled)
            for sheet in acuse.sheets():
                yield said_by(sheet)
                sheet.close()
    yield QGuiApplication.clipboard().text()


def in_pages(acuse: Driver) -> Iterator[str]:
    """What every page says, and the inspector with the headers of every delivery."""
    for page in ("connections", "transactions", "charts", "attention", "settings", "feed"):
        acuse.window.show_page(page)
        yield said_by(acuse.window)
    with acuse.app.open_reader() as reader:
        deliveries = [row.delivery_id for row in reader.feed_page()]
    for number in deliveries:
        acuse.window.stack.show_delivery(number)
        acuse.until(lambda: "x-secret" in said_by(acuse.window))
        yield said_by(acuse.window)


def test_no_secret_stands_in_the_window_or_in_a_file(acuse: Driver, tmp_path: Path) -> None:
    for (provider, name), value in PLANTED.items():
        acuse.app.actions().put_secret(provider, name, value)
    assert deliver(acuse) == 200
    said = list(in_dialogs(acuse))
    acuse.until(lambda: "trusted" in standings(acuse))
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert {"facts.db", "settings.toml"} <= {file.name for file in files}
    for value in PLANTED.values():
        assert [file.name for file in files if value.encode() in file.read_bytes()] == [], value
    # One that is not believed keeps what it came with, and shows as little.
    assert deliver(acuse, **{"x-secret": "another"}) == 401
    acuse.until(lambda: "quarantined" in standings(acuse))
    said += in_pages(acuse)
    assert [value for value in PLANTED.values() if any(value in one for one in said)] == []
