"""Where a delivery came from, as far as anyone can know, and what that says about it.

A forwarding header is a claim of whoever wrote it, so it counts only when the peer is a proxy that
the operator named, and then only its right-most hop that is no such proxy: whatever stands left of
it was written by strangers.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from app.core.delivery import AddressCheck

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
Headers: TypeAlias = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class AddressRule:
    """Which proxies may name a source, in which header, and which sources are the provider's."""

    allowed: tuple[Network, ...] = ()
    proxies: tuple[Network, ...] = ()
    header: bytes = b"x-forwarded-for"

    @classmethod
    def of(
        cls,
        allowed: Iterable[str],
        proxies: Iterable[str] = (),
        header: str = "X-Forwarded-For",
    ) -> AddressRule:
        """A rule from addresses and CIDR blocks as text; raises ValueError on one that is none."""
        return cls(
            tuple(network(text) for text in allowed),
            tuple(network(text) for text in proxies),
            header.lower().encode("ascii"),
        )

    def judge(self, peer: str, headers: Headers) -> tuple[str, AddressCheck]:
        """The source of a request ("" when it cannot be known) and what it says."""
        source = self._source(peer, headers)
        text = str(source) if source else ""
        if not self.allowed:
            return text, AddressCheck.OFF
        if source is None:
            return "", AddressCheck.REFUSED if self.proxies else AddressCheck.HIDDEN
        if any(source in block for block in self.allowed):
            return text, AddressCheck.ALLOWED
        return text, AddressCheck.REFUSED

    def _source(self, peer: str, headers: Headers) -> Address | None:
        if not self.proxies:
            return _from_afar(peer)
        address = parse(peer)
        if address is None or not self._is_proxy(address):
            return address
        hops = [hop for key, value in headers if key == self.header for hop in value.split(b",")]
        for hop in reversed(hops):
            claimed = parse(_bare(hop.strip().decode("ascii", "replace")))
            if claimed is None or not self._is_proxy(claimed):
                return claimed
            address = claimed
        return address  # the proxies alone: the request was born on the last of them

    def _is_proxy(self, address: Address) -> bool:
        return any(address in block for block in self.proxies)


@lru_cache(maxsize=1024)  # the same few peers deliver all day
def parse(text: str) -> Address | None:
    """An address from its text, an IPv4 one mapped into IPv6 as what it is; None if it is none."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return ipaddress.IPv6Address(int(address))
        return address.ipv4_mapped or address
    return address


@lru_cache(maxsize=1024)
def _from_afar(peer: str) -> Address | None:
    """The address of a peer; without a named proxy one on this very machine hides another's."""
    address = parse(peer)
    return None if address is None or address.is_loopback else address


def network(text: str) -> Network:
    """A block from "203.0.113.9" or "203.0.113.0/24"; raises ValueError."""
    block = ipaddress.ip_network(text.strip(), strict=False)
    mapped = getattr(block.network_address, "ipv4_mapped", None)
    if mapped is not None and block.prefixlen >= 96:
        return ipaddress.ip_network((mapped, block.prefixlen - 96))
    return block


def misspelt(lines: Iterable[str]) -> list[tuple[int, str]]:
    """The lines that are neither address nor block, with their numbers; empty lines are none."""
    return [(number, line) for number, line in enumerate(lines, 1) if line and not _is_one(line)]


def _is_one(text: str) -> bool:
    try:
        network(text)
    except ValueError:
        return False
    return True


def _bare(hop: str) -> str:
    """A hop without its port: some proxies write "203.0.113.9:4711" or "[2001:db8::1]:4711"."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop
