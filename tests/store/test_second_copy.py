"""What was acknowledged is in the second copy, and a store can be made from it alone."""

import threading
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from app.core.delivery import Outcome
from app.core.errors import StoreError
from app.store import restoring, second_copy, shrinking, spool
from app.store.same import FINGERPRINT
from app.store.second_copy import EARLIER, LIVE, Reached, SecondCopy, note_reached
from tests.store.conftest import START, Store

FACTS = (
    "SELECT id, provider, CAST(unpacked(headers, provider, packing) AS TEXT),"
    f" unpacked(body, provider, packing), sha256, {FINGERPRINT},"
    " received_at, outcome, basis FROM deliveries d ORDER BY id"
)
REPEATS = "SELECT delivery_id, number, received_at, peer, body, sha256 FROM attempts ORDER BY id"


def copied(store: Store, folder: Path, must: bool = False) -> SecondCopy:
    copy = SecondCopy(folder, must=must)
    store.writer.copy_to(copy).result(10)
    return copy


def catch_up(store: Store, copy: SecondCopy) -> None:
    def note(done: Reached) -> None:
        store.writer.run(partial(note_reached, folder=copy.folder, done=done))

    assert copy.catch_up(store.facts, note, threading.Event())
    store.settle()


def fill(store: Store, first: int = 0) -> None:
    for number in range(first, first + 30):
        store.send(b'{"number":%d}' % number)
    store.keep(b'{"number":%d}' % first, at=store.now())
    store.keep(b"a", Outcome.QUARANTINED, fingerprint=f"same{first}")
    store.keep(b"b", Outcome.QUARANTINED, fingerprint=f"same{first}", at=store.now())


def rebuilt(store: Store, folder: Path) -> restoring.Restored:
    """From the copy alone: nothing of the store is there any more."""
    store.writer.stop()
    store.facts.unlink()
    restoring.make(store.facts, lambda target: second_copy.fill(target, folder))
    done = restoring.finish(store.facts, store.views, store.now())
    assert done is not None
    store.writer = store.new_writer()
    store.writer.start()
    return done


def test_a_store_is_made_from_what_was_copied_as_it_came(store: Store, tmp_path: Path) -> None:
    copied(store, tmp_path / "copy")
    fill(store)
    before = store.rows(FACTS), store.rows(REPEATS)
    assert len(before[0]) == 31
    rebuilt(store, tmp_path / "copy")
    assert (store.rows(FACTS), store.rows(REPEATS)) == before


