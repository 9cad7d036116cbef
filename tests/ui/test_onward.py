"""From a payment onward: the customer's answer, the CEP, the verdict; by keys and by mouse."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from app.config.settings import Settings
from app.ui.bridge import Bridge
from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets.inspector import Inspector
from app.ui.widgets.opening import CepSheet, LinkSheet
from app.ui.widgets.toast import Toast
from app.ui.window import MainWindow
from tests.ui.conftest import rows_of

Kept = Any
Choose = Callable[[], Inspector]
LEFT = Qt.MouseButton.LeftButton
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toString()))
    return found


@pytest.fixture
def page(window: MainWindow) -> TransactionsPage:
    found = window.page("transactions")
    assert isinstance(found, TransactionsPage)
    return found


@pytest.fixture
def choose(page: TransactionsPage, kept: Kept, bridge: Bridge, qtbot: QtBot) -> Choose:
    """Project what was delivered and choose the first row."""

    def choose() -> Inspector:
        bridge.notify(kept.project())
        qtbot.waitUntil(lambda: len(rows_of(page.model)) == 1)
        (row,) = rows_of(page.model)  # below its heading, where it needs attention
        page.listing.table.choose(page.model.place_of(row.number))
        inspector = page.listing.inspector
        qtbot.waitUntil(lambda: inspector.found() is not None)
        return inspector

    return choose


def funding(status: str = "complete", cep_link: str = "") -> bytes:
    details = {
        "sender_name": "Juana Perez",
        "sender_clabe": "012180044451188599",
        "receive_clabe": "710969000012345678",
        "sender_bank": 40012,
        "clave_rastreo": "MBAN01002508010099887766",
        "numeric_reference": "1712240",
        "cep_link": cep_link,
    }
    payload = {
        "fid": "037c0000000000000000000000000000",
        "status": status,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "currency": "mxn",
        "method": "praxis",
        "method_name": "SPEI Transfer",
        "amount": "100.00",
        "asset": "mxn",
        "network": "spei",
        "protocol": "clabe",
        "integration": "praxis",
        "details": details,
    }
    return json.dumps({"event": "funding", "payload": payload}).encode()


def test_one_key_copies_the_answer(
    page: TransactionsPage, kept: Kept, choose: Choose, qtbot: QtBot
) -> None:
    kept.issuance(1, external_fiat_id="TESTSPEI67127175")
    choose()
    qtbot.keyClick(page.window(), Qt.Key.Key_C, CTRL_SHIFT)
    said = QGuiApplication.clipboard().text()
    assert said.startswith("Su depósito por 100.00 MXN con clave de rastreo TEST…175 se completó")
    toast = page.window().findChild(Toast)
    assert toast is not None
    assert said in toast.text()


def test_the_language_of_the_answer_is_remembered(
    kept: Kept, choose: Choose, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[Settings] = []
    kept.issuance(1, "PENDING")
    inspector = choose()
    buttons = inspector.answers
    object.__setattr__(buttons._actions, "save_settings", saved.append)
    assert buttons.chooser.text() == "ES"
    assert "Todavía no hay un resultado final" in buttons.copier.toolTip()
    qtbot.mouseClick(buttons.chooser, LEFT)
    qtbot.waitUntil(lambda: bool(saved))
    assert saved[0].answer_language == "en"
    qtbot.mouseClick(buttons.copier, LEFT)
    assert QGuiApplication.clipboard().text().startswith("Your deposit of 100.00 MXN")
    assert "There is no final result yet" in QGuiApplication.clipboard().text()


def test_g_opens_the_cep_card(
    page: TransactionsPage, kept: Kept, choose: Choose, opened: list[str], qtbot: QtBot
) -> None:
    kept.deliver(funding(), "bitso")
    inspector = choose()
    qtbot.keyClick(page.listing.table, Qt.Key.Key_G)
    card = inspector.findChild(CepSheet)
    assert card is not None
    values = {fact.label: fact.copied for fact in card.fields.facts()}
    assert values["Clave de rastreo"] == "MBAN01002508010099887766"
    assert values["Reference"] == "1712240"
    assert values["Sending bank"] == "BBVA México"
    assert values["Beneficiary account"] == "710969000012345678"
    assert values["Amount"] == "100.00"
    assert card.until.text().startswith("available until")
    qtbot.mouseClick(card.opener, LEFT)
    sheet = card.findChild(LinkSheet)
    assert sheet is not None
    qtbot.keyClick(sheet.opener, Qt.Key.Key_Space)
    assert opened == ["https://www.banxico.org.mx/cep/"]


def test_a_cep_link_of_banxico_is_opened_itself(
    page: TransactionsPage, kept: Kept, choose: Choose, opened: list[str], qtbot: QtBot
) -> None:
    url = "https://www.banxico.org.mx/cep/go?i=90710&s=20220921&d=abc%3D"
    kept.deliver(funding(cep_link=url), "bitso")
    inspector = choose()
    qtbot.mouseClick(inspector.verdict.cep, LEFT)
    sheet = inspector.findChild(LinkSheet)
    assert sheet is not None
    assert sheet.address.toPlainText() == url
    qtbot.mouseClick(sheet.copier, LEFT)
    assert QGuiApplication.clipboard().text() == url
    assert opened == []


@pytest.mark.parametrize(
    "url", ["http://www.banxico.org.mx/cep", "https://www.banxico.org.mx.evil.example/cep", "x"]
)
def test_any_other_cep_link_is_never_opened(
    kept: Kept, choose: Choose, opened: list[str], url: str
) -> None:
    kept.deliver(funding(cep_link=url), "bitso")
    inspector = choose()
    inspector.open_cep()
    assert inspector.findChild(LinkSheet) is None
    assert inspector.findChild(CepSheet) is not None
    assert opened == []


def test_no_hash_yet_is_said(kept: Kept, choose: Choose) -> None:
    kept.issuance(1, "PENDING", crypto_tx_hash=None)
    facts = {fact.label: fact.value for fact in choose().body.chief.facts()}
    assert facts["Tx hash"] == "no hash yet: only sent when complete"


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [
        (("PENDING",), "Open"),
        (("PENDING", "COMPLETE"), "Final"),
        (("COMPLETE", "FAILED"), "Contradiction"),
    ],
)
def test_the_verdict_stands_below(
    kept: Kept, choose: Choose, statuses: tuple[str, ...], verdict: str
) -> None:
    for status in statuses:
        kept.issuance(1, status)
    assert choose().verdict.pill.text() == verdict
