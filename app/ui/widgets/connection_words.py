"""What a connection is worth, in words: how it verifies, whether it is healthy, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.config.settings import Settings
from app.core.addresses import parse
from app.core.delivery import AddressCheck, Basis
from app.core.plain import plain
from app.core.provider import Provider
from app.store.rows import ConnectionHealth, MatchRow, NewsRow
from app.ui import texts
from app.ui.forms import form_words

_NO_WORDS = ConnectionHealth("", 0, 0, 0, None, "", "", "", "")
_LEAST_TOKEN = 19  # a shorter end of a path is no secret of ours
_SCHEMES = {
    "rsa-sha256": "RSA-SHA256",
    "hmac-sha256-hex": "HMAC-SHA256",
    "hmac-sha256-base64": "HMAC-SHA256",
}  # what is written in a scheme's name, and what is said
_INSIDE = " in the body"  # written there too


class Health(NamedTuple):
    """A connection's state for a pill: its word, the icon and the tone."""

    word: str
    icon: str
    tone: str


def health(
    found: ConnectionHealth | None,
    missing: tuple[str, ...],
    *,
    is_on: bool,
    is_reached: bool = True,
    has_moved: bool = False,
) -> Health:
    """The one thing that matters most about a connection now.

    `is_reached` is false once a probe of the public address did not come in here, `has_moved` true
    when the provider has an address of ours that is no longer ours.
    """
    seen = found or _NO_WORDS
    translate = QCoreApplication.translate
    if not is_on:
        return Health(translate("Connection", "Not receiving"), "status-failed", "failed")
    if not is_reached:
        return Health(translate("Connection", "Not reachable"), "status-failed", "failed")
    if has_moved:
        return Health(translate("Connection", "Address changed"), "status-failed", "failed")
    if missing:
        return Health(translate("Connection", "Secret missing"), "status-failed", "failed")
    if not seen.last_received_at:
        return Health(translate("Connection", "Waiting"), "status-pending", "pending")
    if seen.last_basis == Basis.FAILED:
        return Health(translate("Connection", "Last one refused"), "status-failed", "failed")
    if seen.last_weak:
        return Health(translate("Connection", "Weak check"), "status-pending", "pending")
    if seen.last_basis == Basis.SECRET_PATH:
        return Health(translate("Connection", "Secret address only"), "status-pending", "pending")
    return Health(translate("Connection", "Healthy"), "status-complete", "complete")


def short_url(url: str) -> str:
    """A callback URL without most of its secret path: whoever knows that can deliver."""
    head, _, token = plain(url).rpartition("/")
    return f"{head}/{token[:4]}…{token[-4:]}" if len(token) > _LEAST_TOKEN else plain(url)


def verification(found: ConnectionHealth | None, missing: tuple[str, ...]) -> str:
    """What the authenticity of the last delivery rests on, or what is needed to check one."""
    seen = found or _NO_WORDS
    translate = QCoreApplication.translate
    if missing:
        words = translate("Connection", "needs {0}; answered 503 until then")
        return words.format(", ".join(missing))
    if not seen.last_basis:
        return translate("Connection", "no delivery yet")
    if seen.last_basis == Basis.SIGNATURE:
        words = _signature(seen)
    else:
        words = translate("Connection", "authenticity: {0}").format(
            texts.basis_words(seen.last_basis)
        )
    weak = translate("Connection", "weak")
    return f"{words} · {weak}" if seen.last_weak else words


def source_address(found: ConnectionHealth | None) -> str:
    """What the source address of the last delivery said."""
    check = found.last_address_check if found else ""
    return texts.address_words(check) if check else "—"


class Rule(NamedTuple):
    """Whether a list of source addresses protects, for a pill, and why in a sentence."""

    word: str
    icon: str
    tone: str
    words: str


