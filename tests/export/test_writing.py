"""What is taken along is read again by parsers: nothing is lost, nothing becomes a formula."""

import csv
import errno
import gc
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.export.columns import COLUMNS, DELIVERIES, TRANSACTIONS, Form
from app.export.files import ExportCancelled, ExportFailed
from app.export.texts import cell
from app.export.workbook import exact_number
from app.export.writing import CSV, FORMATS, JSONL, XLSX, BadOrder, Order, write_file, write_text
from app.store.rows import FeedRow, TransactionRow

AT = datetime(2026, 11, 21, 5, 6, 7, 8000, tzinfo=UTC)
SAMPLES = Path(__file__).parents[1] / "samples"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", " =1"]
_XML = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def row(**members: Any) -> TransactionRow:
    made = TransactionRow(
        transaction_id="juno:issuance:1",
        provider="juno",
        kind="issuance",
        status="complete",
        provider_status="COMPLETE",
        is_final=True,
        amount="-1234.50",
        asset="MXN",
        rail="SPEI",
        direction="in",
        counterparty="Ana",
        reference="r",
        created_at=None,
        occurred_at=AT,
        first_received_at=AT,
        last_received_at=AT,
        attempts=2,
        flags=("two_finals", "no_id"),
    )
    return made._replace(**members)


def delivery(number: int) -> FeedRow:
    return FeedRow(
        delivery_id=number,
        received_at=AT + timedelta(seconds=number),
        provider="juno",
        kind="issuance",
        event_type="TRANSACTION",
        status="complete",
        provider_status="COMPLETE",
        amount=f"{number}.25",
        asset="MXN",
        rail="SPEI",
        counterparty="=cmd()",
        reference=f"ref-{number}",
        transaction_id=f"juno:issuance:{number}",
        attempts=1,
        flags=(),
        standing="trusted",
        basis="signature",
        source="webhook",
    )


def order(form: str, **more: Any) -> Order:
    return Order(TRANSACTIONS, form, **more)


def sheet(rows: Sequence[TransactionRow], **more: Any) -> list[dict[str, str]]:
    sink = io.StringIO(newline="")
    write_text(order(CSV, **more), [rows], sink, None)
    return list(csv.DictReader(io.StringIO(sink.getvalue(), newline="")))


def workbook(path: Path) -> list[list[str]]:
    """All cells of all sheets as texts; fails on a formula and on a link."""
    found: list[list[str]] = []
    with zipfile.ZipFile(path) as book:
        assert not [name for name in book.namelist() if "external" in name.lower()]
        for name in sorted(one for one in book.namelist() if "worksheets/sheet" in one):
            tree = ElementTree.fromstring(book.read(name))  # it must be well-formed
            assert not list(tree.iter(f"{_XML}f"))
            assert not list(tree.iter(f"{_XML}hyperlink"))
            found += [
                ["".join(one.itertext()) for one in line.iter(f"{_XML}c")]
                for line in tree.iter(f"{_XML}row")
            ]
    return found


def hostile_texts() -> list[str]:
    """Every text in every sample, and what spreadsheets have been attacked with."""
    found: dict[str, None] = dict.fromkeys(FORMULAS)
    for file in sorted(SAMPLES.glob("*/*.json")):
        try:
            _gather(json.loads(file.read_bytes()), found)
        except (ValueError, UnicodeDecodeError, RecursionError):
            text = file.read_bytes().decode("utf-8", "replace")
            found[text] = None
    for text in ("\x00\x07", "_x0041_", "a\ufffeb", '"<&>', "\u202egnp.exe", "x" * 40_000):
        found[text] = None
    return list(found)


def _gather(value: object, found: dict[str, None]) -> None:
    if isinstance(value, dict):
        for name, one in value.items():
            _gather(name, found)
            _gather(one, found)
    elif isinstance(value, list):
        for one in value:
            _gather(one, found)
    elif isinstance(value, str):
        found[value.encode("utf-8", "replace").decode()] = None


