"""The filter language: every field, every operator, and every way to get it wrong."""

import contextlib
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import BadFilter
from app.core.query import MOST_TERMS, Query, Term, moment, parse_filter, since
from app.core.query_fields import FIELDS

PROVIDERS = frozenset({"juno", "bitso", "yuno", "juicyway", "just_wallet"})


def parse(text: str) -> Query:
    return parse_filter(text, PROVIDERS)


def only(text: str) -> Term:
    ((term,),) = parse(text).groups
    return term


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_an_empty_filter_lets_everything_through(text: str) -> None:
    assert parse(text).is_empty
    assert not parse("x").is_empty


@pytest.mark.parametrize(
    ("text", "field", "op", "values"),
    [
        ("provider:bitso,juno", "provider", ":", ("bitso", "juno")),
        ("provider:Just-Wallet", "provider", ":", ("just_wallet",)),
        ("kind:deposit", "kind", ":", ("deposit",)),
        ("KIND:issuance", "kind", ":", ("issuance",)),
        ('kind:"crypto deposit"', "kind", ":", ("crypto_deposit",)),
        ("status:In-Progress", "status", ":", ("in_progress",)),
        ("final:no", "final", ":", ("no",)),
        ("final:sí", "final", ":", ("yes",)),
        ("amount>10000", "amount", ">", ("10000",)),
        ("amount<=1_000.50", "amount", "<=", ("1000.50",)),
        ("amount:100", "amount", ":", ("100",)),
        ("asset:MXN,usd", "asset", ":", ("mxn", "usd")),
        ("clabe:6461*", "clabe", ":", ("6461*",)),
        ("clabe~646180115400230775", "clabe", "~", ("646180115400230775",)),
        ("tx:0xFB98*", "tx", ":", ("0xFB98*",)),
        ("ref:user-ref-12345", "ref", ":", ("user-ref-12345",)),
        ("rastreo:2023*", "rastreo", ":", ("2023*",)),
        ("age>15m", "age", ">", ("900",)),
        ("age<2w", "age", "<", ("1209600",)),
        ("flag:regress", "flag", ":", ("regress",)),
        ("verified:no", "verified", ":", ("no",)),
        ("env:prod", "env", ":", ("production",)),
        ("since:24h", "since", ":", ("86400",)),
        ("from:2026-01-01", "from", ":", ("2026-01-01",)),
        ("has:note", "has", ":", ("note",)),
        ("tag:Audit", "tag", ":", ("audit",)),
        ("standing:Awaiting-Key", "standing", ":", ("awaiting_key",)),
        ("path:payload.details.clave=885364", "path", ":", ("payload.details.clave", "885364")),
        ('path:payload.details.name="Ana Ruiz"', "path", ":", ("payload.details.name", "ana ruiz")),
        ("María", "", ":", ("María",)),
        ('"DARTH VADER"', "", ":", ("DARTH VADER",)),
    ],
)
def test_a_term(text: str, field: str, op: str, values: tuple[str, ...]) -> None:
    assert only(text) == Term(field, op, values, False, text)


def test_a_minus_negates() -> None:
    assert only("-status:failed").negated
    assert only('-"darth vader"') == Term("", ":", ("darth vader",), True, '-"darth vader"')


def test_spaces_mean_and_and_or_binds_looser() -> None:
    query = parse("provider:juno amount>5 or status:failed")
    assert [[term.field for term in group] for group in query.groups] == [
        ["provider", "amount"],
        ["status"],
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("provider:paypal", "provider:paypal"),
        ("provider:juno status:done", "status:done"),
        ("colour:red", "colour:red"),
        ("amount>ten", "amount>ten"),
        ("amount>1e9", "amount>1e9"),
        ("amount>١٢٣", "amount>١٢٣"),
        ("age:15m", "age:15m"),
        ("age>soon", "age>soon"),
        ("clabe>5", "clabe>5"),
        ("final:maybe", "final:maybe"),
        ("from:yesterday", "from:yesterday"),
        ("has:nothing", "has:nothing"),
        ("stuck:yes", "stuck:yes"),
        ("flag:red", "flag:red"),
        ("env:s", "env:s"),
        ("clabe:64*61", "clabe:64*61"),
        ("clabe~4321", "clabe~4321"),
        ("tx:*", "tx:*"),
        ("provider:juno,,bitso", "provider:juno,,bitso"),
        ("age>999999w", "age>999999w"),
        ("from:0001-01-01", "from:0001-01-01"),
        ("path:payload", "path:payload"),
        ("path:a=", "path:a="),
        ("status:", "status:"),
        ("or juno", "or"),
        ("juno or", "or"),
        ("-", "-"),
    ],
)
def test_a_wrong_filter_names_its_wrong_word(text: str, word: str) -> None:
    with pytest.raises(BadFilter) as caught:
        parse(text)
    assert f"“{word}”" in caught.value.problem
    assert caught.value.cause
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("statsu:complete", "There is no such field. Did you mean status:?"),
        ("amuont>10", "There is no such field. Did you mean amount>?"),
        ("zzz:1", "There is no such field. Fields: age, amount,"),
        (f"{'status' * 9}:1", "There is no such field. Fields: age, amount,"),
    ],
)
def test_a_field_that_was_mistyped_is_guessed(text: str, cause: str) -> None:
    with pytest.raises(BadFilter) as caught:
        parse(text)
    assert caught.value.cause.startswith(cause)


def test_a_filter_is_bounded() -> None:
    parse("x " * MOST_TERMS)
    with pytest.raises(BadFilter):
        parse("x " * (MOST_TERMS + 1))


@given(st.text(max_size=200))
def test_no_text_does_worse_than_a_bad_filter(text: str) -> None:
    try:
        query = parse(text)
    except BadFilter:
        return
    assert all(group for group in query.groups)


@given(st.sampled_from(sorted(FIELDS)), st.sampled_from(":~><"), st.text(max_size=30))
def test_no_value_does_worse_than_a_bad_filter(field: str, op: str, value: str) -> None:
    with contextlib.suppress(BadFilter):
        parse(f"{field}{op}{value}")


def test_moments_are_seen_from_now() -> None:
    now = datetime(2026, 1, 31, 12, tzinfo=ZoneInfo("America/Mexico_City"))
    assert since(only("since:24h"), now) == now - timedelta(days=1)
    assert moment(only("from:2026-01-31"), now) == datetime(2026, 1, 31, 6, tzinfo=UTC)
    assert moment(only("from:2026-01-31T10:00+00:00"), now) == datetime(2026, 1, 31, 10, tzinfo=UTC)
