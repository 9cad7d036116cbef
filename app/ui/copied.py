"""Rows of a list as a text for the clipboard: plain, Markdown, CSV or JSON; pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from app.export.columns import Form
from app.export.texts import cell
from app.ui.cells import Shown
from app.ui.columns import Column, Look


class Shape(StrEnum):
    """What rows are copied as."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    JSON = "JSON"
    CSV = "CSV"


def copied(shape: Shape, columns: Sequence[Column], rows: Sequence[Shown]) -> str:
    """The rows as they are shown, uncut, in the order of the columns."""
    kept = [one for one in columns if one.look is not Look.BADGES or shape is not Shape.TEXT]
    return _WRITERS[shape](kept, [[_text(row, one) for one in kept] for row in rows])


def _text(row: Shown, column: Column) -> str:
    text = row.cell(column.name).copied.partition("\n")[0]
    return "" if text == "–" else text


def _plain(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(row).rstrip("\t") for row in rows)


def _markdown(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(one.translate(_ESCAPES) for one in cells)} |"

    sides = ["--:" if one.look is Look.AMOUNT else "---" for one in columns]
    head = [line([one.words for one in columns]), f"| {' | '.join(sides)} |"]
    return "\n".join([*head, *map(line, rows)])


def _csv(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow([cell(Form.TEXT, one.words) for one in columns])
    writer.writerows([cell(Form.TEXT, one) for one in row] for row in rows)
    return sink.getvalue()


def _json(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    names = [one.path or one.name for one in columns]
    objects = [dict(zip(names, row, strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=2)


# What a stranger wrote must not become a link, a picture or markup where it is pasted.
_ESCAPES: Mapping[int, str] = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]<>()#|!~"}
_WRITERS: Mapping[Shape, Callable[[Sequence[Column], Sequence[Sequence[str]]], str]] = {
    Shape.TEXT: _plain,
    Shape.MARKDOWN: _markdown,
    Shape.CSV: _csv,
    Shape.JSON: _json,
}
