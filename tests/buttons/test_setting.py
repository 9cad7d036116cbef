"""What is set, copied and ticked by the window: settings, proxies, fields, checklist, files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import httpx
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QWidget

from app.ui.widgets.checklist import Checklist
from app.ui.widgets.connection_fields import FieldsSheet
from app.ui.widgets.connection_settings import ConnectionSheet
from app.ui.widgets.import_sheet import ImportSheet
from app.ui.widgets.trusted_proxies import ProxySheet
from tests.buttons.driving import Driver


def copied() -> str:
    return QGuiApplication.clipboard().text()


def icon(acuse: Driver, provider: str, words: str) -> None:
    """Press one of a card's buttons that are only an icon."""
    card = acuse.card(provider)
    named = acuse.says("ConnectionCard", words).format(card.provider.title)
    acuse.press(card, "", "", named)


def named(acuse: Driver, sheet: QWidget, context: str, words: str) -> None:
    """Press a button that is only an icon."""
    acuse.press(sheet, "", "", acuse.says(context, words))


def test_addresses_and_requests_are_copied(acuse: Driver) -> None:
    icon(acuse, "juno", "Copy the callback URL of {0}")
    assert copied() == acuse.callback("juno")
    acuse.card("just_wallet").button("copy").click()
    assert copied() == acuse.callback("just_wallet")
    sheet = acuse.open("juno", "register")
    acuse.until(lambda: "POST" in acuse.fields(sheet))
    acuse.press(sheet, "RegistrationSheet", "Copy request")
    assert copied().startswith("POST /v4/webhooks HTTP/1.1")


def test_without_an_address_it_is_entered_where_it_is_missed(acuse: Driver) -> None:
    settings = acuse.app.actions().settings()
    acuse.app.actions().save_settings(replace(settings, public_url=""))
    acuse.page.show_settings()
    acuse.press(acuse.page, "ReceiverBar", "Set public address…")
    acuse.sheets()[0].close()
    sheet = acuse.open("juno", "register")
    acuse.enter(sheet, "PublicAddress", "Public address", "not an address")
    acuse.press(sheet, "PublicAddress", "Save address")
    acuse.reads(acuse.said("Give an address such as https://hooks.example.com."))
    acuse.enter(sheet, "PublicAddress", "Public address", "https://hooks.example.com/")
    acuse.press(sheet, "PublicAddress", "Save address")
    acuse.until(lambda: "https://hooks.example.com/hooks/juno/" in acuse.fields(sheet))


def test_a_new_secret_address_replaces_the_old_one_once_it_is_saved(acuse: Driver) -> None:
    def status(url: str) -> int:
        return httpx.post(url, json={"event": "TRANSACTION"}, trust_env=False).status_code

    old = acuse.callback("juno")
    assert status(old) == 200
    sheet = acuse.open("juno", "settings")
    acuse.press(sheet, "ConnectionSheet", "Make a new one…")
    acuse.press(sheet.notice, "ConnectionSheet", "Make it")
    assert status(old) == 200, "it is not saved yet"
    acuse.press(sheet, "SettingsSheet", "Save")
    acuse.until(lambda: acuse.callback("juno") != old)
    assert (status(old), status(acuse.callback("juno"))) == (404, 200)


def test_a_list_of_ones_own_is_kept_refused_and_reset(acuse: Driver) -> None:
    sheet = acuse.open("juno", "settings")
    assert isinstance(sheet, ConnectionSheet)
    sheet._which.setCurrentIndex(1)
    sheet._list._box.setPlainText("no address")
    assert not sheet._save.isEnabled()
    sheet._list._box.setPlainText("203.0.113.9")
    acuse.press(sheet, "SettingsSheet", "Save")
    connection = acuse.app.actions().settings
    acuse.until(lambda: connection().connection("juno").own_addresses() == ("203.0.113.9",))
    acuse.until(lambda: not acuse.sheets())
    sheet = acuse.open("juno", "settings")
    acuse.press(sheet, "ConnectionSheet", "Reset to the published list")
    acuse.press(sheet, "ConnectionSheet", "Trusted proxies…")
    proxies = next(one for one in acuse.sheets() if isinstance(one, ProxySheet))
    acuse.press(proxies, "SettingsSheet", "Save")
    acuse.until(lambda: acuse.sheets() == [sheet])
    acuse.press(sheet, "SettingsSheet", "Save")
    acuse.until(lambda: connection().connection("juno").own_addresses() == ())


