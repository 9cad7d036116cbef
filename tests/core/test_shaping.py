"""Known members by their place, likely identifiers elsewhere, and a list of what is new."""

import pytest

from app.core.event import IdKind, Status
from app.core.frames import MOST_LEAVES
from app.core.reading import JsonValue, read_json
from app.core.shaping import (
    MOST_UNKNOWN,
    RANKS,
    Field,
    Fields,
    bank_account_kind,
    state,
    transaction_key,
)

FIELDS = Fields(
    (
        Field("type"),
        Field("data.id", IdKind.ID),
        Field("data.note", fact="note"),
        Field("data.paid", fact="paid"),
        Field("data.payers.*.clabe", IdKind.CLABE, "sender"),
        Field("data.payers.*.names.*", IdKind.NAME, "sender", "payer"),
    ),
    opaque=("data.extra",),
)


def test_known_members_give_identifiers_and_facts_in_order() -> None:
    shape = FIELDS.shape(
        read_json(
            b'{"type":"x","data":{"note":7.50,"id":12,"paid":false,"payers":['
            b'{"clabe":"646180115400230775","names":["Ana","Eva"]},{"clabe":"4152313512345678"}]}}'
        )
    )
    assert [(one.kind, one.value, one.path, one.role) for one in shape.identifiers] == [
        (IdKind.ID, "12", "data.id", ""),
        (IdKind.CLABE, "646180115400230775", "data.payers.0.clabe", "sender"),
        (IdKind.NAME, "Ana", "data.payers.0.names.0", "sender"),
        (IdKind.NAME, "Eva", "data.payers.0.names.1", "sender"),
        (IdKind.CARD, "4152313512345678", "data.payers.1.clabe", "sender"),
    ]
    assert shape.facts == (("note", "7.50"), ("paid", "false"), ("payer", "Ana"), ("payer", "Eva"))
    assert shape.unknown_fields == ()


@pytest.mark.parametrize("nothing", [None, "", {}, [], True])
def test_nothing_identifies_nothing(nothing: JsonValue) -> None:
    assert FIELDS.shape({"data": {"id": nothing}}).identifiers == ()


def test_a_fact_is_told_once_and_never_empty() -> None:
    shape = FIELDS.shape({"data": {"note": "", "payers": [{"names": ["Ana", "Ana", None]}]}})
    assert shape.facts == (("payer", "Ana"),)


@pytest.mark.parametrize("empty", [None, {}, []])
def test_a_known_container_that_is_empty_is_no_news(empty: JsonValue) -> None:
    assert FIELDS.shape({"data": {"payers": empty, "extra": empty}}).unknown_fields == ()
    assert FIELDS.shape({"data": empty}).unknown_fields == ()


def test_what_nobody_knows_is_listed_and_searched() -> None:
    shape = FIELDS.shape(
        {
            "data": {
                "fee": "1",
                "payers": [{"bank": {"clabe": "710969000000401454"}}],
                "extra": {"any": {"thing_id": "t-1"}},
                "id": "i-1",
                "other_id": "i-1",
            },
            "payers": "text",
        }
    )
    assert shape.unknown_fields == (
        "data.fee",
        "data.payers.0.bank.clabe",
        "data.other_id",
        "payers",
    )
    assert [(one.kind, one.value, one.path) for one in shape.identifiers] == [
        (IdKind.ID, "i-1", "data.id"),
        (IdKind.CLABE, "710969000000401454", "data.payers.0.bank.clabe"),
        (IdKind.ID, "t-1", "data.extra.any.thing_id"),
    ]


def test_a_hostile_body_cannot_invent_fields_without_end() -> None:
    shape = FIELDS.shape({f"new{number}": number for number in range(10_000)})
    assert len(shape.unknown_fields) == MOST_UNKNOWN


def test_what_stands_far_back_is_not_searched() -> None:
    wide: JsonValue = [0] * MOST_LEAVES
    shape = FIELDS.shape({"wide": wide, "data": {"id": "i-1"}})
    assert shape.identifiers == ()


@pytest.mark.parametrize(
    ("key", "found"),
    [("i-1", "i-1"), ("", "digest:0123456789abcdef"), ("x" * 201, "digest:0123456789abcdef")],
)
def test_an_event_without_a_usable_id_is_about_itself(key: str, found: str) -> None:
    assert transaction_key(key, lambda: "0123456789abcdef" * 4) == found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("646180115400230775", IdKind.CLABE),
        ("646 180 11540023077-5", IdKind.CLABE),
        ("*****0606032******", IdKind.CLABE),
        ("4152 3135 1234 5678", IdKind.CARD),
        ("123456", IdKind.ACCOUNT),
    ],
)
def test_what_stands_where_a_clabe_may_stand(text: str, kind: IdKind) -> None:
    assert bank_account_kind(text) is kind


def test_every_status_has_a_rank_and_only_ends_are_final() -> None:
    assert set(RANKS) == set(Status)
    words = {status.value: status for status in Status}
    final = {status for status in Status if state(status.value.upper(), words).is_final}
    assert final == set(Status) - {Status.PENDING, Status.IN_PROGRESS, Status.UNKNOWN}
    assert state("never heard of", words).status is Status.UNKNOWN


def test_what_is_remembered_of_forms_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.shaping._MOST_PLANS", 2)
    fields = Fields((Field("a", fact="a"),))
    for name in "bcdef" * 2:
        shape = fields.shape(read_json(b'{"a":"1","%s":"2"}' % name.encode()))
        assert (shape.facts, shape.unknown_fields) == ((("a", "1"),), (name,))
        assert len(fields._plans) <= 2
