"""What is taken out of a pasted text, and what it is called."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.event import IdKind
from app.core.identifiers import normal_form
from app.core.pasted import LONGEST, LONGEST_WORDS, MOST, Clue, Found, Note, classify

HASH = "fb98c58faf63d17ce0fd5d41e82c3ae2f9b3721f2c1e369c17b379b4b59fe062"
XRP_HASH = "33EA42FC7A06F062A7B843AF4DC7C0AB00D6644DFDF4C5D354A87C035813D321"
ADDRESS = "0xc0ffee254729296a45a3885639AC7E10F9d54979"
SOLANA = "5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW"
XRP_ADDRESS = "rLHzPsX6oXkzU2qL12kHCH8G8cnZv1rBJh"
XRP_MASK = "*******LK5R5Am25ArfXFmqg**********"
CLABE = "646180115400230775"
CLABE_MASK = "*****0606032******"
UUID = "d441f9db-e2df-4ca5-9dab-7526efdcea86"
RASTREO = "2023051740014BMOV0000495448940"


def finds(text: str) -> list[tuple[str, str, str]]:
    """Kind, key and note of all finds but the text itself."""
    return [
        (one.kind.value, one.key, one.note.value)
        for one in classify(text)
        if one.kind is not Clue.TEXT
    ]


def test_a_chat_message() -> None:
    text = (
        "Hola! hice un SPEI de $1,500.00 el 17 de mayo de 2023 a la CLABE *646 180 1154 0023077 5*,"
        " clave de rastreo 2023051740014BMOV0000495448940 referencia 2043562 ¿ya cayó?"
    )
    assert finds(text) == [
        ("rastreo", RASTREO, "labelled"),
        ("date", "2023-05-17", ""),
        ("reference", "2043562", "labelled"),
        ("clabe", CLABE, "check_digit_ok"),
        ("amount", "1500", ""),
    ]


def test_a_bank_receipt() -> None:
    text = (
        "Comprobante de transferencia\r\nFecha: 04/08/2025 15:20\r\nImporte: $ 100.00 MXN\r\n"
        "Clave de rastreo\r\n202508049071015060000005610295\r\nReferencia numérica: 0001234\r\n"
        "Cuenta destino\r\n•••• •••• •••• 0775\r\nFolio: AB-998877\r\n"
    )
    assert finds(text) == [
        ("rastreo", "202508049071015060000005610295", "labelled"),
        ("date", "2025-08-04", ""),
        ("last_digits", "0775", ""),
        ("reference", "1234", "labelled"),
        ("external_ref", "ab-998877", "labelled"),
        ("amount", "100", ""),
    ]


def test_a_payload() -> None:
    text = (
        '{"event":"withdrawal","payload":{"wid":"p4u8d7f0768ee91d3b33bee6483132i8",'
        '"created_at":"2017-07-09T19:22:38+00:00","amount":"57","details":{'
        f'"address":"{XRP_MASK}","numeric_ref":"64136557","external_ref":"user-ref-12345",'
        f'"ripple_transaction_hash":"{XRP_HASH}"}}}}}}'
    )
    assert finds(text) == [
        ("tx_hash", XRP_HASH.lower(), "likely"),
        ("date", "2017-07-09", ""),
        ("address_mask", XRP_MASK, ""),
        ("reference", "64136557", "labelled"),
        ("external_ref", "user-ref-12345", "labelled"),
        ("id", "p4u8d7f0768ee91d3b33bee6483132i8", "labelled"),
        ("amount", "57", ""),
    ]


def test_values_stand_as_they_were_written() -> None:
    text = f"0x{HASH} y 646 180-1154 0023077 5"
    assert [one.value for one in classify(text)][:2] == [f"0x{HASH}", "646 180-1154 0023077 5"]


@pytest.mark.parametrize(
    ("text", "kind", "key", "note"),
    [
        # hashes and addresses
        (f"0x{HASH}", "tx_hash", HASH, ""),
        (f"https://arbiscan.io/tx/0x{HASH}?x=1", "tx_hash", HASH, ""),
        (f"({HASH.upper()})", "tx_hash", HASH, "likely"),
        (SOLANA, "tx_hash", SOLANA, "likely"),
        (ADDRESS, "address", ADDRESS[2:].lower(), ""),
        (ADDRESS.lower(), "address", ADDRESS[2:].lower(), ""),
        (ADDRESS.replace("AC", "aC"), "address", ADDRESS[2:].lower(), "checksum_wrong"),
        (XRP_ADDRESS, "address", XRP_ADDRESS, "likely"),
        (XRP_MASK, "address_mask", XRP_MASK, ""),
        (f"a {XRP_MASK} b", "address_mask", XRP_MASK, ""),
        ("AB".ljust(20, "*"), "address_mask", "AB".ljust(20, "*"), ""),
        # CLABEs
        (CLABE, "clabe", CLABE, "check_digit_ok"),
        ("646-180-11540023077-5", "clabe", CLABE, "check_digit_ok"),
        ("646\u00a0180\u202f1154\u20110023077–5", "clabe", CLABE, "check_digit_ok"),
        ("\u200e６４６１８０１１５４００２３０７７５\u202c", "clabe", CLABE, "check_digit_ok"),
        ("CLABE:646180115400230775.", "clabe", CLABE, "check_digit_ok"),
        ("pagué 100 a 646180115400230775", "clabe", CLABE, "check_digit_ok"),
        ("100 646180115400230775 100", "clabe", CLABE, "check_digit_ok"),
        ("referencia: 646180115400230775", "clabe", CLABE, "check_digit_ok"),
        ("**646180115400230775**", "clabe", CLABE, "check_digit_ok"),
        ("646 180 1154 0023077 5 1", "clabe", CLABE, "check_digit_ok"),
        ("64 646 180 1154 0023077 5", "clabe", CLABE, "check_digit_ok"),
        ("012180001234567890", "clabe", "012180001234567890", "check_digit_wrong"),
        (CLABE_MASK, "clabe_mask", CLABE_MASK, ""),
        ("•••••0606032••••••", "clabe_mask", CLABE_MASK, ""),
        ("xxxxx0606032XXXXXX", "clabe_mask", CLABE_MASK, ""),
        ("***** 0606032 ******", "clabe_mask", CLABE_MASK, ""),
        # last digits
        ("****1234", "last_digits", "1234", ""),
        ("** 123", "last_digits", "123", ""),
        ("XXXX-XXXX-XXXX-1234", "last_digits", "1234", ""),
        ("4152********1234", "last_digits", "1234", ""),
        ("**12345678", "last_digits", "12345678", ""),
        ("terminación 0775", "last_digits", "0775", "labelled"),
        ("que termina en 077523", "last_digits", "077523", "labelled"),
        ("terminada en: 077", "last_digits", "077", "labelled"),
        ("últimos 4 dígitos: 0775", "last_digits", "0775", "labelled"),
        ("últimos cuatro dígitos 0775", "last_digits", "0775", "labelled"),
        ("últimos dígitos 0775", "last_digits", "0775", "labelled"),
        ("account ending in 0775", "last_digits", "0775", "labelled"),
        ("last four 0775", "last_digits", "0775", "labelled"),
        ("last 4 digits: 0775", "last_digits", "0775", "labelled"),
        # cards
        ("4152313312345678", "card", "4152313312345678", "luhn_wrong"),
        ("4111 1111 1111 1111", "card", "4111111111111111", "luhn_ok"),
        ("4111-1111-1111-1111", "card", "4111111111111111", "luhn_ok"),
        # ids
        (UUID, "id", UUID, ""),
        (UUID.upper(), "id", UUID, ""),
        ("fid 037c4c00", "id", "037c4c00", "labelled"),
        ('"account_id":"acct-1"', "id", "acct-1", "labelled"),
        ("uuid: ab12", "id", "ab12", "labelled"),
        ("037c4c00e17c592fc7b6d9bad2261be8", "id", "037c4c00e17c592fc7b6d9bad2261be8", "likely"),
        ("xfer_cc0e8400-e29b", "id", "xfer_cc0e8400-e29b", "likely"),
        ("20433c61_ab-c_d", "id", "20433c61_ab-c_d", "likely"),
        ("user-ref-12345", "external_ref", "user-ref-12345", "likely"),
        ("mi pago TXN-123456 no llega", "external_ref", "txn-123456", "likely"),
        # claves de rastreo
        (RASTREO, "rastreo", RASTREO, "likely"),
        (RASTREO.lower(), "rastreo", RASTREO, "likely"),
        ("202508049071015060000005610295", "rastreo", "202508049071015060000005610295", "likely"),
        ("1234567890123456789", "rastreo", "1234567890123456789", "likely"),
        ("TESTSPEI671271752263456670", "rastreo", "TESTSPEI671271752263456670", "likely"),
        ("MBAN0100230517", "rastreo", "MBAN0100230517", "likely"),
        ("clave de rastreo: mban01", "rastreo", "MBAN01", "labelled"),
        ("clave_rastreo=ABC1234", "rastreo", "ABC1234", "labelled"),
        ("la clave de rastreo es ABC1234", "rastreo", "ABC1234", "labelled"),
        ("*Clave de Rastreo*\nABC1234", "rastreo", "ABC1234", "labelled"),
        ("rastreo 123456789012345678", "rastreo", "123456789012345678", "labelled"),
        ("tracking key: ABC1234", "rastreo", "ABC1234", "labelled"),
        ('"tracking_key" : "ABC1234"', "rastreo", "ABC1234", "labelled"),
        # references
        ("Ref. 1234567", "reference", "1234567", "labelled"),
        ("Referencia: 0000123", "reference", "123", "labelled"),
        ("referencia numérica 2043562", "reference", "2043562", "labelled"),
        ("No. de operación 445566", "reference", "445566", "labelled"),
        ("autorización num. 445566", "reference", "445566", "labelled"),
        ("folio AB99", "external_ref", "ab99", "labelled"),
        ("external_ref: my-1", "external_ref", "my-1", "labelled"),
        ("el 2043562 de ayer", "reference", "2043562", "likely"),
        # dates
        ("2023-05-17", "date", "2023-05-17", ""),
        ("2023-05-17T23:12:00+00:00", "date", "2023-05-17", ""),
        ("2023-05-17 23:12:00.205597Z", "date", "2023-05-17", ""),
        ("17/05/2023", "date", "2023-05-17", ""),
        ("30/02/2023 o 17/05/2023", "date", "2023-05-17", ""),
        ("7-5-2023", "date", "2023-05-07", ""),
        ("17.05.2023", "date", "2023-05-17", ""),
        ("17/may/2023", "date", "2023-05-17", ""),
        ("17 may 2023", "date", "2023-05-17", ""),
        ("17 mayo de 2023", "date", "2023-05-17", ""),
        ("1 de septiembre del 2023", "date", "2023-09-01", ""),
        ("1-Set-2023", "date", "2023-09-01", ""),
        ("31 dic. 2023", "date", "2023-12-31", ""),
        ("31 Dec 2023", "date", "2023-12-31", ""),
        ("May 17, 2023", "date", "2023-05-17", ""),
        ("august 3 2023", "date", "2023-08-03", ""),
        ("3 ene 2023", "date", "2023-01-03", ""),
        ("3 jan 2023", "date", "2023-01-03", ""),
        ("3 abr 2023", "date", "2023-04-03", ""),
        ("3 apr 2023", "date", "2023-04-03", ""),
        ("3 ago 2023", "date", "2023-08-03", ""),
        # amounts
        ("$1,500.00", "amount", "1500", ""),
        ("$ 1500.5", "amount", "1500.5", ""),
        ("MXN 100.10", "amount", "100.1", ""),
        ("MXN $100", "amount", "100", ""),
        ("100 MXNB", "amount", "100", ""),
        ("57XRP", "amount", "57", ""),
        ("12.345678 USDC", "amount", "12.345678", ""),
        ("100 pesos", "amount", "100", ""),
        ("monto: 1500", "amount", "1500", ""),
        ('"amount": "100.00"', "amount", "100", ""),
        ("total 0.50", "amount", "0.5", ""),
        ("fueron 1,234,567.80 ayer", "amount", "1234567.8", ""),
        ("fueron 250.00", "amount", "250", ""),
        ("$1,500", "amount", "1500", ""),
        ("$1,50", "amount", "1.5", ""),
        ("$1,5", "amount", "1.5", ""),
        ("$1.500", "amount", "1.5", ""),
        ("$1,234.567", "amount", "1234.567", ""),
        ("COP 1.234.567,89", "amount", "1234567.89", ""),
        ("COP 1.234.567", "amount", "1234567", ""),
        ("$1,234,567", "amount", "1234567", ""),
        ("$0,00", "amount", "0", ""),
        ("$007", "amount", "7", ""),
    ],
)
def test_what_a_text_holds(text: str, kind: str, key: str, note: str) -> None:
    assert (kind, key, note) in finds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"0x{HASH}0", "tx_hash"),
        (f"0x{HASH[1:]}", "tx_hash"),
        (f"a{HASH}", "tx_hash"),
        (f"{ADDRESS}0", "address"),
        (f"{UUID}0", "id"),
        ("x646180115400230775", "clabe"),
        ("6461801154002307750", "clabe"),
        ("64618011540023077", "clabe"),
        ("646  180  1154 0023077 5", "external_ref"),
        ("*" * 18, "clabe_mask"),
        ("*" * 40, "address_mask"),
        ("*12", "last_digits"),
        ("**12", "last_digits"),
        ("**123456789", "last_digits"),
        ("termina en 12", "last_digits"),
        ("termina en 1234567", "last_digits"),
        ("a123", "last_digits"),
        ("rastreo pendiente", "rastreo"),
        ("rastreo 12345", "rastreo"),
        ("clave de rastreo por favor", "rastreo"),
        ("referencia pendiente", "external_ref"),
        ("referencia123 x", "external_ref"),
        ("valid: abc1", "id"),
        ("2023-13-17", "date"),
        ("30/02/2023", "date"),
        ("17 foo 2023", "date"),
        ("2023051", "date"),
        ("1999-05-17", "date"),
        ("192.168.10.20", "amount"),
        ("10 de mayo", "amount"),
        ("250.001", "amount"),
        ("12345678", "amount"),
        ("covid", "external_ref"),
        ("hola-mundo", "external_ref"),
        ("clave_rastreo", "id"),
        ("x" * 32, "id"),
        ("abcdefghijkmnopqrstuvwxyz", "address"),
        ("MBAN010023051", "rastreo"),
    ],
)
def test_what_a_text_does_not_hold(text: str, kind: str) -> None:
    assert kind not in [found[0] for found in finds(text)]


def test_nothing_is_found_twice() -> None:
    assert finds(f"{CLABE} {CLABE} 646 180 1154 0023077 5") == [("clabe", CLABE, "check_digit_ok")]
    assert finds("clave de rastreo 123456789012345678") == [
        ("rastreo", "123456789012345678", "labelled")
    ]
    assert finds("fecha 2025-08-04 1234567890 fin") == [("date", "2025-08-04", "")]


def test_a_label_does_not_reach_over_something_found() -> None:
    assert finds(f"id: {UUID} abc1") == [("id", UUID, "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("077", [("reference", "77", "likely")]),
        ("0775", [("last_digits", "0775", ""), ("reference", "775", "likely")]),
        ("646180", [("last_digits", "646180", ""), ("reference", "646180", "likely")]),
        ("2043562", [("reference", "2043562", "likely")]),
        ("1" * 17, [("reference", "1" * 17, "likely")]),
        (CLABE, [("clabe", CLABE, "check_digit_ok")]),
        ("Darth Vader", []),
    ],
)
def test_a_bare_number_may_be_several_things(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert finds(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "key"),
    [
        (" José  Núñez\n", "José Núñez", "jose nunez"),
        ("D441F9db", "D441F9db", "d441f9db"),
        ("x" * LONGEST_WORDS, "x" * LONGEST_WORDS, "x" * LONGEST_WORDS),
    ],
)
def test_a_short_text_stands_for_itself(text: str, value: str, key: str) -> None:
    assert Clue.TEXT.value == "text"
    assert classify(text)[-1] == Found(Clue.TEXT, value, key, Note.NONE)


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b", "¯", "a\nb", "x" * (LONGEST_WORDS + 1)])
def test_a_long_text_or_none_does_not(text: str) -> None:
    assert classify(text) == ()


def test_finds_and_length_are_bounded() -> None:
    assert (LONGEST, MOST, LONGEST_WORDS) == (20_000, 100, 100)
    assert len(classify("\n".join(f"2043{n:03d}" for n in range(MOST + 50)))) == MOST
    assert finds("a" * (LONGEST - 1) + f" {CLABE}") == []
    assert finds(" " * (LONGEST - 18) + CLABE) == [("clabe", CLABE, "check_digit_ok")]


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for one in classify(text):
        assert one.key
        if isinstance(one.kind, IdKind) and "x" not in one.value.lower():
            assert one.key == normal_form(one.kind, one.value)


@pytest.mark.parametrize(
    "piece",
    ["*", "1 ", "0", "a1_", "clave de rastreo ", "((", "x-", "$1,111", "1,111,", "aA1", "\x00",
     "es ", "id:", "\u202e", "1-", "a-1", "ref ref", "**1", "1.1.", "0x", "17 de ", "🦊"],
)  # fmt: skip
def test_hostile_repetition_takes_no_time(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    started = time.perf_counter()
    classify(text)
    assert time.perf_counter() - started < 1
