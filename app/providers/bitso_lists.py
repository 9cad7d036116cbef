"""What can be read back from Bitso: fundings and withdrawals, by v3 or by SPEI v2 (facts 2.6).

By docs.bitso.com/bitso-payouts-funding/docs/list-your-withdrawals, /list-pay-ins, /list-deposits
and public clients, read 2026-11. Objects have the shape of a webhook's payload.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

from app.core.asked import objects_at
from app.core.event import Kind
from app.core.provider import Listing, OptionSpec, OutboundCall, Page, Sign, Span
from app.core.reading import JsonObject, JsonValue, text

BY_V3, BY_SPEI = "v3", "spei v2"
OPTION = OptionSpec(
    name="read_back_by",
    label="Read back by",
    values=(BY_V3, BY_SPEI),
    default=BY_V3,
    help="v3 lists every currency; SPEI v2 lists pesos only, and holds more of each transfer.",
)

V3_PAGE, SPEI_PAGE = 100, 1000  # the most that one page may hold
AT_ONCE = 25  # ids in one question, so that the address stays short


def _get(path: str, parameters: Mapping[str, str], purpose: str) -> OutboundCall:
    query = f"?{urlencode(parameters)}" if parameters else ""
    return OutboundCall("GET", f"{path}{query}", sign=Sign.BITSO, idempotent=True, purpose=purpose)


# --- v3: newest first, the last id of a page is the marker of the next ----------------------------


def _v3_page_of(name: str, span: Span, cursor: str) -> OutboundCall:
    marker = {"marker": cursor} if cursor else {}
    parameters = {"limit": str(V3_PAGE), "sort": "desc", **marker}
    return _get(f"/api/v3/{name}", parameters, f"List {name}.")


def _v3_some(name: str, parameter: str, keys: Sequence[str]) -> OutboundCall:
    return _get(f"/api/v3/{name}", {parameter: ",".join(keys)}, f"Ask for {len(keys)} {name}.")


def _v3_page(key: str, answer: JsonValue, cursor: str) -> Page:
    objects = objects_at(answer, ("payload", ""))
    is_full = len(objects) >= V3_PAGE
    return Page(objects, text(objects[-1], key) if is_full else "")


# --- SPEI v2: by cursor and time ------------------------------------------------------------------


def _spei_page_of(name: str, span: Span, cursor: str) -> OutboundCall:
    parameters = {
        "page_size": str(SPEI_PAGE),
        "created_at_gte": span.since.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "created_at_lte": span.until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        **({"cursor": cursor} if cursor else {}),
    }
    return _get(f"/spei/v2/{name}", parameters, f"List SPEI {name}.")


def _spei_page(name: str, answer: JsonValue, cursor: str) -> Page:
    objects = objects_at(answer, (name, f"payload.{name}", "payload", ""))
    names = ("next_page_token", "cursor", "payload.next_page_token", "payload.cursor")
    return Page(objects, next(filter(None, (text(answer, name) for name in names)), ""))


# --- both -----------------------------------------------------------------------------------------


def _envelope(event: str, answer: JsonObject) -> JsonObject:
    return {"event": event, "payload": answer}


def _listings(
    event: str, kind: Kind, key: str, spei: str, some: Callable[[Sequence[str]], OutboundCall]
) -> tuple[Listing, Listing]:
    name = f"{event}s"
    by_v3 = Listing(
        name,
        frozenset({kind}),
        partial(_v3_page, key),
        partial(_envelope, event),
        page_of=partial(_v3_page_of, name),
        some=some,
        at_once=AT_ONCE,
        only_with=(OPTION.name, BY_V3),
    )
    by_spei = Listing(
        f"spei {spei}",
        frozenset({kind}),
        partial(_spei_page, spei),
        partial(_envelope, event),
        page_of=partial(_spei_page_of, spei),
        some=None,
        only_with=(OPTION.name, BY_SPEI),
    )
    return by_v3, by_spei


LISTINGS = (
    *_listings("funding", Kind.FUNDING, "fid", "deposits", partial(_v3_some, "fundings", "fids")),
    *_listings(
        "withdrawal",
        Kind.WITHDRAWAL,
        "wid",
        "withdrawals",
        partial(_v3_some, "withdrawals", "wids"),
    ),
)
