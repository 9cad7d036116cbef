"""Rows of the store made ready to be painted: texts cut and cleaned once, not at every repaint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.core.amounts import format_amount
from app.core.banks import Banks
from app.core.event import Kind
from app.core.plain import plain
from app.store.rows import FeedRow, TransactionRow
from app.ui import badges, masks, nameless, texts
from app.ui.badges import Badge
from app.ui.display import Display


class Cell(NamedTuple):
    """What a cell shows; `whole` is its text uncut, for hovering, copying and screen readers.

    A tuple, for seventeen of them are made for each row that comes into view.
    """

    text: str
    whole: str = ""
    is_warning: bool = False
    is_code: bool = True  # in a column of codes: one that may also hold names
    tail: str = ""  # the end of the text, which is never cut
    at: datetime | None = None  # a moment, and in which zone it is told
    zone: tzinfo | None = None
    is_ago: bool = False  # it is said how long ago that was

    @property
    def copied(self) -> str:
        if self.at is not None and self.zone is not None:
            return texts.whole_moment(self.at, self.zone)  # long, and asked for once in a while
        return self.whole or self.text


@dataclass(frozen=True, slots=True)
class Shown:
    """A row ready to be painted, its cells by the names of their columns."""

    key: object
    cells: Mapping[str, Cell]
    status: str = ""
    badges: tuple[Badge, ...] = ()
    heading: str = ""  # a row of its own that only says this
    received_at: datetime | None = None
    began_at: datetime | None = None  # since when it has been growing older
    is_mark: bool = False  # a heading that is no day
    is_waiting: bool = False  # its place is known, itself not yet

    def cell(self, name: str) -> Cell:
        """The cell of a column."""
        return self.cells.get(name, NOTHING)


NOTHING = Cell("–")


@dataclass(frozen=True, slots=True)
class Preparing:
    """What making a row ready depends on besides the row."""

    display: Display
    banks: Banks


def feed_row(row: FeedRow, using: Preparing) -> Shown:
    """A delivery as a row of the live feed."""
    zone = using.display.zone
    standing = row.status or row.standing
    found = badges.of_delivery(row, is_private=using.display.is_private)
    return Shown(
        key=row.delivery_id,
        cells={
            "received": _moment(row.received_at, texts.clock(row.received_at, zone), using),
            **_common(row, standing, found, using),
            "age": Cell(""),
            "event": _code(row.event_type),
            "standing": Cell(texts.status_word(row.standing)),
            "source": Cell(texts.source_word(row.source)),
            "delivery": Cell(str(row.delivery_id)),
        },
        status=standing,
        badges=found,
        received_at=row.received_at,
        began_at=row.received_at,
    )


def transaction_row(row: TransactionRow, using: Preparing, today: date) -> Shown:
    """A transaction with its current state as a row."""
    found = badges.of_transaction(row, is_private=using.display.is_private)
    return Shown(
        key=row.transaction_id,
        cells={
            "updated": _short_moment(row.last_received_at, using, today),
            **_common(row, row.status, found, using),
            "took": Cell(took(row)),
            "first": _short_moment(row.first_received_at, using, today),
            "created": _short_moment(row.created_at, using, today),
        },
        status=row.status,
        badges=found,
        received_at=row.last_received_at,
        began_at=None if row.is_final else row.created_at or row.first_received_at,
    )


def _common(
    row: FeedRow | TransactionRow, status: str, found: tuple[Badge, ...], using: Preparing
) -> dict[str, Cell]:
    """What deliveries and transactions say alike."""
    tags = badges.tag_words(row.marks, is_private=using.display.is_private)
    return {
        "provider": Cell(texts.provider_title(row.provider)),
        "type": _type(row.kind, getattr(row, "event_type", "")),
        "amount": _money(row.amount, row.asset),
        "asset": Cell(plain(row.asset) or "–"),
        "status": _status(status, row.provider_status),
        "word": _code(row.provider_status),
        "rail": Cell(texts.rail_word(row.rail) or "–", plain(row.rail)),
        "counterparty": _counterparty(row.counterparty, using),
        "reference": _reference(row.reference, row.transaction_id, using),
        "id": _code(row.transaction_id),
        "arrivals": Cell(str(row.attempts)),
        "tags": Cell(", ".join(tags) or NOTHING.text),
        "flags": Cell("", ", ".join(badge.words for badge in found)),
    }


def value_cell(path: str, value: str, using: Preparing) -> Cell:
    """What stands at a place of a body."""
    if not value:
        return NOTHING
    if using.display.is_private:
        return Cell(masks.private(value, path))
    return Cell(plain(value, longest=120), plain(value))


def age(shown: Shown, cell: Cell, now: datetime) -> str:
    """What is still going on grows older while it is looked at."""
    if cell.text or shown.began_at is None:
        return cell.text or NOTHING.text
    return texts.span(float(max(int((now - shown.began_at).total_seconds()), 0)))


def moment(cell: Cell, now: datetime) -> str:
    """When, or how long ago where that is wanted."""
    if not cell.is_ago or cell.at is None:
        return cell.text
    return texts.ago((now - cell.at).total_seconds())


def took(row: TransactionRow) -> str:
    """How long a finished transaction took by the provider's own times, else ""."""
    if not row.is_final or row.created_at is None or row.occurred_at is None:
        return ""
    seconds = (row.occurred_at - row.created_at).total_seconds()
    return texts.span(seconds) if seconds > 0 else ""


