"""What may be taken along of a transaction or a delivery, in the order of the columns. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from types import MappingProxyType
from typing import TypeAlias

from app.core.clabe import clabe_check_digit_ok
from app.store.rows import FeedRow, TransactionRow

Row: TypeAlias = TransactionRow | FeedRow
Value: TypeAlias = str | int | bool | datetime | None
Hide: TypeAlias = Callable[[str], str]

TRANSACTIONS = "transactions"
DELIVERIES = "deliveries"


class Form(Enum):
    """How the values of a column are written."""

    TEXT = auto()
    PERSON = auto()  # text that names somebody or an account
    AMOUNT = auto()  # plain decimal text
    COUNT = auto()
    YES_NO = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the member of the row that it shows, which is its heading too."""

    name: str
    form: Form = Form.TEXT


def _columns(*columns: Column) -> Mapping[str, Column]:
    return MappingProxyType({column.name: column for column in columns})


COLUMNS: Mapping[str, Mapping[str, Column]] = MappingProxyType(
    {
        TRANSACTIONS: _columns(
            Column("transaction_id"),
            Column("provider"),
            Column("kind"),
            Column("status"),
            Column("provider_status"),
            Column("is_final", Form.YES_NO),
            Column("amount", Form.AMOUNT),
            Column("asset"),
            Column("rail"),
            Column("direction"),
            Column("counterparty", Form.PERSON),
            Column("reference"),
            Column("created_at", Form.TIME),
            Column("occurred_at", Form.TIME),
            Column("first_received_at", Form.TIME),
            Column("last_received_at", Form.TIME),
            Column("attempts", Form.COUNT),
            Column("flags"),
        ),
        DELIVERIES: _columns(
            Column("delivery_id", Form.COUNT),
            Column("received_at", Form.TIME),
            Column("provider"),
            Column("kind"),
            Column("event_type"),
            Column("status"),
            Column("provider_status"),
            Column("amount", Form.AMOUNT),
            Column("asset"),
            Column("rail"),
            Column("counterparty", Form.PERSON),
            Column("reference"),
            Column("transaction_id"),
            Column("attempts", Form.COUNT),
            Column("flags"),
            Column("standing"),
            Column("basis"),
            Column("source"),
        ),
    }
)


def values(row: Row, columns: tuple[Column, ...], hide: Hide | None) -> list[Value]:
    """The values of a row; with `hide`, people and accounts are masked by it."""
    return [_value(getattr(row, column.name), column.form, hide) for column in columns]


def _value(found: object, form: Form, hide: Hide | None) -> Value:
    if isinstance(found, tuple):  # flags
        return " ".join(found)
    if isinstance(found, datetime):
        return found.astimezone(UTC)
    if isinstance(found, str) and hide is not None and (form is Form.PERSON or _is_clabe(found)):
        return hide(found) if found else ""
    assert found is None or isinstance(found, str | int)
    return found


def _is_clabe(text: str) -> bool:
    """Whether a text is an account wherever it stands, as where a reference is a CLABE."""
    compact = text.replace(" ", "")
    return (
        len(compact) == 18
        and compact.isascii()
        and compact.isdigit()
        and clabe_check_digit_ok(compact)
    )


def iso(moment: datetime) -> str:
    """A time as "2026-11-21T05:06:07.000008Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
