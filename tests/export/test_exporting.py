"""Exactly what is filtered leaves the store, as of one moment, masked unless it is asked for."""

import csv
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.query import parse_filter
from app.export import reading
from app.export.columns import DELIVERIES, TRANSACTIONS
from app.export.files import ExportCancelled
from app.export.writing import CSV, JSONL, XLSX, BadOrder, Order
from app.providers import PROVIDERS
from app.wiring import export_file
from tests.store.conftest import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def filled(store: Store) -> Store:
    for number in range(40):
        status = "FAILED" if number % 4 == 0 else "COMPLETE"
        at = NOW - timedelta(minutes=number)
        payload = {
            "id": f"d441f9db-e2df-4ca5-9dab-{number:012d}",
            "type": "ISSUANCE",
            "status": status,
            "created_at": at.isoformat(),
            "updated_at": at.isoformat(),
            "issuance": {
                "amount": "100.000000000000000001",
                "asset": "MXN",
                "deposit_sender_clabe": "646180115400230775",
            },
        }
        body = json.dumps({"event": "TRANSACTION", "payload": payload}).encode()
        store.keep(body, at=at)
    store.project()
    return store


def exported(store: Store, order: Order, target: Path) -> list[dict[str, str]]:
    with store.reader() as reader:
        count = export_file(reader, order, target, NOW)
    with open(target, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == count
    return rows


@pytest.mark.parametrize("subject", [TRANSACTIONS, DELIVERIES])
def test_exactly_what_the_filter_shows_is_written(
    subject: str, filled: Store, tmp_path: Path
) -> None:
    query = parse_filter("status:failed since:30m", PROVIDERS)
    order = Order(subject, CSV, query=query)
    rows = exported(filled, order, tmp_path / "a.csv")
    with filled.reader() as reader:
        pages = reader.feed_page if subject == DELIVERIES else reader.transactions_page
        shown = [row.transaction_id for row in pages(query=query, now=NOW)]
        assert reading.count(reader, order, NOW).count == len(shown)
    assert [row["transaction_id"] for row in rows] == shown
    assert {row["status"] for row in rows} == {"failed"}
    assert {row["amount"] for row in rows} == {"100.000000000000000001"}
    assert 0 < len(rows) < 10


def test_accounts_are_masked_unless_it_is_asked_for(filled: Store, tmp_path: Path) -> None:
    masked = exported(filled, Order(TRANSACTIONS), tmp_path / "a.csv")
    assert {row["counterparty"] for row in masked} == {"STP ••• 0775"}
    assert "646180115400230775" not in (tmp_path / "a.csv").read_text(encoding="utf-8")
    clear = exported(filled, Order(TRANSACTIONS, is_masked=False), tmp_path / "b.csv")
    assert {row["counterparty"] for row in clear} == {"646180115400230775"}


def test_pages_join_without_a_gap(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE", 7)
    for subject in (TRANSACTIONS, DELIVERIES):
        rows = exported(filled, Order(subject), tmp_path / "a.csv")
        assert len({row["transaction_id"] for row in rows}) == len(rows) == 40


@pytest.mark.parametrize("form", [CSV, JSONL, XLSX])
def test_a_cancelled_export_leaves_nothing_and_frees_the_reader(
    form: str, filled: Store, tmp_path: Path
) -> None:
    with filled.reader() as reader:
        with pytest.raises(ExportCancelled):
            export_file(
                reader, Order(DELIVERIES, form), tmp_path / "a", NOW, is_cancelled=lambda: True
            )
        assert not [one for one in tmp_path.iterdir() if one.name.startswith((".acuse", "a"))]
        filled.keep(b"{}")
        filled.project()
        assert reader.feed_count() == 41  # no snapshot holds it back


PLACES = ("transaction_id", "path:payload.issuance.amount", "path:payload.issuance.nothing")
CLABE_PLACE = "path:payload.issuance.deposit_sender_clabe"


@pytest.mark.parametrize("subject", [TRANSACTIONS, DELIVERIES])
def test_any_place_of_the_bodies_is_a_column(
    subject: str, filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE", 7)
    rows = exported(filled, Order(subject, CSV, names=(*PLACES, CLABE_PLACE)), tmp_path / "a.csv")
    assert {row[PLACES[1]] for row in rows} == {"100.000000000000000001"}
    assert {row[PLACES[2]] for row in rows} == {""}
    assert {row[CLABE_PLACE] for row in rows} == {"•••0775"}, "masked as on screen"
    clear = Order(subject, JSONL, names=(CLABE_PLACE,), is_masked=False)
    with filled.reader() as reader:
        assert export_file(reader, clear, tmp_path / "b.jsonl", NOW) == 40
        book = Order(subject, XLSX, names=PLACES)
        assert export_file(reader, book, tmp_path / "c.xlsx", NOW) == 40
    first = json.loads((tmp_path / "b.jsonl").read_text("utf-8").splitlines()[0])
    assert first == {CLABE_PLACE: "646180115400230775"}
    with zipfile.ZipFile(tmp_path / "c.xlsx") as archive:
        texts = archive.read("xl/worksheets/sheet1.xml") + b"".join(
            archive.read(one) for one in archive.namelist() if "sharedStrings" in one
        )
    assert b"payload.issuance.amount" in texts


def test_a_path_that_names_nothing_is_no_column() -> None:
    with pytest.raises(BadOrder):
        _ = Order(TRANSACTIONS, names=("path:",)).columns
