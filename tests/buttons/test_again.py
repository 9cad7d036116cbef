"""Having Bitso send again, and the test event by the public address, by the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QPushButton

from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.redelivery_sheet import RedeliverySheet
from tests.buttons.driving import Driver

RETRY = "/v4/webhooks/events/retry"


def opened(acuse: Driver) -> RedeliverySheet:
    sheet = acuse.open_backfill("bitso")
    acuse.press(sheet, "BackfillSheet", "Have it sent again…")
    (found,) = (one for one in acuse.sheets() if isinstance(one, RedeliverySheet))
    return found


def button(acuse: Driver, sheet: Sheet, words: str) -> QPushButton:
    named = acuse.says("RedeliverySheet", words)
    return next(one for one in sheet.findChildren(QPushButton) if one.text() == named)


def answers(sheet: Sheet) -> str:
    found = sheet.findChild(QPlainTextEdit)
    assert isinstance(found, QPlainTextEdit)
    return found.toPlainText()


def sources(acuse: Driver) -> list[str]:
    with acuse.app.open_reader() as reader:
        return [row.source for row in reader.feed_page()]


def test_it_is_off_until_confirmed_counted_before_it_is_sent(acuse: Driver) -> None:
    sheet = opened(acuse)
    count, send = button(acuse, sheet, "Count"), button(acuse, sheet, "Send again")
    confirmed = sheet.findChild(QCheckBox)
    assert isinstance(confirmed, QCheckBox)
    assert not count.isEnabled()
    preview, path = sheet._paths.values()
    preview.setText(f"{RETRY}/preview")
    path.setText(RETRY)
    assert not count.isEnabled()
    confirmed.setChecked(True)
    assert count.isEnabled()
    assert not send.isEnabled()
    count.click()
    acuse.reads(acuse.says("RedeliverySheet", "Nothing has been sent yet."))
    assert "14" in answers(sheet)
    bitso = acuse.standins.bitso
    asked = [call for call in bitso.calls if "/retry" in call]
    assert len(asked) == 2
    assert all(call.endswith("/preview") for call in asked)
    # another time or another path was not counted
    sheet._since.setDateTime(sheet._since.dateTime().addDays(-7))
    assert not send.isEnabled()
    count.click()
    acuse.until(send.isEnabled)
    send.click()
    acuse.reads(acuse.says("RedeliverySheet", "It arrives like every other delivery."))
    sent = [call for call in bitso.calls if call.endswith("/retry")]
    assert len(sent) == 6  # eight days in parts of three, for both kinds of events
    assert not send.isEnabled()
    kept = acuse.app.actions().settings().connection("bitso").options
    assert kept["redelivery_path"] == RETRY


def test_a_path_that_cannot_be_and_a_refusal_are_told(acuse: Driver) -> None:
    sheet = opened(acuse)
    confirmed = sheet.findChild(QCheckBox)
    assert isinstance(confirmed, QCheckBox)
    preview, _ = sheet._paths.values()
    preview.setText("https://evil.example/x")
    confirmed.setChecked(True)
    button(acuse, sheet, "Count").click()
    acuse.until(lambda: "evil.example" in sheet.notice.words())
    assert acuse.standins.bitso.calls == []
    preview.setText(f"{RETRY}/preview")
    confirmed.setChecked(True)
    acuse.standins.bitso.first("POST", acuse.fault("bitso", "unauthorized"))
    button(acuse, sheet, "Count").click()
    acuse.is_told(sheet, "Bitso refused the call.")
    assert not button(acuse, sheet, "Send again").isEnabled()


def test_a_test_event_goes_out_and_comes_in_by_the_public_address(acuse: Driver) -> None:
    acuse.card("juno").button("test-publicly").click()
    words = acuse.says("ConnectionsPage", "The test event arrived")
    acuse.is_told(acuse.card("juno"), words)
    acuse.until(lambda: sources(acuse) == ["test"])
    with acuse.app.open_reader() as reader:
        assert reader.stats().by_provider_status == {}
    # where somebody else answers there, it has not come in
    actions = acuse.app.actions()
    elsewhere = acuse.standins.juno.url
    settings = actions.settings()
    actions.save_settings(replace(settings, public_url=elsewhere))
    acuse.card("juno").button("test-publicly").click()
    acuse.is_told(acuse.card("juno"), "The test event did not get through.")
    assert sources(acuse) == ["test"]
