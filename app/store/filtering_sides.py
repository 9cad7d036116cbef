"""The two sides that a filter can ask: the feed's deliveries, and the transactions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from app.core.delivery import Basis
from app.store.hours import BEYOND

END = "\U0010ffff"  # sorts behind every text


class Edge(Enum):
    """Stands among the values of a condition for the numbers of the transactions in a stretch.

    Most of them lie between the two (filtered.py); a condition holds for the others as well, only
    they are asked one by one.
    """

    LOWEST = auto()
    HIGHEST = auto()


FEW = 5_000  # rows that an index may name one by one
_FEW_OF_SOME = 200  # where only some rows are looked at
_FEW_IN_HASTE = 2_000  # whose identifiers may be looked up where a first page is waited for

# What is rare in most stores, as the indexes of it say (store/views_tables.py).
ELSEWHERE = "f.environment <> 'production'"
EXPLAINED = "f.cause <> ''"
# Nothing but the secret path, or not even that, said who had sent it.
UNVERIFIED = (
    f"(f.basis IN ('{Basis.SECRET_PATH}', '{Basis.FAILED}')"
    " OR f.standing IN ('quarantined', 'awaiting key'))"
)


@dataclass(frozen=True, slots=True)
class Where:
    """A condition and the values of its question marks.

    `is_few`: an index names the few rows that fulfil it, so that no row needs to be looked at.
    Below delivery `first` and above `last` none fulfils it, nor does a transaction that was last
    active before `since`. `ways` are the same said as alternatives, if an index gives the rows of
    each in the order of the list: SQLite would sort all that any of them lets through.
    """

    sql: str
    values: tuple[object, ...]
    is_few: bool = False
    first: int = 0
    last: int = BEYOND
    since: int = 0
    ways: tuple[Where, ...] = ()


Wrap = Callable[[Where], Where]


@dataclass(frozen=True, slots=True)
class Side:
    """Where a row keeps what the fields ask for.

    `row` is the table's name in a statement, `born`, `first` and `last` are its times. The others
    lift a condition to the row, which then says whether one of its own fulfils it: a delivery `f`,
    an identifier `i`, a body `d`, what people wrote `a`, or `x` with the number of a transaction.
    `rare`, `found` and `written` are answered from an index: what they take are few deliveries, a
    few transactions' numbers, and a few subjects (core.annotations). More than `few` of them are
    not named, but asked for row by row; so are more than `few_keys` that an identifier names, for
    each is read in two tables before the first is known.
    """

    row: str
    born: str
    first: str
    last: str
    delivery: Wrap
    rare: Wrap
    identifier: Wrap
    body: Wrap
    number: Wrap
    found: Wrap
    written: Wrap
    few: int = FEW
    few_keys: int = FEW

    @property
    def is_feed(self) -> bool:
        """Whether its rows are deliveries."""
        return self.row == "f"


def _wrap(before: str, behind: str) -> Wrap:
    return lambda inner: Where(f"{before}{inner.sql}{behind}", inner.values)


def _twice(before: str, between: str, behind: str) -> Wrap:
    return lambda inner: Where(f"{before}{inner.sql}{between}{inner.sql}{behind}", inner.values * 2)


# A delivery may hold events of several transactions: any of them will do.

FEED = Side(
    row="f",
    born="f.received_at",
    first="f.received_at",
    last="f.received_at",
    delivery=_wrap("", ""),
    rare=_wrap("", ""),
    identifier=_wrap(
        "EXISTS (SELECT 1 FROM events e CROSS JOIN identifiers i"
        " ON i.transaction_number = e.transaction_number WHERE e.delivery_id = f.delivery_id AND ",
        ")",
    ),
    body=_wrap("EXISTS (SELECT 1 FROM facts.deliveries d WHERE d.id = f.delivery_id AND ", ")"),
    number=_wrap(
        "EXISTS (SELECT 1 FROM (SELECT transaction_number AS number FROM events e"
        " WHERE e.delivery_id = f.delivery_id) x WHERE ",
        ")",
    ),
    found=_wrap(
        "f.delivery_id IN (SELECT delivery_id FROM events WHERE transaction_number IN (", "))"
    ),
    written=_twice(
        "f.delivery_id IN (SELECT e.delivery_id FROM facts.annotations a CROSS JOIN transactions w"
        " ON w.transaction_id = a.subject CROSS JOIN events e ON e.transaction_number = w.number"
        " WHERE ",
        " UNION ALL SELECT CAST(substr(a.subject, 10) AS INTEGER) FROM facts.annotations a"
        " WHERE a.subject LIKE 'delivery:%' AND ",
        ")",
    ),
)

TRANSACTIONS = Side(
    row="t",
    born="coalesce(t.created_at, t.first_received_at)",
    first="t.first_received_at",
    last="t.last_received_at",
    delivery=_wrap(
        "EXISTS (SELECT 1 FROM events e CROSS JOIN feed f ON f.delivery_id = e.delivery_id"
        " WHERE e.transaction_number = t.number AND ",
        ")",
    ),
    rare=_wrap(
        "t.number IN (SELECT e.transaction_number FROM feed f CROSS JOIN events e"
        " ON e.delivery_id = f.delivery_id WHERE f.transaction_number IS NOT NULL AND ",
        ")",
    ),
    identifier=_wrap(
        "EXISTS (SELECT 1 FROM identifiers i WHERE i.transaction_number = t.number AND ", ")"
    ),
    body=_wrap(
        "EXISTS (SELECT 1 FROM events e CROSS JOIN facts.deliveries d ON d.id = e.delivery_id"
        " WHERE e.transaction_number = t.number AND ",
        ")",
    ),
    number=_wrap("EXISTS (SELECT 1 FROM (SELECT t.number AS number) x WHERE ", ")"),
    found=_wrap("t.number IN (", ")"),
    written=_wrap("t.transaction_id IN (SELECT a.subject FROM facts.annotations a WHERE ", ")"),
)

# Deliveries that just came in: to name all that an identifier ever had, for each handful of them,
# took half a core of who watches a narrowed feed.
NEWS = replace(FEED, few=_FEW_OF_SOME, few_keys=_FEW_OF_SOME)
# Some transactions, each asked by itself: to read an index for them would be to read all of it.
SOME = replace(TRANSACTIONS, few=_FEW_OF_SOME, few_keys=_FEW_OF_SOME)
# A page that somebody waits for: the first rows are found sooner one by one.
FEED_IN_HASTE = replace(FEED, few_keys=_FEW_IN_HASTE)
TRANSACTIONS_IN_HASTE = replace(TRANSACTIONS, few_keys=_FEW_IN_HASTE)
