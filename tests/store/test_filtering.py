"""What the store lets through under a filter, held against the language in plain Python."""

import itertools
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.core.asked import meanings
from app.core.delivery import Outcome, Source
from app.core.errors import BadFilter, Cancelled
from app.core.query import Query, condition, parse_filter
from app.core.query_fields import FIELDS, FLAGS, HAS, STANDINGS
from app.providers import PROVIDERS
from app.store import (
    asking,
    filtered,
    filtered_few,
    filtering,
    filtering_keys,
    filtering_text,
    people,
    stretches,
)
from app.store.filtering_functions import amount_key
from app.store.filtering_sides import (
    FEED,
    FEED_IN_HASTE,
    NEWS,
    SOME,
    TRANSACTIONS,
    TRANSACTIONS_IN_HASTE,
)
from app.store.reader import Reader
from app.wiring import fill
from tests.store.conftest import Store, delivery
from tests.store.oracle import Subject, passing, subjects

UNTIL = datetime(2026, 11, 21, tzinfo=UTC)
NOW = UNTIL + timedelta(minutes=7)
COUNT = 700


# What the documentation speaks of.
DOCUMENTED = b"""{"event":"TRANSACTION","payload":{"type":"ISSUANCE","status":"PENDING",
    "id":"d441f9db-e2df-4ca5-9dab-7526efdcea86","external_ref":"user-ref-12345",
    "created_at":"2026-11-11T10:00:00Z","updated_at":"2026-11-11T10:00:00Z","issuance":{
    "network":"ARBITRUM","amount":"12000.50","asset":"MXN","method":"SPEI",
    "deposit_sender_clabe":"646180115400230775","deposit_sender_name":"Mar\\u00eda L\\u00f3pez",
    "external_fiat_id":"20230517400140BET0000495448940",
    "crypto_tx_hash":"0xfb98c58f00000000000000000000000000000000000000000000000000009fe0"}}}"""


