"""The settings page: looks, time zone, addresses, credentials, and what this program is."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
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
from app.ui.making import Page, Steps
from app.ui.widgets import clipboard, credentials, toast
from app.ui.widgets.card import Panel
from app.ui.widgets.dialogs import panel_form, row_name
from app.ui.widgets.entered import Entered, entered_everywhere
from app.ui.widgets.halves import Halves
from app.ui.widgets.looks_panel import LooksPanel
from app.ui.widgets.notice import Notice
from app.ui.widgets.page_area import PageArea
from app.ui.widgets.parts import ElidedLabel, Pill, button, label, page_title, selectable
from app.ui.widgets.privacy_panel import PrivacyPanel
from app.ui.widgets.running_panel import RunningPanel
from app.ui.widgets.store_panel import StorePanel

_LEAST_HALF = 500


class SettingsPage(Page):
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

    @staticmethod
    def title() -> str:
        """What the page is called."""
        return QCoreApplication.translate("Pages", "Settings")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    # --- what the window asks -----------------------------------------------------------------

    def take_focus(self) -> None:
        """The page was given the keyboard: what had it before, or the area that arrows scroll."""
        (self.focusWidget() or self._area).setFocus(Qt.FocusReason.OtherFocusReason)

    def kept(self) -> tuple[str, ...]:
        """What a page made anew takes over: the choice that has the keyboard."""
        focused = QApplication.focusWidget()
        return tuple(name for name, one in self.looks.choices().items() if one is focused)

    def come_back(self, kept: tuple[str, ...]) -> None:
        """Give the keyboard back to what was chosen."""
        for name in kept:
            chosen = self.looks.choices()[name]
            QTimer.singleShot(0, chosen, chosen.setFocus)

    # --- changing -----------------------------------------------------------------------------

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
        self._show_choices()  # what was chosen does not hold; what was typed stays, to be mended
        self._notice.say_error(error)

    def _open_credentials(self, provider: str) -> None:
        sheet = credentials.CredentialsSheet(self, PROVIDERS[provider], self._ask, self._actions)
        sheet.changed.connect(lambda _: self._credentials_changed())
        sheet.open()

    def _credentials_changed(self) -> None:
        self._show()
        self.settings_changed.emit()

    # --- showing ------------------------------------------------------------------------------

    def _show_choices(self) -> None:
        settings = self._actions.settings()
        self.looks.show_settings()
        self.privacy.show_settings(settings)
        self._running.show_settings(settings)

    def _show(self) -> None:
        settings, state = self._actions.settings(), self._actions.receiver_state()
        self._show_choices()
        if not self._address.hasFocus():
            self._address.setText(settings.public_url)
        self._listening.set_whole(f"{state.host}:{state.port}")
        self._ask.work(lambda: entered_everywhere(self._actions), self._show_entered)
        self.store.show_state()

    def _show_entered(self, found: Mapping[str, Entered]) -> None:
        """How many credentials each provider has of how many, and whether one is needed."""
        for name, one in found.items():
            here, of = len(one.here), len(PROVIDERS[name].credentials)
            words = self.tr("{0} of {1} entered").format(here, of)
            if one.missing:
                self._pills[name].show_as(self.tr("needed to verify"), "status-failed", "failed")
            elif here:
                self._pills[name].show_as(words, "status-complete", "complete")
            else:
                self._pills[name].show_as(words, "status-cancelled", "neutral")

    # --- building -----------------------------------------------------------------------------

    def steps(self) -> Steps:
        halves = self._build_sheet()
        self.looks = LooksPanel(self._actions, self._display, self._save)
        self.looks.letters_changed.connect(self.letters_changed)
        self.looks.anew_asked.connect(self.anew_asked)
        halves.add(self.looks)
        yield from self.looks.steps()
        for build, is_right in (
            (self._build_privacy, False),
            (self._build_running, False),
            (self._build_addresses, True),
            (self._build_credentials, True),
            (self._build_store, True),
            (self._build_about, True),
        ):
            yield
            halves.add(build(), right=is_right)
        yield
        self._show()

    def parts(self) -> Sequence[QWidget]:
        return self._halves.findChildren(Panel)

    def _build_sheet(self) -> Halves:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 0, 0)
        layout.setSpacing(12)
        head = QVBoxLayout()
        head.setContentsMargins(0, 0, 16, 0)
        head.addWidget(page_title(self.title()))
        head.addWidget(self._notice)
        layout.addLayout(head)
        self._area = PageArea(self.title())
        layout.addWidget(self._area, 1)
        self._halves = Halves(theme.px(_LEAST_HALF))
        self._area.column.addWidget(self._halves)
        self._area.column.addStretch()
        return self._halves

    def _build_privacy(self) -> Panel:
        self.privacy = PrivacyPanel(self._actions, self._display)
        self.privacy.wanted.connect(self._save)
        return self.privacy

    def _build_running(self) -> Panel:
        self._running = RunningPanel(self._actions)
        self._running.wanted.connect(self._save)
        return self._running

    def _build_addresses(self) -> Panel:
        panel = Panel(self.tr("Receiver"))
        lines = panel_form()
        self._listening = ElidedLabel()
        self._listening.setFont(theme.mono_font(12))
        lines.addRow(row_name(self.tr("Listens on")), self._listening)
        self._address = QLineEdit()
        self._address.setPlaceholderText("https://hooks.example.com")
        self._address.setAccessibleName(self.tr("Public address"))
        self._address.editingFinished.connect(self._save_address)
        lines.addRow(row_name(self.tr("Public address")), self._address)
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
            row.setSpacing(14)
            title = row_name(provider.title)
            theme.dress(title, "")
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
        lines = panel_form()
        if self._data_dir is not None:
            lines.addRow(row_name(self.tr("Data folder")), self._build_folder(self._data_dir))
        versions = " · ".join(f"{name} {number}" for name, number in _versions())
        lines.addRow(row_name(self.tr("Versions")), selectable(versions))
        fonts = self.tr("Inter and JetBrains Mono (OFL), Lucide icons (ISC), Qt (LGPL)")
        lines.addRow(row_name(self.tr("Made with")), label(fonts, wrap=True))
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
