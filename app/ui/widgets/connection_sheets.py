"""The dialogs of the connections page: each opened over it, its outcome told by one signal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.provider import Answer
from app.providers import PROVIDERS
from app.store.rows import ConnectionHealth
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets.address_sheet import AddressSheet
from app.ui.widgets.backfill_sheet import BackfillSheet
from app.ui.widgets.checklist import Checklist
from app.ui.widgets.connection_fields import FieldsSheet
from app.ui.widgets.connection_settings import ConnectionSheet
from app.ui.widgets.credentials import CredentialsSheet
from app.ui.widgets.differences_sheet import DifferencesSheet
from app.ui.widgets.import_sheet import ImportSheet
from app.ui.widgets.redelivery_sheet import RedeliverySheet
from app.ui.widgets.registration import RegistrationSheet
from app.ui.widgets.remote_callbacks import RemoteCallbacks
from app.ui.widgets.trusted_proxies import ProxySheet


class ConnectionSheets(QObject):
    """Opens what is asked for a provider; a sheet that leads to another opens it here too."""

    changed = Signal()  # a setting or a credential
    outdated = Signal()  # the store knows more
    registered = Signal(str, Answer)
    test_asked = Signal(str)
    transaction_asked = Signal(str)
    filter_asked = Signal(str)  # of the live feed

    def __init__(
        self,
        page: QWidget,
        ask: Ask,
        bridge: Bridge,
        actions: Actions,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._page, self._ask, self._actions, self._now = page, ask, actions, now
        self._bridge = bridge

    def registration(self, provider: str) -> None:
        """The exact request, and the button that sends it where that is ours to do."""
        record = PROVIDERS[provider]
        can_send = "register" in record.calls
        sheet = RegistrationSheet(self._page, record, self._ask, self._actions, may_send=can_send)
        sheet.registered.connect(self.registered)
        sheet.credentials_asked.connect(self.credentials)
        sheet.list_asked.connect(self.registered_callbacks)
        sheet.address_changed.connect(self.changed)
        sheet.open()

    def registered_callbacks(self, provider: str) -> None:
        """What the provider has registered."""
        sheet = RemoteCallbacks(self._page, PROVIDERS[provider], self._ask, self._actions)
        sheet.listed.connect(self.registered)
        sheet.open()

    def checklist(self, provider: str) -> None:
        """The steps in the provider's dashboard."""
        sheet = Checklist(self._page, PROVIDERS[provider], self._ask, self._actions)
        sheet.address_changed.connect(self.changed)
        sheet.credentials_asked.connect(self.credentials)
        sheet.test_asked.connect(self.test_asked)
        sheet.secret_changed.connect(self.changed)
        sheet.open()

    def credentials(self, provider: str) -> None:
        """Enter, replace or remove."""
        sheet = CredentialsSheet(self._page, PROVIDERS[provider], self._ask, self._actions)
        sheet.changed.connect(lambda _: self.changed.emit())
        sheet.open()

    def settings(self, provider: str, found: ConnectionHealth | None) -> None:
        """Environment, addresses and options."""
        record = PROVIDERS[provider]
        sheet = ConnectionSheet(self._page, record, self._ask, self._actions, found)
        sheet.saved.connect(self.changed)
        sheet.proxies_asked.connect(lambda: self.proxies(sheet))
        sheet.open()

    def proxies(self, parent: QWidget) -> None:
        """Whose word on a source counts."""
        sheet = ProxySheet(parent, self._ask, self._actions)
        sheet.saved.connect(self.changed)
        if isinstance(parent, ConnectionSheet):
            sheet.saved.connect(parent.show_rule)
        sheet.open()

    def fields(self, provider: str) -> None:
        """What its deliveries hold."""
        sheet = FieldsSheet(
            self._page,
            PROVIDERS[provider],
            self._ask,
            self._actions,
            self._bridge.display,
            self._now,
        )
        sheet.changed.connect(self.outdated)
        sheet.filter_asked.connect(self.filter_asked)
        sheet.open()

    def backfill(self, provider: str) -> None:
        """Ask for what was missed."""
        sheet = BackfillSheet(
            self._page, PROVIDERS[provider], self._ask, self._actions, self._bridge.display
        )
        sheet.ended.connect(self.outdated)
        sheet.credentials_asked.connect(self.credentials)
        sheet.redelivery_asked.connect(self.redelivery)
        sheet.open()

    def import_file(self, provider: str) -> None:
        """Read in what a provider gave by hand."""
        sheet = ImportSheet(
            self._page, PROVIDERS[provider], self._ask, self._actions, self._bridge.display
        )
        sheet.ended.connect(self.outdated)
        sheet.open()

    def redelivery(self, provider: str) -> None:
        """Have it sent again."""
        sheet = RedeliverySheet(
            self._page,
            PROVIDERS[provider],
            self._ask,
            self._actions,
            self._bridge.display,
            now=self._now,
        )
        sheet.open()

    def differences(self, provider: str = "") -> None:
        """Where answers and webhooks do not agree."""
        sheet = DifferencesSheet(
            self._page, provider, self._ask, self._bridge, self._actions, now=self._now
        )
        sheet.transaction_asked.connect(self.transaction_asked)
        sheet.open()

    def address(self) -> None:
        """How the world reaches us."""
        sheet = AddressSheet(self._page, self._ask, self._actions)
        sheet.proxies_asked.connect(lambda: self.proxies(sheet))
        sheet.saved.connect(self.changed)
        sheet.open()
