"""What a connection is worth, in words: how it verifies, whether it is healthy, what is missing."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.core.delivery import AddressCheck, Basis
from app.core.plain import plain
from app.core.provider import Provider
from app.store.rows import ConnectionHealth
from app.ui import texts

_NO_WORDS = ConnectionHealth("", 0, 0, 0, None, "", "", "", "")
_SCHEMES = {
    "rsa-sha256": "RSA-SHA256",
    "hmac-sha256-hex": "HMAC-SHA256",
    "hmac-sha256-base64": "HMAC-SHA256",
}  # what is written in a scheme's name, and what is said


class Health(NamedTuple):
    """A connection's state for a pill: its word, the icon and the tone."""

    word: str
    icon: str
    tone: str


def health(found: ConnectionHealth | None, missing: tuple[str, ...], *, is_on: bool) -> Health:
    """The one thing that matters most about a connection now."""
    seen = found or _NO_WORDS
    translate = QCoreApplication.translate
    if not is_on:
        return Health(translate("Connection", "Not receiving"), "status-failed", "failed")
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


def is_inactive(found: ConnectionHealth | None) -> bool:
    """Whether the list of source addresses protects nothing now."""
    return found is not None and found.last_address_check == AddressCheck.HIDDEN


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
    if " " not in words:  # "HMAC-SHA256 in the body" says enough by itself
        words = QCoreApplication.translate("Connection", "{0} signature").format(words)
    return f"{words} · {plain(seen.last_form)}" if seen.last_form else words
