"""What a face cuts by counting is what Qt cuts by shaping."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QFontMetrics, QFontMetricsF
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.widgets.faces import Face

pytestmark = pytest.mark.usefixtures("styled")
_MODES = (Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight)


@pytest.fixture
def styled(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.mark.parametrize("mode", _MODES)
@pytest.mark.parametrize(
    "text", ["", "7", "20:43:45.229", "0123456789abcdef0123456789abcdef", "maría-0123456789"]
)
def test_a_code_is_cut_as_qt_cuts_it(mode: Qt.TextElideMode, text: str) -> None:
    font = theme.mono_font()
    assert QFontInfo(font).fixedPitch()
    face, metrics = Face(font, mode), QFontMetrics(font)
    for room in range(300):
        shaped, _ = face._cut(text, room, "")
        is_whole = round(QFontMetricsF(font).horizontalAdvance(text)) <= room
        assert shaped.text() == (text if is_whole else metrics.elidedText(text, mode, room)), room


def test_what_stands_before_a_tail_is_cut() -> None:
    face = Face(theme.mono_font(), Qt.TextElideMode.ElideMiddle)
    shaped, width = face._cut("0123456789abcdef0123 (2)", 100, " (2)")
    assert (shaped.text(), width <= 100) == ("0123…0123 (2)", True)


def test_letters_of_different_widths_are_shaped() -> None:
    face = Face(theme.ui_font(13))
    assert not face._pitch
    shaped, width = face._cut("Withdrawal to Banregio", 80, "")
    assert shaped.text().endswith("…")
    assert width <= 80
