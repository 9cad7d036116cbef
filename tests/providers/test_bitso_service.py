"""Juno and Bitso deliveries are believed by address and signature, and by nothing else."""

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery import AddressCheck, Basis, Outcome, Request, Trust, Verdict
from app.core.provider import Answer, Provider, Sign
from app.core.reading import raw_slice
from app.providers import bitso, bitso_service, juno

SAMPLES = Path(__file__).parent.parent / "samples"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
KEY_ID = "6f8a1c9e-0b1d-4c58-9d8f-2f3f2f7a1b11"
SIGNATURE, KEY_NAME = "x-bitso-webhook-event-signature", "x-bitso-key-id"
BODY = (SAMPLES / "bitso/funding-complete.json").read_bytes()
ACCENTED = (SAMPLES / "bitso/funding-spei-unmasked.json").read_bytes()


def public(key: rsa.RSAPrivateKey) -> str:
    """A key as the key endpoint hands it out: base64 of an X.509 SubjectPublicKeyInfo."""
    raw = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(raw).decode()


def rsa_sign(message: bytes, key: rsa.RSAPrivateKey = KEY) -> bytes:
    return base64.b64encode(key.sign(message, padding.PKCS1v15(), hashes.SHA256()))


def sign_as_documented(body: bytes, key: rsa.RSAPrivateKey = KEY) -> bytes:
    """Bitso's own hint: the payload as compact JSON, separators=(',', ':')."""
    payload = json.loads(body)["payload"]
    return rsa_sign(json.dumps(payload, separators=(",", ":"), ensure_ascii=False).encode(), key)


def request(
    body: bytes, headers: Mapping[str, bytes] | None = None, provider: str = "bitso"
) -> Request:
    pairs = tuple((name.encode(), value) for name, value in (headers or {}).items())
    return Request(
        provider=provider,
        tail="",
        headers=((b"content-type", b"application/json"), *pairs),
        body=body,
        peer="52.15.91.227",
        source="52.15.91.227",
        address=AddressCheck.ALLOWED,
        received_at=datetime(2026, 11, 21, tzinfo=UTC),
    )


def signed_request(body: bytes, signature: bytes, key_id: str = KEY_ID) -> Request:
    return request(body, {SIGNATURE: signature, KEY_NAME: key_id.encode()})


TRUST = Trust(keys={KEY_ID: public(KEY)})


def verify(body: bytes, signature: bytes, trust: Trust = TRUST) -> Verdict:
    return bitso_service.verify(signed_request(body, signature), trust)


# --- what is believed -----------------------------------------------------------------------------


@pytest.mark.parametrize("provider", [juno.PROVIDER, bitso.PROVIDER], ids=lambda one: one.name)
@pytest.mark.parametrize(
    ("body", "signature", "form"),
    [
        (BODY, sign_as_documented(BODY), "compact payload"),
        (ACCENTED, sign_as_documented(ACCENTED), "compact payload"),
        (
            BODY.replace(b'"100.00"', b"100.50"),
            rsa_sign(
                b'{"fid":"037c4c00e17c592fc7b6d9bad2261be8","status":"complete",'
                b'"created_at":"2023-05-17T23:12:00+00:00","currency":"mxn","method":"praxis",'
                b'"method_name":"SPEI Transfer","amount":100.50,"asset":"mxn","network":"spei",'
                b'"protocol":"clabe","integration":"praxis","details":{"sender_name":"DARTH VADER",'
                b'"sender_clabe":"*****0606032******","sender_bank":40329,"clave":885364,'
                b'"clave_rastreo":"2023051740014BMOV0000495448940","numeric_reference":"2043562",'
                b'"concepto":"PRUEBA DEPOSITO","cep_link":""}}'
            ),
            "compact payload",
        ),
        (BODY, rsa_sign(BODY[BODY.index(b'{\n"fid"') : -2]), "exact payload"),
        (
            ACCENTED,
            rsa_sign(json.dumps(json.loads(ACCENTED)["payload"], separators=(",", ":")).encode()),
            "ASCII-escaped payload",
        ),
        (BODY, rsa_sign(BODY), "whole body"),
        (b"not json", rsa_sign(b"not json"), "whole body"),
        (b'{"payload":{"a":1,"a":2}}', rsa_sign(b'{"a":1,"a":2}'), "exact payload"),
        (b'{"payload":[1, 2]}', rsa_sign(b"[1, 2]"), "exact payload"),
        (b'{"event":"ping"}', rsa_sign(b'{"event":"ping"}'), "whole body"),
    ],
)
def test_each_byte_form_verifies_and_is_named(
    provider: Provider, body: bytes, signature: bytes, form: str
) -> None:
    verdict = provider.verify(signed_request(body, signature), TRUST)
    assert (verdict.outcome, verdict.basis) == (Outcome.TRUSTED, Basis.SIGNATURE)
    assert (verdict.scheme, verdict.key_id, verdict.form) == ("rsa-sha256", KEY_ID, form)
    assert 0 < len(verdict.received) <= 12
    assert verdict.is_trusted
    assert not verdict.reason


