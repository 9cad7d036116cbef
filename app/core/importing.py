"""Reads a file of transactions that a provider gave by hand: JSON, JSON Lines or CSV. Pure.

Each entry becomes the body of the webhook that would have told of it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from app.core.errors import AcuseError, Unreadable
from app.core.event import Event
from app.core.reading import JsonObject, JsonValue, items, read_value

MOST_ENTRIES = 100_000
LARGEST = 64 * 1024 * 1024  # bytes of a file
NO_ID = "no_id"  # a flag of an event that names no transaction
_LISTS = ("data", "transactions", "payouts", "items", "results")


class BadFile(AcuseError):
    """A file that cannot be imported; nothing of it was kept."""

    code = "bad-file"


def entries(content: bytes) -> list[JsonObject]:
    """The entries of a file, in its order; raises BadFile, naming the line or entry."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise _bad("It is empty.")
    found = list(_json(start) if start[:1] in (b"{", b"[") else _csv(start))
    if not found:
        raise _bad("It holds no entry.")
    if len(found) > MOST_ENTRIES:
        raise _bad(f"It holds more than {MOST_ENTRIES:,} entries.")
    return found


def named(parse: Callable[[bytes], Sequence[Event]], bodies: Sequence[bytes]) -> frozenset[str]:
    """The transactions that the bodies of a file are about; raises BadFile for one about none."""
    found: set[str] = set()
    for number, body in enumerate(bodies, 1):
        try:
            events = parse(body)
        except Unreadable as error:
            raise _bad(f"Entry {number}: {error.sentences()}") from None
        if not events or any(NO_ID in event.flags for event in events):
            raise _bad(f"Entry {number} has no id: nobody could tell which transaction it is.")
        found.update(event.transaction_id for event in events)
    return frozenset(found)


def _json(content: bytes) -> Iterator[JsonObject]:
    try:
        whole = read_value(content)
    except Unreadable as error:
        if b"\n" not in content.strip():
            raise _bad(error.sentences()) from None
        yield from _json_lines(content)
        return
    for number, entry in enumerate(_list(whole), 1):
        yield _object(entry, f"Entry {number}")


def _list(whole: JsonValue) -> list[JsonValue]:
    if isinstance(whole, list):
        return whole
    return next((found for name in _LISTS if (found := items(whole, name))), [whole])


def _json_lines(content: bytes) -> Iterator[JsonObject]:
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            try:
                yield _object(read_value(line), f"Line {number}")
            except Unreadable as error:
                raise _bad(f"Line {number}: {error.sentences()}") from None


def _object(value: JsonValue, place: str) -> JsonObject:
    if not isinstance(value, dict):
        raise _bad(f"{place} is no object.")
    return value


def _csv(content: bytes) -> Iterator[JsonObject]:
    """One entry a line; the first line names the members, dots lead into them ("quote.id")."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad(f"It is not UTF-8: byte {error.start} is wrong.") from None
    reader = csv.reader(io.StringIO(text, newline=""), _dialect(text), strict=True)
    try:
        names = [name.strip() for name in next(reader)]
        if len(names) < 2 or "" in names or len(set(names)) != len(names):
            raise _bad("Its first line does not name each column once.")
        for row in reader:
            if not any(row):
                continue
            if len(row) != len(names):
                raise _bad(f"Line {reader.line_num} has {len(row)} cells, not {len(names)}.")
            yield {name: cell for name, cell in zip(names, row, strict=True) if cell}
    except csv.Error as error:
        raise _bad(f"Line {reader.line_num}: {error}.") from None


def _dialect(text: str) -> type[csv.Dialect]:
    """Spreadsheets of countries with a decimal comma write semicolons."""
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    return type("Found", (csv.excel,), {"delimiter": mark})


def _bad(cause: str) -> BadFile:
    return BadFile(
        "The file cannot be imported.",
        cause=cause,
        remedy="Give JSON, JSON Lines, or CSV in UTF-8 whose first line names the columns.",
    )
