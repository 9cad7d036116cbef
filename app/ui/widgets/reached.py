"""Where the providers were told to deliver, held against where we are reached now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.provider import Answer
from app.core.registration import Standing
from app.core.tunnel import Stage
from app.ui.actions import Actions
from app.ui.widgets import toast
from app.ui.widgets.connection_card import ConnectionCard
from app.ui.widgets.connection_words import short_url

_KEPT = "registered"  # among what the window remembers


class _Registrations:
    """The address under which each provider has us, as far as it was seen in the window."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions
        known = actions.recall(_KEPT)
        self._urls: dict[str, str] = {}
        if isinstance(known, Mapping):
            self._urls = {str(name): str(url) for name, url in known.items()}

    def saw(self, provider: str, answer: Answer, ours: str) -> None:
        """A provider's answer to a registration, or its list: which address of ours it has."""
        if not answer.ok or not ours:
            return
        urls = [one.get("callback_url", "") for one in answer.items]
        standings = {self._actions.standing(provider, url): url for url in urls}
        if Standing.OURS in standings or ours in urls or (answer.message and not urls):
            self._note(provider, ours)
        else:
            self._note(provider, standings.get(Standing.MOVED, ""))

    def moved(self, provider: str, ours: str) -> str:
        """The address that a provider has though we are reached at another; "" when all is well."""
        known = self._urls.get(provider, "")
        return known if known and ours and known != ours else ""

    def _note(self, provider: str, url: str) -> None:
        if self._urls.get(provider, "") != url:
            self._urls[provider] = url
            self._actions.remember(_KEPT, dict(self._urls))


class WayIn(QObject):
    """Tells once of a tunnel that ends, and of each provider that delivers to an old address."""

    register_asked = Signal(str)

    def __init__(
        self, page: QWidget, actions: Actions, cards: Mapping[str, ConnectionCard]
    ) -> None:
        super().__init__(page)
        self._page, self._actions, self._cards = page, actions, cards
        self._registrations = _Registrations(actions)
        self._moved: dict[str, str] = {}  # who was told of, with the old address
        self._tunnel = actions.tunnel()

    def is_open(self) -> bool:
        """Whether deliveries can come in, as far as the probe and the tunnel know."""
        probe, tunnel = self._actions.latest_probe(), self._actions.tunnel()
        return (probe is None or probe.is_through) and tunnel.stage is not Stage.WAITING

    def has_moved(self, provider: str) -> bool:
        """Whether a provider delivers to an address that is no longer ours."""
        return provider in self._moved

    def saw(self, provider: str, answer: Answer) -> None:
        """What a provider answered to a registration, or listed."""
        self._registrations.saw(provider, answer, self._cards[provider].callback_url())
        self.tell_of_moves()

    def tell_of_the_tunnel(self) -> None:
        """When it has ended, and when it is open again."""
        before, self._tunnel = self._tunnel, self._actions.tunnel()
        if self._tunnel.stage is before.stage:
            return
        if self._tunnel.stage is Stage.WAITING and not before.error:
            ended = self.tr("The tunnel ended: providers cannot reach this computer")
            toast.say(self._page, ended)
        elif self._tunnel.stage is Stage.OPEN:
            toast.say(self._page, self.tr("The tunnel is open"))

    def tell_of_moves(self) -> None:
        """Who delivers to an old address, with what to do about it; its end hides the words."""
        if not self._actions.settings().public_url:
            return  # there is nothing to hold it against, and the page says so already
        for name, card in self._cards.items():
            old, told = self._registrations.moved(name, card.callback_url()), self._moved.get(name)
            if old and old != told:
                self._moved[name] = old
                words = self.tr("{0} delivers to an address that is no longer ours")
                card.notice.say("problem", words.format(card.provider.title), short_url(old))
                again = partial(self.register_asked.emit, name)
                card.notice.offer(self.tr("Register again…"), again)
            elif told and not old:
                del self._moved[name]
                card.notice.hide()
