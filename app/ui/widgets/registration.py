"""Registers a callback at a provider: the choices, the exact request, and the provider's answer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QScrollArea, QWidget

from app.core.errors import AcuseError, AlreadyRegistered, SecretMissing
from app.core.plain import plain
from app.core.provider import Answer, Provider
from app.providers import bitso, yuno_calls
from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.said import said
from app.ui.widgets.clipboard import copy
from app.ui.widgets.dialogs import Sheet, code_box, form
from app.ui.widgets.environment_box import EnvironmentBox
from app.ui.widgets.parts import busy, label, while_alive
from app.ui.widgets.public_address import PublicAddress
from app.ui.widgets.ring import Ring

# The events a callback can be registered for, and those that are ticked at first.
EVENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "juno": ("TRANSACTION",),
        "bitso": tuple(bitso.KINDS),
        "yuno": tuple(
            f"{domain}.{word}" for domain, words in yuno_calls.TRIGGERS.items() for word in words
        ),
    }
)
_TICKED = {
    "bitso": ("funding", "withdrawal"),
    "yuno": tuple(name for name in EVENTS["yuno"] if name.startswith("payment.")),
}
_MOST_ROWS = 5
_SHORT = 24  # letters of a name that fits into a third of the dialog


class RegistrationSheet(Sheet):
    """Shows the request before anything is sent; `registered` carries the answer's words."""

    registered = Signal(str, object)  # provider, Answer
    credentials_asked = Signal(str)
    list_asked = Signal(str)
    address_changed = Signal()

    def __init__(
        self, parent: QWidget, provider: Provider, ask: Ask, actions: Actions, *, may_send: bool
    ) -> None:
        title = self.tr("Register the callback at {0}") if may_send else self.tr("Request to {0}")
        super().__init__(parent, title.format(provider.title), self._remark(provider, may_send))
        self._provider, self._ask, self._actions = provider, ask, actions
        self._latest = 0  # the number of the last preview asked for; older answers are dropped
        self._address = PublicAddress(ask, actions)
        self._address.saved.connect(self._address_saved)
        self.body.addWidget(self._address)
        self._add_choices()
        self._add_events()
        self.body.addWidget(label(self.tr("The request, exactly as it is sent"), "subheading"))
        self._request = code_box(self.tr("Request"))
        self._request.setMinimumHeight(theme.px(110))
        self.body.addWidget(self._request, 1)
        self.add_button(self.tr("Copy request"), self._copy)
        self.add_close()
        self._send = self.add_button(self.tr("Register callback"), self._register, kind="primary")
        self._send.setVisible(may_send)
        if not may_send:
            self.notice.say(
                "notice",
                self.tr("This changes more than our callback"),
                self.tr(
                    "It replaces every callback URL of the account: add the others before you send"
                    " it yourself. The same settings hold require_mfa, and no way to read them"
                    " first is documented: look at both in the dashboard afterwards."
                ),
            )
        self.resize(640, 560)
        self._preview()

    # --- choices ------------------------------------------------------------------------------

    def _remark(self, provider: Provider, may_send: bool) -> str:
        if may_send:
            return self.tr("{0} will send its webhooks to this address.").format(provider.title)
        return self.tr("Acuse shows this request and does not send it.")

    def _add_choices(self) -> None:
        lines = form()
        settings = self._actions.settings().connections.get(self._provider.name)
        known = settings.environment if settings else ""
        self._environment = EnvironmentBox(self._provider, known)
        self._environment.currentIndexChanged.connect(self._preview)
        lines.addRow(self.tr("Environment"), self._environment)
        self._api = QComboBox()
        option = next(
            (one for one in self._provider.options if one.name == "registration_api"), None
        )
        for value in option.values if option else ("v4",):
            words = {"v4": self.tr("v4: choose events"), "v3-legacy": self.tr("v3: every event")}
            self._api.addItem(words.get(value, value), value)
        self._api.currentIndexChanged.connect(self._api_chosen)
        if option is not None:
            lines.addRow(self.tr("Interface"), self._api)
        self._url = QLabel()
        self._url.setFont(theme.mono_font())
        self._url.setWordWrap(True)
        lines.addRow(self.tr("Callback"), self._url)
        self.body.addLayout(lines)

    def _add_events(self) -> None:
        names = EVENTS.get(self._provider.name, ())
        ticked = _TICKED.get(self._provider.name, names)
        holder = QWidget()
        theme.dress(holder, "page")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        self._events = QScrollArea()
        Ring(self._events)
        self._events.setAccessibleName(self.tr("Events"))
        self._events.setWidgetResizable(True)
        self._events.setWidget(holder)
        columns = 3 if max(map(len, names), default=0) <= _SHORT else 2
        rows = min(-(-len(names) // columns), _MOST_ROWS)
        self._events.setFixedHeight(rows * theme.px(26))
        self._boxes: dict[str, QCheckBox] = {}
        for place, name in enumerate(names):
            box = QCheckBox(name)
            box.setChecked(name in ticked)
            box.setEnabled(len(names) > 1)
            box.toggled.connect(self._preview)
            self._boxes[name] = box
            grid.addWidget(box, place // columns, place % columns)
        self._events_name = label(self.tr("Events"), "subheading")
        self._events_name.setVisible(bool(names))
        self._events.setVisible(bool(names))
        self.body.addWidget(self._events_name)
        self.body.addWidget(self._events)

    def _api_chosen(self) -> None:
        has_choice = self._api.currentData() == "v4"
        self._events.setVisible(has_choice)
        self._events_name.setVisible(has_choice)
        self._preview()

    def _choice(self) -> tuple[str, str, str, tuple[str, ...]]:
        chosen = tuple(name for name, box in self._boxes.items() if box.isChecked())
        api = str(self._api.currentData())
        events = chosen if api == "v4" else ()
        return self._provider.name, self._environment.environment(), api, events

    # --- preview ------------------------------------------------------------------------------

    def _preview(self) -> None:
        self._show_address()
        choice = self._choice()
        has_events = not self._boxes or choice[2] != "v4" or bool(choice[3])
        self._send.setEnabled(False)
        self._latest += 1
        number = self._latest
        if not has_events:
            self._request.setPlainText(self.tr("Choose at least one event."))
            return
        if not self._callback_url():
            self._request.setPlainText(self.tr("The request needs a public address."))
            return
        self._ask.work(
            lambda: self._actions.preview(*choice),
            while_alive(self, lambda text: self._previewed(number, text)),
            while_alive(self, lambda error: self._not_previewed(number, error)),
        )

    def _previewed(self, number: int, text: str) -> None:
        if number == self._latest:
            self._request.setPlainText(plain(text, lines=True))
            self._send.setEnabled(True)

    def _not_previewed(self, number: int, error: AcuseError) -> None:
        if number == self._latest:
            self._request.setPlainText("")
            self._tell(error)

    def _show_address(self) -> None:
        url = self._callback_url()
        self._address.setVisible(not url)
        self.fit()
        self._url.setText(url or "—")

    def _callback_url(self) -> str:
        mine = (one for one in self._actions.callbacks() if one.provider == self._provider.name)
        return next((one.public_url for one in mine), "")

    def _address_saved(self) -> None:
        self.address_changed.emit()
        self._preview()

    def _copy(self) -> None:
        copy(self, self._request.toPlainText(), self.tr("request"))

    # --- sending ------------------------------------------------------------------------------

    def _register(self) -> None:
        choice = self._choice()
        busy(self._send, True)
        self.notice.hide()
        self._ask.errand(
            lambda: self._actions.register(*choice),
            while_alive(self, self._answered),
            while_alive(self, self._refused),
        )

    def _answered(self, answer: Answer) -> None:
        busy(self._send, False)
        lines = [f"#{one.get('id', '')} {one.get('event', '')}" for one in answer.items]
        title = said(answer.message) or self.tr("{0} accepted it.").format(self._provider.title)
        status = self.tr("Answer {0}").format(answer.status)
        self.notice.say("good", title, " · ".join([status, *lines]))
        self.registered.emit(self._provider.name, answer)

    def _refused(self, error: AcuseError) -> None:
        busy(self._send, False)
        self._tell(error)

    def _tell(self, error: AcuseError) -> None:
        self.notice.say_error(error)
        name = self._provider.name
        if isinstance(error, SecretMissing):
            words = self.tr("Enter credentials…")
            self.notice.offer(words, lambda: self.credentials_asked.emit(name))
        elif isinstance(error, AlreadyRegistered):
            words = self.tr("List callbacks…")
            self.notice.offer(words, lambda: self.list_asked.emit(name))
