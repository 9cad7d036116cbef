"""The settings on disk: TOML, replaced whole or not at all."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

import tomli_w

from app.config.paths import Paths
from app.config.settings import ConnectionSettings, Settings, new_token
from app.config.settings_rules import check
from app.core.errors import SettingsError

_SIZE_LIMIT = 256 * 1024


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