def parse(text: str) -> Query:
    return parse_filter(text, PROVIDERS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled store with what no simulator sends: odd amounts, hostile texts, forgeries."""
    folder = tmp_path_factory.mktemp("filtered")
    fill(folder, COUNT, UNTIL, lambda *_: None)
    store = Store(folder)
    store.writer.start()
    for number, amount in enumerate(["-5", "1e3", "007.50", "100.5", "", "99999999999.000000001"]):
        body = (
            '{"event":"funding","payload":{"fid":"odd%d","status":"complete","currency":"mxn",'
            '"created_at":"2026-11-20T10:00:00+00:00","amount":"%s","asset":"mx_n%%",'
            '"details":{"sender_clabe":"*****0606032******","sender_name":"ANA\\u0020Ñu\\u0301ñez","deep":[{"n":1.50,"ok":true}]}}}'
        )
        store.keep((body % (number, amount)).encode(), provider="bitso", at=UNTIL)
    store.keep(DOCUMENTED, provider="juno", at=UNTIL)
    test = store.keep(DOCUMENTED + b" ", provider="juno", at=UNTIL, origin=Source.TEST)
    store.writer.acknowledged(test, UNTIL + timedelta(seconds=3), 200)
    uncounted = DOCUMENTED.replace(b'"MXN"', b'"TST"').replace(b"d441f9db", b"e441f9db")
    store.keep(uncounted, provider="juno", at=UNTIL, origin=Source.TEST)
    store.keep(b"{}", Outcome.QUARANTINED, provider="juno", at=UNTIL)
    store.keep(b"{}", delivery().verdict.outcome, provider="juno", at=UNTIL)
    store.keep(b"\xff{", provider="yuno", at=UNTIL)
    for hours in (30, 3):  # the clock was put back
        told = DOCUMENTED.replace(b"user-ref-12345", b"back-%d" % hours)
        store.keep(told, provider="juno", at=UNTIL - timedelta(hours=hours))
    wanted, lone = "bitso:funding:odd0", "delivery:7"
    for job in (
        lambda facts: people.note(facts, wanted, "Asked Bitso", "Ana", UNTIL),
        lambda facts: people.mark(facts, "tag:audit", {wanted: "1", lone: "1"}, "Ana", UNTIL),
        lambda facts: people.mark(facts, "mark", {"bitso:funding:odd1": "1"}, "Ana", UNTIL),
        lambda facts: people.mark(facts, "label", {"bitso:funding:odd2": "3"}, "Ana", UNTIL),
    ):
        store.writer.run(job).result(10)
    store.writer.stop()
    store.project()
    return folder


@pytest.fixture(scope="module")
def reader(folder: Path) -> Iterator[Reader]:
    with Reader(folder / "views.db", folder / "facts.db", meanings(PROVIDERS)) as reader:
        yield reader


@pytest.fixture(scope="module")
def known(reader: Reader) -> tuple[list[Subject], list[Subject]]:
    return subjects(reader)


def found(reader: Reader, query: Query) -> tuple[list[object], list[object]]:
    feed = reader.feed_page(limit=10_000, query=query, now=NOW)
    states = reader.transactions_page(limit=10_000, query=query, now=NOW)
    return [row.delivery_id for row in feed], [row.transaction_id for row in states]


def agree(reader: Reader, known: tuple[list[Subject], list[Subject]], text: str) -> int:
    """Compare store and oracle; gives how many rows there are."""
    query = parse(text)
    feed, states = found(reader, query)
    assert feed == passing(query, known[0], NOW), text
    assert states == passing(query, known[1], NOW), text
    return len(feed) + len(states)


EXAMPLES = [
    "provider:bitso,juno",
    "provider:juno status:complete",
    "-provider:juno",
    "kind:deposit",
    "kind:withdrawal",
    "kind:issuance,payout",
    "status:pending,in_progress",
    "final:no",
    "final:yes",
    "-final:yes",
    "amount>1000",
    "amount>=100.50 amount<=100.500",
    "amount:7.5",
    "amount<0",
    "amount:-5",
    "amount>99999999999",
    "-amount>0",
    "asset:mxn",
    "rail:spei,arbitrum",
    "clabe:*",
    "age>15m",
    "age<=1d",
    "-flag:regress",
    "flag:regress,two_finals,bad_amount",
    "standing:quarantined,unreadable",
    "verified:no",
    "verified:yes",
    "env:prod",
    "env:stage",
    "asset:mxn*",
    "rail:*i*",
    "has:note",
    "has:mark,label",
    "-has:tag",
    "tag:audit",
    "tag:aud*",
    "since:24h",
    "from:2026-11-10 to:2026-11-12",
    "to:2026-11-01T12:00",
    "arrived>=2026-11-10 arrived<2026-11-12T06:30",
    "begun>2026-11-10 -begun>=2026-11-20",
    "ended<2026-11-12",
    "-ended>=2026-11-01",
    "took>=0s took<1m",
    "-took>1s",
    "answered<5ms or answered>=2s",
    "-answered<=20ms",
    "cause:*e*",
    "-cause:*",
    "money:yes",
    "money:no",
    "counted:no",
    "-has:rail",
    "has:hash",
    "-has:amount",
    "path:event=funding",
    "path:payload.details.sender_name=anything",
    'path:payload.details.sender_name="ana ñúñez"',
    "path:payload.details.deep.0.n=1.50",
    "path:payload.details.deep.0.ok=true",
    "-path:payload.status=complete",
    "path:payload.details.deep.*.n=1.50",
    "path:payload.details.deep.*.n=*",
    "-path:payload.*=*",
    "path:payload.details.deep=*",
    "juno",
    '"ana nunez"',
    "%",
    "_",
    "unmatched-text",
    "complete",
    "ana",
    "transacti",
    "x'; DROP TABLE feed; --",
    "provider:juno amount>5 or status:failed -flag:regress",
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_store_and_the_language_agree(
    reader: Reader, known: tuple[list[Subject], list[Subject]], text: str
) -> None:
    try:
        agree(reader, known, text)
    except BadFilter:
        assert text == "clabe:*"


def documented() -> list[str]:
    """The examples of docs/filters.md."""
    text = (Path(__file__).parents[2] / "docs" / "filters.md").read_text(encoding="utf-8")
    return re.findall(r"^\| [`a-z ~]+ \| `([^`]+)` \|", text, re.MULTILINE)


@pytest.mark.parametrize("text", documented())
def test_each_example_of_the_documentation_finds_what_it_says(
    reader: Reader, known: tuple[list[Subject], list[Subject]], text: str
) -> None:
    count = agree(reader, known, text)
    assert count > 0, "it finds something"
    if not text.startswith("env"):
        assert count < len(known[0]) + len(known[1]), "and leaves something out"


def test_the_documentation_has_an_example_of_every_field() -> None:
    fields = {term.field for text in documented() for (term,) in parse(text).groups}
    assert fields == {"", *FIELDS}
    assert len(documented()) == len(FIELDS) + 2


@pytest.mark.parametrize("few", [0, 10, 1_000])
def test_identifiers_are_found_by_every_end(
    reader: Reader,
    known: tuple[list[Subject], list[Subject]],
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(filtering_keys, "FEW", few)
    fields = {"clabe": "clabe", "tx_hash": "tx", "reference": "ref", "rastreo": "rastreo"}
    fields |= {"external_ref": "ref", "id": "id"}
    tried = set()
    for one in known[1]:
        for identifier in one.identifiers:
            field = fields.get(identifier.kind)
            if field is None or identifier.kind in tried or len(identifier.value) < 8:
                continue
            tried.add(identifier.kind)
            value = identifier.value
            for form in (value, value[:6] + "*", "*" + value[-4:], "*" + value[2:-2] + "*"):
                assert agree(reader, known, condition(field, form)), form
            assert agree(reader, known, condition("", value))
            agree(reader, known, condition(field, value, value[::-1]))
    assert len(tried) == len(fields)


@pytest.mark.parametrize("few", [0, 1_000])
def test_a_mask_is_compatible_with_what_fits_it(
    reader: Reader,
    known: tuple[list[Subject], list[Subject]],
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(filtering_keys, "FEW", few)
    keys = {found.key for one in known[1] for found in one.identifiers if found.kind == "clabe"}
    masks = {
        found.key for one in known[1] for found in one.identifiers if found.kind == "clabe_mask"
    }
    for key in [*sorted(keys)[:5], *sorted(masks)[:5]]:
        assert agree(reader, known, f"clabe~{key}")
    full = sorted(masks)[0].replace("*", "7")
    assert agree(reader, known, f"clabe~{full}"), "the mask alone fits it"


WORDS = {
    "provider": list(PROVIDERS),
    "kind": FIELDS["kind"].words,
    "status": FIELDS["status"].words,
    "flag": FLAGS,
    "standing": STANDINGS,
    "has": HAS,
    "asset": ["mxn", "usd", "mxn*", "usdc", "ngn"],
    "rail": ["spei", "arbitrum", "SPEI"],
    "env": ["prod", "production", "sandbox"],
    "tag": ["audit", "vip", "a*"],
}
PIECES = [
    "0",
    "6461",
    "ana",
    "ñ",
    "order",
    "%",
    "_",
    "unmatched-text",
    "complete",
    "ana",
    "transacti",
    "\\",
    "'",
    "COMPLETE",
    "mxn",
    "20261",
    "\x00",
    ".",
]
AMOUNTS = st.decimals(min_value=-10, max_value=20_000, places=2).map(str)


def listed(field: str) -> st.SearchStrategy[str]:
    values = st.lists(st.sampled_from(list(WORDS[field])), min_size=1, max_size=3)
    return values.map(lambda some: condition(field, *some))


TERMS = st.one_of(
    st.sampled_from(sorted(WORDS)).flatmap(listed),
    st.tuples(st.sampled_from([":", ">", "<", ">=", "<="]), AMOUNTS).map(
        "amount{0[0]}{0[1]}".format
    ),
    st.tuples(st.sampled_from([">", "<", ">=", "<="]), st.integers(0, 40)).map(
        "age{0[0]}{0[1]}d".format
    ),
    st.integers(0, 40).map("since:{}d".format),
    st.dates(date(2026, 10, 1), date(2026, 12, 1)).map("from:{}".format),
    st.dates(date(2026, 10, 1), date(2026, 12, 1)).map("to:{}".format),
    st.tuples(
        st.sampled_from(["arrived", "begun", "ended"]),
        st.sampled_from([">", "<", ">=", "<="]),
        st.dates(date(2026, 10, 1), date(2026, 12, 1)),
    ).map("{0[0]}{0[1]}{0[2]}".format),
    st.tuples(st.sampled_from([">", "<", ">=", "<="]), st.integers(0, 600)).map(
        "took{0[0]}{0[1]}s".format
    ),
    st.sampled_from(["money:no", "counted:yes", "cause:*signature*", "answered>1s"]),
    st.sampled_from(["final:yes", "final:no", "verified:no", "has:note", "has:tag,mark"]),
    st.tuples(
        st.sampled_from(["clabe", "tx", "ref", "rastreo", "id"]),
        st.sampled_from(["0", "6461", "a", "odd1", "T"]),
        st.sampled_from(["{}", "{}*", "*{}", "*{}*"]),
    ).map(lambda one: condition(one[0], one[2].format(one[1]))),
    st.sampled_from(PIECES).map(lambda piece: condition("", piece)),
)
GROUPS = st.lists(
    st.tuples(st.booleans(), TERMS).map(lambda one: ("-" if one[0] else "") + one[1]),
    min_size=1,
    max_size=4,
).map(" ".join)
FILTERS = st.lists(GROUPS, min_size=1, max_size=3).map(" or ".join)


@settings(max_examples=150, deadline=None)
@given(text=FILTERS)
def test_no_filter_of_the_language_is_understood_differently(
    reader: Reader, known: tuple[list[Subject], list[Subject]], text: str
) -> None:
    agree(reader, known, text)


@settings(max_examples=200, deadline=None)
@example(text='"')
@example(text="\ud800")
@example(text="a" * 2_000)
@given(text=st.text(max_size=60))
def test_no_text_does_worse_than_a_bad_filter(reader: Reader, text: str) -> None:
    try:
        query = parse(text)
    except BadFilter:
        return
    found(reader, query)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    field=st.sampled_from(sorted(FIELDS)),
    op=st.sampled_from([":", "~", ">", "<", ">=", "<="]),
    value=st.text(max_size=40),
)
def test_a_value_stays_a_value(reader: Reader, field: str, op: str, value: str) -> None:
    """No value raises anything but BadFilter or stands in the SQL itself."""
    try:
        query = parse(condition(field, value, op=op))
    except BadFilter:
        return
    found(reader, query)
    marked = value + "⟦here⟧"
    for side in (FEED, TRANSACTIONS):
        where = filtering.where(reader._store, side, parse(condition("", marked)), NOW)
        assert "⟦here⟧" not in where.sql


@given(
    one=st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    ),
    other=st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    ),
)
def test_amounts_sort_exactly(one: object, other: object) -> None:
    first, second = amount_key(f"{one:f}"), amount_key(f"{other:f}")
    assert first is not None
    assert second is not None
    assert (first < second) is (one < other)  # type: ignore[operator]
    assert (first == second) is (one == other)


def test_what_is_no_amount_sorts_nowhere() -> None:
    assert [amount_key(text) for text in ("", "1e3", "1,000", "١٢", "NaN")] == [None] * 5
    assert amount_key("-0") == amount_key("0.00")


# --- pages, slices, counts ------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "provider:bitso", "amount>500", "-has:hash or flag:regress"])
def test_pages_under_a_filter_join(
    reader: Reader, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtered, "_FIRST", 3)
    monkeypatch.setattr(filtered, "_LARGEST", 50)
    query = parse(text)
    feed, states = found(reader, query)
    seen: list[object] = []
    before = None
    while page := reader.feed_page(before=before, limit=17, query=query, now=NOW):
        seen += [row.delivery_id for row in page]
        before = page[-1].delivery_id
    assert seen == feed
    seen, edge = [], None
    while rows := reader.transactions_page(before=edge, limit=17, query=query, now=NOW):
        seen += [row.transaction_id for row in rows]
        edge = rows[-1].last_received_at, rows[-1].transaction_id
    assert seen == states


def test_without_patience_a_page_comes_in_parts(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtered, "_FIRST", 40)
    monkeypatch.setattr(filtered, "_LARGEST", 40)
    query = parse("flag:bad_amount or amount:7.5")
    feed, states = found(reader, query)
    seen: list[object] = []
    parts, before = 0, None
    while True:
        part = reader.feed_part(before=before, query=query, patience=0)
        seen += [row.delivery_id for row in part.rows]
        parts, before = parts + 1, part.reached
        if before is None:
            break
    assert seen == feed
    assert parts > 10
    numbers = {row.transaction_id: row.number for row in reader.transactions_page(limit=10_000)}
    places, edge = [], None
    while True:
        read = reader.transaction_keys(before=edge, query=query, patience=0)
        places += read.places
        edge = read.next
        if edge is None:
            break
    assert [number for _, number in places] == [numbers[str(one)] for one in states]


def test_in_haste_an_index_of_many_identifiers_is_left_for_the_rest_of_a_list(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = replace(TRANSACTIONS_IN_HASTE, few_keys=3)
    monkeypatch.setattr(filtered, "TRANSACTIONS_IN_HASTE", some)
    monkeypatch.setattr(filtered, "_FIRST", 40)
    query = parse("id:odd*")
    expected = [row.number for row in reader.transactions_page(limit=10_000, query=query)]
    first = reader.transaction_keys(query=query, patience=0)
    assert first.next is not None, "the newest are looked through row by row"
    rest = reader.transaction_keys(query=query, before=first.next)
    assert rest.next is None, "and all others named at one go"
    assert [number for _, number in first.places + rest.places] == expected
    assert len(expected) > 3


def test_in_haste_the_feed_leaves_that_index_for_the_rest_as_well(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtered, "FEED_IN_HASTE", replace(FEED_IN_HASTE, few_keys=3))
    monkeypatch.setattr(filtered, "_FIRST", 40)
    query = parse("id:odd*")
    expected, _ = found(reader, query)
    first = reader.feed_part(query=query, patience=0)
    assert first.reached is not None, "the newest are looked through row by row"
    rest = reader.feed_keys(first.reached, UTC, query=query)
    assert rest.next == 0, "and all others named at one go"
    assert [row.delivery_id for row in first.rows] + list(rest.keys) == expected
    assert len(expected) > 3


@pytest.mark.parametrize("text", ["", "provider:bitso", "id:odd*", "-status:complete"])
def test_the_keys_of_a_list_are_those_of_its_rows(
    reader: Reader, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtered, "SPAN", 90)
    feed, _ = found(reader, parse(text))
    seen: list[object] = []
    before = reader.feed_newest() + 1
    while before:
        read = reader.feed_keys(before, UTC, query=parse(text))
        seen += read.keys
        before = read.next
    assert seen == feed


@pytest.mark.parametrize("text", ["", "provider:bitso", "path:payload.id=*"])
def test_the_rest_of_a_list_is_read_a_little_at_a_time(
    reader: Reader, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtered, "_FIRST", 10)
    feed, _ = found(reader, parse(text))
    seen: list[object] = []
    before = reader.feed_newest() + 1
    while before:
        read = reader.feed_keys(before, UTC, query=parse(text), patience=-1)
        assert not read.next or before - read.next <= 10, "when time is up, no further"
        seen += read.keys
        before = read.next
    assert seen == feed


@pytest.mark.parametrize("text", ["", "provider:bitso", "amount>500", "-provider:juno", "clabe:6*"])
def test_what_matches_is_counted_as_far_as_it_is_asked(reader: Reader, text: str) -> None:
    query = parse(text)
    feed, states = found(reader, query)
    assert reader.feed_matching(query, NOW).count == len(feed)
    assert reader.transactions_matching(parse(text or "amount>0"), NOW).is_exact
    if text:
        assert reader.transactions_matching(query, NOW).count == len(states)
        few = reader.transactions_matching(query, NOW, limit=2)
        assert (few.count, few.is_exact) == (min(2, len(states)), len(states) <= 2)


def test_a_count_that_takes_too_long_says_at_least(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtered, "_FIRST", 5)
    counted = reader.feed_matching(parse("amount>0"), NOW, patience=0)
    assert not counted.is_exact
    assert counted.count <= 5


def test_what_is_new_is_filtered(reader: Reader) -> None:
    query = parse("provider:bitso")
    feed, _ = found(reader, query)
    after = reader.feed_after(int(str(feed[5])), query=query)
    assert [row.delivery_id for row in after] == list(reversed(feed[:5]))
    assert reader.feed_newest() == max(row.delivery_id for row in reader.feed_page())


def _goes_on(steps: Iterator[int]) -> bool:
    return next(steps) < 0


@pytest.mark.parametrize("text", ["clabe:6*", "transacti"])
def test_what_is_new_is_asked_row_by_row(
    reader: Reader, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not looked for among all that the store holds, each time that a handful came in."""
    took: dict[int, int] = {}
    last = reader.feed_newest() - 3
    for few in (0, 10_000):  # that an index may name
        monkeypatch.setattr(filtered, "NEWS", replace(NEWS, few=few, few_keys=few))
        steps = itertools.count()
        reader._store.set_progress_handler(partial(_goes_on, steps), 1)
        reader.feed_after(last, query=parse(text), now=NOW)
        took[few] = next(steps)
    assert took[0] < took[10_000] / 3, took
    assert NEWS.few_keys < FEED.few_keys


def test_changed_transactions_are_filtered(reader: Reader) -> None:
    ids = [row.transaction_id for row in reader.transactions_page(limit=50)]
    rows = reader.transaction_rows(ids, parse("final:no"), NOW)
    assert {row.is_final for row in rows} == {False}
    assert len(reader.transaction_rows(ids)) == 50


RARE = ["verified:no", "-verified:yes", "env:stage", "cause:*", "standing:unreadable,quarantined"]
RARE += ["flag:bad_amount,regress", "counted:no", "-counted:yes", "env:stage or flag:bad_amount"]


@pytest.mark.parametrize("text", RARE)
def test_what_is_rare_is_found_alike_where_it_is_common(
    reader: Reader,
    known: tuple[list[Subject], list[Subject]],
    text: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by_index = agree(reader, known, text)
    monkeypatch.setattr(filtering, "FEW", 0)
    assert agree(reader, known, text) == by_index


@pytest.mark.parametrize("few", [0, 10_000])
@pytest.mark.parametrize("text", [*RARE, "id:odd*", "clabe:*0775", "-tx:0x*", "ana", "complete"])
def test_some_transactions_are_found_alike_by_themselves(
    reader: Reader, text: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtered_few, "SOME", replace(SOME, few=few, few_keys=few))
    ids = [row.transaction_id for row in reader.transactions_page(limit=10_000)]
    expected = reader.transactions_page(limit=10_000, query=parse(text), now=NOW)
    assert reader.transaction_rows(ids, parse(text), NOW) == expected


def test_an_index_of_many_is_not_read_for_some_transactions(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtered_few, "SOME", replace(SOME, few=3, few_keys=3))
    ids = [row.transaction_id for row in reader.transactions_page(limit=5)]
    for text, index in (("verified:no", "feed_unverified"), ("id:odd*", "identifiers_by_key")):
        assert index in plan(reader, "transactions", text)
        ask = partial(reader.transaction_rows, ids, parse(text), NOW)
        assert index not in explained(reader, ask)


@pytest.mark.parametrize(
    "text",
    [
        "since:2h",
        "since:24h",
        "from:2026-11-20",
        "from:2026-11-20T20:00 to:2026-11-20T22:00",
        "to:2026-11-20T20:30",
        "age>2h",
        "age<=26h",
        "arrived<2026-11-19T20:00",
        "arrived>=2026-11-20T19:00 provider:juno",
        "since:1h or to:2026-10-20",
        "-since:24h",
        "-to:2026-11-20",
        "from:2030-01-01",
        "to:2020-01-01",
    ],
)
def test_times_hold_whatever_the_clock_did(
    reader: Reader, known: tuple[list[Subject], list[Subject]], text: str
) -> None:
    agree(reader, known, text)
    keys: list[int] = []
    before = reader.feed_newest() + 1
    while before:
        read = reader.feed_keys(before, UTC, query=parse(text), now=NOW)
        keys += read.keys
        before = read.next
    assert keys == passing(parse(text), known[0], NOW)


def steps(reader: Reader, side: str, text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many steps SQLite takes for all that a filter lets through."""
    count = 0

    def step() -> bool:
        nonlocal count
        count += 1
        return True

    monkeypatch.setattr(asking, "STEPS", 1)
    if side == "feed":
        reader.feed_part(query=parse(text), limit=10_000, now=NOW, is_wanted=step)
    else:
        reader.transaction_keys(query=parse(text), limit=10_000, now=NOW, is_wanted=step)
    return count


@pytest.mark.parametrize("side", ["feed", "transactions"])
def test_a_list_ends_where_its_time_begins(
    reader: Reader, side: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its last page does not walk through all that is older."""
    assert 0 < len(reader.feed_page(query=parse("since:24h"), now=NOW)) < COUNT / 10
    recent, older = (steps(reader, side, text, monkeypatch) for text in ("since:24h", "-since:24h"))
    assert recent < older / 3


@pytest.mark.parametrize(
    "text", ["asset:nosuch", "-asset:nosuch", "asset:tst", "-asset:tst or kind:quote", "kind:quote"]
)
def test_what_no_figure_counts_is_found_too(
    reader: Reader, known: tuple[list[Subject], list[Subject]], text: str
) -> None:
    assert bool(agree(reader, known, text)) == (text not in {"asset:nosuch"})


@pytest.mark.parametrize("side", ["feed", "transactions"])
def test_a_word_that_there_is_not_is_not_looked_for(
    reader: Reader, side: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unheard, all_of_them = (
        steps(reader, side, text, monkeypatch) for text in ("asset:nosuch", "-asset:nosuch")
    )
    assert unheard < all_of_them / 3


@pytest.mark.parametrize("astray", [0, 50, 10_000])
@pytest.mark.parametrize("text", ["ana", "transacti", "complete pending", "-maria", "odd"])
def test_a_text_that_much_holds_is_understood_alike(
    reader: Reader,
    known: tuple[list[Subject], list[Subject]],
    text: str,
    astray: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(filtering_text, "FEW", 0)
    monkeypatch.setattr(stretches, "_ASTRAY", astray)
    agree(reader, known, text)
    assert "words VIRTUAL TABLE INDEX" in (steps := plan(reader, "feed", text.lstrip("-")))
    assert steps.index("LIST SUBQUERY") < steps.index("words VIRTUAL"), "read once, not row by row"


def test_of_a_long_list_a_page_reads_what_its_own_rows_need(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtering_text, "FEW", 0)
    monkeypatch.setattr(filtered, "_FIRST", 40)
    monkeypatch.setattr(stretches, "_ASTRAY", 5)
    statement = first_statement(reader, lambda: reader.feed_page(limit=1, query=parse("spei")))
    low, high = re.findall(r"words MATCH .*? AND rowid BETWEEN (\d+) AND (\d+)", statement)[0]
    newest = reader.feed_newest()
    assert newest // 2 < int(low) < int(high) <= newest


def test_a_question_can_be_withdrawn(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "STEPS", 100)
    with pytest.raises(Cancelled):
        reader.feed_part(query=parse("-path:nowhere=x -zzz"), is_wanted=lambda: False)
    assert reader.feed_page(limit=1), "the next question is answered"
    withdrawn = threading.Event()
    threading.Timer(0.01, withdrawn.set).start()

    def is_wanted() -> bool:
        return not withdrawn.is_set()

    def ask_until_withdrawn() -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            reader.feed_matching(
                parse("path:nowhere=x zzz"), is_wanted=lambda: not withdrawn.is_set()
            )

    with pytest.raises(Cancelled):
        ask_until_withdrawn()


# --- indexes --------------------------------------------------------------------------------------


def plan(reader: Reader, side: str, text: str) -> str:
    """How SQLite goes about a slice of a list."""

    def ask() -> object:
        if side == "feed":
            return reader.feed_page(before=400, query=parse(text), now=NOW)
        return reader.transactions_page(before=(NOW, ""), query=parse(text), now=NOW)

    return explained(reader, ask)


def explained(reader: Reader, ask: Callable[[], object]) -> str:
    """How SQLite goes about what is asked of it."""
    statement = first_statement(reader, ask)
    rows = reader._store.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    return " | ".join(row["detail"] for row in rows)


@pytest.mark.parametrize("text", ["provider:bitso", "status:failed", "clabe:646180115400230775"])
def test_some_transactions_are_asked_one_by_one_whatever_the_filter(
    reader: Reader, text: str
) -> None:
    ids = [row.transaction_id for row in reader.transactions_page(limit=5)]
    found = explained(reader, lambda: reader.transaction_rows(ids, parse(text), NOW))
    assert "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)" in found
    assert "SEARCH n USING INDEX transactions_by_id" in found


def first_statement(reader: Reader, ask: Callable[[], object]) -> str:
    """The statement that reads the first slice of a list."""
    statements: list[str] = []
    reader._store.set_trace_callback(statements.append)
    try:
        ask()
    finally:
        reader._store.set_trace_callback(None)
    begun = (
        "SELECT f.delivery_id, f.received_at",
        "SELECT json_group_array(last_received_at)",
        "SELECT t.transaction_id",
    )
    return next(one for one in statements if one.startswith(begun))


@pytest.mark.parametrize(
    ("side", "text", "used"),
    [
        ("feed", "", "USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
        ("feed", "provider:juno", "feed_by_provider"),
        ("feed", "status:failed", "feed_by_status"),
        ("feed", "provider:juno status:failed", "feed_by_"),
        ("feed", "standing:unreadable", "feed_by_standing"),
        ("feed", "verified:no", "feed_unverified"),
        ("feed", "-verified:yes", "feed_unverified"),
        ("feed", "env:stage", "feed_elsewhere"),
        ("feed", "cause:*signature*", "feed_with_cause"),
        ("feed", "counted:no", "feed_left_out"),
        ("feed", "flag:regress", "transactions_flagged"),
        ("feed", "id:odd1", "identifiers_by_key"),
        ("feed", "id:odd1", "events_by_transaction"),
        ("feed", "clabe:*0775", "identifiers_by_mirrored"),
        ("transactions", "", "transactions_by_time"),
        ("transactions", "provider:juno", "transactions_by_provider"),
        ("transactions", "status:failed", "transactions_by_status"),
        ("transactions", "final:no", "transactions_by_is_final"),
        ("transactions", "id:odd1", "identifiers_by_key"),
        ("transactions", "verified:no", "feed_unverified"),
        ("transactions", "env:stage", "feed_elsewhere"),
        ("transactions", "cause:*signature*", "feed_with_cause"),
        ("transactions", "standing:unreadable", "feed_by_standing"),
        ("transactions", "counted:no", "transactions_left_out"),
        ("transactions", "flag:regress", "transactions_flagged"),
    ],
)
def test_common_filters_follow_an_index(reader: Reader, side: str, text: str, used: str) -> None:
    assert used in plan(reader, side, text)


@pytest.mark.parametrize("text", ["", "provider:juno", "provider:juno status:complete"])
def test_a_page_is_read_in_order_without_sorting(reader: Reader, text: str) -> None:
    for side in ("feed", "transactions"):
        assert "TEMP B-TREE" not in plan(reader, side, text)


@pytest.mark.parametrize(
    "text",
    [
        "provider:bitso,juno",
        "status:failed,pending kind:deposit",
        "provider:bitso or status:failed",
        "provider:juno amount>5 or id:odd1",
    ],
)
def test_alternatives_are_followed_side_by_side_as_far_as_they_are_wanted(
    reader: Reader, text: str
) -> None:
    for side in ("feed", "transactions"):
        assert "MERGE (UNION)" in plan(reader, side, text)


@pytest.mark.parametrize("text", ["provider:bitso or amount>5", "-provider:bitso,juno", "id:odd1"])
def test_where_no_index_serves_an_alternative_the_list_is_gone_through_once(
    reader: Reader, text: str
) -> None:
    for side in ("feed", "transactions"):
        assert "MERGE" not in plan(reader, side, text)


@pytest.mark.parametrize("text", ["", "provider:juno", "provider:bitso,juno"])
def test_numbers_that_no_delivery_has_are_no_keys(reader: Reader, text: str) -> None:
    query, newest = parse(text), reader.feed_newest()
    rows = [row.delivery_id for row in reader.feed_page(limit=newest + 1, query=query, now=NOW)]
    for before in (newest + 1, newest + 10):
        assert list(reader.feed_keys(before, UTC, query=query, now=NOW).keys) == rows
