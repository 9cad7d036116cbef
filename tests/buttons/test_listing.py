"""Listing, deleting and leading callbacks here by the window: what is told is what came of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton

from app.ui.widgets.dialogs import Sheet
from tests.buttons.driving import Driver

CLOCK = "Check the API key and secret, and that this computer's clock is right."
NETWORK = "Check the network and the provider's address, then try again."
OLD = "https://old.example.com/hooks"
REFUSED = {
    "unauthorized": ("Juno refused the call.", CLOCK),
    "busy": ("Juno refused the call.", "Wait 20 seconds, then try again."),
    "redirect": (
        "Juno answers with a redirect, which is never followed.",
        "Check the provider's address.",
    ),
}
LOST = ("slow", "cut", "failed", "garbled")
UNREADABLE = {
    "slow": ("localhost did not answer.", NETWORK),
    "cut": ("localhost did not answer.", NETWORK),
    "failed": ("Juno failed.", "Try again later; list the callbacks first."),
    "garbled": (
        "The answer of Juno cannot be read.",
        "Check the provider's address; another server may have answered.",
    ),
}
ATTEMPTS = 3  # of a question


def listed(acuse: Driver) -> Sheet:
    """Juno's list, with somebody else's callback in it."""
    acuse.standins.juno.subscriptions = [{"id": 7, "callback_url": OLD, "event": "transaction"}]
    sheet = acuse.open("juno", "list")
    acuse.until(lambda: "#7" in acuse.words())
    return sheet


def delete(acuse: Driver, sheet: Sheet) -> None:
    acuse.press(sheet, "RemoteCallbacks", "Delete", "#7")
    acuse.enter(sheet, "RemoteCallbacks", "Name of the provider", "JUNO")
    acuse.press(sheet, "RemoteCallbacks", "Delete it")


def lead(acuse: Driver, sheet: Sheet) -> None:
    acuse.press(sheet, "RemoteCallbacks", "Lead here", "#7")
    acuse.press(sheet, "RemoteCallbacks", "Have it lead here")


Press = Callable[[Driver, Sheet], None]
CHANGES: dict[str, tuple[str, Press, tuple[str, str, str], str]] = {
    "delete": (
        "DELETE",
        delete,
        ("The callback was not deleted.", "still shows it.", "Delete it once more."),
        "The list of callbacks shows that it is gone.",
    ),
    "lead": (
        "PATCH",
        lead,
        (
            "The callback does not lead here yet.",
            "The list of callbacks shows another address.",
            "Have it lead here once more.",
        ),
        "The list of callbacks shows that it leads here.",
    ),
}


def left(acuse: Driver) -> list[object]:
    return [one["callback_url"] for one in acuse.standins.juno.subscriptions]


def test_every_failure_of_the_list_is_told(acuse: Driver) -> None:
    juno = acuse.standins.juno
    sheet = listed(acuse)
    for fault, sentences in {**REFUSED, **UNREADABLE}.items():
        juno.first("GET", *[acuse.fault("juno", fault)] * ATTEMPTS)
        acuse.press(sheet, "RemoteCallbacks", "Ask again")
        acuse.is_told(sheet, *sentences)
        juno.forget()
    acuse.press(sheet, "RemoteCallbacks", "Ask again")
    acuse.until(lambda: "#7" in acuse.words())
    assert juno.changes() == []


@pytest.mark.parametrize("change", CHANGES)
def test_every_failure_of_a_change_is_told_and_it_is_sent_once(acuse: Driver, change: str) -> None:
    method, press, undone, _ = CHANGES[change]
    juno, sheet = acuse.standins.juno, listed(acuse)
    for sent, fault in enumerate((*REFUSED, *LOST), 1):
        juno.first(method, acuse.fault("juno", fault))
        press(acuse, sheet)
        told = REFUSED.get(fault) or (undone[0], undone[2])
        acuse.is_told(sheet, *told)
        assert (len(juno.changes()), left(acuse)) == (sent, [OLD]), fault
        assert "#7" in acuse.words()
    press(acuse, sheet)
    acuse.until(lambda: left(acuse) == ([] if change == "delete" else [acuse.callback("juno")]))
    assert len(juno.changes()) == sent + 1


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_whose_answer_is_lost_is_found(acuse: Driver, change: str) -> None:
    method, press, _, done = CHANGES[change]
    juno, sheet = acuse.standins.juno, listed(acuse)
    for fault in LOST:
        acuse.press(sheet, "RemoteCallbacks", "Ask again")
        juno.first(method, juno.done_but(acuse.fault("juno", fault)))
        press(acuse, sheet)
        acuse.is_told(sheet, done)
        assert left(acuse) == ([] if change == "delete" else [acuse.callback("juno")])
        juno.subscriptions = [{"id": 7, "callback_url": OLD, "event": "transaction"}]
        sheet.notice.hide()
    assert len(juno.changes()) == len(LOST)


def test_in_production_the_provider_is_named_before_anything_goes(acuse: Driver) -> None:
    juno, sheet = acuse.standins.juno, listed(acuse)
    acuse.press(sheet, "RemoteCallbacks", "Delete", "#7")
    words = acuse.says("RemoteCallbacks", "Delete it")
    (gone,) = [one for one in sheet.findChildren(QPushButton) if one.text() == words]
    acuse.until(lambda: "DELETE /v4/webhooks/7 HTTP/1.1" in acuse.fields(sheet))
    assert "Authorization: Bitso <API key>:<nonce>:<signature>" in acuse.fields(sheet)
    for typed, may in (("Jun", False), ("Bitso", False), ("juno", True), ("", False)):
        acuse.enter(sheet, "RemoteCallbacks", "Name of the provider", typed)
        assert gone.isEnabled() is may, typed
    assert juno.changes() == []


def test_a_change_is_sent_as_it_is_shown(acuse: Driver) -> None:
    juno, sheet = acuse.standins.juno, listed(acuse)
    acuse.press(sheet, "RemoteCallbacks", "Lead here", "#7")
    acuse.until(lambda: "PATCH /v4/webhooks/7 HTTP/1.1" in acuse.fields(sheet))
    assert juno.changes() == []
    body = acuse.fields(sheet).rpartition("\n\n")[2]
    acuse.press(sheet, "RemoteCallbacks", "Have it lead here")
    acuse.until(lambda: left(acuse) == [acuse.callback("juno")])
    (sent,) = [one for one in juno.asked if one.method == "PATCH"]
    assert sent.body == body.encode()


def test_what_was_about_to_go_in_one_environment_stays_in_another(acuse: Driver) -> None:
    sheet = listed(acuse)
    environment = sheet.findChildren(QComboBox)[0]
    environment.setCurrentIndex(environment.findData("stage"))
    acuse.press(sheet, "RemoteCallbacks", "Delete", "#7")
    acuse.until(sheet.notice.isVisible)
    environment.setCurrentIndex(environment.findData("production"))
    assert not sheet.notice.isVisible()
    acuse.until(lambda: "#7" in acuse.words())
    assert acuse.standins.juno.changes() == []


def test_yunos_callbacks_are_led_here_without_a_mask_and_deleted(acuse: Driver) -> None:
    yuno = acuse.standins.yuno
    yuno.webhooks["wh-1"] = {
        "id": "wh-1",
        "url": OLD,
        "account_id": "account-1",
        "secret": "set-elsewhere",
        "payment_triggers": ["REFUND"],
    }
    sheet = acuse.open("yuno", "list")
    acuse.press(sheet, "RemoteCallbacks", "Lead here", "#wh-1")
    acuse.press(sheet, "RemoteCallbacks", "Have it lead here")
    acuse.until(lambda: yuno.webhooks["wh-1"]["url"] == acuse.callback("yuno"))
    assert yuno.webhooks["wh-1"]["secret"] == "set-elsewhere"
    acuse.press(sheet, "RemoteCallbacks", "Delete", "#wh-1")
    acuse.enter(sheet, "RemoteCallbacks", "Name of the provider", "Yuno")
    acuse.press(sheet, "RemoteCallbacks", "Delete it")
    acuse.until(lambda: yuno.webhooks == {})
    assert [one.split("?")[0] for one in yuno.changes()] == [
        "PATCH /v1/webhooks/wh-1",
        "DELETE /v1/webhooks/wh-1",
    ]
