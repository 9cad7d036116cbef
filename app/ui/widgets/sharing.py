"""How a list and its inspector share their room, side by side or stacked, as it was left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from app.ui import theme
from app.ui.actions import Actions

_LEAST_BESIDE = 860  # pixels below which the inspector stands under the list
_ROOMY = 1_000
_INSPECTOR = 350
_LEAST_INSPECTOR = 340
_TIGHT, _TIGHTEST_INSPECTOR = 880, 312  # there the list cannot spare as much
_THREE_PARTS = 1_400  # from which list, timeline and facts stand side by side
_TWO_PARTS = 780  # of the three: the timeline and the facts


class Sharing:
    """One splitter of two; what a person chose is remembered for each layout."""

    def __init__(
        self, splitter: QSplitter, actions: Actions, name: str, *, in_three: bool = False
    ) -> None:
        self._splitter, self._actions, self._in_three = splitter, actions, in_three
        self._key = f"sharing:{name}"
        known = actions.recall(self._key)
        self._chosen: dict[str, object] = dict(known) if isinstance(known, dict) else {}
        self._is_placed = False
        splitter.splitterMoved.connect(lambda *_: self._moved())

    def fit(self, width: int) -> None:
        """The page is this wide now; what a person chose stays until the layout changes."""
        stacked = self.is_stacked(width)
        wanted = Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal
        if self._splitter.orientation() == wanted and self._is_placed:
            return
        self._splitter.setOrientation(wanted)
        room = self._splitter.height() if stacked else self._splitter.width()
        known = self._chosen.get(_word(stacked))
        self._is_placed = isinstance(known, int)
        beside = known if isinstance(known, int) else self._usual(room, stacked)
        self._splitter.setSizes([max(room - beside, 100), beside])

    def is_stacked(self, width: int) -> bool:
        """Whether the inspector stands below: as chosen, else where room is short."""
        chosen = self._chosen.get("stacked")
        return chosen if isinstance(chosen, bool) else width < theme.px(_LEAST_BESIDE)

    def toggle(self, width: int) -> None:
        """Beside or below."""
        self._chosen["stacked"] = not self.is_stacked(width)
        self._is_placed = False
        self._remember()
        self.fit(width)

    def _usual(self, room: int, stacked: bool) -> int:
        if stacked:
            return max(room // 2, 200)
        px = theme.px
        if self._in_three and room >= px(_THREE_PARTS):
            return px(_TWO_PARTS)
        if room <= px(_TIGHT):
            return px(_TIGHTEST_INSPECTOR)
        return px(_INSPECTOR if room > px(_ROOMY) else _LEAST_INSPECTOR)

    def _moved(self) -> None:
        self._is_placed = True
        is_stacked = self._splitter.orientation() == Qt.Orientation.Vertical
        self._chosen[_word(is_stacked)] = self._splitter.sizes()[1]
        self._remember()

    def _remember(self) -> None:
        self._actions.remember(self._key, dict(self._chosen))


def _word(is_stacked: bool) -> str:
    return "below" if is_stacked else "beside"
