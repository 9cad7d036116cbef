"""Lookup, by everything a person may have at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from app.core.event import IdKind
from app.store.reader import Reader
from app.store.sqlite import Connection, connect_reader
from tests.benchmarks.stores import reader
from tests.benchmarks.timing import Timing, timed

MANY = 60
NAMES = ("castañeda", "zuniga", "maria fernanda", "cafe de altura", "logistica peninsular")


def measure(folder: Path) -> list[Timing]:
    views = connect_reader(folder / "views.db")
    try:
        with reader(folder) as asked:
            return list(_timings(asked, views, Random(1)))
    finally:
        views.close()


def _timings(store: Reader, views: Connection, rng: Random) -> Iterator[Timing]:
    hashes, clabes, claves = (
        _keys(views, kind, rng) for kind in (IdKind.TX_HASH, IdKind.CLABE, IdKind.RASTREO)
    )
    uuids = [key for key in _keys(views, IdKind.ID, rng) if len(key) > 20]
    shared = _shared(views)

    def lookup(text: str) -> object:
        return store.lookup(text, 50)

    plain = _like(views)
    yield timed("exact tx hash", 1, lookup, hashes)
    yield timed("exact clave de rastreo", 1, lookup, claves)
    yield timed("exact id", 1, lookup, uuids)
    yield timed("exact CLABE", 1, lookup, clabes)
    yield timed("CLABE of many payments, with its amount", 50, lookup, shared)
    yield timed("prefix of 8", 1, lookup, [key[:8] for key in uuids], plain("{}%"))
    yield timed("last 6 of a CLABE", 1, lookup, [key[-6:] for key in clabes], plain("%{}"))
    yield timed("last 4 of a CLABE", 1, lookup, [key[-4:] for key in clabes], plain("%{}"))
    masked = [f"{key[:6]}********{key[-4:]}" for key in clabes]
    yield timed("masked CLABE", 50, lookup, masked)
    inside = [key[20:26] for key in hashes]
    yield timed("6 inside a tx hash", 5, lookup, inside, plain("%{}%"))
    yield timed("8 inside an id", 5, lookup, [key[5:13] for key in uuids], plain("%{}%"))
    yield timed("6 digits inside a CLABE", 5, lookup, [key[8:14] for key in clabes], plain("%{}%"))
    yield timed("nothing like it", 5, lookup, [f"{rng.getrandbits(48):012x}" for _ in range(MANY)])
    yield timed("words of a payload", 50, lookup, list(NAMES))


def _like(views: Connection) -> Callable[[str], Callable[[str], object]]:
    """The plain way: LIKE over all identifiers, as one types it into SQLite's shell."""

    def pattern(form: str) -> Callable[[str], object]:
        statement = "SELECT * FROM identifiers WHERE key LIKE ? LIMIT 50"
        return lambda text: views.execute(statement, (form.format(text),)).fetchall()

    return pattern


def _keys(views: Connection, kind: IdKind, rng: Random) -> list[str]:
    """Keys of a kind from all over the store."""
    (newest,) = views.execute("SELECT max(rowid) FROM identifiers").fetchone()
    statement = "SELECT key FROM identifiers WHERE rowid >= ? AND kind = ? ORDER BY rowid LIMIT 1"
    places = (rng.randint(1, newest * 99 // 100) for _ in range(MANY))
    rows = (views.execute(statement, (place, str(kind))).fetchone() for place in places)
    return [row["key"] for row in rows if row is not None]


def _shared(views: Connection) -> list[str]:
    """The CLABEs that most payments are of, each with the amount of one of them."""
    rows = views.execute(
        """SELECT key, (SELECT amount FROM transactions WHERE number = last) AS amount FROM (
            SELECT key, count(*) AS count, max(transaction_number) AS last FROM identifiers
            WHERE kind = 'clabe' GROUP BY key ORDER BY count DESC LIMIT 20)"""
    )
    return [f"{row['key']} ${row['amount']}" for row in rows]
