"""Signed deliveries for wrk: a line each, signature and body of 1.2 kB, no two the same fact."""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path

SECRET = "of-the-benchmark"
TOKEN = "of-the-benchmark-too"
PATH = f"/hooks/just_wallet/{TOKEN}"
SIZE = 1_200


def write(file: Path, count: int) -> None:
    """The same file each time; one that is there stays."""
    if not file.exists():
        with file.open("w", encoding="ascii") as lines:
            lines.writelines(f"{line(number)}\n" for number in range(count))


def line(number: int) -> str:
    data = {
        "id": f"{number:032x}",
        "status": "completed",
        "currency": "USD",
        "amount": f"{number % 90_000 + 100}.00",
        "created_at": "2026-11-21T10:00:00Z",
        "description": "",
    }
    event = {"event.type": "payout", "data": data}
    data["description"] = "x" * (SIZE - len(_text(event)))
    body = _text(event)
    signature = hmac.new(SECRET.encode(), body.encode(), hashlib.sha256).hexdigest()
    return f"{signature} {body}"


def _text(event: object) -> str:
    return json.dumps(event, separators=(",", ":"))
