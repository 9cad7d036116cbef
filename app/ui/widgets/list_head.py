"""What a list is called, how long it is, and the buttons beside it; the last gives its words up."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui.widgets.parts import label, on_the_line_of, page_title, set_words


class _Spared(NamedTuple):
    """A button, its words, and the width they take."""

    button: QPushButton
    words: str
    words_take: int


class ListHead(QWidget):
    """Where room is short, a button whose words can be spared is a symbol."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._spared: _Spared | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.subtitle = label("", "muted")
        name = page_title(title)
        self._row.addWidget(name)
        self._row.addWidget(self.subtitle)
        name.ensurePolished()
        on_the_line_of(self.subtitle, name.fontMetrics())
        self._row.addStretch()

    def add(self, *buttons: QPushButton) -> None:
        """To the right of the title."""
        for one in buttons:
            self._row.addWidget(one)

    def add_sparing(self, one: QPushButton, words: str) -> None:
        """The last, which can do without these words."""
        self.add(one)
        one.ensurePolished()
        # A symbol alone would be a little less high than the words beside it.
        one.setMinimumHeight(one.sizeHint().height())
        with_words = one.sizeHint().width()
        set_words(one, "")
        self._spared = _Spared(one, words, with_words - one.sizeHint().width())
        self._fit()

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        spared = self._words_take(are_said=True) + self._subtitle_takes(is_shown=True)
        return QSize(least.width() - spared, least.height())

    def _words_take(self, *, are_said: bool) -> int:
        """The room of the spared words while they are said, or while they are not."""
        one = self._spared
        return one.words_take if one is not None and bool(one.button.text()) is are_said else 0

    def _subtitle_takes(self, *, is_shown: bool) -> int:
        """The room of the subtitle while it is shown, or while it is not."""
        if self.subtitle.isHidden() is is_shown:
            return 0
        return self.subtitle.sizeHint().width() + self._row.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # one of the others says more or less now
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """First the words of the last button are spared, then what stands behind the title."""
        if self._spared is None:
            return
        button, words, words_take = self._spared
        wanted = self._row.sizeHint().width()
        wanted += self._words_take(are_said=False) + self._subtitle_takes(is_shown=False)
        room = self.width()
        set_words(button, words if wanted <= room else "")
        self.subtitle.setVisible(wanted - words_take <= room)
