"""The transactions: where each stands now, with the same inspector."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.config.banks import load_banks
from app.core.changes import ChangeSet
from app.core.errors import AcuseError
from app.store.reader import Reader
from app.store.rows import TransactionRow
from app.ui import texts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.cells import Preparing
from app.ui.models.narrowing import Filters
from app.ui.models.rows import MOST
from app.ui.models.transactions import TransactionsModel
from app.ui.widgets.listing import Listing, toggle

PAGE = 200


@dataclass(frozen=True, slots=True)
class _Loaded:
    rows: list[TransactionRow]
    total: int


class TransactionsPage(QWidget):
    """A row that changes stays where it is; new ones come on top; reading anew sorts them."""

    name = "transactions"
    icon = "arrow-left-right"
    open_transaction = Signal(str)
    open_delivery = Signal(int)
    open_page = Signal(str)

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions) -> None:
        super().__init__()
        self._ask = ask
        self._bridge = bridge
        self._filters = Filters()
        self._is_open_only = False
        self._has_all = False
        self._total = 0
        self._waiting: set[str] = set()
        self._is_asking = False
        self._asked_for: TransactionRow | None = None
        self._epoch = 0
        self._wanted = ""
        using = Preparing(bridge.display, load_banks())
        self.model = TransactionsModel(using, self._today(), self)
        self.listing = Listing(
            ask,
            bridge,
            title=self.title(),
            model=self.model,
            shown=self.model.shown,
            columns=self.model.columns,
        )
        self._build()
        bridge.changed.connect(self._changed)
        bridge.display.changed.connect(self.model.renew)
        self.reload()

    @staticmethod
    def title() -> str:
        """What the page is called."""
        return QCoreApplication.translate("Pages", "Transactions")

    def _build(self) -> None:
        listing = self.listing
        self.open_only = toggle(
            self.tr("Open only"), "hourglass", self.tr("Only what is not final yet")
        )
        self.open_only.toggled.connect(self.reload)
        listing.head.addWidget(self.open_only)
        listing.empty.say(
            self.tr("No transactions yet"),
            self.tr("They are made of deliveries, as soon as the first one arrives."),
        )
        listing.empty.offer(
            self.tr("Open Connections"), lambda: self.open_page.emit("connections"), kind="primary"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(listing)
        listing.table.chosen.connect(self._choose)
        listing.table.near_end.connect(self._older)
        listing.filters.changed.connect(self.reload)
        listing.inspector.open_transaction.connect(self.show_transaction)

    # --- what the window asks ----------------------------------------------------------------

    def show_transaction(self, transaction_id: str) -> None:
        """Show one transaction, and its row where it is in the list."""
        self.listing.inspector.show()
        self._wanted = transaction_id
        place = self.model.place_of(transaction_id)
        if place >= 0:
            self.listing.table.choose(place)
        else:
            self.listing.table.clear_choice()
        self.listing.inspector.show_row(transaction_id)

    def show_filter(self, provider: str, status: str) -> None:
        """Narrow the list, as a chart asked for it."""
        self.listing.filters.set_filters(Filters(provider, status))

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return self.listing.panes()[1:]

    def take_focus(self) -> None:
        """The page was given the keyboard: it belongs to the list."""
        self.listing.table.setFocus()

    def escape(self) -> None:
        """Esc."""
        self.listing.escape()

    def toggle_layout(self) -> None:
        """F4."""
        self.listing.toggle_layout()

    # --- reading -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the list anew, the most recently active first."""
        self._epoch += 1
        self._filters = self.listing.filters.filters()
        self._is_open_only = self.open_only.isChecked()
        ask_page = self._page(None)
        self._ask.ask(
            lambda reader: _Loaded(ask_page(reader), reader.stats().transactions),
            self._at(self._loaded),
            self._failed,
        )

    def _page(
        self, before: tuple[datetime, str] | None
    ) -> Callable[[Reader], list[TransactionRow]]:
        filters, final = self._filters, False if self._is_open_only else None
        return lambda reader: reader.transactions_page(
            before=before,
            limit=PAGE,
            provider=filters.provider,
            status=filters.status,
            final=final,
        )

    def _at(self, then: Callable[..., None]) -> Callable[..., None]:
        epoch = self._epoch
        return lambda answer: then(answer) if epoch == self._epoch else None

    def _failed(self, error: AcuseError) -> None:
        self._is_asking = False
        self.listing.notice.say_error(error)
        self.listing.notice.offer(self.tr("Try again"), self.reload)

    def _loaded(self, loaded: _Loaded) -> None:
        self.listing.notice.hide()
        chosen = self.model.row(self.listing.table.current_place())
        self._total = loaded.total
        self._has_all = len(loaded.rows) < PAGE
        self._asked_for = None
        self.model.set_today(self._today())
        self.model.clear()
        self.model.add_older(loaded.rows)
        self.listing.table.show_newest()
        place = self.model.place_of(chosen.transaction_id) if chosen else -1
        if place >= 0:
            self.listing.table.choose(place)
        self._say_count()

    def _changed(self, changes: ChangeSet) -> None:
        self._waiting |= changes.transactions
        if self._waiting and not self._is_asking:
            self._read_news()

    def _read_news(self) -> None:
        self._is_asking = True
        wanted = tuple(self._waiting)
        self._waiting = set()
        self._ask.ask(
            lambda reader: _Loaded(reader.transaction_rows(wanted), reader.stats().transactions),
            self._add,
            self._failed,
        )

    def _add(self, loaded: _Loaded) -> None:
        self._is_asking = False
        self._total = loaded.total
        self.model.set_today(self._today())
        here = {row.transaction_id for row in self.model.rows()}
        rows = [row for row in loaded.rows if row.transaction_id in here or self._matches(row)]
        self.model.add_newer(rows)
        if self.listing.table.seen()[1] < MOST - PAGE:
            self.model.trim()
        self._say_count()
        if self._waiting:
            self._read_news()

    def _matches(self, row: TransactionRow) -> bool:
        filters = self._filters
        return (
            filters.provider in ("", row.provider)
            and filters.status in ("", row.status)
            and not (self._is_open_only and row.is_final)
        )

    def _say_count(self) -> None:
        count, total = self.model.rowCount(), texts.number(self._total)
        shown = texts.number(count) + ("" if self._has_all else "+")
        hint = self.tr("{0} rows are read, of {1} transactions").format(shown, total)
        self.listing.filters.show_count(shown, total, hint)
        self.listing.show_state(is_filtered=self._filters.is_on or self._is_open_only)

    def _older(self) -> None:
        oldest = self.model.row(self.model.rowCount() - 1)
        is_full = self.model.rowCount() >= MOST
        if oldest is None or self._has_all or is_full or self._asked_for == oldest:
            return
        self._asked_for = oldest

        def then(rows: list[TransactionRow]) -> None:
            self._has_all = len(rows) < PAGE
            self.model.add_older(rows)
            self._say_count()

        before = (oldest.last_received_at, oldest.transaction_id)
        self._ask.ask(self._page(before), self._at(then), self._failed)

    def _choose(self, place: int) -> None:
        row = self.model.row(place)
        if row is not None:
            self.listing.inspector.show()
            self.listing.inspector.show_row(row.transaction_id)

    def _today(self) -> date:
        return datetime.now(UTC).astimezone(self._bridge.display.zone).date()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.listing.table.setFocus()
