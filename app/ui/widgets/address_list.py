"""A box for addresses and CIDR blocks, one a line, that says at once which line is none."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.core.addresses import misspelt
from app.core.plain import plain
from app.ui import theme
from app.ui.widgets.parts import label

_LINES = 5  # seen at once


class AddressList(QWidget):
    """IPv4 and IPv6; `changed` while it is typed into."""

    changed = Signal()

    def __init__(self, name: str, example: str) -> None:
        super().__init__()
        self._box = QPlainTextEdit()
        self._box.setFont(theme.mono_font())
        self._box.setTabChangesFocus(True)
        self._box.setAccessibleName(name)
        self._box.setPlaceholderText(example)
        self._box.textChanged.connect(self._check)
        margins = 2 * (self._box.frameWidth() + int(self._box.document().documentMargin())) + 8
        self._box.setFixedHeight(self._box.fontMetrics().lineSpacing() * _LINES + margins)
        self._wrong = label("", "bad", wrap=True)
        self._wrong.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._box)
        layout.addWidget(self._wrong)

    def show_addresses(self, addresses: Iterable[str]) -> None:
        """Replace what is in the box."""
        self._box.setPlainText("\n".join(addresses))

    def addresses(self) -> tuple[str, ...]:
        """What is in the box, each once."""
        return tuple(dict.fromkeys(filter(None, self._lines())))

    def problem(self) -> str:
        """Which line is none, in words; "" when all are."""
        wrong = misspelt(self._lines())
        if not wrong:
            return ""
        number, text = wrong[0]
        words = self.tr("Line {0} is neither an address nor a block: {1}")
        return words.format(number, plain(text, longest=60))

    def set_read_only(self, is_read_only: bool) -> None:
        """Show a list that is not the operator's to change."""
        self._box.setReadOnly(is_read_only)
        theme.dress(self._box, "code" if is_read_only else "")

    def _lines(self) -> list[str]:
        return [line.strip() for line in self._box.toPlainText().split("\n")]

    def _check(self) -> None:
        problem = self.problem()
        self._wrong.setText(problem)
        self._wrong.setVisible(bool(problem))
        self._box.setAccessibleDescription(problem)
        self.changed.emit()
