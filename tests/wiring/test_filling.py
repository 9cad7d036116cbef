"""A filled store: the same twice, of every kind, and never over one that is there."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.asked import meanings
from app.core.errors import StoreError
from app.providers import PROVIDERS
from app.simulator.weeks import SPAN, UNDER_WAY
from app.store.reader import Reader
from app.store.sqlite import connect_reader
from app.wiring import fill

UNTIL = datetime(2026, 11, 21, tzinfo=UTC)
COUNT = 3000


def filled(folder: Path, count: int = COUNT) -> tuple[Path, list[tuple[str, int, int]]]:
    told: list[tuple[str, int, int]] = []
    fill(folder, count, UNTIL, lambda what, done, total: told.append((what, done, total)))
    return folder, told


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("filled"))[0]


@pytest.fixture
def reader(store: Path) -> Reader:
    return Reader(store / "views.db", store / "facts.db", meanings(PROVIDERS))


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    database = connect_reader(path)
    try:
        tables = database.execute(
            "SELECT name FROM pragma_table_list WHERE type IN ('table', 'shadow')"
            " AND schema = 'main' AND name NOT LIKE '%sqlite%'"
        ).fetchall()
        return {
            name: [tuple(row) for row in database.execute(f"SELECT * FROM {name}")]
            for (name,) in tables
        }
    finally:
        database.close()


def test_two_runs_are_equal(tmp_path: Path, store: Path) -> None:
    again, told = filled(tmp_path)
    for file in ("facts.db", "views.db"):
        assert content(again / file) == content(store / file)
    last = {what: (done, total) for what, done, total in told}
    assert last["deliveries"] == last["meaning"] == (COUNT, COUNT)


def test_it_holds_what_life_brings(reader: Reader) -> None:
    with reader:
        stats = reader.stats()
        rows = reader.feed_page(limit=COUNT)
        transactions = reader.transactions_page(limit=COUNT)
        in_order = reader.feed_page(limit=1)[0].received_at
    assert stats.deliveries == len(rows) == COUNT
    assert stats.attempts > COUNT, "some arrived more than once"
    assert 0 < stats.quarantined < COUNT // 20
    assert set(stats.by_provider_status) == set(PROVIDERS)
    assert {"in_progress", "complete", "failed", "reversed"} <= {row.status for row in transactions}
    times = [row.received_at for row in reversed(rows)]
    assert times == sorted(times)
    assert times[0] >= UNTIL - SPAN - 2 * UNDER_WAY - timedelta(days=1)
    assert times[0] < UNTIL - SPAN + timedelta(days=2)
    assert UNTIL - timedelta(hours=12) < in_order < UNTIL


def test_some_arrive_before_what_happened_earlier(reader: Reader) -> None:
    with reader:
        lives = [
            reader.transaction(row.transaction_id).entries
            for row in reader.transactions_page(limit=COUNT)
        ]
    swapped = [
        life
        for life in lives
        if [line.delivery_id for line in life] != sorted(line.delivery_id for line in life)
    ]
    assert swapped


def test_some_are_about_the_same_money(reader: Reader) -> None:
    with reader:
        found = [
            row.transaction_id
            for row in reader.transactions_page(limit=COUNT)
            if row.kind == "crypto_withdrawal" and reader.transaction(row.transaction_id).related
        ]
    assert found


def test_accounts_come_again(store: Path) -> None:
    views = connect_reader(store / "views.db")
    (most,) = views.execute(
        "SELECT count(*) FROM identifiers WHERE kind = 'clabe' GROUP BY key ORDER BY 1 DESC LIMIT 1"
    ).fetchone()
    views.close()
    assert most > 4


def test_a_store_that_is_there_is_left_alone(store: Path) -> None:
    before = (store / "facts.db").stat().st_mtime_ns
    with pytest.raises(StoreError, match="already"):
        filled(store)
    assert (store / "facts.db").stat().st_mtime_ns == before
