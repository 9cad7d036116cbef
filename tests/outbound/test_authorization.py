"""Holds the signatures of outbound calls to the vectors of the facts, chapter 8."""

import pytest

from app.core.errors import SecretMissing
from app.core.provider import OutboundCall, Sign
from app.outbound.authorization import gather, headers, masked, nonce, sign
from app.providers import PROVIDERS

SECRET = "bitso-test-secret"
NONCE = "1731349200123123456"
REGISTER = b'{"callback_url":"https://example.com/juno-webhooks","events":["TRANSACTION"]}'
VECTORS = [
    (
        "GET",
        "/api/v3/fundings?limit=25",
        b"",
        "0a19722c2e4e345ea3dee439fc79b0a899f691240bdcc4b341dd6ff406bb635c",
    ),
    (
        "POST",
        "/v4/webhooks",
        REGISTER,
        "d762c38eb9c2cec2681dd3476fe5dc86140a849d032d31e264a6d84ce41d74de",
    ),
    (
        "DELETE",
        "/v4/webhooks/11330",
        b"",
        "f3bafec9923a1ea92134bdc6d5643127207b11dfc19270e46461d5dcdd8f67d5",
    ),
]


@pytest.mark.parametrize(("method", "path", "body", "signature"), VECTORS)
def test_signature_covers_nonce_method_path_with_query_and_body(
    method: str, path: str, body: bytes, signature: str
) -> None:
    value = sign("the-key", SECRET, NONCE, method.lower(), path, body)
    assert value == f"Bitso the-key:{NONCE}:{signature}"


def test_nonce_is_thirteen_digits_of_time_and_six_random_ones() -> None:
    assert nonce(1731349200123, 123456) == NONCE
    assert nonce(1731349200123, 7) == "1731349200123000007"


def test_each_way_of_signing_has_its_headers() -> None:
    secrets = {"public_api_key": "pub", "private_secret_key": "priv", "api_key": "live_1"}
    yuno = headers(OutboundCall("GET", "/webhooks", sign=Sign.YUNO), "/webhooks", secrets, str)
    assert yuno == {"public-api-key": "pub", "private-secret-key": "priv"}
    plain = headers(OutboundCall("GET", "/payments", sign=Sign.PLAIN), "/payments", secrets, str)
    assert plain == {"Authorization": "live_1"}
    assert headers(OutboundCall("GET", "/keys"), "/keys", {}, str) == {}


@pytest.mark.parametrize("way", list(Sign))
def test_masked_headers_have_the_names_of_the_real_ones(way: Sign) -> None:
    secrets = dict.fromkeys(
        ("api_key", "api_secret", "public_api_key", "private_secret_key"), "hush"
    )
    call = OutboundCall("GET", "/x", sign=way)
    assert masked(call).keys() == headers(call, "/x", secrets, lambda: NONCE).keys()
    assert "hush" not in str(masked(call))


@pytest.mark.parametrize("entered", [None, "", "  "])
def test_missing_credential_names_the_variable_that_would_give_it(entered: str | None) -> None:
    call = OutboundCall("GET", "/v4/webhooks", sign=Sign.BITSO)
    with pytest.raises(SecretMissing) as caught:
        gather(PROVIDERS["juno"], call, lambda provider, name: entered)
    assert caught.value.problem == "The API key of Juno is missing."
    assert "ACUSE_JUNO_API_KEY" in caught.value.remedy


@pytest.mark.parametrize("entered", ["first\r\nX-Injected: yes", "clave\u0301secreta", "a\x00b"])
def test_credential_that_would_break_a_header_is_refused_and_not_quoted(entered: str) -> None:
    call = OutboundCall("GET", "/v4/webhooks", sign=Sign.BITSO)
    with pytest.raises(SecretMissing) as caught:
        gather(PROVIDERS["juno"], call, lambda provider, name: entered)
    assert entered not in caught.value.sentences()
    assert "line break" in caught.value.cause


def test_white_space_around_a_pasted_credential_does_not_count() -> None:
    call = OutboundCall("GET", "/v4/webhooks", sign=Sign.BITSO)
    found = gather(PROVIDERS["juno"], call, lambda provider, name: f" {name}\n")
    assert found == {"api_key": "api_key", "api_secret": "api_secret"}
