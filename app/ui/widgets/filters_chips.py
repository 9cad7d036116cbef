"""The conditions of a filter as chips: the same text, one piece at a time."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.core.query import Word, words
from app.ui import theme
from app.ui.widgets.filters_masks import masked
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.parts import button, clear, icon_button, label

_LONGEST = 48  # letters of a chip


class ChipRow(QWidget):
    """A chip's words put its condition under the cursor; its cross takes it out."""

    edit_asked = Signal(int, int)  # from, to
    removed = Signal(str)  # what is left

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)

    def show_words(self, text: str, wrong: str = "", *, is_private: bool = False) -> None:
        """Show a filter's pieces; `wrong` is the one that cannot be understood."""
        clear(self._flow)
        for number, word in enumerate(words(text)):
            if word.is_or:
                joint = label(self.tr("or"), "muted")
                joint.setContentsMargins(0, 5, 0, 5)
                self._flow.addWidget(joint)
            else:
                said = masked(word) if is_private else word.text
                self._flow.addWidget(self._chip(text, number, word, said, word.text == wrong))
        self.setVisible(self._flow.count() > 0)

    def _chip(self, text: str, number: int, word: Word, said: str, is_wrong: bool) -> QFrame:
        chip = QFrame()
        theme.dress(chip, "bad-term" if is_wrong else "term")
        row = QHBoxLayout(chip)
        row.setContentsMargins(5, 0, 3, 0)
        row.setSpacing(0)
        short = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
        words_of = button(
            short.replace("&", "&&"),
            lambda: self.edit_asked.emit(word.start, word.end),
            icon="triangle-alert" if is_wrong else "",
        )
        words_of.setAccessibleName(self.tr("Edit {0}").format(said))
        drop = icon_button(
            "x",
            self.tr("Remove {0}").format(short),
            lambda: self.removed.emit(without(text, number)),
        )
        row.addWidget(words_of)
        row.addWidget(drop)
        return chip


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
