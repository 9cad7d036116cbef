"""Juicyway's checksum is tried in every way its pages write it, and called weak."""

import hashlib
import hmac
import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery import AddressCheck, Basis, Outcome, Request, Trust, Verdict
from app.core.event import Event, Order
from app.core.provider import Sign
from app.core.reading import read_json
from app.providers.juicyway import MOST_REWRITTEN, PROVIDER, candidates, parse, verify

Arrived = Callable[..., Request]
SAMPLES = Path(__file__).parent.parent / "samples" / "juicyway"
KEY = "biz_test_123"
TRUST = Trust(credentials={"business_id": KEY})
EVENT = "payment.session.succeeded"
# Unsorted at both levels, odd spacing, a slash, an accent: every way of writing gives other bytes.
DATA = '{"reference":"a/b" ,"customer": {"name":"Núñez","email":"x@y.z"}, "amount": 10000}'


def checksum(message: bytes, key: str = KEY, algorithm: str = "sha256") -> str:
    return hmac.new(key.encode(), message, algorithm).hexdigest().upper()


def signed(data: str, written: bytes, event: str = EVENT, key: str = KEY) -> bytes:
    """A delivery of this data whose checksum is over the data as written."""
    proof = checksum(event.encode() + b"|" + written, key)
    return f'{{"event":"{event}","data":{data},"checksum":"{proof}"}}'.encode()


# --- independent signers --------------------------------------------------------------------------


def ordered(value: Any, order: str) -> Any:
    """The keys in alphabetical order: at every level, at the top, or as they came."""
    if not isinstance(value, dict) or order == "as sent":
        return value
    deeper = order if order == "sorted" else "as sent"
    return {key: ordered(value[key], deeper) for key in sorted(value)}


def written(data: str, order: str, *, spaced: bool, ascii_: bool, slash: bool) -> bytes:
    separators = (", ", ": ") if spaced else (",", ":")
    value = ordered(json.loads(data), order)
    text = json.dumps(value, ensure_ascii=ascii_, separators=separators)
    return (text.replace("/", "\\/") if slash else text).encode()


def stable_stringify(data: str) -> bytes:
    """json-stable-stringify of Node: sorted at every level, nothing escaped."""
    return written(data, "sorted", spaced=False, ascii_=False, slash=False)


ORDERS = ("sorted", "sorted at the top", "as sent")
ALL_FORMS = list(product(ORDERS, (False, True), (False, True), (False, True)))


@pytest.mark.parametrize(("order", "spaced", "ascii_", "slash"), ALL_FORMS)
def test_each_way_of_writing_the_data_is_believed(
    arrived: Arrived, order: str, spaced: bool, ascii_: bool, slash: bool
) -> None:
    body = signed(DATA, written(DATA, order, spaced=spaced, ascii_=ascii_, slash=slash))
    verdict = verify(arrived(body), TRUST)
    assert (verdict.outcome, verdict.basis) == (Outcome.TRUSTED, Basis.SIGNATURE)
    assert verdict.weak
    assert verdict.scheme == "hmac-sha256-hex in the body"
    escapes = (" \\uXXXX" if ascii_ else "") + (" \\/" if slash else "")
    assert verdict.form == f"{order}, {'spaced' if spaced else 'compact'}{escapes}"
    assert len(verdict.received) <= 12


@pytest.mark.parametrize(
    ("write", "form"),
    [
        pytest.param(stable_stringify, "sorted, compact", id="json-stable-stringify"),
        pytest.param(
            lambda data: json.dumps(json.loads(data), separators=(",", ":"), ensure_ascii=False),
            "as sent, compact",
            id="JSON.stringify",
        ),
        pytest.param(
            lambda data: json.dumps(json.loads(data), sort_keys=True),
            "sorted, spaced \\uXXXX",
            id="json.dumps with sort_keys",
        ),
        pytest.param(
            lambda data: json.dumps(json.loads(data)), "as sent, spaced \\uXXXX", id="json.dumps"
        ),
        pytest.param(lambda data: data, "exact data", id="as it stands"),
    ],
)
def test_each_page_of_the_documentation_is_believed(
    arrived: Arrived, write: Callable[[str], str | bytes], form: str
) -> None:
    result = write(DATA)
    message = result if isinstance(result, bytes) else result.encode()
    assert verify(arrived(signed(DATA, message)), TRUST).form == form


