"""Rows as a workbook for Excel and its like: text stays text, amounts keep every digit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.core.amounts import parse_amount
from app.export.columns import Column, Form, Value, iso

MOST_ROWS = 1_048_575  # below the heading of one sheet
_LONGEST = 32_000  # of the 32,767 characters that a cell holds
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_EARLIEST = datetime(1900, 3, 1, tzinfo=UTC)  # before it, spreadsheets disagree about dates
_TIME = "yyyy-mm-dd hh:mm:ss.000"
_WIDE, _NARROW = 26, 14  # characters


class XlsxFile:
    """Written row by row in constant memory; a sheet that is full is followed by another.

    `abandon` lets go of what was begun; the folder of its parts goes with what is in it.
    """

    def __init__(self, path: Path, parts: Path, title: str, columns: Sequence[Column]) -> None:
        self._book = Workbook(
            str(path),
            {
                "constant_memory": True,
                "tmpdir": str(parts),
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
                "remove_timezone": True,
            },
        )
        self._title, self._columns = title, columns
        self._heading = self._book.add_format({"bold": True})
        self._times = self._book.add_format({"num_format": _TIME})
        self._amounts: dict[int, Format] = {}
        self._sheets: list[Worksheet] = []
        self._next_sheet()

    def row(self, values: Sequence[Value]) -> None:
        """Write the next row."""
        if self._row > MOST_ROWS:
            self._next_sheet()
        for place, (column, value) in enumerate(zip(self._columns, values, strict=True)):
            self._cell(place, column.form, value)
        self._row += 1

    def end(self) -> None:
        """Put the file together."""
        self._book.close()

    def abandon(self) -> None:
        """Close what is open without making a file of it."""
        self._book.fileclosed = True
        for sheet in self._sheets:
            with suppress(OSError):  # the disk may be full
                sheet.row_data_fh.close()

    def _next_sheet(self) -> None:
        number = len(self._sheets) + 1
        sheet = self._book.add_worksheet(f"{self._title} {number}" if number > 1 else self._title)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            wide = column.form in (Form.TIME, Form.PERSON) or column.name.endswith(("_id", "ence"))
            sheet.set_column(place, place, _WIDE if wide else _NARROW)
            name = f"{column.name} (UTC)" if column.form is Form.TIME else column.name
            sheet.write_string(0, place, name, self._heading)
        self._sheets.append(sheet)
        self._sheet, self._row = sheet, 1

    def _cell(self, place: int, form: Form, value: Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, place, value)
        elif isinstance(value, datetime):
            self._time(place, value)
        elif isinstance(value, int):
            self._sheet.write_number(self._row, place, value)
        elif form is Form.AMOUNT and (amount := exact_number(value)) is not None:
            decimals = len(value.partition(".")[2])
            self._sheet.write_number(self._row, place, amount, self._amount(decimals))
        else:
            self._sheet.write_string(self._row, place, _clean(value))

    def _time(self, place: int, at: datetime) -> None:
        if at < _EARLIEST:
            self._sheet.write_string(self._row, place, iso(at))
        else:
            self._sheet.write_datetime(self._row, place, at, self._times)

    def _amount(self, decimals: int) -> Format:
        """Thousands apart and all of the provider's decimals shown."""
        if decimals not in self._amounts:
            fraction = f".{'0' * decimals}" if decimals else ""
            self._amounts[decimals] = self._book.add_format({"num_format": f"#,##0{fraction}"})
        return self._amounts[decimals]


def exact_number(text: str) -> float | None:
    """An amount as a spreadsheet's number, None where a digit of it would be lost.

    Spreadsheets keep fifteen digits; what has more stays text.
    """
    amount = parse_amount(text)
    if amount is None or len(amount.as_tuple().digits) > 15:
        return None
    number = float(amount)
    return number if Decimal(f"{number:.16G}") == amount else None


def _clean(text: str) -> str:
    """What XML can hold, and a cell."""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return _NO_XML.sub("\ufffd", cut)
