"""The tables of both files.

facts.db climbs a ladder of migrations: a released step is never edited, a new column or table is a
new step at the end. views.db can be computed again, so its tables are edited in place: a file that
was made by other ones is thrown away (store/views_file.py).
"""

from __future__ import annotations

from contextlib import closing
from functools import cache
from hashlib import sha256

from app import __version__
from app.core.errors import StoreTooNew
from app.store.endings import MIRRORED
from app.store.filtering_sides import ELSEWHERE, EXPLAINED, UNVERIFIED
from app.store.same import INDEXED
from app.store.sqlite import Connection
from app.store.tables import Database, Migrations

FACTS = Migrations("facts")

_VERDICT = """outcome TEXT NOT NULL, basis TEXT NOT NULL, scheme TEXT NOT NULL,
    key_id TEXT NOT NULL, form TEXT NOT NULL, weak INTEGER NOT NULL, reason TEXT NOT NULL,
    expected TEXT NOT NULL, received TEXT NOT NULL"""


def apply(steps: Migrations, connection: Connection) -> None:
    """Climb to the newest schema; raises StoreTooNew when a newer Acuse has climbed further."""
    database = Database(connection, execute_plugins=False)
    demand_known(steps, connection)
    steps.apply(database)


def demand_known(steps: Migrations, connection: Connection) -> None:
    """Raise StoreTooNew when a newer Acuse has climbed further."""
    database = Database(connection, execute_plugins=False)
    unknown = {step.name for step in steps.applied(database)} - _names(steps)
    if unknown:
        raise StoreTooNew(
            "The store was written by a newer Acuse.",
            cause=f"It holds the step {min(unknown)}, which this version does not know.",
            remedy="Start the newer Acuse; this one has changed nothing.",
        )


def pending(steps: Migrations, connection: Connection) -> list[str]:
    """The steps that are still to be climbed, in order."""
    return [step.name for step in steps.pending(Database(connection, execute_plugins=False))]


def _names(steps: Migrations) -> set[str]:
    """Every step there is: what an empty store has before it."""
    with closing(Database(memory=True, execute_plugins=False)) as empty:
        return {step.name for step in steps.pending(empty)}


@FACTS()
def deliveries_and_what_followed(database: Database) -> None:
    database.execute(f"""CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY AUTOINCREMENT, provider TEXT NOT NULL, environment TEXT NOT NULL,
        origin TEXT NOT NULL, tail TEXT NOT NULL, headers TEXT NOT NULL, body BLOB,
        sha256 BLOB NOT NULL, fingerprint TEXT NOT NULL, peer TEXT NOT NULL, source TEXT NOT NULL,
        address_check TEXT NOT NULL, received_at INTEGER NOT NULL, {_VERDICT})""")
    database.execute("CREATE INDEX deliveries_by_fact ON deliveries (provider, fingerprint)")
    database.execute(
        "CREATE INDEX deliveries_not_trusted ON deliveries (id)"
        " WHERE outcome <> 'trusted' AND body IS NOT NULL"
    )
    # Every arrival after the first; its body only where it differs from the delivery's.
    database.execute("""CREATE TABLE attempts (
        id INTEGER PRIMARY KEY AUTOINCREMENT, delivery_id INTEGER NOT NULL, number INTEGER NOT NULL,
        received_at INTEGER NOT NULL, peer TEXT NOT NULL, body BLOB)""")
    database.execute("CREATE UNIQUE INDEX attempts_in_order ON attempts (delivery_id, number)")
    # A later verdict on a kept delivery; twin_id is the genuine copy that had arrived meanwhile.
    database.execute(f"""CREATE TABLE admissions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, delivery_id INTEGER NOT NULL,
        decided_at INTEGER NOT NULL, twin_id INTEGER, {_VERDICT})""")
    database.execute("CREATE INDEX admissions_by_delivery ON admissions (delivery_id)")
    database.execute("""CREATE TABLE acknowledgements (
        id INTEGER PRIMARY KEY, delivery_id INTEGER NOT NULL, number INTEGER NOT NULL,
        at INTEGER NOT NULL, status INTEGER NOT NULL)""")
    database.execute(
        "CREATE INDEX acknowledgements_by_arrival ON acknowledgements (delivery_id, number)"
    )
    # How full the quarantine is, and what it let go of (bodies become NULL): one row.
    database.execute("""CREATE TABLE quarantine (
        id INTEGER PRIMARY KEY CHECK (id = 1), bytes INTEGER NOT NULL, dropped INTEGER NOT NULL,
        dropped_at INTEGER)""")
    database.execute("INSERT INTO quarantine VALUES (1, 0, 0, NULL)")


