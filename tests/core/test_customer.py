"""What a customer is told: masked, in their language, and no promise before the end."""

import re
from datetime import UTC, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from app.config.tables import load_words
from app.core.customer import LANGUAGES, Told, answer, is_settled, masked
from app.core.event import Identifier, IdKind, Kind, Status

MEXICO = ZoneInfo("America/Mexico_City")
AT = datetime(2023, 5, 17, 23, 12, tzinfo=UTC)
CLABE = "646180115400230775"
ADDRESS = "0x9999a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5f08E"
RASTREO = "20230517400140BET0000439940"
EVERYTHING = tuple(
    Identifier(kind, value, value)
    for kind, value in (
        (IdKind.CLABE, CLABE),
        (IdKind.NAME, "Juana Pérez"),
        (IdKind.ADDRESS, ADDRESS),
        (IdKind.ACCOUNT, "1234567890"),
        (IdKind.CARD, "4111111111111111"),
        (IdKind.EXTERNAL_REF, "user-ref-12345"),
        (IdKind.ID, "d441f9db-e2df-4ca5-9dab-000000000001"),
        (IdKind.REFERENCE, "7702553"),
        (IdKind.RASTREO, RASTREO),
        (IdKind.TX_HASH, "0x" + "ab" * 32),
    )
)
PROMISES = re.compile(
    r"complet|acredit|lleg|recib|pagad|garantiz|seguro|será|pronto|mañana|enviad|éxito"
    r"|credited|arriv|receiv|paid|guarantee|will|soon|tomorrow|success|sent|refund|reembols",
    re.IGNORECASE,
)
SECRETS = ("Juana", "Pérez", "user", CLABE[-4:], ADDRESS[:8], RASTREO[5:-4])
UNSETTLED = (Status.PENDING, Status.IN_PROGRESS, Status.UNKNOWN)
CASES = list(product(Status, LANGUAGES))


def told(kind: str, status: str, *, is_final: bool, flags: tuple[str, ...] = ()) -> Told:
    return Told(kind, status, is_final, "100.00", "MXN", AT, EVERYTHING, flags)


@pytest.mark.parametrize(("status", "language"), CASES)
def test_nothing_personal_leaks(status: Status, language: str) -> None:
    for kind, is_final in product(Kind, (True, False)):
        said = answer(told(kind, status, is_final=is_final), load_words()[language], MEXICO)
        for secret in (*(one.value for one in EVERYTHING), *SECRETS):
            assert secret not in said
        assert "100.00 MXN" in said
        assert "2023…940" in said
        assert not re.search(r"[{}]|  |\s\.", said)


@pytest.mark.parametrize(("status", "language"), CASES)
def test_no_promise_before_the_end(status: Status, language: str) -> None:
    ends = ((False, ()), (status not in UNSETTLED, ("regress",)))
    for kind, (is_final, flags) in product(Kind, ends):
        said = answer(
            told(kind, status, is_final=is_final, flags=flags), load_words()[language], MEXICO
        )
        assert not PROMISES.search(said), said
        assert "17:12" not in said


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_name_of_its_own(kind: Kind, language: str) -> None:
    assert kind in load_words()[language].nouns


def test_the_end_is_told_with_its_time() -> None:
    done = told(Kind.FUNDING, Status.COMPLETE, is_final=True)
    assert is_settled(done)
    assert answer(done, load_words()["es"], MEXICO) == (
        "Su depósito por 100.00 MXN con clave de rastreo 2023…940 se completó"
        " el 17 may 2023 a las 17:12 (hora CDMX)."
    )
    assert answer(done, load_words()["en"], UTC) == (
        "Your deposit of 100.00 MXN with tracking key 2023…940 was completed"
        " on 17 May 2023 at 23:12 (UTC+00)."
    )


def test_what_is_open_says_that_it_is() -> None:
    waiting = told(Kind.WITHDRAWAL, Status.PENDING, is_final=False)
    assert answer(waiting, load_words()["es"], MEXICO) == (
        "Su retiro por 100.00 MXN con clave de rastreo 2023…940 está pendiente."
        " Todavía no hay un resultado final."
    )


@pytest.mark.parametrize(
    ("amount", "asset"), [("1e9999", "MXN"), ("NaN", "MXN"), ("", "MXN"), ("1", "<b>"), ("1", "")]
)
def test_an_amount_that_is_none_is_left_out(amount: str, asset: str) -> None:
    bad = Told(Kind.FUNDING, Status.COMPLETE, True, amount, asset)
    assert answer(bad, load_words()["es"], MEXICO) == "Su depósito se completó."


@pytest.mark.parametrize("code", ["Juana Pérez 1234", "<b>123456</b>", "a\u202ebcdefgh", "12345"])
def test_a_reference_that_is_no_code_is_left_out(code: str) -> None:
    bad = Told(
        Kind.FUNDING,
        Status.COMPLETE,
        True,
        identifiers=(Identifier(IdKind.RASTREO, code, code),),
    )
    assert answer(bad, load_words()["en"], MEXICO) == "Your deposit was completed."


def test_a_kind_nobody_knows_is_an_operation() -> None:
    said = answer(Told("gift", Status.FAILED, True), load_words()["es"], MEXICO)
    assert said == "Su operación no se pudo completar."


def test_a_short_code_shows_its_end_only() -> None:
    assert masked("7702553") == "…553"
    assert masked(RASTREO) == "2023…940"
