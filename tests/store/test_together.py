"""What is kept together is kept as if each had come alone."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.delivery import Delivery, Outcome, Receipt, Source
from app.core.errors import StoreError
from app.store import together
from app.store.sqlite import Connection
from tests.store.conftest import START, Store, delivery

_BROKEN = "\ud800"  # what no store can hold

_one = st.builds(
    delivery,
    st.sampled_from([b"%d" % number for number in range(40)]),
    st.sampled_from((*[Outcome.TRUSTED] * 5, Outcome.QUARANTINED, Outcome.AWAITING_KEY)),
    provider=st.sampled_from(("juno", "yuno")),
    fingerprint=st.sampled_from(("", "", "", "f", '"],["')),
    origin=st.sampled_from((Source.WEBHOOK, Source.WEBHOOK, Source.TEST, Source.BACKFILL)),
)


def contents(store: Store) -> list[Any]:
    return [
        store.rows(f"SELECT * FROM {table}")
        for table in ("deliveries", "attempts", "acknowledgements", "quarantine")
    ]


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(_one, max_size=30), max_size=2), st.booleans())
def test_together_is_one_by_one(batches: list[list[Delivery]], is_broken: bool) -> None:
    found = []
    for is_together in (True, False):
        with TemporaryDirectory() as folder:
            store = Store(Path(folder))
            store.writer.start()
            outcomes: list[Any] = []
            for number, batch in enumerate(batches):
                if is_broken and batch:
                    verdict = batch[-1].verdict._replace(reason=_BROKEN)
                    batch = [*batch[:-1], batch[-1]._replace(verdict=verdict)]
                kept = (
                    list(store.writer.deliver_all(batch).result(10))
                    if is_together
                    else [future_of(store, one) for one in batch]
                )
                answers = [(one, 200) for one in kept if isinstance(one, Receipt)]
                store.writer.acknowledged_all(answers, START + timedelta(seconds=number))
                outcomes += [
                    (one.delivery_id, one.attempt) if isinstance(one, Receipt) else type(one)
                    for one in kept
                ]
            store.writer.stop()
            found.append((outcomes, contents(store)))
    assert found[0] == found[1]


def future_of(store: Store, one: Delivery) -> Receipt | BaseException | None:
    future = store.writer.deliver(one)
    return future.exception(10) or future.result()


def test_news_take_few_steps(store: Store) -> None:
    """A step lets go of the interpreter, and a busy receiver gives it back late."""
    seen: list[str] = []
    store.writer.run(lambda facts: facts.set_trace_callback(seen.append)).result(10)
    batch = [delivery(b"%d" % number) for number in range(96)]
    store.writer.deliver_all(batch).result(10)
    rows = [one for one in seen if one.startswith("INSERT OR FAIL INTO deliveries")]
    assert len(rows) == 2
    assert (
        len([one for one in seen if not one.startswith("--")]) <= 8
    )  # two of them end the job above


def test_a_file_that_fails_is_no_fault_of_one_of_them(store: Store) -> None:
    def fail(facts: Connection, *_: object) -> None:
        facts.execute("PRAGMA max_page_count=1")

    store.writer.run(fail).result(10)
    batch = [delivery(b"x" * 9000 + b"%d" % number) for number in range(40)]
    with pytest.raises(StoreError):
        store.writer.deliver_all(batch).result(10)
    assert store.rows("SELECT count(*) FROM deliveries") == [(0,)]


def test_rows_go_in_in_their_order(store: Store) -> None:
    def insert(facts: Connection) -> None:
        facts.execute("CREATE TABLE numbers (number)")
        together.insert(facts, "numbers (number)", [(number,) for number in range(201)])

    store.writer.run(insert).result(10)
    assert store.rows("SELECT number FROM numbers ORDER BY rowid") == [(n,) for n in range(201)]


def test_no_number_is_given_twice(store: Store) -> None:
    store.writer.deliver_all([delivery(b"1"), delivery(b"2")]).result(10)
    store.writer.run(lambda facts: facts.execute("DELETE FROM deliveries")).result(10)
    kept = store.writer.deliver_all([delivery(b"3"), delivery(b"4")]).result(10)
    assert [one.delivery_id for one in kept if isinstance(one, Receipt)] == [3, 4]
    assert store.rows("SELECT id FROM deliveries ORDER BY id") == [(3,), (4,)]
