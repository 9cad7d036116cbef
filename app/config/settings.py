"""The settings: frozen records, kept as TOML, replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import time
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import tomli_w

from app.config.paths import Paths
from app.core.addresses import AddressRule
from app.core.errors import SettingsError
from app.core.tunnel import Way

DEFAULT_PORT = 8787
_SIZE_LIMIT = 256 * 1024
_THEMES = ("system", "light", "dark", "contrast")
_LANGUAGES = ("", "en", "es")


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


def callback_path(provider: str, settings: Settings) -> str:
    """The local part of a provider's callback address."""
    return f"/hooks/{provider}/{settings.connection(provider).token}"


def new_token() -> str:
    """A secret that nobody can guess, for a callback path."""
    return secrets.token_urlsafe(24)


def load(paths: Paths, providers: Iterable[str]) -> Settings:
    """The settings in force; a token for each provider is made once and kept.

    Raises SettingsError when the file cannot be read or holds what cannot be.
    """
    known = _read(paths) if paths.settings.exists() else Settings()
    missing = [name for name in providers if name not in known.connections]
    if not missing:
        return known
    made = {name: ConnectionSettings(new_token()) for name in missing}
    complete = replace(known, connections=MappingProxyType({**known.connections, **made}))
    if paths.settings.exists():
        save(paths, complete)
    elif not _create(paths.settings, complete):
        return load(paths, providers)  # another process was first: its tokens are the ones
    return complete


def save(paths: Paths, settings: Settings) -> None:
    """Write the settings so that a reader finds the old file or the new one, never a half.

    Raises SettingsError when one of them cannot be, or the file cannot be written.
    """
    check(settings)
    try:
        if paths.settings.exists():
            backup = _write(paths.settings.with_suffix(".toml.old"), paths.settings.read_bytes())
            backup.replace(paths.settings.with_suffix(".toml.bak"))
        _write(paths.settings.with_suffix(".toml.new"), _dump(settings)).replace(paths.settings)
    except OSError as error:
        raise _unsaved(error) from error


def check(settings: Settings) -> None:
    """Raise SettingsError on a setting that cannot be."""
    _demand(bool(settings.host.strip()), "host", settings.host, "Give an address, e.g. 127.0.0.1.")
    _demand(0 <= settings.port <= 65535, "port", settings.port, "Give a number from 0 to 65535.")
    _demand(
        is_public_url(settings.public_url),
        "public_url",
        settings.public_url,
        "Give an address such as https://hooks.example.com.",
    )
    _demand(settings.theme in _THEMES, "theme", settings.theme, f"Choose one of {_THEMES}.")
    _demand(settings.language in _LANGUAGES, "language", settings.language, "Choose en or es.")
    _demand(
        settings.answer_language in ("es", "en"),
        "answer_language",
        settings.answer_language,
        "Choose es or en.",
    )
    _demand(
        settings.proxy_header.isascii() and settings.proxy_header.replace("-", "").isalnum(),
        "proxy_header",
        settings.proxy_header,
        "Give the name of a header, e.g. X-Forwarded-For.",
    )
    _demand(
        settings.tunnel in list(Way), "tunnel", settings.tunnel, "Choose ssh, command or ngrok."
    )
    for name in ("ssh_port", "ssh_remote_port"):
        port = getattr(settings, name)
        _demand(0 < port <= 65535, name, port, "Give a number from 1 to 65535.")
    _demand(
        0 <= settings.backfill_minutes <= 10_080,
        "backfill_minutes",
        settings.backfill_minutes,
        "Give a number from 0 (never) to 10080 (once a week).",
    )
    _demand(
        not settings.copy_folder or Path(settings.copy_folder).is_absolute(),
        "copy_folder",
        settings.copy_folder,
        "Give the whole path of a folder, best on another disk.",
    )
    _demand(
        settings.copy_failing in ("go on", "refuse"),
        "copy_failing",
        settings.copy_failing,
        "Choose go on or refuse.",
    )
    for name in ("quiet_from", "quiet_until"):
        if text := getattr(settings, name):
            with _demanded(name, text, "Give a time of day such as 22:00."):
                if time.fromisoformat(text).strftime("%H:%M") != text:
                    raise ValueError("it is written in another way")
    if settings.time_zone:
        with _demanded("time_zone", settings.time_zone, "Give a name such as America/Mexico_City."):
            ZoneInfo(settings.time_zone)
    with _demanded(
        "trusted_proxies", settings.trusted_proxies, "Give addresses or blocks: 10.0.0.0/8."
    ):
        AddressRule.of((), settings.trusted_proxies)
    for name, connection in settings.connections.items():
        for environment, addresses in connection.addresses.items():
            with _demanded(
                f"connections.{name}.addresses.{environment}",
                addresses,
                "Give addresses or blocks: 203.0.113.0/24.",
            ):
                AddressRule.of(addresses)
        _demand(
            0 <= connection.keep_days <= 36_600,
            f"connections.{name}.keep_days",
            connection.keep_days,
            "Give a number of days, 0 for ever.",
        )
        usable = len(connection.token) >= 20 and set(connection.token) <= _TOKEN_LETTERS
        _demand(
            usable,
            f"connections.{name}.token",
            "(not shown)",
            "Use 20 or more letters, digits, - or _; delete the line to have a new one made.",
        )


