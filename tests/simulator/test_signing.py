"""Holds the simulator's signatures to the providers' own verification, and to independent code."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from app.core.delivery import AddressCheck, Basis, Outcome, Request, Trust, Verdict
from app.providers import PROVIDERS
from app.simulator.scenarios import history, parade, single, steady
from app.simulator.signing import DemoSecrets, Sent, demo_secrets, seeded_key, sign

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)


def trust(provider: str, secrets: DemoSecrets) -> Trust:
    credentials = dict(secrets.credentials[provider])
    key = credentials.pop("public_key", None)
    return Trust(credentials=credentials, keys={"": key} if key else {})


def verdict(sent: Sent, secrets: DemoSecrets) -> Verdict:
    headers = tuple((name.lower().encode(), value.encode()) for name, value in sent.headers.items())
    request = Request(
        sent.provider, sent.tail, headers, sent.body, "127.0.0.1", "", AddressCheck.OFF, NOW
    )
    return PROVIDERS[sent.provider].verify(request, trust(sent.provider, secrets))


@pytest.mark.parametrize("seed", range(3))
def test_providers_believe_what_is_signed_and_nothing_forged(
    seed: int, secrets: DemoSecrets
) -> None:
    rng = Random(seed)
    steps = [*history(rng, NOW), *parade(rng, NOW)]
    for _ in range(30):
        steps += steady(rng, NOW)
    for step in steps:
        found = verdict(sign(step, secrets), secrets)
        assert found.outcome is (Outcome.QUARANTINED if step.forged else Outcome.TRUSTED), found
        assert found.basis is (Basis.FAILED if step.forged else Basis.SIGNATURE), found


def test_credentials_have_the_names_that_operators_enter() -> None:
    for provider, entered in demo_secrets(1).credentials.items():
        assert set(entered) <= {spec.name for spec in PROVIDERS[provider].credentials}
    required = {
        (provider.name, spec.name)
        for provider in PROVIDERS.values()
        for spec in provider.credentials
        if spec.required_to_verify
    }
    made = demo_secrets(1).credentials
    assert all(made[provider].get(name) for provider, name in required)


def test_secrets_are_not_shown(secrets: DemoSecrets) -> None:
    values = [value for named in secrets.credentials.values() for value in named.values()]
    assert not [value for value in values if value in repr(secrets)]


def test_bitso_signs_the_compact_payload(secrets: DemoSecrets) -> None:
    sent = sign(single(Random(1), NOW, "bitso"), secrets)
    payload = json.loads(sent.body)["payload"]
    message = json.dumps(payload, separators=(",", ":"), ensure_ascii=False).encode()
    assert message not in sent.body  # it is sent with spaces
    assert secrets.private_key is not None
    signature = base64.b64decode(sent.headers["x-bitso-webhook-event-signature"])
    secrets.private_key.public_key().verify(signature, message, PKCS1v15(), SHA256())
    assert secrets.private_key.key_size == 2048


def test_yuno_signs_the_raw_body_and_adds_its_static_values(secrets: DemoSecrets) -> None:
    sent = sign(single(Random(1), NOW, "yuno"), secrets)
    key = secrets.get("yuno", "hmac_secret").encode()
    digest = hmac.new(key, sent.body, hashlib.sha256).digest()
    assert sent.headers["x-hmac-signature"] == base64.b64encode(digest).decode()
    assert sent.headers["x-api-key"] == secrets.get("yuno", "x_api_key")
    assert sent.headers["x-secret"] == secrets.get("yuno", "x_secret")


def test_juicyway_signs_event_and_sorted_data_inside_the_body(secrets: DemoSecrets) -> None:
    sent = sign(single(Random(1), NOW, "juicyway"), secrets)
    body = json.loads(sent.body)
    data = json.dumps(body["data"], separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    key = secrets.get("juicyway", "business_id").encode()
    digest = hmac.new(key, f"{body['event']}|{data}".encode(), hashlib.sha256).hexdigest()
    assert body["checksum"] == digest.upper()


def test_just_wallet_signs_the_body_in_hex(secrets: DemoSecrets) -> None:
    sent = sign(single(Random(1), NOW, "just_wallet"), secrets)
    key = secrets.get("just_wallet", "webhook_secret").encode()
    assert sent.headers["Signature"] == hmac.new(key, sent.body, hashlib.sha256).hexdigest()


@pytest.mark.parametrize("header", ["Authorization", "X-Merchant-Token"])
def test_yunos_bearer_token_stands_where_yuno_was_told(header: str) -> None:
    secrets = DemoSecrets({"yuno": {"bearer_token": "token"}}, bearer_header=header)
    sent = sign(single(Random(1), NOW, "yuno"), secrets)
    headers = tuple((name.encode(), value.encode()) for name, value in sent.headers.items())
    request = Request("yuno", "", headers, sent.body, "127.0.0.1", "", AddressCheck.OFF, NOW)
    trust = Trust(credentials=secrets.credentials["yuno"], options={"bearer_header": header})
    found = PROVIDERS["yuno"].verify(request, trust)
    assert found.outcome is Outcome.TRUSTED, found


@pytest.mark.parametrize("provider", PROVIDERS)
def test_without_secrets_a_delivery_goes_out_unsigned(provider: str) -> None:
    sent = sign(single(Random(1), NOW, provider), DemoSecrets({}))
    assert set(sent.headers) == {"Content-Type", "User-Agent"}
    assert b"checksum" not in sent.body


def test_a_seeded_key_is_the_same_each_time_and_works() -> None:
    one, other = (demo_secrets(3, seeded_key(Random(3), bits=1024)) for _ in range(2))
    assert one.credentials == other.credentials
    for step in history(Random(1), NOW):
        if step.provider == "juno":
            assert verdict(sign(step, one), other).outcome is Outcome.TRUSTED
