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
Hide: TypeAlias = Callable[..., str]  # a text, and of a value in a body its path

PATH = "path:"  # begins the name of a column that shows a place in the bodies
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
    BODY = auto()  # what stands at a place of the body


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the member of the row that it shows, which is its heading too."""

    name: str
    form: Form = Form.TEXT

    @property
    def path(self) -> str:
        """The place in the bodies that it shows, "" for a member of the row."""
        return self.name.removeprefix(PATH) if self.form is Form.BODY else ""


@dataclass(frozen=True, slots=True)
class Read:
    """A row, and what stands at places of its body."""

    row: Row
    at: Mapping[str, str]


def column(known: Mapping[str, Column], name: str) -> Column | None:
    """The column of a name, None where there is no such."""
    is_path = name.startswith(PATH) and len(name) > len(PATH)
    return Column(name, Form.BODY) if is_path else known.get(name)


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


def values(row: Row | Read, columns: tuple[Column, ...], hide: Hide | None) -> list[Value]:
    """The values of a row; with `hide`, people and accounts are masked by it."""
    bare, at = (row.row, row.at) if isinstance(row, Read) else (row, {})
    return [
        _at_path(at.get(one.path, ""), one.path, hide)
        if one.path
        else _value(getattr(bare, one.name), one.form, hide)
        for one in columns
    ]


def _at_path(found: str, path: str, hide: Hide | None) -> Value:
    return hide(found, path) if hide is not None and found else found


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
