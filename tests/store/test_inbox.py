"""The inbox: what is open, what people did about it, and what ended by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.alerts import Act, AlertState
from app.core.delivery import Outcome, Source
from app.core.query import parse_filter
from app.projector.projector import Projector
from app.providers import PROVIDERS
from app.store import alerting, filtered_few
from app.store.rows import AlertRow, InboxCounts
from app.store.sqlite import connect_reader, connect_writer, transaction
from tests.store.conftest import START, Store

BODY = json.loads(
    (Path(__file__).parents[1] / "samples/juno/issuance-complete.json").read_text("utf-8")
)
LATER = START + timedelta(hours=1)


def send(store: Store, number: int, status: str = "FAILED", **other: Any) -> int:
    """A Juno issuance; equal numbers are one transaction."""
    body = json.loads(json.dumps(BODY))
    body["payload"] |= {"id": f"d441f9db-e2df-4ca5-9dab-{number:012d}", "status": status}
    if status == "COMPLETE":
        body["payload"]["updated_at"] = LATER.isoformat()
    for name in ("crypto_tx_hash", "tx_hash"):
        body["payload"]["issuance"].pop(name, None)
    return store.keep(json.dumps(body).encode(), **other).delivery_id


def refuse(store: Store, count: int, first: int = 0) -> list[int]:
    """Deliveries that fail verification."""
    numbers = range(first, first + count)
    return [store.keep(b"%d" % one, Outcome.QUARANTINED).delivery_id for one in numbers]


def lines(store: Store, now: datetime = LATER, **only: str) -> list[AlertRow]:
    store.project()
    with store.reader() as reader:
        return reader.alerts(now, **only)


def acted(store: Store, state: AlertState, now: datetime = LATER) -> list[AlertRow]:
    store.project()
    with store.reader() as reader:
        return reader.alerts_acted_on(state, now)


def counts(store: Store, now: datetime = LATER) -> InboxCounts:
    store.project()
    with store.reader() as reader:
        return reader.alert_counts(now)


def act(store: Store, line: AlertRow, state: AlertState, **more: Any) -> tuple[Act, ...]:
    """Do something about a line; what was done before."""
    key = (line.kind, line.provider, line.cause, line.subject)
    one = Act(*key, state, line.through, line.count, line.since, **more)
    return do(store, one)


def do(store: Store, *acts: Act) -> tuple[Act, ...]:
    job = store.writer.run(lambda facts: alerting.act(facts, acts, "ana", START), name="alerts")
    return tuple(job.result(5))


def told(found: list[AlertRow]) -> list[tuple[str, int]]:
    return [(one.kind, one.count) for one in found]


def test_similar_deliveries_are_one_line_and_urgent_ones_come_first(store: Store) -> None:
    store.keep(b"{", Outcome.TRUSTED)
    numbers = refuse(store, 23)
    send(store, 1)
    found = lines(store)
    assert told(found) == [("quarantined", 23), ("unreadable", 1), ("failed", 1)]
    assert (found[0].subject, found[0].example) == ("", f"delivery:{numbers[-1]}")
    assert found[1].why
    failed = found[2].transaction
    assert failed is not None
    assert failed.status == "failed"


def test_few_failures_stand_alone_and_many_of_a_cause_together(store: Store) -> None:
    for number in range(3):
        send(store, number)
    assert told(lines(store)) == [("failed", 1)] * 3
    send(store, 3)
    (line,) = lines(store)
    assert (line.count, line.subject) == (4, "")
    with store.reader() as reader:
        first = reader.alert_members(line, LATER, limit=3)
        rest = reader.alert_members(line, LATER, before=first[-1].through, limit=3)
    assert [one.through for one in (*first, *rest)] == [4, 3, 2, 1]
    assert all(one.transaction and one.subject for one in (*first, *rest))


def test_what_ends_leaves_the_inbox_by_itself(store: Store) -> None:
    (number,) = refuse(store, 1)
    send(store, 1)
    assert len(lines(store)) == 2
    store.admit(number, Outcome.TRUSTED)
    send(store, 1, "COMPLETE")
    assert [one.kind for one in lines(store)] == ["contradictory", "unreadable"]


def test_acknowledged_covers_what_was_seen_and_later_ones_are_news(store: Store) -> None:
    refuse(store, 5)
    (line,) = lines(store)
    act(store, line, AlertState.ACKNOWLEDGED, note="Asked Juno")
    assert lines(store) == []
    (done,) = acted(store, AlertState.ACKNOWLEDGED)
    assert (done.count, done.author, done.note, done.has_ended) == (5, "ana", "Asked Juno", False)
    assert counts(store) == InboxCounts(0, 1, 0)
    refuse(store, 2, first=5)
    assert told(lines(store)) == [("quarantined", 2)]
    assert counts(store) == InboxCounts(1, 1, 0)


def test_a_snooze_is_over_by_itself_and_covers_what_comes_meanwhile(store: Store) -> None:
    refuse(store, 2)
    (line,) = lines(store)
    act(store, line, AlertState.SNOOZED, until=LATER)
    refuse(store, 1, first=2)
    before = LATER - timedelta(seconds=1)
    assert lines(store, before) == []
    assert [one.until for one in acted(store, AlertState.SNOOZED, before)] == [LATER]
    assert told(lines(store, LATER)) == [("quarantined", 3)]
    assert acted(store, AlertState.SNOOZED, LATER) == []


def test_one_of_many_can_be_resolved_alone(store: Store) -> None:
    for number in range(5):
        send(store, number)
    (line,) = lines(store)
    with store.reader() as reader:
        one = reader.alert_members(line, LATER)[1]
    act(store, one, AlertState.RESOLVED)
    (line,) = lines(store)
    assert line.count == 4
    with store.reader() as reader:
        assert one.subject not in {other.subject for other in reader.alert_members(line, LATER)}
    assert [found.subject for found in acted(store, AlertState.RESOLVED)] == [one.subject]
    act(store, line, AlertState.RESOLVED)
    assert lines(store) == []


def test_what_was_done_about_one_gives_way_to_what_is_done_about_all(store: Store) -> None:
    for number in range(4):
        send(store, number)
    (line,) = lines(store)
    with store.reader() as reader:
        one = reader.alert_members(line, LATER)[0]
    act(store, one, AlertState.ACKNOWLEDGED)
    act(store, line, AlertState.RESOLVED)
    assert counts(store) == InboxCounts(0, 0, 0)


def test_undo_brings_back_what_was_done_before(store: Store) -> None:
    refuse(store, 2)
    (line,) = lines(store)
    before = act(store, line, AlertState.ACKNOWLEDGED)
    later = act(store, line, AlertState.SNOOZED, until=LATER + timedelta(hours=1))
    do(store, *later)
    assert [one.state for one in acted(store, AlertState.ACKNOWLEDGED)] == ["acknowledged"]
    do(store, *before)
    assert lines(store) == [line]


def test_what_was_acknowledged_and_ended_is_resolved_by_itself(store: Store) -> None:
    (number,) = refuse(store, 1)
    (line,) = lines(store)
    act(store, line, AlertState.ACKNOWLEDGED)
    store.admit(number, Outcome.TRUSTED)
    (done,) = acted(store, AlertState.RESOLVED)
    assert (done.has_ended, done.state) == (True, "acknowledged")
    assert counts(store) == InboxCounts(1, 0, 0)  # what was admitted cannot be read


def test_filter_by_kind_and_provider(store: Store) -> None:
    refuse(store, 1)
    store.keep(b"x", Outcome.QUARANTINED, provider="bitso")
    send(store, 1)
    assert told(lines(store, kind="failed")) == [("failed", 1)]
    assert [one.provider for one in lines(store, provider="bitso")] == ["bitso"]


def test_tests_of_our_own_are_no_alert(store: Store) -> None:
    send(store, 1, origin=Source.TEST)
    store.keep(b"x", Outcome.QUARANTINED, origin=Source.TEST)
    assert lines(store) == []


def test_bodies_that_were_let_go_are_said(store: Store) -> None:
    (number,) = refuse(store, 1)
    store.writer.run(
        lambda facts: facts.execute("UPDATE deliveries SET body = NULL WHERE id = ?", (number,))
    ).result(5)
    (line,) = lines(store)
    assert not line.is_kept


def test_a_rebuild_gives_the_same_inbox_and_keeps_what_people_did(store: Store) -> None:
    numbers = refuse(store, 4)
    for number in range(4):
        send(store, number)
    store.project()
    quarantined, _ = lines(store)
    act(store, quarantined, AlertState.ACKNOWLEDGED)
    store.admit(numbers[0], Outcome.TRUSTED)
    send(store, 2, "COMPLETE")
    before = lines(store), acted(store, AlertState.ACKNOWLEDGED), computed(store)
    Projector(store.facts, store.views, PROVIDERS, listener=store.told.append).rebuild()
    assert (lines(store), acted(store, AlertState.ACKNOWLEDGED), computed(store)) == before


def computed(store: Store) -> list[tuple[object, ...]]:
    views = connect_reader(store.views)
    try:
        return [
            tuple(row)
            for table in ("alerts", "alert_counts")
            for row in views.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3")
        ]
    finally:
        views.close()


def test_the_last_day_of_an_old_store_is_news_and_the_rest_is_history(store: Store) -> None:
    send(store, 1, at=START - timedelta(days=3))
    send(store, 2, at=START - timedelta(hours=3))
    send(store, 3, at=START)

    def older(facts: Any) -> None:
        """As the step does with a store that has deliveries already."""
        facts.execute(
            "UPDATE attention SET begins_at = (SELECT received_at - 86400000000"
            " FROM deliveries ORDER BY id DESC LIMIT 1)"
        )

    store.writer.run(older).result(5)
    assert [one.since for one in lines(store)] == [START, START - timedelta(hours=3)]


def test_an_alert_that_lies_ahead_shows_up_when_its_time_comes(store: Store) -> None:
    """What a rule of time gives."""
    send(store, 1)
    assert lines(store, START - timedelta(seconds=1)) == []
    assert told(lines(store, START)) == [("failed", 1)]


def test_many_failures_are_one_line_and_only_those_acted_on_are_counted(store: Store) -> None:
    for number in range(4):
        send(store, number)
    store.project()
    views = connect_writer(store.views, synchronous="NORMAL", checkpoint_pages=1000)
    with transaction(views):
        views.execute(
            "INSERT INTO alerts SELECT 'juno:issuance:x' || value, kind, provider, cause,"
            " 10 + value, since FROM (SELECT * FROM alerts LIMIT 1),"
            " (WITH n(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n WHERE value < 2999)"
            " SELECT value FROM n)"
        )
        views.execute("UPDATE alert_counts SET count = count + 3000")
    views.close()
    (line,) = lines(store)
    assert line.count == 3004
    act(store, replace(line, through=3004), AlertState.RESOLVED)
    (line,) = lines(store)
    assert line.count == 5


def test_what_comes_first_in_a_list_is_looked_through_only_as_far_as_it_is_wanted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtered_few, "_AT_FIRST", 2)
    for number in range(5):
        send(store, number)
    refuse(store, 2)
    store.project()
    with store.reader() as reader:
        ids = reader.alerted_first(4, LATER)
        assert [one[-1] for one in ids] == ["4", "3", "2", "1"], "the newest, and no deliveries"

        def asked(limit: int, patience: float, text: str = "") -> tuple[list[int], list[str], int]:
            query = parse_filter(text, frozenset(PROVIDERS))
            found = reader.transaction_keys(limit=limit, query=query, patience=patience, first=ids)
            numbers = reader.transactions_numbered(found.first)
            by_number = {row.number: int(row.transaction_id[-1]) for row in numbers}
            first = [by_number[one] for one in found.first]
            return first, [one[-1] for one in found.waiting], len(found.places)

        assert asked(2, 10) == ([4, 3], ["2", "1"], 0), "a page is full"
        assert asked(9, 0) == ([4, 3], ["2", "1"], 0), "the time is up"
        assert asked(9, 10) == ([4, 3, 2, 1], [], 5)
        assert asked(9, 10, "status:complete") == ([], [], 0)
        few = "id:*000000000003,*000000000000,*000000000002"
        assert asked(1, 0, few) == ([3, 2], [], 3), "what an index names is read at one go"


@pytest.mark.parametrize("text", ["", "id:odd*"])
def test_whatever_signs_an_id_has_it_comes_first(store: Store, text: str) -> None:
    body = json.loads(json.dumps(BODY))
    body["payload"]["issuance"] = {}
    for key, status in (("odd\x00one", "COMPLETE"), ("odd\x00two", "FAILED")):
        body["payload"] |= {"id": key, "status": status}
        store.keep(json.dumps(body).encode())
    store.project()
    with store.reader() as reader:
        ids = reader.alerted_first(9, LATER)
        query = parse_filter(text, frozenset(PROVIDERS))
        found = reader.transaction_keys(query=query, first=ids)
        (row,) = reader.transactions_numbered(found.first)
        assert [row.transaction_id] == ids
        assert row.status == "failed"
