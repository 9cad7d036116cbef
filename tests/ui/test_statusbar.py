"""The foot says whether deliveries can come in, be kept and be shown."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.actions import ReceiverState
from app.ui.widgets.statusbar import StatusBar

HERE = ReceiverState(True, "127.0.0.1", 8787)


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
