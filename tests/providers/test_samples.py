"""Every sample means what stands beside it: the samples are the specification of the providers."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.core.delivery import AddressCheck, Request, Trust
from app.core.errors import Unreadable
from app.core.event import Event, Money
from app.providers import (
    PROVIDERS,
    bitso,
    juicyway,
    juno,
    just_wallet,
    yuno_events,
    yuno_statuses,
)

SAMPLES = Path(__file__).parent.parent / "samples"
CREDENTIALS: Mapping[str, Mapping[str, str]] = json.loads(
    (SAMPLES / "credentials.json").read_text(encoding="utf-8")
)
PLAIN = {"kind", "transaction_key", "event_type", "status", "provider_status", "rank", "is_final"}
PLAIN |= {"raw_time", "rail", "direction", "sender", "receiver", "reference"}
SPECIAL = {"amount", "asset", "charge", "created_at", "updated_at", "unknown_fields", "flags"}
SPECIAL |= {"identifiers", "not_identifiers", "facts", "no_facts"}


def every_sample() -> Iterator[Any]:
    for provider in PROVIDERS:
        for file in sorted((SAMPLES / provider).glob("*.expected.json")):
            name = file.name.removesuffix(".expected.json")
            yield pytest.param(provider, name, id=f"{provider}/{name}")


EVERY_SAMPLE = list(every_sample())


def body_of(provider: str, name: str) -> bytes:
    return (SAMPLES / provider / f"{name}.json").read_bytes()


def expectation(provider: str, name: str) -> dict[str, Any]:
    text = (SAMPLES / provider / f"{name}.expected.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@pytest.mark.parametrize(("provider", "name"), EVERY_SAMPLE)
def test_a_sample_means_what_is_expected(provider: str, name: str) -> None:
    body, sample = body_of(provider, name), expectation(provider, name)
    parse = PROVIDERS[provider].parse
    if "unreadable" in sample:
        with pytest.raises(Unreadable, match=sample["unreadable"]):
            parse(body)
        return
    events = parse(body)
    expected = sample["events"] if "events" in sample else [sample["expected"]]
    assert [seen(event, wanted) for event, wanted in zip(events, expected, strict=True)] == [
        told(wanted) for wanted in expected
    ]
    assert {event.provider for event in events} <= {provider}
    assert list(parse(body)) == list(events)


@pytest.mark.parametrize(("provider", "name"), EVERY_SAMPLE)
def test_a_sample_is_believed_for_what_is_expected(provider: str, name: str) -> None:
    sample, given = expectation(provider, name), dict(CREDENTIALS[provider])
    if "verdict" not in sample:
        return
    key = given.pop("public_key", "")
    trust = Trust(credentials=given, keys={"": key} if key else {})
    headers = tuple((key.encode(), value.encode()) for key, value in sample["headers"].items())
    request = Request(
        provider,
        sample.get("tail", ""),
        headers,
        body_of(provider, name),
        "203.0.113.9",
        "203.0.113.9",
        AddressCheck.OFF,
        datetime(2026, 11, 21, tzinfo=UTC),
    )
    verdict = PROVIDERS[provider].verify(request, trust)
    wanted = sample["verdict"]
    assert {one: getattr(verdict, one) for one in wanted} == wanted


WORDS = {
    "juno": {*juno.STATUSES, *(f"type {one}" for one in juno.KINDS)},
    "bitso": {*bitso.STATUSES, *(f"event {one}" for one in bitso.KINDS)},
    "yuno": {*yuno_statuses.STATUSES, *(f"kind {one}" for one, _ in yuno_events.KINDS.values())},
    "juicyway": set(juicyway.STATUSES),
    "just_wallet": {*just_wallet.STATUSES, *(f"event {one}" for one in just_wallet.KINDS)},
}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_event_and_status_that_is_known_has_a_sample(provider: str) -> None:
    shown: set[str] = set()
    for one in EVERY_SAMPLE:
        if one.values[0] == provider and "unreadable" not in expectation(*one.values):
            for event in PROVIDERS[provider].parse(body_of(*one.values)):
                words = event.provider_status.casefold().split("/")
                name = event.event_type.casefold()
                shown |= {*words, f"event {name}", f"event {name.partition('.')[0]}"}
                shown |= {f"kind {event.kind}", f"type {event.kind.upper()}"}
    assert WORDS[provider] - shown == set()


def told(expected: Mapping[str, Any]) -> dict[str, Any]:
    """What is expected, in the form of `seen`."""
    assert set(expected) <= PLAIN | SPECIAL, "a word the README does not know"
    told = {"unknown_fields": [], "flags": []} | dict(expected)
    told["flags"] = sorted(told["flags"])
    for name in ("identifiers", "not_identifiers", "no_facts"):
        told |= {name: []} if name in expected else {}
    return told


def seen(event: Event, expected: Mapping[str, Any]) -> dict[str, Any]:
    """The named parts of an event; of the open lists, only what is wrong."""
    found = {one: getattr(event, one) for one in PLAIN & set(expected)}
    found |= {
        "unknown_fields": list(event.unknown_fields),
        "flags": sorted(event.flags),
    }
    identifiers = [[one.kind, one.value] for one in event.identifiers]
    kinds, facts = {one.kind for one in event.identifiers}, dict(event.facts)
    money, charge = event.money or Money("", "", ""), event.charge
    parts = {
        "amount": None if event.money is None else money.amount,
        "asset": money.asset,
        "charge": None if charge is None else [charge.amount, charge.asset],
        "identifiers": [one for one in expected.get("identifiers", ()) if one not in identifiers],
        "not_identifiers": [one for one in expected.get("not_identifiers", ()) if one in kinds],
        "facts": {name: facts.get(name) for name in expected.get("facts", ())},
        "no_facts": [one for one in expected.get("no_facts", ()) if one in facts],
        "created_at": written(event.created_at),
        "updated_at": written(event.updated_at),
    }
    return found | {name: parts[name] for name in parts if name in expected}


def written(moment: datetime | None) -> str | None:
    """A time as samples write it: "2025-08-04T15:19:22.205597Z"."""
    if moment is None:
        return None
    assert moment.utcoffset() is not None
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_body_has_its_expectation(provider: str) -> None:
    files = {file.name for file in (SAMPLES / provider).iterdir()}
    bodies = {name for name in files if not name.endswith(".expected.json")}
    assert bodies
    assert {name.removesuffix(".json") + ".expected.json" for name in bodies} == files - bodies


@pytest.mark.parametrize(("provider", "name"), EVERY_SAMPLE)
def test_a_fingerprint_is_stable_hex(provider: str, name: str) -> None:
    fingerprint = PROVIDERS[provider].fingerprint
    first = fingerprint(body_of(provider, name))
    assert first == fingerprint(body_of(provider, name))
    assert len(first) == 64
    assert int(first, 16) >= 0
