"""A pasted text finds its payment, the surest answer first, and each hit says why it is one."""

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.store.rows import LookupHit

if TYPE_CHECKING:
    from tests.store.conftest import Store

SAMPLES = Path(__file__).parent.parent / "samples"
CLABE = "646180115400230775"
HASH = "fb98c58faf63d17ce0fd5d41e82c3ae2f9b3721f2c1e369c17b379b4b59fe062"
ISSUANCE = "juno:issuance:d441f9db-e2df-4ca5-9dab-7526efdcea86"
FUNDING = "bitso:funding:037c4c00e17c592fc7b6d9bad2261be8"


@pytest.fixture
def full(store: "Store") -> "Store":
    """A store with Juno's printed issuance and Bitso's printed funding, whose CLABE is masked."""
    store.keep((SAMPLES / "juno/issuance-complete.json").read_bytes())
    store.keep((SAMPLES / "bitso/funding-complete.json").read_bytes(), provider="bitso")
    store.project()
    return store


def hits(store: "Store", text: str, limit: int = 50) -> list[LookupHit]:
    with store.reader() as reader:
        return reader.lookup(text, limit)


@pytest.mark.parametrize(
    ("text", "transaction_id", "match", "why"),
    [
        (CLABE, ISSUANCE, "exact", f"CLABE {CLABE} (deposit_sender_clabe)"),
        ("646 180 11540023077 5", ISSUANCE, "exact", f"CLABE {CLABE}"),
        (f"0x{HASH}", ISSUANCE, "exact", "tx hash 0xfb98"),
        (HASH.upper(), ISSUANCE, "exact", "tx hash 0xfb98"),
        ("user-ref-12345", ISSUANCE, "exact", "reference user-ref-12345 (external_ref)"),
        ("D441F9DB-E2DF-4CA5-9DAB-7526EFDCEA86", ISSUANCE, "exact", "id d441f9db"),
        (ISSUANCE, ISSUANCE, "exact", "d441f9db"),
        ("…0775", ISSUANCE, "suffix", "ends with 0775"),
        ("TESTSPEI671271752263456670", ISSUANCE, "exact", "clave de rastreo TESTSPEI"),
        ("Sender Name", ISSUANCE, "exact", "name Sender Name"),
        ("sénder  NAME", ISSUANCE, "exact", "name Sender Name"),
        ("0xc0ffee254729296a45a3885639ac7e10f9d54979", ISSUANCE, "exact", "address 0xc0ffee"),
        ("2023051740014BMOV0000495448940", FUNDING, "exact", "clave de rastreo 2023"),
        ("02043562", FUNDING, "exact", "numeric reference 2043562"),
        ("037c4c00e17c592fc7b6d9bad2261be8", FUNDING, "exact", "id 037c4c"),
        ("user-ref-1", ISSUANCE, "prefix", "begins with user-ref-1"),
        ("d441f9db", ISSUANCE, "prefix", "id d441f9db"),
        ("0775", ISSUANCE, "suffix", f"CLABE {CLABE} (deposit_sender_clabe) ends with 0775"),
        ("****0775", ISSUANCE, "suffix", "ends with 0775"),
        ("termina en 230775", ISSUANCE, "suffix", "ends with 230775"),
        ("*****0606032******", FUNDING, "exact", "masked CLABE"),
        ("012340606032000018", FUNDING, "compatible", "compatible, 1 candidate: masked CLABE"),
        ("6461801154002*****", ISSUANCE, "compatible", "compatible, 1 candidate: CLABE"),
        ("14BMOV0000", FUNDING, "contained", "holds 14BMOV0000"),
        ("VADER", FUNDING, "suffix", "name DARTH VADER"),
        ("prueba dep", FUNDING, "text", "its payload holds “prueba dep”"),
        ("TRASPASO SPEI por $100.00 clave de rastreo 2023051740014BMOV0000495448940",
         FUNDING, "exact", "same amount"),
    ],
)  # fmt: skip
def test_a_text_finds_its_payment(
    full: "Store", text: str, transaction_id: str, match: str, why: str
) -> None:
    first = hits(full, text)[0]
    assert (first.transaction_id, first.match) == (transaction_id, match)
    assert why in first.why


@pytest.mark.parametrize(
    "text",
    ["", "   ", "%", "_", "*", "'", '"', "a", "000000000000000000", "0x" + "0" * 64, "\x00", "💸"],
)
def test_what_is_nowhere_has_no_answer(full: "Store", text: str) -> None:
    assert hits(full, text) == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_no_text_is_an_error(full: "Store", text: str) -> None:
    for hit in hits(full, text):
        assert hit.why


def issuance(number: int, amount: str) -> bytes:
    details = {"amount": amount, "asset": "MXN", "deposit_sender_clabe": CLABE}
    payload: dict[str, Any] = {
        "type": "ISSUANCE",
        "id": f"payment-{number}",
        "status": "COMPLETE",
        "created_at": "2026-11-20T10:00:00Z" if number % 2 else "2026-11-21T10:00:00Z",
        "updated_at": "2026-11-21T11:00:00Z",
        "issuance": details,
    }
    return json.dumps({"event": "TRANSACTION", "payload": payload}).encode()


def test_of_many_payments_from_one_account_the_amount_tells(store: "Store") -> None:
    for number in range(300):
        body = issuance(number, "1234.50" if number == 7 else "100.00")
        store.keep(body, at=store.clock + timedelta(seconds=number))
    store.project()
    newest = hits(store, CLABE)
    assert len(newest) == 50
    assert newest[0].transaction_id == "juno:issuance:payment-299"
    told = hits(store, f"SPEI de $1,234.50 a la CLABE {CLABE} el 2026-11-20")
    assert told[0].transaction_id == "juno:issuance:payment-7"
    assert told[0].why.endswith("same date + same amount")
    assert len(told) == 50


def test_what_only_looks_like_the_amount_hides_no_payment_that_has_it(store: "Store") -> None:
    """However many newer ones do: the store itself puts first what agrees."""
    for number in range(120):
        body = issuance(number, "100.000" if number == 7 else f"{number + 1}100.00")
        store.keep(body, at=store.clock + timedelta(seconds=number))
    store.project()
    told = hits(store, f"$100 {CLABE}", limit=5)
    assert [hit.transaction_id for hit in told[:2]] == [
        "juno:issuance:payment-7",
        "juno:issuance:payment-119",
    ]
    assert [hit.reason.agreeing for hit in told[:2]] == [("amount",), ()]
    assert len(told) == 5


@pytest.mark.parametrize(("text", "number"), [("el 2026-11-20", 119), ("$3100 2026-11-20", 3)])
def test_of_those_that_agree_with_most_the_newest_come_first(
    store: "Store", text: str, number: int
) -> None:
    for one in range(121):
        body = issuance(one, f"{one}100.00")
        store.keep(body, at=store.clock + timedelta(seconds=one))
    store.project()
    assert hits(store, f"{CLABE} {text}", limit=5)[0].transaction_id.endswith(f"payment-{number}")


def test_the_limit_is_kept(full: "Store") -> None:
    assert len(hits(full, "100", 1)) <= 1
    assert len(hits(full, "complete", 1)) <= 1