def test_what_was_there_before_is_copied_too(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.writer.run(lambda facts: shrinking.shrink(facts, 20, 0)).result(10)
    copy = copied(store, tmp_path / "copy")
    fill(store, 100)
    catch_up(store, copy)
    before = store.rows(FACTS), store.rows(REPEATS)
    rebuilt(store, tmp_path / "copy")
    assert store.rows(FACTS) == before[0]
    assert sorted(map(repr, store.rows(REPEATS))) == sorted(map(repr, before[1]))


def test_nothing_is_copied_twice(store: Store, tmp_path: Path) -> None:
    fill(store)
    copy = copied(store, tmp_path / "copy")
    catch_up(store, copy)
    (file,) = spool.files(copy.folder, EARLIER)
    size = file.stat().st_size
    fill(store, 100)
    catch_up(store, copy)
    catch_up(store, copy)
    assert file.stat().st_size == size
    store.restart()
    copy = copied(store, tmp_path / "copy")
    catch_up(store, copy)
    assert file.stat().st_size == size, "also not after a start"


def broken(copy: SecondCopy) -> None:
    """Its folder is a file from now on."""
    copy.close()
    for file in copy.folder.iterdir():
        file.rename(copy.folder.parent / file.name)
    copy.folder.rmdir()
    copy.folder.write_bytes(b"")


def mended(copy: SecondCopy) -> None:
    copy.folder.unlink()
    copy.folder.mkdir()
    for file in copy.folder.parent.glob("*.acuse"):
        file.rename(copy.folder / file.name)


def test_what_came_while_it_failed_is_copied_later(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_copy, "RETRY", 0)
    copy = copied(store, tmp_path / "copy")
    fill(store)
    catch_up(store, copy)
    store.writer.run(lambda facts: broken(copy)).result(10)
    fill(store, 100)
    assert "copy" in copy.trouble
    store.writer.run(lambda facts: mended(copy)).result(10)
    fill(store, 200)
    assert copy.trouble == ""
    catch_up(store, copy)
    before = store.rows(FACTS)
    rebuilt(store, tmp_path / "copy")
    assert sorted(map(repr, store.rows(FACTS))) == sorted(map(repr, before))


def test_by_choice_what_cannot_be_copied_is_refused(store: Store, tmp_path: Path) -> None:
    copy = copied(store, tmp_path / "copy", must=True)
    store.keep(b"1")
    store.writer.run(lambda facts: broken(copy)).result(10)
    assert "second copy cannot be written" in store.refusal(b"2")
    assert store.rows("SELECT count(*) FROM deliveries") == [(1,)]
    store.writer.run(lambda facts: mended(copy)).result(10)
    assert store.keep(b"2").delivery_id == 2
    assert copy.trouble == ""


def test_what_was_never_committed_is_no_second_delivery(store: Store, tmp_path: Path) -> None:
    """The power goes between the copy and the COMMIT; the provider sends it again."""
    copied(store, tmp_path / "copy")
    store.keep(b"1")
    store.keep(b"2")
    store.writer.run(lambda facts: facts.execute("DELETE FROM deliveries WHERE id = 2")).result(10)
    store.writer.run(lambda facts: facts.execute("DELETE FROM sqlite_sequence")).result(10)
    assert store.keep(b"2", at=store.now()).delivery_id == 2
    rebuilt(store, tmp_path / "copy")
    assert store.rows("SELECT id, body FROM deliveries") == [(1, b"1"), (2, b"2")]
    assert store.rows("SELECT delivery_id, number FROM attempts") == [(2, 2)]


def test_what_a_damaged_log_lost_comes_back(store: Store, tmp_path: Path) -> None:
    copied(store, tmp_path / "copy")
    fill(store)
    before = store.rows(FACTS), store.rows(REPEATS)
    store.writer.run(lambda facts: facts.execute("DELETE FROM deliveries WHERE id > 20")).result(10)
    store.writer.run(lambda facts: facts.execute("DELETE FROM attempts")).result(10)
    store.writer.run(lambda facts: second_copy.bring_back(facts, tmp_path / "copy")).result(10)
    assert store.rows(FACTS) == before[0]
    assert sorted(map(repr, store.rows(REPEATS))) == sorted(map(repr, before[1]))
    again = store.writer.run(lambda facts: second_copy.bring_back(facts, tmp_path / "copy"))
    assert (again.result(10).deliveries, again.result(10).attempts) == (0, 0)


def test_what_a_person_deleted_stays_away(store: Store, tmp_path: Path) -> None:
    copy = copied(store, tmp_path / "copy")
    store.keep(b"old", at=START - timedelta(days=9))
    store.keep(b"old too", provider="bitso", at=START - timedelta(days=9))
    store.keep(b"new")
    store.keep(b"old", at=START - timedelta(days=8))
    store.writer.run(
        lambda facts: facts.execute("DELETE FROM deliveries WHERE id = 1") and None
    ).result(10)
    store.writer.run(lambda facts: facts.execute("DELETE FROM attempts") and None).result(10)
    limits = {"juno": START - timedelta(days=1)}
    store.writer.run(lambda facts: copy.forget(limits)).result(10)
    store.writer.run(lambda facts: second_copy.bring_back(facts, tmp_path / "copy")).result(10)
    assert store.rows("SELECT body FROM deliveries") == [(b"old too",), (b"new",)]
    store.keep(b"newer")
    rebuilt(store, tmp_path / "copy")
    assert store.rows("SELECT id, body FROM deliveries") == [
        (2, b"old too"),
        (3, b"new"),
        (4, b"newer"),
    ]


def test_without_a_copy_nothing_is_written(store: Store, tmp_path: Path) -> None:
    copied(store, tmp_path / "copy")
    store.keep(b"1")
    store.writer.copy_to(None).result(10)
    store.keep(b"2")
    (file,) = spool.files(tmp_path / "copy", LIVE)
    assert [row["body"] for row in spool.read(file)] == [b"1"]


def test_a_refusal_is_a_store_error(store: Store, tmp_path: Path) -> None:
    copied(store, tmp_path / "no" / "disk", must=True)
    with pytest.raises(StoreError, match="second copy"):
        store.keep(b"1")
