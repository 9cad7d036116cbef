"""Whatever the store may hold of ours has words of its own on screen, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.core.delivery import AddressCheck, Basis, Outcome, Source
from app.core.differences import DIFFERENCES
from app.core.event import IdKind, Kind, Status
from app.core.query_fields import FLAGS
from app.core.reading import read_json
from app.providers import bitso_service, juicyway, just_wallet
from app.store.shared_hash import FLAG
from app.ui import texts
from app.ui.forms import form_words

ROOT = Path(__file__).parents[2]
FORMS = {
    *juicyway.WRITINGS,
    juicyway.EXACT,
    "raw body",
    *(name for name, _ in bitso_service.candidates('{"payload": {"ñ": 1}}'.encode())),
    *(name for name, _ in just_wallet.candidates('{"ñ": "/"}'.encode())),
}


@pytest.fixture
def asked(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text whose translation is asked for, in order."""
    found: list[str] = []

    def translate(context: str, text: str, *more: object) -> str:
        found.append(text)
        return f"<{text}>"

    monkeypatch.setattr(QCoreApplication, "translate", translate)
    return found


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (texts.flag_words, FLAGS),
        (texts.status_word, (*Status, *list(Outcome)[:3], "unreadable")),
        (texts.kind_word, Kind),
        (texts.basis_words, Basis),
        (texts.source_word, Source),
        (texts.address_words, AddressCheck),
        (lambda kind: texts.identifier_label(kind, ""), IdKind),
    ],
)
def test_every_value_has_its_words(
    asked: list[str], words: Callable[[str], str], values: Iterable[str]
) -> None:
    for value in values:
        assert words(str(value)).startswith("<"), value


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_byte_form_has_its_words(asked: list[str], form: str) -> None:
    left = form_words(form)
    while "<" in left:
        head, _, rest = left.partition("<")
        left = head + rest.partition(">")[2]
    assert left.replace("\\uXXXX", "").replace("\\/", "").strip(" ,") == ""


def test_every_flag_can_be_asked_for() -> None:
    source = (ROOT / "app/core/timeline.py").read_text(encoding="utf-8")
    told = set(re.findall(r'yield "(\w+)"', source))
    assert {*told, *DIFFERENCES, FLAG} <= set(FLAGS)


def test_the_forms_of_the_providers_are_all_looked_at() -> None:
    body = '{"payload": {"ñ": 1}}'.encode()
    assert read_json(body)
    assert len(FORMS) == 25 + 4 + 4
