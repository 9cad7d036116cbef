"""The way from nothing to a first webhook: each step looks for itself whether it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from app.core.delivery import Outcome, Source
from app.core.errors import AcuseError
from app.core.provider import Provider
from app.core.query import parse_filter
from app.providers import PROVIDERS
from app.store.reader import Reader
from app.ui import texts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.said import said
from app.ui.widgets.address_step import AddressStep
from app.ui.widgets.credentials import CredentialsSheet
from app.ui.widgets.entered import Entered, entered
from app.ui.widgets.environment_box import EnvironmentBox
from app.ui.widgets.notice import Notice
from app.ui.widgets.parts import busy, button, while_alive
from app.ui.widgets.step_row import StepRow, beside

T = TypeVar("T")

_LOOKED_AT = 50  # of a provider's newest deliveries


@dataclass(frozen=True, slots=True)
class _Arrived:
    """What came of a provider's test events, and of the provider itself."""

    test: int = 0  # the newest test event, 0 while there is none
    real: int = 0  # the newest delivery of the provider
    basis: str = ""  # of the test event
    standing: str = ""
    reason: str = ""


def _read(reader: Reader, provider: str) -> _Arrived:
    query = parse_filter(f"provider:{provider}", PROVIDERS)
    rows = reader.feed_page(limit=_LOOKED_AT, query=query)
    real = next((one.delivery_id for one in rows if one.source == Source.WEBHOOK), 0)
    test = next((one for one in rows if one.source == Source.TEST), None)
    if test is None:
        return _Arrived(real=real)
    reason = reader.delivery(test.delivery_id).reason
    return _Arrived(test.delivery_id, real, test.basis, test.standing, reason)