def day_row(day: date, today: date) -> Shown:
    """The heading above the rows of a day."""
    return Shown(key=day, cells={}, heading=texts.long_day(day, today))


def since_row() -> Shown:
    """The line between what is new since the person last looked and what they have seen."""
    words = QCoreApplication.translate("Cells", "Above is new since you last looked")
    return Shown(key="since", cells={}, heading=words, is_mark=True)


def urgent_row() -> Shown:
    """The heading above the transactions that need attention."""
    words = QCoreApplication.translate("Cells", "Needs attention")
    return Shown(key="urgent", cells={}, heading=words)


def rest_row() -> Shown:
    """The heading above all other transactions."""
    words = QCoreApplication.translate("Cells", "Everything else, the most recent first")
    return Shown(key="rest", cells={}, heading=words)


# --- cells ----------------------------------------------------------------------------------------


def _short_moment(at: datetime | None, using: Preparing, today: date) -> Cell:
    if at is None:
        return Cell("–")
    local = at.astimezone(using.display.zone)
    short = f"{local.hour:02}:{local.minute:02}"
    if local.date() == today:
        return _moment(at, f"{short}:{local.second:02}", using)
    return _moment(at, f"{texts.short_day(local.date())} {short}", using)


def _moment(at: datetime, short: str, using: Preparing) -> Cell:
    return Cell(short, at=at, zone=using.display.zone, is_ago=using.display.is_relative)


def _type(kind: str, event_type: str) -> Cell:
    if kind == Kind.OTHER and event_type:  # nobody knows it: its own word says more
        return Cell(plain(event_type), f"{texts.kind_word(kind)} {plain(event_type)}")
    if kind:
        return Cell(texts.kind_word(kind), f"{texts.kind_word(kind)} {plain(event_type)}".strip())
    return Cell(plain(event_type) or "–")


def _money(amount: str, asset: str) -> Cell:
    if not amount:
        return Cell("–")
    return Cell(f"{format_amount(plain(amount))}\u00a0{plain(asset)}".strip())


def _status(standing: str, provider_status: str) -> Cell:
    word = texts.status_word(standing)
    return Cell(word, f"{word} · {plain(provider_status)}" if provider_status else word)


def _counterparty(text: str, using: Preparing) -> Cell:
    if not text:
        return Cell("–")
    is_private = using.display.is_private
    shown = masks.counterparty(text, using.banks, is_private=is_private)
    bank, dots, digits = shown.partition(f" {masks.DOTS}")
    if bank and dots:
        return Cell(
            shown,
            shown if is_private else plain(text),
            is_warning=masks.has_wrong_digit(text),
            is_code=False,
            tail=f"{dots}{digits}",
        )
    return Cell(
        shown,
        shown if is_private else plain(text),
        is_code=any(sign.isdigit() for sign in text),
    )


def _code(text: str) -> Cell:
    return Cell(plain(text) or "–", plain(text))


def _reference(reference: str, transaction_id: str, using: Preparing) -> Cell:
    """What to ask for it by: what names no transaction is asked for by its digest."""
    digest = "" if reference else nameless.digest(transaction_id)
    if digest:
        return Cell(nameless.words(digest), digest, is_code=False)
    if using.display.is_private and reference:
        return Cell(masks.reference(reference))
    return _code(reference)
