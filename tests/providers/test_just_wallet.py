"""Just Wallet's deliveries are believed by each form its page shows, and by nothing else."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery import AddressCheck, Basis, Outcome, Request, Trust, Verdict
from app.core.event import Event, Order
from app.core.reading import read_json
from app.providers.just_wallet import PROVIDER, parse, verify

Arrived = Callable[..., Request]
SAMPLES = Path(__file__).parent.parent / "samples" / "just_wallet"
SECRET = "your-secret"
TRUST = Trust(credentials={"webhook_secret": SECRET})
PLAIN = Trust(credentials={"webhook_secret": SECRET}, options={"mode": "plain"})
# Odd spacing, a slash, an accent and an emoji: every way of writing it gives other bytes.
BODY = '{ "event.type": "payout", "data": {"id": "a/b", "name": "Núñez 😀", "n": 20.15} }'.encode()


def signed(message: bytes, secret: str = SECRET, algorithm: str = "sha256") -> bytes:
    return hmac.new(secret.encode(), message, algorithm).hexdigest().encode()


# --- independent signers, as the page shows them --------------------------------------------------


def php(body: bytes) -> bytes:
    """json_encode($request->all()): escapes slashes and everything that is not ASCII."""
    return json.dumps(json.loads(body), separators=(",", ":")).replace("/", "\\/").encode()


def javascript(body: bytes) -> bytes:
    """JSON.stringify(req.body): escapes neither."""
    return json.dumps(json.loads(body), separators=(",", ":"), ensure_ascii=False).encode()


def python(body: bytes) -> bytes:
    """json.dumps(..., separators=(",", ":"))."""
    return json.dumps(json.loads(body), separators=(",", ":")).encode()


FORMS = [
    pytest.param(lambda body: body, "raw body", id="raw"),
    pytest.param(javascript, "compact", id="JavaScript"),
    pytest.param(python, "compact, \\uXXXX", id="Python"),
    pytest.param(php, "compact, \\uXXXX and \\/", id="PHP"),
]


@pytest.mark.parametrize(("write", "form"), FORMS)
@pytest.mark.parametrize("header", ["Signature", "Webhook-Secret"])
def test_each_documented_form_is_believed(
    arrived: Arrived, write: Callable[[bytes], bytes], form: str, header: str
) -> None:
    signature = signed(write(BODY))
    verdict = verify(arrived(BODY, [(header, signature)]), TRUST)
    assert (verdict.outcome, verdict.basis) == (Outcome.TRUSTED, Basis.SIGNATURE)
    assert (verdict.scheme, verdict.form, verdict.weak) == ("hmac-sha256-hex", form, False)
    assert verdict.received == signature.decode()[:8] + "…"
    assert verify(arrived(BODY, [(header, signature.upper())]), TRUST).is_trusted


def test_every_form_is_different_for_the_body_of_these_tests() -> None:
    assert len({BODY, php(BODY), javascript(BODY), python(BODY)}) == 4


def test_the_published_vector_fits(arrived: Arrived) -> None:
    body = (
        b'{"event.type":"payout","data":{"id":"e32a4bb3-7553-4731-962c-d42092123c19",'
        b'"status":"pending"}}'
    )
    vector = b"1f9cbe09b854d7359cf55c6e1382eaa42e6d23d56cbab5f3a988977eaaa78ea4"
    assert verify(arrived(body, [("signature", vector)]), TRUST).form == "raw body"


@pytest.mark.parametrize("sample", ["payout-pending", "quote-creation-failed"])
@pytest.mark.parametrize(("write", "form"), FORMS)
def test_samples_are_believed_however_they_were_written(
    arrived: Arrived, sample: str, write: Callable[[bytes], bytes], form: str
) -> None:
    body = (SAMPLES / f"{sample}.json").read_bytes()
    assert verify(arrived(body, [("signature", signed(write(body)))]), TRUST).is_trusted


def test_numbers_keep_the_digits_they_were_sent_with(arrived: Arrived) -> None:
    body = b'{ "amount": 100.50, "n": 1E2, "z": -0 }'
    header = [("signature", signed(b'{"amount":100.50,"n":1E2,"z":-0}'))]
    assert verify(arrived(body, header), TRUST).form == "compact"


def test_a_body_that_is_not_json_is_believed_as_it_stands(arrived: Arrived) -> None:
    body = b"payout=1&x=\xff"
    assert verify(arrived(body, [("signature", signed(body))]), TRUST).form == "raw body"
    assert not verify(arrived(body, [("signature", signed(body[1:]))]), TRUST).is_trusted


# --- attacks --------------------------------------------------------------------------------------

GOOD = signed(BODY)
ATTACKS: Mapping[str, list[tuple[str, bytes]]] = {
    "absent": [],
    "in an unnamed header": [("x-signature", GOOD)],
    "empty": [("signature", b"")],
    "truncated": [("signature", GOOD[:-1])],
    "half": [("signature", GOOD[:32])],
    "too long": [("signature", GOOD + b"0")],
    "with white space": [("signature", GOOD + b" ")],
    "with a prefix": [("signature", b"sha256=" + GOOD)],
    "prefix alone": [("signature", b"sha256=")],
    "doubled": [("signature", GOOD), ("signature", GOOD)],
    "doubled, one wrong": [("signature", GOOD), ("Signature", b"0" * 64)],
    "not ASCII": [("signature", "ñ".encode() * 32)],
    "any bytes": [("signature", bytes(range(128, 192)))],
    "of another body": [("signature", signed(BODY + b" "))],
    "with another secret": [("signature", signed(BODY, "other"))],
    "with no secret": [("signature", signed(BODY, ""))],
    "sha1": [("signature", signed(BODY, algorithm="sha1"))],
    "sha512": [("signature", signed(BODY, algorithm="sha512"))],
    "sha3": [("signature", signed(BODY, algorithm="sha3_256"))],
    "base64": [("signature", base64.b64encode(bytes.fromhex(GOOD.decode())))],
    "the secret itself": [("signature", SECRET.encode())],
    "a plain hash": [("signature", hashlib.sha256(BODY).hexdigest().encode())],
    "right one second": [("signature", b"0" * 64), ("webhook-secret", GOOD)],
}


@pytest.mark.parametrize("headers", ATTACKS.values(), ids=ATTACKS)
def test_a_wrong_signature_goes_to_quarantine(
    arrived: Arrived, headers: list[tuple[str, bytes]]
) -> None:
    verdict = verify(arrived(BODY, headers), TRUST)
    assert (verdict.outcome, verdict.basis) == (Outcome.QUARANTINED, Basis.FAILED)
    assert verdict.reason.endswith(".")
    assert verdict.form == ""
    assert SECRET not in repr(verdict)
    assert GOOD.decode() not in repr(verdict)
    assert max(len(verdict.expected), len(verdict.received)) <= 12


def test_the_reason_and_both_digests_are_shown_shortened(arrived: Arrived) -> None:
    verdict = verify(arrived(BODY, [("signature", b"0" * 64)]), TRUST)
    assert verdict.reason == "The Signature (64 characters) fits no byte form of the body."
    assert verdict.expected == GOOD.decode()[:8] + "…"
    assert verdict.received == "00000000…"


@pytest.mark.parametrize("mode", [TRUST, PLAIN], ids=["hmac", "plain"])
def test_the_headers_are_a_choice_of_the_connection(arrived: Arrived, mode: Trust) -> None:
    value = GOOD if mode is TRUST else SECRET.encode()
    options = {**mode.options, "headers": " X-Own ,, ñ, Webhook-Secret"}
    trust = Trust(credentials=mode.credentials, options=options)
    assert verify(arrived(BODY, [("x-own", value)]), trust).is_trusted
    assert verify(arrived(BODY, [("webhook-secret", value)]), trust).is_trusted
    refused = verify(arrived(BODY, [("signature", value)]), trust)
    assert refused.outcome is Outcome.QUARANTINED
    assert "X-Own" in refused.reason


# --- the bare secret ------------------------------------------------------------------------------


def test_the_bare_secret_is_believed_only_where_it_is_chosen(arrived: Arrived) -> None:
    verdict = verify(arrived(BODY, [("signature", SECRET.encode())]), PLAIN)
    assert (verdict.outcome, verdict.basis) == (Outcome.TRUSTED, Basis.SHARED_VALUE)
    assert (verdict.scheme, verdict.form) == ("shared secret", "")


@pytest.mark.parametrize(
    "value",
    [b"", b"your-secre", b"your-secret ", b"Your-Secret", GOOD, "yoür-secret".encode(), b"\xff"],
)
def test_anything_but_the_bare_secret_goes_to_quarantine(arrived: Arrived, value: bytes) -> None:
    verdict = verify(arrived(BODY, [("signature", value)]), PLAIN)
    assert verdict.outcome is Outcome.QUARANTINED
    assert (verdict.expected, verdict.received) == ("", "")
    assert SECRET not in repr(verdict)


@pytest.mark.parametrize("credentials", [{}, {"webhook_secret": ""}])
@pytest.mark.parametrize("options", [{}, {"mode": "plain"}])
def test_without_a_secret_nothing_can_be_said(
    arrived: Arrived, credentials: dict[str, str], options: dict[str, str]
) -> None:
    trust = Trust(credentials=credentials, options=options)
    verdict = verify(arrived(BODY, [("signature", signed(BODY, ""))]), trust)
    assert (verdict.outcome, verdict.basis) == (Outcome.UNCONFIGURED, Basis.FAILED)
    assert "secret" in verdict.reason


def test_a_right_signature_from_a_wrong_address_goes_to_quarantine(arrived: Arrived) -> None:
    request = arrived(BODY, [("signature", GOOD)], address=AddressCheck.REFUSED)
    verdict = verify(request, TRUST)
    assert verdict.outcome is Outcome.QUARANTINED
    assert "203.0.113.9" in verdict.reason


# --- any byte -------------------------------------------------------------------------------------

COMPACT = (SAMPLES / "quote-funding-failed.json").read_bytes()


@given(st.data(), st.sampled_from([php, javascript, python, lambda body: body]))
def test_a_changed_byte_of_the_body_never_verifies(
    arrived: Arrived, data: st.DataObject, write: Callable[[bytes], bytes]
) -> None:
    at = data.draw(st.integers(0, len(COMPACT) - 1))
    changed = bytearray(COMPACT)
    changed[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != COMPACT[at]))
    headers = [("signature", signed(write(COMPACT)))]
    if verify(arrived(bytes(changed), headers), TRUST).is_trusted:
        # One kind of white space for another outside the texts: the same facts, written apart.
        assert read_json(bytes(changed)) == read_json(COMPACT)
        assert COMPACT[at : at + 1].isspace()


@given(st.data())
def test_a_changed_byte_of_the_signature_never_verifies(
    arrived: Arrived, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(GOOD) - 1))
    changed = bytearray(GOOD)
    changed[at] = data.draw(st.integers(0, 255))
    trusted = verify(arrived(BODY, [("signature", bytes(changed))]), TRUST).is_trusted
    assert trusted == (bytes(changed).lower() == GOOD)


@given(st.binary(max_size=60), st.binary(max_size=80), st.text(max_size=10), st.booleans())
def test_no_request_is_too_strange(
    arrived: Arrived, body: bytes, value: bytes, secret: str, plain: bool
) -> None:
    trust = Trust(
        credentials={"webhook_secret": secret}, options={"mode": "plain" if plain else "hmac"}
    )
    verdict: Verdict = verify(arrived(body, [("signature", value)]), trust)
    assert verdict.is_trusted == (plain and secret != "" and value == secret.encode())


# --- meaning --------------------------------------------------------------------------------------


def one(body: Any) -> Event:
    (event,) = parse(json.dumps(body).encode())
    return event


def test_a_quote_that_names_nothing_is_kept_under_its_digest() -> None:
    body = (SAMPLES / "quote-creation-failed.json").read_bytes()
    (event,) = parse(body)
    assert event.transaction_key == f"digest:{hashlib.sha256(body).hexdigest()[:16]}"
    assert event.transaction_id == f"just_wallet:quote:{event.transaction_key}"


def test_quotes_have_no_time_and_go_by_rank() -> None:
    created = one({"event.type": "quote_creation.success", "data": {"id": "q"}})
    failed = one({"event.type": "quote_funding.failed", "data": {"id": "q"}})
    funded = one({"event.type": "QUOTE_FUNDING.SUCCESS", "data": {"id": "q"}})
    assert [each.order for each in (created, failed, funded)] == [Order.RANK] * 3
    assert created.rank < failed.rank < funded.rank
    assert one({"event.type": "payout", "data": {"id": "p"}}).order is Order.UPDATED_AT


def test_what_is_not_an_object_is_passed_over() -> None:
    event = one({"event.type": "quote_creation.success", "data": {"quote": {"USD": 5}, "id": "q"}})
    assert event.money is None
    assert one({"event.type": "payout", "data": ["id"]}).flags == ("no_id",)
    assert one({"event.type": 7, "data": None}).event_type == "7"
    assert one({"data": {"id": "x", "errors": {"": ["bad"]}}}).kind == "other"


def test_the_same_bytes_are_the_same_fact() -> None:
    assert PROVIDER.fingerprint(BODY) == hashlib.sha256(BODY).hexdigest()
    assert PROVIDER.fingerprint(BODY) != PROVIDER.fingerprint(BODY + b" ")


def test_nothing_can_be_called() -> None:
    assert PROVIDER.calls == {}
    assert [(one.name, one.required_to_verify) for one in PROVIDER.credentials] == [
        ("webhook_secret", True)
    ]
    assert {one.name: one.default for one in PROVIDER.options} == {
        "mode": "hmac",
        "headers": "Signature, Webhook-Secret",
    }
