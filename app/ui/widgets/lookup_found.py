"""The line of the lookup that says what was found in the text, before what answers it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.config.banks import load_banks
from app.core.identifiers import Found
from app.core.pasted import Clue
from app.ui import texts
from app.ui.display import Display
from app.ui.widgets import lookup_words
from app.ui.widgets.lookup_hits import EDGE
from app.ui.widgets.parts import clear, label

_MOST = 6


class FoundLine(QWidget):
    """A caption and a chip for each find."""

    def __init__(self, display: Display) -> None:
        super().__init__()
        self._display, self._banks = display, load_banks()
        self._caption = label("", "muted")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(5)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(EDGE, 0, 12, 8)
        layout.addWidget(self._caption)
        layout.addLayout(self._chips, 1)

    def show_found(self, found: Sequence[Found]) -> None:
        """What the text names; nothing is shown where it names nothing."""
        clear(self._chips)
        found = [one for one in found if one.kind is not Clue.TEXT] or list(found)
        for one in found[:_MOST]:
            kind = "warn-badge" if lookup_words.is_doubtful(one) else "found"
            chip = label(lookup_words.chip(one, self._banks), kind)
            if not self._display.is_private:
                chip.setToolTip(texts.plain_tip(one.value))
            self._chips.addWidget(chip)
        if len(found) > _MOST:
            more = self.tr("and {0} more").format(len(found) - _MOST)
            self._chips.addWidget(label(more, "small"))
        self._chips.addStretch()
        self.say(self.tr("Found in the text:"), is_shown=bool(found))

    def say(self, caption: str, *, is_shown: bool) -> None:
        """What stands below it."""
        self._caption.setText(caption)
        self.setVisible(is_shown)
