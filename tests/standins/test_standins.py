"""Holds the stand-ins to the facts: a test that they pass too easily would prove nothing."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from pytest_httpserver import HTTPServer

from tests.standins.bitso import KEY, SECRET, Bitso, hmac_sha256
from tests.standins.world import servers as servers

FIRST, LATER = "1731349200123123456", "1731349200124000001"
LISTED = "/api/v3/fundings?limit=25"
VECTOR = "0a19722c2e4e345ea3dee439fc79b0a899f691240bdcc4b341dd6ff406bb635c"  # facts, chapter 8


def signed(method: str, target: str, nonce: str, body: bytes = b"") -> dict[str, str]:
    signature = hmac_sha256(SECRET.encode(), f"{nonce}{method}{target}".encode() + body).hex()
    return {"Authorization": f"Bitso {KEY}:{nonce}:{signature}", "Content-Type": "application/json"}


@pytest.fixture
def bitso(servers: list[HTTPServer]) -> Iterator[Bitso]:
    made = Bitso(servers[0])
    yield made
    made.close()


@pytest.fixture
def http(bitso: Bitso) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=bitso.url, trust_env=False) as client:
        yield client


def test_the_signature_of_the_facts_is_taken_once(http: httpx.Client) -> None:
    headers = {"Authorization": f"Bitso {KEY}:{FIRST}:{VECTOR}"}
    assert http.get(LISTED, headers=headers).status_code == 200
    assert http.get(LISTED, headers=headers).status_code == 401, "a nonce is used once"


def test_a_nonce_of_an_earlier_time_is_refused(http: httpx.Client) -> None:
    assert http.get(LISTED, headers=signed("GET", LISTED, LATER)).status_code == 200
    assert http.get(LISTED, headers=signed("GET", LISTED, FIRST)).status_code == 401


@pytest.mark.parametrize("nonce", ["1731349200123", "17313492001231234567", "a731349200123123456"])
def test_a_nonce_of_another_shape_is_refused(http: httpx.Client, nonce: str) -> None:
    assert http.get(LISTED, headers=signed("GET", LISTED, nonce)).status_code == 401


@pytest.mark.parametrize("over", ["/api/v3/fundings", "/api/v3/fundings?limit=26"])
def test_the_query_is_signed_too(http: httpx.Client, over: str) -> None:
    assert http.get(LISTED, headers=signed("GET", over, FIRST)).status_code == 401


def test_the_body_is_signed_as_it_is_sent(http: httpx.Client, bitso: Bitso) -> None:
    compact, spaced = b'{"callback_url":"https://a","events":["funding"]}', b'{"events": []}'
    headers = signed("POST", "/v4/webhooks", FIRST, compact)
    assert http.post("/v4/webhooks", content=spaced, headers=headers).status_code == 401
    headers = signed("POST", "/v4/webhooks", LATER, compact)
    assert http.post("/v4/webhooks", content=compact, headers=headers).status_code == 201
    assert [one["event"] for one in bitso.subscriptions] == ["funding"]


def test_a_cut_connection_is_cut_after_its_effect(http: httpx.Client, bitso: Bitso) -> None:
    bitso.first("POST", bitso.done_but(bitso.cut))
    body = b'{"callback_url":"https://a","events":["FUNDING"]}'
    with pytest.raises(httpx.RemoteProtocolError):
        http.post("/v4/webhooks", content=body, headers=signed("POST", "/v4/webhooks", FIRST, body))
    assert [one["event"] for one in bitso.subscriptions] == ["funding"]
    assert bitso.calls == ["POST /v4/webhooks"]
