"""What the two processes say arrives as it was said."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.changes import ChangeSet
from app.projector.messages import Failed, Logged, Message, Order, Sign, decoded, encoded

TEXTS = st.text(st.characters(exclude_categories=()), max_size=40)  # surrogates and all
SETS = st.frozensets(TEXTS, max_size=5)
COUNTS = st.integers(0, 2**63)
MESSAGES: st.SearchStrategy[Message] = st.one_of(
    st.builds(
        ChangeSet,
        deliveries=COUNTS,
        attempts=COUNTS,
        last_delivery=COUNTS,
        quarantined=COUNTS,
        transactions=SETS,
        related=SETS,
        projected=st.booleans(),
        unreadable=COUNTS,
        written=SETS,
        about=SETS,
    ),
    st.builds(Failed, TEXTS),
    st.builds(Logged, st.integers(0, 50), TEXTS, TEXTS),
    st.sampled_from(Sign),
)


@given(MESSAGES)
def test_every_message_is_one_line_and_comes_out_as_it_went_in(message: Message) -> None:
    line = encoded(message)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert decoded(line) == message


@given(st.binary(max_size=200))
def test_what_is_no_message_is_for_the_log(line: bytes) -> None:
    assert isinstance(decoded(line), (Logged, ChangeSet, Failed, Sign))


@pytest.mark.parametrize(
    "line",
    [b"Segmentation fault\n", b"[]\n", b'["no such"]\n', b'["failed"]\n', b'["changes",3]\n', b"7"],
)
def test_last_words_are_logged_as_they_are(line: bytes) -> None:
    expected = line.decode().rstrip()
    assert decoded(line) == Logged(logging.WARNING, "acuse.projector", expected)


def test_orders_are_one_byte_each() -> None:
    assert {len(order) for order in Order} == {1}
    assert len(set(Order)) == 4