def test_what_is_new_is_marked_as_seen_and_its_deliveries_are_shown(acuse: Driver) -> None:
    (url,) = [one.local_url for one in acuse.app.callbacks() if one.provider == "juno"]
    payload = {"id": "t1", "type": "ISSUANCE", "status": "PENDING", "fee_a": 1, "fee_b": 2}
    body = {"event": "TRANSACTION", "payload": payload}
    assert httpx.post(url, json=body, trust_env=False).status_code == 200

    def unseen() -> int:
        with acuse.app.open_reader() as reader:
            return len(reader.news())

    acuse.until(lambda: unseen() == 2)
    acuse.press(acuse.card("juno"), "ConnectionCard", "Fields…")
    (sheet,) = acuse.sheets()
    assert isinstance(sheet, FieldsSheet)
    acuse.press(sheet, "FieldsSheet", "Seen")
    acuse.until(lambda: unseen() == 1)
    acuse.press(sheet, "FieldsSheet", "Mark all as seen")
    acuse.until(lambda: unseen() == 0)
    sheet._table.selectRow(0)
    acuse.press(sheet, "FieldsSheet", "Show its deliveries")
    acuse.until(acuse.window.page("feed").isVisible)


def test_the_checklist_makes_a_secret_and_sends_a_test(acuse: Driver) -> None:
    sheet = acuse.open("just_wallet", "checklist")
    assert isinstance(sheet, Checklist)
    named(acuse, sheet, "Checklist", "Copy the callback URL")
    assert copied() == acuse.callback("just_wallet")
    for box in sheet.findChildren(QCheckBox):
        box.click()
        assert box.isChecked()
    acuse.press(sheet, "Checklist", "Make one")
    acuse.until(lambda: sheet._secret.text())
    named(acuse, sheet, "Checklist", "Copy the secret")
    assert copied() == sheet._secret.text()
    acuse.press(sheet, "Checklist", "Send test event")
    arrived = acuse.says("ConnectionsPage", "The test event arrived")
    acuse.is_told(acuse.card("just_wallet"), arrived)
    before = sheet._secret.text()
    acuse.press(sheet, "Checklist", "Make one")
    acuse.press(sheet.notice, "Checklist", "Replace it")
    acuse.until(lambda: sheet._secret.text() not in ("", before))
    named(acuse, sheet.notice, "Notice", "Close this message")
    assert not sheet.notice.isVisible()
    acuse.press(sheet, "Checklist", "Enter it here…")
    assert len(acuse.sheets()) == 2


FAULTS = {
    "empty.csv": (b"", "It is empty."),
    "columns.csv": (b"amount,currency\n1,USD\n", "Entry 1 has no id"),
    "encoding.csv": ("id,amount\nñ,1\n".encode("latin-1"), "It is not UTF-8: byte 10 is wrong."),
    "torn.json": (b'[{"id":"a"', "not valid JSON"),
}


def test_a_file_is_imported_once_and_a_wrong_one_not_at_all(acuse: Driver, tmp_path: Path) -> None:
    acuse.press(acuse.card("just_wallet"), "ConnectionCard", "Import…")
    (sheet,) = acuse.sheets()
    assert isinstance(sheet, ImportSheet)

    def choose(name: str, content: bytes) -> None:
        file = tmp_path / name
        file.write_bytes(content)
        sheet.notice.hide()
        acuse.press(sheet, "ImportSheet", "Choose a file…")
        dialog = sheet.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(file))
        dialog.done(0)
        acuse.until(sheet.notice.isVisible)

    def kept() -> list[str]:
        with acuse.app.open_reader() as reader:
            return sorted(row.transaction_id for row in reader.transactions_page())

    for name, (content, _) in FAULTS.items():
        choose(name, content)
        acuse.is_told(sheet, "The file cannot be imported.")
        assert kept() == []
    whole = [{"id": "a", "status": "completed"}, {"id": "b"}, {"id": "a", "status": "completed"}]
    for _ in range(2):
        choose("whole.json", json.dumps(whole).encode())
        assert kept() == ["just_wallet:payout:a", "just_wallet:payout:b"]
    acuse.until(lambda: "3" in acuse.card("just_wallet")._asked.text())


def test_what_is_chosen_of_yunos_triggers_is_what_is_shown(acuse: Driver) -> None:
    sheet = acuse.open("yuno", "register")
    boxes = {one.text(): one for one in sheet.findChildren(QCheckBox)}
    environment = sheet.findChildren(QComboBox)[0]
    for name, box in boxes.items():
        if box.isChecked() != (name == "report.UPDATE"):
            box.click()
    environment.setCurrentIndex(environment.count() - 1)
    acuse.until(lambda: '"report_triggers":["UPDATE"]' in acuse.fields(sheet))
    assert "payment_triggers" not in acuse.fields(sheet)