# --- texts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text: str) -> None:
    (found,) = sheet([row(counterparty=text, amount=text)])
    assert found["counterparty"] == "'" + text
    assert found["amount"] == ("-1" if text == "-1" else "'" + text)


def test_numbers_stay_numbers() -> None:
    assert cell(Form.AMOUNT, "-1234.50") == "-1234.50"
    assert cell(Form.AMOUNT, "-1+1") == "'-1+1"
    assert cell(Form.TEXT, "-1") == "'-1"
    assert cell(Form.COUNT, 2) == "2"
    assert cell(Form.YES_NO, True) == "true"
    assert cell(Form.TIME, None) == ""


def test_the_mark_by_which_excel_knows_utf8_comes_first() -> None:
    sink = io.StringIO()
    write_text(order(CSV, is_marked=True), [[row()]], sink, None)
    assert sink.getvalue().startswith("\ufefftransaction_id,")


def test_every_text_of_the_samples_comes_back_from_every_format(tmp_path: Path) -> None:
    texts = hostile_texts()
    assert len(texts) > 500
    rows = [row(counterparty=text, reference=text) for text in texts]
    for form in FORMATS:
        target = tmp_path / f"all.{form}"
        assert write_file(order(form), [rows], target, None) == len(texts)
    with open(tmp_path / "all.csv", encoding="utf-8", newline="") as file:
        read = [found["reference"] for found in csv.DictReader(file)]
    for text, found in zip(texts, read, strict=True):
        assert found.removeprefix("'") == text.removeprefix("'")
        assert found.lstrip(" ")[:1] not in "=+-@\t\r\n＝＋－＠" or not found
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["reference"] for line in lines] == texts
    cells = workbook(tmp_path / "all.xlsx")
    assert len(cells) == len(texts) + 1
    for text, line in zip(texts, cells[1:], strict=True):
        if text.isprintable() and text and len(text) < 32_000 and "_x" not in text:
            assert text in line


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_csv(text: str) -> None:
    (found,) = sheet([row(reference=text)])
    assert found["reference"] in (text, f"'{text}")


# --- workbooks ------------------------------------------------------------------------------------


