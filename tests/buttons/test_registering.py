"""Registering a callback by the window: shown first, sent once, and told whatever comes of it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QPushButton

from app.ui.widgets.dialogs import Sheet
from tests.buttons.driving import Driver
from tests.standins.yuno import ACCOUNT

CLOCK = "Check the API key and secret, and that this computer's clock is right."
LIST = "List the callbacks, delete the old one, then register again."
AGAIN = ("The callback was not registered.", "Register it again.")
# What is done to the request; the problem and the remedy that the window tells.
REFUSALS = {
    "unauthorized": ("Juno refused the call.", CLOCK),
    "duplicated": ("There is already a subscription for transaction at Juno.", LIST),
    "busy": ("Juno refused the call.", "Wait 20 seconds, then try again."),
    "redirect": (
        "Juno answers with a redirect, which is never followed.",
        "Check the provider's address.",
    ),
    "slow": AGAIN,
    "cut": AGAIN,
    "failed": AGAIN,
    "garbled": AGAIN,
}


def request_of(sheet: Sheet) -> str:
    return sheet.findChildren(QPlainTextEdit)[0].toPlainText()


def register(acuse: Driver, sheet: Sheet) -> None:
    acuse.press(sheet, "RegistrationSheet", "Register callback")


def callbacks_at(acuse: Driver, provider: str) -> list[Any]:
    standins = acuse.standins
    if provider == "yuno":
        return [one["url"] for one in standins.yuno.webhooks.values()]
    return [one["callback_url"] for one in getattr(standins, provider).subscriptions]


@pytest.mark.parametrize(
    ("provider", "count"), [("juno", 1), ("bitso", 2), ("yuno", 1)], ids=lambda one: str(one)
)
def test_what_is_shown_is_what_is_sent(acuse: Driver, provider: str, count: int) -> None:
    standin = acuse.standins.all()[provider]
    sheet = acuse.open(provider, "register")
    acuse.until(lambda: "POST" in request_of(sheet))
    assert standin.changes() == []
    head, _, body = request_of(sheet).partition("\n\n")
    register(acuse, sheet)
    acuse.until(lambda: acuse.callback(provider) in callbacks_at(acuse, provider))
    acuse.until(sheet.notice.isVisible)
    (sent,) = [one for one in standin.asked if one.method == "POST"]
    assert head.startswith(f"{sent.line} HTTP/1.1")
    assert body.replace("<account_id>", ACCOUNT).encode() == sent.body
    assert callbacks_at(acuse, provider) == [acuse.callback(provider)] * count
    register(acuse, sheet)  # once more, by mistake
    acuse.is_told(sheet, LIST)
    assert standin.changes() == [sent.line] * 2
    assert callbacks_at(acuse, provider) == [acuse.callback(provider)] * count


def test_every_refusal_is_told_and_nothing_is_registered_twice(acuse: Driver) -> None:
    juno = acuse.standins.juno
    sheet = acuse.open("juno", "register")
    for sent, (fault, sentences) in enumerate(REFUSALS.items(), 1):
        juno.first("POST", acuse.fault("juno", fault))
        register(acuse, sheet)
        acuse.is_told(sheet, *sentences)
        assert len(juno.changes()) == sent, fault
        assert juno.subscriptions == []
    register(acuse, sheet)
    acuse.until(lambda: "#11330" in sheet.notice.words())
    assert len(juno.changes()) == len(REFUSALS) + 1
    assert callbacks_at(acuse, "juno") == [acuse.callback("juno")]


def test_a_registration_whose_answer_is_lost_is_found(acuse: Driver) -> None:
    bitso, sheet = acuse.standins.bitso, acuse.open("bitso", "register")
    for sent, fault in enumerate(("slow", "cut", "failed", "garbled"), 1):
        bitso.subscriptions = []
        bitso.first("POST", bitso.done_but(acuse.fault("bitso", fault)))
        sheet.notice.hide()
        register(acuse, sheet)
        found = "The list of callbacks shows that it is registered for funding, withdrawal."
        acuse.is_told(sheet, found)
        assert len(bitso.subscriptions) == 2
        assert [one.method for one in bitso.asked] == ["POST", "GET"] * sent


def test_a_duplicate_leads_to_the_list_and_the_way_out(acuse: Driver) -> None:
    juno = acuse.standins.juno
    juno.subscriptions = [{"id": 7, "callback_url": "https://old.example", "event": "transaction"}]
    sheet = acuse.open("juno", "register")
    register(acuse, sheet)
    acuse.is_told(sheet, LIST, "Duplicated subscription for event types: [transaction] (HTTP 400)")
    acuse.press(sheet.notice, "RegistrationSheet", "List callbacks…")
    listed = next(one for one in acuse.sheets() if one is not sheet)
    acuse.press(listed, "RemoteCallbacks", "Delete", "#7")
    acuse.enter(listed, "RemoteCallbacks", "Name of the provider", "juno")
    acuse.press(listed, "RemoteCallbacks", "Delete it")
    acuse.until(lambda: juno.subscriptions == [])
    listed.close()
    register(acuse, sheet)
    acuse.until(lambda: callbacks_at(acuse, "juno") == [acuse.callback("juno")])


def test_bitsos_older_interface_is_sent_as_it_is_shown(acuse: Driver) -> None:
    sheet = acuse.open("bitso", "register")
    interface = sheet.findChildren(QComboBox)[1]
    interface.setCurrentIndex(interface.findData("v3-legacy"))
    acuse.until(lambda: "/api/v3/webhooks/" in request_of(sheet))
    register(acuse, sheet)
    acuse.is_told(sheet, f"Successfully registered URL: {acuse.callback('bitso')}")
    assert acuse.standins.bitso.calls == ["POST /api/v3/webhooks/"]


def test_juicyways_request_is_shown_and_never_sent(acuse: Driver) -> None:
    sheet = acuse.open("juicyway", "preview")
    acuse.until(lambda: "PATCH /accounts/settings" in request_of(sheet))
    words = acuse.says("RegistrationSheet", "Register callback")
    shown = [one for one in sheet.findChildren(QPushButton) if one.isVisible()]
    assert words not in {one.text() for one in shown}
    assert acuse.standins.juicyway.calls == []
