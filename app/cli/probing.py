"""The command that tells whether providers can reach us, and how."""

from __future__ import annotations

import os
import sys
from typing import Any

from app import wiring
from app.cli import output
from app.cli.arguments import Arguments
from app.core.plain import plain
from app.core.probing import Probe


def probe(arguments: Arguments) -> int:
    """Go out to our public address and look whether it comes in here; status 1 when it does not."""
    found = wiring.probe_once(arguments.choices, os.environ, wiring.now)
    if arguments.json:
        print(output.as_json(_json(found)))
    else:
        print(plain(_text(found), lines=True))
    if found.error:
        print(plain(found.error.sentences()), file=sys.stderr)
    return 0 if found.is_through else 1


def _json(found: Probe) -> dict[str, Any]:
    return {
        "url": found.url,
        "at": output.iso(found.at),
        "through": found.is_through,
        "addresses": list(found.addresses),
        "tls": found.is_tls,
        "certificate_days": found.certificate_days,
        "milliseconds": None if found.milliseconds is None else round(found.milliseconds, 1),
        "bytes_unchanged": found.bytes_unchanged,
        "source_headers": dict(found.source_headers),
        "error": found.error.sentences() if found.error else "",
    }


def _text(found: Probe) -> str:
    names = ", ".join(name for name, _ in found.source_headers)
    lines = [
        ("Address", found.url),
        ("Resolves to", ", ".join(found.addresses) or "–"),
        ("TLS", _tls(found)),
        ("Round trip", "–" if found.milliseconds is None else f"{found.milliseconds:.0f} ms"),
        ("Bytes", "unchanged" if found.bytes_unchanged else "–"),
        ("Source named by", names or "nobody: source addresses cannot be checked"),
        ("Comes in here", "yes" if found.is_through else "no"),
    ]
    return "\n".join(f"{name:<16}{value}" for name, value in lines)


def _tls(found: Probe) -> str:
    if not found.is_tls:
        return "–"
    days = found.certificate_days
    return "yes" if days is None else f"yes, its certificate has {days} days left"