def test_each_byte_form_is_tried_once() -> None:
    compact = b'{"payload":{"a":"b"}}'
    assert list(bitso_service.candidates(compact)) == [
        ("compact payload", b'{"a":"b"}'),
        ("whole body", compact),
    ]


def test_a_long_body_is_not_written_again() -> None:
    body = b'{"payload":{ "a":"' + b"x" * bitso_service.MOST_REWRITTEN + b'"}}'
    forms = [form for form, _ in bitso_service.candidates(body)]
    assert forms == ["exact payload", "whole body"]


def test_a_pasted_key_counts_for_any_key_id() -> None:
    pem = KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    pasted = Trust(keys={"": pem.decode()})
    assert verify(BODY, sign_as_documented(BODY), pasted).is_trusted
    no_id = request(BODY, {SIGNATURE: sign_as_documented(BODY)})
    assert bitso_service.verify(no_id, pasted).is_trusted


@pytest.mark.parametrize(
    ("address", "basis"),
    [
        (AddressCheck.ALLOWED, Basis.ADDRESS),
        (AddressCheck.HIDDEN, Basis.SECRET_PATH),
        (AddressCheck.OFF, Basis.SECRET_PATH),
    ],
)
@pytest.mark.parametrize("mode", ["if present", "off"])
def test_without_a_signature_the_address_or_the_secret_path_counts(
    address: AddressCheck, basis: Basis, mode: str
) -> None:
    unsigned = request(BODY)._replace(address=address)
    verdict = bitso_service.verify(unsigned, Trust(options={"signature": mode}))
    assert (verdict.outcome, verdict.basis, verdict.scheme) == (Outcome.TRUSTED, basis, "")


def test_a_signature_is_ignored_where_it_is_switched_off() -> None:
    verdict = verify(BODY, b"wrong", Trust(options={"signature": "off"}))
    assert (verdict.outcome, verdict.basis) == (Outcome.TRUSTED, Basis.ADDRESS)


# --- what is not believed -------------------------------------------------------------------------

GOOD = sign_as_documented(BODY)


