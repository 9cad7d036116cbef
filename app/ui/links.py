"""Links that may be opened in the browser: https, to an explorer of our table or to Banxico."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from app.config.tables import load_explorers
from app.core import cep

_HASH = re.compile(r"[0-9A-Za-z]{16,128}")
# Nothing that any browser reads otherwise than we do: no backslash, quote, space or control.
_SIGNS = re.compile(r"https://[a-z0-9.-]+/[A-Za-z0-9/._~?&=%+#-]*")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Link:
    """An address that passed the check, and what to call it."""

    title: str
    url: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


def explorer(network: str, environment: str, tx_hash: str) -> Link | None:
    """The block explorer's page of a transaction, None where none is known for it."""
    title, template = load_explorers().page(network, environment)
    if not template or not _HASH.fullmatch(tx_hash):
        return None
    url = template.replace("{hash}", tx_hash)
    return Link(title, url) if is_allowed(url) else None


def has_explorer(network: str) -> bool:
    """Whether a network is one whose transactions can be looked at."""
    return network.upper() in load_explorers().networks


def receipt(url: str) -> Link | None:
    """Banxico's page that a payload's `cep_link` leads to, None for any other address."""
    is_banxico = is_allowed(url) and urlsplit(url).hostname == cep.HOST
    return Link("CEP", url) if is_banxico else None


def portal() -> Link:
    """Banxico's form for a CEP."""
    return Link("Banxico", cep.PORTAL)


def is_allowed(url: str) -> bool:
    """Whether an address may be opened: https, no user, no port, a known host, plain signs."""
    if len(url) > _LONGEST or not _SIGNS.fullmatch(url):
        return False
    parts = urlsplit(url)
    return parts.netloc in _hosts()


@cache
def _hosts() -> frozenset[str]:
    known = load_explorers().networks.values()
    templates = (template for one in known for template in (one.main, one.test))
    return frozenset({cep.HOST, *(urlsplit(template).netloc for template in templates)})
