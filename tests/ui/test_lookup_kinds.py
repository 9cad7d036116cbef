"""Each kind of identifier, pasted by Ctrl+K into the real window, leads to its payment by Enter."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.store.rows import LookupHit
from app.ui.bridge import Bridge
from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets.lookup_hits import HitList, Hits
from app.ui.window import MainWindow
from tests.ui.conftest import Kept

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier
SAMPLES = Path(__file__).parents[1] / "samples"
HASH = "fb98c58f6a1f0a0e5a5e8f1c1d3e2b4a69788796a5b4c3d2e1f0fedcba989fe0"
JUNO = "juno:issuance:d441f9db-e2df-4ca5-9dab-000000000000"
SPEI = "bitso:funding:037c4c00e17c592fc7b6d9bad2261be8"
COIN = "bitso:funding:p4u8d7f0768ee91d3b33bee648318688"


@pytest.fixture
def filled(window: MainWindow, kept: Kept, bridge: Bridge, qtbot: QtBot) -> MainWindow:
    """An issuance, a SPEI with a masked CLABE, a deposit of coins."""
    kept.issuance(0, crypto_tx_hash=f"0x{HASH}", external_fiat_id="TESTSPEI671271752263456670")
    for name in ("funding-complete", "funding-btc"):
        kept.deliver((SAMPLES / "bitso" / f"{name}.json").read_bytes(), "bitso")
    bridge.notify(kept.project())
    page = window.page("transactions")
    assert isinstance(page, TransactionsPage)
    qtbot.waitUntil(lambda: page.model.count() == 3)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def hits(window: MainWindow) -> list[LookupHit]:
    (shown,) = window.lookup.findChildren(HitList)
    model = shown.model()
    assert isinstance(model, Hits)
    found = (model.hit(row) for row in range(model.rowCount()))
    return [hit for hit in found if hit is not None]


NAMED = (
    ("646180115400230775", "exact", JUNO),
    ("646 180 1154 0023077 5", "exact", JUNO),
    ("0775", "suffix", JUNO),
    ("230775", "suffix", JUNO),
    ("64618011", "prefix", JUNO),
    ("user-ref-00000", "exact", JUNO),
    ("user-ref-000", "prefix", JUNO),
    (f"0x{HASH}", "exact", JUNO),
    (HASH.upper(), "exact", JUNO),
    (HASH[:12], "prefix", JUNO),
    ("d441f9db-e2df-4ca5-9dab-000000000000", "exact", JUNO),
    ("TESTSPEI671271752263456670", "exact", JUNO),
    ("Hola, mandé 100 pesos desde mi CLABE 646180115400230775", "exact", JUNO),
    ("*****0606032******", "exact", SPEI),
    ("329180606032123453", "compatible", SPEI),
    ("2023051740014BMOV0000495448940", "exact", SPEI),
    ("Clave de rastreo: 2023051740014BMOV0000495448940. Referencia 2043562", "exact", SPEI),
    ("2043562", "exact", SPEI),
    ("885364", "exact", SPEI),
    ("037c4c00e17c592fc7b6d9bad2261be8", "exact", SPEI),
    ("Darth Vader", "exact", SPEI),
    ("PRUEBA DEPOSITO", "text", SPEI),
    ("18MsnATiNiKLqUHDTRKjurwMg7inCrdNEp", "exact", COIN),
    ("0f2b1d7a3c4e5f60718293a4b5c6d7e8f9012a3b4c5d6e7f8091a2b3c4d5e6f7", "exact", COIN),
    ("p4u8d7f0768ee91d3b33bee648318688", "exact", COIN),
)


def test_whatever_names_a_payment_leads_to_it(filled: MainWindow, qtbot: QtBot) -> None:
    for pasted, match, wanted in NAMED:
        QGuiApplication.clipboard().setText(pasted)
        qtbot.keyClick(filled, KEY.Key_V, MODIFIER.ControlModifier | MODIFIER.ShiftModifier)
        qtbot.waitUntil(partial(leads, filled, pasted, match, wanted))
        assert hits(filled)[0].why, "each says why it is one"
        (field,) = filled.lookup.findChildren(QPlainTextEdit)
        qtbot.keyClick(field, KEY.Key_Return)
        qtbot.waitUntil(partial(is_open, filled, wanted))
        assert not filled.lookup.isVisible()


def leads(window: MainWindow, pasted: str, match: str, wanted: str) -> bool:
    """Whether the answer to just this text begins with this payment."""
    if window.lookup._answered_text != pasted:
        return False
    return [(one.match, one.transaction_id) for one in hits(window)][:1] == [(match, wanted)]


def is_open(window: MainWindow, wanted: str) -> bool:
    """Whether the transactions page shows this one."""
    page = window.page("transactions")
    assert isinstance(page, TransactionsPage)
    found = page.listing.inspector.found()
    detail = found.transaction if found else None
    return page.isVisible() and detail is not None and detail.row.transaction_id == wanted


def test_typed_after_ctrl_k_it_is_found_while_typing(filled: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(filled, KEY.Key_K, MODIFIER.ControlModifier)
    (field,) = filled.lookup.findChildren(QPlainTextEdit)
    qtbot.keyClicks(field, "user-ref-00")
    qtbot.waitUntil(lambda: [hit.transaction_id for hit in hits(filled)] == [JUNO])
