"""What can be asked of Yuno: to make, list and delete webhooks, by openapi/webhooks of its docs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote

from app.core.errors import SecretMissing, Unreadable
from app.core.provider import Answer, OutboundCall, Sign
from app.core.reading import JsonObject, JsonValue, items, read_value, text

# Each domain of events has its own list of triggers; payouts, split transfers and bank transfers
# have none, so this API cannot subscribe to them (facts 3.4).
_TRIGGERS: Mapping[str, str] = MappingProxyType(
    {
        "payment": "AUTHORIZE CANCEL CAPTURE CHARGEBACK PRECHARGEBACK PURCHASE REFUND VERIFY",
        "enrollment": "ENROLL UNENROLL",
        "report": "UPDATE",
        "subscription": (
            "ACTIVE CANCEL CLOSE_TO_RENEWAL COMPLETE CREATE PAUSE PLAN_CHANGE_CANCELED"
            " PLAN_CHANGE_SCHEDULED PLAN_CHANGED RESUME"
        ),
        "onboarding": (
            "BLOCKED CANCELLED CREATED DECLINED ERROR EXPIRED INACTIVE PENDING SUCCEEDED"
            " TRANSFERRED UNBLOCKED"
        ),
    }
)
TRIGGERS = MappingProxyType({domain: tuple(words.split()) for domain, words in _TRIGGERS.items()})
MASK = "***"  # stands for a secret in an answer; sent back, it would become the secret


def register(
    callback_url: str,
    *,
    api: str = "",
    events: Sequence[str] = (),
    account_id: str = "",
    x_api_key: str = "",
    x_secret: str = "",
    hmac_secret: str = "",
) -> OutboundCall:
    """Make a webhook for the chosen events ("payment.REFUND"; none: those of payments).

    The proofs entered here are set at Yuno with it. Raises SecretMissing without the account id,
    ValueError for an event that has no trigger and for a masked secret.
    """
    wanted = tuple(events) or tuple(f"payment.{word}" for word in TRIGGERS["payment"])
    body = {
        "account_id": _account(account_id),
        "name": "Acuse",
        "url": callback_url,
        **_proofs(x_api_key, x_secret, hmac_secret),
        **_triggers(wanted),
    }
    purpose = f"Register {callback_url} for {', '.join(wanted)}."
    named = tuple(event.casefold() for event in wanted)
    return OutboundCall(
        "POST", "/v1/webhooks", _json(body), Sign.YUNO, purpose=purpose, events=named
    )


def update(
    webhook: str,
    callback_url: str,
    *,
    account_id: str = "",
    x_api_key: str = "",
    x_secret: str = "",
    hmac_secret: str = "",
) -> OutboundCall:
    """Have one webhook lead to another URL, with the proofs entered here; its triggers stay.

    What is not entered here is left out: an empty text would delete it at Yuno, and what Yuno
    lists of it is the mask. Raises as `register` does.
    """
    body = {
        "account_id": _account(account_id),
        "url": callback_url,
        **_proofs(x_api_key, x_secret, hmac_secret),
    }
    purpose = f"Have webhook {webhook} lead to {callback_url}."
    return OutboundCall("PATCH", _path(webhook), _json(body), Sign.YUNO, purpose=purpose)


def _proofs(api_key: str, secret: str, hmac_secret: str) -> dict[str, str]:
    """What is set at Yuno, so that it proves its deliveries by it."""
    proofs = {"api_key": api_key, "secret": secret, "hmac_client_secret": hmac_secret}
    if MASK in (value.strip() for value in proofs.values()):
        raise ValueError(f"{MASK} stands for a secret and is none")
    return {name: value for name, value in proofs.items() if value}


def _json(body: Mapping[str, object]) -> bytes:
    return json.dumps(body, separators=(",", ":")).encode()


def _triggers(events: Sequence[str]) -> dict[str, list[str]]:
    chosen: dict[str, list[str]] = {}
    for event in events:
        domain, _, word = event.partition(".")
        if word.upper() not in TRIGGERS.get(domain, ()):
            raise ValueError(f"Yuno has no trigger for {event!a}")
        chosen.setdefault(f"{domain}_triggers", []).append(word.upper())
    return chosen


def _account(account_id: str) -> str:
    if not account_id.strip():
        raise SecretMissing(
            "The account id of Yuno is missing.",
            cause="Every call about webhooks names the account.",
            remedy="Enter it under Connections, or set ACUSE_YUNO_ACCOUNT_ID.",
        )
    return account_id.strip()


def list_callbacks(*, account_id: str = "") -> OutboundCall:
    """List every webhook of the account; raises SecretMissing without its id."""
    path = f"/v1/webhooks?account_id={quote(_account(account_id), safe='')}"
    purpose = "List the account's webhooks."
    return OutboundCall("GET", path, sign=Sign.YUNO, idempotent=True, purpose=purpose)


def delete(webhook: str, *, account_id: str = "") -> OutboundCall:
    """Delete one webhook by its id; raises ValueError for what cannot be one."""
    path = f"{_path(webhook)}?account_id={quote(_account(account_id), safe='')}"
    return OutboundCall("DELETE", path, sign=Sign.YUNO, purpose=f"Delete webhook {webhook}.")


def _path(webhook: str) -> str:
    if not (webhook.isascii() and webhook.replace("-", "").isalnum()):
        raise ValueError(f"a webhook's id has letters, digits and dashes, unlike {webhook!a}")
    return f"/v1/webhooks/{webhook}"


# --- answers --------------------------------------------------------------------------------------

MOST_SHOWN = 20_000


def read_answer(status: int, body: bytes) -> Answer:
    """An answer of the webhooks API: one webhook, a list of them, or a code with messages."""
    raw = body[:MOST_SHOWN].decode("utf-8", "replace")
    value: JsonValue
    try:
        value = read_value(body)
    except Unreadable:
        value = None
    found = value if isinstance(value, list) else [value]
    return Answer(
        status=status,
        ok=200 <= status < 300,
        message=_message(value) or ("" if value is not None else raw.strip()[:200]),
        items=tuple(_item(one) for one in found if isinstance(one, dict) and "url" in one),
        raw=raw,
    )


def _message(value: JsonValue) -> str:
    words = ", ".join(one for one in items(value, "messages") if isinstance(one, str))
    code = text(value, "code")
    return f"{words} ({code})" if words and code else words or code


def _item(webhook: JsonObject) -> Mapping[str, str]:
    """A webhook with its triggers as events; secrets, even masked, stay out."""
    events = ", ".join(
        f"{domain}.{word}"
        for domain in TRIGGERS
        for word in items(webhook, f"{domain}_triggers")
        if isinstance(word, str)
    )
    shown = {name: text(webhook, name) for name in ("id", "name", "state", "account_id")}
    return shown | {"event": events, "callback_url": text(webhook, "url")}
