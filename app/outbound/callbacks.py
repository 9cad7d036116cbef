"""Registers, lists and deletes our callback URL at a provider, and says exactly what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from app.core.errors import AcuseError, ProviderUnreachable
from app.core.provider import Answer, OutboundCall, Provider, Span
from app.outbound.addresses import callback_address
from app.outbound.calls import Calls, Secret
from app.outbound.client import AnswerLost, Client
from app.outbound.refusals import ProviderFailed


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
        try:
            return self._calls.send(provider, environment, call)
        except (AnswerLost, ProviderFailed) as lost:
            return self._look_it_up(provider, environment, callback_url, lost)

    def change(self, provider: str, callback_id: str, callback_url: str) -> OutboundCall:
        """The call that has a registered callback lead to another URL, to be shown."""
        callback_address(callback_url, dev=self._calls.dev)
        return self._calls.build(provider, "update", callback_id, callback_url)

    def update_remote(
        self, provider: str, environment: str, callback_id: str, callback_url: str
    ) -> Answer:
        """Have a registered callback lead to another URL, once; a lost answer is looked up."""
        call = self.change(provider, callback_id, callback_url)
        try:
            return self._calls.send(provider, environment, call)
        except (AnswerLost, ProviderFailed) as lost:
            return self._look_it_up(provider, environment, callback_url, lost)

    def list_remote(self, provider: str, environment: str) -> Answer:
        """Every callback that the provider has for this account."""
        return self._calls.send(provider, environment, self._calls.build(provider, "list"))

    def delete_remote(self, provider: str, environment: str, callback_id: str) -> Answer:
        """Delete one callback, once."""
        call = self._calls.build(provider, "delete", callback_id)
        return self._calls.send(provider, environment, call)

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

    def _look_it_up(
        self, provider: str, environment: str, callback_url: str, lost: AcuseError
    ) -> Answer:
        before = f"{lost.problem} {lost.cause}".strip()
        try:
            listed = self.list_remote(provider, environment)
        except AcuseError as error:
            raise ProviderUnreachable(
                "Nobody can say whether the callback was registered.",
                cause=f"{before} The list cannot be read either: {error.problem} {error.cause}",
                remedy="List the callbacks before you register again.",
            ) from lost
        ours = tuple(item for item in listed.items if item.get("callback_url") == callback_url)
        if not ours:
            raise ProviderUnreachable(
                "The callback was not registered.",
                cause=f"{before} The list of callbacks does not show it.",
                remedy="Register it again.",
            ) from lost
        words = f"{before} The list of callbacks shows that it is registered for {_events(ours)}."
        return Answer(listed.status, True, words, ours, listed.raw)


def _events(items: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(item.get("event", "") for item in items) or "its events"
