"""The Spanish of the window: whole, current, and spoken from the first widget on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.config.settings import Settings
from app.core.event import Status
from app.providers import PROVIDERS
from app.ui import language, texts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.pages.settings import SettingsPage
from app.ui.widgets import probe_words
from app.ui.window import MainWindow

_ROOT = Path(__file__).parents[2]
_FOLDER = _ROOT / "resources" / "translations"
_WINDOW, _OTHERS, _COMPILED = "acuse_es.ts", "others_es.ts", "acuse_es.qm"
_COUNTS = "acuse_en.ts"
_FIELD = re.compile(r"\{\w*\}|%n|%\d|&(?=\w)")
_PAGES = {
    "feed": "En vivo",
    "transactions": "Transacciones",
    "charts": "Gráficas",
    "attention": "Atención",
    "connections": "Conexiones",
    "settings": "Ajustes",
}


class Message(NamedTuple):
    context: str
    source: str
    forms: tuple[str, ...]  # the words; with a count, those for one and for many
    state: str


def messages(file: Path) -> list[Message]:
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            found.append(
                Message(
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    _forms(translation),
                    translation.get("type", ""),
                )
            )
    return found


def _forms(translation: ElementTree.Element) -> tuple[str, ...]:
    counted = tuple(one.text or "" for one in translation.iter("numerusform"))
    return counted or (translation.text or "",)


def run_tool(name: str, *arguments: str | Path) -> None:
    tool = shutil.which(name, path=str(Path(sys.executable).parent))
    assert tool is not None
    done = subprocess.run(
        [tool, *map(str, arguments)], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, left in the language and the locale it was found in."""
    locale = QLocale()
    yield qapp
    language.install(qapp, "en")
    QLocale.setDefault(locale)


# --- the files ------------------------------------------------------------------------------------


def test_every_text_of_the_window_is_in_the_file(tmp_path: Path) -> None:
    collected = tmp_path / _WINDOW
    shutil.copy(_FOLDER / _WINDOW, collected)
    code = sorted((_ROOT / "app" / "ui").rglob("*.py"))
    run_tool("pyside6-lupdate", "-locations", "none", "-no-obsolete", *code, "-ts", collected)
    assert messages(collected) == messages(_FOLDER / _WINDOW), "run `make translations`"


def test_every_text_of_a_provider_is_in_the_file() -> None:
    said = {text for one in PROVIDERS.values() for text in one.notes}
    for provider in PROVIDERS.values():
        for spec in provider.credentials:
            said |= {spec.label, spec.help}
        for option in provider.options:
            # A byte form is put into words by app.ui.forms.
            values = {option.default} if option.name == "form" else {*option.values}
            said |= {option.label, option.help, *(values if option.values else ())}
        said |= {*provider.environments}
    kept = {one.source for one in messages(_FOLDER / _OTHERS) if one.context == "Providers"}
    assert kept == said


def test_the_compiled_file_is_current(tmp_path: Path) -> None:
    compiled = tmp_path / _COMPILED
    run_tool("pyside6-lrelease", _FOLDER / _WINDOW, _FOLDER / _OTHERS, "-qm", compiled)
    assert compiled.read_bytes() == (_FOLDER / _COMPILED).read_bytes(), "run `make translations`"


@pytest.mark.parametrize("name", [_WINDOW, _OTHERS, _COUNTS])
def test_every_text_is_translated_with_its_fields(name: str) -> None:
    for one in messages(_FOLDER / name):
        assert not one.state, one
        for words in one.forms:
            assert words, one
            # One may be said without the figure: "last hour".
            fields = [*_FIELD.findall(words), *(["%n"] if _omits_figure(one, words) else [])]
            assert sorted(fields) == sorted(_FIELD.findall(one.source)), one
            assert words[:1].isspace() == one.source[:1].isspace(), one
            assert words.endswith("…") == one.source.endswith("…"), one


def _omits_figure(one: Message, words: str) -> bool:
    return len(one.forms) > 1 and words == one.forms[0] and "%n" not in words


def test_counts_have_one_and_many_in_both_languages(tmp_path: Path) -> None:
    english = {(one.context, one.source) for one in messages(_FOLDER / _COUNTS)}
    spanish = {
        (one.context, one.source) for one in messages(_FOLDER / _WINDOW) if len(one.forms) == 2
    }
    assert english == spanish, "run `make translations`"
    compiled = tmp_path / "acuse_en.qm"
    run_tool("pyside6-lrelease", _FOLDER / _COUNTS, "-qm", compiled)
    assert compiled.read_bytes() == (_FOLDER / "acuse_en.qm").read_bytes()


