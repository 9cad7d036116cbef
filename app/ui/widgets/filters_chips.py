"""The conditions of a filter as chips: the same text, one piece at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.core.query import Word, words
from app.ui import theme
from app.ui.widgets.filters_masks import masked
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.parts import button, icon_button, label, set_words

_LONGEST = 48  # letters of a chip


class ChipRow(QWidget):
    """A chip's words put its condition under the cursor; its cross takes it out.

    With each key most stay what they are: a chip is used again for what stands in its place.
    """

    edit_asked = Signal(int, int)  # from, to
    removed = Signal(str)  # what is left

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._text = ""
        self._words: tuple[Word, ...] = ()
        self._parts: list[QWidget] = []  # a chip, or what joins two, for each piece

    def show_words(self, text: str, wrong: str = "", *, is_private: bool = False) -> None:
        """Show a filter's pieces; `wrong` is the one that cannot be understood."""
        self._text, self._words = text, tuple(words(text))
        for place, word in enumerate(self._words):
            if place < len(self._parts) and isinstance(self._parts[place], _Chip) is word.is_or:
                self._forget_from(place)
            if place == len(self._parts):
                self._add(word)
            chip = self._parts[place]
            if isinstance(chip, _Chip):
                said = masked(word) if is_private else word.text
                chip.show_word(said, is_wrong=word.text == wrong)
        self._forget_from(len(self._words))
        self.setVisible(bool(self._words))

    def _add(self, word: Word) -> None:
        if word.is_or:
            made: QWidget = label(self.tr("or"), "muted")
            made.setContentsMargins(0, 5, 0, 5)
        else:
            place = len(self._parts)
            made = _Chip(lambda: self._edit(place), lambda: self._remove(place))
        self._parts.append(made)
        self._flow.addWidget(made)

    def _forget_from(self, place: int) -> None:
        while len(self._parts) > place:
            self._flow.takeAt(len(self._parts) - 1)
            gone = self._parts.pop()
            gone.hide()
            gone.deleteLater()

    def _edit(self, place: int) -> None:
        self.edit_asked.emit(self._words[place].start, self._words[place].end)

    def _remove(self, place: int) -> None:
        self.removed.emit(without(self._text, place))


class _Chip(QFrame):
    """One piece of a filter."""

    def __init__(self, edit: Callable[[], object], remove: Callable[[], object]) -> None:
        super().__init__()
        self._said: tuple[str, bool] | None = None
        self._edit = button("", edit)
        self._drop = icon_button("x", "", remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(5, 0, 3, 0)
        row.setSpacing(0)
        row.addWidget(self._edit)
        row.addWidget(self._drop)

    def show_word(self, said: str, *, is_wrong: bool) -> None:
        """Say something else."""
        if self._said == (said, is_wrong):
            return
        if self._said is None or self._said[1] != is_wrong:
            theme.dress(self, "bad-term" if is_wrong else "term")
            self._edit.setIcon(theme.icon("triangle-alert") if is_wrong else QIcon())
        self._said = said, is_wrong
        short = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
        set_words(self._edit, short.replace("&", "&&"))
        self._edit.setAccessibleName(QCoreApplication.translate("ChipRow", "Edit {0}").format(said))
        remove = QCoreApplication.translate("ChipRow", "Remove {0}").format(short)
        self._drop.setToolTip(remove)
        self._drop.setAccessibleName(remove)


def without(text: str, number: int) -> str:
    """A filter without its piece of this number; an `or` that joins nothing goes with it."""
    left = [word for place, word in enumerate(words(text)) if place != number]
    kept: list[str] = []
    for word in left:
        if not word.is_or or (kept and kept[-1] != "or"):
            kept.append("or" if word.is_or else word.text)
    while kept and kept[-1] == "or":
        kept.pop()
    return " ".join(kept)


def clear_words() -> str:
    """What the button beside the chips says."""
    return QCoreApplication.translate("Filters", "Clear all")
