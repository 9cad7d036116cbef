"""Transactions as a sheet that no spreadsheet will take for formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Protocol

from app.cli.output import as_json, transaction_json
from app.core.amounts import parse_amount
from app.store.rows import TransactionRow

COLUMNS = (
    "transaction_id",
    "provider",
    "kind",
    "status",
    "provider_status",
    "is_final",
    "amount",
    "asset",
    "rail",
    "direction",
    "counterparty",
    "reference",
    "created_at",
    "occurred_at",
    "first_received_at",
    "last_received_at",
    "attempts",
    "flags",
)
# What a spreadsheet may read as the beginning of a formula, full-width forms too.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠|%")


class Sink(Protocol):
    """What can be written to."""

    def write(self, text: str, /) -> object: ...


def write_csv(rows: Iterable[TransactionRow], sink: Sink) -> int:
    """CSV with a heading; gives the number of transactions."""
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for row in rows:
        values = transaction_json(row)
        values["flags"] = " ".join(row.flags)
        writer.writerow([cell(name, values[name]) for name in COLUMNS])
        count += 1
    return count


def write_jsonl(rows: Iterable[TransactionRow], sink: Sink) -> int:
    """One object a line."""
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last number is the answer
        sink.write(as_json(transaction_json(row)) + "\n")
    return count


def write_json(rows: Iterable[TransactionRow], sink: Sink) -> int:
    """One array, written as it is read."""
    count = 0

    def counted() -> Iterator[str]:
        nonlocal count
        for row in rows:
            yield (",\n" if count else "") + as_json(transaction_json(row))
            count += 1

    sink.write("[")
    for piece in counted():
        sink.write(piece)
    sink.write("]\n")
    return count


def cell(column: str, value: object) -> str:
    """A value as a cell; text that might begin a formula is marked as text by an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    is_number = column == "amount" and parse_amount(text) is not None
    # Some programs trim a cell before they look at it.
    is_formula = text.lstrip(" ")[:1] in _FORMULA and not is_number
    return f"'{text}" if is_formula else text
