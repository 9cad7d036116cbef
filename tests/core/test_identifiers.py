"""Normal forms, single identifiers, and what the generic extractor finds in any payload."""

from __future__ import annotations

import json
import string
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.event import Identifier, IdKind
from app.core.identifiers import (
    LONGEST,
    MOST,
    generic_identifiers,
    identifier,
    normal_form,
)
from app.core.normal import cleaned, without_accents, without_leading_zeros
from app.core.reading import JsonValue, Number, read_json

HASH = "fb98c58faf63d17ce0fd5d41e82c3ae2f9b3721f2c1e369c17b379b4b59fe062"
XRP_HASH = "33EA42FC7A06F062A7B843AF4DC7C0AB00D6644DFDF4C5D354A87C035813D321"
ADDRESS = "0xc0ffee254729296a45a3885639AC7E10F9d54979"
SOLANA = "5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW"
XRP_MASK = "*******LK5R5Am25ArfXFmqg**********"
CLABE = "646180115400230775"
CLABE_MASK = "*****0606032******"
UUID = "d441f9db-e2df-4ca5-9dab-7526efdcea86"
RASTREO = "2023051740014BMOV0000495448940"


# --- normal forms ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "value", "key"),
    [
        (IdKind.CLABE, CLABE, CLABE),
        (IdKind.CLABE, " 646 180 1154 0023077-5 ", CLABE),
        (IdKind.CLABE, "６４６180115400230775", CLABE),
        (IdKind.CLABE, "646180\u200b115400230775\u202e", CLABE),
        (IdKind.CLABE_MASK, "***** 0606032 ******", CLABE_MASK),
        (IdKind.CARD, "4152 3133-1234 5678", "4152313312345678"),
        (IdKind.ACCOUNT, "mx 12-34", "MX1234"),
        (IdKind.TX_HASH, f"0x{HASH}", HASH),
        (IdKind.TX_HASH, f"0X{HASH.upper()}", HASH),
        (IdKind.TX_HASH, HASH, HASH),
        (IdKind.TX_HASH, "FB98", "fb98"),
        (IdKind.TX_HASH, XRP_HASH, XRP_HASH.lower()),
        (IdKind.TX_HASH, f" {SOLANA} ", SOLANA),
        (IdKind.ADDRESS, ADDRESS, ADDRESS[2:].lower()),
        (IdKind.ADDRESS, ADDRESS[2:], ADDRESS[2:].lower()),
        (
            IdKind.ADDRESS,
            "rLHzPsX6oXkzU2qL12kHCH8G8cnZv1rBJh",
            "rLHzPsX6oXkzU2qL12kHCH8G8cnZv1rBJh",
        ),
        (IdKind.ADDRESS_MASK, XRP_MASK, XRP_MASK),
        (IdKind.ADDRESS_MASK, "****ABCDEF****", "****ABCDEF****"),  # base58 by its length
        (IdKind.ADDRESS_MASK, "0xABC***", "abc***"),
        (IdKind.ADDRESS_MASK, "ABC".ljust(40, "*"), "abc".ljust(40, "*")),
        (IdKind.ADDRESS_MASK, "ABC".ljust(64, "*"), "abc".ljust(64, "*")),
        (IdKind.ADDRESS_MASK, "ABC".ljust(41, "*"), "ABC".ljust(41, "*")),
        (IdKind.RASTREO, " 2023051740014bmov 0000495448940", RASTREO),
        (IdKind.REFERENCE, "0001234", "1234"),
        (IdKind.REFERENCE, "0000000", "0"),
        (IdKind.REFERENCE, "0a1", "0A1"),
        (IdKind.REFERENCE, "", ""),
        (IdKind.REFERENCE, "x0", "X0"),
        (IdKind.NAME, " José  NÚÑEZ\tÁlvarez ", "jose nunez alvarez"),
        (IdKind.NAME, "O'Brien-Løw", "o'brien-løw"),
        (IdKind.ID, UUID.upper(), UUID),
        (IdKind.ID, "  xfer_CC0e ", "xfer_cc0e"),
        (IdKind.EXTERNAL_REF, "User-Ref  12", "user-ref 12"),
        (IdKind.OTHER, "\u00a0\u2028", ""),
        (IdKind.OTHER, "A\u00adB\x00\nC", "ab c"),
        (IdKind.OTHER, "a\u1680b\u2028c\u2029d\te", "a b c d e"),
        (IdKind.TX_HASH, "0xAB CD", "abcd"),
        (IdKind.REFERENCE, "00 12 34", "1234"),
        (IdKind.REFERENCE, "12-34", "12-34"),
        (IdKind.RASTREO, "mban-01", "MBAN-01"),
    ],
)
def test_normal_form(kind: IdKind, value: str, key: str) -> None:
    assert normal_form(kind, value) == key


