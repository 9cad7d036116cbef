"""Secrets by the window: entered, replaced, removed, put to use at once, and shown by nothing."""

from __future__ import annotations

import base64
import hmac
import json

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256

from app.ui.widgets.dialogs import Sheet
from tests.buttons.driving import Driver
from tests.standins.bitso import SECRET, public_key, signing_key

CLOCK = "Check the API key and secret, and that this computer's clock is right."


@pytest.fixture
def secrets() -> dict[str, str]:
    """Nothing is entered yet."""
    return {}


def enter(acuse: Driver, sheet: Sheet, name: str, value: str) -> None:
    acuse.enter(sheet, "Providers", name, value)
    acuse.press(sheet, "CredentialField", "Save", acuse.says("Providers", name))
    acuse.until(lambda: value not in acuse.fields(sheet))


def post(acuse: Driver, provider: str, body: bytes, **headers: str) -> int:
    (url,) = [one.local_url for one in acuse.app.callbacks() if one.provider == provider]
    given = {"Content-Type": "application/json"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.post(url, content=body, headers=given, trust_env=False).status_code


def standings(acuse: Driver) -> list[str]:
    with acuse.app.open_reader() as reader:
        return [row.standing for row in reader.feed_page()]


def test_a_missing_secret_is_entered_a_wrong_one_replaced_and_removed(acuse: Driver) -> None:
    juno = acuse.standins.juno
    sheet = acuse.open("juno", "register")
    acuse.press(sheet, "RegistrationSheet", "Register callback")
    acuse.is_told(sheet, "The API key of Juno is missing.")
    assert juno.calls == []
    acuse.press(sheet.notice, "RegistrationSheet", "Enter credentials…")
    entering = next(one for one in acuse.sheets() if one is not sheet)
    enter(acuse, entering, "API key", "demo-api-key")
    enter(acuse, entering, "API secret", "planted-wrong-one")
    acuse.press(sheet, "RegistrationSheet", "Register callback")
    acuse.is_told(sheet, "Juno refused the call.", CLOCK)
    assert juno.subscriptions == []
    enter(acuse, entering, "API secret", SECRET)
    acuse.press(sheet, "RegistrationSheet", "Register callback")
    acuse.until(lambda: len(juno.subscriptions) == 1)
    for hidden in (SECRET, "planted-wrong-one"):
        assert hidden not in acuse.words() + acuse.fields(acuse.window)
    acuse.press(entering, "CredentialField", "Remove", acuse.says("Providers", "API secret"))
    acuse.until(lambda: not acuse.app.actions().secret_is_set("juno", "api_secret"))
    acuse.press(sheet, "RegistrationSheet", "Register callback")
    acuse.is_told(sheet, "The API secret of Juno is missing.")
    assert len(juno.changes()) == 2


def test_a_pasted_key_believes_what_it_signed(acuse: Driver) -> None:
    payload = {"fid": "f1", "status": "complete", "amount": "1.00"}
    compact = json.dumps(payload, separators=(",", ":")).encode()
    body = b'{"event":"funding","payload":' + compact + b"}"
    signature = base64.b64encode(signing_key().sign(compact, padding.PKCS1v15(), SHA256())).decode()
    signed = {"x_bitso_key_id": "k9", "x_bitso_webhook_event_signature": signature}
    assert post(acuse, "bitso", body, **signed) == 200
    acuse.until(lambda: standings(acuse) == ["awaiting key"])
    sheet = acuse.open("bitso", "credentials")
    enter(acuse, sheet, "Webhook public key", public_key())
    sheet.close()
    assert post(acuse, "bitso", body.replace(b"f1", b"f2"), **signed) == 401
    acuse.window.show_page("attention")
    verify(acuse)
    acuse.until(lambda: sorted(standings(acuse)) == ["quarantined", "trusted"])


def test_what_a_wrong_secret_kept_out_is_verified_again(acuse: Driver) -> None:
    body = b'{"event.type":"payout","data":{"id":"p1","status":"pending"}}'
    sheet = acuse.open("just_wallet", "credentials")
    enter(acuse, sheet, "Webhook secret", "planted-wrong-one")
    signature = hmac.digest(b"right", body, "sha256").hex()
    assert post(acuse, "just_wallet", body, Signature=signature) == 401
    acuse.until(lambda: standings(acuse) == ["quarantined"])
    sheet.close()
    acuse.window.show_page("attention")
    verify(acuse)
    none = acuse.says("AttentionPage", "None of {0} passes yet").format(1)
    acuse.until(lambda: none in acuse.words())
    acuse.window.show_page("connections")
    sheet = acuse.open("just_wallet", "credentials")
    enter(acuse, sheet, "Webhook secret", "right")
    sheet.close()
    acuse.window.show_page("attention")
    verify(acuse)
    acuse.until(lambda: standings(acuse) == ["trusted"])


def verify(acuse: Driver) -> None:
    acuse.press(acuse.window.page("attention"), "AttentionHead", "Re-verify all")
