"""The connections page: how deliveries come in, one card per provider, and what to ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import ChangeSet
from app.core.errors import AcuseError
from app.core.provider import Answer
from app.providers import PROVIDERS
from app.store.rows import ConnectionHealth
from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import Page, Steps
from app.ui.said import said
from app.ui.widgets import (
    backfill_words,
    clipboard,
    connection_reading,
    connection_words,
    difference_words,
)
from app.ui.widgets.connection_card import ConnectionCard
from app.ui.widgets.connection_sheets import ConnectionSheets
from app.ui.widgets.entered import Entered, entered_everywhere
from app.ui.widgets.page_area import PageArea
from app.ui.widgets.parts import busy, button, page_title
from app.ui.widgets.reached import WayIn
from app.ui.widgets.receiver_bar import ReceiverBar
from app.ui.widgets.registrations import Registrations
from app.ui.widgets.tiles import Tiles

_AT_MOST_EVERY = 1_000  # ms between two questions to the store
_TICK = 1_000  # ms: "12 s ago" grows


class ConnectionsPage(Page):
    """Cards that follow the store while they are seen."""

    name = "connections"
    icon = "cable"
    settings_changed = Signal()  # the public address or a credential
    open_transaction = Signal(str)
    filter_asked = Signal(str)  # of the live feed

    def __init__(
        self,
        ask: Ask,
        bridge: Bridge,
        actions: Actions,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        theme.dress(self, "page")
        self._ask, self._actions, self._now = ask, actions, now
        self._bridge, self._display = bridge, bridge.display
        self._health: Mapping[str, ConnectionHealth] = {}
        self._entered: Mapping[str, Entered] = {}  # not known yet
        self._is_asking = False
        self._cards: dict[str, ConnectionCard] = {}
        self._way_in = WayIn(self, actions, self._cards)
        self._way_in.register_asked.connect(self._register_again)
        self._registrations = Registrations(self, ask, actions, now)
        self._registrations.listed.connect(self._registered)
        self._registrations.not_listed.connect(self._not_listed)
        self._bar = ReceiverBar()
        self._sheets = ConnectionSheets(self, ask, bridge, actions, now)
        self._sheets.changed.connect(self._changed)
        self._sheets.outdated.connect(self.refresh)
        self._sheets.registered.connect(self._registered)
        self._sheets.test_asked.connect(self._send_test)
        self._sheets.transaction_asked.connect(self.open_transaction)
        self._sheets.filter_asked.connect(self.filter_asked)
        self._bar.address_asked.connect(self._sheets.address)
        self._bar.probe_asked.connect(self._probe)
        self._wait = QTimer(self, singleShot=True, interval=_AT_MOST_EVERY)
        self._wait.timeout.connect(self.refresh)
        self._ticker = QTimer(self, interval=_TICK)
        self._ticker.timeout.connect(self._tick)

    @staticmethod
    def title() -> str:
        """What the page is called."""
        return QCoreApplication.translate("Pages", "Connections")

    # --- what is known ------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticker.start()
        self.show_settings()
        self.refresh()
        self._registrations.look()

    def take_focus(self) -> None:
        """The page was given the keyboard: what had it before, or the area that arrows scroll."""
        (self.focusWidget() or self._area).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Ask the store how each connection is doing."""
        if self.isVisible() and not self._is_asking:
            self._is_asking = True
            self._ask.ask(connection_reading.read, self._answered, self._failed)

    def show_settings(self) -> None:
        """Show addresses, callbacks and credentials anew."""
        settings = self._actions.settings()
        is_held = bool(settings.tunnel) and not settings.tunnel_runs
        self._bar.show_state(self._actions.receiver_state(), settings.public_url)
        self._bar.show_probe(self._actions.latest_probe(), self._actions.tunnel(), is_held=is_held)
        for callback in self._actions.callbacks():
            if (card := self._cards.get(callback.provider)) is not None:
                card.show_callback(callback)
        self._way_in.tell_of_moves()
        self._show_health()
        # A keychain may take its time, so nobody asks it on this thread.
        self._ask.work(lambda: entered_everywhere(self._actions), self._show_entered)

    def _show_entered(self, found: Mapping[str, Entered]) -> None:
        self._entered = found
        for name, card in self._cards.items():
            card.show_secrets(found[name].words_here(), found[name].words_missing())
        self._show_health()

    def _changed_elsewhere(self, changes: ChangeSet) -> None:
        if changes.written & {"probe", "tunnel"}:
            self._way_in.tell_of_the_tunnel()
            self.show_settings()
        self._news()

    def _register_again(self, provider: str) -> None:
        """By leading the known callback here, or where it cannot be listed, by a new one."""
        can_list = "list" in PROVIDERS[provider].calls
        (self._sheets.registered_callbacks if can_list else self.register)(provider)

    def _probe(self) -> None:
        busy(self._bar.probe_button, True)

        def done(_: object = None) -> None:
            busy(self._bar.probe_button, False)
            self.show_settings()

        def failed(error: AcuseError) -> None:
            done()
            self._bar.show_error(error)

        self._ask.errand(self._actions.probe, done, failed)

    def _news(self) -> None:
        if self.isVisible() and not self._wait.isActive():
            self._wait.start()

    def _answered(self, found: connection_reading.Known) -> None:
        self._is_asking = False
        self._health = {one.provider: one for one in found.health}
        self._show_health()
        zone, now = self._display.zone, self._now()
        for name, card in self._cards.items():
            mine = [one for one in found.news if one.provider == name]
            today = now.astimezone(zone).date()
            card.show_news(connection_words.news(mine, zone, today), are_there=bool(mine))
            words = backfill_words.latest if card.provider.listings else backfill_words.latest_file
            card.show_asked(words(found.asked.get(name), zone, now))
            card.show_differences(difference_words.summary(found.differing.get(name), now))

    def _failed(self, error: AcuseError) -> None:
        self._is_asking = False
        self._bar.show_error(error)

    def _show_health(self) -> None:
        is_on = self._actions.receiver_state().listening
        is_reached = self._way_in.is_open()
        for name, card in self._cards.items():
            card.show_health(
                self._health.get(name),
                self._entered.get(name, Entered()).words_missing(),
                is_on=is_on,
                is_reached=is_reached,
                has_moved=self._way_in.has_moved(name),
                now=self._now(),
            )

    def _tick(self) -> None:
        if not self.isVisible():
            self._ticker.stop()
        for card in self._cards.values():
            card.show_time(self._now())

    # --- what is asked ------------------------------------------------------------------------

    def _act(self, provider: str, action: str) -> None:
        actions: dict[str, Callable[[str], None]] = {
            "copy": self._copy,
            "register": self._sheets.registration,
            "preview": self._sheets.registration,
            "list": self._sheets.registered_callbacks,
            "checklist": self._sheets.checklist,
            "credentials": self._sheets.credentials,
            "settings": lambda name: self._sheets.settings(name, self._health.get(name)),
            "fields": self._sheets.fields,
            "test": self._send_test,
            "test-publicly": partial(self._send_test, publicly=True),
            "backfill": self._sheets.backfill,
            "import": self._sheets.import_file,
            "differences": self._sheets.differences,
        }
        actions[action](provider)

    def register(self, provider: str) -> None:
        """Have a provider deliver: by its API, or by the steps in its dashboard."""
        can = "register" in PROVIDERS[provider].calls
        (self._sheets.registration if can else self._sheets.checklist)(provider)

    def _copy(self, provider: str) -> None:
        words = self.tr("callback URL of {0}").format(PROVIDERS[provider].title)
        clipboard.copy(self, self._cards[provider].callback_url(), words)

    def _changed(self) -> None:
        self.show_settings()
        self.settings_changed.emit()

    def _registered(self, provider: str, answer: Answer) -> None:
        """Say on the card what the provider's own answer shows of our callback."""
        card = self._cards[provider]
        self._way_in.saw(provider, answer)
        self._show_health()
        ours = [one for one in answer.items if one.get("callback_url") == card.callback_url()]
        if ours:
            events = ", ".join(dict.fromkeys(one.get("event", "") for one in ours))
            card.show_registration(self.tr("registered · {0}").format(events))
        elif self._way_in.has_moved(provider):
            card.show_registration(self.tr("registered at an old address"))
        elif answer.ok and not answer.message:
            card.show_registration(self.tr("not registered"))
        elif answer.ok:
            card.show_registration(self.tr("registered"))

    def _not_listed(self, provider: str, error: AcuseError) -> None:
        """What is registered is not known."""
        self._cards[provider].show_registration(self.tr("not known"), error)

    def _send_test(self, provider: str, *, publicly: bool = False) -> None:
        card = self._cards[provider]
        pressed = card.button("test-publicly" if publicly else "test")
        send = self._actions.send_test_publicly if publicly else self._actions.send_test_event
        busy(pressed, True)

        def done(words: str) -> None:
            busy(pressed, False)
            card.notice.say("good", self.tr("The test event arrived"), said(words))

        def failed(error: AcuseError) -> None:
            busy(pressed, False)
            card.notice.say_error(error)

        self._ask.errand(lambda: send(provider), done, failed)

    # --- building -----------------------------------------------------------------------------

    def steps(self) -> Steps:
        tiles = self._build_frame()
        for name, provider in PROVIDERS.items():
            yield
            self._cards[name] = card = ConnectionCard(provider)
            card.asked.connect(self._act)
            tiles.add(card)
        yield
        self._bridge.changed.connect(self._changed_elsewhere)
        self._display.changed.connect(self.refresh)
        self.show_settings()

    def parts(self) -> Sequence[QWidget]:
        return tuple(self._cards.values())

    def _build_frame(self) -> Tiles:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 0, 0)
        layout.setSpacing(12)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 16, 0)
        head.addWidget(page_title(self.title()))
        head.addStretch()
        head.addWidget(button(self.tr("Differences…"), self._sheets.differences))
        head.addWidget(button(self.tr("Trusted proxies…"), lambda: self._sheets.proxies(self)))
        layout.addLayout(head)
        self._area = PageArea(self.title())
        layout.addWidget(self._area, 1)
        column = self._area.column
        column.addWidget(self._bar)
        tiles = Tiles((), 470, (2, 1), fill=False)
        column.addWidget(tiles)
        column.addStretch()
        return tiles
