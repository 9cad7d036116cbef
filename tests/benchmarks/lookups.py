"""Lookup, by everything a person may have at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from app.core.event import IdKind
from app.store.reader import Reader
from app.store.sqlite import Connection, connect_reader
from tests.benchmarks.beside import DATASETTE, SHELL, Beside
from tests.benchmarks.stores import reader
from tests.benchmarks.timing import Timing, timed

MANY = 60
INSIDE = ((1_000_000, 5), (10_000_000, 20))  # the goal for a piece, of a store of at most so many
NAMES = ("castañeda", "zuniga", "maria fernanda", "cafe de altura", "logistica peninsular")


def measure(folder: Path, beside: Beside) -> list[Timing]:
    with closing(connect_reader(folder / "views.db")) as views, reader(folder) as asked:
        return list(_timings(asked, views, _Plain(beside), Random(1)))


def _timings(store: Reader, views: Connection, plain: _Plain, rng: Random) -> Iterator[Timing]:
    hashes, clabes, claves = (
        keys(views, kind, rng) for kind in (IdKind.TX_HASH, IdKind.CLABE, IdKind.RASTREO)
    )
    uuids = [key for key in keys(views, IdKind.ID, rng) if len(key) > 20]
    many_payments = shared(views)
    inside = next((goal for count, goal in INSIDE if store.feed_count() <= count), INSIDE[-1][1])

    def lookup(text: str) -> object:
        return store.lookup(text, 50)

    begins, ends = plain.like("startswith", "{}%"), plain.like("endswith", "%{}")
    holds = plain.like("contains", "%{}%")
    yield timed("exact tx hash", 1, lookup, hashes, plain.exact)
    yield timed("exact clave de rastreo", 1, lookup, claves, plain.exact)
    yield timed("exact id", 1, lookup, uuids, plain.exact)
    yield timed("exact CLABE", 1, lookup, clabes, plain.exact)
    yield timed("CLABE of many payments, with its amount", 50, lookup, many_payments)
    yield timed("prefix of 8", 1, lookup, [key[:8] for key in uuids], begins)
    yield timed("last 6 of a CLABE", 1, lookup, [key[-6:] for key in clabes], ends)
    yield timed("last 4 of a CLABE", 1, lookup, [key[-4:] for key in clabes], ends)
    masked = [f"{key[:6]}********{key[-4:]}" for key in clabes]
    yield timed("masked CLABE", 50, lookup, masked)
    yield timed("6 inside a tx hash", inside, lookup, [key[20:26] for key in hashes], holds)
    yield timed("8 inside an id", inside, lookup, [key[5:13] for key in uuids], holds)
    yield timed("6 digits inside a CLABE", inside, lookup, [key[8:14] for key in clabes], holds)
    nothing = [f"{rng.getrandbits(48):012x}" for _ in range(MANY)]
    yield timed("nothing like it", inside, lookup, nothing, holds)
    yield timed("words of a payload", 50, lookup, list(NAMES))


class _Plain:
    """The same over the same table, as one asks it without Acuse."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside
        self.exact = self.like("exact", "{}", "=")

    def like(
        self, filter_name: str, pattern: str, sign: str = "LIKE"
    ) -> dict[str, Callable[[str], object]]:
        """A filter of datasette's, and a pattern in the shell."""
        datasette, shell = self._beside.datasette, self._beside.shell
        ways: dict[str, Callable[[str], object]] = {}
        if datasette is not None:
            name = f"key__{filter_name}"
            ways[DATASETTE] = lambda text: datasette.rows("identifiers", {name: text}, 50)
        if shell is not None:
            ways[SHELL] = lambda text: shell.ask(
                f"SELECT * FROM identifiers WHERE key {sign} '{pattern.format(text)}' LIMIT 50"
            )
        return ways


def keys(views: Connection, kind: IdKind, rng: Random, many: int = MANY) -> list[str]:
    """Keys of a kind from all over the store."""
    (newest,) = views.execute("SELECT max(rowid) FROM identifiers").fetchone()
    statement = "SELECT key FROM identifiers WHERE rowid >= ? AND kind = ? ORDER BY rowid LIMIT 1"
    places = (rng.randint(1, newest * 99 // 100) for _ in range(many))
    rows = (views.execute(statement, (place, str(kind))).fetchone() for place in places)
    return [row["key"] for row in rows if row is not None]


def shared(views: Connection) -> list[str]:
    """The CLABEs that most payments are of, each with the amount of one of them."""
    rows = views.execute(
        """SELECT key, (SELECT amount FROM transactions WHERE number = last) AS amount FROM (
            SELECT key, count(*) AS count, max(transaction_number) AS last FROM identifiers
            WHERE kind = 'clabe' GROUP BY key ORDER BY count DESC LIMIT 20)"""
    )
    return [f"{row['key']} ${row['amount']}" for row in rows]
