"""What a provider answered is a fact like a delivery, and means what a webhook would have told."""

import hashlib
import json
from datetime import UTC, datetime

import pytest

from app.core.asked import as_body, delivery, meaning, meanings, objects_at
from app.core.delivery import AddressCheck, Basis, Outcome, Receipt, Source
from app.core.errors import Unreadable
from app.core.reading import read_json
from app.providers import PROVIDERS

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
BITSO, YUNO = PROVIDERS["bitso"], PROVIDERS["yuno"]


def test_an_answer_is_believed_for_being_one_and_is_its_own_fact() -> None:
    body = b'{"list":"payments","answer":{"retry":1}}'
    found = delivery(YUNO, "sandbox", body, NOW, Source.BACKFILL)
    assert (found.verdict.outcome, found.verdict.basis) == (Outcome.TRUSTED, Basis.ANSWER)
    assert found.verdict.scheme == "https"
    assert (found.origin, found.environment) == (Source.BACKFILL, "sandbox")
    assert found.sha256 == hashlib.sha256(body).digest()
    assert found.fingerprint == found.sha256.hex()
    request = found.request
    assert (request.provider, request.body, request.received_at) == ("yuno", body, NOW)
    assert (request.tail, request.headers, request.peer, request.source) == ("", (), "", "")
    assert request.address is AddressCheck.OFF


def test_an_entry_of_a_file_is_the_same_fact_as_its_webhook() -> None:
    first, again = (b'{"type":"payment","retry":%d,"data":{}}' % retry for retry in (0, 1))
    found = delivery(YUNO, "production", again, NOW, Source.IMPORT)
    assert found.fingerprint == YUNO.fingerprint(first)
    assert found.verdict.basis is Basis.FILE
    assert found.origin is Source.IMPORT


@pytest.mark.parametrize("provider", [one for one in PROVIDERS.values() if one.listings])
def test_every_list_gives_its_objects_the_form_of_a_webhook(provider: object) -> None:
    known = next(one for one in PROVIDERS.values() if one is provider)
    for listing in known.listings:
        kept = as_body(listing, read_json(b'{"id":"a","amount":1.50}'))
        assert json.loads(kept)["list"] == listing.name
        assert b"1.50" in kept
        (event,) = meaning(known, Source.BACKFILL, kept)
        assert event.provider == known.name


def test_what_came_as_a_webhook_is_read_as_one() -> None:
    body = b'{"event":"funding","payload":{"fid":"f1","status":"complete"}}'
    assert meaning(BITSO, Source.WEBHOOK, body) == BITSO.parse(body)


def test_a_body_means_what_its_provider_says_and_nothing_where_nobody_knows_it() -> None:
    body = b'{"event":"funding","payload":{"fid":"f1","status":"complete"}}'
    of = meanings(PROVIDERS)
    assert of("bitso", Source.WEBHOOK, body) == BITSO.parse(body)
    with pytest.raises(Unreadable, match="knows no provider moonpay"):
        of("moonpay", Source.WEBHOOK, body)


def test_a_list_that_no_version_knows_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="Bitso has no list 'moon'"):
        meaning(BITSO, Source.BACKFILL, b'{"list":"moon","answer":{}}')


def test_objects_are_found_at_the_first_place_that_has_some() -> None:
    answer = read_json(b'{"a":[{"x":1},5],"b":{"y":2},"c":"text"}')
    assert objects_at(answer, ("a", "b")) == ({"x": 1},)
    assert objects_at(answer, ("c", "b")) == ({"y": 2},)
    assert objects_at([{"z": 3}], ("",)) == ({"z": 3},)
    assert objects_at(answer, ("", "c", "missing")) == ()


def test_a_receipt_says_whether_the_fact_was_known() -> None:
    assert not Receipt(7, 1, NOW).is_repeat
    assert Receipt(7, 2, NOW).is_repeat
