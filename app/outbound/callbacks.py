"""Registers, lists and deletes our callback URL at a provider, and says exactly what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from app.core.errors import AcuseError, ProviderUnreachable
from app.core.provider import Answer, OutboundCall, Provider, Span
from app.outbound.addresses import callback_address
from app.outbound.calls import Calls, Secret
from app.outbound.client import AnswerLost, Client
from app.outbound.refusals import ProviderFailed

Items: TypeAlias = Sequence[Mapping[str, str]]  # callbacks as a provider lists them


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is said of a change whose answer was lost, once the list was looked at."""

    unknown: str  # the list cannot be read either
    look: str
    undone: str
    seen: str
    again: str


_REGISTER = _Deed(
    "Nobody can say whether the callback was registered.",
    "List the callbacks before you register again.",
    "The callback was not registered.",
    "The list of callbacks does not show it.",
    "Register it again.",
)
_LEAD = _Deed(
    "Nobody can say whether the callback leads here now.",
    "List the callbacks before you try again.",
    "The callback does not lead here yet.",
    "The list of callbacks shows another address.",
    "Have it lead here once more.",
)
_DELETE = _Deed(
    "Nobody can say whether the callback was deleted.",
    "List the callbacks before you try again.",
    "The callback was not deleted.",
    "The list of callbacks still shows it.",
    "Delete it once more.",
)


class Callbacks:
    """What can be asked of every provider about callbacks; see Calls for the errors.

    All methods block and belong on a worker. Nothing that changes something is sent twice.
    """

    def __init__(
        self,
        providers: Mapping[str, Provider],
        secret: Secret,
        environ: Mapping[str, str],
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        client: Client | None = None,
    ) -> None:
        self._calls = Calls(providers, secret, environ, now, client)

    def close(self) -> None:
        """Close the connections; calling it again does nothing."""
        self._calls.close()

    def registration(self, provider: str, callback_url: str, **options: object) -> OutboundCall:
        """The call that registers a URL, to be shown; the options are the provider's.

        Where `register` would do harm the provider offers just this preview.
        """
        callback_address(callback_url, dev=self._calls.dev)
        name = "preview" if self._calls.has(provider, "preview") else "register"
        return self._calls.build(provider, name, callback_url, **options)

    def preview(self, provider: str, environment: str, call: OutboundCall) -> str:
        """The request exactly as it would be sent, with words where secrets stand."""
        return self._calls.preview(provider, environment, call)

    def register(
        self, provider: str, environment: str, callback_url: str, **options: object
    ) -> Answer:
        """Register a URL, once; where the answer is lost, the list tells whether it worked."""
        callback_address(callback_url, dev=self._calls.dev)
        call = self._calls.build(provider, "register", callback_url, **options)

        def outcome(listed: Items) -> tuple[str, Items] | None:
            ours = [one for one in listed if one.get("callback_url") == callback_url]
            if not ours or not set(call.events) <= _events(ours):
                return None
            words = ", ".join(sorted(_events(ours))) or "its events"
            return f"The list of callbacks shows that it is registered for {words}.", ours

        return self._change(provider, environment, call, _REGISTER, outcome)

    def change(self, provider: str, callback_id: str, callback_url: str) -> OutboundCall:
        """The call that has a registered callback lead to another URL, to be shown."""
        callback_address(callback_url, dev=self._calls.dev)
        return self._calls.build(provider, "update", callback_id, callback_url)

    def update_remote(
        self, provider: str, environment: str, callback_id: str, callback_url: str
    ) -> Answer:
        """Have a registered callback lead to another URL, once; a lost answer is looked up."""
        call = self.change(provider, callback_id, callback_url)

        def outcome(listed: Items) -> tuple[str, Items] | None:
            led = [
                one
                for one in _with_id(listed, callback_id)
                if one.get("callback_url") == callback_url
            ]
            return ("The list of callbacks shows that it leads here.", led) if led else None

        return self._change(provider, environment, call, _LEAD, outcome)

    def list_remote(self, provider: str, environment: str) -> Answer:
        """Every callback that the provider has for this account."""
        return self._calls.send(provider, environment, self._calls.build(provider, "list"))

    def deletion(self, provider: str, callback_id: str) -> OutboundCall:
        """The call that deletes one callback, to be shown."""
        return self._calls.build(provider, "delete", callback_id)

    def delete_remote(self, provider: str, environment: str, callback_id: str) -> Answer:
        """Delete one callback, once; a lost answer is looked up."""
        call = self.deletion(provider, callback_id)

        def outcome(listed: Items) -> tuple[str, Items] | None:
            is_there = _with_id(listed, callback_id)
            return None if is_there else ("The list of callbacks shows that it is gone.", ())

        return self._change(provider, environment, call, _DELETE, outcome)

    def redeliver(
        self, provider: str, environment: str, path: str, event: str, span: Span
    ) -> Answer:
        """Have events of a time sent again, or counted, whichever the path does; sent once."""
        call = self._calls.build(provider, "redeliver", path, event, span.since, span.until)
        return self._calls.send(provider, environment, call)

    def public_keys(self, provider: str, environment: str) -> Mapping[str, str]:
        """The keys that sign the provider's deliveries, by key id."""
        answer = self._calls.send(provider, environment, self._calls.build(provider, "keys"))
        found = ((item.get("key_id", ""), item.get("public_key", "")) for item in answer.items)
        return {key_id: key for key_id, key in found if key_id and key}

    def _change(
        self,
        provider: str,
        environment: str,
        call: OutboundCall,
        deed: _Deed,
        outcome: Callable[[Items], tuple[str, Items] | None],
    ) -> Answer:
        """Send what changes something once; where its answer is lost, the list is read instead.

        `outcome` tells from the list what has come of it, or None where nothing has.
        """
        try:
            return self._calls.send(provider, environment, call)
        except (AnswerLost, ProviderFailed) as error:
            lost = error
        before = AcuseError(lost.problem, cause=lost.cause).sentences()
        try:
            listed = self.list_remote(provider, environment)
        except AcuseError as error:
            raise ProviderUnreachable(
                deed.unknown,
                cause=f"{before} The list cannot be read either: {error.problem} {error.cause}",
                remedy=deed.look,
            ) from lost
        found = outcome(listed.items)
        if found is None:
            raise ProviderUnreachable(
                deed.undone, cause=f"{before} {deed.seen}", remedy=deed.again
            ) from lost
        words, items = found
        return Answer(listed.status, True, f"{before} {words}", tuple(items), listed.raw)


def _with_id(listed: Items, callback_id: str) -> list[Mapping[str, str]]:
    return [one for one in listed if one.get("id") == callback_id]


def _events(items: Items) -> set[str]:
    """The names of events, as `OutboundCall.events` has them."""
    names = ",".join(one.get("event", "") for one in items).split(",")
    return {name.strip().casefold() for name in names} - {""}