@given(
    st.sampled_from(IdKind), st.text(string.printable + "áéíóúüñÑ０Ａ²\u200b\u00a0", max_size=60)
)
def test_a_normal_form_is_stable(kind: IdKind, value: str) -> None:
    key = normal_form(kind, value)
    assert normal_form(kind, key) == key


@given(st.sampled_from(IdKind), st.text())
def test_a_normal_form_never_raises_nor_hides_signs(kind: IdKind, value: str) -> None:
    key = normal_form(kind, value)
    assert not any(unicodedata.category(sign) in ("Cc", "Cf") for sign in key)


@given(st.text(max_size=40))
def test_cleaned_text_has_single_gaps_only(text: str) -> None:
    assert cleaned(text) == " ".join(cleaned(text).split())


def test_without_accents() -> None:
    assert without_accents("Ñandú") == "Nandu"
    assert without_accents("plain") == "plain"


def test_leading_zeros_are_only_taken_from_ascii_digits() -> None:
    assert without_leading_zeros("007") == "7"
    assert without_leading_zeros("٠٠٧") == "٠٠٧"
    assert without_leading_zeros("0x7") == "0x7"


# --- one identifier -------------------------------------------------------------------------------


def test_an_identifier_keeps_the_text_as_sent() -> None:
    assert identifier(IdKind.TX_HASH, f"0x{HASH}", "payload.hash", "sender") == Identifier(
        IdKind.TX_HASH, f"0x{HASH}", HASH, "payload.hash", "sender"
    )


@pytest.mark.parametrize(
    "value", ["", None, True, False, [], {}, "   ", "\u200b", "x" * (LONGEST + 1)]
)
def test_nothing_to_ask_for(value: JsonValue) -> None:
    assert identifier(IdKind.ID, value) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (885364, "885364"),
        (0, "0"),
        (-5, "-5"),
        (Number("7.50"), "7.50"),
        (Decimal("1.0"), "1.0"),
        ("x" * LONGEST, "x" * LONGEST),
        ((1 << 800), str(1 << 800)),
    ],
)
def test_numbers_and_long_texts(value: JsonValue, text: str) -> None:
    found = identifier(IdKind.ID, value)
    assert found is not None
    assert found.value == text


@pytest.mark.parametrize("digits", [LONGEST + 1, 400, 5000])
def test_a_number_too_long_is_no_identifier(digits: int) -> None:
    assert identifier(IdKind.ID, 10 ** (digits - 1)) is None
    assert identifier(IdKind.ID, -(10 ** (digits - 1))) is None


@pytest.mark.parametrize(
    ("kind", "value", "became", "key"),
    [
        (IdKind.CLABE, CLABE_MASK, IdKind.CLABE_MASK, CLABE_MASK),
        (IdKind.CLABE_MASK, CLABE_MASK, IdKind.CLABE_MASK, CLABE_MASK),
        (IdKind.ACCOUNT, CLABE_MASK, IdKind.CLABE_MASK, CLABE_MASK),
        (IdKind.CLABE, "****5678", IdKind.ACCOUNT, "5678"),
        (IdKind.CLABE, "*" * 17 + "x", IdKind.ACCOUNT, "X"),
        (IdKind.CARD, "415231******5678", IdKind.ACCOUNT, "5678"),
        (IdKind.CARD, "415231****", IdKind.ACCOUNT, "415231"),
        (IdKind.ADDRESS, XRP_MASK, IdKind.ADDRESS_MASK, XRP_MASK),
        (IdKind.ADDRESS_MASK, XRP_MASK, IdKind.ADDRESS_MASK, XRP_MASK),
        (IdKind.NAME, "DAR** VADER", IdKind.NAME, "dar** vader"),
        (IdKind.TX_HASH, "0xAB**", IdKind.TX_HASH, "ab**"),
    ],
)
def test_masks(kind: IdKind, value: str, became: IdKind, key: str) -> None:
    assert identifier(kind, value) == Identifier(became, value, key)


