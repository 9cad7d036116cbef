"""Every sentence that the program says has its Spanish, and is found again with its gaps filled."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import StoreError, Unreadable
from app.core.reading import read_json
from app.providers import PROVIDERS
from app.ui import language
from app.ui.said import Phrasebook, error_lines, said
from app.ui.widgets.environment_box import EnvironmentBox
from tests import sentences as code
from tests.sentences import GAP

SPANISH = code.spanish()


def test_every_sentence_of_the_code_is_in_the_file_and_no_other() -> None:
    assert sorted(SPANISH) == sorted(code.sentences()), "run `make sentences`"


def test_every_sentence_has_its_spanish_with_the_same_gaps() -> None:
    for english, spanish in SPANISH.items():
        assert sorted(GAP.findall(spanish)) == sorted(GAP.findall(english)), english
        assert spanish[-1:] == english[-1], english
        assert spanish != english, english


def test_the_file_is_in_order() -> None:
    assert list(SPANISH) == sorted(SPANISH)


def test_every_sentence_is_found_again_whatever_fills_it() -> None:
    book = Phrasebook(SPANISH)
    for english, spanish in SPANISH.items():
        assert book.translated(filled(english)) == filled(spanish)


def filled(text: str) -> str:
    return GAP.sub(lambda gap: f"7{gap[0][1]}9", text)


@given(st.lists(st.sampled_from(sorted(SPANISH)) | st.text(max_size=40), max_size=6))
def test_no_text_is_too_strange(parts: list[str]) -> None:
    text = " ".join(parts)
    assert len(Phrasebook(SPANISH).translated(text)) <= 4 * len(text) + 400


def test_a_strangers_long_text_takes_no_time() -> None:
    book, text = Phrasebook(SPANISH), "The a of " * 440 + "is."
    begun = time.monotonic()
    assert book.translated(text) == text
    assert book.translated(text * 1000) == text * 1000
    assert time.monotonic() - begun < 2


@pytest.fixture
def in_spanish(qapp: QApplication) -> Iterator[None]:
    locale = QLocale()
    language.install(qapp, "es")
    yield
    language.install(qapp, "en")
    QLocale.setDefault(locale)


def test_in_english_a_sentence_stays_as_it_is(qapp: QApplication) -> None:
    assert said("The store is closed.") == "The store is closed."


def test_sentences_of_sentences_are_told_apart(in_spanish: None) -> None:
    with pytest.raises(Unreadable) as caught:
        read_json(b'{"a":1,"a":2}')
    assert said(caught.value.sentences()) == " ".join(error_lines(caught.value))
    assert said(caught.value.sentences()) == (
        'Una clave aparece dos veces en un objeto. La clave es "a". '
        "Se conserva byte por byte; pregunte al proveedor qué significa."
    )


def test_a_sentence_in_a_gap_is_translated_and_a_strangers_words_are_not(in_spanish: None) -> None:
    text = "The checksum cannot be read. The body is not valid UTF-8."
    assert said(text) == "La suma de control no se puede leer. El cuerpo no es UTF-8 válido."
    assert said("SQLite says: database is locked.") == "SQLite dice: database is locked."
    assert said("Insufficient funds. Try later.") == "Insufficient funds. Try later."
    assert said("The API key of Juno is missing.").startswith("Falta ")
    assert said("") == ""


def test_what_a_credential_is_for_is_said_as_where_it_is_entered(in_spanish: None) -> None:
    help_ = next(one.help for one in PROVIDERS["juno"].credentials if one.name == "api_key")
    assert said(help_) == QCoreApplication.translate("Providers", help_) != help_


def test_an_error_is_said_in_three_lines(in_spanish: None) -> None:
    error = StoreError("The store is closed.", cause="Nobody knows.", remedy="Start Acuse again.")
    assert error_lines(error) == (
        "El almacén está cerrado.",
        "Nobody knows.",
        "Inicie Acuse de nuevo.",
    )


def test_an_environment_is_said_in_spanish_and_sent_as_it_is(
    in_spanish: None, qtbot: QtBot
) -> None:
    box = EnvironmentBox(PROVIDERS["bitso"], "production")
    qtbot.addWidget(box)
    assert (box.currentText(), box.environment()) == ("producción", "production")
    heard: list[int] = []
    box.currentIndexChanged.connect(heard.append)
    box.offer(PROVIDERS["juno"], "stage")
    assert box.environment() == "stage"
    assert not heard
