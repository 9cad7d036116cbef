"""A body as it was sent, laid out for reading, with colours and a search."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QColor,
    QKeySequence,
    QShortcut,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.widgets.clipboard import copy
from app.ui.widgets.parts import icon_button, label

_COLOURED = 60_000  # characters; to colour that many takes 25 ms
_TOKENS = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*")(?=\s*:)|(?P<text>"(?:[^"\\]|\\.)*")'
    r"|(?P<number>-?\d[\d.eE+-]*)|(?P<word>\btrue\b|\bfalse\b|\bnull\b)|(?P<token>⟨U\+[0-9A-F]+⟩)"
)
_TONES = {
    "key": "in_progress",
    "text": "complete",
    "number": "pending",
    "word": "reversed",
    "token": "failed",
}


class RawView(QWidget):
    """Read-only JSON with find-as-you-type; Enter and Shift+Enter go from hit to hit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = ""
        self._hits: list[QTextCursor] = []
        self._hit = -1
        self.box = QPlainTextEdit(readOnly=True)
        self.box.setAccessibleName(self.tr("Body as it was sent"))
        self.box.setFont(theme.mono_font())
        self.box.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        theme.dress(self.box, "code")
        self._colours = _Colours(self.box.document())
        self._search = QLineEdit(placeholderText=self.tr("Search in this body"))
        self._search.setAccessibleName(self.tr("Search in this body"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._find)
        self._search.returnPressed.connect(lambda: self.go(1))
        back = QShortcut(QKeySequence("Shift+Return"), self._search)
        back.setContext(Qt.ShortcutContext.WidgetShortcut)
        back.activated.connect(lambda: self.go(-1))
        self._count = label("", "small")
        line = QHBoxLayout()
        line.addWidget(self._search, 1)
        line.addWidget(self._count)
        line.addWidget(icon_button("copy", self.tr("Copy body"), self._copy))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.box, 1)

    def show_body(self, laid_out: str, body: str) -> None:
        """What to show, and the body itself for copying."""
        self._body = body
        if laid_out == self.box.toPlainText():
            return
        self._colours.is_on = len(laid_out) <= _COLOURED
        self.box.setPlainText(laid_out)
        self._find(self._search.text())

    def text(self) -> str:
        """What is shown."""
        return self.box.toPlainText()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._colours.rehighlight()
            self._mark()

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _copy(self) -> None:
        copy(self, self._body, self.tr("body"))

    def _find(self, wanted: str) -> None:
        self._hits, self._hit = [], -1
        document = self.box.document()
        cursor = document.find(wanted) if wanted else QTextCursor()
        while not cursor.isNull() and len(self._hits) < 1_000:
            self._hits.append(cursor)
            cursor = document.find(wanted, cursor)
        if self._hits:
            self.go(1)
        else:
            self._mark()

    def go(self, step: int) -> None:
        """To the next or the previous hit."""
        if self._hits:
            self._hit = (self._hit + step) % len(self._hits)
            self.box.setTextCursor(QTextCursor(self._hits[self._hit]))
            self.box.ensureCursorVisible()
        self._mark()

    def _mark(self) -> None:
        palette = theme.current()
        marks = []
        for number, cursor in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()
            tone = palette.pending if number != self._hit else palette.in_progress
            mark.format.setBackground(QColor(tone.surface))
            mark.cursor = cursor
            marks.append(mark)
        self.box.setExtraSelections(marks)
        found = f"{self._hit + 1} / {len(self._hits)}" if self._hits else self.tr("none")
        self._count.setText(found if self._search.text() else "")


class _Colours(QSyntaxHighlighter):
    """Keys, texts, numbers and words each in a colour that both palettes have."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.is_on = True

    def highlightBlock(self, text: str) -> None:
        if not self.is_on:
            return
        palette = theme.current()
        for match in _TOKENS.finditer(text):
            form = QTextCharFormat()
            form.setForeground(QColor(getattr(palette, _TONES[match.lastgroup or "text"]).ink))
            self.setFormat(match.start(), match.end() - match.start(), form)
