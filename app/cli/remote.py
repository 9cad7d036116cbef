"""The commands that ask a provider: to register, list and delete our callbacks there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app import wiring
from app.cli import output
from app.cli.arguments import Arguments
from app.cli.secret import secrets_of
from app.core import redelivery
from app.core.errors import AcuseError, ProviderRefused, SecretMissing
from app.core.plain import plain
from app.core.provider import Answer, Span
from app.core.registration import Standing
from app.providers import PROVIDERS


def register(arguments: Arguments) -> int:
    """Register our callback, or have a registered one lead here; first the request is shown."""
    provider = PROVIDERS[arguments.provider]
    with _remote(arguments) as remote:
        environment = remote.environment(provider.name, arguments.environment)
        url = remote.public_url(provider.name)
        if not provider.calls.keys() & {"register", "preview"}:
            raise _by_hand(provider.title, url)
        ask = _change(remote, arguments) if arguments.id else _registration(remote, arguments)
        request = ask.preview(provider.name, environment)
        if arguments.dry_run:
            return _say(arguments, {"request": request}, request)
        print(plain(request, lines=True), file=sys.stderr)
        if "register" not in provider.calls:
            raise _not_by_us(provider.title)
        answer = ask.send(provider.name, environment)
    told = {"callback_url": url, **_answer_json(provider.name, environment, answer)}
    return _say(arguments, told, answer.message or f"{url} is registered at {provider.title}.")


@dataclass(frozen=True, slots=True)
class _Asking:
    """One thing to ask of a provider in an environment: to be shown, then to be sent."""

    preview: Callable[[str, str], str]
    send: Callable[[str, str], Answer]


def _registration(remote: wiring.Remote, arguments: Arguments) -> _Asking:
    api, events = arguments.api, arguments.events
    return _Asking(
        lambda provider, environment: remote.preview(provider, environment, api, events),
        lambda provider, environment: remote.register(provider, environment, api, events),
    )


def _change(remote: wiring.Remote, arguments: Arguments) -> _Asking:
    return _Asking(
        lambda provider, environment: remote.preview_update(provider, environment, arguments.id),
        lambda provider, environment: remote.update(provider, environment, arguments.id),
    )


def unregister(arguments: Arguments) -> int:
    """Delete one callback; first the request is shown."""
    provider = PROVIDERS[arguments.provider]
    with _remote(arguments) as remote:
        environment = remote.environment(provider.name, arguments.environment)
        request = remote.preview_deletion(provider.name, environment, arguments.id)
        print(plain(request, lines=True), file=sys.stderr)
        answer = remote.delete(provider.name, environment, arguments.id)
    told = {"deleted": arguments.id, **_answer_json(provider.name, environment, answer)}
    return _say(arguments, told, f"Callback {arguments.id} is deleted at {provider.title}.")


def remote_callbacks(arguments: Arguments) -> int:
    """What is registered at every provider that can be asked; one that fails hides no other.

    The status is 1 when one of them refused, or when there was none to ask.
    """
    found: list[Mapping[str, Any]] = []
    refused = asked = 0
    with _remote(arguments) as remote:
        for provider in (one for one in PROVIDERS.values() if "list" in one.calls):
            environment = remote.environment(provider.name)
            try:
                answer = remote.list(provider.name, environment)
                asked += 1
            except AcuseError as error:
                refused += not isinstance(error, SecretMissing)
                print(plain(f"{provider.title}: {error.sentences()}"), file=sys.stderr)
                continue
            found += [_listed(remote, provider.name, environment, item) for item in answer.items]
    columns = ("provider", "environment", "id", "event", "standing", "callback_url")
    rows = [tuple(str(one.get(name, "")) for name in columns) for one in found]
    headings = ("PROVIDER", "ENVIRONMENT", "ID", "EVENT", "STANDING", "CALLBACK")
    _say(arguments, found, output.table(headings, rows))
    for one in found:
        if one["standing"] == Standing.MOVED and "update" in PROVIDERS[one["provider"]].calls:
            again = f"main.py register {one['provider']} --update {one['id']}"
            print(plain(f"#{one['id']} leads to an old address: {again}"), file=sys.stderr)
    return 1 if refused or not asked else 0


def _listed(
    remote: wiring.Remote, provider: str, environment: str, item: Mapping[str, str]
) -> Mapping[str, Any]:
    standing = str(remote.standing(provider, item.get("callback_url", "")))
    return {"provider": provider, "environment": environment, "standing": standing, **item}


def redeliver(arguments: Arguments) -> int:
    """Count what a provider would send again, or have it sent again."""
    now = wiring.now()
    until = arguments.until or now
    since = arguments.since or until - timedelta(hours=24)
    told = []
    with _remote(arguments) as remote:
        environment = remote.environment(arguments.provider, arguments.environment)
        for span in redelivery.windows(Span(since, until), now):
            for event in arguments.events or ("funding", "withdrawal"):
                answer = remote.redeliver(
                    arguments.provider, environment, event, span, execute=arguments.execute
                )
                told.append(
                    {
                        "event": event,
                        "since": output.iso(span.since),
                        "until": output.iso(span.until),
                        "executed": arguments.execute,
                        "status": answer.status,
                        "answer": answer.raw,
                    }
                )
    lines = [f"{one['event']} from {one['since']}: {one['answer']}" for one in told]
    return _say(arguments, told, "\n".join(lines))


@contextmanager
def _remote(arguments: Arguments) -> Iterator[wiring.Remote]:
    secrets = secrets_of(arguments)
    with wiring.remote(arguments.choices, secrets, os.environ, wiring.now) as remote:
        yield remote


def _answer_json(provider: str, environment: str, answer: Answer) -> dict[str, Any]:
    return {
        "provider": provider,
        "environment": environment,
        "status": answer.status,
        "message": answer.message,
        "callbacks": [dict(item) for item in answer.items],
    }


def _by_hand(title: str, url: str) -> ProviderRefused:
    return ProviderRefused(
        f"{title} offers no interface to register a callback.",
        cause="Callbacks are set in its dashboard.",
        remedy=f"Enter {url} there, and the same secret there and here.",
    )


def _not_by_us(title: str) -> ProviderRefused:
    return ProviderRefused(
        f"Acuse does not send this request to {title}.",
        cause="It replaces every callback of the account and belongs to settings such as"
        " require_mfa, which nobody can read first.",
        remedy="Send it yourself, or set the address in the provider's dashboard.",
    )


def _say(arguments: Arguments, as_json: Any, text: str) -> int:
    print(output.as_json(as_json) if arguments.json else plain(text, lines=True))
    return 0