class ConnectSteps(QWidget):
    """Provider, callback address, credentials, a test event, and the provider's own first one."""

    register_asked = Signal(str)  # provider
    changed = Signal()  # settings or a credential

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions) -> None:
        super().__init__()
        self._ask, self._actions = ask, actions
        self._since = 0  # test events up to this one are of before
        self._arrived: _Arrived | None = None
        self._build()
        bridge.changed.connect(self._look)
        self._provider_chosen()

    @property
    def provider(self) -> Provider:
        """The one that is chosen."""
        return PROVIDERS[str(self._providers.currentData())]

    def focus_first(self) -> None:
        """The keyboard begins at the first choice."""
        self._providers.setFocus()

    # --- choices ------------------------------------------------------------------------------

    def choose(self, provider: str) -> None:
        """Go on with this provider."""
        self._providers.setCurrentIndex(self._providers.findData(provider))

    def _provider_chosen(self) -> None:
        provider = self.provider
        chosen = self._actions.settings().connections.get(provider.name)
        self._environments.offer(provider, chosen.environment if chosen else "")
        self._arrived = None
        self._since = 0
        self.notice.hide()
        self._show()
        self._look()

    def _environment_chosen(self) -> None:
        settings, name = self._actions.settings(), self.provider.name
        environment = self._environments.environment()
        connection = replace(settings.connection(name), environment=environment)
        wanted = settings.with_connection(name, connection)
        self._ask.work(
            lambda: self._actions.save_settings(wanted),
            while_alive(self, lambda _: self._changed()),
            while_alive(self, self.notice.say_error),
        )

    # --- looking ------------------------------------------------------------------------------

    @Slot()
    def _look(self) -> None:
        """Ask for what the steps are judged by; called whenever something changed."""
        name = self.provider.name

        def arrived(found: _Arrived) -> None:
            if name == self.provider.name:
                if self._arrived is None:
                    self._since = found.test
                self._arrived = found
                self._show_arrived(found)

        self._ask.ask(lambda reader: _read(reader, name), while_alive(self, arrived))
        self._ask.work(
            lambda: entered(self._actions, name),
            while_alive(self, lambda found: self._show_entered(name, found)),
        )
        self._show_address()

    def _show_entered(self, name: str, found: Entered) -> None:
        if name != self.provider.name:
            return
        if found.missing:
            words = self.tr("Still needed to verify: {0}.")
            labels = ", ".join(found.words_missing())
            self._credentials.show_state(words.format(labels), is_done=False)
        elif found.here:
            self._credentials.show_state(self.tr("Entered."), is_done=True)
        else:
            words = self.tr("None is needed to receive. Some make the check stronger.")
            self._credentials.show_state(words, is_done=True)

    def _show(self) -> None:
        self._choice.show_state("", is_done=True)
        self._register.setText(self._register_words())
        self._credentials.setVisible(bool(self.provider.credentials))
        for one in (self._test, self._first):
            one.show_state("", is_done=False)
        self._show_address()

    def _show_address(self) -> None:
        self._address.show_address(self.provider.name)

    def _show_arrived(self, found: _Arrived) -> None:
        if found.test > self._since:
            words, is_verified = self._judged(found)
            self._test.show_state(words, is_done=is_verified)
        if found.real:
            words = self.tr("{0} delivers. You find everything under Live feed.")
            self._first.show_state(words.format(self.provider.title), is_done=True)
        else:
            words = self.tr("Waiting for {0}; this step ticks itself.")
            self._first.show_state(words.format(self.provider.title), is_done=False)

    def _judged(self, found: _Arrived) -> tuple[str, bool]:
        """What a test event proves, and whether that is enough."""
        if found.standing == Outcome.QUARANTINED:
            words = self.tr("Arrived, but not verified: {0}")
            return words.format(said(found.reason)), False
        if found.standing == Outcome.AWAITING_KEY:
            return self.tr("Arrived; it waits for the key of its signature."), False
        words = self.tr("Arrived and verified. Authenticity: {0}.")
        return words.format(texts.basis_words(found.basis)), True

    # --- hands --------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._show()
        self._look()
        self.changed.emit()

    def _probe(self) -> None:
        self._under_way(self._address.check, self._actions.probe, lambda _: self._show_address())

    def _send(self) -> None:
        name = self.provider.name
        self._under_way(
            self._send_button, lambda: self._actions.send_test_event(name), lambda _: self._look()
        )

    def _under_way(
        self, pressed: QPushButton, job: Callable[[], T], then: Callable[[T], None]
    ) -> None:
        """Do what a button asks for; what stands in the way is said below the steps."""
        busy(pressed, True)
        self.notice.hide()

        def done(value: T) -> None:
            busy(pressed, False)
            then(value)

        def failed(error: AcuseError) -> None:
            busy(pressed, False)
            self.notice.say_error(error)
            self._show_address()

        self._ask.errand(job, while_alive(self, done), while_alive(self, failed))

    def _enter(self) -> None:
        sheet = CredentialsSheet(self, self.provider, self._ask, self._actions)
        sheet.changed.connect(self._changed)
        sheet.open()

    def _ask_register(self) -> None:
        self.register_asked.emit(self.provider.name)

    # --- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        self._providers, self._environments = QComboBox(), EnvironmentBox()
        for name, provider in PROVIDERS.items():
            self._providers.addItem(provider.title, name)
        self._providers.setAccessibleName(self.tr("Provider"))
        self._providers.currentIndexChanged.connect(self._provider_chosen)
        self._environments.currentIndexChanged.connect(lambda _: self._environment_chosen())
        self._choice = StepRow(1, self.tr("Choose the provider and its environment"))
        self._choice.body.addLayout(beside(self._providers, self._environments))
        self._address = AddressStep(2, self._ask, self._actions)
        self._address.saved.connect(self._changed)
        self._address.check_asked.connect(self._probe)
        self._credentials = StepRow(3, self.tr("Enter its credentials"))
        enter = button(self.tr("Credentials…"), self._enter, icon="key-round")
        self._credentials.body.addLayout(beside(enter))
        self._test = StepRow(
            4,
            self.tr("See a test event arrive"),
            self.tr("A made-up event, signed with your credentials, goes to the real receiver."),
        )
        self._send_button = button(self.tr("Send test event"), self._send, kind="primary")
        self._test.body.addLayout(beside(self._send_button))
        self._first = StepRow(5, self.tr("Have the provider deliver"))
        self._register = button("", self._ask_register)
        self._first.body.addLayout(beside(self._register))
        self.notice = Notice()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(2)
        for step in (self._choice, self._address, self._credentials, self._test, self._first):
            layout.addWidget(step)
        layout.addWidget(self.notice)
        layout.addStretch()

    def _register_words(self) -> str:
        if "register" in self.provider.calls:
            return self.tr("Register the callback at {0}…").format(self.provider.title)
        return self.tr("Steps in the dashboard of {0}…").format(self.provider.title)
