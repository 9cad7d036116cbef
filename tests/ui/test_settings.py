"""The settings page: each change takes effect and is saved, or says why not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.config.settings import ConnectionSettings, Settings
from app.core.errors import SettingsError
from app.providers import PROVIDERS
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.pages.settings import SettingsPage
from app.ui.widgets.credentials import CredentialsSheet
from app.ui.widgets.parts import Pill
from app.ui.widgets.zone_box import ZoneBox


@dataclass
class Kept:
    """The settings file, as far as the page knows it."""

    settings: Settings = field(
        default_factory=lambda: Settings(
            connections={name: ConnectionSettings("t" * 32) for name in PROVIDERS}
        )
    )

    def save(self, settings: Settings) -> None:
        if not settings.public_url.startswith("https://") and settings.public_url:
            raise SettingsError("The public address cannot be used.", remedy="Give an https one.")
        self.settings = settings


@pytest.fixture
def file() -> Kept:
    return Kept()


@pytest.fixture
def page(
    ask: Ask, bridge: Bridge, actions: Actions, file: Kept, qtbot: QtBot, tmp_path: Path
) -> SettingsPage:
    acting = replace(
        actions,
        settings=lambda: file.settings,
        save_settings=file.save,
        secret_is_set=lambda provider, name: (provider, name) == ("juno", "api_key"),
    )
    made = whole(SettingsPage(ask, bridge, acting, data_dir=tmp_path))
    qtbot.addWidget(made)
    made.resize(1240, 820)
    made.show()
    return made


def words(page: SettingsPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def button(page: SettingsPage, text: str) -> QPushButton:
    found: list[QPushButton] = page.findChildren(QPushButton)
    return next(one for one in found if text in (one.text().strip(), one.accessibleName()))


def test_another_theme_is_kept_and_asks_for_a_window_in_it(
    page: SettingsPage, file: Kept, qtbot: QtBot
) -> None:
    assert button(page, "System").isChecked()
    with qtbot.waitSignal(page.anew_asked):
        button(page, "Dark").click()
    assert file.settings.theme == "dark"


def test_what_could_not_be_saved_is_not_shown_as_chosen(
    page: SettingsPage, file: Kept, qtbot: QtBot
) -> None:
    file.settings = replace(file.settings, public_url="nonsense")  # nothing can be saved with it
    address = page.findChildren(QLineEdit)[0]
    address.setText("https://half-writ")
    button(page, "Dark").click()
    qtbot.waitUntil(lambda: "Give an https one." in words(page))
    assert button(page, "System").isChecked()
    assert not button(page, "Dark").isChecked()
    assert address.text() == "https://half-writ"


def test_the_choices_of_a_look_stand_in_one_line_at_the_usual_size(
    page: SettingsPage, qtbot: QtBot
) -> None:
    page.resize(1244, 820)  # of a window as it is drawn, without its rail
    qtbot.waitUntil(lambda: page._halves.is_wide())
    QApplication.processEvents()
    for words in (("System", "Light", "Dark", "High contrast"), ("Comfortable", "Compact")):
        tops = {one.mapTo(page, QPoint(0, 0)).y() for one in (button(page, w) for w in words)}
        assert len(tops) == 1, words


def test_the_time_zone_is_followed_everywhere(
    page: SettingsPage, bridge: Bridge, file: Kept, qtbot: QtBot
) -> None:
    box = page.findChildren(ZoneBox)[0]
    box.activated.emit(box.findData("Africa/Lagos"))
    assert str(bridge.display.zone) == "Africa/Lagos"
    qtbot.waitUntil(lambda: file.settings.time_zone == "Africa/Lagos")


def test_privacy_is_turned_here_and_kept_for_the_next_start(
    page: SettingsPage, bridge: Bridge, file: Kept, qtbot: QtBot
) -> None:
    panel = page.privacy
    panel.on.click()
    assert bridge.display.is_private
    bridge.display.set_private(False)  # by its key
    assert not panel.on.isChecked()
    panel.start.click()
    qtbot.waitUntil(lambda: file.settings.start_private)
    panel.stays.setCurrentIndex(panel.stays.findData(30))
    panel.stays.activated.emit(panel.stays.currentIndex())
    qtbot.waitUntil(lambda: file.settings.clipboard_seconds == 30)
    panel.always.click()
    qtbot.waitUntil(lambda: file.settings.clipboard_always)
    panel.stays.setCurrentIndex(panel.stays.findData(0))
    panel.stays.activated.emit(panel.stays.currentIndex())
    qtbot.waitUntil(lambda: not panel.always.isEnabled())


def test_the_public_address_is_saved_or_refused_in_words(
    page: SettingsPage, file: Kept, qtbot: QtBot
) -> None:
    field = next(
        one for one in page.findChildren(QLineEdit) if one.accessibleName() == "Public address"
    )
    field.setText("ftp://hooks")
    field.editingFinished.emit()
    qtbot.waitUntil(lambda: "The public address cannot be used." in words(page))
    field.setText("https://hooks.example.mx/")
    with qtbot.waitSignal(page.settings_changed):
        field.editingFinished.emit()
    assert file.settings.public_url == "https://hooks.example.mx"
    assert "The public address cannot be used." not in words(page)


def test_credentials_are_counted_and_opened(page: SettingsPage, qtbot: QtBot) -> None:
    def pills() -> list[str]:
        return [pill.text() for pill in page.findChildren(Pill)]

    qtbot.waitUntil(lambda: "1 of 3 entered" in pills())
    assert pills().count("needed to verify") == 2
    button(page, "Credentials of Bitso").click()
    assert [one for one in page.findChildren(CredentialsSheet) if one.isVisible()]


def test_it_says_what_runs_and_where_the_data_lies(page: SettingsPage, tmp_path: Path) -> None:
    assert "Acuse 0." in words(page)
    assert "Qt 6." in words(page)
    assert "OFL" in words(page)
    assert button(page, "Open folder").isVisible()
