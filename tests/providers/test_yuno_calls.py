"""What is asked of Yuno's webhooks API, to the byte, and what its answers say."""

import json
from typing import Any

import pytest

from app.core.errors import SecretMissing
from app.core.provider import Sign
from app.providers.yuno import PROVIDER
from app.providers.yuno_calls import TRIGGERS, read_answer

ACCOUNT = "493e9374-510a-4201-9e09-de669d75f256"
URL = "https://example.com/hooks/yuno/t"
WEBHOOK = {
    "id": "12345",
    "account_id": ACCOUNT,
    "name": "Acuse",
    "state": "ACTIVE",
    "url": URL,
    "api_key": "***",
    "secret": None,
    "hmac_client_secret": "***",
    "payment_triggers": ["PURCHASE", "REFUND"],
    "report_triggers": [],
    "subscription_triggers": None,
    "onboarding_triggers": ["CREATED", 5],
    "renewal_days": None,
}
register, listed, delete = (PROVIDER.calls[name] for name in ("register", "list", "delete"))


def test_registration_names_account_url_proofs_and_triggers() -> None:
    call = register(
        URL,
        api="",
        events=("payment.PURCHASE", "payment.refund", "subscription.CREATE"),
        account_id=f" {ACCOUNT}\n",
        x_api_key="k",
        hmac_secret="h",
    )
    assert (call.method, call.path, call.sign) == ("POST", "/v1/webhooks", Sign.YUNO)
    assert not call.idempotent
    assert json.loads(call.body) == {
        "account_id": ACCOUNT,
        "name": "Acuse",
        "url": URL,
        "api_key": "k",
        "hmac_client_secret": "h",
        "payment_triggers": ["PURCHASE", "REFUND"],
        "subscription_triggers": ["CREATE"],
    }
    assert "payment.refund" in call.purpose
    assert '"k"' not in call.purpose


def test_without_a_choice_all_events_of_payments_are_registered() -> None:
    body = json.loads(register(URL, account_id=ACCOUNT).body)
    assert body["payment_triggers"] == list(TRIGGERS["payment"])
    assert set(body) == {"account_id", "name", "url", "payment_triggers"}


@pytest.mark.parametrize("event", ["payout.PAYOUT", "banking.transfer", "payment", "payment.X", ""])
def test_an_event_that_has_no_trigger_is_refused(event: str) -> None:
    with pytest.raises(ValueError, match="no trigger"):
        register(URL, events=(event,), account_id=ACCOUNT)


@pytest.mark.parametrize("name", ["x_api_key", "x_secret", "hmac_secret"])
def test_a_masked_secret_is_never_sent_back(name: str) -> None:
    masked: dict[str, Any] = {name: "***"}
    with pytest.raises(ValueError, match="stands for a secret"):
        register(URL, account_id=ACCOUNT, **masked)


def test_every_call_needs_the_account() -> None:
    for call, value in ((register, (URL,)), (listed, ()), (delete, ("1",))):
        with pytest.raises(SecretMissing, match="account id"):
            call(*value)


def test_a_webhook_is_led_elsewhere_with_the_proofs_of_now() -> None:
    call = PROVIDER.calls["update"]("12345", URL, account_id=ACCOUNT, x_secret="s")
    assert (call.method, call.path, call.sign) == ("PATCH", "/v1/webhooks/12345", Sign.YUNO)
    assert json.loads(call.body) == {"account_id": ACCOUNT, "url": URL, "secret": "s"}
    assert not call.idempotent
    assert URL in call.purpose
    with pytest.raises(SecretMissing):
        PROVIDER.calls["update"]("12345", URL)


def test_the_list_and_the_deletion_name_the_account_in_the_query() -> None:
    call = listed(account_id=ACCOUNT)
    assert (call.method, call.path) == ("GET", f"/v1/webhooks?account_id={ACCOUNT}")
    assert (call.sign, call.idempotent, call.body) == (Sign.YUNO, True, b"")
    call = delete("12345", account_id="a&b=c")
    assert (call.method, call.path) == ("DELETE", "/v1/webhooks/12345?account_id=a%26b%3Dc")
    assert not call.idempotent


@pytest.mark.parametrize("webhook", ["", "../x", "1?a=b", "1/2", "ñ", "1 2", "-", "１"])
def test_what_cannot_be_an_id_is_not_deleted(webhook: str) -> None:
    with pytest.raises(ValueError, match="id has letters"):
        delete(webhook, account_id=ACCOUNT)


# --- answers --------------------------------------------------------------------------------------

ITEM = {
    "id": "12345",
    "name": "Acuse",
    "state": "ACTIVE",
    "account_id": ACCOUNT,
    "event": "payment.PURCHASE, payment.REFUND, onboarding.CREATED",
    "callback_url": URL,
}


@pytest.mark.parametrize("body", [WEBHOOK, [WEBHOOK], [WEBHOOK, "odd", {"id": "x"}]])
@pytest.mark.parametrize("status", [200, 201])
def test_webhooks_are_listed_without_their_secrets(body: Any, status: int) -> None:
    answer = read_answer(status, json.dumps(body).encode())
    assert (answer.status, answer.ok, answer.message) == (status, True, "")
    assert answer.items == (ITEM,)


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (409, {"code": "WEBHOOK_ALREADY_EXISTS", "messages": ["It exists.", "Really."]},
         "It exists., Really. (WEBHOOK_ALREADY_EXISTS)"),
        (400, {"code": "WEBHOOK_URL_UNSAFE"}, "WEBHOOK_URL_UNSAFE"),
        (400, {"messages": ["No account.", 5]}, "No account."),
        (500, {}, ""),
        (404, [], ""),
    ],
)  # fmt: skip
def test_a_refusal_says_the_providers_words(status: int, body: Any, message: str) -> None:
    answer = read_answer(status, json.dumps(body).encode())
    assert (answer.ok, answer.message, answer.items) == (False, message, ())


def test_an_answer_that_is_no_json_is_shown_as_it_is() -> None:
    answer = read_answer(502, b"  <html>bad gateway \xff</html>\n")
    assert (answer.ok, answer.message) == (False, "<html>bad gateway \ufffd</html>")
    assert read_answer(204, b"").ok
    assert len(read_answer(502, b"x" * 100_000).raw) == 20_000
