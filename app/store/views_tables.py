"""The tables of views.db, which can be computed again: they are edited in place.

A file that was made by other ones is thrown away (store/views_file.py).
"""

from __future__ import annotations

from contextlib import closing
from functools import cache
from hashlib import sha256

from app import __version__
from app.store.endings import MIRRORED
from app.store.filtering_sides import ELSEWHERE, EXPLAINED, UNVERIFIED
from app.store.rollups import LEVELS_OF
from app.store.sqlite import Connection, connect_memory


@cache
def views_mark() -> int:
    """What tells views.db from that of another version or other tables: a digest for its header."""
    with closing(connect_memory()) as empty:
        create_views(empty)
        rows = empty.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        tables = "\n".join(f"{sql};" for (sql,) in rows)
    levels = sorted(LEVELS_OF.items())  # what is counted by time, and no table tells
    digest = sha256(f"{__version__}{tables}{levels}".encode()).digest()
    return int.from_bytes(digest[:4], "big", signed=True)


def create_views(views: Connection) -> None:
    """All that is computed."""
    # How far each growing list of facts.db is projected.
    views.execute("CREATE TABLE cursors (stream TEXT PRIMARY KEY, last INTEGER NOT NULL)")
    views.execute("CREATE TABLE numbers (name TEXT PRIMARY KEY, count INTEGER NOT NULL)")
    # Which transaction each event of a delivery is about; what it tells is in the body. See
    # numbering.py and meanings.py.
    views.execute("""CREATE TABLE events (
        delivery_id INTEGER NOT NULL, position INTEGER NOT NULL,
        transaction_number INTEGER NOT NULL, PRIMARY KEY (delivery_id, position))
        WITHOUT ROWID""")
    views.execute("CREATE INDEX events_by_transaction ON events (transaction_number)")
    views.execute("""CREATE TABLE feed (
        delivery_id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, provider TEXT NOT NULL,
        environment TEXT NOT NULL, kind TEXT NOT NULL, event_type TEXT NOT NULL,
        status TEXT NOT NULL, provider_status TEXT NOT NULL, amount TEXT NOT NULL,
        asset TEXT NOT NULL, rail TEXT NOT NULL, counterparty TEXT NOT NULL,
        reference TEXT NOT NULL, transaction_number INTEGER, attempts INTEGER NOT NULL,
        standing TEXT NOT NULL, basis TEXT NOT NULL, source TEXT NOT NULL,
        unreadable TEXT NOT NULL, cause TEXT NOT NULL, is_counted INTEGER NOT NULL)""")
    for columns in ("provider", "status", "standing", "provider, status"):
        name = columns.replace(", ", "_and_")
        views.execute(f"CREATE INDEX feed_by_{name} ON feed ({columns}, delivery_id)")
    views.execute(
        "CREATE INDEX feed_in_quarantine ON feed (delivery_id)"
        " WHERE standing IN ('quarantined', 'awaiting key')"
    )
    # What is rare; the newest first, as a list shows them.
    for name, rare in (
        ("feed_unverified", UNVERIFIED),
        ("feed_elsewhere", ELSEWHERE),
        ("feed_with_cause", EXPLAINED),
        ("feed_left_out", "is_counted = 0"),
    ):
        condition = rare.replace("f.", "")
        views.execute(f"CREATE INDEX {name} ON feed (delivery_id) WHERE {condition}")
    # The lowest and the highest delivery of each hour; see hours.py.
    views.execute("""CREATE TABLE hours (
        hour INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL)""")
    views.execute("""CREATE TABLE transactions (
        number INTEGER PRIMARY KEY, provider TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
        transaction_id TEXT NOT NULL AS (provider || ':' || kind || ':' || key),
        status TEXT NOT NULL, provider_status TEXT NOT NULL,
        is_final INTEGER NOT NULL, is_counted INTEGER NOT NULL, is_money INTEGER NOT NULL,
        amount TEXT NOT NULL, asset TEXT NOT NULL, charge TEXT NOT NULL,
        charge_asset TEXT NOT NULL, rail TEXT NOT NULL, direction TEXT NOT NULL,
        sender TEXT NOT NULL, receiver TEXT NOT NULL, counterparty TEXT NOT NULL,
        reference TEXT NOT NULL, created_at INTEGER, occurred_at INTEGER,
        first_received_at INTEGER NOT NULL, last_received_at INTEGER NOT NULL,
        finalised_at INTEGER, attempts INTEGER NOT NULL, flags TEXT NOT NULL)""")
    views.execute("CREATE UNIQUE INDEX transactions_by_id ON transactions (transaction_id)")
    for columns in ("provider", "status", "provider, status", "is_final"):
        name = columns.replace(", ", "_and_")
        views.execute(
            f"CREATE INDEX transactions_by_{name} ON transactions ({columns}, last_received_at)"
        )
    views.execute("CREATE INDEX transactions_by_time ON transactions (last_received_at)")
    views.execute("CREATE INDEX transactions_by_key ON transactions (key)")
    views.execute(
        "CREATE INDEX transactions_by_end ON transactions (finalised_at)"
        " WHERE finalised_at IS NOT NULL"
    )
    views.execute("CREATE INDEX transactions_flagged ON transactions (flags) WHERE flags <> ''")
    views.execute(
        "CREATE INDEX transactions_left_out ON transactions (number) WHERE is_counted = 0"
    )
    # `mirrored` is the end of the key read backwards, so that an ending is found as a beginning,
    # for kinds whose endings are asked (endings.py); it stands in its index only. `run`
    # is the longest piece that a mask shows; a `value` that is the key itself is NULL.
    views.execute(f"""CREATE TABLE identifiers (
        transaction_number INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
        mirrored TEXT AS ({MIRRORED}), run TEXT, value TEXT, place TEXT NOT NULL)""")
    for name, columns in (("key", '"key", "kind"'), ("transaction", '"transaction_number"')):
        views.execute(f'CREATE INDEX "identifiers_by_{name}"\n    ON "identifiers" ({columns})')
    for column in ("mirrored", "run"):
        views.execute(
            f"CREATE INDEX identifiers_by_{column} ON identifiers ({column})"
            f" WHERE {column} IS NOT NULL"
        )
    # What stands inside identifiers and bodies, by the number of the transaction; see inside.py.
    for table, column, tokens in (
        ("inside", "keys", "trigram"),
        ("words", "texts", "unicode61 remove_diacritics 2"),
    ):
        views.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5 ({column}, content='', columnsize=0,"
            f" detail=none, tokenize='{tokens}')"
        )
    # The words of `words`, each once: how an unfinished one may go on.
    views.execute("CREATE TABLE vocabulary (word TEXT PRIMARY KEY) WITHOUT ROWID")
    views.execute("CREATE TABLE unindexed (number INTEGER PRIMARY KEY)")
    # How bodies are built, each way once, and which deliveries are built so; see catalogue.py.
    views.execute("""CREATE TABLE shapes (
        shape_id INTEGER PRIMARY KEY, provider TEXT NOT NULL, event_type TEXT NOT NULL,
        word TEXT NOT NULL, is_known_event INTEGER NOT NULL, places TEXT NOT NULL,
        unknown TEXT NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
        count INTEGER NOT NULL)""")
    views.execute("""CREATE TABLE shape_of (
        shape_id INTEGER NOT NULL, delivery_id INTEGER NOT NULL,
        PRIMARY KEY (shape_id, delivery_id)) WITHOUT ROWID""")
    # What is wrong with whom, and how many share a cause; see alerting.py.
    views.execute("""CREATE TABLE alerts (
        subject TEXT NOT NULL, kind TEXT NOT NULL, provider TEXT NOT NULL, cause TEXT NOT NULL,
        number INTEGER NOT NULL, since INTEGER NOT NULL,
        PRIMARY KEY (subject, kind)) WITHOUT ROWID""")
    views.execute("CREATE INDEX alerts_of_a_band ON alerts (kind, provider, cause, number, since)")
    views.execute("CREATE INDEX alerts_by_time ON alerts (since)")
    views.execute("""CREATE TABLE alert_counts (
        kind TEXT NOT NULL, provider TEXT NOT NULL, cause TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (kind, provider, cause)) WITHOUT ROWID""")
    # What providers did not list when they were asked, since which run; see unlisted.py.
    views.execute("""CREATE TABLE unlisted (
        transaction_id TEXT PRIMARY KEY, since INTEGER NOT NULL, at INTEGER NOT NULL)
        WITHOUT ROWID""")
    views.execute("""CREATE TABLE arrivals (
        minute INTEGER NOT NULL, provider TEXT NOT NULL, status TEXT NOT NULL,
        count INTEGER NOT NULL, PRIMARY KEY (minute, provider, status)) WITHOUT ROWID""")
    # What is counted, by time and by what a filter may name (store/rollups.py).
    # The words stand apart, each mix of them once (mixes.py).
    views.execute("""CREATE TABLE mixes (
        mix INTEGER PRIMARY KEY, provider TEXT NOT NULL, environment TEXT NOT NULL,
        kind TEXT NOT NULL, asset TEXT NOT NULL, word TEXT NOT NULL,
        UNIQUE (provider, environment, kind, asset, word))""")
    views.execute("""CREATE TABLE tallies (
        figure TEXT NOT NULL, level INTEGER NOT NULL, slot INTEGER NOT NULL, mix INTEGER NOT NULL,
        step INTEGER NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (figure, level, slot, mix, step)) WITHOUT ROWID""")
    views.execute("""CREATE VIEW rollups AS SELECT figure, level, slot, provider, environment,
        kind, asset, word, step, count FROM tallies CROSS JOIN mixes USING (mix)""")
    # Money that is under way, by when it began; the sum is exact decimal text.
    views.execute("""CREATE TABLE flights (
        level INTEGER NOT NULL, slot INTEGER NOT NULL, provider TEXT NOT NULL, kind TEXT NOT NULL,
        asset TEXT NOT NULL, count INTEGER NOT NULL, amount TEXT NOT NULL,
        PRIMARY KEY (level, slot, provider, kind, asset)) WITHOUT ROWID""")
    views.execute(
        "CREATE INDEX transactions_under_way ON transactions"
        " (coalesce(created_at, first_received_at))"
        " WHERE is_final = 0 AND is_money = 1 AND is_counted = 1"
    )
