"""Rows of the store made ready to be painted: texts cut and cleaned once, not at every repaint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.core.amounts import format_amount
from app.core.banks import Banks
from app.core.delivery import Basis, Source
from app.core.event import Kind
from app.core.plain import plain
from app.store.rows import FeedRow, TransactionRow
from app.ui import masks, nameless, texts
from app.ui.display import Display


class Look(Enum):
    """How the cells of a column are painted."""

    TEXT = auto()
    MUTED = auto()
    TIME = auto()
    CODE = auto()
    AMOUNT = auto()
    STATUS = auto()
    BADGES = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list; of those that do not fit, the highest `rank` leaves first.

    `width` is the least it needs, `share` its part of the room that is left.
    """

    name: str
    title: str
    look: Look
    width: int
    share: int = 0
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; `whole` is its text uncut, for hovering, copying and screen readers."""

    text: str
    whole: str = ""
    is_warning: bool = False
    is_code: bool = True  # in a column of codes: one that may also hold names
    tail: str = ""  # the end of the text, which is never cut

    @property
    def copied(self) -> str:
        return self.whole or self.text


@dataclass(frozen=True, slots=True)
class Badge:
    """A small mark behind a row: an icon, or a few letters such as "×3"."""

    icon: str
    text: str
    words: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class Shown:
    """A row ready to be painted; its cells stand in the order of the columns."""

    key: object
    cells: tuple[Cell, ...]
    status: str = ""
    badges: tuple[Badge, ...] = ()
    heading: str = ""  # a row of its own that only says this
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Preparing:
    """What making a row ready depends on besides the row."""

    display: Display
    banks: Banks


def feed_columns() -> tuple[Column, ...]:
    """The columns of the live feed."""
    return (
        Column("received", QCoreApplication.translate("Cells", "Received"), Look.TIME, 100),
        Column("provider", QCoreApplication.translate("Cells", "Provider"), Look.TEXT, 84),
        Column("type", QCoreApplication.translate("Cells", "Type"), Look.TEXT, 118, 2),
        Column("amount", QCoreApplication.translate("Cells", "Amount"), Look.AMOUNT, 174),
        Column("status", QCoreApplication.translate("Cells", "Status"), Look.STATUS, 120),
        Column("rail", QCoreApplication.translate("Cells", "Rail"), Look.TEXT, 66, 1, 5),
        Column(
            "counterparty",
            QCoreApplication.translate("Cells", "Counterparty"),
            Look.CODE,
            116,
            2,
            3,
        ),
        Column("reference", QCoreApplication.translate("Cells", "Reference"), Look.CODE, 80, 2, 4),
        Column("flags", "", Look.BADGES, 34, 0, 1),
    )


def feed_row(row: FeedRow, using: Preparing) -> Shown:
    """A delivery as a row of the live feed."""
    zone = using.display.zone
    standing = row.status or row.standing
    return Shown(
        key=row.delivery_id,
        cells=(
            Cell(texts.clock(row.received_at, zone), texts.whole_moment(row.received_at, zone)),
            Cell(texts.provider_title(row.provider)),
            _type(row.kind, row.event_type),
            _money(row.amount, row.asset),
            _status(standing, row.provider_status),
            Cell(_rail(row.rail), plain(row.rail)),
            _counterparty(row.counterparty, using),
            _reference(row.reference, row.transaction_id),
            Cell("", ", ".join(badge.words for badge in _feed_badges(row))),
        ),
        status=standing,
        badges=_feed_badges(row),
        received_at=row.received_at,
    )


def transaction_columns() -> tuple[Column, ...]:
    """The columns of the transactions."""
    return (
        Column("updated", QCoreApplication.translate("Cells", "Updated"), Look.TIME, 100),
        Column("provider", QCoreApplication.translate("Cells", "Provider"), Look.TEXT, 84),
        Column("type", QCoreApplication.translate("Cells", "Type"), Look.TEXT, 118, 2),
        Column("amount", QCoreApplication.translate("Cells", "Amount"), Look.AMOUNT, 174),
        Column("status", QCoreApplication.translate("Cells", "Status"), Look.STATUS, 120),
        Column("took", QCoreApplication.translate("Cells", "Took"), Look.MUTED, 62, 0, 6),
        Column("rail", QCoreApplication.translate("Cells", "Rail"), Look.TEXT, 66, 1, 5),
        Column(
            "counterparty",
            QCoreApplication.translate("Cells", "Counterparty"),
            Look.CODE,
            116,
            2,
            3,
        ),
        Column("reference", QCoreApplication.translate("Cells", "Reference"), Look.CODE, 80, 2, 4),
        Column("flags", "", Look.BADGES, 34, 0, 1),
    )


def transaction_row(row: TransactionRow, using: Preparing, today: date) -> Shown:
    """A transaction with its current state as a row."""
    zone = using.display.zone
    badges = _flag_badges(row.flags, row.transaction_id)
    return Shown(
        key=row.transaction_id,
        cells=(
            Cell(
                _short_moment(row.last_received_at, using, today),
                texts.whole_moment(row.last_received_at, zone),
            ),
            Cell(texts.provider_title(row.provider)),
            _type(row.kind, ""),
            _money(row.amount, row.asset),
            _status(row.status, row.provider_status),
            Cell(took(row)),
            Cell(_rail(row.rail), plain(row.rail)),
            _counterparty(row.counterparty, using),
            _reference(row.reference, row.transaction_id),
            Cell("", ", ".join(badge.words for badge in badges)),
        ),
        status=row.status,
        badges=badges,
        received_at=row.last_received_at,
    )


def took(row: TransactionRow) -> str:
    """How long a finished transaction took by the provider's own times, else ""."""
    if not row.is_final or row.created_at is None or row.occurred_at is None:
        return ""
    seconds = (row.occurred_at - row.created_at).total_seconds()
    return texts.span(seconds) if seconds > 0 else ""


