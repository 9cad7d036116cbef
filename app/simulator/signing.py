"""Signs a simulated delivery the way its provider does: in headers, or inside the body."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPrivateNumbers,
    RSAPublicNumbers,
    generate_private_key,
    rsa_crt_dmp1,
    rsa_crt_dmq1,
    rsa_crt_iqmp,
    rsa_recover_private_exponent,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app import __version__
from app.core.reading import JsonObject, compact
from app.simulator.story import Step

USER_AGENT = f"Acuse-Simulator/{__version__}"
KEY_ID = "demo-2026-11"
EXPONENT = 65537


@dataclass(frozen=True, slots=True)
class DemoSecrets:
    """What both sides know: the credentials an operator would enter, and Bitso's private key.

    Without its credential, or without the key, a delivery goes out unsigned. `bearer_header` is
    where Yuno was told to put its bearer token.
    """

    credentials: Mapping[str, Mapping[str, str]] = field(repr=False)  # provider -> name -> value
    private_key: RSAPrivateKey | None = field(default=None, repr=False)
    bearer_header: str = "Authorization"

    def get(self, provider: str, name: str) -> str:
        """One credential, or an empty text."""
        return self.credentials.get(provider, {}).get(name) or ""


def demo_secrets(seed: int, key: RSAPrivateKey | None = None) -> DemoSecrets:
    """Made-up credentials for every provider; all but a key that is generated follow the seed."""
    rng = Random(seed)  # noqa: S311 - they guard nothing but the demo
    key = key or generate_private_key(public_exponent=EXPONENT, key_size=2048)
    public = base64.b64encode(
        key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).decode()
    return DemoSecrets(
        {
            "juno": {"public_key": public},
            "bitso": {"public_key": public},
            "yuno": {
                "hmac_secret": f"demo-{rng.getrandbits(128):032x}",
                "x_api_key": f"demo-{rng.getrandbits(96):024x}",
                "x_secret": f"demo-{rng.getrandbits(96):024x}",
            },
            "juicyway": {"business_id": f"biz_demo_{rng.getrandbits(64):016x}"},
            "just_wallet": {"webhook_secret": f"demo-{rng.getrandbits(128):032x}"},
        },
        key,
    )


def seeded_key(rng: Random, bits: int = 2048) -> RSAPrivateKey:
    """A private key that follows from a random source: for traffic that can be made again."""
    p, q = _prime(rng, bits // 2), _prime(rng, bits // 2)
    d = rsa_recover_private_exponent(EXPONENT, p, q)
    public = RSAPublicNumbers(EXPONENT, p * q)
    return RSAPrivateNumbers(
        p, q, d, rsa_crt_dmp1(d, p), rsa_crt_dmq1(d, q), rsa_crt_iqmp(p, q), public
    ).private_key()


def _prime(rng: Random, bits: int) -> int:
    """A prime of so many bits, the two highest set, for all that Fermat's test can tell."""
    while True:
        found = rng.getrandbits(bits) | 3 << (bits - 2) | 1
        if found % EXPONENT != 1 and all(pow(base, found - 1, found) == 1 for base in (2, 3, 5)):
            return found


@dataclass(frozen=True, slots=True)
class Sent:
    """One delivery, ready to be posted, so many seconds after its story began."""

    provider: str
    tail: str
    headers: Mapping[str, str]
    body: bytes
    after: float


def sign(step: Step, secrets: DemoSecrets) -> Sent:
    """A step as its provider would send it; a forged one is signed with another key."""
    match step.provider:
        case "juno" | "bitso":
            # Spaces in the body show that it is the compact payload that is signed.
            body, proof = compact(step.body, spaced=True), _rsa(step, secrets)
        case "yuno":
            body = compact(step.body)
            proof = _yuno(step, body, secrets)
        case "juicyway":
            body, proof = compact(_with_checksum(step, secrets)), {}
        case _:
            body = compact(step.body)
            secret = secrets.get(step.provider, "webhook_secret")
            proof = {"Signature": _digest(step, secret, body).hex()} if secret else {}
    headers = {"Content-Type": "application/json", "User-Agent": USER_AGENT, **proof}
    return Sent(step.provider, step.tail, headers, body, step.after)


def _digest(step: Step, secret: str, message: bytes) -> bytes:
    key = f"not {secret}" if step.forged else secret
    return hmac.digest(key.encode(), message, hashlib.sha256)


def _rsa(step: Step, secrets: DemoSecrets) -> dict[str, str]:
    """Bitso signs the compact payload; the signature of a forger covers something else."""
    if secrets.private_key is None:
        return {}
    message = compact(step.body["payload"]) + (b" " if step.forged else b"")
    signature = secrets.private_key.sign(message, PKCS1v15(), SHA256())
    return {
        "x-bitso-webhook-event-signature": base64.b64encode(signature).decode(),
        "x-bitso-key-id": KEY_ID,
    }


def _yuno(step: Step, body: bytes, secrets: DemoSecrets) -> dict[str, str]:
    found = {
        header: secrets.get("yuno", name)
        for header, name in (("x-api-key", "x_api_key"), ("x-secret", "x_secret"))
    }
    secret = secrets.get("yuno", "hmac_secret")
    if secret:
        found["x-hmac-signature"] = base64.b64encode(_digest(step, secret, body)).decode()
    if (token := secrets.get("yuno", "bearer_token")) and secrets.bearer_header.isascii():
        found[secrets.bearer_header.lower()] = f"Bearer {token}"
    return {header: value for header, value in found.items() if value}


def _with_checksum(step: Step, secrets: DemoSecrets) -> JsonObject:
    """Juicyway signs "event|data" with the business id and puts the checksum into the body."""
    business_id = secrets.get("juicyway", "business_id").strip()
    if not business_id:
        return step.body
    message = f"{step.body['event']}|".encode() + compact(step.body["data"], sort="deep")
    return {**step.body, "checksum": _digest(step, business_id, message).hex().upper()}