def test_php_with_ksort_and_unescaped_slashes_and_unicode_is_believed(arrived: Arrived) -> None:
    message = written(DATA, "sorted at the top", spaced=False, ascii_=False, slash=False)
    body = signed(DATA, message)
    assert verify(arrived(body), TRUST).form == "sorted at the top, compact"


def test_the_checksum_may_be_written_in_small_letters(arrived: Arrived) -> None:
    proof = checksum(EVENT.encode() + b"|" + DATA.encode()).lower()
    body = f'{{"checksum":"{proof}","event":"{EVENT}","data":{DATA}}}'.encode()
    assert verify(arrived(body), TRUST).is_trusted


VECTOR = (
    '{"amount":1000,"card_id":"81817411-9ffd-42ba-8bc8-f407b5cef9d9","currency":"USD",'
    '"reference":"b070b0d2-e394-4783-a6f0-f10ccb3cae89"}'
)


@pytest.mark.parametrize(
    "vector",
    [
        "153BDEFD122957A5C2FA85D0B78EA4F3B12E69AB7464550A6D200DAF7C2D1D83",
        "63D6CC2FBCBD25D92642D82DEC18F4902319FC4ECCAD4107C223F1BCC9DBE797",
    ],
    ids=["compact", "spaced"],
)
def test_the_published_vectors_fit(arrived: Arrived, vector: str) -> None:
    body = f'{{"event":"card.transaction","data":{VECTOR},"checksum":"{vector}"}}'.encode()
    assert verify(arrived(body), TRUST).is_trusted


def test_the_sample_of_the_vector_is_right(arrived: Arrived) -> None:
    body = (SAMPLES / "card-transaction.json").read_bytes()
    assert verify(arrived(body), TRUST).is_trusted


def test_numbers_keep_the_digits_they_were_sent_with(arrived: Arrived) -> None:
    body = signed('{"b": 100.00, "a": 1E2}', b'{"a":1E2,"b":100.00}')
    assert verify(arrived(body), TRUST).form == "sorted, compact"


def test_white_space_around_the_business_id_does_not_count(arrived: Arrived) -> None:
    trust = Trust(credentials={"business_id": f" {KEY}\n"})
    assert verify(arrived(signed(DATA, DATA.encode())), trust).is_trusted


@pytest.mark.parametrize("data", ["[1, 2]", '"text"', "null", "5"])
def test_data_need_not_be_an_object(arrived: Arrived, data: str) -> None:
    compact = data.replace(" ", "").encode()
    assert verify(arrived(signed(data, compact)), TRUST).is_trusted


def test_at_most_32_forms_are_tried_and_each_once() -> None:
    body = signed(DATA, b"")
    forms = list(candidates(body, read_json(body), EVENT))
    assert len(forms) == 25
    assert len({message for _, message in forms}) == 25
    plain = signed('{"a":1}', b"")
    assert len(list(candidates(plain, read_json(plain), EVENT))) == 2


def test_a_connection_may_take_one_form_only(arrived: Arrived) -> None:
    option = {one.name: one for one in PROVIDER.options}["form"]
    names = [form for form, _ in candidates(b"", {"data": {"b": "ñ/", "a": {"d": 1, "c": 2}}}, "")]
    assert option.values == (option.default, *names)
    body = signed(DATA, stable_stringify(DATA))
    for form in names:
        trust = Trust(credentials=TRUST.credentials, options={"form": form})
        assert verify(arrived(body), trust).is_trusted is (form == "sorted, compact")
    unknown = Trust(credentials=TRUST.credentials, options={"form": "?"})
    assert not verify(arrived(body), unknown).is_trusted


def test_the_one_form_is_also_that_of_a_long_body(arrived: Arrived) -> None:
    data = '{"b":"' + "x" * MOST_REWRITTEN + '","a":1}'
    trust = Trust(credentials=TRUST.credentials, options={"form": "sorted, compact"})
    assert verify(arrived(signed(data, stable_stringify(data))), trust).form == "sorted, compact"
    assert not verify(arrived(signed(data, data.encode())), trust).is_trusted


