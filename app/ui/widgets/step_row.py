"""One step of a way through: its number until it is done, then a tick; what it says; its hands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.parts import label

_MARK = 22  # pixels


class StepRow(QFrame):
    """Done or open is shown by shape and told in words; nobody ticks it by hand."""

    def __init__(self, number: int, title: str, text: str = "") -> None:
        super().__init__()
        theme.dress(self, "line")
        self._number, self._name = number, title
        self.is_done = False
        self._mark = QLabel()
        self._mark.setFixedSize(theme.px(_MARK), theme.px(_MARK))
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label(title, "subheading", wrap=True)
        self._state = label("", "small", wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(self._title)
        if text:
            column.addWidget(label(text, "muted", wrap=True))
        column.addLayout(self.body)
        column.addWidget(self._state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 8)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.show_state("", is_done=False)

    def show_state(self, words: str, *, is_done: bool) -> None:
        """What is known of it now."""
        self.is_done = is_done
        self._state.setText(words)
        self._state.setVisible(bool(words))
        if is_done:
            picture = theme.pixmap(
                "circle-check", "complete", theme.px(20), self.devicePixelRatioF()
            )
            self._mark.setPixmap(picture)
            theme.dress(self._mark, "done")
        else:
            self._mark.setText(str(self._number))
            theme.dress(self._mark, "number")
        spoken = self.tr("{0}: done. {1}") if is_done else self.tr("{0}: open. {1}")
        self.setAccessibleName(spoken.format(self._name, words).strip())

    def state(self) -> str:
        """The words of its state."""
        return self._state.text()


def beside(*parts: QWidget) -> QHBoxLayout:
    """Controls in one row, as wide as their words."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch()
    return row
