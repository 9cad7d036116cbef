"""Bitso's record: where it sends from, what it can be asked, how its events read."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Unreadable
from app.core.event import Kind, Order
from app.core.provider import Sign
from app.providers import bitso
from app.providers.bitso import KINDS, PROVIDER, parse

SAMPLE = (Path(__file__).parent.parent / "samples/bitso/funding-complete.json").read_bytes()


def test_addresses_belong_to_an_environment() -> None:
    production, stage = PROVIDER.environments["production"], PROVIDER.environments["stage"]
    assert production.addresses == ("52.15.91.227", "18.216.72.107", "18.219.140.132")
    assert stage.addresses == ("3.129.233.228", "3.22.247.241", "3.134.133.168")
    assert production.base_url == "https://api.bitso.com"
    assert stage.base_url == "https://stage.bitso.com"
    assert PROVIDER.environments["sandbox"].base_url == "https://sandbox.bitso.com"


def test_registration_by_v4_chooses_events() -> None:
    call = PROVIDER.calls["register"](
        "https://example.com/hook", api="v4", events=("funding", "withdrawal", "payout")
    )
    assert (call.method, call.path, call.sign) == ("POST", "/v4/webhooks", Sign.BITSO)
    assert call.body == (
        b'{"callback_url":"https://example.com/hook","events":["funding","withdrawal","payout"]}'
    )
    assert json.loads(PROVIDER.calls["register"]("https://x").body)["events"] == [
        "funding",
        "withdrawal",
    ]


def test_registration_by_v3_has_no_choice() -> None:
    call = PROVIDER.calls["register"](
        "https://example.com/hook", api="v3-legacy", events=("payin",)
    )
    assert (call.method, call.path, call.sign) == ("POST", "/api/v3/webhooks/", Sign.BITSO)
    assert call.body == b'{"callback_url":"https://example.com/hook"}'
    assert not call.idempotent


def test_credentials_and_options() -> None:
    variables = [one.variable(PROVIDER.name) for one in PROVIDER.credentials]
    assert variables == ["ACUSE_BITSO_API_KEY", "ACUSE_BITSO_API_SECRET", "ACUSE_BITSO_PUBLIC_KEY"]
    defaults = {option.name: option.default for option in PROVIDER.options}
    assert defaults == {
        "signature": "if present",
        "registration_api": "v4",
        "read_back_by": "v3",
        "redelivery_preview_path": "",
        "redelivery_path": "",
    }
    chosen = [option for option in PROVIDER.options if option.values]
    assert all(option.default in option.values for option in chosen)


def test_events_are_ordered_by_rank() -> None:
    (event,) = parse(SAMPLE)
    assert event.order is Order.RANK
    assert event.transaction_id == "bitso:funding:037c4c00e17c592fc7b6d9bad2261be8"


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("status", ["created", "Pending", "PROCESSING", "complete", "PAID", "odd"])
def test_every_event_has_every_status(name: str, status: str) -> None:
    key = {"funding": "fid", "withdrawal": "wid", "spei_payment": "payment_id"}.get(name, "id")
    body = json.dumps({"event": name, "payload": {key: "k1", "status": status}}).encode()
    (event,) = parse(body)
    assert (event.kind, event.transaction_key) == (KINDS[name][0], "k1")
    assert event.provider_status == status
    assert not event.flags
    assert not event.unknown_fields


@pytest.mark.parametrize(
    ("event", "payload", "kind", "flags"),
    [
        ("funding", {"wid": "w"}, Kind.WITHDRAWAL, ("event_mismatch",)),
        ("withdrawal", {"fid": "f"}, Kind.FUNDING, ("event_mismatch",)),
        ("funding", {"fid": "f", "wid": "w"}, Kind.FUNDING, ()),
        ("withdrawal", {}, Kind.WITHDRAWAL, ("no_id",)),
        ("payout", {"fid": "f"}, Kind.FUNDING, ("event_mismatch",)),
        ("payin", {"id": "p", "fid": "f"}, Kind.PAYIN, ()),
        ("dynamic_qr_code", {"fid": "f"}, Kind.DYNAMIC_QR, ()),
        ("new", {"fid": "f"}, Kind.OTHER, ()),
    ],
)
def test_the_signed_payload_decides_what_a_delivery_is_about(
    event: str, payload: dict[str, str], kind: Kind, flags: tuple[str, ...]
) -> None:
    (found,) = parse(json.dumps({"event": event, "payload": payload}).encode())
    assert (found.kind, found.flags) == (kind, flags)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    ["details", "fid", "status", "amount", "refund", "fail_reason", "x"]
                ),
                inner,
            )
        ),
    ),
    st.sampled_from([*KINDS, "new"]),
)
def test_any_object_is_an_event_or_unreadable(value: object, name: str) -> None:
    body = json.dumps({"payload": value, "event": name}).encode()
    try:
        (event,) = parse(body)
    except Unreadable:
        return
    assert event.transaction_key


def test_what_was_not_taken_is_asked_for_once_more_at_the_path_that_was_given() -> None:
    since, until = datetime(2026, 11, 18, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)
    call = bitso.redeliver("/v4/webhooks/events/retry", "funding", since, until)
    assert (call.method, call.path, call.sign) == ("POST", "/v4/webhooks/events/retry", Sign.BITSO)
    assert json.loads(call.body) == {
        "from_date": "2026-11-18T00:00:00Z",
        "to_date": "2026-11-21T00:00:00Z",
        "event": "funding",
        "delivered": False,
        "limit": 5000,
    }
    assert not call.idempotent


@pytest.mark.parametrize("path", ["", "v4/x", "//evil.example/x", "/a/../b", "/a?b=c", "/a b"])
def test_a_path_that_could_lead_elsewhere_is_refused(path: str) -> None:
    moment = datetime(2026, 11, 21, tzinfo=UTC)
    with pytest.raises(ValueError, match="a path begins with a slash"):
        bitso.redeliver(path, "funding", moment, moment)
