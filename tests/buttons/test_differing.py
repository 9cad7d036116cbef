"""The list of differences by the window: accepted with a note, opened again, and left by itself."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
from PySide6.QtWidgets import QWidget

from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets import differences_sheet
from app.ui.widgets.attention_acts import NoteSheet
from app.ui.widgets.differences_sheet import DifferencesSheet
from tests.buttons.driving import Driver
from tests.buttons.test_asking import issuance


def heard(acuse: Driver, payload: Mapping[str, object]) -> None:
    """A webhook of Juno's."""
    (url,) = [one.local_url for one in acuse.app.callbacks() if one.provider == "juno"]
    body = {"event": "TRANSACTION", "payload": payload}
    assert httpx.post(url, json=body, trust_env=False).status_code == 200


def differing(acuse: Driver, status: str = "COMPLETE") -> None:
    """Juno is asked and answers something else than its webhook said."""
    heard(acuse, issuance("PENDING", 9))
    acuse.standins.juno.transactions = [issuance(status, 1)]
    sheet = acuse.open_backfill("juno")
    acuse.press(sheet, "BackfillSheet", "Ask now")
    acuse.until(sheet.notice.isVisible)
    sheet.close()


def opened(acuse: Driver) -> DifferencesSheet:
    (sheet,) = acuse.sheets()
    assert isinstance(sheet, DifferencesSheet)
    return sheet


def press(acuse: Driver, sheet: QWidget, words: str) -> None:
    acuse.press(sheet, "DifferencesSheet", words)


def test_a_difference_is_accepted_with_a_note_opened_again_and_goes_by_itself(
    acuse: Driver,
) -> None:
    differing(acuse)
    acuse.press(acuse.card("juno"), "ConnectionCard", "Look…")
    sheet = opened(acuse)
    press(acuse, sheet, "Accept…")
    note = next(one for one in acuse.sheets() if isinstance(one, NoteSheet))
    note._field.setText("asked by phone")
    acuse.press(note, "DifferencesSheet", "Accept the difference")
    acuse.reads("asked by phone")
    press(acuse, sheet, "Open again")
    acuse.until(lambda: "asked by phone" not in acuse.words())
    heard(acuse, issuance("COMPLETE", 1))
    acuse.reads(acuse.says("DifferencesSheet", "They agree, as far as was asked."))


def test_the_payment_is_shown(acuse: Driver) -> None:
    differing(acuse, "FAILED")
    acuse.press(acuse.page, "ConnectionsPage", "Differences…")
    sheet = opened(acuse)
    press(acuse, sheet, "Show the payment")
    page = acuse.window.page("transactions")
    assert isinstance(page, TransactionsPage)
    acuse.until(page.isVisible)
    acuse.until(lambda: not acuse.sheets())


def test_a_long_list_comes_in_parts(acuse: Driver) -> None:
    step = differences_sheet._STEP
    for number in range(step + 1):
        heard(acuse, {**issuance("PENDING", 9), "id": f"t{number}"})
    acuse.standins.juno.transactions = [
        {**issuance("COMPLETE", 1), "id": f"t{number}"} for number in range(step + 1)
    ]
    sheet = acuse.open_backfill("juno")
    acuse.press(sheet, "BackfillSheet", "Ask now")
    acuse.until(sheet.notice.isVisible)
    sheet.close()
    acuse.press(acuse.page, "ConnectionsPage", "Differences…")
    found = opened(acuse)
    words = acuse.says("DifferencesSheet", "Show the payment")
    acuse.until(lambda: shown(found, words) == step)
    press(acuse, found, "Show more")
    acuse.until(lambda: shown(found, words) == step + 1)


def shown(sheet: DifferencesSheet, words: str) -> int:
    buttons = sheet.findChildren(QWidget)
    return sum(one.accessibleName().startswith(words) for one in buttons if one.isVisible())
