"""The commands that list what a filter lets through, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from app import wiring
from app.cli import output
from app.cli.arguments import Arguments
from app.core.query import parse_filter
from app.providers import PROVIDERS
from app.store.rows import Matching

Row = TypeVar("Row")

_STATES = ("LAST ACTIVE", "TRANSACTION", "STATUS", "AMOUNT", "COUNTERPARTY", "REFERENCE")


def deliveries(arguments: Arguments) -> int:
    """The newest deliveries, a line each, and how many there are in all."""
    query, now = parse_filter(arguments.filter, PROVIDERS), wiring.now().astimezone()
    with wiring.fresh_reader(arguments.choices.data_dir) as reader, reader.snapshot():
        rows = reader.feed_page(limit=arguments.limit, query=query, now=now)
        if arguments.json:
            _print(output.as_json(output.delivery_json(row)) for row in rows)
            return 0
        _print(map(output.delivery_line, rows))
        print(_foot(rows, reader.feed_matching(query, now), reader.feed_count()))
    return 0


def transactions(arguments: Arguments) -> int:
    """The most recently active transactions, a line each, and how many there are in all."""
    query, now = parse_filter(arguments.filter, PROVIDERS), wiring.now().astimezone()
    with wiring.fresh_reader(arguments.choices.data_dir) as reader, reader.snapshot():
        rows = reader.transactions_page(limit=arguments.limit, query=query, now=now)
        if arguments.json:
            _print(output.as_json(output.transaction_json(row)) for row in rows)
            return 0
        if rows:
            print(output.table(_STATES, [output.transaction_cells(row) for row in rows]))
        total = reader.stats().transactions
        print(_foot(rows, reader.transactions_matching(query, now), total))
    return 0


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _foot(rows: Sequence[Row], matching: Matching, total: int) -> str:
    """Shown, matching, all: "100 shown, 2,073 of 3,000 match."."""
    more = "" if matching.is_exact else "+"
    return f"{len(rows):,} shown, {matching.count:,}{more} of {total:,} match."