@FACTS()
def what_providers_were_asked(database: Database) -> None:
    database.execute("""CREATE TABLE backfills (
        id INTEGER PRIMARY KEY, provider TEXT NOT NULL, environment TEXT NOT NULL,
        reason TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
        started_at INTEGER NOT NULL, ended_at INTEGER NOT NULL, calls INTEGER NOT NULL,
        answers INTEGER NOT NULL, news INTEGER NOT NULL, changed INTEGER NOT NULL,
        missing_here INTEGER NOT NULL, missing_there TEXT NOT NULL, error TEXT NOT NULL)""")


@FACTS()
def news_that_people_have_seen(database: Database) -> None:
    database.execute("""CREATE TABLE seen_news (
        provider TEXT NOT NULL, what TEXT NOT NULL, event_type TEXT NOT NULL, name TEXT NOT NULL,
        seen_at INTEGER NOT NULL, PRIMARY KEY (provider, what, event_type, name))
        WITHOUT ROWID""")


@FACTS()
def what_people_wrote(database: Database) -> None:
    # A note's first row and one for each later text of it; "" takes it away. The newest counts.
    database.execute("""CREATE TABLE notes (
        id INTEGER PRIMARY KEY AUTOINCREMENT, note_id INTEGER NOT NULL, subject TEXT NOT NULL,
        author TEXT NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL)""")
    database.execute("CREATE INDEX notes_by_subject ON notes (subject, note_id, id)")
    database.execute("CREATE INDEX notes_in_order ON notes (note_id, id)")
    # A mark, a colour label or a tag ("tag:audit"); "" takes it away. The newest counts.
    database.execute("""CREATE TABLE marks (
        id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL, name TEXT NOT NULL,
        value TEXT NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL)""")
    database.execute("CREATE INDEX marks_by_subject ON marks (subject, name, id)")
    # What both come to, so that lists and filters need not count: see store/people.py.
    database.execute("""CREATE TABLE annotations (
        subject TEXT PRIMARY KEY, is_marked INTEGER NOT NULL, label INTEGER NOT NULL,
        tags TEXT NOT NULL, notes INTEGER NOT NULL) WITHOUT ROWID""")
    # What people did about alerts; subject "" is the whole band up to `through`. See alerting.py.
    database.execute("""CREATE TABLE alert_acts (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, provider TEXT NOT NULL,
        cause TEXT NOT NULL, subject TEXT NOT NULL, act TEXT NOT NULL, through INTEGER NOT NULL,
        until INTEGER, count INTEGER NOT NULL, since INTEGER NOT NULL, note TEXT NOT NULL,
        author TEXT NOT NULL, at INTEGER NOT NULL)""")
    database.execute(
        "CREATE INDEX alert_acts_in_order ON alert_acts (kind, provider, cause, subject, id)"
    )
    # A store that is older than the attention inbox: its last day is news, the rest is history.
    database.execute("CREATE TABLE attention (begins_at INTEGER NOT NULL)")
    database.execute(
        "INSERT INTO attention SELECT coalesce((SELECT received_at - 86400000000"
        " FROM deliveries ORDER BY id DESC LIMIT 1), 0)"
    )


@FACTS()
def bodies_made_smaller(database: Database) -> None:
    # Which dictionary body and headers are packed with, 0 for none; see shrinking.py.
    database.execute("ALTER TABLE deliveries ADD COLUMN packing INTEGER NOT NULL DEFAULT 0")
    database.execute("""CREATE TABLE packed (
        id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL)""")
    database.execute("INSERT INTO packed VALUES (1, 0)")


@FACTS()
def what_takes_care_of_the_store(database: Database) -> None:
    # A body that was found changed, and one that is whole again; see damage.py.
    database.execute("""CREATE TABLE damages (
        id INTEGER PRIMARY KEY AUTOINCREMENT, delivery_id INTEGER NOT NULL,
        is_damaged INTEGER NOT NULL, at INTEGER NOT NULL)""")
    database.execute("CREATE INDEX damages_by_delivery ON damages (delivery_id, id)")
    database.execute("ALTER TABLE attempts ADD COLUMN sha256 BLOB")  # where there is a body
    database.execute("CREATE TABLE upkeep (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID")


