"""The dialogs of the connections page: each is opened over the page and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.providers import PROVIDERS
from app.store.rows import ConnectionHealth
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.widgets.backfill_sheet import BackfillSheet
from app.ui.widgets.checklist import Checklist
from app.ui.widgets.connection_fields import FieldsSheet
from app.ui.widgets.connection_settings import ConnectionSheet
from app.ui.widgets.credentials import CredentialsSheet
from app.ui.widgets.receiver_bar import AddressSheet
from app.ui.widgets.registration import RegistrationSheet
from app.ui.widgets.remote_callbacks import RemoteCallbacks
from app.ui.widgets.trusted_proxies import ProxySheet


class ConnectionDialogs(QObject):
    """Opens them over a page; several may be open over one another."""

    changed = Signal()  # a setting, an address or a credential
    news = Signal()  # something that the store knows of connections
    answered = Signal(str, object)  # provider, Answer: what is registered there
    test_asked = Signal(str)  # provider

    def __init__(
        self,
        page: QWidget,
        ask: Ask,
        actions: Actions,
        display: Display,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._page, self._ask, self._actions = page, ask, actions
        self._display, self._now = display, now

    def registration(self, provider: str) -> None:
        """The request that registers our callback, to be sent or only to be seen."""
        record = PROVIDERS[provider]
        can_send = "register" in record.calls
        sheet = RegistrationSheet(self._page, record, self._ask, self._actions, may_send=can_send)
        sheet.registered.connect(self.answered)
        sheet.credentials_asked.connect(self.credentials)
        sheet.address_changed.connect(self.changed)
        sheet.open()

    def callbacks(self, provider: str) -> None:
        """What is registered at the provider."""
        sheet = RemoteCallbacks(self._page, PROVIDERS[provider], self._ask, self._actions)
        sheet.listed.connect(self.answered)
        sheet.open()

    def checklist(self, provider: str) -> None:
        """What to do by hand at a provider without an interface for it."""
        sheet = Checklist(self._page, PROVIDERS[provider], self._ask, self._actions)
        sheet.address_changed.connect(self.changed)
        sheet.credentials_asked.connect(self.credentials)
        sheet.test_asked.connect(self.test_asked)
        sheet.open()

    def credentials(self, provider: str) -> None:
        """The secrets of a connection."""
        sheet = CredentialsSheet(self._page, PROVIDERS[provider], self._ask, self._actions)
        sheet.changed.connect(lambda _: self.changed.emit())
        sheet.open()

    def settings(self, provider: str, health: ConnectionHealth | None) -> None:
        """Everything else that a connection can be set to."""
        record = PROVIDERS[provider]
        sheet = ConnectionSheet(self._page, record, self._ask, self._actions, health)
        sheet.saved.connect(self.changed)
        sheet.proxies_asked.connect(lambda: self._proxies_of(sheet))
        sheet.open()

    def _proxies_of(self, settings: ConnectionSheet) -> None:
        sheet = ProxySheet(settings, self._ask, self._actions)
        sheet.saved.connect(self.changed)
        sheet.saved.connect(settings.show_rule)
        sheet.open()

    def proxies(self) -> None:
        """Which proxies may name a source."""
        sheet = ProxySheet(self._page, self._ask, self._actions)
        sheet.saved.connect(self.changed)
        sheet.open()

    def fields(self, provider: str) -> None:
        """Every field that deliveries held, and what of it is new."""
        record = PROVIDERS[provider]
        sheet = FieldsSheet(self._page, record, self._ask, self._actions, self._display, self._now)
        sheet.changed.connect(self.news)
        sheet.open()

    def backfill(self, provider: str) -> None:
        """What webhooks may have missed, asked of the provider."""
        record = PROVIDERS[provider]
        sheet = BackfillSheet(self._page, record, self._ask, self._actions, self._display)
        sheet.ended.connect(self.news)
        sheet.credentials_asked.connect(self.credentials)
        sheet.open()

    def address(self) -> None:
        """The public address."""
        sheet = AddressSheet(self._page, self._ask, self._actions)
        sheet.saved.connect(self.changed)
        sheet.open()