def test_no_count_is_said_by_what_lupdate_takes_for_words_without_one() -> None:
    """Only an object's own tr has a singular and a plural."""
    for one in messages(_FOLDER / _WINDOW):
        assert ("%n" in one.source) == (len(one.forms) == 2), one


@pytest.mark.parametrize(("spoken", "one", "two"), [("en", "day", "days"), ("es", "día", "días")])
def test_one_is_not_many(app: QApplication, spoken: str, one: str, two: str) -> None:
    language.install(app, spoken)
    assert probe_words.Certificate().days_left(1).split()[-2 if spoken == "en" else -1] == one
    assert two in probe_words.Certificate().days_left(2)


def test_no_text_hides_in_an_f_string() -> None:
    """A literal in an f-string's braces is translated nowhere: lupdate does not look there."""
    hidden = re.compile(r"""f"[^"\n]*\btr(anslate)?\('""")
    for file in (_ROOT / "app" / "ui").rglob("*.py"):
        assert not hidden.search(file.read_text("utf-8")), file


# --- choosing -------------------------------------------------------------------------------------


def test_install_switches_there_and_back(app: QApplication) -> None:
    assert language.install(app, "es") == "es"
    assert texts.status_word(Status.COMPLETE) == "Completada"
    assert texts.status_word(Status.IN_PROGRESS) == "En proceso"
    assert texts.ago(12) == "hace 12 s"
    assert texts.own_words("Account id") == "Id de la cuenta"
    assert language.install(app, "en") == "en"
    assert texts.status_word(Status.COMPLETE) == "Complete"


def test_days_are_named_in_the_language_and_numbers_stay(app: QApplication) -> None:
    day = date(2026, 11, 21)
    language.install(app, "es")
    assert texts.long_day(day, date(2026, 12, 1)) == "Sábado 21 de noviembre de 2026"
    assert texts.long_day(day, day) == "Hoy · sábado 21 de noviembre de 2026"
    assert texts.number(1234567) == "1,234,567"
    language.install(app, "en")
    assert texts.long_day(day, day) == "Today · Saturday 21 November 2026"


def test_qt_speaks_spanish_too(app: QApplication) -> None:
    language.install(app, "es")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"
    keys = QKeySequence("Ctrl+Shift+V").toString(QKeySequence.SequenceFormat.NativeText)
    assert sys.platform == "darwin" or keys == "Ctrl+Mayús+V"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="has no locale in its environment")
@pytest.mark.parametrize(
    ("system", "spoken"), [("es_MX.UTF-8", "es"), ("de_DE.UTF-8", "en"), ("C", "en")]
)
def test_nothing_wanted_is_the_systems_language(system: str, spoken: str) -> None:
    code = (
        "from PySide6.QtWidgets import QApplication\n"
        "from app.ui import language\n"
        "print(language.install(QApplication([]), ''))"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    environment = kept | {"LC_ALL": system, "LANG": system, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("LANGUAGE", None)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == spoken


# --- the window -----------------------------------------------------------------------------------


def shown_words(widget: QWidget) -> set[str]:
    labels = {one.text() for one in widget.findChildren(QLabel)}
    return labels | {one.text().strip() for one in widget.findChildren(QAbstractButton)}


def test_the_window_speaks_spanish(
    app: QApplication, ask: Ask, bridge: Bridge, actions: Actions, qtbot: QtBot
) -> None:
    language.install(app, "es")
    window = MainWindow(ask, bridge, actions)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    for name, title in _PAGES.items():
        window.show_page(name)
        assert title in shown_words(window.page(name))
        assert title in shown_words(window.rail)
    assert {"Pausar", "Seguir"} <= shown_words(window.page("feed"))
    assert "Idioma" in shown_words(window.page("settings"))


def test_a_chosen_language_is_kept(
    app: QApplication, ask: Ask, bridge: Bridge, actions: Actions, qtbot: QtBot
) -> None:
    saved: list[Settings] = []
    page = whole(SettingsPage(ask, bridge, replace(actions, save_settings=saved.append)))
    qtbot.addWidget(page)
    page.show()
    buttons = {one.text(): one for one in page.findChildren(QPushButton)}
    buttons["Español"].click()
    qtbot.waitUntil(lambda: [one.language for one in saved] == ["es"])
