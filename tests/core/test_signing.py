"""Signatures made by independent signers verify; any other bytes do not, and nothing raises."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from typing import Literal

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from hypothesis import given
from hypothesis import strategies as st

from app.core.signing import Match, hmac_digest, hmac_match, is_public_key, rsa_match, same, shorten

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
MESSAGE = b'{"amount":"100.00"}'


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return (
        key.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


def der(key: rsa.RSAPrivateKey) -> str:
    raw = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(raw).decode()


def signed(message: bytes, key: rsa.RSAPrivateKey = KEY) -> bytes:
    return base64.b64encode(key.sign(message, padding.PKCS1v15(), hashes.SHA256()))


PUBLIC = pem(KEY)
SIGNATURE = signed(MESSAGE)


# --- vectors of the facts, chapter 8 --------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "message", "encoding", "digest"),
    [
        (
            b"bitso-test-secret",
            b"1731349200123123456GET/api/v3/fundings?limit=25",
            "hex",
            b"0a19722c2e4e345ea3dee439fc79b0a899f691240bdcc4b341dd6ff406bb635c",
        ),
        (
            b"bitso-test-secret",
            b"1731349200123123456POST/v4/webhooks"
            b'{"callback_url":"https://example.com/juno-webhooks","events":["TRANSACTION"]}',
            "hex",
            b"d762c38eb9c2cec2681dd3476fe5dc86140a849d032d31e264a6d84ce41d74de",
        ),
        (
            b"bitso-test-secret",
            b"1731349200123123456DELETE/v4/webhooks/11330",
            "hex",
            b"f3bafec9923a1ea92134bdc6d5643127207b11dfc19270e46461d5dcdd8f67d5",
        ),
        (
            b"hmac-secret",
            b'{"type":"payment","type_event":"payment.purchase"}',
            "base64",
            b"TxvoRFnm/BMBTeWdBkIc27uRqaIjVXzjTmtSYzCfxeQ=",
        ),
        (
            b"your-secret",
            b'{"event.type":"payout","data":'
            b'{"id":"e32a4bb3-7553-4731-962c-d42092123c19","status":"pending"}}',
            "hex",
            b"1f9cbe09b854d7359cf55c6e1382eaa42e6d23d56cbab5f3a988977eaaa78ea4",
        ),
    ],
)
def test_known_digests(
    key: bytes, message: bytes, encoding: Literal["hex", "base64"], digest: bytes
) -> None:
    assert hmac_digest(key, message, encoding=encoding) == digest
    match = hmac_match(key, [("form", message)], digest, encoding=encoding)
    assert match == Match("form", shorten(digest))


# --- HMAC -----------------------------------------------------------------------------------------


def test_the_first_candidate_that_fits_is_named_and_hex_may_be_upper_case() -> None:
    digest = hmac.new(b"key", MESSAGE, hashlib.sha256).hexdigest().upper().encode()
    forms = [("raw body", b"other"), ("compact", MESSAGE), ("again", MESSAGE)]
    match = hmac_match(b"key", iter(forms), digest)
    assert match is not None
    assert match.form == "compact"


@pytest.mark.parametrize("encoding", ["hex", "base64"])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda digest: digest[:-1],
        lambda digest: digest + b"0",
        lambda digest: b"sha256=" + digest,
        lambda digest: digest + digest,
        lambda digest: b" " + digest,
        lambda _: "ñ".encode() * 32,
        lambda _: b"\xff\x00" * 32,
        lambda _: hashlib.sha256(MESSAGE).hexdigest().encode(),
        lambda _: hmac.new(b"key", MESSAGE, hashlib.sha512).hexdigest().encode(),
        lambda _: hmac.new(b"other", MESSAGE, hashlib.sha256).hexdigest().encode(),
    ],
)
def test_any_other_hmac_matches_nothing(
    spoil: Callable[[bytes], bytes], encoding: Literal["hex", "base64"]
) -> None:
    digest = hmac_digest(b"key", MESSAGE, encoding=encoding)
    assert hmac_match(b"key", [("body", MESSAGE)], digest, encoding=encoding)
    assert hmac_match(b"key", [("body", MESSAGE)], spoil(digest), encoding=encoding) is None


def test_an_empty_key_matches_nothing() -> None:
    digest = hmac.new(b"", MESSAGE, hashlib.sha256).hexdigest().encode()
    assert hmac_match(b"", [("body", MESSAGE)], digest) is None


@given(st.binary(min_size=1), st.integers(0), st.integers(1, 255))
def test_no_change_of_a_byte_verifies(message: bytes, place: int, change: int) -> None:
    digest = hmac_digest(b"key", message, encoding="base64")
    other = spoiled(message, place, change)
    assert hmac_match(b"key", [("body", other)], digest, encoding="base64") is None
    assert (
        hmac_match(b"key", [("body", message)], spoiled(digest, place, change), encoding="base64")
        is None
    )


def spoiled(text: bytes, place: int, change: int) -> bytes:
    place %= len(text)
    return text[:place] + bytes([text[place] ^ change]) + text[place + 1 :]


# --- RSA ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        PUBLIC,
        "  " + PUBLIC + "\n",
        PUBLIC.replace("\n", "\\n"),
        PUBLIC.replace("\n", "\\r\\n"),
        PUBLIC.replace("\n", "\r\n"),
        der(KEY),
        der(KEY)[:64] + "\n" + der(KEY)[64:] + "\n",
        KEY.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.PKCS1)
        .decode(),
    ],
    ids=[
        "pem",
        "padded",
        "spelled line ends",
        "spelled crlf",
        "crlf",
        "der",
        "wrapped der",
        "pkcs1",
    ],
)
def test_a_key_is_read_in_every_spelling(key: str) -> None:
    assert is_public_key(key)
    match = rsa_match(key, [("slice", b"no"), ("compact payload", MESSAGE)], SIGNATURE)
    assert match == Match("compact payload", shorten(SIGNATURE))


@pytest.mark.parametrize(
    "key",
    [
        "",
        "not a key",
        "ñandú",
        "AAAA",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----",
        pem(ec.generate_private_key(ec.SECP256R1())),
        der(KEY)[:-8],
        der(KEY)[:64] + "!" + der(KEY)[64:],
        pem(OTHER_KEY),
    ],
)
def test_another_key_or_none_matches_nothing(key: str) -> None:
    assert rsa_match(key, [("body", MESSAGE)], SIGNATURE) is None
    assert is_public_key(key) == (key == pem(OTHER_KEY))


@pytest.mark.parametrize(
    "signature",
    [
        b"",
        b"=",
        b"AAAA",
        SIGNATURE[:-4],
        SIGNATURE + SIGNATURE,
        SIGNATURE + b"\n",
        b" " + SIGNATURE,
        SIGNATURE.rstrip(b"="),
        base64.b64encode(SIGNATURE),
        base64.b64decode(SIGNATURE).hex().encode(),
        "ñ".encode() * 100,
        b"\xff" * 344,
        signed(MESSAGE, OTHER_KEY),
        base64.b64encode(
            KEY.sign(MESSAGE, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
        ),
        base64.b64encode(KEY.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA512())),
        base64.b64encode(bytes(256)),
        base64.b64encode(b"\xff" * 256),
    ],
)
def test_any_other_rsa_signature_matches_nothing(signature: bytes) -> None:
    assert rsa_match(PUBLIC, [("body", MESSAGE)], signature) is None


def test_a_second_spelling_of_the_same_base64_is_refused() -> None:
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    place = len(SIGNATURE.rstrip(b"=")) - 1
    respelled = spoiled(
        SIGNATURE, place, SIGNATURE[place] ^ letters[letters.index(SIGNATURE[place]) + 1]
    )
    assert base64.b64decode(respelled) == base64.b64decode(SIGNATURE)
    assert rsa_match(PUBLIC, [("body", MESSAGE)], respelled) is None


@given(st.integers(0), st.integers(1, 255))
def test_no_change_of_a_byte_fits_an_rsa_signature(place: int, change: int) -> None:
    assert rsa_match(PUBLIC, [("body", spoiled(MESSAGE, place, change))], SIGNATURE) is None
    assert rsa_match(PUBLIC, [("body", MESSAGE)], spoiled(SIGNATURE, place, change)) is None


# --- showing and comparing ------------------------------------------------------------------------


@given(st.binary(max_size=80))
def test_a_digest_is_shown_short_printable_and_never_whole(digest: bytes) -> None:
    shown = shorten(digest)
    assert len(shown) <= 12
    assert shown.isprintable()
    assert len(shown.rstrip("…")) <= len(digest) // 2


def test_a_digest_is_known_by_its_beginning() -> None:
    assert shorten("0a19722c2e4e345ea3dee439fc79b0a8") == "0a19722c…"
    assert shorten("") == ""


def test_every_printable_letter_of_a_digest_is_shown_and_half_of_it_at_most() -> None:
    assert shorten("!~aZ09+/" * 2) == "!~aZ09+/…"
    assert shorten(" \x7fñab" * 4) == "???ab???…"
    assert shorten("abcdef") == "abc…"
    assert shorten("abcdefg") == "abc…"


def test_hex_is_what_is_meant_without_a_word() -> None:
    digest = hmac.new(b"key", b"message", hashlib.sha256).hexdigest().encode()
    assert hmac_digest(b"key", b"message") == digest
    assert hmac_match(b"key", [("form", b"message")], digest) == Match("form", shorten(digest))


def test_secrets_are_compared_as_bytes() -> None:
    assert same("clavé".encode(), "clavé".encode())
    assert not same("clavé".encode(), b"clave")
