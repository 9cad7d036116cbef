"""Sends one call to a provider: finds its address, signs it, reads the answer."""

from __future__ import annotations

import inspect
import json
import secrets as randomness
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import SplitResult

from app.core.errors import ProviderRefused, SettingsError, Unreadable
from app.core.provider import Answer, OutboundCall, Provider
from app.core.reading import read_value
from app.outbound.addresses import base_address
from app.outbound.authorization import NEEDED, gather, headers, masked, nonce
from app.outbound.client import AnswerLost, Client, NotSent, Reply
from app.outbound.refusals import refusal

ATTEMPTS = 3  # of a call that only reads
LONGEST_WAIT = 10.0  # seconds; who asks for more is asked again by a person
SHORTEST_SECRET = 4  # a shorter value would blot out ordinary words, and protects nothing
PASSING = frozenset({429, 500, 502, 503, 504})

Secret = Callable[[str, str], str | None]  # provider, credential -> what the operator entered


class Calls:
    """The way out to all providers; its methods block and belong on a worker.

    `environ` may override hosts (ACUSE_<PROVIDER>_BASE_URL) and lift the rule that addresses are
    https and public (ACUSE_DEV=1); `now` gives the time of a nonce.
    """

    def __init__(
        self,
        providers: Mapping[str, Provider],
        secret: Secret,
        environ: Mapping[str, str],
        now: Callable[[], datetime],
        client: Client | None = None,
    ) -> None:
        self._providers = providers
        self._secret = secret
        self._environ = environ
        self._now = now
        self.dev = environ.get("ACUSE_DEV") == "1"
        self._client = client or Client(dev=self.dev)

    def close(self) -> None:
        """Close the client; calling it again does nothing."""
        self._client.close()

    def has(self, provider: str, name: str) -> bool:
        """Whether the provider can be asked this."""
        return name in self._providers[provider].calls

    def can_sign(self, provider: str, call: OutboundCall) -> bool:
        """Whether every credential that a call needs was entered."""
        return all(self._secret(provider, name) for name in NEEDED[call.sign])

    def build(self, provider: str, name: str, *values: object, **options: object) -> OutboundCall:
        """One of the provider's own calls, e.g. build("juno", "delete", "11330").

        A parameter that has the name of a credential is given what the operator entered for it.
        """
        record = self._providers[provider]
        if not self.has(provider, name):
            raise ProviderRefused(
                f"{record.title} has no call to {name}.",
                cause="Its documentation names none.",
                remedy="Use the provider's dashboard.",
            )
        builder = record.calls[name]
        takes = inspect.signature(builder).parameters
        named = {one.name for one in record.credentials} & takes.keys()
        entered = {one: self._secret(provider, one) or "" for one in named}
        try:
            return builder(*values, **entered, **options)
        except ValueError as error:
            raise SettingsError(
                f"This cannot be asked of {record.title}.", cause=f"{error}.".capitalize()
            ) from None

    def preview(self, provider: str, environment: str, call: OutboundCall) -> str:
        """The request exactly as it would be sent, with words where secrets stand."""
        record = self._providers[provider]
        base = self._base(record, environment)
        shown = {"Host": base.netloc, **masked(call), **_content(call)}
        head = [f"{call.method} {base.path.rstrip('/')}{call.path} HTTP/1.1"]
        head += [f"{name}: {value}" for name, value in shown.items()]
        request = "\n".join([*head, "", call.body.decode("utf-8", "replace")])
        return self._without_secrets(record, request.rstrip("\n"))

    def send(self, provider: str, environment: str, call: OutboundCall) -> Answer:
        """Send a call and read its answer, which is ok; raises for every other.

        SecretMissing and SettingsError come before anything is sent; ProviderRefused holds the
        provider's words; NotSent and AnswerLost say whether the call may have had its effect.
        """
        return _read(self._providers[provider], self._reply(provider, environment, call))

    def fetch(self, provider: str, environment: str, call: OutboundCall) -> bytes:
        """Send a call and give its answer whole, as it was sent; raises as `send` does."""
        reply = self._reply(provider, environment, call)
        _read(self._providers[provider], reply)
        return reply.body

    def _reply(self, provider: str, environment: str, call: OutboundCall) -> Reply:
        record = self._providers[provider]
        base = self._base(record, environment)
        secrets = gather(record, call, self._secret)
        if call.idempotent:
            return self._repeatedly(base, call, secrets)
        return self._once(base, call, secrets)

    def _repeatedly(
        self, base: SplitResult, call: OutboundCall, secrets: Mapping[str, str]
    ) -> Reply:
        import stamina  # which takes its time; a start calls nobody

        try:
            for attempt in stamina.retry_context(
                _wait, attempts=ATTEMPTS, timeout=30, wait_initial=0.2, wait_max=2, wait_jitter=0.2
            ):
                with attempt:
                    reply = self._once(base, call, secrets)
                    if reply.status in PASSING:
                        raise _Passing(reply)
        except _Passing as last:
            return last.reply
        return reply

    def _once(self, base: SplitResult, call: OutboundCall, secrets: Mapping[str, str]) -> Reply:
        path = base.path.rstrip("/") + call.path
        signed = headers(call, path, secrets, self._nonce)
        origin = f"{base.scheme}://{base.netloc}"
        return self._client.send(call.method, origin, path, signed | _content(call), call.body)

    def _nonce(self) -> str:
        milliseconds = int(self._now().timestamp() * 1000)
        return nonce(milliseconds, randomness.randbelow(1_000_000))

    def _base(self, provider: Provider, environment: str) -> SplitResult:
        chosen = self._environ.get(f"ACUSE_{provider.name}_BASE_URL".upper(), "").strip()
        if not chosen:
            if environment not in provider.environments:
                raise SettingsError(
                    f"{provider.title} has no environment {environment[:40]!a}.",
                    remedy=f"Choose one of {', '.join(provider.environments)}.",
                )
            chosen = provider.environments[environment].base_url
        return base_address(chosen, dev=self.dev)

    def _without_secrets(self, provider: Provider, text: str) -> str:
        """A text without the value of any credential: some providers want them in the body."""
        found = {one.name: self._secret(provider.name, one.name) for one in provider.credentials}
        secrets = {name: value.strip() for name, value in found.items() if value}
        for name, value in sorted(secrets.items(), key=lambda pair: -len(pair[1])):
            for spelling in (value, json.dumps(value)[1:-1]):
                if len(spelling) >= SHORTEST_SECRET:
                    text = text.replace(spelling, f"<{name}>")
        return text


