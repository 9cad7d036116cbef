"""Before a store that is there climbs to a newer schema, it is copied; else nothing is changed."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.core.errors import StoreError
from app.store.copying import copy_of
from app.store.facts import FactsWriter
from app.store.sqlite import connect_reader
from tests.store.conftest import START

if TYPE_CHECKING:
    from tests.store.conftest import Store

STORES = Path(__file__).parents[1] / "samples" / "stores"


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    database = connect_reader(path)
    try:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: [tuple(row) for row in database.execute(f"SELECT * FROM {name}")]
            for (name,) in names
        }
    finally:
        database.close()


def writer(path: Path) -> FactsWriter:
    return FactsWriter(path, listener=lambda changes: None, now=lambda: START)


@pytest.fixture(params=sorted(STORES.glob("*.db")), ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / "facts.db"))


def test_a_store_of_before_is_copied_as_it_was(old: Path) -> None:
    before = content(old)
    for _ in range(2):
        facts = writer(old)
        facts.start()
        facts.stop()
        assert content(copy_of(old)) == before, "and not again at the next start"
    after = content(old)
    assert after.keys() > before.keys()
    assert [row[0] for row in after["deliveries"]] == [row[0] for row in before["deliveries"]]
    assert not list(old.parent.glob("*.new"))


def test_a_new_store_and_one_of_today_are_not_copied(store: "Store") -> None:
    store.keep()
    store.restart()
    assert not copy_of(store.facts).exists()


def test_without_a_copy_nothing_is_changed(old: Path) -> None:
    before = content(old)
    (old.parent / "facts-before-upgrade.new").mkdir()
    with pytest.raises(StoreError, match="could not be copied") as caught:
        writer(old).start()
    assert "Make room" in caught.value.remedy
    assert content(old) == before
