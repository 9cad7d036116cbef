"""Drives every call about callbacks against a stand-in of the providers' service."""

import dataclasses
import json
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from werkzeug import Response

from app.core.errors import (
    AlreadyRegistered,
    ProviderRefused,
    ProviderUnreachable,
    SecretMissing,
    SettingsError,
)
from app.outbound.callbacks import Callbacks
from app.outbound.refusals import ProviderFailed
from app.providers import PROVIDERS

if TYPE_CHECKING:
    from tests.outbound.conftest import MakeCallbacks, RawServers
    from tests.standins.bitso import Bitso

OURS = "https://hooks.example.com/hooks/juno/token"


def answer(status: int, body: object, **headers: str) -> Callable[[object], Response]:
    text = body if isinstance(body, str) else json.dumps(body)
    return lambda _: Response(text, status, headers, content_type="application/json")


def test_registering_juno_shows_the_providers_answer(
    service: "Bitso", callbacks: Callbacks
) -> None:
    made = callbacks.register("juno", "stage", OURS)
    assert (made.status, made.ok, made.message) == (201, True, "Webhook successfully created")
    assert made.items == ({"id": "11330", "callback_url": OURS, "event": "transaction"},)
    sent = service.asked[0]
    assert json.loads(sent.body) == {"callback_url": OURS, "events": ["TRANSACTION"]}
    assert sent.headers["Content-Type"] == "application/json"


def test_registering_bitso_by_v4_and_by_the_older_v3(
    service: "Bitso", callbacks: Callbacks
) -> None:
    made = callbacks.register("bitso", "production", OURS, events=("funding", "payout"))
    assert [item["event"] for item in made.items] == ["funding", "payout"]
    older = callbacks.register("bitso", "production", OURS, api="v3-legacy")
    assert older.message == f"Successfully registered URL: {OURS}"
    assert service.calls == ["POST /v4/webhooks", "POST /api/v3/webhooks/"]


def test_duplicate_is_explained_with_the_way_out(service: "Bitso", callbacks: Callbacks) -> None:
    callbacks.register("juno", "stage", "https://old.example.com/hook")
    with pytest.raises(AlreadyRegistered) as caught:
        callbacks.register("juno", "stage", OURS)
    error = caught.value
    assert error.problem == "There is already a subscription for transaction at Juno."
    assert "Duplicated subscription for event types: [transaction]" in error.cause
    assert error.remedy == "List the callbacks, delete the old one, then register again."

    (old,) = callbacks.list_remote("juno", "stage").items
    assert callbacks.delete_remote("juno", "stage", old["id"]).status == 204
    callbacks.register("juno", "stage", OURS)
    assert [entry["callback_url"] for entry in service.subscriptions] == [OURS]


def test_wrong_credentials_are_told_in_the_providers_words(
    service: "Bitso", callbacks_at: "MakeCallbacks"
) -> None:
    from app.outbound.client import Client

    client = Client(dev=True)
    environ = {"ACUSE_DEV": "1", "ACUSE_JUNO_BASE_URL": service.url}
    wrong = Callbacks(PROVIDERS, lambda provider, name: "wrong-secret", environ, client=client)
    with pytest.raises(ProviderRefused) as caught:
        wrong.list_remote("juno", "stage")
    wrong.close()
    assert caught.value.cause == "Invalid Nonce or Invalid Credentials (0201) (HTTP 401)"
    assert "clock" in caught.value.remedy
    assert "wrong-secret" not in caught.value.sentences()


def test_missing_credential_is_told_before_anything_is_sent(service: "Bitso") -> None:
    environ = {"ACUSE_DEV": "1", "ACUSE_JUNO_BASE_URL": service.url}
    nothing = Callbacks(PROVIDERS, lambda provider, name: None, environ)
    with pytest.raises(SecretMissing):
        nothing.register("juno", "stage", OURS)
    nothing.close()
    assert service.calls == []


def test_reading_waits_as_long_as_the_provider_asks_and_tries_again(
    service: "Bitso", callbacks: Callbacks
) -> None:
    service.first("GET", answer(429, {"error": "Too many requests"}, **{"Retry-After": "1"}))
    begin = time.monotonic()
    assert callbacks.list_remote("bitso", "stage").items == ()
    assert time.monotonic() - begin >= 1
    assert service.calls == ["GET /v4/webhooks"] * 2
    assert len(service.nonces) == 2  # each sending is signed anew


def test_reading_does_not_wait_an_hour(service: "Bitso", callbacks: Callbacks) -> None:
    service.first("GET", answer(429, {"error": "Locked out"}, **{"Retry-After": "3600"}))
    with pytest.raises(ProviderRefused) as caught:
        callbacks.list_remote("bitso", "stage")
    assert caught.value.remedy == "Wait 3600 seconds, then try again."
    assert len(service.calls) == 1


def test_reading_survives_a_failure_and_a_lost_answer(
    service: "Bitso", callbacks: Callbacks
) -> None:
    service.first("GET", answer(500, "oops"), service.slow)
    assert callbacks.list_remote("juno", "stage").ok
    assert len(service.calls) == 3


def test_reading_gives_up_after_three_attempts(service: "Bitso", callbacks: Callbacks) -> None:
    service.first("GET", *[answer(503, {"error": "down"})] * 5)
    with pytest.raises(ProviderFailed, match="Juno failed") as caught:
        callbacks.list_remote("juno", "stage")
    assert caught.value.cause == "down (HTTP 503)"
    assert len(service.calls) == 3


