"""Makes the small stores of earlier schemas that the tests climb: those that are not there yet.

    .venv/bin/python -m tests.old_stores

Run it after a new migration was added: the store of before it joins tests/samples/stores.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from app.store import schema
from app.store.packing import kept_by
from app.store.sqlite import Connection, connect_writer

SAMPLES = Path(__file__).parent / "samples"
PROVIDERS = ("juno", "bitso", "yuno", "juicyway", "just_wallet")
FIRST = 1_790_000_000_000_000
PEER = "203.0.113.9"
HEADERS = '[["host","localhost"]]'


def main() -> None:
    for count in range(1, len(schema.FACTS)):
        file = SAMPLES / "stores" / f"schema-{count}.db"
        if file.exists():
            continue
        with closing(connect_writer(file, synchronous="OFF", checkpoint_pages=1000)) as facts:
            facts.execute("PRAGMA page_size=1024")
            schema.apply(facts, schema.FACTS[:count])
            _fill(facts)
            facts.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            facts.execute("PRAGMA journal_mode=DELETE")
            facts.execute("VACUUM")


def _fill(facts: Connection) -> None:
    columns = {row["name"] for row in facts.execute("PRAGMA table_info(deliveries)")}
    for number, provider in enumerate(PROVIDERS, 1):
        row = _delivery(number, provider)
        packer = kept_by(provider, 1)
        if "packing" in columns and number <= 2 and packer is not None:
            packed = {"body": packer.pack(row["body"]), "headers": packer.pack(HEADERS.encode())}  # type: ignore[arg-type]
            row |= {"packing": 1, **packed}
        _put(facts, "deliveries", row)
        answer = {"delivery_id": number, "number": 1, "at": FIRST + number, "status": 200}
        _put(facts, "acknowledgements", answer)
    for number, body in ((2, None), (3, b" {}")):
        repeat = {"delivery_id": 2, "number": number, "received_at": FIRST + number}
        _put(facts, "attempts", {**repeat, "peer": PEER, "body": body})


def _delivery(number: int, provider: str) -> dict[str, object]:
    bodies = sorted((SAMPLES / provider).glob("*.json"))
    body = next(one for one in bodies if not one.name.endswith(".expected.json")).read_bytes()
    words = ("scheme", "key_id", "form", "reason", "expected", "received", "tail")
    return {
        "id": number,
        "provider": provider,
        "environment": "production",
        "origin": "webhook",
        "headers": HEADERS,
        "body": body,
        "sha256": sha256(body).digest(),
        "fingerprint": sha256(body).hexdigest(),
        "peer": PEER,
        "source": PEER,
        "address_check": "off",
        "received_at": FIRST + number,
        "outcome": "trusted",
        "basis": "signature",
        "weak": 0,
        **dict.fromkeys(words, ""),
    }


def _put(facts: Connection, table: str, row: Mapping[str, object]) -> None:
    facts.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{one}' for one in row)})",
        row,
    )


if __name__ == "__main__":
    main()
