"""uvicorn without a framework: one kept connection, one commit for each request."""

import hashlib
import hmac
import json
import os
import sqlite3  # noqa: TID251 - a program of its own
import time
from typing import Any

SECRET = os.environ["BENCH_SECRET"].encode()
ANSWER = b'{"received":true}'
HEADERS = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(ANSWER))]

kept = sqlite3.connect(os.path.join(os.environ["BENCH_FOLDER"], "peer.db"), isolation_level=None)
kept.execute("PRAGMA journal_mode=WAL")
kept.execute("PRAGMA synchronous=FULL")
kept.execute(
    "CREATE TABLE deliveries (id INTEGER PRIMARY KEY, digest BLOB UNIQUE, headers TEXT,"
    " body BLOB, received_at REAL)"
)


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    expected = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, headers.get("signature", "")):
        await send({"type": "http.response.start", "status": 401, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    kept.execute(  # outside of a transaction: it is one of its own
        "INSERT OR IGNORE INTO deliveries (digest, headers, body, received_at) VALUES (?, ?, ?, ?)",
        (hashlib.sha256(body).digest(), json.dumps(headers), body, time.time()),
    )
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": ANSWER})