@pytest.mark.parametrize("kind", list(IdKind))
def test_a_mask_that_shows_nothing_is_no_identifier(kind: IdKind) -> None:
    assert identifier(kind, "*" * 18) is None
    assert identifier(kind, "*" * 5) is None


# --- the generic extractor ------------------------------------------------------------------------


def found(body: JsonValue) -> list[tuple[str, str, str, str]]:
    return [(one.kind.value, one.key, one.path, one.role) for one in generic_identifiers(body)]


def test_a_bitso_funding() -> None:
    body = read_json(
        b'{"event":"funding","payload":{"fid":"037c4c00e17c592fc7b6d9bad2261be8",'
        b'"status":"complete","created_at":"2023-05-17T23:12:00+00:00","currency":"mxn",'
        b'"method":"praxis","method_name":"SPEI Transfer","amount":"100.00","asset":"mxn",'
        b'"network":"spei","protocol":"clabe","integration":"praxis","details":{'
        b'"sender_name":"DARTH VADER","sender_clabe":"*****0606032******","sender_bank":40329,'
        b'"clave":885364,"clave_rastreo":"2023051740014BMOV0000495448940",'
        b'"numeric_reference":"2043562","concepto":"PRUEBA DEPOSITO","cep_link":""}}}'
    )
    assert found(body) == [
        ("id", "037c4c00e17c592fc7b6d9bad2261be8", "payload.fid", ""),
        ("name", "darth vader", "payload.details.sender_name", "sender"),
        ("clabe_mask", CLABE_MASK, "payload.details.sender_clabe", "sender"),
        ("rastreo", RASTREO, "payload.details.clave_rastreo", ""),
        ("reference", "2043562", "payload.details.numeric_reference", ""),
    ]


