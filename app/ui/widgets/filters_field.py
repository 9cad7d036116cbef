"""The line in which a filter is typed: completes, remembers, and says which word is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from app.core.errors import BadFilter
from app.core.query import EVERYTHING, Query, parse_filter
from app.core.query_completion import begins_field, complete
from app.providers import PROVIDERS
from app.ui import theme
from app.ui.guard import painting
from app.ui.widgets.filters_masks import names_somebody

_STANDS = 180  # milliseconds after the last key
_ROWS = 8
_MARGINS = 10  # pixels of the frame around them
_ICON, _GAP = 16, 8  # points
_AROUND = 10  # points of the field around what is in it, as in the style sheet
KEY = Qt.Key


class FilterField(QLineEdit):
    """Holds the last filter that could be understood; `told` says that it is another now.

    A filter is told with the key that makes it, but for a word that may still become a field. What
    stands or is wrong is said once nobody types; then, if it is wrong, the last filter that stood
    is in force again: a field that is misspelt was a free text for a moment.

    `known` completes values of fields, beside the words that the language knows itself.
    """

    told = Signal()
    typed = Signal()  # another text stands, understood or not
    stopped = Signal()  # Esc while an answer is under way
    entered = Signal()  # the keyboard came in

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query: Query = EVERYTHING
        self.error: BadFilter | None = None
        self.known: Mapping[str, Sequence[str]] = {"provider": tuple(PROVIDERS)}
        self.is_running: Callable[[], bool] = lambda: False
        self.is_private: Callable[[], bool] = lambda: False
        self._kept: tuple[str, ...] = ()
        self._history: tuple[str, ...] = ()  # as it was when somebody began to walk through it
        self._at = -1  # the line of the history that is shown; -1: what was typed
        self._draft = ""
        self._accepted = ""
        self._stood: tuple[Query, str] = EVERYTHING, ""
        self._timer = QTimer(self, singleShot=True, interval=_STANDS)
        self._timer.timeout.connect(self._paused)
        self.setAccessibleName(self.tr("Filter"))
        self.setClearButtonEnabled(True)
        self._funnel = theme.icon("funnel")
        self.setTextMargins(theme.px(_ICON + _GAP), 0, 0, 0)
        self.textChanged.connect(self._changed)
        self.textEdited.connect(self._edited)
        self._list: QListWidget | None = None

    # --- what the bar asks ---------------------------------------------------------------------

    def set_filter(self, text: str) -> None:
        """Put a filter in and tell it at once."""
        self.setText(text)
        self.hide_suggestions()
        self.tell()

    def set_history(self, texts: Sequence[str]) -> None:
        """The filters typed before, newest first."""
        self._kept = tuple(texts)

    def add_to_history(self, text: str) -> None:
        """A filter was used: it is the newest now."""
        self._kept = (text, *(one for one in self._kept if one != text))

    def veil(self) -> None:
        """Behind the privacy screen, what names somebody is legible only while it is typed."""
        is_hidden = self.is_private() and not self.hasFocus() and names_somebody(self.text())
        mode = QLineEdit.EchoMode.Password if is_hidden else QLineEdit.EchoMode.Normal
        if self.echoMode() != mode:
            self.setEchoMode(mode)

    def accepted(self) -> str:
        """The text of the filter in force."""
        return self._accepted

    def tell(self) -> None:
        """The text stands: a right one is told, a wrong one leaves the last in force."""
        self._timer.stop()
        error = self._read()
        if error is None:
            self._stood = self.query, self._accepted
        self._say(error)
        self._put_in_force(*self._stood)

    def _paused(self) -> None:
        """Nobody typed for a moment; a word that is just being completed is not wrong yet."""
        if self.suggests() and self._read() is not None:
            self._timer.start()
        else:
            self.tell()

    def _read(self) -> BadFilter | None:
        """Put what is typed in force, if it can be understood."""
        text = self.text().strip()
        try:
            query = parse_filter(text, PROVIDERS)
        except BadFilter as error:
            return error
        self._put_in_force(query, text)
        return None

    def _say(self, error: BadFilter | None) -> None:
        if bool(error) != bool(self.error):
            theme.dress(self, "bad" if error else "")
        self.error = error
        self.typed.emit()

    def _put_in_force(self, query: Query, text: str) -> None:
        if query != self.query:
            self.query, self._accepted = query, text
            self.told.emit()

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own place for an icon keeps its pixels at any size that is chosen."""
        super().paintEvent(event)
        side = theme.px(_ICON)
        spot = QRect(theme.px(_AROUND), (self.height() - side) // 2, side, side)
        self._funnel.paint(QPainter(self), spot)

    # --- typing --------------------------------------------------------------------------------

    def _changed(self) -> None:
        self.veil()
        self._timer.start()
        if not begins_field(self.text(), self.cursorPosition()):
            self._read()

    def _edited(self) -> None:
        self._at = -1
        self.suggest()

    def event(self, event: QEvent) -> bool:
        """Tab and Esc belong to the suggestions while they are shown."""
        if isinstance(event, QKeyEvent):
            mine = self._is_mine(event)
            if event.type() == QEvent.Type.ShortcutOverride and mine:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and mine and event.key() == KEY.Key_Tab:
                self._take()
                return True
        return super().event(event)

    def _is_mine(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() == KEY.Key_Escape:
            return self.suggests() or self.is_running()
        return event.key() == KEY.Key_Tab and self.suggests()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == KEY.Key_Escape and self.suggests():
            self.hide_suggestions()
        elif key == KEY.Key_Escape and self.is_running():
            self.stopped.emit()
        elif key in (KEY.Key_Return, KEY.Key_Enter):
            if self._chosen() >= 0:
                self._take()
            else:
                self.hide_suggestions()
                self.tell()
                self.returnPressed.emit()
        elif key == KEY.Key_Down:
            self._down()
        elif key == KEY.Key_Up:
            self._up()
        else:
            super().keyPressEvent(event)

    def _down(self) -> None:
        if self.suggests():
            self._choose(self._chosen() + 1)
        elif self._at >= 0:
            self._recall(self._at - 1)
        else:
            self.suggest()

    def _up(self) -> None:
        if self.suggests() and self._chosen() >= 0:
            self._choose(self._chosen() - 1)
        else:
            self.hide_suggestions()
            self._recall(self._at + 1)

    def _recall(self, at: int) -> None:
        """Show a line of the history, or, before its newest, what was typed."""
        if self._at < 0:
            is_shown = (lambda text: not names_somebody(text)) if self.is_private() else bool
            self._history, self._draft = tuple(filter(is_shown, self._kept)), self.text()
        if at >= len(self._history):
            return
        self._at = at
        self.setText(self._history[at] if at >= 0 else self._draft)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.veil()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hide_suggestions()
        super().focusOutEvent(event)
        self.veil()

    # --- suggestions ---------------------------------------------------------------------------

    def suggest(self) -> None:
        """Show what may come next, if anything."""
        found = complete(self.text(), self.cursorPosition(), self._offered())
        shown = self._suggestions()
        shown.clear()
        shown.addItems(found.texts)
        shown.setCurrentRow(-1)
        if not found.texts:
            self.hide_suggestions()
            return
        rows = min(len(found.texts), _ROWS)
        height = shown.sizeHintForRow(0) * rows + _MARGINS
        wide = max(shown.sizeHintForColumn(0) + 40, 220)
        shown.resize(min(wide, max(self.width(), 220)), height)
        at = self.cursorRect().left()
        room = max(0, self.width() - shown.width())
        shown.move(self.mapTo(self.window(), QPoint(min(at, room), self.height() + 2)))
        shown.show()
        shown.raise_()

    def _offered(self) -> Mapping[str, Sequence[str]]:
        """The values that may be named now: what people wrote stays behind the privacy screen."""
        return {**self.known, "tag": ()} if self.is_private() else self.known

    def suggests(self) -> bool:
        """Whether suggestions are shown."""
        return self._list is not None and self._list.isVisible()

    def suggestions(self) -> list[str]:
        """What is suggested now."""
        shown = self._list
        return [shown.item(row).text() for row in range(shown.count())] if shown else []

    def hide_suggestions(self) -> None:
        """Put them away."""
        if self._list is not None:
            self._list.hide()

    def _suggestions(self) -> QListWidget:
        """A list over the window that never takes the keyboard."""
        if self._list is None:
            self._list = QListWidget(self.window())
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setAccessibleName(self.tr("Suggestions for the filter"))
            self._list.itemClicked.connect(lambda _: self._take())
            theme.dress(self._list, "suggestions")
        return self._list

    def _chosen(self) -> int:
        return self._list.currentRow() if self._list is not None and self.suggests() else -1

    def _choose(self, row: int) -> None:
        shown = self._suggestions()
        shown.setCurrentRow(min(row, shown.count() - 1))

    def _take(self) -> None:
        """Put the chosen suggestion, or the first, in the place of the word."""
        text = self._suggestions().item(max(self._chosen(), 0)).text()
        found = complete(self.text(), self.cursorPosition(), self._offered())
        is_whole = text[-1] not in ":~><=,"
        behind = self.text()[found.end :].lstrip()
        gap = " " if is_whole else ""
        self.setText(f"{self.text()[: found.start]}{text}{gap}{behind}")
        self.setCursorPosition(found.start + len(text) + len(gap))
        self.hide_suggestions()
        if not is_whole:
            self.suggest()
