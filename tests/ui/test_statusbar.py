"""The foot says whether deliveries can come in, be kept and be shown."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.actions import ReceiverState
from app.ui.widgets.statusbar import StatusBar

HERE = ReceiverState(True, "127.0.0.1", 8787)
_KIND = QEvent.Type
_LAYING_OUT = {_KIND.LayoutRequest, _KIND.Resize, _KIND.StyleChange, _KIND.Show, _KIND.Hide}


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (HERE, "Receiving on 127.0.0.1:8787"),
        (replace(HERE, store_error="The disk is full."), "Cannot store: The disk is full."),
        (
            replace(HERE, behind="The views cannot be written."),
            "Receiving, but nothing new is shown: The views cannot be written.",
        ),
        (
            ReceiverState(False, "127.0.0.1", 8787, "Port 8787 is in use."),
            "Not receiving: Port 8787 is in use.",
        ),
    ],
)
def test_it_says_what_is_wrong(qtbot: QtBot, state: ReceiverState, words: str) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(2000, 28)
    bar.show()
    bar.show_receiver(state)
    assert words in [label.accessibleName() or label.text() for label in bar.findChildren(QLabel)]


@pytest.mark.parametrize("width", [200, 500, 2000])
def test_what_is_said_again_every_second_lays_nothing_out(qtbot: QtBot, width: int) -> None:
    """Neither the bar, some parts of which have no room, nor the window around it."""
    window = QWidget()
    qtbot.addWidget(window)
    bar = StatusBar()
    QVBoxLayout(window).addWidget(bar)
    window.resize(width, 100)
    window.show()
    now = datetime(2026, 11, 21, tzinfo=UTC)

    def tick() -> None:
        bar.show_receiver(HERE)
        bar.tick(now)
        bar.show_errors(0)
        QCoreApplication.processEvents()

    tick()
    heard = Heard(window)
    tick()
    assert heard.kinds & _LAYING_OUT == set()


class Heard(QObject):
    """What happens to a widget and to all in it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.kinds: set[QEvent.Type] = set()
        for one in (widget, *widget.findChildren(QWidget)):
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.kinds.add(event.type())
        return False
