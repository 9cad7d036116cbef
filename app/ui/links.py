"""Links that may be opened in the browser: https, to a host that the providers' records name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from app.providers import PROVIDERS

_HASH = re.compile(r"[0-9A-Za-z]{16,128}")
_NAMES = {
    "arbiscan.io": "Arbiscan",
    "etherscan.io": "Etherscan",
    "xrpl.org": "XRPL",
    "mempool.space": "mempool.space",
    "solana.com": "Solana Explorer",
}


@dataclass(frozen=True, slots=True)
class Link:
    """An address that passed the check, and what to call it."""

    title: str
    url: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


def explorer(provider: str, environment: str, network: str, tx_hash: str) -> Link | None:
    """The block explorer's page of a transaction, None where none is known for it."""
    known = PROVIDERS.get(provider)
    world = known.environments.get(environment) if known else None
    template = world.explorers.get(network.upper(), "") if world else ""
    if not template or not _HASH.fullmatch(tx_hash):
        return None
    url = template.format(hash=tx_hash)
    return Link(_title(url), url) if is_allowed(url) else None


def is_allowed(url: str) -> bool:
    """Whether an address may be opened: https, no user, no port, a known host."""
    try:
        parts = urlsplit(url)
        return (
            parts.scheme == "https"
            and parts.netloc == parts.hostname
            and parts.hostname in _hosts()
            and url.isascii()
            and url.isprintable()
            and " " not in url
        )
    except ValueError:
        return False


def _title(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return next((name for end, name in _NAMES.items() if host.endswith(end)), host)


@cache
def _hosts() -> frozenset[str]:
    templates = (
        template
        for provider in PROVIDERS.values()
        for environment in provider.environments.values()
        for template in environment.explorers.values()
    )
    return frozenset(urlsplit(template).hostname or "" for template in templates) - {""}
