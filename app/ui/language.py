"""The language of the window: Spanish as Mexico writes it, or English."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.config.resources import resource

_SPANISH, _ENGLISH = "es", "en"
_LOCALES = {_SPANISH: "es_MX", _ENGLISH: "en_US"}  # both write 1,234.50


def install(app: QApplication, wanted: str) -> str:
    """Speak this language, "" being the system's, and answer which one it is: "es" or "en".

    Call it before widgets are made: those that stand already keep their words. The locale only
    names days and months; amounts are never written by it.
    """
    language = _SPANISH if (wanted or _of_the_system()).startswith(_SPANISH) else _ENGLISH
    for before in app.findChildren(QTranslator):
        app.removeTranslator(before)
        before.deleteLater()
    QLocale.setDefault(QLocale(_LOCALES[language]))
    if language == _SPANISH:
        # What is installed last is asked first: our own words go before Qt's.
        _add(app, "qtbase_es", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    # The code is written in English; its file holds what differs between one and many.
    _add(app, f"acuse_{language}", str(resource("translations")))
    return language


def _of_the_system() -> str:
    return next(iter(QLocale.system().uiLanguages()), _ENGLISH)


def _add(app: QApplication, name: str, folder: str) -> None:
    """Without the file its words stay English; nothing else is lost."""
    translator = QTranslator(app)
    if translator.load(name, folder):
        app.installTranslator(translator)
