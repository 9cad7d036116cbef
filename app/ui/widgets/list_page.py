"""What the live feed and the transactions do alike: a list of any length beside the inspector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import ChangeSet
from app.core.errors import AcuseError
from app.core.query import EVERYTHING
from app.ui import texts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import Page, Steps
from app.ui.models.rows import RowsModel
from app.ui.widgets.export_sheet import ExportSheet
from app.ui.widgets.last_look import LastLook
from app.ui.widgets.listing import Listing, PathsOf
from app.ui.widgets.live_rows import LiveRows

Row = TypeVar("Row")
Cursor = TypeVar("Cursor")


class ListPage(Page, Generic[Row, Cursor]):
    """Whoever inherits says what is read of the store, and what comes of news."""

    name = ""  # of the page
    holds = ""  # what is exported of it
    open_transaction = Signal(str)
    open_delivery = Signal(int)
    open_page = Signal(str)

    model: RowsModel[Row]
    listing: Listing

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions) -> None:
        super().__init__()
        self._ask, self._bridge, self._actions = ask, bridge, actions
        self._query = EVERYTHING
        self._total = 0
        self._is_asking = False
        self._to_choose = 0  # a key whose place is not known yet
        self._unshown = 0  # chosen, and not read yet
        self._looked = LastLook(actions, self.name)

    @staticmethod
    def title() -> str:
        """What the page is called."""
        raise NotImplementedError

    def steps(self) -> Steps:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.listing)
        yield from self.listing.steps()
        self._live = self._made_live()
        self._build()
        self._bind()
        self.reload()

    def spare_steps(self) -> Steps:
        return self.listing.inspector.spare_steps()

    def parts(self) -> Sequence[QWidget]:
        return self.listing.table, self.listing.inspector

    def _list_of(self, model: RowsModel[Row], paths_of: PathsOf) -> Listing:
        return Listing(
            self._ask,
            self._bridge,
            self._actions,
            name=self.name,
            title=self.title(),
            model=model,
            paths_of=paths_of,
        )

    def _bind(self) -> None:
        listing, live = self.listing, self._live
        listing.table.chosen.connect(self._choose)
        listing.table.settled.connect(live.refresh)
        listing.rows_asked.connect(live.read_rows)
        listing.all_read.connect(self._all_read)
        listing.filters.changed.connect(self.reload)
        listing.filters.stopped.connect(self._stop)
        live.grew.connect(self._say_count)
        live.rested.connect(self._go_on_reading)
        live.filled.connect(self._filled)
        live.failed.connect(self._failed)
        self._bridge.changed.connect(self._changed)

    # --- what only the one or the other knows -------------------------------------------------

    def reload(self) -> None:
        """Read the list anew; what was chosen stays chosen where it is found."""
        raise NotImplementedError

    def _made_live(self) -> LiveRows[Row, Cursor]:
        raise NotImplementedError

    def _build(self) -> None:
        raise NotImplementedError

    def _stop(self) -> None:
        """Esc: what was found so far stays, and the rest is not looked through."""
        raise NotImplementedError

    def _changed(self, changes: ChangeSet) -> None:
        raise NotImplementedError

    def _go_on_reading(self) -> None:
        """What came in since the list was read may be asked for."""
        raise NotImplementedError

    def _show_row(self, row: Row) -> None:
        """In the inspector."""
        raise NotImplementedError

    def _leave(self) -> None:
        """What is here now was looked at."""
        raise NotImplementedError

    def _words_of_count(self, shown: str, total: str) -> tuple[str, str]:
        """How many there are in all, and how many of them match."""
        raise NotImplementedError

    # --- what the window asks ----------------------------------------------------------------

    def show_filter(self, text: str) -> None:
        """Narrow the list, as a chart asked for it."""
        self.listing.filters.set_text(text)

    def export(self) -> None:
        """Ctrl+E: take along what is filtered."""
        doors = (self._ask, self._bridge, self._actions)
        ExportSheet(self, *doors, self.holds, self._query, self.model.paths).open()

    def is_answered(self) -> bool:
        """Whether what is shown is of the filter in force: rows, or that none was found yet."""
        return self._live.is_answered and self._query == self.listing.filters.query()

    def is_whole(self) -> bool:
        """Whether the place of every row is known."""
        return self._live.is_whole

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return self.listing.panes()

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.listing.focus_filter()

    def take_focus(self) -> None:
        """The page was given the keyboard: it belongs to the list."""
        self.listing.panel.take_focus()

    def escape(self) -> None:
        """Esc."""
        self.listing.escape()

    def toggle_layout(self) -> None:
        """F4."""
        self.listing.toggle_layout()

    # --- what is chosen ----------------------------------------------------------------------

    def _chosen(self) -> int:
        """The key of what is chosen or will be once it is found; 0 for nothing."""
        return self._to_choose or self.model.places.key(self.listing.table.current_place())

    def _choose(self, place: int) -> None:
        row = self.model.row(place)
        self._unshown = 0 if row else self.model.places.key(place)
        if row is not None:
            self.listing.inspector.show()
            self._show_row(row)

    def _filled(self) -> None:
        """The row that was chosen before it was read may be shown now."""
        place = self.listing.table.current_place()
        if place >= 0 and self.model.places.key(place) == self._unshown:
            self._choose(place)

    # --- what is said ------------------------------------------------------------------------

    def _failed(self, error: AcuseError) -> None:
        self._is_asking = False
        self.listing.filters.show_running(False)
        self.listing.notice.say_error(error)
        self.listing.notice.offer(self.tr("Try again"), self.reload)

    def _say_count(self) -> None:
        total = texts.number(max(self._total, self.model.count()))  # rows may come in first
        shown = texts.number(self.model.count()) + ("" if self._live.is_whole else "+")
        all_words, matching = self._words_of_count(shown, total)
        self.listing.filters.show_count(shown, total, matching)
        self.listing.filters.show_running(self._live.is_reading and not self._query.is_empty)
        self.listing.say_total(all_words)
        self._show_state()

    def _show_state(self) -> None:
        """The rows, or why there are none; before there is an answer, what was there before."""
        if self._live.is_answered:
            self.listing.panel.show_state(
                has_rows=self.model.rowCount() > 0,
                is_filtered=not self._query.is_empty,
                is_looking=self._live.is_reading,
                is_whole=self._live.is_whole,
            )

    # --- what was looked at ------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._leave()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._looked.come_back(self.model)
        self._say_count()
        self._go_on_reading()
        self.take_focus()

    def _all_read(self) -> None:
        self._leave()
        self.model.divide(0)
        self._say_count()
