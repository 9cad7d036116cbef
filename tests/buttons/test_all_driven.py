"""Every button of the connections page and of its sheets is driven by a test of this folder.

The source says which buttons there may be, in whatever state; the window which there are now.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.providers import PROVIDERS
from app.ui.widgets.registration import EVENTS
from tests.buttons.driving import Driver

HERE = Path(__file__).parent
WINDOW = HERE.parents[1] / "app" / "ui"
# The page with what it is made of, and every sheet that can be opened from it.
MODULES = (
    "pages/connections",
    *(
        f"widgets/{name}"
        for name in (
            *("address_list", "address_sheet", "address_ways", "attention_acts", "backfill_sheet"),
            *("checklist", "connection_card", "connection_fields", "connection_settings"),
            *("connection_sheets", "credentials", "dialogs", "differences_sheet", "import_sheet"),
            *("notice", "public_address", "reached", "receiver_bar", "redelivery_sheet"),
            *("registration", "registrations", "remote_callbacks", "trusted_proxies"),
        )
    ),
)
MAKERS = {"button", "icon_button", "add_button", "offer", "QCheckBox", "_button", "_with_button"}
# The words of each button, and what presses it in the tests of this folder where it is not they.
DRIVEN = {
    "Accept the difference": "",
    "Accept…": "",
    "Ask again": "",
    "Ask now": "",
    "Change…": "",
    "Checklist": '"checklist"',
    "Choose a file…": "",
    "Choose…": "",
    "Close this message": "",
    "Copy callback": 'button("copy")',
    "Copy request": "",
    "Copy the callback URL of {0}": "",
    "Copy the callback URL": "",
    "Copy the secret": "",
    "Count": "",
    "Credentials…": '"credentials"',
    "Delete it": "",
    "Delete": "",
    "Look…": "",
    "Differences…": "",
    "Enter credentials…": "",
    "Enter it here…": "",
    "Fetch…": "",
    "Fields…": "",
    "Have it lead here": "",
    "Have it sent again…": "",
    "Import…": "",
    "Lead here": "",
    "List callbacks…": "",
    "List": '"list"',
    "Make a new one…": "",
    "Make it": "",
    "Make one": "",
    "Mark all as seen": "",
    "Open again": "",
    "Preview request": '"preview"',
    "Probe": "",
    "Register again…": "",
    "Register callback": "",
    "Remove": "",
    "Replace it": "",
    "Reset to the published list": "",
    "Save address": "",
    "Save and start": "",
    "Save": "",
    "Seen": "",
    "Send again": "",
    "Send test event": "",
    "Set public address…": "",
    "Settings…": '"settings"',
    "Show its deliveries": "",
    "Show more": "",
    "Show the payment": "",
    "Stop": "",
    "Test publicly": '"test-publicly"',
    "Believe these proxies about where deliveries come from": "_choice.click()",
    "Trusted proxies…": "",
    "{0} gave me these paths": "confirmed.setChecked",
    # The steps of the checklist are ticked one after the other.
    "Open the dashboard: Settings, Webhooks": "findChildren(QCheckBox)",
    "Paste this callback URL": "findChildren(QCheckBox)",
    "Tick every event": "findChildren(QCheckBox)",
    "Set a webhook secret there, and the same one here": "findChildren(QCheckBox)",
    "Save there, then see a test event arrive here": "findChildren(QCheckBox)",
    # They leave a sheet as it was.
    "Close": ".close()",
    "Cancel": ".close()",
}
# Of the inbox, whose tests are tests/ui/test_attention.py.
ELSEWHERE = {"Snooze", "Snooze until", "Acknowledge"}


@pytest.fixture
def spoken() -> str:
    """The list has the words of the source; every other test presses them in both languages."""
    return "en"


@cache
def said_by_tests() -> str:
    """What the tests of this folder say, but for this one."""
    files = (one for one in HERE.glob("*.py") if one != Path(__file__))
    return "\n".join(one.read_text(encoding="utf-8") for one in files)


def in_the_source() -> Iterator[str]:
    """The words of every button that is made in these modules."""
    for module in MODULES:
        tree = ast.parse((WINDOW / f"{module}.py").read_text(encoding="utf-8"))
        for function in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
            named = _translated(function)
            for call in (one for one in ast.walk(function) if isinstance(one, ast.Call)):
                if _name(call.func) in MAKERS:
                    for word in call.args:
                        found = _words(word)
                        if not found and isinstance(word, ast.Name):
                            yield from named.get(word.id, ())
                        yield from found


def _translated(function: ast.FunctionDef) -> dict[str, list[str]]:
    """What stands in the variables of a function, where it is translated."""
    found: dict[str, list[str]] = {}
    for one in ast.walk(function):
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
            found.setdefault(one.targets[0].id, []).extend(_words(one.value))
    return found


def _words(node: ast.expr) -> list[str]:
    """The literals of `tr` and `translate` in an expression."""
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
    return [
        str(one.args[-1].value)
        for one in calls
        if _name(one.func) in {"tr", "translate"} and isinstance(one.args[-1], ast.Constant)
    ]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def test_every_button_that_the_source_makes_is_in_the_list() -> None:
    made = set(in_the_source()) - ELSEWHERE
    assert len(made) > 40
    assert made - DRIVEN.keys() == set()


@pytest.mark.parametrize("words", DRIVEN)
def test_each_of_the_list_is_pressed_by_a_test(words: str) -> None:
    pressed = DRIVEN[words] or f'"{words}"'
    assert pressed in said_by_tests(), f"nothing presses {words!r}"


def test_every_button_that_is_there_is_in_the_list(acuse: Driver) -> None:
    known = {re.sub(r"\{0\}", ".+", re.escape(one).replace(r"\{0\}", "{0}")) for one in DRIVEN}
    events = {name for names in EVENTS.values() for name in names}
    for words in there(acuse):
        is_known = any(re.fullmatch(one, words) for one in known)
        assert is_known or words in events, f"{words!r} is not in the list"


def there(acuse: Driver) -> Iterator[str]:
    """The words of every button of the page, and of all that it opens."""
    acuse.standins.juno.subscriptions = [{"id": 7, "callback_url": "https://a.b", "event": "x"}]
    yield from words_of(acuse.page)
    sheets = acuse.page._sheets
    for name, provider in PROVIDERS.items():
        openings = [sheets.registration, sheets.checklist, sheets.credentials, sheets.fields]
        openings += [sheets.backfill] * bool(provider.listings)
        openings += [sheets.redelivery] * ("redeliver" in provider.calls)
        openings += [sheets.registered_callbacks] * ("list" in provider.calls)
        openings += [sheets.import_file] * (provider.imported is not None)
        for opening in openings:
            opening(name)
            yield from closed(acuse)
        sheets.settings(name, None)
        yield from closed(acuse)
    for opened in (sheets.differences, sheets.address, lambda: sheets.proxies(acuse.page)):
        opened()
        yield from closed(acuse)


def closed(acuse: Driver) -> Iterator[str]:
    (sheet,) = acuse.sheets()
    yield from words_of(sheet)
    sheet.close()


def words_of(place: QWidget) -> list[str]:
    """What stands on the buttons there, hidden ones too; Qt's own have no words of ours."""
    found = place.findChildren(QAbstractButton)
    ours = (one for one in found if not one.objectName().startswith("qt_"))
    return [words for one in ours if (words := one.text().strip() or one.accessibleName())]
