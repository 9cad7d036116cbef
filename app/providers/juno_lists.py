"""What can be read back from Juno: transactions and financial movements (facts 1.6).

By docs.bitso.com/juno/docs/list-transactions-made, /get-transaction-details and
/list-financial-movements, read 2026-11. Two copies of one page name the parameters differently,
and the keys of the details were cut off, so reading is tolerant and the names are a choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from urllib.parse import quote, urlencode

from app.core.asked import objects_at
from app.core.event import Kind
from app.core.provider import Listing, OptionSpec, OutboundCall, Page, Sign, Span
from app.core.reading import JsonObject, JsonValue, member, text

CAMEL, SNAKE = "camelCase", "snake_case"
OPTION = OptionSpec(
    name="query_names",
    label="Names in queries",
    values=(CAMEL, SNAKE),
    default=CAMEL,
    help="How Juno's lists want their parameters written; its documentation says both.",
)
NAMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        CAMEL: {"since": "isoDateFrom", "until": "isoDateTo", "page": "page", "size": "pageSize"},
        SNAKE: {
            "since": "iso_date_from",
            "until": "iso_date_to",
            "page": "page",
            "size": "page_size",
        },
    }
)
PAGE = 100

TRANSACTIONS, MOVEMENTS = "/mint_platform/v1/transactions", "/mint_platform/v1/financial_movements"
MONEY = frozenset(
    {Kind.ISSUANCE, Kind.REDEMPTION, Kind.CRYPTO_DEPOSIT, Kind.CRYPTO_WITHDRAWAL, Kind.CONVERSION}
)


def _page_of(path: str, spelling: str, span: Span, cursor: str) -> OutboundCall:
    names = NAMES[spelling]
    parameters = {
        names["since"]: span.since.strftime("%Y-%m-%dT%H:%M:%SZ"),
        names["until"]: span.until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        names["page"]: cursor or "1",
        names["size"]: str(PAGE),
    }
    return _get(f"{path}?{urlencode(parameters)}", "List what Juno knows of this time.")


def _some(keys: Sequence[str]) -> OutboundCall:
    return _get(f"{TRANSACTIONS}/{quote(keys[0], safe='')}", "Ask for one transaction.")


def _get(path: str, purpose: str) -> OutboundCall:
    return OutboundCall("GET", path, sign=Sign.BITSO, idempotent=True, purpose=purpose)


_PLACES = ("payload.content", "payload.response", "payload.transactions", "payload", "content", "")


def _page(answer: JsonValue, cursor: str) -> Page:
    """The objects of a page; the next is asked for until one is empty, for no answer is known to
    tell how many there are.
    """
    objects = objects_at(answer, _PLACES)
    return Page(objects, str(int(cursor or "1") + 1) if objects else "")


# --- an answer as the webhook that would tell of it -----------------------------------------------

_TYPES = ("transaction_type", "type")
_IDS = ("id", "transaction_id")
_WORDS = ("status", "summary_status")


def _transaction(answer: JsonObject) -> JsonObject:
    """A transaction of the read API has its details beside it; a webhook in a member of its type.

    The currency is upper case for fiat and lower case for crypto there, and called asset here.
    """
    type_ = _first(answer, _TYPES).upper()
    beside = ("amount", "network", "asset", "method", "refunded", "failure_reason")
    details: JsonObject = {name: answer[name] for name in beside if name in answer}
    if asset := _first(answer, ("asset", "currency")):
        details["asset"] = asset.upper()
    for name in (type_.lower(), "details", f"{type_.lower()}_details"):
        details |= member(answer, name)
    return {
        "event": "TRANSACTION",
        "payload": {
            "id": _first(answer, _IDS),
            "external_ref": text(answer, "external_ref"),
            "type": type_,
            "status": _first(answer, _WORDS),
            "created_at": text(answer, "created_at"),
            "updated_at": text(answer, "updated_at"),
            type_.lower() or "details": details,
        },
    }


def _movement(answer: JsonObject) -> JsonObject:
    """A movement is about the same money as a transaction, so it is no money of its own."""
    return {"event": "FINANCIAL_MOVEMENT", "payload": answer}


def _first(answer: JsonObject, names: Sequence[str]) -> str:
    return next(filter(None, (text(answer, name) for name in names)), "")


LISTINGS = tuple(
    listing
    for spelling in NAMES
    for listing in (
        Listing(
            "transactions",
            MONEY,
            _page,
            _transaction,
            page_of=partial(_page_of, TRANSACTIONS, spelling),
            some=_some,
            only_with=(OPTION.name, spelling),
        ),
        Listing(
            "financial movements",
            frozenset({Kind.OTHER}),
            _page,
            _movement,
            page_of=partial(_page_of, MOVEMENTS, spelling),
            only_with=(OPTION.name, spelling),
        ),
    )
)
