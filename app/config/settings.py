"""The settings: frozen records of what an operator can set."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

DEFAULT_PORT = 8787


@dataclass(frozen=True, slots=True)
class ConnectionSettings:
    """One provider's connection.

    `addresses` are the operator's own lists of source addresses by environment; where there is
    none, those stand that the provider publishes.
    """

    token: str
    environment: str = "production"
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    keep_days: int = 0  # of its deliveries, when a person deletes what is older; 0 is for ever

    def own_addresses(self) -> tuple[str, ...]:
        """The operator's own list for the environment in use, empty when there is none."""
        return self.addresses.get(self.environment, ())


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator can set, but for secrets."""

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    public_url: str = ""  # "https://hooks.example.com", no slash at the end
    tunnel: str = ""  # "" by hand, "ssh", "command", "ngrok"
    tunnel_runs: bool = True  # false: it was stopped, until a person starts it again
    tunnel_command: str = ""  # with {port}
    tunnel_pattern: str = ""  # finds the public address in its output
    ssh_host: str = ""
    ssh_user: str = ""
    ssh_port: int = 22
    ssh_key: str = ""  # a file; "" leaves it to ssh
    ssh_remote_port: int = DEFAULT_PORT  # where the far end listens, on its loopback
    ngrok_domain: str = ""  # one that the account reserved; "" takes any
    trusted_proxies: tuple[str, ...] = ()  # who may name a source in `proxy_header`
    proxy_header: str = "X-Forwarded-For"
    language: str = ""  # "" follows the system
    answer_language: str = "es"  # of the sentences for customers
    theme: str = "system"
    time_zone: str = ""  # "" follows the system
    start_private: bool = False  # the window begins behind the privacy screen
    clipboard_seconds: int = 60  # that a copy stays while the screen is on; 0 is for ever
    clipboard_always: bool = False  # and while it is off
    keep_running: bool = True  # closing the window leaves the receiver running in the tray
    notify: bool = True  # by the notes of the desktop
    muted: tuple[str, ...] = ()  # providers that no note tells of
    quiet_from: str = ""  # "22:00": from then on no note is shown
    quiet_until: str = ""  # "07:00"
    backfill_minutes: int = 60  # how often the providers are asked what was missed; 0 is never
    copy_folder: str = ""  # of the second copy of every arrival; "" is none
    copy_failing: str = "go on"  # when it cannot be written; or "refuse"
    connections: Mapping[str, ConnectionSettings] = field(default_factory=dict)

    def connection(self, provider: str) -> ConnectionSettings:
        """The settings of one connection."""
        return self.connections[provider]

    def with_connection(self, provider: str, connection: ConnectionSettings) -> Settings:
        """The same but for one connection."""
        return replace(self, connections={**self.connections, provider: connection})


def callback_path(provider: str, settings: Settings) -> str:
    """The local part of a provider's callback address."""
    return f"/hooks/{provider}/{settings.connection(provider).token}"


def new_token() -> str:
    """A secret that nobody can guess, for a callback path."""
    return secrets.token_urlsafe(24)