def test_a_yuno_transfer() -> None:
    body = read_json(
        b'{"id":"xfer_cc0e8400-1","destination_account_id":"acct_aa0e","provider":{"transfer_id":'
        b'"col_1"},"sender":{"account_number_last_4":"5678","routing_number":"987654321",'
        b'"account_name":"External LLC","bank_name":"Bank of America"},"amount":{"value":2500},'
        b'"merchant_transfer_id":"MT-1","idempotency_key":"K-1","description":"of May"}'
    )
    assert found(body) == [
        ("id", "xfer_cc0e8400-1", "id", ""),
        ("id", "acct_aa0e", "destination_account_id", ""),
        ("id", "col_1", "provider.transfer_id", ""),
        ("account", "5678", "sender.account_number_last_4", "sender"),
        ("name", "external llc", "sender.account_name", "sender"),
        ("external_ref", "mt-1", "merchant_transfer_id", ""),
        ("other", "k-1", "idempotency_key", ""),
    ]


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        ("clabe", CLABE, "clabe"),
        ("clabe", "012180001234567890", "clabe"),  # wrong check digit: the name decides
        ("depositSenderClabe", "646-180 115400230775", "clabe"),
        ("mexican_clabes", CLABE, "clabe"),
        ("clabe", "4152313312345678", "card"),
        ("clabe", "12345", "account"),
        ("clabe", "123", "account"),
        ("clabe", "12", None),
        ("clabe", "1" * 34, "account"),
        ("clabe", "1" * 35, None),
        ("clabe_type", "AUTO_PAYMENT", None),
        ("card_number", "4152313312345678", "card"),
        ("iban", "12345678", "account"),
        ("account", "0012345", "account"),
        ("account_id", "12345678", "id"),
        ("cuenta", CLABE, "clabe"),
        ("pan", "4152 3133 1234 5678", "card"),
        ("tx_hash", f"0x{HASH}", "tx_hash"),
        ("transactionHash", SOLANA, "tx_hash"),
        ("txhash", XRP_HASH, "tx_hash"),
        ("hash", "a" * 19, None),
        ("hash", "a" * 20, "tx_hash"),
        ("hash", "a" * 128, "tx_hash"),
        ("hash", "a" * 129, None),
        ("hash", "no hash: only sent when complete", None),
        ("clave_rastreo", "MBAN01", "rastreo"),
        ("clave_de_rastreo", RASTREO, "rastreo"),
        ("trackingKey", "MBAN01", "rastreo"),
        ("tracking_key", "MBAN 01", None),
        ("tracking_url", "https://x.example", None),
        ("external_fiat_id", "TESTSPEI671271752263456670", "rastreo"),
        ("crypto_source_address", ADDRESS, "address"),
        ("withdrawal_address", "rLHzPsX6oXkzU2qL12kHCH8G8cnZv1rBJh", "address"),
        ("address", XRP_MASK, "address_mask"),
        ("address", "Av. Reforma 1, CDMX", None),
        ("email_address", "someone@example.com", None),
        ("external_ref", "user-ref-12345", "external_ref"),
        ("merchant_reference", "MR-1", "external_ref"),
        ("numeric_ref", 3117004, "reference"),
        ("reference", "a b", None),
        ("refunded", "yes", None),
        ("prefix", "yes", None),
        ("id", 12, "id"),
        ("ids", "x", "id"),
        ("uuid", "x", "id"),
        ("wid", "p4u8", "id"),
        ("oid", "x", "id"),
        ("folio", "x", "id"),
        ("transactionId", "x", "id"),
        ("paid", "x", None),
        ("client_id", "x", "external_ref"),
        ("external_id", "x", "external_ref"),
        ("id", "x" * 128, "id"),
        ("id", "x" * 129, None),
        ("id", "ñandú", None),
        ("idempotency_key", "x", "other"),
        ("idempotency", "x", None),
        ("key", "x", None),
        ("sender_name", "Ana", "name"),
        ("firstName", "Ana", "name"),
        ("beneficiary", "ACME STORE", "name"),
        ("holder", "Ana", "name"),
        ("sender_name", " \u200b ", None),
        ("bank_name", "BBVA", None),
        ("method_name", "SPEI Transfer", None),
        ("name_id", "x", "id"),
        ("account_holder", "Ana", "name"),
        ("payer_clabe", CLABE, "clabe"),
        ("beneficiary_clabe", "012180001234567890", "clabe"),
        ("payee_account", "12345678", "account"),
        ("beneficiary_address", ADDRESS, "address"),
        ("payer_bank", "40012", None),
        ("external_fiat", "X1", "rastreo"),
        ("external_fiat_ref", "X1", "rastreo"),
        ("fiat", "X1", None),
        ("username", "x", None),
        ("checksum", XRP_HASH, None),
        ("signature", XRP_HASH, None),
        ("access_token", UUID, None),
        ("secretHash", HASH, None),
        ("zzz", UUID, "id"),
        ("zzz", UUID + "0", None),
        ("zzz", f"0x{HASH}", "tx_hash"),
        ("zzz", XRP_HASH, "tx_hash"),
        ("zzz", XRP_HASH[1:], None),
        ("zzz", ADDRESS, "address"),
        ("zzz", ADDRESS[2:], None),
        ("zzz", CLABE, "clabe"),
        ("zzz", "012180001234567890", None),
        ("zzz", CLABE_MASK, "clabe_mask"),
        ("zzz", "*" * 18, None),
        ("zzz", RASTREO, "rastreo"),
        ("zzz", "202508049071015060000005610295", "rastreo"),
        ("zzz", "20230517", None),
        ("zzz", "words", None),
        ("zzz", True, None),
        ("zzz", None, None),
        ("zzz", "", None),
    ],
)
def test_by_name_and_by_shape(key: str, value: JsonValue, kind: str | None) -> None:
    assert [one.kind.value for one in generic_identifiers({key: value})] == [kind] * bool(kind)


