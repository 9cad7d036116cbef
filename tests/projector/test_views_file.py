"""views.db is made anew, without a question, whenever it cannot serve."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.core.errors import StoreError
from app.projector import projector as module
from app.store import views_file, views_tables
from app.store.sqlite import connect_writer

if TYPE_CHECKING:
    from tests.projector.conftest import House

SAMPLES = Path(__file__).parent.parent / "samples" / "juno"
BODIES = [
    file.read_bytes()
    for file in sorted(SAMPLES.glob("*.json"))
    if not file.name.endswith(".expected.json")
]


def fill(house: "House") -> dict[str, list[tuple[object, ...]]]:
    """A store with something in it; what was computed of it."""
    for body in BODIES:
        house.keep("juno", body)
    house.catch_up()
    house.told.clear()
    return house.computed()


def overwrite(path: Path, start: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(content)


def of_another_schema(path: Path) -> None:
    views = connect_writer(path, synchronous="NORMAL", checkpoint_pages=1000)
    views.execute("DROP TABLE feed")
    views.execute(f"PRAGMA user_version = {views_tables.views_mark() ^ 1}")
    views.close()


def without_any_mark(path: Path) -> None:
    """As the versions before the mark wrote it."""
    views = connect_writer(path, synchronous="NORMAL", checkpoint_pages=1000)
    views.execute("PRAGMA user_version = 0")
    views.close()


def missing(path: Path) -> None:
    views_file.discard(path)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def no_database(path: Path) -> None:
    overwrite(path, 0, b"no database at all")


def cut_short(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


@pytest.mark.parametrize(
    "harm", [of_another_schema, without_any_mark, missing, emptied, no_database, cut_short]
)
def test_what_cannot_serve_is_made_anew_at_the_start(
    house: "House", harm: Callable[[Path], None]
) -> None:
    before = fill(house)
    harm(house.views)
    house.catch_up()
    assert house.computed() == before
    assert house.told, "it was computed again"


def test_what_can_serve_is_kept(house: "House") -> None:
    fill(house)
    inode = house.views.stat().st_ino
    house.catch_up()
    assert house.views.stat().st_ino == inode
    assert not house.told


def test_the_mark_follows_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    real, before = views_tables.create_views, views_tables.views_mark()
    views_tables.views_mark.cache_clear()
    monkeypatch.setattr(
        views_tables,
        "create_views",
        lambda views: (real(views), views.execute("CREATE TABLE one_more (x)")),
    )
    assert views_tables.views_mark() != before
    views_tables.views_mark.cache_clear()


def test_figures_kept_in_other_slots_are_another_make_of_views(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No table tells in which slots they are."""
    before = views_tables.views_mark()
    monkeypatch.setattr(views_tables, "LEVELS_OF", {})
    assert views_tables.views_mark.__wrapped__() != before


def test_views_that_know_more_than_the_facts_are_made_anew(house: "House") -> None:
    """An older copy of facts.db was put back."""
    house.keep("juno", BODIES[0])
    house.writer.stop()
    old = house.folder / "old.db"
    shutil.copy(house.facts, old)
    house.__post_init__()
    house.writer.start()
    fill(house)
    house.writer.stop()
    views_file.discard(house.facts)
    shutil.copy(old, house.facts)
    house.catch_up()
    with house.reader() as reader:
        assert reader.feed_count() == 1
    assert house.computed() == house.rebuilt()


def damage_inside(path: Path) -> None:
    """The feed alone: the file opens, and fails later."""
    views = connect_writer(path, synchronous="NORMAL", checkpoint_pages=1000)
    (page,) = views.execute("SELECT rootpage FROM sqlite_master WHERE name = 'feed'").fetchone()
    (size,) = views.execute("PRAGMA page_size").fetchone()
    views.close()
    overwrite(path, (page - 1) * size, b"\xff" * 512)


def test_damage_that_shows_while_projecting_is_healed(
    house: "House", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY_AFTER", 0.01)
    fill(house)
    damage_inside(house.views)
    house.keep("just_wallet", b"{}")
    with pytest.raises(StoreError):
        house.catch_up()
    house.catch_up()
    assert house.computed() == house.rebuilt()


def test_damage_that_a_reader_meets_is_healed_and_the_reader_goes_on(
    house: "House", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY_AFTER", 0.01)
    count = len({row[0] for row in fill(house)["feed"]})
    damage_inside(house.views)
    told: list[bool] = []
    with house.following() as projector:

        def damaged() -> None:
            told.append(True)
            projector.doubt()

        reader = house.reader(damaged)
        tries, found = 0, None
        while found != count and tries < 2000:
            tries += 1
            try:
                found = len(reader.feed_page())
            except StoreError:
                house.pause()
        reader.close()
    assert told
    assert found == count
    assert house.computed() == house.rebuilt()


def test_a_reader_follows_to_views_that_were_made_anew(house: "House") -> None:
    fill(house)
    with house.reader() as reader:
        before = reader.feed_count()
        views_file.discard(house.views)
        assert reader.feed_count() == before, "it reads on in the old one until there is another"
        house.keep("just_wallet", b"{}")
        house.catch_up()
        assert reader.feed_count() == before + 1
