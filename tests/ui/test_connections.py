"""The connections page: what a connection is worth in words, and what is asked of a provider."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from app.core.errors import ProviderRefused, SecretMissing
from app.providers import PROVIDERS
from app.store.rows import ConnectionHealth
from app.ui.actions import Actions, ReceiverState
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.pages.connections import ConnectionsPage
from app.ui.widgets import connection_words
from app.ui.widgets.connection_card import ConnectionCard
from app.ui.widgets.credentials import CredentialsSheet
from app.ui.widgets.parts import Pill
from app.ui.widgets.registration import RegistrationSheet
from tests.ui.connecting import (
    NOW,
    TOKEN,
    World,
    buttons,
    card,
    dialog,
    press,
    request_of,
    url,
    words,
)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def page(ask: Ask, bridge: Bridge, actions: Actions, world: World, qtbot: QtBot) -> ConnectionsPage:
    made = whole(ConnectionsPage(ask, bridge, world.actions(actions), now=lambda: NOW))
    qtbot.addWidget(made)
    made.resize(1240, 820)
    made.show()
    return made


# --- words ----------------------------------------------------------------------------------------


def known(**more: object) -> ConnectionHealth:
    basic = ConnectionHealth(
        "juno", 10, 0, 0, NOW - timedelta(seconds=12), "signature", "rsa-sha256", "", "allowed"
    )
    return replace(basic, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "missing", "is_on", "word"),
    [
        (known(), (), True, "Healthy"),
        (known(last_basis="address"), (), True, "Healthy"),
        (known(last_basis="secret path only"), (), True, "Secret address only"),
        (known(last_weak=True), (), True, "Weak check"),
        (known(last_basis="failed"), (), True, "Last one refused"),
        (known(), ("Webhook secret",), True, "Secret missing"),
        (known(), (), False, "Not receiving"),
        (None, (), True, "Waiting"),
    ],
)
def test_health_is_the_one_thing_that_matters_most(
    found: ConnectionHealth | None, missing: tuple[str, ...], is_on: bool, word: str
) -> None:
    assert connection_words.health(found, missing, is_on=is_on).word == word


@pytest.mark.parametrize(
    ("found", "missing", "sentence"),
    [
        (known(last_form="compact payload"), (), "RSA-SHA256 signature · compact payload"),
        (known(last_basis="secret path only"), (), "authenticity: secret address only"),
        (known(last_weak=True, last_scheme="sha256"), (), "sha256 signature · weak"),
        (known(last_scheme="hmac-sha256-hex in the body"), (), "HMAC-SHA256 in the body"),
        (None, ("Webhook secret",), "needs Webhook secret; answered 503 until then"),
        (None, (), "no delivery yet"),
    ],
)
def test_verification_in_words(
    found: ConnectionHealth | None, missing: tuple[str, ...], sentence: str
) -> None:
    assert connection_words.verification(found, missing) == sentence


# --- cards ----------------------------------------------------------------------------------------


def test_a_card_for_each_provider_with_its_own_buttons(page: ConnectionsPage) -> None:
    buttons = {
        one.provider.name: {made.text() for made in one.findChildren(QPushButton)}
        for one in page.findChildren(ConnectionCard)
    }
    assert set(buttons) == set(PROVIDERS)
    assert {"Register callback", "List"} <= buttons["juno"]
    assert "Preview request" in buttons["juicyway"]
    assert {"Copy callback", "Checklist"} <= buttons["just_wallet"]
    assert all({"Change…", "Send test event"} <= names for names in buttons.values())


def test_a_card_follows_the_store(
    page: ConnectionsPage, arrive: Callable[..., list[int]], qtbot: QtBot
) -> None:
    juno = card(page, "juno")
    qtbot.waitUntil(lambda: "none yet" in words(juno))
    arrive(3)
    qtbot.waitUntil(lambda: "3 in all" in words(juno))
    assert "source address and secret path" in words(juno)


def test_the_callback_is_copied_whole_and_shown_short(page: ConnectionsPage) -> None:
    juno = card(page, "juno")
    press(card(page, "just_wallet"), "Copy callback")
    assert QGuiApplication.clipboard().text() == url("just_wallet")
    assert TOKEN not in words(juno)
    assert "/hooks/juno/tttt…tttt" in words(juno)


def test_each_line_of_a_card_has_the_room_that_its_button_leaves(page: ConnectionsPage) -> None:
    """A long link in one line takes no room from an address in another."""
    found = card(page, "juno")
    QApplication.processEvents()
    copier = next(one for one in found.findChildren(QToolButton) if one.isVisible())
    link = found.button("credentials")
    ends = [one.mapTo(found, one.rect().topRight()).x() for one in (copier, link)]
    assert ends[0] == ends[1]
    assert found._callback.width() > found._secrets.width()


def test_flat_buttons_end_where_the_pill_above_them_ends(page: ConnectionsPage) -> None:
    found = card(page, "juno")
    QApplication.processEvents()
    (pill,) = found.findChildren(Pill)
    edge = pill.mapTo(found, pill.rect().topRight()).x()
    links = [one for one in found.findChildren(QPushButton) if one.property("kind") == "link"]
    assert len(links) == 4
    for link in links:
        option = QStyleOptionButton()
        link.initStyleOption(option)
        words = link.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, link)
        assert link.mapTo(found, words.topRight()).x() == edge


def test_a_missing_secret_is_named(page: ConnectionsPage, qtbot: QtBot) -> None:
    wallet = card(page, "just_wallet")
    qtbot.waitUntil(lambda: "missing: Webhook secret" in words(wallet))
    assert "needs Webhook secret" in words(wallet)


def test_a_receiver_that_does_not_listen_is_a_problem(
    ask: Ask, bridge: Bridge, actions: Actions, qtbot: QtBot
) -> None:
    state = ReceiverState(False, "127.0.0.1", 8787, "Port 8787 is taken by nginx.")
    made = whole(ConnectionsPage(ask, bridge, replace(actions, receiver_state=lambda: state)))
    qtbot.addWidget(made)
    made.show()
    assert "Port 8787 is taken by nginx." in words(made)


def test_a_test_event_tells_what_came_of_it(page: ConnectionsPage, qtbot: QtBot) -> None:
    juno = card(page, "juno")
    pressed = press(juno, "Send test event")
    assert not pressed.isEnabled()
    qtbot.waitUntil(lambda: "juno answered 200 in 4 ms" in words(juno))
    assert pressed.isEnabled()


# --- registering ----------------------------------------------------------------------------------


def test_the_exact_request_is_shown_before_anything_is_sent(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    press(card(page, "juno"), "Register callback")
    sheet = dialog(page)
    qtbot.waitUntil(lambda: "TRANSACTION" in request_of(sheet))
    assert world.registered == []
    press(sheet, "Register callback")
    qtbot.waitUntil(lambda: "Webhook successfully created" in words(sheet))
    assert "#11330 transaction" in words(sheet)
    assert world.registered == [("juno", "production", "v4", ("TRANSACTION",))]
    assert "registered · transaction" in words(card(page, "juno"))


def test_bitso_lets_events_and_interface_be_chosen(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    press(card(page, "bitso"), "Register callback")
    sheet = dialog(page)
    qtbot.waitUntil(lambda: "funding,withdrawal" in request_of(sheet))
    boxes = {box.text(): box for box in sheet.findChildren(QCheckBox)}
    boxes["payout"].setChecked(True)
    boxes["funding"].setChecked(False)
    qtbot.waitUntil(lambda: "withdrawal,payout" in request_of(sheet))
    assert isinstance(sheet, RegistrationSheet)
    sheet._api.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "/v3-legacy/" in request_of(sheet))
    assert not boxes["payout"].isVisible()
    press(sheet, "Register callback")
    qtbot.waitUntil(lambda: bool(world.registered))
    assert world.registered == [("bitso", "production", "v3-legacy", ())]


def test_without_an_event_nothing_can_be_sent(page: ConnectionsPage, qtbot: QtBot) -> None:
    press(card(page, "bitso"), "Register callback")
    sheet = dialog(page)
    for box in sheet.findChildren(QCheckBox):
        box.setChecked(False)
    qtbot.waitUntil(lambda: "Choose at least one event." in request_of(sheet))
    assert not buttons(sheet, "Register callback")[0].isEnabled()


def test_a_refusal_is_told_in_the_providers_own_words(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    world.answer = ProviderRefused(
        "Bitso refused the request.",
        cause="Duplicated subscription for event types: [funding]",
        remedy="Delete the old one first.",
    )
    press(card(page, "bitso"), "Register callback")
    sheet = dialog(page)
    qtbot.waitUntil(lambda: "funding" in request_of(sheet))
    press(sheet, "Register callback")
    qtbot.waitUntil(lambda: "Duplicated subscription" in words(sheet))
    for sentence in ("Bitso refused the request.", "Delete the old one first.", "provider-refused"):
        assert sentence in words(sheet)


def test_a_missing_api_key_leads_to_the_credentials(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    world.answer = SecretMissing("The API key of Juno is missing.")
    press(card(page, "juno"), "Register callback")
    sheet = dialog(page)
    qtbot.waitUntil(lambda: "TRANSACTION" in request_of(sheet))
    press(sheet, "Register callback")
    qtbot.waitUntil(lambda: "The API key of Juno is missing." in words(sheet))
    qtbot.waitUntil(lambda: bool(buttons(sheet, "Enter credentials…")))
    press(sheet, "Enter credentials…")
    assert [one for one in page.findChildren(CredentialsSheet) if one.isVisible()]


def test_without_a_public_address_the_dialog_asks_for_it(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    world.settings = replace(world.settings, public_url="")
    press(card(page, "juno"), "Register callback")
    sheet = dialog(page)
    assert "Providers cannot reach this computer yet" in words(sheet)
    field = next(
        one for one in sheet.findChildren(QLineEdit) if one.accessibleName() == "Public address"
    )
    field.setText("https://x y")
    press(sheet, "Save address")
    qtbot.waitUntil(lambda: "The address cannot be used." in words(sheet))
    field.setText("https://hooks.other.mx/")
    press(sheet, "Save address")
    qtbot.waitUntil(lambda: "TRANSACTION" in request_of(sheet))
    assert world.settings.public_url == "https://hooks.other.mx"
    assert not field.isVisible()
    assert "https://hooks.other.mx/hooks/juno/" in words(card(page, "juno"))


def test_juicyways_request_is_shown_but_never_sent(page: ConnectionsPage, qtbot: QtBot) -> None:
    press(card(page, "juicyway"), "Preview request")
    sheet = dialog(page)
    qtbot.waitUntil(lambda: "POST" in request_of(sheet))
    assert not buttons(sheet, "Register callback")
    assert "require_mfa" in sheet.notice.words()
    assert "every callback URL of the account" in sheet.notice.words()
    press(sheet, "Copy request")
    assert QGuiApplication.clipboard().text() == request_of(sheet)


def test_a_dialog_may_be_closed_while_the_provider_thinks(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    press(card(page, "juno"), "Register callback")
    sheet = dialog(page)
    qtbot.waitUntil(lambda: "TRANSACTION" in request_of(sheet))
    press(sheet, "Register callback")
    with qtbot.waitSignal(sheet.destroyed):
        sheet.close()
    qtbot.waitUntil(lambda: bool(world.registered))
    QApplication.processEvents()


def test_remote_callbacks_are_listed_and_deleted(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    press(card(page, "juno"), "List")
    sheet = dialog(page)
    qtbot.waitUntil(lambda: "https://old.example/x" in words(sheet))
    assert "registered · transaction" in words(card(page, "juno"))
    gone = next(
        one
        for one in sheet.findChildren(QPushButton)
        if one.accessibleName() == "Delete #9 funding"
    )
    gone.click()
    assert world.deleted == []
    qtbot.waitUntil(lambda: bool(buttons(sheet, "Delete it")))
    (delete,) = buttons(sheet, "Delete it")
    assert not delete.isEnabled()  # in production the provider's name is to be typed
    field = next(one for one in sheet.findChildren(QLineEdit) if one.isVisible())
    assert field.placeholderText() == "Type Juno to delete it"
    QTest.keyClicks(field, "jun")
    assert not delete.isEnabled()
    QTest.keyClicks(field, "o")
    qtbot.waitUntil(delete.isEnabled)
    assert "DELETE /v4/webhooks/9 HTTP/1.1" in request_of(sheet)
    press(sheet, "Delete it")
    qtbot.waitUntil(lambda: "Callback #9 is deleted." in words(sheet))
    assert world.deleted == ["9"]


def test_credentials_are_taken_and_never_shown_again(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    wallet = card(page, "just_wallet")
    wallet.button("credentials").click()
    sheet = dialog(page)
    field = next(
        one for one in sheet.findChildren(QLineEdit) if one.accessibleName() == "Webhook secret"
    )
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field.setText("  s3cret ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: world.secrets == {("just_wallet", "webhook_secret"): "s3cret"})
    qtbot.waitUntil(lambda: "entered: Webhook secret" in words(wallet))
    assert field.text() == ""
    assert "s3cret" not in words(sheet)
    qtbot.waitUntil(lambda: bool(buttons(sheet, "Remove")))
    press(sheet, "Remove")
    qtbot.waitUntil(lambda: not world.secrets)


def test_the_checklist_leads_through_the_dashboard(page: ConnectionsPage, qtbot: QtBot) -> None:
    press(card(page, "just_wallet"), "Checklist")
    sheet = dialog(page)
    assert url("just_wallet") in words(sheet)
    steps = [box.text() for box in sheet.findChildren(QCheckBox)]
    assert "Tick every event" in steps
    press(sheet, "Send test event")
    wallet = card(page, "just_wallet")
    qtbot.waitUntil(lambda: "just_wallet answered 200" in words(wallet))


def test_a_secret_is_made_here_and_copied_but_never_replaced_unasked(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    press(card(page, "just_wallet"), "Checklist")
    sheet = dialog(page)
    press(sheet, "Make one")
    key = ("just_wallet", "webhook_secret")
    qtbot.waitUntil(lambda: key in world.secrets and "kept here" in words(sheet))
    first = world.secrets[key]
    assert len(first) > 40
    assert first not in words(sheet)  # it stands in its field alone
    copy = next(
        one for one in sheet.findChildren(QToolButton) if one.accessibleName() == "Copy the secret"
    )
    copy.click()
    assert QGuiApplication.clipboard().text() == first
    qtbot.waitUntil(lambda: buttons(sheet, "Make one")[0].isEnabled())
    press(sheet, "Make one")
    qtbot.waitUntil(lambda: "There is a webhook secret already" in words(sheet))
    assert world.secrets[key] == first
    qtbot.waitUntil(lambda: bool(buttons(sheet, "Replace it")))
    press(sheet, "Replace it")
    qtbot.waitUntil(lambda: world.secrets[key] != first)
