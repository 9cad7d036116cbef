"""Writes rows as they are read, says how far it is, and stops when it is asked to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import AcuseError
from app.core.query import EVERYTHING, Query
from app.export.columns import COLUMNS, Column, Hide, Read, Row, column, values
from app.export.files import ExportCancelled, ExportFailed, failed, whole
from app.export.texts import Csv, JsonArray, JsonLines, Sink, Writer

CSV, JSONL, JSON, XLSX = "csv", "jsonl", "json", "xlsx"
FORMATS = (CSV, JSONL, XLSX)

Progress = Callable[[int], None]


class BadOrder(AcuseError):
    """What was asked for cannot be exported."""

    code = "bad-export"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be taken along, and how."""

    subject: str  # TRANSACTIONS or DELIVERIES
    format: str = CSV
    names: tuple[str, ...] = ()  # of the columns; all of them without
    query: Query = EVERYTHING
    is_masked: bool = True  # people and accounts
    is_marked: bool = False  # CSV begins with the mark by which Excel knows UTF-8

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the order asked for; raises BadOrder on a name that is none."""
        known = COLUMNS[self.subject]
        found = []
        for name in self.names or known:
            one = column(known, name)
            if one is None:
                raise BadOrder(
                    f"There is no column {name}.",
                    remedy=f"Columns: {', '.join(known)}, path:….",
                )
            found.append(one)
        return tuple(found)

    @property
    def paths(self) -> tuple[str, ...]:
        """The places in the bodies that are columns."""
        return tuple(one.path for one in self.columns if one.path)


def no_progress(count: int) -> None:
    """Nobody waits to hear it."""


def never() -> bool:
    """Nobody will stop it."""
    return False


def write_text(
    order: Order, pages: Iterable[Sequence[Row | Read]], sink: Sink, hide: Hide | None
) -> int:
    """Write to something open; gives the number of rows."""
    return _pour(order, pages, _text_writer(order, sink), hide, no_progress, never)


def write_file(
    order: Order,
    pages: Iterable[Sequence[Row | Read]],
    target: Path,
    hide: Hide | None,
    progress: Progress = no_progress,
    is_cancelled: Callable[[], bool] = never,
) -> int:
    """Write a file that appears whole; raises ExportFailed, ExportCancelled and leaves nothing."""
    with whole(target) as folder:
        path = folder / target.name
        if order.format == XLSX:
            count = _write_xlsx(order, pages, path, hide, progress, is_cancelled, target)
        else:
            with open(path, "w", encoding="utf-8", newline="") as sink:
                writer = _text_writer(order, sink)
                count = _pour(order, pages, writer, hide, progress, is_cancelled)
        if is_cancelled():
            raise ExportCancelled
    return count


def _text_writer(order: Order, sink: Sink) -> Writer:
    if order.format == CSV:
        return Csv(sink, order.columns, is_marked=order.is_marked)
    return (JsonArray if order.format == JSON else JsonLines)(sink, order.columns)


def _write_xlsx(
    order: Order,
    pages: Iterable[Sequence[Row | Read]],
    path: Path,
    hide: Hide | None,
    progress: Progress,
    is_cancelled: Callable[[], bool],
    target: Path,
) -> int:
    # Loading it takes a tenth of a start, and most never write a workbook.
    from xlsxwriter.exceptions import FileCreateError, XlsxWriterException

    from app.export.workbook import XlsxFile

    book = XlsxFile(path, path.parent, order.subject, order.columns)
    try:
        return _pour(order, pages, book, hide, progress, is_cancelled)
    except FileCreateError as error:  # it wraps the system's own
        cause = error.args[0] if error.args else error
        raise failed(
            target, cause if isinstance(cause, OSError) else OSError(str(cause))
        ) from error
    except XlsxWriterException as error:
        raise ExportFailed(
            f"The file {target} cannot be written.",
            cause=f"A workbook cannot hold it: {error}.",
            remedy="Narrow the filter or export as CSV.",
        ) from error
    finally:
        book.abandon()


def _pour(
    order: Order,
    pages: Iterable[Sequence[Row | Read]],
    writer: Writer,
    hide: Hide | None,
    progress: Progress,
    is_cancelled: Callable[[], bool],
) -> int:
    columns, count = order.columns, 0
    for page in pages:
        if is_cancelled():
            raise ExportCancelled
        for row in page:
            writer.row(values(row, columns, hide))
        count += len(page)
        progress(count)
    writer.end()
    return count
