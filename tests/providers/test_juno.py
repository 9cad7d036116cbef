"""Juno's record: where it sends from, what it can be asked, how its events read."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Unreadable
from app.core.event import Kind, Order, Status
from app.core.provider import Sign
from app.providers.juno import KINDS, PROVIDER, parse

SAMPLE = (Path(__file__).parent.parent / "samples/juno/issuance-complete.json").read_bytes()


def test_addresses_belong_to_an_environment() -> None:
    production, stage = PROVIDER.environments["production"], PROVIDER.environments["stage"]
    assert production.addresses == ("52.15.91.227", "18.216.72.107", "18.219.140.132")
    assert stage.addresses == ("3.129.233.228", "3.22.247.241", "3.134.133.168")
    assert production.base_url == "https://buildwithjuno.com"
    assert stage.base_url == "https://stage.buildwithjuno.com"


def test_the_registration_is_the_documented_one() -> None:
    call = PROVIDER.calls["register"]("https://example.com/juno-webhooks")
    assert (call.method, call.path, call.sign) == ("POST", "/v4/webhooks", Sign.BITSO)
    assert call.body == (
        b'{"callback_url":"https://example.com/juno-webhooks","events":["TRANSACTION"]}'
    )
    assert not call.idempotent
    assert "https://example.com/juno-webhooks" in call.purpose


def test_credentials_have_their_environment_variables() -> None:
    variables = [one.variable(PROVIDER.name) for one in PROVIDER.credentials]
    assert variables == ["ACUSE_JUNO_API_KEY", "ACUSE_JUNO_API_SECRET", "ACUSE_JUNO_PUBLIC_KEY"]
    assert not any(one.required_to_verify for one in PROVIDER.credentials)


def test_events_are_ordered_by_their_update() -> None:
    (event,) = parse(SAMPLE)
    assert event.order is Order.UPDATED_AT
    assert event.occurred_at == event.updated_at
    assert event.transaction_id == "juno:issuance:d441f9db-e2df-4ca5-9dab-7526efdcea86"


@pytest.mark.parametrize("word", KINDS)
@pytest.mark.parametrize(
    ("status", "meant"),
    [
        ("PENDING", Status.PENDING),
        ("In_Progress", Status.IN_PROGRESS),
        ("complete", Status.COMPLETE),
        ("FAILED", Status.FAILED),
        ("", Status.UNKNOWN),
    ],
)
def test_every_type_has_every_status(word: str, status: str, meant: Status) -> None:
    payload = {"type": word, "id": "1", "status": status, word.lower(): {}}
    (event,) = parse(json.dumps({"event": "TRANSACTION", "payload": payload}).encode())
    assert (event.kind, event.status, event.provider_status) == (KINDS[word][0], meant, status)
    assert event.money is None
    assert not event.unknown_fields


def test_an_event_about_nothing_is_kept_by_its_digest() -> None:
    (first,), (second,) = parse(b"{}"), parse(b"{ }")
    assert first.kind is Kind.OTHER
    assert first.transaction_key.startswith("digest:")
    assert first.transaction_key != second.transaction_key


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["payload", "type", "issuance", "status", "id", "refunded", "x"]),
                inner,
            )
        ),
    )
)
def test_any_object_is_an_event_or_unreadable(value: object) -> None:
    body = json.dumps({"payload": value, "event": value}).encode()
    try:
        (event,) = parse(body)
    except Unreadable:
        return
    assert event.transaction_key
