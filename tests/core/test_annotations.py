"""What people write is kept clean, and said of the right thing."""

import pytest

from app.core.annotations import (
    LONGEST_NOTE,
    NONE,
    BadWriting,
    Marks,
    clean_note,
    clean_tag,
    delivery_of,
    subject_of,
)


def test_a_row_shows_what_is_said_of_its_delivery_and_of_its_transaction() -> None:
    one = Marks(is_marked=True, label=3, tags=("vip",), notes=1)
    both = NONE.with_those(one).with_those(Marks(label=5, tags=("audit", "vip"), notes=2))
    assert both == Marks(is_marked=True, label=3, tags=("audit", "vip"), notes=3)
    assert (both.has_note, NONE.has_note) == (True, False)


def test_a_delivery_without_a_transaction_is_its_own_subject() -> None:
    assert subject_of("juno:issuance:a", 7) == "juno:issuance:a"
    assert subject_of("", 7) == "delivery:7"
    assert delivery_of("delivery:7") == 7
    assert delivery_of("juno:issuance:7") == delivery_of("delivery:x") == delivery_of("7") == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" #VIP ", "vip"), ("ask  again", "ask-again"), ("a,b", "a-b"), ("Ñandú", "ñandú")],
)
def test_a_tag_is_one_word_in_small_letters(typed: str, kept: str) -> None:
    assert clean_tag(typed) == kept
    assert clean_tag(kept) == kept


@pytest.mark.parametrize("typed", ["", "  ", "#", "x" * 41, "a\u202eb"])
def test_what_can_be_no_tag_is_refused(typed: str) -> None:
    with pytest.raises(BadWriting, match="tag"):
        clean_tag(typed)


def test_a_note_is_kept_as_it_was_written() -> None:
    assert clean_note("  two\nlines \n") == "two\nlines"
    assert clean_note("half \ud800 a pair") == "half ? a pair"
    assert len(clean_note("x" * LONGEST_NOTE)) == LONGEST_NOTE


@pytest.mark.parametrize(
    ("typed", "cause"), [(" \n", "It is empty."), ("x" * (LONGEST_NOTE + 1), "It is longer")]
)
def test_an_empty_or_endless_note_is_refused(typed: str, cause: str) -> None:
    with pytest.raises(BadWriting) as caught:
        clean_note(typed)
    assert caught.value.cause.startswith(cause)
