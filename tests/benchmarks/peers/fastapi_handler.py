"""What one writes in an afternoon: a FastAPI handler that connects and commits for each request."""

import hashlib
import hmac
import json
import os
import sqlite3  # noqa: TID251 - a program of its own
import time

from fastapi import FastAPI, HTTPException, Request
from starlette.concurrency import run_in_threadpool

SECRET = os.environ["BENCH_SECRET"].encode()
FILE = os.path.join(os.environ["BENCH_FOLDER"], "peer.db")
app = FastAPI(openapi_url=None)


def connect() -> sqlite3.Connection:
    connection = sqlite3.connect(FILE, timeout=10)
    connection.execute("PRAGMA synchronous=FULL")
    return connection


with connect() as first:
    first.execute("PRAGMA journal_mode=WAL")
    first.execute(
        "CREATE TABLE deliveries (id INTEGER PRIMARY KEY, digest BLOB UNIQUE, headers TEXT,"
        " body BLOB, received_at REAL)"
    )


def keep(headers: str, body: bytes) -> None:
    connection = connect()
    try:
        with connection:
            connection.execute(
                "INSERT OR IGNORE INTO deliveries (digest, headers, body, received_at)"
                " VALUES (?, ?, ?, ?)",
                (hashlib.sha256(body).digest(), headers, body, time.time()),
            )
    finally:
        connection.close()


@app.post("/hooks/{path:path}")  # type: ignore[untyped-decorator]
async def hook(path: str, request: Request) -> dict[str, bool]:
    body = await request.body()
    expected = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("signature", "")):
        raise HTTPException(401)
    await run_in_threadpool(keep, json.dumps(list(request.headers.items())), body)
    return {"received": True}
