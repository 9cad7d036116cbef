"""The settings page: looks, time zone, addresses, credentials, and what this program is."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer, QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.config.settings import Settings
from app.core.errors import AcuseError
from app.providers import PROVIDERS
from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets import clipboard, credentials, toast
from app.ui.widgets.card import Panel
from app.ui.widgets.dialogs import form
from app.ui.widgets.fitting_line import Flowing
from app.ui.widgets.notice import Notice
from app.ui.widgets.parts import ElidedLabel, Pill, button, label, selectable
from app.ui.widgets.running_panel import RunningPanel
from app.ui.widgets.store_panel import StorePanel
from app.ui.widgets.zone_box import ZoneBox
from app.ui.zoom import STEPS, choose_zoom, zoom_of

_WIDEST = 760


class SettingsPage(QWidget):
    """Every change is saved at once; what cannot be saved says why and is taken back."""

    name = "settings"
    icon = "settings"
    settings_changed = Signal()
    letters_changed = Signal()
    anew_asked = Signal()  # the window speaks another language now
    open_page = Signal(str)

    def __init__(
        self, ask: Ask, bridge: Bridge, actions: Actions, *, data_dir: Path | None = None
    ) -> None:
        super().__init__()
        theme.dress(self, "page")
        self._ask, self._display, self._actions = ask, bridge.display, actions
        self._data_dir = data_dir
        self._notice = Notice()
        self._build()
        self._show()

    @staticmethod
    def title() -> str:
        """What the page is called."""
        return QCoreApplication.translate("Pages", "Settings")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    # --- what the window asks -----------------------------------------------------------------

    def kept(self) -> tuple[str, ...]:
        """What a page made anew takes over: the choice that has the keyboard."""
        focused = QApplication.focusWidget()
        return tuple(name for name, one in self._choices().items() if one is focused)

    def come_back(self, kept: tuple[str, ...]) -> None:
        """Give the keyboard back to what was chosen."""
        for name in kept:
            chosen = self._choices()[name]
            QTimer.singleShot(0, chosen, chosen.setFocus)

    def _choices(self) -> dict[str, QWidget]:
        """What makes the window anew, each by a name of its own."""
        languages = {f"language {name}": one for name, one in self._languages.items()}
        return {"size": self.size_box, **languages, **self._rows}

    # --- changing -----------------------------------------------------------------------------

    def choose_theme(self, name: str) -> None:
        """Light, dark, high contrast, or as the system is."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, name)
        self._save(replace(self._actions.settings(), theme=name))

    def choose_language(self, name: str) -> None:
        """Spanish, English, or as the system speaks."""
        settings = self._actions.settings()
        if name != settings.language:
            self._save(replace(settings, language=name), then=self.anew_asked.emit)

    def choose_size(self, percent: int) -> None:
        """Make everything larger or smaller."""
        if choose_zoom(self._actions, percent):
            self.anew_asked.emit()

    def choose_rows(self, name: str) -> None:
        """Comfortable rows, or more of them."""
        if name != self._rows_are():
            self._actions.remember("rows", name)
            self.anew_asked.emit()

    def _rows_are(self) -> str:
        return "compact" if self._actions.recall("rows") == "compact" else "comfortable"

    def choose_zone(self, name: str) -> None:
        """Show every time in this zone; "" is the system's."""
        if name == self._actions.settings().time_zone:
            return
        self._display.choose_zone(name)
        self._save(replace(self._actions.settings(), time_zone=name))

    def choose_letters(self, are_on: bool) -> None:
        """Let single letters act in lists, or leave them to a screen reader."""
        self._actions.remember("letters", are_on)
        self.letters_changed.emit()

    def _save_address(self) -> None:
        address = self._address.text().strip().rstrip("/")
        settings = self._actions.settings()
        if address != settings.public_url:
            saved = self.tr("Saved. Register the callbacks again at the providers.")
            self._save(replace(settings, public_url=address), saved)

    def _save(
        self, settings: Settings, words: str = "", then: Callable[[], None] | None = None
    ) -> None:
        def saved(_: None) -> None:
            if then is not None:
                then()
            else:
                self._saved(words or self.tr("Saved"))

        self._ask.work(lambda: self._actions.save_settings(settings), saved, self._not_saved)

    def _saved(self, words: str) -> None:
        self._notice.hide()
        self._show()
        toast.say(self, words)
        self.settings_changed.emit()

    def _not_saved(self, error: AcuseError) -> None:
        self._notice.say_error(error)

    def _open_credentials(self, provider: str) -> None:
        sheet = credentials.CredentialsSheet(self, PROVIDERS[provider], self._ask, self._actions)
        sheet.changed.connect(lambda _: self._credentials_changed())
        sheet.open()

    def _credentials_changed(self) -> None:
        self._show()
        self.settings_changed.emit()

    # --- showing ------------------------------------------------------------------------------

    def _show(self) -> None:
        settings, state = self._actions.settings(), self._actions.receiver_state()
        self._themes[settings.theme].setChecked(True)
        self._languages[settings.language].setChecked(True)
        self.size_box.setCurrentIndex(STEPS.index(zoom_of(self._actions)))
        self._rows[self._rows_are()].setChecked(True)
        self._zone.show_zone(settings.time_zone)
        self._running.show_settings(settings)
        if not self._address.hasFocus():
            self._address.setText(settings.public_url)
        self._listening.set_whole(f"{state.host}:{state.port}")
        self._ask.work(self._entered, self._show_entered)
        self.store.show_state()

    def _entered(self) -> dict[str, tuple[int, int, bool]]:
        """How many credentials each provider has of how many, and whether one is needed."""
        is_set = self._actions.secret_is_set
        found = {}
        for name, provider in PROVIDERS.items():
            specs = provider.credentials
            here = {one.name for one in specs if is_set(name, one.name)}
            needs = any(one.required_to_verify and one.name not in here for one in specs)
            found[name] = (len(here), len(specs), needs)
        return found

    def _show_entered(self, found: dict[str, tuple[int, int, bool]]) -> None:
        for name, (here, of, needs) in found.items():
            words = self.tr("{0} of {1} entered").format(here, of)
            if needs:
                self._pills[name].show_as(self.tr("needed to verify"), "status-failed", "failed")
            elif here:
                self._pills[name].show_as(words, "status-complete", "complete")
            else:
                self._pills[name].show_as(words, "status-cancelled", "neutral")

    # --- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        sheet = QWidget()
        theme.dress(sheet, "page")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 16, 14)
        column.setSpacing(12)
        for panel in (
            self._build_looks(),
            self._build_running(),
            self._build_addresses(),
            self._build_credentials(),
            self._build_store(),
            self._build_about(),
        ):
            column.addWidget(panel)
        column.addStretch()
        # Not on each panel: how high lines are that wrap would be asked at a width nobody gives.
        sheet.setMaximumWidth(theme.px(_WIDEST) + 16)
        area = QScrollArea()
        area.setAccessibleName(self.title())
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 0, 0)
        layout.setSpacing(12)
        head = QVBoxLayout()
        head.setContentsMargins(0, 4, 16, 4)
        head.addWidget(label(self.title(), "title"))
        head.addWidget(self._notice)
        layout.addLayout(head)
        layout.addWidget(area, 1)

    def _build_looks(self) -> Panel:
        panel = Panel(self.tr("Looks and times"))
        lines = form()
        self._themes, row = self._build_choice(
            self.choose_theme,
            ("system", self.tr("As the system"), "monitor"),
            ("light", self.tr("Light"), "sun"),
            ("dark", self.tr("Dark"), "moon"),
            ("contrast", self.tr("High contrast"), "eye"),
        )
        lines.addRow(label(self.tr("Theme"), "muted"), row)
        self._languages, row = self._build_choice(
            self.choose_language,
            ("", self.tr("As the system"), "monitor"),
            ("es", "Español", ""),
            ("en", "English", ""),
        )
        lines.addRow(label(self.tr("Language"), "muted"), row)
        self.size_box = QComboBox()
        self.size_box.setAccessibleName(self.tr("Size"))
        for percent in STEPS:
            self.size_box.addItem(f"{percent} %", percent)
        self.size_box.activated.connect(lambda place: self.choose_size(STEPS[place]))
        lines.addRow(label(self.tr("Size"), "muted"), self.size_box)
        self._rows, row = self._build_choice(
            self.choose_rows,
            ("comfortable", self.tr("Comfortable"), ""),
            ("compact", self.tr("Compact"), ""),
        )
        lines.addRow(label(self.tr("Rows"), "muted"), row)
        self._zone = ZoneBox()
        self._zone.chosen.connect(self.choose_zone)
        lines.addRow(label(self.tr("Time zone"), "muted"), self._zone)
        self.letters = QCheckBox(self.tr("Single letters act in lists (F1 shows them)"))
        self.letters.setChecked(self._actions.recall("letters") is not False)
        self.letters.toggled.connect(self.choose_letters)
        lines.addRow(label(self.tr("Keyboard"), "muted"), self.letters)
        panel.body.addLayout(lines)
        return panel

    def _build_choice(
        self, choose: Callable[[str], None], *choices: tuple[str, str, str]
    ) -> tuple[dict[str, QPushButton], QWidget]:
        """A row of buttons of which one is down; each choice is its name, words and icon."""
        row = Flowing()
        group = QButtonGroup(self)
        made = {}
        for name, words, icon in choices:
            made[name] = button(words, partial(choose, name), icon=icon)
            made[name].setCheckable(True)
            group.addButton(made[name])
            row.add(made[name])
        return made, row

    def _build_running(self) -> Panel:
        self._running = RunningPanel(self._actions)
        self._running.wanted.connect(self._save)
        return self._running

    def _build_addresses(self) -> Panel:
        panel = Panel(self.tr("Receiver"))
        lines = form()
        self._listening = ElidedLabel()
        self._listening.setFont(theme.mono_font(12))
        lines.addRow(label(self.tr("Listens on"), "muted"), self._listening)
        self._address = QLineEdit()
        self._address.setPlaceholderText("https://hooks.example.com")
        self._address.setAccessibleName(self.tr("Public address"))
        self._address.editingFinished.connect(self._save_address)
        lines.addRow(label(self.tr("Public address"), "muted"), self._address)
        panel.body.addLayout(lines)
        words = self.tr(
            "The address under which providers reach this computer, by a tunnel or a reverse "
            "proxy. Another port is chosen when Acuse starts: --port."
        )
        panel.body.addWidget(label(words, "small", wrap=True))
        return panel

    def _build_credentials(self) -> Panel:
        panel = Panel(self.tr("Credentials"))
        self._pills: dict[str, Pill] = {}
        for name, provider in PROVIDERS.items():
            row = QHBoxLayout()
            row.setSpacing(10)
            title = label(provider.title)
            title.setFixedWidth(theme.px(104))
            pill = Pill("…")
            made = button(self.tr("Change…"), partial(self._open_credentials, name))
            made.setAccessibleName(self.tr("Credentials of {0}").format(provider.title))
            row.addWidget(title)
            row.addWidget(pill)
            row.addStretch()
            row.addWidget(made)
            panel.body.addLayout(row)
            self._pills[name] = pill
        return panel

    def _build_store(self) -> StorePanel:
        self.store = StorePanel(self._ask, self._display, self._actions, self._save)
        self.store.troubled.connect(self._not_saved)
        return self.store

    def _build_about(self) -> Panel:
        panel = Panel(self.tr("This program"))
        lines = form()
        if self._data_dir is not None:
            lines.addRow(label(self.tr("Data folder"), "muted"), self._build_folder(self._data_dir))
        versions = " · ".join(f"{name} {number}" for name, number in _versions())
        lines.addRow(label(self.tr("Versions"), "muted"), selectable(versions))
        fonts = self.tr("Inter and JetBrains Mono (OFL), Lucide icons (ISC), Qt (LGPL)")
        lines.addRow(label(self.tr("Made with"), "muted"), label(fonts, wrap=True))
        panel.body.addLayout(lines)
        row = QHBoxLayout()
        row.addWidget(
            button(
                self.tr("Copy versions"),
                lambda: clipboard.copy(self, versions, self.tr("versions")),
            )
        )
        row.addWidget(button(self.tr("Licences…"), lambda: self.open_page.emit("about")))
        row.addStretch()
        panel.body.addLayout(row)
        return panel

    def _build_folder(self, folder: Path) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        path = ElidedLabel(str(folder))
        path.setFont(theme.mono_font())
        row.addWidget(path, 1)
        opener = QDesktopServices.openUrl
        url = QUrl.fromLocalFile(str(folder))
        row.addWidget(button(self.tr("Open folder"), lambda: opener(url), icon="folder-open"))
        return holder


def _versions() -> tuple[tuple[str, str], ...]:
    return (("Acuse", __version__), ("Qt", qVersion()), ("Python", platform.python_version()))
