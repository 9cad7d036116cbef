"""What a setting may be, whoever wrote it: the window, a command or a person in the file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from app.config.settings import Settings
from app.core.addresses import AddressRule
from app.core.errors import SettingsError
from app.core.tunnel import Way

_THEMES = ("system", "light", "dark", "contrast")
_LANGUAGES = ("", "en", "es")
_TOKEN_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


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
        0 <= settings.clipboard_seconds <= 86_400,
        "clipboard_seconds",
        settings.clipboard_seconds,
        "Give a number of seconds, 0 to leave the clipboard alone.",
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
