"""Where the providers deliver, asked of them: an address that is no longer ours is mended."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from app.ui.widgets.connection_words import short_url
from app.ui.widgets.remote_callbacks import RemoteCallbacks
from tests.buttons.driving import Driver


def opened_again(acuse: Driver) -> None:
    """The page is opened after a while."""
    acuse.until(lambda: not acuse.page._registrations._waiting)
    acuse.page._actions.remember("registrations looked up", "")
    acuse.window.show_page("settings")
    acuse.window.show_page("connections")


def badge(acuse: Driver, provider: str) -> QLabel:
    return acuse.card(provider)._badge


def test_an_old_address_is_found_at_the_provider_told_once_and_led_here(acuse: Driver) -> None:
    juno, card = acuse.standins.juno, acuse.card("juno")
    ours = acuse.callback("juno")
    old = f"https://old.example.com/{ours.split('/', 3)[3]}"
    juno.subscriptions = [{"id": 7, "callback_url": old, "event": "transaction"}]
    opened_again(acuse)
    moved = acuse.says("Connection", "Address changed")
    acuse.until(lambda: card._pill.accessibleName() == moved)
    acuse.reads(short_url(old))
    assert old not in acuse.words()
    there = acuse.says("ConnectionsPage", "registered at an old address")
    assert badge(acuse, "juno").text() == there
    assert card.notice.isVisible()
    card.notice._close()
    opened_again(acuse)
    acuse.until(lambda: len(juno.calls) == 2)
    assert not card.notice.isVisible(), "it is told once"
    assert card._pill.accessibleName() == moved, "and shown as long as it is so"
    acuse.press(card, "ConnectionCard", "List")
    (sheet,) = acuse.sheets()
    assert isinstance(sheet, RemoteCallbacks)
    acuse.press(sheet, "RemoteCallbacks", "Lead here", "#7")
    acuse.press(sheet, "RemoteCallbacks", "Have it lead here")
    acuse.until(lambda: [one["callback_url"] for one in juno.subscriptions] == [ours])
    acuse.until(lambda: card._pill.accessibleName() != moved)
    assert juno.changes() == ["PATCH /v4/webhooks/7"]


def test_it_offers_to_register_again(acuse: Driver) -> None:
    bitso, card = acuse.standins.bitso, acuse.card("bitso")
    old = f"https://old.example.com/{acuse.callback('bitso').split('/', 3)[3]}"
    bitso.subscriptions = [{"id": 8, "callback_url": old, "event": "funding"}]
    opened_again(acuse)
    acuse.until(card.notice.isVisible)
    acuse.press(card.notice, "WayIn", "Register again…")
    (sheet,) = acuse.sheets()
    acuse.until(lambda: "#8" in acuse.words())
    acuse.press(sheet, "RemoteCallbacks", "Lead here", "#8")
    acuse.press(sheet, "RemoteCallbacks", "Have it lead here")
    acuse.until(lambda: not card.notice.isVisible())
    assert [one["callback_url"] for one in bitso.subscriptions] == [acuse.callback("bitso")]


def test_each_card_says_what_its_provider_has_and_what_keeps_it_from_being_known(
    acuse: Driver,
) -> None:
    juno, bitso = acuse.standins.juno, acuse.standins.bitso
    bitso.subscriptions = [
        {"id": 8, "callback_url": acuse.callback("bitso"), "event": "withdrawal"}
    ]
    juno.first("GET", juno.unauthorized)
    opened_again(acuse)
    there = acuse.says("ConnectionsPage", "registered · {0}").format("withdrawal")
    acuse.until(lambda: badge(acuse, "bitso").text() == there)
    missing = acuse.says("ConnectionsPage", "not registered")
    acuse.until(lambda: badge(acuse, "yuno").text() == missing)
    unknown = acuse.says("ConnectionsPage", "not known")
    acuse.until(lambda: badge(acuse, "juno").text() == unknown)
    assert "Invalid Nonce or Invalid Credentials" in badge(acuse, "juno").toolTip()
    opened_again(acuse)
    acuse.until(lambda: badge(acuse, "juno").text() == missing)
    assert badge(acuse, "juno").toolTip() == ""
    assert all(one.changes() == [] for one in acuse.standins.all().values())


def test_nobody_is_asked_again_at_once(acuse: Driver) -> None:
    opened_again(acuse)
    acuse.until(lambda: len(acuse.standins.yuno.calls) == 1)
    acuse.window.show_page("settings")
    acuse.window.show_page("connections")
    acuse.press(acuse.page, "ReceiverBar", "Probe")
    acuse.reads(acuse.says("Probe", "comes in here"))
    assert [len(one.calls) for one in acuse.standins.all().values()] == [1, 1, 1, 0, 0]