@pytest.mark.parametrize(
    "signature",
    [
        b"",
        b"sha256=",
        GOOD[:-1],
        GOOD[:-4],
        GOOD[:172],
        GOOD + GOOD,
        b"sha256=" + GOOD,
        GOOD.lower(),
        base64.b64decode(GOOD).hex().encode(),
        "señal".encode(),
        b"\xff\xfe" * 172,
        sign_as_documented(ACCENTED),
        sign_as_documented(BODY, OTHER_KEY),
        base64.b64encode(KEY.sign(BODY, padding.PKCS1v15(), hashes.SHA512())),
        base64.b64encode(
            KEY.sign(BODY, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
        ),
    ],
)
@pytest.mark.parametrize("mode", ["if present", "required"])
def test_a_wrong_signature_is_quarantined(signature: bytes, mode: str) -> None:
    trust = Trust(keys=TRUST.keys, options={"signature": mode})
    verdict = verify(BODY, signature, trust)
    assert (verdict.outcome, verdict.basis) == (Outcome.QUARANTINED, Basis.FAILED)
    assert verdict.scheme == "rsa-sha256"
    assert f"({len(signature)} characters)" in verdict.reason
    assert len(verdict.received) <= 12
    assert verdict.received.isprintable()


@pytest.mark.parametrize("name", [SIGNATURE, KEY_NAME])
def test_a_doubled_header_is_quarantined(name: str) -> None:
    genuine = signed_request(BODY, GOOD)
    doubled = genuine._replace(headers=(*genuine.headers, (name.encode(), b"again")))
    verdict = bitso_service.verify(doubled, TRUST)
    assert verdict.outcome is Outcome.QUARANTINED
    assert verdict.reason == f"The header {name} arrived 2 times."


def test_a_stripped_signature_is_quarantined() -> None:
    verdict = bitso_service.verify(request(BODY, {KEY_NAME: KEY_ID.encode()}), TRUST)
    assert verdict.outcome is Outcome.QUARANTINED
    assert verdict.reason == "A key id came without a signature."


def test_a_required_signature_must_be_there() -> None:
    trust = replace(TRUST, options={"signature": "required"})
    verdict = bitso_service.verify(request(BODY), trust)
    assert verdict.outcome is Outcome.QUARANTINED
    assert "requires a signature" in verdict.reason
    assert verify(BODY, GOOD, trust).is_trusted


def test_another_source_address_is_quarantined_whatever_it_signed() -> None:
    genuine = signed_request(BODY, GOOD)
    stranger = genuine._replace(address=AddressCheck.REFUSED, source="203.0.113.9")
    verdict = bitso_service.verify(stranger, TRUST)
    assert verdict.outcome is Outcome.QUARANTINED
    assert "203.0.113.9" in verdict.reason


@pytest.mark.parametrize("key_id", ["unknown", "", "ñ\n" * 100])
def test_a_key_that_is_not_at_hand_is_awaited(key_id: str) -> None:
    verdict = bitso_service.verify(signed_request(BODY, GOOD, key_id), TRUST)
    assert verdict.outcome is Outcome.AWAITING_KEY
    assert not verdict.is_trusted
    assert verdict.key_id.isascii()
    assert verdict.key_id.isprintable()
    assert len(verdict.key_id) <= 80
    assert "not at hand" in verdict.reason


def test_a_key_that_cannot_be_read_is_our_fault() -> None:
    verdict = verify(BODY, GOOD, Trust(keys={"": "-----BEGIN NONSENSE"}))
    assert verdict.outcome is Outcome.UNCONFIGURED
    assert "public key" in verdict.reason


# --- no byte can be changed -----------------------------------------------------------------------


PAYLOAD = range(BODY.index(b'{\n"fid"'), len(BODY) - 2)
EXACT, WHOLE = rsa_sign(BODY[PAYLOAD.start : PAYLOAD.stop]), rsa_sign(BODY)


def spoiled(text: bytes, place: int, change: int) -> bytes:
    return text[:place] + bytes([text[place] ^ change]) + text[place + 1 :]


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_no_changed_byte_of_a_signature_verifies(place: int, change: int) -> None:
    assert not verify(BODY, spoiled(GOOD, place, change)).is_trusted


@pytest.mark.parametrize("signature", [GOOD, EXACT, WHOLE], ids=["compact", "exact", "whole"])
@given(place=st.integers(0, len(BODY) - 1), change=st.integers(1, 255))
def test_no_changed_byte_of_a_payload_verifies(signature: bytes, place: int, change: int) -> None:
    """White space is the exception where the compact form was signed: it leaves that out. What
    stands outside the payload is not signed unless the whole body is, which no page says.
    """
    changed = spoiled(BODY, place, change)
    if not verify(changed, signature).is_trusted:
        return
    if place in PAYLOAD:
        assert signature == GOOD
        assert BODY[place] in b" \n"
        assert changed[place] in b" \n\t\r"
    else:
        assert signature != WHOLE
        assert raw_slice(changed, "payload") == raw_slice(BODY, "payload")


# --- calls and answers ----------------------------------------------------------------------------


@pytest.mark.parametrize("provider", [juno.PROVIDER, bitso.PROVIDER], ids=lambda one: one.name)
def test_calls_to_list_delete_and_fetch_keys(provider: Provider) -> None:
    listing, delete = provider.calls["list"](), provider.calls["delete"]("11330")
    assert (listing.method, listing.path, listing.body) == ("GET", "/v4/webhooks", b"")
    assert (delete.method, delete.path, delete.body) == ("DELETE", "/v4/webhooks/11330", b"")
    assert {listing.sign, delete.sign} == {Sign.BITSO}
    assert (listing.idempotent, delete.idempotent) == (True, False)
    keys = provider.calls["keys"]()
    assert (keys.path, keys.sign, keys.idempotent) == ("/v4/webhooks/public-key", Sign.NONE, True)
    assert all(call.purpose for call in (listing, delete, keys))


def test_a_subscription_is_led_elsewhere() -> None:
    call = bitso_service.update("11330", "https://hooks.example.mx/hooks/bitso/t")
    assert (call.method, call.path, call.sign) == ("PATCH", "/v4/webhooks/11330", Sign.BITSO)
    assert call.body == b'{"callback_url":"https://hooks.example.mx/hooks/bitso/t"}'
    assert not call.idempotent
    assert "11330" in call.purpose


@pytest.mark.parametrize("number", ["", "1/../2", "1?x", "²", "-1"])
def test_only_a_number_can_be_deleted(number: str) -> None:
    with pytest.raises(ValueError, match="a number"):
        bitso_service.delete(number)


ROW = {"id": "11330", "callback_url": "https://example.com/juno-webhooks", "event": "transaction"}


@pytest.mark.parametrize(
    ("status", "body", "ok", "message", "items"),
    [
        (
            200,
            b'{"message":"Webhook successfully created","webhooks":[{"id":11330,"callback_url":'
            b'"https://example.com/juno-webhooks","event":"transaction"}]}',
            True,
            "Webhook successfully created",
            (ROW,),
        ),
        (
            200,
            b'{"success":false,"error":"Duplicated subscription for event types: [transaction]"}',
            False,
            "Duplicated subscription for event types: [transaction]",
            (),
        ),
        (
            400,
            b'{"success":false,"error":{"code":"0602","message":"Duplicated"}}',
            False,
            "Duplicated (0602)",
            (),
        ),
        (401, b'{"error":{"code":201}}', False, "201", ()),
        (200, b'{"error":{"message":"odd"}}', False, "odd", ()),
        (200, b'{"error":["odd"],"message":"said"}', False, "said", ()),
        (200, b'{"success":true,"error":null,"payload":[]}', True, "", ()),
        (
            200,
            b'[{"id":15049,"event":"funding","callback_url":"https://a.example","on":true}, 7]',
            True,
            "",
            ({"id": "15049", "event": "funding", "callback_url": "https://a.example"},),
        ),
        (200, b'{"success":true,"payload":[{"id":1}]}', True, "", ({"id": "1"},)),
        (200, b'{"success":true,"payload":{"webhooks":[{"id":1}]}}', True, "", ({"id": "1"},)),
        (200, b'{"success":true,"payload":{"content":[{"id":1}]}}', True, "", ({"id": "1"},)),
        (200, b'{"success":true,"payload":{"response":[{"id":1}]}}', True, "", ({"id": "1"},)),
        (
            200,
            b'{"success":true,"payload":"Successfully registered URL: https://a.example"}',
            True,
            "Successfully registered URL: https://a.example",
            (),
        ),
        (
            200,
            b'[{"keyId":"k1","publicKey":"AAAA"},{"key_id":"k2","public_key":"BBBB"}]',
            True,
            "",
            ({"key_id": "k1", "public_key": "AAAA"}, {"key_id": "k2", "public_key": "BBBB"}),
        ),
        (204, b"", True, "", ()),
        (502, b"<html>Bad gateway</html>", False, "<html>Bad gateway</html>", ()),
        (302, b"", False, "", ()),
        (200, b"\xff\xfe", True, "\ufffd\ufffd", ()),
        (200, b'"text"', True, "", ()),
    ],
)
def test_an_answer_is_read_in_any_shape(
    status: int, body: bytes, ok: bool, message: str, items: tuple[Mapping[str, str], ...]
) -> None:
    assert bitso_service.read_answer(status, body) == Answer(
        status, ok, message, items, raw=body.decode("utf-8", "replace")
    )


def test_a_huge_answer_is_cut() -> None:
    answer = bitso_service.read_answer(500, b"x" * 1_000_000)
    assert len(answer.message) == 200
    assert len(answer.raw) == bitso_service.MOST_SHOWN


@given(st.integers(100, 599), st.binary(max_size=100))
def test_no_answer_raises(status: int, body: bytes) -> None:
    assert bitso_service.read_answer(status, body).status == status
