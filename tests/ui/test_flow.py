"""Lines that begin anew where room ends, and are asked how large they are again and again."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.flow import FlowLayout


class Part(QLabel):
    """Counts how often it is asked."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.asked = 0

    def minimumSizeHint(self) -> QSize:
        self.asked += 1
        return QSize(len(self.text()) * 10, 20)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


def test_its_least_size_is_worked_out_once_until_something_changes(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    part = Part("four")
    flow.addWidget(part)
    assert flow.minimumSize() == QSize(40, 20)
    asked = part.asked
    for _ in range(5):
        assert flow.minimumSize() == QSize(40, 20)
    assert part.asked == asked
    part.setText("longer")
    flow.invalidate()
    assert flow.minimumSize() == QSize(60, 20)
    flow.addWidget(Part("the longest"))
    assert flow.minimumSize() == QSize(110, 20)
    flow.minimumSize().setWidth(1)  # whoever was told keeps a size of its own
    assert flow.minimumSize() == QSize(110, 20)
    flow.takeAt(1)
    assert flow.minimumSize() == QSize(60, 20)
