"""What is taken along: rows of the store, people and accounts masked unless told otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.config.banks import load_banks
from app.core.clabe import clabe_check_digit_ok
from app.export import reading, writing
from app.export.columns import Hide
from app.export.texts import Sink
from app.export.writing import Order
from app.store.reader import Reader
from app.ui import masks


def export_file(
    reader: Reader,
    order: Order,
    target: Path,
    now: datetime,
    progress: writing.Progress = writing.no_progress,
    is_cancelled: Callable[[], bool] = writing.never,
) -> int:
    """Write a file; gives the number of rows, raises ExportFailed or ExportCancelled."""
    pages = reading.pages(reader, order, now)
    return writing.write_file(order, pages, target, _hide(order), progress, is_cancelled)


def exporter(open_reader: Callable[[], Reader]) -> Callable[..., int]:
    """`export_file` with a reader of its own, for the window."""

    def export(
        order: Order,
        target: Path,
        now: datetime,
        progress: writing.Progress,
        is_cancelled: Callable[[], bool],
    ) -> int:
        with open_reader() as reader:
            return export_file(reader, order, target, now, progress, is_cancelled)

    return export


def export_text(reader: Reader, order: Order, sink: Sink, now: datetime) -> int:
    """Write CSV or JSON to something open; gives the number of rows."""
    return writing.write_text(order, reading.pages(reader, order, now), sink, _hide(order))


def _hide(order: Order) -> Hide | None:
    """How a person or an account is masked: a CLABE to bank and last four, a name to initials."""
    if not order.is_masked:
        return None
    banks = load_banks()

    def hide(text: str, path: str = "") -> str:
        if path:
            return masks.private(text, path)
        is_account = clabe_check_digit_ok(text.replace(" ", ""))
        return masks.counterparty(text, banks, is_private=not is_account)

    return hide