@pytest.mark.parametrize("status", [429, 400, 403])
def test_refused_registration_is_never_sent_twice(
    service: "Bitso", callbacks: Callbacks, status: int
) -> None:
    service.first("POST", answer(status, {"error": {"code": "0602", "message": "No."}}))
    with pytest.raises(ProviderRefused) as caught:
        callbacks.register("juno", "stage", OURS)
    assert caught.value.cause == f"No. (0602) (HTTP {status})"
    assert service.calls == ["POST /v4/webhooks"]


def test_provider_that_is_not_there_is_not_asked_whether_it_worked(
    callbacks_at: "MakeCallbacks",
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(ProviderUnreachable) as caught:
        callbacks_at(url).register("juno", "stage", OURS)
    assert caught.value.problem == "127.0.0.1 cannot be reached."


def test_redirect_to_this_machine_is_not_followed(
    callbacks_at: "MakeCallbacks", raw: "RawServers", service: "Bitso"
) -> None:
    head = f"HTTP/1.1 307 Temporary Redirect\r\nLocation: {service.url}/v4/webhooks\r\n"
    url = raw.start(lambda link: link.sendall(f"{head}Content-Length: 0\r\n\r\n".encode()))
    with pytest.raises(ProviderRefused, match="redirect") as caught:
        callbacks_at(url).register("juno", "stage", OURS)
    assert service.url in caught.value.cause
    assert service.calls == []


@pytest.mark.parametrize("callback_id", ["", "../1", "1?x=1", "١"])
def test_id_that_is_none_is_never_sent(
    service: "Bitso", callbacks: Callbacks, callback_id: str
) -> None:
    with pytest.raises(SettingsError, match="cannot be asked of Juno"):
        callbacks.delete_remote("juno", "stage", callback_id)
    assert service.calls == []


def test_deleting_what_is_gone_is_refused_once(service: "Bitso", callbacks: Callbacks) -> None:
    with pytest.raises(ProviderRefused, match="Juno refused") as caught:
        callbacks.delete_remote("juno", "stage", "11335")
    assert caught.value.cause == "Not found (0404) (HTTP 404)"
    assert service.calls == ["DELETE /v4/webhooks/11335"]


def test_public_keys_come_without_credentials(service: "Bitso", callbacks: Callbacks) -> None:
    assert list(callbacks.public_keys("bitso", "stage")) == ["k1"]
    assert "Authorization" not in service.asked[0].headers


def test_call_that_a_provider_does_not_offer_is_refused(callbacks: Callbacks) -> None:
    with pytest.raises(ProviderRefused, match="Just Wallet has no call to list"):
        callbacks.list_remote("just_wallet", "production")


def test_preview_is_the_exact_request_without_secrets(
    callbacks: Callbacks, service: "Bitso"
) -> None:
    call = callbacks.registration("juno", OURS)
    text = callbacks.preview("juno", "stage", call)
    assert text == (
        "POST /v4/webhooks HTTP/1.1\n"
        f"Host: {service.url.removeprefix('http://')}\n"
        "Authorization: Bitso <API key>:<nonce>:<signature>\n"
        "Content-Type: application/json\n"
        "\n"
        f'{{"callback_url":"{OURS}","events":["TRANSACTION"]}}'
    )
    assert service.calls == []


def test_preview_masks_what_yuno_wants_in_the_body() -> None:
    secrets = {
        "account_id": "550e8400-e29b-41d4-a716-446655440000",
        "hmac_secret": 'planted"secret',
        "x_api_key": "planted-key",
    }
    callbacks = Callbacks(PROVIDERS, lambda provider, name: secrets.get(name), {})
    call = callbacks.registration("yuno", "https://hooks.example.com/y", events=("payment.REFUND",))
    text = callbacks.preview("yuno", "sandbox", call)
    callbacks.close()
    assert b"planted" in call.body
    assert "planted" not in text
    assert "<hmac_secret>" in text
    assert "Host: api-sandbox.y.uno" in text


def test_juicyways_registration_can_be_shown_but_not_sent() -> None:
    callbacks = Callbacks(PROVIDERS, lambda provider, name: None, {})
    call = callbacks.registration("juicyway", "https://hooks.example.com/j")
    assert "PATCH /accounts/settings" in callbacks.preview("juicyway", "sandbox", call)
    with pytest.raises(ProviderRefused, match="no call to register"):
        callbacks.register("juicyway", "sandbox", "https://hooks.example.com/j")
    callbacks.close()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "https://127.0.0.1", "https://10.0.0.1"])
def test_unfit_addresses_are_refused_without_the_developers_switch(address: str) -> None:
    environ = {"ACUSE_JUNO_BASE_URL": address}
    callbacks = Callbacks(PROVIDERS, lambda provider, name: "entered", environ)
    with pytest.raises(SettingsError, match="address of the provider"):
        callbacks.list_remote("juno", "stage")
    with pytest.raises(SettingsError, match="callback URL"):
        callbacks.register("juno", "stage", address)
    callbacks.close()


def test_unknown_environment_names_the_known_ones() -> None:
    callbacks = Callbacks(PROVIDERS, lambda provider, name: "entered", {})
    with pytest.raises(SettingsError) as caught:
        callbacks.list_remote("juno", "moon")
    callbacks.close()
    assert caught.value.remedy == "Choose one of production, stage."


def test_answer_that_nobody_can_read_for_the_provider_is_its_text(
    service: "Bitso",
) -> None:
    juno = dataclasses.replace(PROVIDERS["juno"], read_answer=None)
    environ = {"ACUSE_DEV": "1", "ACUSE_JUNO_BASE_URL": service.url}
    callbacks = Callbacks({"juno": juno}, lambda provider, name: "entered", environ)
    with pytest.raises(ProviderRefused) as caught:
        callbacks.list_remote("juno", "stage")
    callbacks.close()
    assert "Invalid Nonce" in caught.value.cause
