"""A store of every released schema climbs, loses nothing, and leaves a copy of what it was."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.errors import StoreTooNew
from app.store import backup, restoring, schema
from app.store.backup import BackupFailed
from app.store.sqlite import connect_reader, connect_writer
from tests.store.conftest import Store

SAMPLES = Path(__file__).parents[1] / "samples"
STORES = sorted((SAMPLES / "stores").glob("schema-*.db"))
PROVIDERS = ("juno", "bitso", "yuno", "juicyway", "just_wallet")


@pytest.fixture(params=STORES, ids=lambda file: file.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file: Path = request.param
    shutil.copy(file, tmp_path / "facts.db")
    return file


@pytest.fixture
def store(old: Path, tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path)
    store.writer.start()
    yield store
    store.writer.stop()


def test_there_is_a_store_of_every_schema_but_the_present_one() -> None:
    """A new migration needs one more: `python -m tests.old_stores` makes it."""
    assert [file.stem for file in STORES] == [f"schema-{n}" for n in range(1, len(schema.FACTS))]


def test_it_climbs_and_everything_is_there(store: Store) -> None:
    store.project()
    with store.reader() as reader:
        found = [reader.delivery(number) for number in range(1, 6)]
        assert [one.provider for one in found] == list(PROVIDERS)
        assert all(one.body and one.body_is_intact and one.headers for one in found)
        assert all(one.transaction_ids for one in found)
        assert [len(one.attempts) for one in found] == [1, 3, 1, 1, 1]
    assert store.keep(found[0].body, provider="juno").attempt == 2
    assert store.keep(b"new").delivery_id == 6


def test_a_copy_of_before_is_put_aside(store: Store, old: Path) -> None:
    (copy,) = store.folder.glob("facts-before-*.db")
    with closing(connect_reader(old)) as was, closing(connect_reader(copy)) as kept:
        tables = [row["name"] for row in was.execute("SELECT name FROM sqlite_master")]
        assert [row["name"] for row in kept.execute("SELECT name FROM sqlite_master")] == tables
        for table in ("deliveries", "attempts", "acknowledgements", "_sqlite_migrations"):
            question = f"SELECT * FROM {table} ORDER BY 1"
            rows = [tuple(row) for row in was.execute(question)]
            assert [tuple(row) for row in kept.execute(question)] == rows
    store.restart()
    assert list(store.folder.glob("facts-before-*.db")) == [copy], "made once"


def test_the_copy_can_be_restored(store: Store) -> None:
    (copy,) = store.folder.glob("facts-before-*.db")
    assert restoring.prepare(copy, store.facts).deliveries == 5
    store.writer.stop()
    assert restoring.finish(store.facts, store.views, datetime.now(UTC)) is not None
    store.writer = store.new_writer()
    store.writer.start()
    assert store.rows("SELECT count(*) FROM deliveries") == [(5,)]
    assert store.rows("SELECT count(*) FROM attempts") == [(2,)]


def test_without_room_for_the_copy_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(STORES[0], tmp_path / "facts.db")
    monkeypatch.setattr(backup, "_SPARE", 1 << 60)
    store = Store(tmp_path)
    with pytest.raises(BackupFailed, match="not enough room"):
        store.writer.start()
    with closing(connect_reader(tmp_path / "facts.db")) as facts:
        assert facts.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0] == 1


def test_an_empty_store_leaves_no_copy(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.writer.start()
    store.writer.stop()
    assert not list(tmp_path.glob("facts-before-*"))


def test_a_newer_store_is_refused_before_anything_is_copied(tmp_path: Path) -> None:
    shutil.copy(STORES[0], tmp_path / "facts.db")
    with closing(
        connect_writer(tmp_path / "facts.db", synchronous="OFF", checkpoint_pages=9)
    ) as facts:
        facts.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('facts', 'tomorrow', '2030')"
        )
    store = Store(tmp_path)
    with pytest.raises(StoreTooNew):
        store.writer.start()
    assert not list(tmp_path.glob("facts-before-*"))