@FACTS()
def what_was_found_again(database: Database) -> None:
    # Of what a provider had not listed before: what this run of asking it showed after all.
    database.execute("ALTER TABLE backfills ADD COLUMN found_there TEXT NOT NULL DEFAULT '[]'")


@FACTS()
def what_tells_repeats_in_less_room(database: Database) -> None:
    # The beginning of a fingerprint finds it; see same.py.
    database.execute("DROP INDEX deliveries_by_fact")
    database.execute(f"CREATE INDEX deliveries_by_beginning ON deliveries ({INDEXED})")


@cache
def views_mark() -> int:
    """What tells views.db from that of another version or other tables: a digest for its header."""
    with closing(Database(memory=True, execute_plugins=False)) as empty:
        create_views(empty)
        digest = sha256(f"{__version__}{empty.schema}".encode()).digest()
    return int.from_bytes(digest[:4], "big", signed=True)


def create_views(database: Database) -> None:
    """All that is computed."""
    # How far each growing list of facts.db is projected.
    database.execute("CREATE TABLE cursors (stream TEXT PRIMARY KEY, last INTEGER NOT NULL)")
    database.execute("CREATE TABLE numbers (name TEXT PRIMARY KEY, count INTEGER NOT NULL)")
    # Which transaction each event of a delivery is about; what it tells is in the body. See
    # numbering.py and meanings.py.
    database.execute("""CREATE TABLE events (
        delivery_id INTEGER NOT NULL, position INTEGER NOT NULL,
        transaction_number INTEGER NOT NULL, PRIMARY KEY (delivery_id, position))
        WITHOUT ROWID""")
    database.execute("CREATE INDEX events_by_transaction ON events (transaction_number)")
    database.execute("""CREATE TABLE feed (
        delivery_id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, provider TEXT NOT NULL,
        environment TEXT NOT NULL, kind TEXT NOT NULL, event_type TEXT NOT NULL,
        status TEXT NOT NULL, provider_status TEXT NOT NULL, amount TEXT NOT NULL,
        asset TEXT NOT NULL, rail TEXT NOT NULL, counterparty TEXT NOT NULL,
        reference TEXT NOT NULL, transaction_number INTEGER, attempts INTEGER NOT NULL,
        standing TEXT NOT NULL, basis TEXT NOT NULL, source TEXT NOT NULL,
        unreadable TEXT NOT NULL, cause TEXT NOT NULL, is_counted INTEGER NOT NULL)""")
    for columns in ("provider", "status", "standing", "provider, status"):
        name = columns.replace(", ", "_and_")
        database.execute(f"CREATE INDEX feed_by_{name} ON feed ({columns}, delivery_id)")
    database.execute(
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
        database.execute(f"CREATE INDEX {name} ON feed (delivery_id) WHERE {condition}")
    # The lowest and the highest delivery of each hour; see hours.py.
    database.execute("""CREATE TABLE hours (
        hour INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL)""")
    database.execute("""CREATE TABLE transactions (
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
    database.execute("CREATE UNIQUE INDEX transactions_by_id ON transactions (transaction_id)")
    for columns in ("provider", "status", "provider, status", "is_final"):
        name = columns.replace(", ", "_and_")
        database.execute(
            f"CREATE INDEX transactions_by_{name} ON transactions ({columns}, last_received_at)"
        )
    database.execute("CREATE INDEX transactions_by_time ON transactions (last_received_at)")
    database.execute("CREATE INDEX transactions_by_key ON transactions (key)")
    database.execute(
        "CREATE INDEX transactions_by_end ON transactions (finalised_at)"
        " WHERE finalised_at IS NOT NULL"
    )
    database.execute("CREATE INDEX transactions_flagged ON transactions (flags) WHERE flags <> ''")
    database.execute(
        "CREATE INDEX transactions_left_out ON transactions (number) WHERE is_counted = 0"
    )
    # `mirrored` is the end of the key read backwards, so that an ending is found as a beginning,
    # for kinds whose endings are asked (endings.py); it stands in its index only. `run`
    # is the longest piece that a mask shows; a `value` that is the key itself is NULL.
    database.execute(f"""CREATE TABLE identifiers (
        transaction_number INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
        mirrored TEXT AS ({MIRRORED}), run TEXT, value TEXT, place TEXT NOT NULL)""")
    identifiers = database.table("identifiers")
    identifiers.create_index(["key", "kind"], "identifiers_by_key")
    identifiers.create_index(["transaction_number"], "identifiers_by_transaction")
    for column in ("mirrored", "run"):
        database.execute(
            f"CREATE INDEX identifiers_by_{column} ON identifiers ({column})"
            f" WHERE {column} IS NOT NULL"
        )
    # What stands inside identifiers and bodies, by the number of the transaction; see inside.py.
    for table, column, tokens in (
        ("inside", "keys", "trigram"),
        ("words", "texts", "unicode61 remove_diacritics 2"),
    ):
        database.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5 ({column}, content='', columnsize=0,"
            f" detail=none, tokenize='{tokens}')"
        )
    # The words of `words`, each once: how an unfinished one may go on.
    database.execute("CREATE TABLE vocabulary (word TEXT PRIMARY KEY) WITHOUT ROWID")
    database.execute("CREATE TABLE unindexed (number INTEGER PRIMARY KEY)")
    # How bodies are built, each way once, and which deliveries are built so; see catalogue.py.
    database.execute("""CREATE TABLE shapes (
        shape_id INTEGER PRIMARY KEY, provider TEXT NOT NULL, event_type TEXT NOT NULL,
        word TEXT NOT NULL, is_known_event INTEGER NOT NULL, places TEXT NOT NULL,
        unknown TEXT NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
        count INTEGER NOT NULL)""")
    database.execute("""CREATE TABLE shape_of (
        shape_id INTEGER NOT NULL, delivery_id INTEGER NOT NULL,
        PRIMARY KEY (shape_id, delivery_id)) WITHOUT ROWID""")
    # What is wrong with whom, and how many share a cause; see alerting.py.
    database.execute("""CREATE TABLE alerts (
        subject TEXT NOT NULL, kind TEXT NOT NULL, provider TEXT NOT NULL, cause TEXT NOT NULL,
        number INTEGER NOT NULL, since INTEGER NOT NULL,
        PRIMARY KEY (subject, kind)) WITHOUT ROWID""")
    database.execute(
        "CREATE INDEX alerts_of_a_band ON alerts (kind, provider, cause, number, since)"
    )
    database.execute("CREATE INDEX alerts_by_time ON alerts (since)")
    database.execute("""CREATE TABLE alert_counts (
        kind TEXT NOT NULL, provider TEXT NOT NULL, cause TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (kind, provider, cause)) WITHOUT ROWID""")
    # What providers did not list when they were asked, since which run; see unlisted.py.
    database.execute("""CREATE TABLE unlisted (
        transaction_id TEXT PRIMARY KEY, since INTEGER NOT NULL, at INTEGER NOT NULL)
        WITHOUT ROWID""")
    database.execute("""CREATE TABLE arrivals (
        minute INTEGER NOT NULL, provider TEXT NOT NULL, status TEXT NOT NULL,
        count INTEGER NOT NULL, PRIMARY KEY (minute, provider, status)) WITHOUT ROWID""")
    # What is counted, by time and by what a filter may name (store/rollups.py).
    # The words stand apart, each mix of them once (mixes.py).
    database.execute("""CREATE TABLE mixes (
        mix INTEGER PRIMARY KEY, provider TEXT NOT NULL, environment TEXT NOT NULL,
        kind TEXT NOT NULL, asset TEXT NOT NULL, word TEXT NOT NULL,
        UNIQUE (provider, environment, kind, asset, word))""")
    database.execute("""CREATE TABLE tallies (
        figure TEXT NOT NULL, level INTEGER NOT NULL, slot INTEGER NOT NULL, mix INTEGER NOT NULL,
        step INTEGER NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (figure, level, slot, mix, step)) WITHOUT ROWID""")
    database.execute("""CREATE VIEW rollups AS SELECT figure, level, slot, provider, environment,
        kind, asset, word, step, count FROM tallies CROSS JOIN mixes USING (mix)""")
    # Money that is under way, by when it began; the sum is exact decimal text.
    database.execute("""CREATE TABLE flights (
        level INTEGER NOT NULL, slot INTEGER NOT NULL, provider TEXT NOT NULL, kind TEXT NOT NULL,
        asset TEXT NOT NULL, count INTEGER NOT NULL, amount TEXT NOT NULL,
        PRIMARY KEY (level, slot, provider, kind, asset)) WITHOUT ROWID""")
    database.execute(
        "CREATE INDEX transactions_under_way ON transactions"
        " (coalesce(created_at, first_received_at))"
        " WHERE is_final = 0 AND is_money = 1 AND is_counted = 1"
    )
