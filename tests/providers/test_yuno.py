"""Yuno's deliveries must pass every proof that is set; bare ones mean what named ones mean."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery import AddressCheck, Basis, Outcome, Request, Trust, Verdict
from app.core.event import NOT_MONEY, Event, Order
from app.providers.yuno import PROVIDER, fingerprint, parse, verify

Arrived = Callable[..., Request]
Headers = list[tuple[str, bytes]]
SAMPLES = Path(__file__).parent.parent / "samples" / "yuno"
BODY = (SAMPLES / "incoming-transfer-completed.json").read_bytes()
SECRETS = {
    "x_api_key": "key-1",
    "x_secret": "clave-ñ",
    "hmac_secret": "hmac-secret",
    "bearer_token": "token-3",
}


def hmac_base64(body: bytes, secret: str = "hmac-secret", algorithm: str = "sha256") -> bytes:
    """As the documentation shows it: createHmac("sha256", s).update(body).digest("base64")."""
    return base64.b64encode(hmac.new(secret.encode(), body, algorithm).digest())


def proofs(body: bytes = BODY) -> dict[str, tuple[str, bytes]]:
    return {
        "x_api_key": ("x-api-key", SECRETS["x_api_key"].encode()),
        "x_secret": ("x-secret", SECRETS["x_secret"].encode()),
        "bearer_token": ("authorization", b"Bearer " + SECRETS["bearer_token"].encode()),
        "hmac_secret": ("x-hmac-signature", hmac_base64(body)),
    }


def trusting(*names: str, **options: str) -> Trust:
    """A connection with these secrets, and with those that prove nothing here."""
    entered = {name: SECRETS[name] for name in names}
    return Trust(credentials=entered | {"public_api_key": "p", "account_id": "a"}, options=options)


ALL = tuple(SECRETS)
SUBSETS = [*chain.from_iterable(combinations(ALL, size) for size in range(1, len(ALL) + 1))]
SCHEMES = {
    "x_api_key": "x-api-key",
    "x_secret": "x-secret",
    "bearer_token": "Authorization",
    "hmac_secret": "hmac-sha256-base64",
}


# --- what is believed -----------------------------------------------------------------------------


@pytest.mark.parametrize("names", SUBSETS, ids=" ".join)
def test_every_proof_that_is_entered_must_be_there(
    arrived: Arrived, names: tuple[str, ...]
) -> None:
    trust = trusting(*names)
    verdict = verify(arrived(BODY, proofs().values()), trust)
    signed = "hmac_secret" in names
    assert verdict.outcome is Outcome.TRUSTED
    assert verdict.basis is (Basis.SIGNATURE if signed else Basis.SHARED_VALUE)
    assert verdict.scheme == " + ".join(SCHEMES[one] for one in SCHEMES if one in names)
    assert (verdict.form, verdict.weak) == ("raw body" if signed else "", False)
    for name in names:
        without = [pair for one, pair in proofs().items() if one != name]
        refused = verify(arrived(BODY, without), trust)
        assert refused.outcome is Outcome.QUARANTINED
        assert refused.reason.endswith("is missing.")
        assert SCHEMES[name].partition("-sha256")[0] in f"{refused.scheme} {refused.reason}"


def test_with_nothing_entered_the_secret_path_is_believed(arrived: Arrived) -> None:
    verdict = verify(arrived(BODY), trusting())
    assert (verdict.outcome, verdict.basis) == (Outcome.TRUSTED, Basis.SECRET_PATH)
    assert (verdict.scheme, verdict.reason) == ("", "")
    known = arrived(BODY, address=AddressCheck.ALLOWED)
    assert verify(known, trusting()).basis is Basis.ADDRESS
    assert verify(known, trusting("hmac_secret")).outcome is Outcome.QUARANTINED


@pytest.mark.parametrize("names", [(), ("x_api_key",)])
def test_a_signature_that_nobody_can_check_is_said(
    arrived: Arrived, names: tuple[str, ...]
) -> None:
    verdict = verify(arrived(BODY, proofs().values()), trusting(*names))
    assert verdict.is_trusted
    assert verdict.basis is not Basis.SIGNATURE
    assert "no HMAC secret" in verdict.reason


def test_a_delivery_from_elsewhere_goes_to_quarantine(arrived: Arrived) -> None:
    request = arrived(BODY, proofs().values(), address=AddressCheck.REFUSED)
    for trust in (trusting(), trusting(*ALL)):
        verdict = verify(request, trust)
        assert verdict.outcome is Outcome.QUARANTINED
        assert "203.0.113.9" in verdict.reason


def test_the_published_vector_fits(arrived: Arrived) -> None:
    body = b'{"type":"payment","type_event":"payment.purchase"}'
    vector = b"TxvoRFnm/BMBTeWdBkIc27uRqaIjVXzjTmtSYzCfxeQ="
    assert verify(arrived(body, [("X-HMAC-Signature", vector)]), trusting("hmac_secret")).is_trusted


def test_any_body_can_be_signed(arrived: Arrived) -> None:
    for body in (b"", b"\xff\x00", b"not json"):
        headers = [("x-hmac-signature", hmac_base64(body))]
        assert verify(arrived(body, headers), trusting("hmac_secret")).is_trusted


def test_an_empty_secret_is_none(arrived: Arrived) -> None:
    trust = Trust(credentials={"x_api_key": "", "x_secret": " ", "hmac_secret": "\n"})
    assert verify(arrived(BODY), trust).basis is Basis.SECRET_PATH


@pytest.mark.parametrize(
    ("option", "header", "value", "trusted"),
    [
        ("", "authorization", b"Bearer token-3", True),
        ("", "authorization", b"bearer token-3", True),
        ("", "authorization", b"token-3", True),
        ("", "authorization", b"Basic token-3", False),
        ("", "authorization", b"Bearer  token-3", False),
        ("", "authorization", b"Bearer", False),
        ("X-Token", "x-token", b"token-3", True),
        (" X-Token ", "x-token", b"Bearer token-3", True),
        ("X-Token", "authorization", b"Bearer token-3", False),
        ("X-Tokeñ", "x-token", b"token-3", False),
    ],
)
def test_the_bearer_token_stands_in_the_chosen_header(
    arrived: Arrived, option: str, header: str, value: bytes, trusted: bool
) -> None:
    trust = trusting("bearer_token", bearer_header=option)
    assert verify(arrived(BODY, [(header, value)]), trust).is_trusted is trusted


# --- attacks --------------------------------------------------------------------------------------

GOOD = hmac_base64(BODY)
SIGNATURES: Mapping[str, Headers] = {
    "absent": [],
    "empty": [("x-hmac-signature", b"")],
    "truncated": [("x-hmac-signature", GOOD[:-1])],
    "without padding": [("x-hmac-signature", GOOD.rstrip(b"="))],
    "with white space": [("x-hmac-signature", GOOD + b" ")],
    "with a prefix": [("x-hmac-signature", b"sha256=" + GOOD)],
    "doubled": [("x-hmac-signature", GOOD), ("X-Hmac-Signature", GOOD)],
    "doubled, one wrong": [("x-hmac-signature", GOOD), ("x-hmac-signature", b"x")],
    "not ASCII": [("x-hmac-signature", "ñ".encode() * 22)],
    "any bytes": [("x-hmac-signature", bytes(range(128, 172)))],
    "URL-safe base64": [("x-hmac-signature", GOOD.translate(bytes.maketrans(b"+/", b"-_")) + b"_")],
    "hex": [("x-hmac-signature", base64.b64decode(GOOD).hex().encode())],
    "in capitals": [("x-hmac-signature", GOOD.upper())],
    "of another body": [("x-hmac-signature", hmac_base64(BODY + b" "))],
    "with another secret": [("x-hmac-signature", hmac_base64(BODY, "other"))],
    "with no secret": [("x-hmac-signature", hmac_base64(BODY, ""))],
    "sha1": [("x-hmac-signature", hmac_base64(BODY, algorithm="sha1"))],
    "sha512": [("x-hmac-signature", hmac_base64(BODY, algorithm="sha512"))],
    "a plain hash": [("x-hmac-signature", base64.b64encode(hashlib.sha256(BODY).digest()))],
    "the documentation's example": [
        ("x-hmac-signature", b"K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72ol/pe/Unols=")
    ],
    "under a look-alike's name": [("x-yuno-signature", GOOD), ("x-yuno-timestamp", b"1")],
    "as an api key": [("x-api-key", GOOD)],
}
VALUES: Mapping[str, Headers] = {
    "absent": [],
    "empty": [("x-secret", b"")],
    "truncated": [("x-secret", b"clave-")],
    "longer": [("x-secret", "clave-ñ ".encode())],
    "another case": [("x-secret", "CLAVE-ñ".encode())],
    "Latin-1": [("x-secret", "clave-ñ".encode("latin-1"))],
    "doubled": [("x-secret", "clave-ñ".encode()), ("x-secret", "clave-ñ".encode())],
    "in another header": [("x-api-key", "clave-ñ".encode())],
    "as a bearer": [("x-secret", "Bearer clave-ñ".encode())],
    "any bytes": [("x-secret", b"\xff\xfe")],
}


@pytest.mark.parametrize("headers", SIGNATURES.values(), ids=SIGNATURES)
def test_a_wrong_signature_goes_to_quarantine(arrived: Arrived, headers: Headers) -> None:
    verdict = verify(arrived(BODY, headers), trusting("hmac_secret"))
    assert (verdict.outcome, verdict.basis) == (Outcome.QUARANTINED, Basis.FAILED)
    assert verdict.reason.endswith(".")
    assert GOOD.decode() not in repr(verdict)
    assert max(len(verdict.expected), len(verdict.received)) <= 12


@pytest.mark.parametrize("headers", VALUES.values(), ids=VALUES)
def test_a_wrong_shared_value_goes_to_quarantine(arrived: Arrived, headers: Headers) -> None:
    verdict = verify(arrived(BODY, headers), trusting("x_secret"))
    assert (verdict.outcome, verdict.basis) == (Outcome.QUARANTINED, Basis.FAILED)
    assert (verdict.expected, verdict.received) == ("", "")
    assert "clave" not in repr(verdict)


def test_no_proof_stands_in_for_another(arrived: Arrived) -> None:
    trust = trusting("x_api_key", "hmac_secret")
    headers = [("x-api-key", b"key-1"), ("x-hmac-signature", b"wrong")]
    assert not verify(arrived(BODY, headers), trust).is_trusted
    headers = [("x-api-key", b"wrong"), ("x-hmac-signature", GOOD)]
    assert not verify(arrived(BODY, headers), trust).is_trusted


def test_the_reason_and_both_digests_are_shown_shortened(arrived: Arrived) -> None:
    request = arrived(BODY, [("x-hmac-signature", b"A" * 44)])
    verdict = verify(request, trusting("hmac_secret"))
    assert verdict.reason == "The x-hmac-signature (44 characters) does not fit the body."
    assert (verdict.expected, verdict.received) == (GOOD.decode()[:8] + "…", "AAAAAAAA…")


@given(st.data())
def test_a_changed_byte_of_the_body_never_verifies(arrived: Arrived, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(BODY) - 1))
    changed = bytearray(BODY)
    changed[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != BODY[at]))
    request = arrived(bytes(changed), proofs().values())
    assert not verify(request, trusting("hmac_secret")).is_trusted
    assert not verify(request, trusting(*ALL)).is_trusted


@given(st.data(), st.sampled_from(ALL))
def test_a_changed_byte_of_a_proof_never_verifies(
    arrived: Arrived, data: st.DataObject, name: str
) -> None:
    header, value = proofs()[name]
    at = data.draw(st.integers(0, len(value) - 1))
    changed = bytearray(value)
    changed[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != value[at]))
    if verify(arrived(BODY, [(header, bytes(changed))]), trusting(name)).is_trusted:
        # The word before a bearer token may be written in any case.
        assert (name, bytes(changed).lower()) == ("bearer_token", value.lower())
        assert at < len("Bearer")


@given(
    st.binary(max_size=60),
    st.lists(
        st.tuples(
            st.sampled_from(["x-api-key", "x-secret", "authorization", "x-hmac-signature"]),
            st.binary(max_size=60),
        ),
        max_size=4,
    ),
)
def test_no_request_is_too_strange(arrived: Arrived, body: bytes, headers: Headers) -> None:
    verdict: Verdict = verify(arrived(body, headers), trusting(*ALL))
    assert verdict.outcome is Outcome.QUARANTINED


# --- the same fact --------------------------------------------------------------------------------


def envelope(**members: Any) -> bytes:
    return json.dumps({"type": "payment", "data": {"payment": {"id": "p"}}} | members).encode()


@pytest.mark.parametrize("retry", [0, 1, 7, "2", -1])
def test_attempts_at_one_event_are_one_fact(retry: int | str) -> None:
    assert fingerprint(envelope(retry=retry)) == fingerprint(envelope())
    assert fingerprint(envelope(retry=retry)) == fingerprint(
        envelope(retry=retry).replace(b" ", b"\n")
    )


def test_another_status_with_the_same_idempotency_key_is_another_fact() -> None:
    prints = set()
    for status in ("PENDING", "SUCCEEDED"):
        payment = {"id": "p", "status": status, "idempotency_key": "same"}
        prints.add(fingerprint(envelope(data={"payment": payment, "idempotency_key": "same"})))
    assert len(prints) == 2


def test_only_a_counter_at_the_top_is_left_out() -> None:
    assert fingerprint(envelope(data={"retry": 1})) != fingerprint(envelope(data={"retry": 2}))
    assert fingerprint(envelope(retry={"a": 1})) != fingerprint(envelope(retry={"a": 2}))
    assert fingerprint(envelope(amount=1)) != fingerprint(b'{"type":"payment","amount":1.0}')


@given(st.binary(max_size=60))
def test_a_body_that_cannot_be_read_is_its_own_digest(body: bytes) -> None:
    unreadable = b"[" + body
    assert fingerprint(unreadable) == hashlib.sha256(unreadable).hexdigest()


# --- meaning --------------------------------------------------------------------------------------


def one(body: Any) -> Event:
    (event,) = parse(json.dumps(body).encode())
    return event


def sample(name: str) -> Event:
    (event,) = parse((SAMPLES / f"{name}.json").read_bytes())
    return event


def test_a_transfer_is_the_same_with_and_without_its_name() -> None:
    names = [
        "incoming-transfer-completed",
        "banking-transfer-incoming-completed",
        "baas-transfer-incoming-completed",
        "banking-transfer-completed-incoming-by-direction",
    ]
    assert len({sample(name).transaction_id for name in names}) == 1


@pytest.mark.parametrize(
    ("beginning", "is_money"),
    [
        ("banking-entity", False),
        ("banking-onboarding", False),
        ("banking-account", False),
        ("onboarding", False),
        ("enrollment", False),
        ("subscription", False),
        ("report", False),
        ("payment", True),
        ("payout", True),
        ("incoming-transfer", True),
        ("banking-transfer", True),
        ("split-transfer", True),
    ],
)
def test_records_of_people_and_accounts_are_no_money(beginning: str, is_money: bool) -> None:
    files = SAMPLES.glob(f"{beginning}*.expected.json")
    kinds = {sample(file.name.removesuffix(".expected.json")).kind for file in files}
    assert kinds
    assert kinds.isdisjoint(NOT_MONEY) is is_money


def test_events_go_by_the_newest_time() -> None:
    won, lost = sample("payment-chargeback-won"), sample("payment-chargeback-lost")
    assert won.order is Order.UPDATED_AT
    assert won.updated_at is not None
    assert lost.updated_at is not None
    assert won.updated_at > lost.updated_at
    assert won.transaction_id == lost.transaction_id


def test_what_names_nothing_is_kept_under_its_digest() -> None:
    body = b'{"retry":3,"data":{}}'
    (event,) = parse(body)
    assert event.transaction_key == f"digest:{fingerprint(body)[:16]}"
    assert event.transaction_key == parse(b'{"retry":4,"data":{}}')[0].transaction_key


@pytest.mark.parametrize(
    ("type_event", "kind", "shown"),
    [
        ("BAAS.Transfer.Completed", "transfer", "banking.Transfer.Completed"),
        ("banking.transfer.incoming", "incoming_transfer", "banking.transfer.incoming"),
        ("banking.transfer.some.new.word", "transfer", "banking.transfer.some.new.word"),
        ("banking.card.issued", "other", "banking.card.issued"),
        ("payment", "payment", "payment"),
        ("paymentish.thing", "other", "paymentish.thing"),
        ("...", "other", "..."),
    ],
)
def test_an_event_is_known_by_its_first_words(type_event: str, kind: str, shown: str) -> None:
    event = one({"type_event": type_event, "data": {"id": "x"}})
    assert (event.kind, event.event_type) == (kind, shown)


@pytest.mark.parametrize(
    ("found", "sender", "receiver"),
    [
        ({"sender": {"account_name": "ACME"}, "beneficiary": {"email": "a@b.c"}}, "ACME", "a@b.c"),
        ({"beneficiary": {"legal_name": "ACME SA", "email": "a@b.c"}}, "", "ACME SA"),
        ({"beneficiary": {"first_name": "Ana"}}, "", "Ana"),
        ({"customer_payer": {"id": "c-1"}, "destination_account": {"iban": "x"}}, "c-1", ""),
        ({"source_account_id": "acct_1", "recipient_id": 7}, "acct_1", ""),
        ({"sender": [], "beneficiary": 5, "recipient_id": "r"}, "", "r"),
    ],
)
def test_both_sides_are_called_by_what_tells_most(
    found: dict[str, Any], sender: str, receiver: str
) -> None:
    event = one({"type": "payout", "data": {"id": "x"} | found})
    assert (event.sender, event.receiver) == (sender, receiver)


@pytest.mark.parametrize("data", [{"payment": []}, {"payment": None}, {"amount": []}, {}])
def test_data_of_any_shape_is_read(data: dict[str, Any]) -> None:
    event = one({"type": "payment", "type_event": "payment.purchase", "data": data})
    assert (event.kind, event.money, event.flags) == ("payment", None, ("no_id",))


@pytest.mark.parametrize(
    "body",
    [
        {"transactions": [5, {"type": "PURCHASE"}]},
        {"transactions": {"type": "SPLIT_TRANSFER"}},
        {"payment": "text"},
        {"data": []},
        {"direction": 5},
    ],
)
def test_a_bare_body_that_is_nothing_known_is_other(body: dict[str, Any]) -> None:
    assert one(body).kind == "other"


def test_a_nameless_object_in_the_data_is_no_object_of_an_event() -> None:
    (event,) = parse(b'{"type_event":"who.knows","data":{"":{"id":"1"},"id":"2"}}')
    assert event.transaction_key == "2"


# --- the record -----------------------------------------------------------------------------------


def test_no_secret_is_required_and_both_paths_of_bank_transfers_are_taken() -> None:
    assert [each.name for each in PROVIDER.credentials] == [
        "x_api_key",
        "x_secret",
        "hmac_secret",
        "bearer_token",
        "public_api_key",
        "private_secret_key",
        "account_id",
    ]
    assert not any(each.required_to_verify for each in PROVIDER.credentials)
    assert PROVIDER.tails == ("", "v1/banking/transfers", "v1/baas/transfers")
    assert {name: one.base_url for name, one in PROVIDER.environments.items()} == {
        "production": "https://api.y.uno",
        "production-eu": "https://api.eu.y.uno",
        "sandbox": "https://api-sandbox.y.uno",
    }
