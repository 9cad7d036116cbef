"""Makes what requests are held against out of settings, secrets and known keys."""

from __future__ import annotations

import secrets as randomness
from collections.abc import Callable, Mapping
from dataclasses import replace

from app.config.secrets import Secrets
from app.config.settings import Settings
from app.core.addresses import AddressRule
from app.core.delivery import Source
from app.core.provider import Provider
from app.receiver.intake import Connection, Gate, own_hosts

KnownKeys = Callable[[str, str], Mapping[str, str]]  # provider, environment -> keys by id


class Gates:
    """Makes gates and connections as the settings and secrets are when it is asked.

    Our own test events come in by paths that are made anew for each process, and so does what a
    command on this machine was answered by a provider: `hand_token` is told to those who may read
    the data directory.
    """

    def __init__(
        self,
        providers: Mapping[str, Provider],
        settings: Callable[[], Settings],
        secrets: Secrets,
        known_keys: KnownKeys,
    ) -> None:
        self._providers = providers
        self._settings = settings
        self._secrets = secrets
        self._known_keys = known_keys
        self._test_tokens = {name: randomness.token_urlsafe(24) for name in providers}
        self.hand_token = randomness.token_urlsafe(24)

    def gate(self, port: int) -> Gate:
        """The gate of a receiver that listens on this port."""
        settings = self._settings()
        real = [self.connection(name) for name in self._providers]
        tests = [
            # Our own machine is no provider's address: the test proves the rest.
            replace(
                one,
                token=self._test_tokens[one.provider.name],
                origin=Source.TEST,
                addresses=AddressRule(),
            )
            for one in real
        ]
        handed = [
            replace(one, token=f"{source}-{self.hand_token}", origin=source)
            for source in (Source.BACKFILL, Source.IMPORT)
            for one in real
        ]
        hosts = own_hosts(settings.host, port, settings.public_url)
        return Gate((*real, *tests, *handed), hosts, self.hand_token)

    def connection(self, name: str) -> Connection:
        """One provider as it is connected at this moment."""
        provider, settings = self._providers[name], self._settings()
        connection = settings.connection(name)
        environment = provider.environments.get(connection.environment)
        published = environment.addresses if environment else ()
        keys = self._known_keys(name, connection.environment)
        return Connection(
            provider,
            connection.token,
            self._secrets.trust(provider, connection, keys),
            AddressRule.of(
                connection.own_addresses() or published,
                settings.trusted_proxies,
                settings.proxy_header,
            ),
        )

    def test_path(self, name: str) -> str:
        """The local path by which our own test events come in."""
        return f"/hooks/{name}/{self._test_tokens[name]}"
