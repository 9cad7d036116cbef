"""The transactions: where each stands now, with the same inspector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from app.config.banks import load_banks
from app.core.changes import ChangeSet
from app.export.columns import TRANSACTIONS
from app.store.reader import Reader
from app.store.rows import TransactionRow
from app.ui import shortcuts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.cells import Preparing
from app.ui.models import transactions_reading
from app.ui.models.places import Piece, Rest, Since, Stretch, Urgent
from app.ui.models.transactions import TransactionsModel
from app.ui.models.transactions_reading import MOST_URGENT, RECENT, Below, Loaded, News
from app.ui.widgets.list_page import ListPage
from app.ui.widgets.live_rows import LiveRows
from app.ui.widgets.parts import toggle
from app.ui.widgets.reordering import Reordering

_OPEN = "final:no"


@dataclass(frozen=True, slots=True)
class TransactionsKept:
    """What is looked at: the filter, and the chosen transaction's number (0: none)."""

    filter: str
    chosen: int
    drafts: Mapping[str, str]  # of notes


class TransactionsPage(ListPage[TransactionRow, Below]):
    """A row that changes stays where it is, new ones come on top; see Reordering for the urgent."""

    name = "transactions"
    holds = TRANSACTIONS
    icon = "arrow-left-right"

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions) -> None:
        super().__init__(ask, bridge, actions)
        self._waiting: set[str] = set()
        self._is_sorting = False  # what comes first is still being looked for
        using = Preparing(bridge.display, load_banks())
        self.model: TransactionsModel = TransactionsModel(using, self._today(), self)
        self.listing = self._list_of(self.model, Reader.paths_of_transaction)

    @staticmethod
    def title() -> str:
        """What the page is called."""
        return QCoreApplication.translate("Pages", "Transactions")

    def _made_live(self) -> LiveRows[TransactionRow, Below]:
        return LiveRows(
            self._ask,
            self.model,
            self.listing.table,
            Reader.transactions_numbered,
            Reader.values_of_transactions,
            self._add_piece,
        )

    def _build(self) -> None:
        listing = self.listing
        self.open_only = toggle(
            self.tr("Open only"), "hourglass", self.tr("Only what is not final yet")
        )
        self.open_only.clicked.connect(self._toggle_open)
        self.urgent_first = toggle(
            self.tr("Attention first"),
            "circle-alert",
            self.tr("What needs a person comes first; otherwise the most recent"),
        )
        self.urgent_first.clicked.connect(self._choose_order)
        self.order = Reordering(self.model, listing.table, self.reload)
        listing.add_to_head(
            self.order.button, self.urgent_first, self.open_only, export=self.export
        )
        listing.panel.empty.say(
            self.tr("No transactions yet"),
            self.tr("Each payment appears here with its timeline once its first delivery arrives."),
        )
        listing.panel.empty.offer(
            self.tr("Connect a provider"),
            lambda: self.open_page.emit("first-steps"),
            kind="primary",
        )
        listing.layout_kept.ordered.connect(self.reload)
        self._bridge.display.changed.connect(self.model.renew)
        listing.inspector.open_transaction.connect(self.show_transaction)
        shortcuts.bind(listing.table, "order", self.urgent_first.click)

    # --- what the window asks ----------------------------------------------------------------

    def show_transaction(self, transaction_id: str) -> None:
        """Show one transaction, and its row where it is in the list."""
        self.listing.inspector.show()
        self.listing.table.clear_choice()
        self.listing.inspector.show_row(transaction_id)
        self._ask.ask(
            lambda reader: reader.transaction_rows([transaction_id]),
            self._live.at(self._choose_shown),
        )

    def _choose_shown(self, rows: list[TransactionRow]) -> None:
        """The row of what is shown, unless another was asked for or chosen meanwhile."""
        shown, _ = self.listing.inspector.wanted()
        place = self.model.place_of(rows[0].number) if rows else -1
        is_shown = place >= 0 and rows[0].transaction_id == shown
        if is_shown and self.listing.table.current_place() < 0:
            self.listing.table.choose(place)

    def kept(self) -> TransactionsKept:
        """What a page made anew takes over."""
        drafts = self.listing.inspector.notes.drafts()
        return TransactionsKept(self.listing.filters.text(), self._chosen(), drafts)

    def come_back(self, kept: TransactionsKept) -> None:
        """Stand as it was; called before anything was read."""
        if kept.filter:
            self.listing.filters.set_text(kept.filter)
        self._to_choose = kept.chosen
        self.listing.inspector.notes.take_drafts(kept.drafts)

    # --- reading -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the list anew, the most recently active first."""
        self._live.begin()
        self._is_asking = self._is_sorting = False
        self._query = self.listing.filters.query()
        self.listing.filters.show_running(not self._query.is_empty)
        self._show_open_only()
        order = self.listing.layout_kept.order
        self.urgent_first.setChecked(order != RECENT)
        self._to_choose = self.model.places.key(self.listing.table.current_place())
        query, now, is_wanted = self._query, self._now(), self._live.still()
        seen = self._looked.until
        self._looked.read_anew()
        self._ask.ask(
            lambda reader: transactions_reading.first_page(
                reader, query, now, seen, is_wanted, order
            ),
            self._live.unstopped(self._loaded),
            self._live.unstopped(self._failed),
            at_once=True,
        )

    def _stop(self) -> None:
        """Esc: what was found so far stays, and the rest is not looked through."""
        if not self._live.is_answered:
            self.model.clear()  # what is shown is of another filter
        self._live.stop()
        self._is_sorting = False
        self._say_count()
        self._go_on_reading()

    def _toggle_open(self, is_on: bool) -> None:
        """The button is a condition like any other."""
        if is_on:
            self.listing.filters.insert(_OPEN)
        else:
            self.listing.filters.drop("final")

    def _choose_order(self, is_urgent_first: bool) -> None:
        self.listing.layout_kept.choose_order("" if is_urgent_first else RECENT)

    def _show_open_only(self) -> None:
        (group, *others) = self._query.groups or ((),)
        is_on = not others and any(term.text == _OPEN for term in group)
        self.open_only.setChecked(is_on)

    def _loaded(self, loaded: Loaded) -> None:
        self.listing.notice.hide()
        self._total = loaded.total
        self.model.set_today(self._today())
        self.model.clear()
        self.order.begin((), is_on=self.urgent_first.isChecked())
        self.model.fill(loaded.rows, 0, -1)  # before their places: a list reads what it has not
        self._add_piece(loaded.piece)
        self.listing.table.show_newest()
        query, now, is_wanted = self._query, self._now(), self._live.still()
        seen = self._looked.until
        self._live.read_on(
            lambda reader, below: transactions_reading.piece(
                reader, query, below, now, seen, is_wanted
            ),
            loaded.piece.next,
        )
        self._say_count()

    def _add_piece(self, piece: Piece[Below]) -> None:
        """More of the list; as long as more may come first, nothing else is put below that."""
        self.order.add_first(piece.first.keys)
        self._add_older(piece.first)
        self._add_rest(piece.stretch)
        self._is_sorting = piece.next is not None and bool(piece.next.waiting)
        self._go_on_reading()

    def _add_rest(self, stretch: Stretch) -> None:
        """What does not come first; its first piece has the heading."""
        places = self.model.places
        has_urgent = places.place_of_heading(Urgent()) >= 0
        if has_urgent and stretch.keys and places.place_of_heading(Rest()) < 0:
            others = (one for one in stretch.headings if one != (0, Since()))
            stretch = replace(stretch, headings=((0, Rest()), *others))
        self._add_older(stretch)

    def _add_older(self, stretch: Stretch) -> None:
        self.model.add_below(stretch)
        if self._to_choose in stretch.keys:  # to look through all of them takes ten milliseconds
            place, self._to_choose = self.model.place_of(self._to_choose), 0
            self.listing.table.mark(place)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.about:
            self._live.refresh()
        if "alerts" in changes.written:
            self._check_order()
        self._waiting |= changes.transactions
        self._go_on_reading()

    def _go_on_reading(self) -> None:
        """Once the list is there: what changed while its first page was read is not in it."""
        is_ready = self._live.is_answered and not self._is_asking and not self._is_sorting
        if self._waiting and is_ready and self._live.may_ask():
            self._read_news()

    def _check_order(self) -> None:
        query, now = self._query, self._now()
        self._ask.ask(
            lambda reader: reader.urgent_transactions(MOST_URGENT, query, now),
            self._live.at(self.order.compare_all),
        )

    def _read_news(self) -> None:
        self._is_asking = True
        wanted, query, now = tuple(self._waiting), self._query, self._now()
        self._waiting = set()
        self._ask.ask(
            lambda reader: transactions_reading.news(reader, wanted, query, now),
            self._live.at(self._add),
            self._failed,
        )

    def _add(self, news: News) -> None:
        self._is_asking = False
        self._total = news.total
        table = self.listing.table
        is_seen = table.stays_on_top() or not self.model.count()
        self.model.set_today(self._today())
        self.model.update(news.rows, *table.seen())
        before = self.model.count()
        fitting = [row for row in news.rows if row.number in news.fitting]
        self.order.take_in(fitting, news.urgent)
        if not is_seen:
            table.set_unseen(table.unseen() + self.model.count() - before)
        self._say_count()
        self._go_on_reading()

    def _words_of_count(self, shown: str, total: str) -> tuple[str, str]:
        matching = self.tr("{0} of {1} transactions match").format(shown, total)
        return self.tr("{0} transactions").format(total), matching

    def _show_row(self, row: TransactionRow) -> None:
        self.listing.inspector.show_row(row.transaction_id)

    def _now(self) -> datetime:
        return datetime.now(self._bridge.display.zone)

    def _today(self) -> date:
        return self._now().date()

    def _leave(self) -> None:
        if self.model.count():
            until = int(self._now().timestamp() * 1_000_000)
            rest = self.model.places.rows_below(Rest())
            self._looked.leave(until, rest if self._live.is_whole else 0)