def address_rule(
    addresses: Sequence[str], settings: Settings, found: ConnectionHealth | None
) -> Rule:
    """What the rule of source addresses does with these settings."""
    translate = QCoreApplication.translate
    if not addresses:
        words = translate("Connection", "No list is entered, so every source address may deliver.")
        return Rule(translate("Connection", "Off"), "status-cancelled", "neutral", words)
    if settings.trusted_proxies:
        words = translate(
            "Connection",
            "Active: the source is read from {0}, written by a proxy that you named.",
        )
        words = words.format(settings.proxy_header)
        return Rule(translate("Connection", "Active"), "status-complete", "complete", words)
    if is_inactive(found) or (settings.public_url and _is_local(settings.host)):
        words = translate(
            "Connection",
            "Inactive: a tunnel or proxy hides where deliveries come from, and no proxy is "
            "trusted to name it. Deliveries are not refused for their address.",
        )
        return Rule(translate("Connection", "Inactive"), "status-pending", "pending", words)
    words = translate(
        "Connection", "Active for deliveries that reach this computer without a proxy."
    )
    return Rule(translate("Connection", "Active"), "status-complete", "complete", words)


def _is_local(host: str) -> bool:
    address = parse(host)
    return host == "localhost" or (address is not None and address.is_loopback)


def is_inactive(found: ConnectionHealth | None) -> bool:
    """Whether the list of source addresses protects nothing now."""
    return found is not None and found.last_address_check == AddressCheck.HIDDEN


def matches(found: Sequence[MatchRow], *, is_only: bool = False) -> str:
    """Which byte forms the last signatures fitted, most frequent first, a line each.

    `is_only` says that the connection takes the one form that was chosen.
    """
    translate = QCoreApplication.translate
    if not found:
        return translate("Connection", "None yet: no delivery was verified by a signature.")
    every = translate(
        "Connection", "Learned from the last deliveries; other forms are still accepted."
    )
    line = translate("Connection", "{0}: {1} of the last deliveries")
    lines = [line.format(form_words(one.form), texts.number(one.count)) for one in found]
    return "\n".join(lines if is_only else (*lines, every))


def news(found: Sequence[NewsRow], zone: tzinfo, today: date) -> str:
    """What is new in a connection: what came first, and how many more there are."""
    translate = QCoreApplication.translate
    if not found:
        return translate("Connection", "nothing that Acuse does not know")
    first = one_news(found[-1], zone, today)
    if len(found) == 1:
        return first
    more = translate("Connection", "{0} more").format(texts.number(len(found) - 1))
    return f"{first} · {more}"


def one_news(one: NewsRow, zone: tzinfo, today: date) -> str:
    """One of them: "new status ON_HOLD, first seen 14:03"."""
    translate = QCoreApplication.translate
    words = {
        "field": translate("Connection", "new field {0}, first seen {1}"),
        "status": translate("Connection", "new status {0}, first seen {1}"),
        "event": translate("Connection", "new event {0}, first seen {1}"),
    }[one.what]
    name = one.name.rpartition(".")[2] if one.what == "field" else one.name
    local = one.since.astimezone(zone)
    since = f"{local:%H:%M}" if local.date() == today else f"{texts.short_day(local)} {local:%H:%M}"
    return words.format(plain(name, longest=60) or "—", since)


def registration(provider: Provider) -> str:
    """How a callback comes to the provider, as a badge."""
    translate = QCoreApplication.translate
    if "register" in provider.calls:
        return translate("Connection", "by API")
    if "preview" in provider.calls:
        return translate("Connection", "by account settings")
    return translate("Connection", "by dashboard")


def _signature(seen: ConnectionHealth) -> str:
    words = plain(seen.last_scheme)
    for written, said in _SCHEMES.items():
        words = words.replace(written, said)
    inside = words.removesuffix(_INSIDE)
    if inside != words:
        words = QCoreApplication.translate("Connection", "{0} in the body").format(inside)
    elif " " not in words:
        words = QCoreApplication.translate("Connection", "{0} signature").format(words)
    return f"{words} · {form_words(seen.last_form)}" if seen.last_form else words
