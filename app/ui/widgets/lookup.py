"""The lookup (Ctrl+K): type or paste anything, from four digits to a whole chat message."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AcuseError
from app.store.rows import LookupHit
from app.ui import texts, theme
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets.floating import Floating
from app.ui.widgets.lookup_data import Answer, look_up, newest
from app.ui.widgets.lookup_found import FoundLine
from app.ui.widgets.lookup_hits import EDGE, HitList, Hits
from app.ui.widgets.notice import Notice
from app.ui.widgets.parts import label, rule

_LONGEST = 20_000  # characters that are looked at
_WIDTH, _TOP = 1040, 84
_MOST_ROWS, _MOST_LINES, _REMEMBERED = 9, 4, 8
_AT_REST = 400  # milliseconds without a key or an answer


class LookupPalette(Floating):
    """Lies over the window while it is open; a click beside it or Esc closes it."""

    opened = Signal(str)  # transaction_id
    opened_apart = Signal(str)  # the same, in a window of its own

    def __init__(self, parent: QWidget, ask: Ask, bridge: Bridge) -> None:
        super().__init__(parent)
        self._ask = ask
        self._answered_text: str | None = None
        self._wanted = ""
        self._is_asking = False
        self._recent: deque[LookupHit] = deque(maxlen=_REMEMBERED)
        self._display = bridge.display
        self._hits = Hits(bridge.display, self)
        bridge.display.changed.connect(self._paint_anew)
        self._typing = QTimer(self, singleShot=True, interval=_AT_REST)
        self._typing.timeout.connect(self.fit)
        self._build()

    def open(self, text: str = "") -> None:
        """Show it with a text, marked so that typing replaces it."""
        self.cover()
        self._field.setPlainText(text)
        self._typing.stop()  # nobody reads it yet
        self._field.selectAll()
        self._field.setFocus()
        self._search()

    def text(self) -> str:
        """What is asked for."""
        return self._field.toPlainText()[:_LONGEST]

    def is_answered(self) -> bool:
        """Whether what is shown answers what stands in the field."""
        return self._answered_text == self.text()

    def _paint_anew(self) -> None:
        self._list.viewport().update()

    # --- searching ----------------------------------------------------------------------------

    def _search(self) -> None:
        """Ask; an answer under way is broken off, and what was typed meanwhile asked after it."""
        text = self._wanted = self.text()
        if self._is_asking or not self.isVisible():
            return
        if not text.strip():
            self._show_recent()
            return
        self._is_asking = True
        self._ask.ask(
            lambda reader: look_up(reader, text, lambda: self._wanted == text),
            lambda answer: self._answered(text, answer),
            lambda error: self._failed(text, error),
            at_once=True,
        )

    def _answered(self, text: str, answer: Answer) -> None:
        self._is_asking = False
        if text != self.text():
            self._search()  # this answer is stale
            return
        self._answered_text = text
        self._notice.hide()
        self._found.show_found(answer.found)
        self._show_hits(answer.hits)
        words = self.tr(
            "↵ open · Ctrl ↵ own window · ↑ ↓ choose · Esc close · searched {0} deliveries in {1}"
        )
        took = texts.milliseconds(answer.milliseconds)
        foot = words.format(texts.number(answer.searched), took)
        if answer.unindexed:
            # Exact answers, beginnings and ends are all there; what stands inside comes later.
            left = self.tr("%n still being indexed", "", answer.unindexed)
            foot = self.tr("{0} · {1}").format(foot, left)
        self._foot.setText(foot)
        self._nothing.setVisible(not answer.hits)
        self.fit()
        self._typing.start()

    def _failed(self, text: str, error: AcuseError) -> None:
        self._is_asking = False
        if text != self.text():
            self._search()
            return
        self._show_hits(())
        self._nothing.hide()
        self._notice.say_error(error)
        self.fit()

    def _show_recent(self) -> None:
        self._answered_text = ""
        self._notice.hide()
        self._nothing.hide()
        self._found.show_found(())
        self._found.say(self.tr("Opened last:"), is_shown=bool(self._recent))
        self._show_hits(tuple(self._recent))
        if not self._recent:
            self._ask.ask(lambda reader: newest(reader, _REMEMBERED), self._show_newest)
        self._foot.setText(
            self.tr(
                "Paste a CLABE, hash, reference, the last digits, or a whole message. Esc closes."
            )
        )

    def _show_newest(self, hits: Sequence[LookupHit]) -> None:
        """What changed last, where nothing was opened from here yet."""
        if self.isVisible() and not self._wanted.strip() and not self._recent:
            self._found.say(self.tr("Changed last:"), is_shown=bool(hits))
            self._show_hits(hits)

    def _show_hits(self, hits: Sequence[LookupHit]) -> None:
        self._hits.show_hits(hits)
        self._list.setVisible(bool(hits))
        self._list.step(0)
        self.fit()

    # --- keys and pointer ---------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _MOST_ROWS,
            Qt.Key.Key_PageUp: -_MOST_ROWS,
        }
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_apart = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._open_chosen(is_apart=is_apart)
        elif event.key() in steps:
            self._list.step(steps[Qt.Key(event.key())])
        else:
            return False
        return True

    def _open_chosen(self, *, is_apart: bool = False) -> None:
        """Open the chosen hit, once the answer belongs to what stands in the field."""
        hit = self._hits.hit(self._list.currentIndex().row())
        if hit is None or self._answered_text not in (self.text(), ""):
            return
        again = [one for one in self._recent if one.transaction_id == hit.transaction_id]
        for one in again:
            self._recent.remove(one)
        self._recent.appendleft(replace(hit, match="opened"))
        self.close_up()
        (self.opened_apart if is_apart else self.opened).emit(hit.transaction_id)

    # --- looks --------------------------------------------------------------------------------

    def fit(self) -> None:
        """Field and panel as high as what they hold, within the window.

        While somebody types the panel only grows: all that its shadow lies on would be painted anew
        for each answer, and nobody reads what jumps.
        """
        lines = min(max(self._field.blockCount(), self._lines()), _MOST_LINES)
        self._field.setFixedHeight(round(lines * self._field.fontMetrics().lineSpacing()) + 4)
        width = min(theme.px(_WIDTH), self._over.width() - 32)
        self._fit_list(width - 2, self._over.height() - _TOP - 16)
        least = self.panel.height() if self._typing.isActive() else 0
        wanted = max(self.panel.sizeHint().height(), least)
        height = min(wanted, self._over.height() - _TOP - 16)
        self.place(QRect((self._over.width() - width) // 2, _TOP, width, height))

    def _fit_list(self, width: int, room: int) -> None:
        """The hits take what the other parts of the panel leave, and nothing is pushed out."""
        layout = self.panel.layout()
        if layout is None:
            return
        layout.activate()
        others = self.panel.sizeHint().height()
        if not self._list.isHidden():
            others -= self._list.height()
        self._list.fit(width, room - others, _MOST_ROWS)
        layout.activate()

    def _lines(self) -> int:
        return round(self._field.document().size().height())

    def _build(self) -> None:
        self._field = QPlainTextEdit()
        theme.dress(self._field, "bare")
        self._field.setAccessibleName(self.tr("Look up a payment"))
        self._field.setPlaceholderText(
            self.tr("CLABE, tx hash, clave de rastreo, reference… or paste a whole message")
        )
        self._field.setTabChangesFocus(True)
        self._field.document().setDocumentMargin(1)  # it begins where all the rest does
        self._field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._typed)
        self._found = FoundLine(self._display)
        self._list = HitList(self._hits)
        self._list.clicked.connect(lambda _: self._open_chosen())
        self._nothing = self._build_nothing()
        self._notice = Notice(can_close=False)
        self._foot = label("", "small")
        self._foot.setContentsMargins(EDGE, 8, EDGE, 10)
        top = QHBoxLayout()
        top.setContentsMargins(EDGE - 1, 15, EDGE, 13)
        top.addWidget(self._field)
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(rule())
        layout.addSpacing(8)
        layout.addWidget(self._found)
        for part in (self._list, self._nothing, self._notice):
            layout.addWidget(part)
        layout.addStretch()
        layout.addWidget(self._foot)

    def _build_nothing(self) -> QLabel:
        words = self.tr(
            "No transaction answers this. Try a part of it: four last digits, "
            "or six characters from its middle."
        )
        made = label(words, "muted", wrap=True)
        made.setContentsMargins(EDGE, 2, EDGE, 8)
        made.hide()
        return made

    def _typed(self) -> None:
        """Asked with every key: an answer under way is broken off."""
        self._typing.start()
        self._search()
        self.fit()
