"""A backup is whole or not there; what is restored takes the store's place, and nothing is lost."""

import os
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from app.core.delivery import Outcome
from app.core.errors import Cancelled, StoreError, StoreTooNew
from app.store import backup, restoring, shrinking, views_file
from app.store.backup import BackupFailed, back_up, check
from app.store.sqlite import connect_reader, connect_writer
from tests.store.conftest import Store


def fill(store: Store, count: int = 40, first: int = 0) -> None:
    for number in range(first, first + count):
        store.send(b'{"event":"TRANSACTION","payload":{"id":"%d"}}' % number)
    store.settle()


def bodies(facts: Path) -> list[bytes]:
    with closing(connect_reader(facts)) as store:
        rows = store.execute(
            "SELECT unpacked(body, provider, packing) AS body FROM deliveries ORDER BY id"
        )
        return [row["body"] for row in rows]


def test_a_backup_holds_all_that_was_kept_when_it_began(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.writer.run(lambda facts: shrinking.shrink(facts, 20, 0)).result(10)
    told: list[tuple[str, int, int]] = []
    target = tmp_path / "copies.db"
    found = back_up(store.facts, target, lambda *one: told.append(one))
    assert (found.deliveries, found.damaged, found.size) == (40, (), target.stat().st_size)
    assert found.oldest == found.newest
    assert bodies(target) == bodies(store.facts)
    assert told[-1] == (backup.CHECKING, 40, 40)
    assert not list(tmp_path.glob("*.part"))


def test_it_is_written_while_deliveries_arrive(store: Store, tmp_path: Path) -> None:
    fill(store)
    ended = threading.Event()

    def send() -> None:
        number = 1000
        while not ended.is_set():
            store.keep(b"%d" % number)
            number += 1

    sender = threading.Thread(target=send)
    sender.start()
    try:
        found = back_up(store.facts, tmp_path / "copy.db")
    finally:
        ended.set()
        sender.join()
    assert 40 <= found.deliveries <= len(bodies(store.facts))
    assert bodies(tmp_path / "copy.db") == bodies(store.facts)[: found.deliveries]


def test_it_can_be_stopped_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    fill(store)
    before = set(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        back_up(store.facts, tmp_path / "copy.db", is_cancelled=lambda: True)
    assert set(tmp_path.iterdir()) == before


def test_what_is_there_is_kept_until_the_new_one_is_whole(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"yesterday's")
    with pytest.raises(Cancelled):
        back_up(store.facts, tmp_path / "copy.db", is_cancelled=lambda: True)
    assert (tmp_path / "copy.db").read_bytes() == b"yesterday's"
    back_up(store.facts, tmp_path / "copy.db")
    assert check(tmp_path / "copy.db").deliveries == 0


def test_only_its_owner_reads_it_under_any_umask(store: Store, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        back_up(store.facts, tmp_path / "copy.db")
    finally:
        os.umask(before)
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["facts.db", "facts.db-wal", "views.db"])
def test_it_cannot_take_the_place_of_the_store(store: Store, name: str) -> None:
    with pytest.raises(BackupFailed, match="place of the store"):
        back_up(store.facts, store.folder / name)


def test_a_folder_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="cannot be written"):
        back_up(store.facts, tmp_path / "nowhere" / "copy.db")


def test_too_little_room_is_told_before(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_SPARE", 1 << 60)
    with pytest.raises(BackupFailed, match="not enough room"):
        back_up(store.facts, tmp_path / "copy.db")


def test_damaged_bodies_are_counted(store: Store, tmp_path: Path) -> None:
    fill(store, 5)
    store.writer.run(
        lambda facts: facts.execute("UPDATE deliveries SET body = x'00' WHERE id = 3")
    ).result(10)
    assert back_up(store.facts, tmp_path / "copy.db").damaged == (3,)


@pytest.mark.parametrize("place", [0, 30, 60])
def test_a_damaged_backup_is_refused(store: Store, tmp_path: Path, place: int) -> None:
    fill(store, 300)
    copy = tmp_path / "copy.db"
    size = back_up(store.facts, copy).size
    with open(copy, "r+b") as file:
        file.seek(size * place // 100 // 4096 * 4096)
        file.write(b"\x5a" * 4096)
    before = bodies(store.facts)
    with pytest.raises((StoreError, BackupFailed)):
        restoring.prepare(copy, store.facts)
    assert not restoring.prepared(store.facts).exists()
    assert bodies(store.facts) == before


def test_another_file_is_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("a,b\n" * 5000)
    with pytest.raises((StoreError, BackupFailed)):
        restoring.prepare(tmp_path / "list.csv", store.facts)
    with pytest.raises(StoreError, match="no file"):
        restoring.prepare(tmp_path / "nothing.db", store.facts)


def test_a_backup_of_a_newer_acuse_is_refused(store: Store, tmp_path: Path) -> None:
    back_up(store.facts, tmp_path / "copy.db")
    newer = connect_writer(tmp_path / "copy.db", synchronous="FULL", checkpoint_pages=100)
    newer.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('facts', 'tomorrow', '2030')"
    )
    newer.close()
    with pytest.raises(StoreTooNew):
        restoring.prepare(tmp_path / "copy.db", store.facts)


def restore(store: Store, file: Path) -> restoring.Restored:
    restoring.prepare(file, store.facts)
    store.writer.stop()
    done = restoring.finish(store.facts, store.views, store.now())
    assert done is not None
    store.writer = store.new_writer()
    store.writer.start()
    return done


def test_a_restored_store_has_what_arrived_since(store: Store, tmp_path: Path) -> None:
    fill(store)
    back_up(store.facts, tmp_path / "copy.db")
    fill(store, 10, 40)
    store.keep(b'{"event":"TRANSACTION","payload":{"id":"3"}}')  # a repeat
    store.admit(store.keep(b"forged?", Outcome.QUARANTINED).delivery_id)
    store.project()
    before = bodies(store.facts)
    others = {
        name: store.rows(f"SELECT * FROM {name} ORDER BY id")
        for name in ("attempts", "admissions", "deliveries")
    }
    done = restore(store, tmp_path / "copy.db")
    assert (done.merged.deliveries, done.merged.attempts, done.merged.unread) == (11, 1, 0)
    assert bodies(store.facts) == before
    for name, rows in others.items():
        assert store.rows(f"SELECT * FROM {name} ORDER BY id") == rows
    assert done.aside is not None
    assert bodies(done.aside) == before, "moved aside, not deleted"
    store.project()
    with store.reader() as reader:
        assert reader.feed_count() == 51


def test_what_was_spoiled_since_is_whole_again(store: Store, tmp_path: Path) -> None:
    fill(store)
    before = bodies(store.facts)
    back_up(store.facts, tmp_path / "copy.db")
    store.writer.run(lambda facts: facts.execute("DELETE FROM deliveries WHERE id < 9")).result(10)
    store.writer.run(
        lambda facts: facts.execute("UPDATE deliveries SET body = x'00' WHERE id > 30")
    ).result(10)
    restore(store, tmp_path / "copy.db")
    assert bodies(store.facts) == before


def test_a_restore_into_an_empty_folder(store: Store, tmp_path: Path) -> None:
    fill(store)
    back_up(store.facts, tmp_path / "copy.db")
    folder = tmp_path / "new"
    folder.mkdir()
    other = Store(folder)
    done = restore(other, tmp_path / "copy.db")
    try:
        assert done.aside is None
        assert bodies(other.facts) == bodies(store.facts)
        assert other.keep(b"next").delivery_id == 41
    finally:
        other.writer.stop()


def test_a_power_cut_half_way_is_made_up_for(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The present store is moved aside, and then nothing more happens until the next start."""
    fill(store)
    back_up(store.facts, tmp_path / "copy.db")
    fill(store, 10, 40)
    before = bodies(store.facts)
    restoring.prepare(tmp_path / "copy.db", store.facts)
    store.writer.stop()

    def cut(path: Path) -> None:
        raise OSError("the power is gone")

    monkeypatch.setattr(views_file, "discard", cut)
    with pytest.raises(StoreError, match="could not take the place"):
        restoring.finish(store.facts, store.views, store.now())
    assert not store.facts.exists()
    monkeypatch.undo()
    assert restoring.finish(store.facts, store.views, store.now()) is not None
    assert bodies(store.facts) == before
    assert restoring.finish(store.facts, store.views, store.now()) is None


def test_numbers_that_are_taken_by_others_are_given_anew(store: Store, tmp_path: Path) -> None:
    """Two stores that grew apart: the deliveries of both are there afterwards."""
    fill(store, 5)
    folder = tmp_path / "other"
    folder.mkdir()
    other = Store(folder)
    other.writer.start()
    for number in range(7):
        other.keep(b"other %d" % number)
    other.keep(b"other 3")
    back_up(other.facts, tmp_path / "copy.db")
    other.writer.stop()
    mine, others = bodies(store.facts), bodies(other.facts)
    restore(store, tmp_path / "copy.db")
    assert bodies(store.facts) == others + mine
    assert store.rows("SELECT delivery_id, number FROM attempts") == [(4, 2)]


def test_what_is_prepared_is_one_file(store: Store, tmp_path: Path) -> None:
    fill(store, 3)
    back_up(store.facts, tmp_path / "copy.db")
    restoring.prepare(tmp_path / "copy.db", store.facts)
    waiting = restoring.prepared(store.facts)
    assert [file.name for file in tmp_path.glob(f"{waiting.name}*")] == [waiting.name]
    with closing(connect_reader(waiting)) as facts:
        assert facts.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