def test_a_workbook_holds_numbers_times_and_texts(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    names = ("amount", "reference", "attempts", "is_final", "occurred_at")
    write_file(order(XLSX, names=names), [[row(reference="=1+1")]], target, None)
    heading, found = workbook(target)
    assert heading == ["amount", "reference", "attempts", "is_final", "occurred_at (UTC)"]
    assert found[:4] == ["-1234.5", "=1+1", "2", "1"]
    assert float(found[4]) == pytest.approx(46347.21258, abs=1e-5)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_number_in_a_workbook_is_the_amount_or_there_is_none(amount: Decimal) -> None:
    number = exact_number(f"{amount:f}")
    assert number is None or Decimal(f"{number:.16G}") == amount


def test_digits_that_a_workbook_would_lose_stay_text(tmp_path: Path) -> None:
    long = "123456789012345678901234567890.000000000000000001"
    target = tmp_path / "a.xlsx"
    write_file(order(XLSX, names=("amount",)), [[row(amount=long)]], target, None)
    assert workbook(target)[1] == [long]
    assert exact_number("1234567890123.45") == 1234567890123.45
    assert exact_number("1234567890123.456") is None
    assert exact_number("=1") is None


def test_a_full_sheet_is_followed_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.export.workbook.MOST_ROWS", 3)
    target = tmp_path / "a.xlsx"
    rows = [row(attempts=number) for number in range(7)]
    write_file(order(XLSX, names=("attempts",)), [rows], target, None)
    read = [line[0] for line in workbook(target)]
    assert read == ["attempts", "0", "1", "2", "attempts", "3", "4", "5", "attempts", "6"]


# --- what is asked for ----------------------------------------------------------------------------


def test_columns_come_in_the_order_asked_for() -> None:
    (found,) = sheet([row()], names=("status", "amount"))
    assert list(found.items()) == [("status", "complete"), ("amount", "-1234.50")]
    with pytest.raises(BadOrder, match="no column colour"):
        sheet([row()], names=("colour",))


def test_every_column_is_a_member_of_its_row() -> None:
    for subject, one in ((TRANSACTIONS, row()), (DELIVERIES, delivery(1))):
        assert all(hasattr(one, name) for name in COLUMNS[subject])


def test_people_and_accounts_are_masked_wherever_they_stand() -> None:
    sink = io.StringIO()
    rows = [row(counterparty="Ana López", reference="646180115400230775")]
    write_text(order(JSONL), [rows], sink, lambda text: "•" * 3)
    found = json.loads(sink.getvalue())
    assert (found["counterparty"], found["reference"]) == ("•••", "•••")
    assert found["transaction_id"] == "juno:issuance:1"


# --- files ----------------------------------------------------------------------------------------


def many(rows: int, page: int = 500) -> Iterator[list[FeedRow]]:
    for first in range(0, rows, page):
        yield [delivery(number) for number in range(first, min(first + page, rows))]


@pytest.mark.parametrize("form", FORMATS)
def test_a_hundred_thousand_rows_and_nothing_left_of_a_cancelled_one(
    form: str, tmp_path: Path
) -> None:
    told: list[int] = []
    target = tmp_path / f"deliveries.{form}"
    target.write_text("what was there before")
    wanted = Order(DELIVERIES, form, names=("delivery_id", "amount", "counterparty"))
    with pytest.raises(ExportCancelled):
        write_file(wanted, many(100_000), target, None, told.append, lambda: len(told) > 60)
    assert told[-1] == 61 * 500
    assert [one.name for one in tmp_path.iterdir()] == [target.name]
    assert target.read_text() == "what was there before"
    assert write_file(wanted, many(100_000), target, None, told.append) == told[-1] == 100_000
    assert [one.name for one in tmp_path.iterdir()] == [target.name]
    if form == XLSX:
        cells = workbook(target)
        assert len(cells) == 100_001
        assert cells[-1] == ["99999", "99999.25", "=cmd()"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("number", "cause"),
    [(errno.ENOSPC, "no room left"), (errno.EACCES, "no right"), (errno.EIO, "The system says")],
)
def test_what_stands_in_the_way_is_said_and_nothing_is_left(
    form: str, number: int, cause: str, tmp_path: Path
) -> None:
    def pages() -> Iterator[list[TransactionRow]]:
        yield [row()]
        raise OSError(number, os.strerror(number))

    with pytest.raises(ExportFailed) as caught:
        write_file(order(form), pages(), tmp_path / "a", None)
    assert cause in caught.value.cause
    assert caught.value.remedy
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full disk at hand")
# XlsxWriter leaves its ZipFile to the garbage collector, which finds the disk full once more.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_leaves_nothing(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tempfile.mkdtemp

    def with_a_full_disk(**more: Any) -> str:
        folder = str(real(**more))
        os.symlink("/dev/full", Path(folder) / "a")
        return folder

    monkeypatch.setattr(tempfile, "mkdtemp", with_a_full_disk)
    with pytest.raises(ExportFailed) as caught:
        write_file(order(form), [[row()] * 500], tmp_path / "a", None)
    assert caught.value.cause == "There is no room left on the disk."
    assert not list(tmp_path.iterdir())
    del caught
    gc.collect()


def test_a_file_that_another_program_holds_open_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object) -> None:
        error = PermissionError(errno.EACCES, "in use")
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    target = tmp_path / "a.csv"
    target.write_text("kept")
    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(ExportFailed) as caught:
        write_file(order(CSV), [[row()]], target, None)
    assert caught.value.cause == "It is open in another program."
    assert target.read_text() == "kept"


def test_a_folder_that_is_not_there_or_stands_in_the_way(tmp_path: Path) -> None:
    for target, cause in (
        (tmp_path / "nowhere" / "a.csv", "There is no such folder."),
        (tmp_path, "There is a folder of that name."),
    ):
        with pytest.raises(ExportFailed) as caught:
            write_file(order(CSV), [[row()]], target, None)
        assert caught.value.cause == cause
