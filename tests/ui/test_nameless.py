"""An event that names nothing has a look of its own in the lists and in the inspector."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.config.banks import load_banks
from app.ui import cells
from app.ui.bridge import Bridge
from app.ui.cells import Preparing
from app.ui.display import Display
from app.ui.window import MainWindow
from tests.ui.conftest import Kept

BODY = b'{"event":"airdrop","payload":{"status":"complete"}}'
WHY = "names no transaction: kept under the digest of its body"


def test_its_rows_show_the_digest_and_say_why(kept: Kept, qtbot: QtBot) -> None:
    kept.deliver(BODY, "bitso")
    kept.project()
    using = Preparing(Display("America/Mexico_City"), load_banks())
    with kept.open() as reader:
        (feed,), (state,) = reader.feed_page(), reader.transactions_page()
    digest = feed.transaction_id.rpartition(":")[2]
    for shown in (
        cells.feed_row(feed, using),
        cells.transaction_row(state, using, date(2026, 11, 21)),
    ):
        reference = shown.cell("reference")
        assert (reference.text, reference.copied) == (f"digest {digest[:8]}…", digest)
        assert [(one.icon, one.words) for one in shown.badges if one.icon == "hash"] == [
            ("hash", WHY)
        ]
        assert WHY not in "".join(one.words for one in shown.badges if one.icon != "hash")
    assert cells.feed_row(feed, using).cell("type").text == "airdrop"


def test_the_inspector_names_it_by_its_digest(
    kept: Kept, window: MainWindow, bridge: Bridge, qtbot: QtBot
) -> None:
    kept.deliver(BODY, "bitso")
    bridge.notify(kept.project())
    with kept.open() as reader:
        (row,) = reader.feed_page()
    window.show_transaction(row.transaction_id)
    digest = row.transaction_id.rpartition(":")[2]
    page = window.page("transactions")
    qtbot.waitUntil(lambda: digest in {one.toolTip() for one in page.findChildren(QLabel)})