def test_a_long_body_is_checked_as_it_stands_only(arrived: Arrived) -> None:
    data = '{"b":"' + "x" * MOST_REWRITTEN + '","a":1}'
    assert verify(arrived(signed(data, data.encode())), TRUST).form == "exact data"
    assert not verify(arrived(signed(data, stable_stringify(data))), TRUST).is_trusted


# --- attacks --------------------------------------------------------------------------------------

GOOD = checksum(EVENT.encode() + b"|" + DATA.encode())


def with_checksum(text: str) -> bytes:
    return f'{{"event":"{EVENT}","data":{DATA},"checksum":{text}}}'.encode()


ATTACKS = {
    "absent": f'{{"event":"{EVENT}","data":{DATA}}}'.encode(),
    "null": with_checksum("null"),
    "a number": with_checksum("1234"),
    "a list": with_checksum(f'["{GOOD}"]'),
    "empty": with_checksum('""'),
    "truncated": with_checksum(f'"{GOOD[:-1]}"'),
    "too long": with_checksum(f'"{GOOD}0"'),
    "with white space": with_checksum(f'"{GOOD} "'),
    "with a prefix": with_checksum(f'"sha256={GOOD}"'),
    "not ASCII": with_checksum('"' + "ñ" * 64 + '"'),
    "full-width digits": with_checksum('"' + "０" * 64 + '"'),
    "half a surrogate pair": with_checksum('"\\ud800"'),
    "doubled": with_checksum(f'"{GOOD}","checksum":"{GOOD}"'),
    "data doubled": with_checksum(f'"{GOOD}","data":{{}}'),
    "of other data": signed(DATA, b"{}"),
    "of another event": with_checksum(f'"{checksum(b"payment.session.failed|" + DATA.encode())}"'),
    "of the data alone": with_checksum(f'"{checksum(DATA.encode())}"'),
    "with another key": signed(DATA, DATA.encode(), key="biz_other"),
    "with no key": signed(DATA, DATA.encode(), key=""),
    "sha1": with_checksum(f'"{checksum(f"{EVENT}|{DATA}".encode(), algorithm="sha1")}"'),
    "sha512": with_checksum(f'"{checksum(f"{EVENT}|{DATA}".encode(), algorithm="sha512")}"'),
    "a plain hash": with_checksum(f'"{hashlib.sha256(f"{EVENT}|{DATA}".encode()).hexdigest()}"'),
    "no event": f'{{"data":{DATA},"checksum":"{GOOD}"}}'.encode(),
    "event a list": f'{{"event":["{EVENT}"],"data":{DATA},"checksum":"{GOOD}"}}'.encode(),
    "no data": f'{{"event":"{EVENT}","checksum":"{GOOD}"}}'.encode(),
    "not JSON": b"event=payment",
    "not UTF-8": b'{"event":"\xff"}',
    "nothing": b"",
}


@pytest.mark.parametrize("body", ATTACKS.values(), ids=ATTACKS)
def test_a_wrong_checksum_goes_to_quarantine(arrived: Arrived, body: bytes) -> None:
    verdict = verify(arrived(body), TRUST)
    assert (verdict.outcome, verdict.basis) == (Outcome.QUARANTINED, Basis.FAILED)
    assert verdict.reason.endswith(".")
    assert (verdict.form, verdict.weak) == ("", False)
    assert GOOD not in repr(verdict)
    assert max(len(verdict.expected), len(verdict.received)) <= 12


def test_the_reason_and_both_digests_are_shown_shortened(arrived: Arrived) -> None:
    verdict = verify(arrived(with_checksum('"' + "0" * 64 + '"')), TRUST)
    assert verdict.reason == "The checksum (64 characters) fits no way of writing the data."
    expected = checksum(EVENT.encode() + b"|" + stable_stringify(DATA))
    assert verdict.expected == expected[:8] + "…"
    assert verdict.received == "00000000…"


def test_a_signature_in_a_header_changes_nothing(arrived: Arrived) -> None:
    headers = [("signature", GOOD.encode()), ("x-hmac-signature", GOOD.encode())]
    assert not verify(arrived(with_checksum('"00"'), headers), TRUST).is_trusted
    assert verify(arrived(with_checksum(f'"{GOOD}"'), headers), TRUST).is_trusted


