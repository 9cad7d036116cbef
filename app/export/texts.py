"""Rows as CSV and JSON, written as they come."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.core.amounts import parse_amount
from app.export.columns import Column, Form, Value, iso

# What a spreadsheet may read as the beginning of a formula, full-width forms too.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠|%")


class Sink(Protocol):
    """What can be written to."""

    def write(self, text: str, /) -> object: ...


class Writer(Protocol):
    """Writes rows one by one; `end` is called once, after the last."""

    def row(self, values: Sequence[Value]) -> None: ...
    def end(self) -> None: ...


class Csv:
    """CSV with a heading, which no spreadsheet will take for formulas."""

    def __init__(self, sink: Sink, columns: Sequence[Column], *, is_marked: bool = False) -> None:
        """`is_marked` begins it with the mark by which Excel knows UTF-8."""
        if is_marked:
            sink.write("\ufeff")
        self._columns = columns
        self._writer = csv.writer(sink, lineterminator="\r\n")
        self._writer.writerow([column.name for column in columns])

    def row(self, values: Sequence[Value]) -> None:
        pairs = zip(self._columns, values, strict=True)
        self._writer.writerow([cell(column.form, value) for column, value in pairs])

    def end(self) -> None:
        """Nothing is left to write."""


class JsonLines:
    """One object a line; what is not ASCII is escaped, so that no terminal obeys it."""

    def __init__(self, sink: Sink, columns: Sequence[Column]) -> None:
        self._sink = sink
        self._names = [column.name for column in columns]

    def row(self, values: Sequence[Value]) -> None:
        self._sink.write(self._object(values) + "\n")

    def end(self) -> None:
        """Nothing is left to write."""

    def _object(self, values: Sequence[Value]) -> str:
        shown = (iso(one) if isinstance(one, datetime) else one for one in values)
        return json.dumps(dict(zip(self._names, shown, strict=True)))


class JsonArray(JsonLines):
    """One array of objects."""

    _before = "["

    def row(self, values: Sequence[Value]) -> None:
        self._sink.write(self._before + self._object(values))
        self._before = ",\n"

    def end(self) -> None:
        self._sink.write("]\n" if self._before != "[" else "[]\n")


def cell(form: Form, value: Value) -> str:
    """A value as a cell; text that might begin a formula is marked as text by an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return iso(value)
    text = str(value)
    if form is Form.COUNT or (form is Form.AMOUNT and parse_amount(text) is not None):
        return text
    # Some programs trim a cell before they look at it.
    return f"'{text}" if text.lstrip(" ")[:1] in _FORMULA else text
