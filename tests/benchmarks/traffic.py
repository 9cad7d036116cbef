"""Posts signed deliveries at a steady rate, in a process of its own, until its input is closed.

    python -m tests.benchmarks.traffic http://127.0.0.1:PORT/hooks/just_wallet/TOKEN RATE

The secret is `bodies.SECRET`. Every transaction is delivered three times, with a status further on
each time, so that a third of what arrives is new and the rest changes what is there.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from urllib.parse import urlsplit

from tests.benchmarks import bodies

_AT_ONCE = 32  # connections: as many deliveries may be under way
_AGAIN = 0.5  # seconds until one that was refused, as by a disk that stands still, comes again
_STEPS = ("pending", "processing", "completed")


@contextmanager
def pouring(url: str, rate: int) -> Iterator[list[float]]:
    """Deliveries arrive at `url` for as long as this lasts; then how many seconds each waited."""
    command = [sys.executable, "-m", "tests.benchmarks.traffic", url, str(rate)]
    pipe, waits = subprocess.PIPE, list[float]()
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:
        yield waits
        assert process.poll() is None, "the traffic has ended by itself"
        said, _ = process.communicate(timeout=30)
        waits += json.loads(said)


async def _pour(url: str, rate: int, stop: threading.Event) -> list[float]:
    waits = list[float]()
    numbers = count(int(time.time()) * 10_000)
    started, sent = time.monotonic(), count(1)

    async def post() -> None:
        parts = urlsplit(url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        while not stop.is_set():
            due = started + next(sent) / rate
            await asyncio.sleep(due - time.monotonic())
            request = _request(next(numbers), parts.path, parts.netloc)
            sent_at, answer = time.perf_counter(), b""
            while not answer.startswith(b"HTTP/1.1 200"):  # refused, it comes again, as it would
                await asyncio.sleep(_AGAIN if answer else 0)
                writer.write(request)
                answer = await reader.readuntil(b"\r\n\r\n")
                assert answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 503")), answer
                await reader.readuntil(b"}")
            waits.append(time.perf_counter() - sent_at)
        writer.close()

    await asyncio.gather(*(post() for _ in range(_AT_ONCE)))
    return waits


def _request(number: int, path: str, host: str) -> bytes:
    group, turn = divmod(number, 3 * _AT_ONCE)  # the steps of one come after those of others
    step, place = divmod(turn, _AT_ONCE)
    now = datetime.now(UTC).isoformat()
    payout = group * _AT_ONCE + place
    data = {
        "id": f"{payout:032x}",
        "status": _STEPS[step],
        "currency": "USD",
        "amount": f"{payout % 90_000 + 100}.00",
        "created_at": now,
        "recipient_id": f"{payout:032x}",
        "rail": "LOCAL",
        "description": "x" * (bodies.SIZE - 300),
    }
    body = json.dumps({"event.type": "payout", "data": data}).encode()
    signature = hmac.new(bodies.SECRET.encode(), body, hashlib.sha256).hexdigest()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nSignature: {signature}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def main() -> None:
    stop = threading.Event()
    if sys.platform != "win32":
        os.nice(10)  # a provider's own processors are elsewhere

    def listen() -> None:
        sys.stdin.read()
        stop.set()

    threading.Thread(target=listen, daemon=True).start()
    print(json.dumps(asyncio.run(_pour(sys.argv[1], int(sys.argv[2]), stop))))


if __name__ == "__main__":
    main()