def is_public_url(text: str) -> bool:
    """Whether a text can stand before a callback path: http(s), a host, nothing hidden."""
    if not text:
        return True
    try:
        parts = urlsplit(text)
        port_is_one = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and port_is_one
        and "@" not in parts.netloc
        and not parts.query
        and not parts.fragment
        and not text.endswith("/")
        and text.isascii()
        and text.isprintable()
        and not set(text) & set(' "<>\\^`{|}')
    )


_TOKEN_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


# --- the file -------------------------------------------------------------------------------------


def _read(paths: Paths) -> Settings:
    try:
        raw = paths.settings.read_bytes()
        if len(raw) > _SIZE_LIMIT:
            raise ValueError(f"it is larger than {_SIZE_LIMIT // 1024} KiB")
        table = tomllib.loads(raw.decode("utf-8"))
        found = _settings(table)
    except (OSError, ValueError, TypeError) as error:
        raise SettingsError(
            f"The settings file {paths.settings} cannot be read.",
            cause=f"{error}.",
            remedy="Correct it, or put settings.toml.bak, the one before, in its place.",
        ) from error
    check(found)
    return found


def _settings(table: Mapping[str, Any]) -> Settings:
    connections = table.get("connections", {})
    if not isinstance(connections, dict):
        raise TypeError("connections must be a table")
    return Settings(
        **_members(Settings, table, but="connections"),
        connections=MappingProxyType(
            {
                str(name): _connection(members)
                for name, members in connections.items()
                if "token" in members
            }
        ),
    )


def _connection(table: Mapping[str, Any]) -> ConnectionSettings:
    members = _members(ConnectionSettings, table, but="addresses")
    own = table.get("addresses", {})
    if isinstance(own, list):  # written before each environment had a list of its own
        own = {members.get("environment", "production"): own} if own else {}
    if not isinstance(own, dict):
        raise TypeError("addresses must be a table of lists")
    addresses = {name: _value("addresses", tuple, one) for name, one in own.items()}
    return ConnectionSettings(**members, addresses=MappingProxyType(addresses))


def _members(record: type, table: Mapping[str, Any], *, but: str = "") -> dict[str, Any]:
    """The members of a record that a table gives, each of the type that the record wants.

    What a newer version wrote and this one does not know is left alone.
    """
    if not isinstance(table, dict):
        raise TypeError(f"a table is expected, not {table!r}")
    hints = get_type_hints(record)
    wanted = [one.name for one in fields(record) if one.name != but and one.name in table]
    return {name: _value(name, hints[name], table[name]) for name in wanted}


_PLAIN = {str: "a text", int: "a whole number", bool: "true or false"}


def _value(name: str, hint: Any, value: Any) -> Any:
    if hint in _PLAIN:
        if type(value) is not hint:
            raise TypeError(f"{name} must be {_PLAIN[hint]}")
        return value
    members = value.values() if isinstance(value, dict) else value
    if not isinstance(value, (list, dict)) or not all(type(one) is str for one in members):
        raise TypeError(f"{name} must hold texts")
    return MappingProxyType(value) if isinstance(value, dict) else tuple(value)


def _dump(settings: Settings) -> bytes:
    plain = {
        one.name: getattr(settings, one.name)
        for one in fields(settings)
        if one.name != "connections"
    }
    connections = {
        name: {
            "token": one.token,
            "environment": one.environment,
            "options": dict(one.options),
            "keep_days": one.keep_days,
            "addresses": {place: list(found) for place, found in one.addresses.items()},
        }
        for name, one in settings.connections.items()
    }
    for name in ("trusted_proxies", "muted"):
        plain[name] = list(plain[name])
    return tomli_w.dumps({**plain, "connections": connections}).encode("utf-8")


def _write(path: Path, content: bytes) -> Path:
    """Write a file and have it on disk before anything is replaced by it."""
    with open(path, "wb", opener=_private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return path


def _create(path: Path, settings: Settings) -> bool:
    """Write a file that must not be there yet; false when it was."""
    fresh = path.with_suffix(f".{os.getpid()}.new")
    try:
        os.link(_write(fresh, _dump(settings)), path)
    except FileExistsError:
        return False
    except OSError as error:
        raise _unsaved(error) from error
    finally:
        fresh.unlink(missing_ok=True)
    return True


def _unsaved(error: OSError) -> SettingsError:
    return SettingsError(
        "The settings could not be saved.", cause=f"The system says: {error.strerror or error}."
    )


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _demand(is_met: bool, name: str, value: object, remedy: str) -> None:
    if not is_met:
        raise SettingsError(f"The setting {name} cannot be {value!r}.", remedy=remedy)


@contextlib.contextmanager
def _demanded(name: str, value: object, remedy: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, OSError) as error:
        raise SettingsError(
            f"The setting {name} cannot be {value!r}.", cause=f"{error}.", remedy=remedy
        ) from error
