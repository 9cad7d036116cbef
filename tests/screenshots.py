"""Takes the pictures of the documentation from the running demo: `make screenshots`.

The window is a real one on Qt's offscreen platform; what it shows came in over HTTP.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from app.cli.running import as_environment
from app.config.secrets import Secrets
from app.core.amounts import format_amount
from app.core.query import parse_filter
from app.providers import PROVIDERS
from app.simulator.signing import demo_secrets
from app.simulator.simulator import Simulator
from app.ui import language, theme
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.charts import ChartsPage
from app.ui.window import MainWindow
from app.wiring import App, Choices, fill

PAGES = ("feed", "transactions", "charts", "attention", "connections", "settings")
SIZES = (QSize(1440, 900), QSize(1024, 700))
PAST = 2_400  # deliveries of the weeks before
TRAFFIC = 24  # seconds: the history, and each kind of life the demo shows
MESSAGE = "Hola, mi CLABE es {clabe} y mandé {amount} pesos, ¿ya llegó?"
LANGUAGES = ("en", "es")
AT_LEAST, AT_MOST = 0.9, 60.0  # seconds for a page to come to rest


def main(folder: Path) -> None:
    """Write every page in both languages, light and dark, in both sizes."""
    folder.mkdir(parents=True, exist_ok=True)
    known = demo_secrets(1)
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = int(found.getsockname()[1])
    with tempfile.TemporaryDirectory() as place:
        fill(Path(place), PAST, datetime.now(UTC), lambda *_: None)
        app = App(
            Choices(Path(place), port=port, public_url=f"http://localhost:{port}"),
            Secrets(as_environment(known)),
            {"ACUSE_DEV": "1"},  # the public address is this machine's, and the probe is real
        )
        try:
            app.start()
            app.receive()
            urls = {one.provider: one.local_url for one in app.callbacks()}
            simulator = Simulator(urls, known, seed=7)
            simulator.start()
            time.sleep(TRAFFIC)
            simulator.stop()
            for spoken in LANGUAGES:
                _pictures(app, folder, spoken)
        finally:
            app.stop()


def _pictures(app: App, folder: Path, spoken: str) -> None:
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    language.install(qt, spoken)
    theme.apply(qt, "light")
    bridge = Bridge(zone="America/Mexico_City")
    ask = Ask(app.open_reader)
    window = MainWindow(ask, bridge, app.actions(), demo=True)
    app.listen(bridge.notify)
    transaction_id, message = _example(app)

    def is_at_rest() -> bool:
        page = window.stack.currentWidget()
        is_drawn = not isinstance(page, ChartsPage) or page.is_whole()
        return is_drawn and not ask.is_busy() and not window.stack.is_painting()

    try:
        window.show()
        window.notice.hide()  # "this is sample data", which the badge says too
        for scheme in ("light", "dark"):
            theme.apply(qt, scheme)
            for size in SIZES:
                window.resize(size)
                for page in PAGES:
                    window.show_page(page)
                    if page == "transactions":
                        window.show_transaction(transaction_id)
                    if page == "charts":
                        _look_back(window)
                    _settle(qt, is_at_rest)
                    if page == "feed":
                        _choose_a_row(window)
                        _settle(qt, is_at_rest)
                    _save(window, folder / f"{page}-{spoken}-{scheme}-{size.width()}.png")
                window.show_page("feed")
                window.open_lookup(message)
                _settle(qt, is_at_rest)
                _save(window, folder / f"lookup-{spoken}-{scheme}-{size.width()}.png")
                window.lookup.close_up()
    finally:
        bridge.close()
        ask.close()
        window.close()


def _example(app: App) -> tuple[str, str]:
    """A finished issuance with a hash, and what its customer might write."""
    with app.open_reader() as reader:
        for row in reader.transactions_page(
            query=parse_filter("provider:juno status:complete", PROVIDERS)
        ):
            if row.kind == "issuance":
                clabe = row.counterparty
                amount = format_amount(row.amount)
                return row.transaction_id, MESSAGE.format(clabe=clabe, amount=amount)
    raise SystemExit("The demo sent no finished issuance.")


def _choose_a_row(window: MainWindow) -> None:
    table = window.page("feed").findChild(QTableView)
    assert isinstance(table, QTableView)
    table.setFocus()
    for _ in range(3):
        QTest.keyClick(table, Qt.Key.Key_Down)


def _look_back(window: MainWindow) -> None:
    page = window.page("charts")
    assert isinstance(page, ChartsPage)
    page.choose_range("30d")


def _settle(qt: QApplication, is_at_rest: Callable[[], bool]) -> None:
    """Let answers come and be painted, however long that takes on a busy machine."""
    begun = time.monotonic()
    while (waited := time.monotonic() - begun) < AT_LEAST or not is_at_rest():
        if waited > AT_MOST:
            raise SystemExit("The window does not come to rest.")
        qt.processEvents()
        time.sleep(0.005)


def _save(window: MainWindow, file: Path) -> None:
    window.grab().save(str(file))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
