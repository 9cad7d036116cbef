"""Finds what stands inside: any signs within an identifier, any word within a payload.

Two full-text indexes without content, by the number of the transaction: the identifiers in pieces
of three signs, and the words of the bodies. They tell candidates; `searching` looks whether each is
one. A transaction is indexed some time after it was saved, in batches that nobody waits for, and
again when it changed; until then it stands among the `unindexed` and is looked through as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from app.core.errors import Unreadable
from app.core.normal import without_accents
from app.core.reading import leaves, read_json
from app.store.sqlite import Connection

Bodies: TypeAlias = Callable[[Sequence[int]], Iterable[bytes]]  # of deliveries, by their ids

BATCH = 100  # transactions: some tens of milliseconds
LONGEST = 100_000  # characters of the words of one transaction
FEWEST_PIECES, MOST_PIECES = 4, 6  # of one text that is looked for
MOST_ENDINGS = 200  # words that an unfinished one may become, each asked for as it is
_END = "\U0010ffff"  # sorts behind every word

# The newest stand at the end of the indexes, as they stand at the beginning of every answer.
_WAITING = "SELECT number FROM unindexed ORDER BY number LIMIT ?"
_KEYS = "SELECT DISTINCT key FROM identifiers WHERE transaction_number = ?"
_DELIVERIES = "SELECT DISTINCT delivery_id FROM events WHERE transaction_number = ?"
_WORD = re.compile(r"(?<!\w)[^\W\d_]{3,40}(?!\w)")


def want(views: Connection, numbers: Iterable[int]) -> None:
    """Transactions were saved: they are indexed soon."""
    views.executemany(
        "INSERT OR IGNORE INTO unindexed VALUES (?)", [(number,) for number in numbers]
    )


def fill(views: Connection, bodies: Bodies, limit: int = BATCH) -> int:
    """Index the next transactions, within a transaction of the caller's; how many they were."""
    numbers = [row["number"] for row in views.execute(_WAITING, (limit,))]
    vocabulary: set[str] = set()
    for number in numbers:
        keys = [row["key"] for row in views.execute(_KEYS, (number,))]
        if keys:
            views.execute(
                "INSERT INTO inside (rowid, keys) VALUES (?, ?)", (number, "\n".join(keys))
            )
        deliveries = [row["delivery_id"] for row in views.execute(_DELIVERIES, (number,))]
        found = sorted({folded(word) for body in bodies(deliveries) for word in words(body)})
        vocabulary.update(found)
        if found:
            views.execute(
                "INSERT INTO words (rowid, texts) VALUES (?, ?)",
                (number, " ".join(found)[:LONGEST]),
            )
    views.executemany(
        "INSERT OR IGNORE INTO vocabulary VALUES (?)", [(word,) for word in sorted(vocabulary)]
    )
    views.executemany("DELETE FROM unindexed WHERE number = ?", [(one,) for one in numbers])
    return len(numbers)


def words(body: bytes) -> set[str]:
    """The words of a body's values: no ids, no numbers, no links."""
    try:
        values = [leaf for _, leaf in leaves(read_json(body)) if isinstance(leaf, str)]
    except Unreadable:
        return set()
    return {
        word
        for value in values
        if not value.startswith(("http://", "https://"))
        for word in _WORD.findall(value)
    }


def pieces(text: str) -> str:
    """The question to `inside` for keys that may hold a text of at least three signs.

    Only some of its pieces are asked for, each sign of up to eighteen in one: of every piece all
    who have it are read, and who has four from all over a text mostly holds the text.
    """
    last = len(text) - 3
    count = min(max(-(-len(text) // 3), FEWEST_PIECES), MOST_PIECES, last + 1)
    starts = (place * last // max(count - 1, 1) for place in range(count))
    found = dict.fromkeys(text[start : start + 3] for start in starts)
    return " AND ".join(map(_quoted, found))


def folded(word: str) -> str:
    """A word as it is kept and asked for: without accents and capitals."""
    return without_accents(word).casefold()


def asked(text: str) -> list[str]:
    """The words of a text that bodies are asked for."""
    return [folded(word) for word in _WORD.findall(text)]


def phrase(views: Connection, text: str) -> str:
    """The question to `words` for bodies with all words of a text, "" when it holds none.

    The last one may be unfinished. It is asked as the words that begin so: the index would put
    together all of their lists before the first answer.
    """
    *whole, last = asked(text) or [""]
    if not last:
        return ""
    rows = views.execute(
        "SELECT word FROM vocabulary WHERE word >= ? AND word < ? LIMIT ?",
        (last, last + _END, MOST_ENDINGS + 1),
    ).fetchall()
    begun = " OR ".join(_quoted(row["word"]) for row in rows) or _quoted(last)
    ending = f"({begun})" if len(rows) <= MOST_ENDINGS else f"{_quoted(last)}*"
    return " AND ".join([*map(_quoted, whole), ending])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def left(views: Connection) -> int:
    """How many transactions are not indexed yet."""
    return int(views.execute("SELECT count(*) FROM unindexed").fetchone()[0])
