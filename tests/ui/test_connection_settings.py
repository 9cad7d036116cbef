"""What a connection can be set to, and what is new in its deliveries."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.config.settings import Settings
from app.core.delivery import Trust
from app.core.query import parse_filter
from app.providers import PROVIDERS
from app.store.rows import ConnectionHealth
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.pages.connections import ConnectionsPage
from app.ui.widgets import connection_words
from app.ui.widgets.connection_settings import ConnectionSheet
from app.ui.widgets.dialogs import Sheet
from tests.ui.conftest import Kept
from tests.ui.connecting import (
    NOW,
    TOKEN,
    World,
    buttons,
    card,
    dialog,
    press,
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


# --- settings of a connection ---------------------------------------------------------------------


def box(sheet: QWidget, name: str) -> QComboBox:
    return next(one for one in sheet.findChildren(QComboBox) if one.accessibleName() == name)


def choose(sheet: QWidget, name: str, value: object) -> None:
    found = box(sheet, name)
    found.setCurrentIndex(found.findData(value))


def settings_of(page: ConnectionsPage, provider: str) -> Sheet:
    press(card(page, provider), "Settings…")
    return dialog(page)


def save(sheet: Sheet, qtbot: QtBot) -> None:
    """Save, and wait until the sheet is closed."""
    assert isinstance(sheet, ConnectionSheet)
    with qtbot.waitSignal(sheet.saved):
        press(sheet, "Save")


def addresses_in(sheet: QWidget) -> QPlainTextEdit:
    (found,) = sheet.findChildren(QPlainTextEdit)
    return found


def test_published_addresses_follow_the_environment(page: ConnectionsPage) -> None:
    sheet = settings_of(page, "juno")
    found = addresses_in(sheet)
    assert found.toPlainText() == "\n".join(PROVIDERS["juno"].environments["production"].addresses)
    assert found.isReadOnly()
    choose(sheet, "Environment", "stage")
    assert found.toPlainText() == "\n".join(PROVIDERS["juno"].environments["stage"].addresses)


def test_each_environment_has_a_list_of_its_own(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    sheet = settings_of(page, "bitso")
    which = "Which list of source addresses"
    choose(sheet, which, True)
    addresses_in(sheet).setPlainText("203.0.113.0/24\n\n2001:db8::/32\n203.0.113.0/24")
    choose(sheet, "Environment", "stage")
    assert box(sheet, which).currentData() is False
    choose(sheet, which, True)
    addresses_in(sheet).setPlainText("198.51.100.7")
    press(sheet, "Save")
    qtbot.waitUntil(lambda: world.settings.connection("bitso").environment == "stage")
    kept = world.settings.connection("bitso")
    assert kept.addresses == {
        "production": ("203.0.113.0/24", "2001:db8::/32"),
        "stage": ("198.51.100.7",),
    }
    assert kept.own_addresses() == ("198.51.100.7",)


def test_what_is_no_address_is_named_and_cannot_be_saved(page: ConnectionsPage) -> None:
    sheet = settings_of(page, "juno")
    choose(sheet, "Which list of source addresses", True)
    addresses_in(sheet).setPlainText("203.0.113.9\n203.0.113.300/40")
    assert "Line 2 is neither an address nor a block: 203.0.113.300/40" in words(sheet)
    assert not buttons(sheet, "Save")[0].isEnabled()
    press(sheet, "Reset to the published list")
    assert buttons(sheet, "Save")[0].isEnabled()
    assert addresses_in(sheet).isReadOnly()


def test_every_option_of_a_connection_is_kept_and_the_default_is_not_written(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    sheet = settings_of(page, "juno")
    choose(sheet, "Signature", "required")
    save(sheet, qtbot)
    assert world.settings.connection("juno").options == {"signature": "required"}
    sheet = settings_of(page, "juno")
    assert box(sheet, "Signature").currentData() == "required"
    choose(sheet, "Signature", "if present")
    save(sheet, qtbot)
    assert world.settings.connection("juno").options == {}


def test_just_wallets_headers_and_plain_mode_are_chosen_here(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    sheet = settings_of(page, "just_wallet")
    headers = next(
        one for one in sheet.findChildren(QLineEdit) if one.accessibleName() == "Signature headers"
    )
    assert headers.text() == "Signature, Webhook-Secret"
    headers.setText("X-Wallet-Signature")
    choose(sheet, "Signature", "plain")
    press(sheet, "Save")
    wanted = {"mode": "plain", "headers": "X-Wallet-Signature"}
    qtbot.waitUntil(lambda: world.settings.connection("just_wallet").options == wanted)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_option_of_every_provider_has_its_field(page: ConnectionsPage, provider: str) -> None:
    sheet = settings_of(page, provider)
    fields = {one.accessibleName() for one in sheet.findChildren(QWidget)}
    assert {one.label for one in PROVIDERS[provider].options} <= fields


def test_a_new_secret_address_is_made_only_when_it_is_wanted(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    sheet = settings_of(page, "yuno")
    press(sheet, "Make a new one…")
    assert "the old address answers 404" in words(sheet)
    qtbot.waitUntil(lambda: bool(buttons(sheet, "Make it")))
    press(sheet, "Make it")
    press(sheet, "Save")
    qtbot.waitUntil(lambda: world.settings.connection("yuno").token != TOKEN)
    assert len(world.settings.connection("yuno").token) >= 20
    assert world.settings.connection("juno").token == TOKEN


def test_the_rule_says_whether_it_protects() -> None:
    listed = ("203.0.113.9",)
    local = Settings()
    tunnel = replace(local, public_url="https://hooks.example.mx")
    proxied = replace(tunnel, trusted_proxies=("127.0.0.1",), proxy_header="CF-Connecting-IP")
    hidden = ConnectionHealth("juno", 1, 0, 0, NOW, "secret path only", "", "", "hidden")

    def word(addresses: tuple[str, ...], settings: Settings, *seen: ConnectionHealth) -> str:
        return connection_words.address_rule(addresses, settings, seen[0] if seen else None).word

    assert word((), tunnel) == "Off"
    assert word(listed, local) == "Active"
    assert word(listed, tunnel) == word(listed, local, hidden) == "Inactive"
    assert word(listed, replace(tunnel, host="localhost")) == "Inactive"
    assert word(listed, replace(tunnel, host="203.0.113.1")) == "Active"
    assert word(listed, proxied, hidden) == "Active"
    rule = connection_words.address_rule(listed, proxied, None)
    assert "CF-Connecting-IP" in rule.words


def test_proxies_are_trusted_by_explicit_choice_only(
    page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    press(page, "Trusted proxies…")
    sheet = dialog(page)
    (choice,) = sheet.findChildren(QCheckBox)
    assert not choice.isChecked()
    assert not addresses_in(sheet).isEnabled()
    choice.setChecked(True)
    addresses_in(sheet).setPlainText("10.0.0.0/8\nnobody")
    assert not buttons(sheet, "Save")[0].isEnabled()
    addresses_in(sheet).setPlainText("10.0.0.0/8")
    box(sheet, "Header").setEditText("CF-Connecting-IP")
    press(sheet, "Save")
    qtbot.waitUntil(lambda: world.settings.trusted_proxies == ("10.0.0.0/8",))
    assert world.settings.proxy_header == "CF-Connecting-IP"


def test_the_forms_that_matched_are_shown(kept: Kept, page: ConnectionsPage, qtbot: QtBot) -> None:
    body = b'{"event.type":"payout","data":{"id":"a","status":"pending"}}'
    signature = hmac.new(b"s", body, hashlib.sha256).hexdigest()
    trust = Trust(credentials={"webhook_secret": "s"})
    kept.deliver(body, "just_wallet", headers={"signature": signature}, trust=trust)
    kept.project()
    sheet = settings_of(page, "just_wallet")
    qtbot.waitUntil(lambda: "raw body: 1 of the last deliveries" in words(sheet))
    assert "other forms are still accepted" in words(sheet)
    with kept.open() as reader:
        found = reader.matches("just_wallet")
    assert "other forms" not in connection_words.matches(found, is_only=True)


# --- what is new in deliveries --------------------------------------------------------------------


def open_fields(page: ConnectionsPage) -> Sheet:
    name = "Fields of the deliveries of Juno"
    juno = card(page, "juno")
    next(one for one in juno.findChildren(QPushButton) if one.accessibleName() == name).click()
    return dialog(page)


def test_a_new_field_is_told_until_it_was_seen(
    kept: Kept, page: ConnectionsPage, world: World, qtbot: QtBot
) -> None:
    def news() -> str:
        return words(card(page, "juno"))

    qtbot.waitUntil(lambda: "nothing that Acuse does not know" in news())
    kept.issuance(1, fee="0.10", at=NOW)
    kept.issuance(2, fee="0.20", rebate="1", at=NOW)
    kept.project()
    page.refresh()
    qtbot.waitUntil(lambda: "new field rebate, first seen 09:00 · 1 more" in news())
    sheet = open_fields(page)
    qtbot.waitUntil(lambda: "new field fee, first seen 09:00" in words(sheet))
    assert "TRANSACTION · payload.issuance.fee" in words(sheet)
    (table,) = sheet.findChildren(QTableView)
    assert table.model().index(0, 0).data() == "new: payload.issuance.fee"
    everything = table.model().rowCount()
    (search,) = sheet.findChildren(QLineEdit)
    QTest.keyClicks(search, "sender_cl")
    assert (table.model().rowCount(), everything > 10) == (1, True)
    assert table.model().index(0, 5).data() == "2"
    press(sheet, "Mark all as seen")
    qtbot.waitUntil(lambda: [one.name for one in world.seen] != [])
    assert {one.name for one in world.seen} == {"payload.issuance.fee", "payload.issuance.rebate"}


@pytest.mark.parametrize("by_key", [True, False])
def test_a_field_leads_to_the_deliveries_that_have_it(
    kept: Kept, page: ConnectionsPage, qtbot: QtBot, by_key: bool
) -> None:
    kept.issuance(1, fee="0.10", at=NOW)
    kept.issuance(2, at=NOW)
    kept.project()
    sheet = open_fields(page)
    (table,) = sheet.findChildren(QTableView)
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)
    leads = next(b for b in sheet.findChildren(QPushButton) if b.text() == "Show its deliveries")
    assert not leads.isEnabled()
    table.setCurrentIndex(table.model().index(0, 0))
    assert leads.isEnabled()
    with qtbot.waitSignal(page.filter_asked) as asked:
        if by_key:
            table.setFocus()
            QTest.keyClick(table, Qt.Key.Key_Return)
        else:
            leads.click()
    assert asked.args == ["provider:juno path:payload.issuance.fee=*"]
    assert not sheet.isVisible()
    with kept.open() as reader:
        found = reader.feed_page(query=parse_filter(str(asked.args[0]), PROVIDERS))
    assert [row.transaction_id[-1] for row in found] == ["1"]


def test_a_path_that_no_filter_can_name_leads_nowhere(
    kept: Kept, page: ConnectionsPage, qtbot: QtBot
) -> None:
    kept.deliver(kept.body(1, "COMPLETE", NOW, "1", **{'f"ee': "1"}))
    kept.project()
    sheet = open_fields(page)
    (table,) = sheet.findChildren(QTableView)
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)
    table.setCurrentIndex(table.model().index(0, 0))
    leads = next(b for b in sheet.findChildren(QPushButton) if b.text() == "Show its deliveries")
    assert not leads.isEnabled()


def test_a_path_is_copied_as_it_was_sent(kept: Kept, page: ConnectionsPage, qtbot: QtBot) -> None:
    kept.deliver(kept.body(1, "COMPLETE", NOW, "1", **{"f\u202eee": "1"}))
    kept.project()
    sheet = open_fields(page)
    (table,) = sheet.findChildren(QTableView)
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)
    assert "⟨U+202E⟩" in table.model().index(0, 0).data()
    table.setCurrentIndex(table.model().index(0, 0))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "payload.issuance.f\u202eee")
