"""Changes told less often than they happen: nothing of the first is lost in the second."""

from app.core.changes import ChangeSet

FIRST = ChangeSet(
    deliveries=2,
    attempts=1,
    last_delivery=7,
    transactions=frozenset({"bitso:1"}),
    related=frozenset({"juno:1"}),
    projected=True,
    unreadable=1,
)
SECOND = ChangeSet(
    deliveries=1,
    attempts=3,
    last_delivery=5,
    quarantined=4,
    transactions=frozenset({"bitso:2"}),
    written=frozenset({"notes"}),
    about=frozenset({"bitso:2"}),
)


def test_counts_add_up_and_sets_join() -> None:
    assert FIRST.merged(SECOND) == ChangeSet(
        deliveries=3,
        attempts=4,
        last_delivery=7,
        quarantined=4,
        transactions=frozenset({"bitso:1", "bitso:2"}),
        related=frozenset({"juno:1"}),
        projected=True,
        unreadable=1,
        written=frozenset({"notes"}),
        about=frozenset({"bitso:2"}),
    )


def test_the_order_of_the_two_makes_no_difference() -> None:
    assert FIRST.merged(SECOND) == SECOND.merged(FIRST)
    assert FIRST.merged(ChangeSet()) == FIRST
