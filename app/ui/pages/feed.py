"""The live feed: every delivery as it arrives, newest first, beside the inspector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, Signal

from app.config.banks import load_banks
from app.core.changes import ChangeSet
from app.export.columns import DELIVERIES
from app.store.reader import Reader
from app.store.rows import FeedRow
from app.ui import shortcuts, texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.cells import Preparing
from app.ui.models import feed_reading
from app.ui.models.feed import FeedModel
from app.ui.models.feed_reading import Loaded, News
from app.ui.models.places import Piece
from app.ui.widgets.first_webhook import FirstWebhook
from app.ui.widgets.list_page import ListPage
from app.ui.widgets.live_rows import LiveRows
from app.ui.widgets.parts import set_words, toggle


@dataclass(frozen=True, slots=True)
class FeedKept:
    """What is looked at: the filter, the chosen delivery (0: none), and how the list moves."""

    filter: str
    chosen: int
    holds: bool
    follows: bool
    drafts: Mapping[str, str]  # of notes


class FeedPage(ListPage[FeedRow, int]):
    """New rows come in by themselves and move nothing that is being read."""

    name = "feed"
    holds = DELIVERIES
    icon = "list"
    register_asked = Signal(str)  # provider
    settings_changed = Signal()

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions) -> None:
        super().__init__(ask, bridge, actions)
        self._newest = 0
        self._counted = 0
        self._waiting = 0
        self._asks_again = False
        self._first: FirstWebhook | None = None
        self.model: FeedModel = FeedModel(
            Preparing(bridge.display, load_banks()), self._today(), self
        )
        self.listing = self._list_of(self.model, Reader.paths_of)

    @staticmethod
    def title() -> str:
        """What the page is called."""
        return QCoreApplication.translate("Pages", "Live feed")

    def _made_live(self) -> LiveRows[FeedRow, int]:
        return LiveRows(
            self._ask,
            self.model,
            self.listing.table,
            Reader.feed_rows,
            Reader.values_of,
            self._add_older,
        )

    def _build(self) -> None:
        listing = self.listing
        self.pause = toggle(
            self.tr("Pause"), "pause", self.tr("Hold the view still; everything is still received")
        )
        self.follow = toggle(
            self.tr("Follow"), "arrow-down-to-line", self.tr("Stay at the newest row")
        )
        self.follow.setChecked(True)
        self.pause.toggled.connect(self._pause)
        self.follow.toggled.connect(listing.table.set_following)
        listing.add_to_head(self.pause, self.follow, export=self.export)
        listing.table.reached_top.connect(self._reached_top)
        listing.inspector.open_transaction.connect(self.open_transaction)
        shortcuts.bind(listing.table, "pause", self.pause.toggle)
        shortcuts.bind(listing.table, "follow", self.follow.toggle)
        self._bridge.display.changed.connect(self._show_anew)

    # --- what the window asks ----------------------------------------------------------------

    def show_delivery(self, delivery_id: int) -> None:
        """Show one delivery in the inspector, and its row where it is in the list."""
        self.listing.inspector.show()
        place = self.model.place_of(delivery_id)
        if place >= 0:
            self.listing.table.choose(place)
        else:
            self.listing.inspector.show_row("", delivery_id)

    def kept(self) -> FeedKept:
        """What a page made anew takes over."""
        listing = self.listing
        return FeedKept(
            listing.filters.text(),
            self._chosen(),
            self.pause.isChecked(),
            self.follow.isChecked(),
            listing.inspector.notes.drafts(),
        )

    def come_back(self, kept: FeedKept) -> None:
        """Stand as it was; called before anything was read."""
        if kept.filter:
            self.listing.filters.set_text(kept.filter)
        self._to_choose = kept.chosen
        self.listing.inspector.notes.take_drafts(kept.drafts)
        self.pause.setChecked(kept.holds)
        self.follow.setChecked(kept.follows)

    # --- reading -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the list from its newest row; what was chosen stays chosen where it is found."""
        self._live.begin()
        self._query = self.listing.filters.query()
        query, zone = self._query, self._bridge.display.zone
        seen, is_wanted = self._looked.until, self._live.still()
        self._looked.read_anew()
        self._to_choose = self.model.places.key(self.listing.table.current_place())
        self.listing.filters.show_running(not query.is_empty)
        self._is_asking = True
        self._ask.ask(
            lambda reader: feed_reading.first_page(reader, query, zone, seen, is_wanted),
            self._live.unstopped(self._loaded),
            self._live.unstopped(self._failed),
            at_once=True,
        )

    def _stop(self) -> None:
        """Esc: what was found so far stays, and the rest is not looked through."""
        if not self._live.is_answered:
            self.model.clear()  # what is shown is of another filter
            self._is_asking = False
        self._live.stop()
        self._say_count()

    def _loaded(self, loaded: Loaded) -> None:
        self._newest = self._counted = loaded.newest
        self._total = loaded.total
        self._waiting = 0
        self.model.clear()
        self.model.set_today(self._today())
        self.model.fill(loaded.rows, 0, -1)  # before their places: a list reads what it has not
        self.model.add_older(loaded.piece.stretch)
        self.listing.table.show_newest()
        self._choose_again()
        query, zone = self._query, self._bridge.display.zone
        seen, is_wanted = self._looked.until, self._live.still()
        self._live.read_on(
            lambda reader, before: feed_reading.piece(reader, query, before, zone, seen, is_wanted),
            loaded.piece.next,
        )
        self._answered()

    def _add_older(self, piece: Piece[int]) -> None:
        self.model.add_older(piece.stretch)
        if self._to_choose:
            self._choose_again()

    def _choose_again(self) -> None:
        """What was chosen before the list was read anew, once its place is known."""
        place = self.model.place_of(self._to_choose) if self._to_choose else -1
        if place >= 0:
            self._to_choose = 0
            self.listing.table.mark(place)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.about:
            self._live.refresh()
        if not (changes.projected or changes.attempts or changes.deliveries):
            return
        self._asks_again = True
        self._go_on_reading()

    def _go_on_reading(self) -> None:
        """Unless that is under way, or it is too early for it."""
        if self._asks_again and not self._is_asking and self._live.may_ask():
            self._asks_again = False
            self._read_news()

    def _read_news(self) -> None:
        """Ask for what came in since; while the view is held, since the last count."""
        self._is_asking = True
        since = self._counted if self._holds() else self._newest
        query, seen = self._query, self._seen_ids()
        self._ask.ask(
            lambda reader: feed_reading.news(reader, since, query, seen),
            self._live.at(lambda news: self._add(news, since)),
            self._failed,
        )

    def _add(self, news: News, since: int) -> None:
        self._total = news.total
        self.model.update(news.seen, *self.listing.table.seen())
        if self._holds():
            self._count_waiting(news)
        elif news.is_behind:
            self.reload()
            return
        elif since != self._newest:  # it was held when this was asked
            self._read_news()
            return
        else:
            self._newest = self._counted = news.newest
            self._forget_waiting()
            self._add_newer(news.rows)
        self._answered()

    def _add_newer(self, rows: list[FeedRow]) -> None:
        table = self.listing.table
        is_seen = table.stays_on_top() or not self.model.count()
        self.model.set_today(self._today())
        self.model.add_newer(rows)
        if not is_seen:
            table.set_unseen(table.unseen() + len(rows))

    def _count_waiting(self, news: News) -> None:
        """While the view is held, rows are only counted; they are read when it goes on."""
        self._counted = news.newest
        self._asks_again |= news.is_behind
        self._waiting += len(news.rows)
        if self._waiting:
            held = self.tr("{0} waiting").format(texts.number(self._waiting))
            set_words(self.pause, held)

    def _forget_waiting(self) -> None:
        """What waited comes in now, and is counted where it comes in."""
        table = self.listing.table
        table.set_unseen(max(0, table.unseen() - self._waiting))
        self._waiting = 0

    def _answered(self) -> None:
        self._is_asking = False
        self.listing.notice.hide()
        self._say_count()
        self._go_on_reading()

    def _show_state(self) -> None:
        if self._live.is_answered:
            self._lead_to_first(is_empty=not self._total and not self.model.count())
        super()._show_state()

    def _lead_to_first(self, *, is_empty: bool) -> None:
        """The steps to the first webhook, as long as there is none."""
        if is_empty == (self._first is not None):
            return
        self._first = FirstWebhook(self._ask, self._bridge, self._actions) if is_empty else None
        self.listing.panel.stand_instead(self._first)
        if self._first is not None:
            self._first.register_asked.connect(self.register_asked)
            self._first.changed.connect(self.settings_changed)
            self._first.sample_asked.connect(lambda: self.open_page.emit("first-steps"))

    def _words_of_count(self, shown: str, total: str) -> tuple[str, str]:
        matching = self.tr("{0} of {1} deliveries match").format(shown, total)
        return self.tr("{0} deliveries").format(total), matching

    def _seen_ids(self) -> list[int]:
        return self.model.places.keys(*self.listing.table.seen())

    # --- holding still -----------------------------------------------------------------------

    def _holds(self) -> bool:
        """Whether new rows wait: the view is paused."""
        return self.pause.isChecked()

    def _pause(self, is_paused: bool) -> None:
        words = self.tr("Paused") if is_paused else self.tr("Pause")
        set_words(self.pause, words)
        self.pause.setIcon(theme.icon("play" if is_paused else "pause"))
        if not is_paused and self._waiting:
            self._go_on()

    def _reached_top(self) -> None:
        if self._waiting and not self.pause.isChecked():
            self._go_on()

    def _go_on(self) -> None:
        """Read what waited."""
        self._waiting = 0
        self._changed(ChangeSet(projected=True))

    def _show_row(self, row: FeedRow) -> None:
        self.listing.inspector.show_row(row.transaction_id, row.delivery_id)

    def _show_anew(self) -> None:
        """The zone or the privacy changed; with the zone, days begin at other rows."""
        keys, zone = self.model.places.newest_first(), self._bridge.display.zone
        self.model.renew()
        self._ask.ask(
            lambda reader: [(keys[number], day) for number, day in reader.days_of(keys, zone)],
            self._live.at(self._show_days),
            self._failed,
        )

    def _show_days(self, days: list[tuple[int, date]]) -> None:
        with self.listing.table.held():
            self.model.set_days(days, self._today())

    def _today(self) -> date:
        return datetime.now(self._bridge.display.zone).date()

    def _leave(self) -> None:
        if self._newest:
            self._looked.leave(self._newest, self.model.count() if self._live.is_whole else 0)
