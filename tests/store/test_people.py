"""What people write: the newest row counts, nothing is lost, and lists see it at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.core.annotations import BadWriting, Marks, clean_note, clean_tag, delivery_of, subject_of
from app.core.errors import NotFound
from app.projector.projector import Projector
from app.providers import PROVIDERS
from app.store import people
from app.store.sqlite import moment
from tests.store.conftest import START, Store

BODY = (Path(__file__).parents[1] / "samples/juno/conversion-complete.json").read_bytes()
SUBJECT = "juno:issuance:d441f9db"


def note(store: Store, text: str, note_id: int = 0, subject: str = SUBJECT, by: str = "ana") -> int:
    store.clock += timedelta(seconds=1)
    at = store.clock
    job = store.writer.run(
        lambda facts: people.note(facts, subject, text, by, at, note_id),
        name="notes",
        about=(subject,),
    )
    return job.result(5)


def mark(store: Store, name: str, value: str, *subjects: str) -> dict[str, str]:
    values = dict.fromkeys(subjects, value)
    return store.writer.run(
        lambda facts: people.mark(facts, name, values, "ana", START), name="marks", about=values
    ).result(5)


def _at(store: Store) -> datetime:
    """When the last note was written."""
    return moment(int(str(store.rows("SELECT max(at) FROM notes")[0][0])))


@pytest.fixture(autouse=True)
def views(store: Store) -> None:
    """There is something to read, also before the first delivery."""
    store.project()


def test_a_note_has_its_author_and_time_also_after_an_edit_by_another(store: Store) -> None:
    first = note(store, "Called the customer")
    written = _at(store)
    note(store, "Called the customer twice", first, by="luis")
    edited = _at(store)
    with store.reader() as reader:
        (found,) = reader.notes_of(SUBJECT)
    assert (found.author, found.at, found.text) == ("ana", written, "Called the customer twice")
    assert (found.edited_by, found.edited_at) == ("luis", edited)


def test_a_removed_note_comes_back_with_its_number(store: Store) -> None:
    first, second = note(store, "one"), note(store, "two")
    note(store, "", first)
    with store.reader() as reader:
        assert [one.text for one in reader.notes_of(SUBJECT)] == ["two"]
        assert reader.marks_of([SUBJECT]) == {SUBJECT: Marks(notes=1)}
    note(store, "one", first)
    with store.reader() as reader:
        assert [one.note_id for one in reader.notes_of(SUBJECT)] == [first, second]


def test_every_text_that_a_note_ever_had_is_kept(store: Store) -> None:
    first = note(store, "one")
    note(store, "two", first)
    note(store, "", first)
    texts = store.writer.run(lambda facts: facts.execute("SELECT text FROM notes").fetchall())
    assert [row["text"] for row in texts.result(5)] == ["one", "two", ""]


def test_a_note_of_another_subject_is_not_touched(store: Store) -> None:
    first = note(store, "one")
    with pytest.raises(NotFound):
        note(store, "two", first, subject="delivery:1")


def test_marks_label_and_tags_of_several_and_what_they_had_before(store: Store) -> None:
    other = subject_of("", 12)
    assert mark(store, "mark", "1", SUBJECT, other) == {SUBJECT: "", other: ""}
    assert mark(store, "label", "3", SUBJECT) == {SUBJECT: ""}
    assert mark(store, "label", "9", SUBJECT) == {SUBJECT: "3"}
    mark(store, "tag:vip", "1", SUBJECT)
    mark(store, "tag:audit", "1", SUBJECT, other)
    mark(store, "mark", "", other)
    with store.reader() as reader:
        assert reader.marks_of([SUBJECT, other, "nobody"]) == {
            SUBJECT: Marks(True, 9, ("audit", "vip")),
            other: Marks(tags=("audit",)),
        }
        assert reader.tags() == ["audit", "vip"]


def test_lists_show_what_is_written_about_a_row_and_a_rebuild_keeps_it(store: Store) -> None:
    delivery_id = store.keep(BODY, provider="juno").delivery_id
    store.project()
    with store.reader() as reader:
        (row,) = reader.transactions_page()
    mark(store, "label", "2", row.transaction_id)
    mark(store, "tag:vip", "1", subject_of("", delivery_id))
    note(store, "Asked Juno", subject=row.transaction_id)
    store.restart()
    Projector(store.facts, store.views, PROVIDERS, listener=store.told.append).rebuild()
    with store.reader() as reader:
        (transaction,) = reader.transactions_page()
        (arrived,) = reader.feed_page()
        assert transaction.marks == Marks(label=2, notes=1)
        assert arrived.marks == Marks(label=2, tags=("vip",), notes=1)
        assert reader.feed_rows([delivery_id]) == [arrived]
        assert [one.text for one in reader.notes_of(row.transaction_id)] == ["Asked Juno"]


def test_everybody_hears_what_was_written_about_whom(store: Store) -> None:
    mark(store, "mark", "1", SUBJECT)
    told = store.told[-1]
    assert (set(told.written), set(told.about)) == ({"marks"}, {SUBJECT})


def test_a_subject_is_a_transaction_or_a_delivery() -> None:
    assert (subject_of("juno:x:1", 7), subject_of("", 7)) == ("juno:x:1", "delivery:7")
    assert (delivery_of("delivery:7"), delivery_of("juno:x:1"), delivery_of("delivery:x")) == (
        7,
        0,
        0,
    )


@pytest.mark.parametrize(
    ("typed", "kept"), [(" #VIP ", "vip"), ("por revisar", "por-revisar"), ("a,b", "a-b")]
)
def test_a_tag_is_one_word_in_small_letters(typed: str, kept: str) -> None:
    assert clean_tag(typed) == kept


@pytest.mark.parametrize("typed", ["", " # ", "x" * 41, "a\u202eb"])
def test_what_cannot_be_a_tag(typed: str) -> None:
    with pytest.raises(BadWriting):
        clean_tag(typed)


def test_an_empty_note_is_refused_and_half_a_surrogate_pair_is_mended() -> None:
    with pytest.raises(BadWriting):
        clean_note("  ")
    assert clean_note(" a\ud800 ") == "a?"