@pytest.mark.parametrize("credentials", [{}, {"business_id": ""}, {"business_id": " \n"}])
def test_without_a_business_id_nothing_can_be_said(
    arrived: Arrived, credentials: dict[str, str]
) -> None:
    body = signed(DATA, DATA.encode(), key=credentials.get("business_id", ""))
    verdict = verify(arrived(body), Trust(credentials=credentials))
    assert (verdict.outcome, verdict.basis) == (Outcome.UNCONFIGURED, Basis.FAILED)
    assert "business id" in verdict.reason


def test_a_right_checksum_from_a_wrong_address_goes_to_quarantine(arrived: Arrived) -> None:
    body = signed(DATA, DATA.encode())
    verdict = verify(arrived(body, address=AddressCheck.REFUSED), TRUST)
    assert verdict.outcome is Outcome.QUARANTINED
    assert verify(arrived(body, address=AddressCheck.ALLOWED), TRUST).is_trusted


# --- any byte -------------------------------------------------------------------------------------

SIGNED = signed(DATA, stable_stringify(DATA))


@given(st.data())
def test_a_changed_byte_never_verifies(arrived: Arrived, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SIGNED) - 1))
    changed = bytearray(SIGNED)
    changed[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != SIGNED[at]))
    if verify(arrived(bytes(changed)), TRUST).is_trusted:
        # Other white space, or the checksum's letters in the other case: the same facts.
        found, sent = read_json(bytes(changed)), read_json(SIGNED)
        assert (found["event"], found["data"]) == (sent["event"], sent["data"])
        assert str(found["checksum"]).upper() == sent["checksum"]


@given(st.binary(max_size=80), st.text(max_size=10))
def test_no_request_is_too_strange(arrived: Arrived, body: bytes, key: str) -> None:
    verdict: Verdict = verify(arrived(body), Trust(credentials={"business_id": key}))
    assert not verdict.is_trusted


# --- meaning --------------------------------------------------------------------------------------


def one(body: Any) -> Event:
    (event,) = parse(json.dumps(body).encode())
    return event


def test_events_go_by_the_newest_time() -> None:
    event = one({"event": EVENT, "data": {"id": "1", "date": "2026-01-01T00:00:00Z"}})
    assert event.order is Order.UPDATED_AT
    newer = {"updated_at": "2026-01-02T00:00:00Z", "date": "2026-01-01T00:00:00Z"}
    assert one({"event": EVENT, "data": newer}).raw_time == "2026-01-02T00:00:00Z"
    created = one({"event": EVENT, "data": {"id": "1", "created_at": "2026-01-01T00:00:00Z"}})
    assert (created.updated_at, created.raw_time) == (None, "2026-01-01T00:00:00Z")


def test_what_names_nothing_is_kept_under_its_digest() -> None:
    body = b'{"event":"payment.session.failed","data":{}}'
    (event,) = parse(body)
    assert event.transaction_key == f"digest:{PROVIDER.fingerprint(body)[:16]}"
    assert PROVIDER.fingerprint(body) == hashlib.sha256(body).hexdigest()


@pytest.mark.parametrize("data", [None, [], 5, "x", {"customer": [], "amount": {}}])
def test_data_of_any_shape_is_read(data: Any) -> None:
    event = one({"event": EVENT, "data": data})
    assert (event.kind, event.money, event.sender) == ("payment_session", None, "")


def test_the_email_stands_in_for_a_missing_name() -> None:
    assert one({"event": EVENT, "data": {"customer": {"email": "a@b.c"}}}).sender == "a@b.c"
    assert one({"event": EVENT, "data": {"customer": {"last_name": " Doe "}}}).sender == "Doe"


# --- calls ----------------------------------------------------------------------------------------


def test_registration_is_shown_and_never_sent() -> None:
    assert set(PROVIDER.calls) == {"preview"}
    call = PROVIDER.calls["preview"]("https://example.com/h", api="", events=())
    assert (call.method, call.path, call.sign) == ("PATCH", "/accounts/settings", Sign.PLAIN)
    assert call.body == b'{"webhook_urls":["https://example.com/h"]}'
    assert "require_mfa" not in call.body.decode()
    assert not call.idempotent


def test_the_business_id_is_required() -> None:
    assert {one.name: one.required_to_verify for one in PROVIDER.credentials} == {
        "business_id": True,
        "api_key": False,
    }
    assert PROVIDER.environments["sandbox"].base_url == "https://api-sandbox.spendjuice.com"