KEYS = {
    "id": "id ids uuid fid wid oid folio",
    "reference": "ref refs reference references referencia",
    "external_ref": "external_ref merchant_id client_reference",
    "account": "account card iban pan last4 cuenta tarjeta clabe",
    "name": "name nombre holder beneficiary payer payee",
    "": "bank_name method_name event_name type_name file_name host_name network_name currency_name"
    " checksum signature secret token password hmac nonce secret_id ref_token",
}


@pytest.mark.parametrize(
    ("key", "kind"), [(key, kind) for kind, keys in KEYS.items() for key in keys.split()]
)
def test_every_word_that_names_an_identifier(key: str, kind: str) -> None:
    assert [one.kind.value for one in generic_identifiers({key: "12345"})] == [kind] * bool(kind)
    assert not generic_identifiers({f"x{key}x": "12345"}) or key == "clabe"


@pytest.mark.parametrize(
    "key", ["checksum", "signature", "secret", "token", "password", "hmac", "nonce"]
)
def test_proofs_and_secrets_are_no_identifiers_whatever_they_look_like(key: str) -> None:
    assert generic_identifiers({key: XRP_HASH, f"my_{key}_id": UUID}) == ()


SENDERS = ("sender", "payer", "source", "from", "ordenante")
RECEIVERS = ("receiver", "receive", "beneficiary", "payee", "destination", "recipient", "to")


@pytest.mark.parametrize(
    ("key", "role"),
    [(key, "sender") for key in SENDERS] + [(key, "receiver") for key in RECEIVERS],
)
def test_every_word_that_says_whose_it_is(key: str, role: str) -> None:
    assert [one.role for one in generic_identifiers({key: {"clabe": CLABE}})] == [role]
    assert [one.role for one in generic_identifiers({f"x{key}x": {"clabe": CLABE}})] == [""]


def test_bounds() -> None:
    assert (LONGEST, MOST) == (256, 500)


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ({"sender_clabe": CLABE}, "sender"),
        ({"payer": {"account": CLABE}}, "sender"),
        ({"sourceClabe": CLABE}, "sender"),
        ({"from": {"x": {"y": [CLABE]}}}, "sender"),
        ({"receive_clabe": CLABE}, "receiver"),
        ({"beneficiary_clabe": CLABE}, "receiver"),
        ({"destination": [{"clabe": CLABE}]}, "receiver"),
        ({"sender": {"receiver_clabe": CLABE}}, "receiver"),
        ({"receiver": {"clabe_sender": CLABE}}, "sender"),
        ({"clabe": CLABE}, ""),
        ({"sender_id": UUID}, ""),
        ({"sender": {"tx_hash": HASH}}, ""),
    ],
)
def test_whose_it_is(body: JsonValue, role: str) -> None:
    assert [one.role for one in generic_identifiers(body)] == [role]


def test_lists_take_the_name_of_their_key() -> None:
    assert found({"ids": ["a", ["b"]]}) == [("id", "a", "ids.0", ""), ("id", "b", "ids.1.0", "")]


def test_a_bare_value_has_only_its_shape() -> None:
    assert found(UUID) == [("id", UUID, "", "")]
    assert found([CLABE, "x"]) == [("clabe", CLABE, "0", "")]


def test_the_same_is_found_once_where_it_first_stood() -> None:
    assert found({"a_id": "X", "b_id": "x"}) == [("id", "x", "a_id", "")]


def test_a_hostile_body_gives_a_bounded_number() -> None:
    assert len(generic_identifiers({"ids": [f"id-{n}" for n in range(MOST + 5)]})) == MOST


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_no_payload_raises(body: JsonValue) -> None:
    for one in generic_identifiers(body):
        assert one.key
        assert one.key == normal_form(one.kind, one.key)


def test_any_depth_is_walked_without_recursion() -> None:
    body: JsonValue = json.loads("[" * 900 + f'"{UUID}"' + "]" * 900)
    for _ in range(2000):
        body = [body]
    assert len(generic_identifiers(body)) == 1