class _Passing(Exception):
    """An answer to a reading call that another attempt may better."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.reply = reply


def _wait(error: Exception) -> bool | float:
    """Whether to try again, or after how many seconds the provider wants it."""
    if not isinstance(error, _Passing):
        return isinstance(error, (NotSent, AnswerLost))
    wanted = error.reply.retry_after
    if wanted is None:
        return True
    return wanted if wanted <= LONGEST_WAIT else False


def _content(call: OutboundCall) -> dict[str, str]:
    return {"Content-Type": "application/json"} if call.body else {}


def _read(provider: Provider, reply: Reply) -> Answer:
    if 300 <= reply.status < 400:
        raise ProviderRefused(
            f"{provider.title} answers with a redirect, which is never followed.",
            cause=f"HTTP {reply.status} to {reply.location[:200]!a}.",
            remedy="Check the provider's address.",
        )
    if reply.status < 300 and reply.body.strip():
        try:
            read_value(reply.body)
        except Unreadable as error:
            raise AnswerLost(
                f"The answer of {provider.title} cannot be read.",
                cause=f"HTTP {reply.status}: {error.problem}",
                remedy="Check the provider's address; another server may have answered.",
            ) from None
    answer = (provider.read_answer or _plain_answer)(reply.status, reply.body)
    if not answer.ok:
        raise refusal(provider, answer, reply.retry_after)
    return answer


def _plain_answer(status: int, body: bytes) -> Answer:
    text = body[:500].decode("utf-8", "replace")
    return Answer(status, 200 <= status < 300, text, raw=text)
