"""Which addresses may be called: https and public, so that none leads into a private network."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from app.core.errors import SettingsError

_NAT64 = IPv6Network("64:ff9b::/96")
_DEV = "ACUSE_DEV=1 allows it for tests on this machine."


def base_address(text: str, *, dev: bool) -> SplitResult:
    """The parts of a provider's base URL; raises SettingsError unless it may be called."""
    parts = _parts(text, "address of the provider", dev=dev)
    if parts.query or parts.fragment:
        raise _refused("address of the provider", text, "It has a query or a fragment.")
    return parts


def callback_address(text: str, *, dev: bool) -> SplitResult:
    """The parts of a callback URL; raises SettingsError unless a provider could reach it."""
    return _parts(text, "callback URL", dev=dev)


def _parts(text: str, what: str, *, dev: bool) -> SplitResult:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise _refused(what, text, "It is no URL.") from None
    if not host or parts.scheme not in ("http", "https"):
        raise _refused(what, text, "It is no web address.")
    if not text.isascii() or not text.isprintable() or " " in text:
        raise _refused(what, text, "It holds characters that a URL may not have.")
    if parts.username is not None or parts.password is not None:
        raise _refused(what, text, "It holds a user name or a password.")
    if dev:
        return parts
    if parts.scheme != "https":
        raise _refused(what, text, "It is not https.", _DEV)
    if not _may_be_public(host):
        raise _refused(what, text, "It is not public.", _DEV)
    return parts


def _refused(what: str, text: str, cause: str, remedy: str = "") -> SettingsError:
    shown = ascii(text[:200])[1:-1].rpartition("@")[2]  # what stands before an @ is a secret
    return SettingsError(
        f"The {what} {shown} is refused.",
        cause=cause,
        remedy=remedy or "Enter one like https://example.com.",
    )


def _may_be_public(host: str) -> bool:
    """What the text alone tells; the rest is known once the name is resolved."""
    try:
        return is_public(ip_address(host))
    except ValueError:
        return host != "localhost" and "." in host and not host.endswith((".localhost", ".local"))


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address belongs to the open internet, also when it wraps an older one."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo:
            return False
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def resolve(host: str, port: int, *, dev: bool) -> list[str]:
    """The addresses to connect to, in the resolver's order.

    Raises SettingsError when any of them is not public (a name that answers with both is a trap),
    and OSError when the name does not resolve. `dev` allows all.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not dev and not all(is_public(ip_address(one.partition("%")[0])) for one in addresses):
        raise SettingsError(
            f"The address of the provider {host} is refused.",
            cause="It leads into a private network.",
            remedy=_DEV,
        )
    return addresses