def day_row(day: date, today: date) -> Shown:
    """The heading above the rows of a day."""
    return Shown(key=day, cells=(), heading=texts.long_day(day, today))


# --- cells ----------------------------------------------------------------------------------------


def _short_moment(at: datetime, using: Preparing, today: date) -> str:
    local = at.astimezone(using.display.zone)
    if local.date() == today:
        return f"{local:%H:%M:%S}"
    return f"{texts.short_day(local)} {local:%H:%M}"


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


def _rail(rail: str) -> str:
    """ "ARBITRUM" is a shout in a list; what is short ("SPEI", "ACH") is an abbreviation."""
    shown = plain(rail).replace("_", " ")
    return shown.capitalize() if len(shown) > 5 and shown.isupper() else shown or "–"


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


def _reference(reference: str, transaction_id: str) -> Cell:
    """What to ask for it by: what names no transaction is asked for by its digest."""
    digest = "" if reference else nameless.digest(transaction_id)
    if digest:
        return Cell(nameless.words(digest), digest, is_code=False)
    return _code(reference)


# --- badges ---------------------------------------------------------------------------------------


def _feed_badges(row: FeedRow) -> tuple[Badge, ...]:
    found: list[Badge] = []
    if row.attempts > 1:
        words = QCoreApplication.translate("Cells", "arrived {0} times").format(row.attempts)
        found.append(Badge("", f"×{row.attempts}", words))
    if row.source == Source.TEST:
        words = QCoreApplication.translate("Cells", "a test of our own")
        found.append(Badge("", texts.source_word(row.source), words))
    if row.basis == Basis.FAILED:
        words = QCoreApplication.translate("Cells", "unverified")
        found.append(Badge("shield-x", "", words, "failed"))
    elif row.basis == Basis.SECRET_PATH:
        words = QCoreApplication.translate("Cells", "authenticity: secret address only")
        found.append(Badge("shield-alert", "", words))
    return (*found, *_flag_badges(row.flags, row.transaction_id))


def _flag_badges(flags: tuple[str, ...], transaction_id: str) -> tuple[Badge, ...]:
    found: list[Badge] = []
    if nameless.digest(transaction_id):
        found.append(Badge(nameless.ICON, "", nameless.explained()))
        flags = tuple(flag for flag in flags if flag != nameless.FLAG)
    if flags:
        words = "; ".join(texts.flag_words(flag) for flag in flags)
        found.append(Badge("triangle-alert", "", words, "pending"))
    return tuple(found)
