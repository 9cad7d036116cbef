"""Just Wallet: payouts, collections and Masspay quotes.

By justwallet.com/docs/v1/guide/webhook, read 2026-11; no API, source address or retry schedule is
documented. A delivery is `{"event.type":"payout","data":{…}}`, the dot being part of the key. The
page says in four ways how it is signed (facts 5.1), so every byte form it shows is tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from app.core.amounts import money
from app.core.delivery import Basis, Outcome, Request, Trust, Verdict
from app.core.errors import DoubledHeader, Unreadable
from app.core.event import Event, Identifier, IdKind, Kind, Money, Order, Status
from app.core.identifiers import identifier
from app.core.provider import CredentialSpec, Environment, OptionSpec, Provider, same_bytes
from app.core.reading import JsonObject, at, compact, member, read_json, text
from app.core.shaping import RANKS, Field, Fields, State, state, transaction_key
from app.core.signing import Candidate, hmac_digest, hmac_match, same
from app.core.times import parse_time
from app.core.verdicts import refused, secret, unconfigured, wrong_address

NAME = "just_wallet"

HMAC, PLAIN = "hmac", "plain"
HEADERS = OptionSpec(
    name="headers",
    label="Signature headers",
    values=(),
    default="Signature, Webhook-Secret",
    help="The headers that may hold the signature; the first one that is present counts.",
)
MODE = OptionSpec(
    name="mode",
    label="Signature",
    values=(HMAC, PLAIN),
    default=HMAC,
    help="An HMAC of the body, or the bare secret, which proxies may write to their logs.",
)

# --- verification ---------------------------------------------------------------------------------


def verify(request: Request, trust: Trust) -> Verdict:
    """Believe a delivery by the HMAC of its body, or by the bare secret where that is chosen."""
    plain = trust.options.get(MODE.name, MODE.default) == PLAIN
    scheme = "shared secret" if plain else "hmac-sha256-hex"
    if elsewhere := wrong_address(request):
        return elsewhere
    key = secret(trust.credentials.get("webhook_secret", ""))
    if not key:
        return unconfigured("The webhook secret is not entered here.", scheme=scheme)
    names = trust.options.get(HEADERS.name) or HEADERS.default
    try:
        name, signature = _signature(request, names)
    except DoubledHeader as error:
        return refused(error.problem, scheme=scheme)
    if signature is None:
        return refused(f"None of the headers {names} is present.", scheme=scheme)
    if plain:
        return _by_secret(scheme, name, key, signature)
    match = hmac_match(key, candidates(request.body), signature)
    if match is None:
        reason = f"The {name} ({len(signature)} characters) fits no byte form of the body."
        expected = hmac_digest(key, request.body)
        return refused(reason, scheme=scheme, expected=expected, received=signature)
    return Verdict(
        Outcome.TRUSTED, Basis.SIGNATURE, scheme, form=match.form, received=match.received
    )


def _signature(request: Request, names: str) -> tuple[str, bytes | None]:
    """The first of the named headers that is present; raises DoubledHeader."""
    for name in _parted(names):
        value = request.header(name)
        if value is not None:
            return name, value
    return "", None


@lru_cache(maxsize=16)
def _parted(names: str) -> tuple[str, ...]:
    found = (one.strip() for one in names.split(","))
    return tuple(name for name in found if name and name.isascii())


def _by_secret(scheme: str, name: str, key: bytes, received: bytes) -> Verdict:
    if not same(received, key):
        reason = f"The {name} ({len(received)} characters) is not the webhook secret."
        return refused(reason, scheme=scheme)
    return Verdict(Outcome.TRUSTED, Basis.SHARED_VALUE, scheme)


def candidates(body: bytes) -> Iterator[Candidate]:
    """The byte forms a signature may cover: as sent, and as JavaScript, Python and PHP write it."""
    yield "raw body", body
    try:
        value = read_json(body)
    except Unreadable:
        return
    yield "compact", compact(value)
    yield "compact, \\uXXXX", compact(value, ascii=True)
    yield "compact, \\uXXXX and \\/", compact(value, ascii=True, escape_slash=True)


# --- meaning --------------------------------------------------------------------------------------

KINDS: Mapping[str, tuple[Kind, str]] = MappingProxyType(  # event: its kind and direction
    {
        "payout": (Kind.PAYOUT, "out"),
        "collection": (Kind.COLLECTION, "in"),
        "funding": (Kind.COLLECTION, "in"),  # the sample's word for what the table calls collection
        "quote_creation": (Kind.QUOTE, ""),
        "quote_funding": (Kind.QUOTE, ""),
    }
)

STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        "pending": Status.PENDING,
        "initiated": Status.PENDING,
        "processing": Status.IN_PROGRESS,
        "completed": Status.COMPLETE,
        "success": Status.COMPLETE,
        "failed": Status.FAILED,
        "refunded": Status.REFUNDED,
        "reversed": Status.REVERSED,
    }
)

# A quote has neither status nor time, so the event says it and the rank orders it: once created it
# waits for its money, and a funding that failed for want of balance may succeed later.
QUOTE_STATES: Mapping[str, State] = MappingProxyType(
    {
        "quote_creation.success": State(Status.PENDING, RANKS[Status.PENDING]),
        "quote_creation.failed": State(Status.FAILED, RANKS[Status.FAILED]),
        "quote_funding.failed": State(Status.FAILED, RANKS[Status.FAILED]),
        "quote_funding.success": State(Status.COMPLETE, RANKS[Status.COMPLETE] + 1),
    }
)

FIELDS = Fields(
    (
        Field("event.type"),
        Field("meta.*", IdKind.ID),
        Field("meta"),
        Field("data.id", IdKind.ID),
        Field("data.recipient_id", IdKind.ID, "receiver", "recipient_id"),
        Field("data.bank_id", IdKind.ID, "receiver", "bank_id"),
        Field("data.rail"),
        Field("data.currency"),
        Field("data.amount"),
        Field("data.charge"),
        Field("data.status"),
        Field("data.created_at"),
        Field("data.completed_at", fact="completed_at"),
        Field("data.updated_at"),
        Field("data.funded", fact="funded"),
        Field("data.mode", fact="mode"),
        Field("data.errors"),
    ),
    opaque=("data.errors", "data.quote"),
)


def parse(body: bytes) -> Sequence[Event]:
    """The one event of a delivery; raises Unreadable. An event nobody knows is of kind other."""
    envelope = read_json(body)
    data = member(envelope, "data")
    event_type = text(envelope, "event.type")
    name = event_type.casefold()
    kind, direction = KINDS.get(name.partition(".")[0], (Kind.OTHER, ""))
    word = text(data, "status") or event_type.partition(".")[2]
    found = QUOTE_STATES.get(name) or state(word, STATUSES)
    shape = FIELDS.shape(envelope, _ids_of_errors(data))
    amount = _money(data, "amount") or _quoted(data)
    charge = _money(data, "charge")
    created_at, created_flag = parse_time(text(data, "created_at"))
    raw_time = text(data, "updated_at") or text(data, "completed_at")
    updated_at, updated_flag = parse_time(raw_time)
    key = text(data, "id")
    bad_amount = any(one is not None and not one.amount for one in (amount, charge))
    flags = {created_flag, updated_flag, "bad_amount" * bad_amount, "" if key else "no_id"}
    event = Event(
        provider=NAME,
        kind=kind,
        transaction_key=transaction_key(key, lambda: same_bytes(body)),
        event_type=event_type,
        status=found.status,
        provider_status=word,
        rank=found.rank,
        is_final=found.is_final,
        order=Order.RANK if kind is Kind.QUOTE else Order.UPDATED_AT,
        money=amount,
        charge=charge,
        created_at=created_at,
        updated_at=updated_at,
        raw_time=raw_time or text(data, "created_at"),
        rail=text(data, "rail").upper(),
        direction=direction,
        receiver=text(data, "recipient_id"),
        identifiers=shape.identifiers,
        facts=(*shape.facts, *_quote(data), *_failure(data)),
        unknown_fields=shape.unknown_fields,
        places=shape.places,
        flags=tuple(sorted(flags - {""})),
    )
    return (event,)


def _money(data: JsonObject, name: str) -> Money | None:
    raw = text(data, name)
    return money(raw, text(data, "currency")) if raw else None


def _quoted(data: JsonObject) -> Money | None:
    """What a quote is over, where it is over one currency; with more there is no one amount."""
    quote = member(data, "quote")
    if len(quote) != 1:
        return None
    (currency,) = quote
    raw = text(quote[currency], "amount")
    return money(raw, currency) if raw else None


def _quote(data: JsonObject) -> Iterator[tuple[str, str]]:
    for currency, sums in list(member(data, "quote").items())[:10]:
        for name in ("amount", "charge", "total"):
            if raw := text(sums, name):
                yield f"quote_{name}", f"{raw} {currency}"


def _failure(data: JsonObject) -> Iterator[tuple[str, str]]:
    """What went wrong: a sentence, or an object of lists of sentences by recipient."""
    errors = at(data, "errors")
    if errors:
        yield "failure_reason", errors if isinstance(errors, str) else compact(errors).decode()


def _ids_of_errors(data: JsonObject) -> Iterator[Identifier]:
    """The recipients of a quote that failed are keys, not values."""
    for key in list(member(data, "errors"))[:100]:
        if found := identifier(IdKind.ID, key, f"data.errors.{key}", "receiver"):
            yield found


def imported(entry: JsonObject) -> JsonObject:
    """An entry of a file from the dashboard as a webhook: a whole one, or just its data."""
    if isinstance(entry.get("data"), dict):
        return entry
    names = ("event.type", "event", "type")
    event = next(filter(None, (text(entry, name) for name in names)), "payout")
    return {
        "event.type": event.casefold(),
        "data": {name: value for name, value in entry.items() if name not in names},
    }


PROVIDER = Provider(
    name=NAME,
    title="Just Wallet",
    environments=MappingProxyType({"production": Environment("production", "")}),
    credentials=(
        CredentialSpec(
            "webhook_secret",
            "Webhook secret",
            "The value you set in Just Wallet's dashboard under Settings, Webhooks.",
            required_to_verify=True,
        ),
    ),
    options=(MODE, HEADERS),
    verify=verify,
    fingerprint=same_bytes,  # nothing in a body tells one attempt from another
    parse=parse,
    imported=imported,
    notes=(
        "Callbacks are set in the dashboard only: Settings, Webhooks, check all boxes.",
        "Just Wallet takes nothing but 200 for an answer.",
        "Its page contradicts itself on the signature; each delivery shows the form that matched.",
        "The event called collection in its table is sent as funding.",
        "A quote that could not be created has no id: it is kept under the digest of its body.",
    ),
)
