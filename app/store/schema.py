"""The tables of facts.db: a ladder of steps, of which a released one is never edited.

A new column or table is a new step at the end. sqlite-utils climbs it and notes each step in the
store; a store that stands at the top is opened without loading it, which takes its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.core.errors import StoreTooNew
from app.store.same import INDEXED
from app.store.sqlite import Connection

NAME = "facts"  # of the ladder, as sqlite-utils notes it


class Runs(Protocol):
    """What a step needs of a database."""

    def execute(self, sql: str, /) -> object: ...


class Step(Protocol):
    """A function that makes tables, known by its name."""

    __name__: str

    def __call__(self, facts: Runs, /) -> None: ...


FACTS: list[Step] = []

_VERDICT = """outcome TEXT NOT NULL, basis TEXT NOT NULL, scheme TEXT NOT NULL,
    key_id TEXT NOT NULL, form TEXT NOT NULL, weak INTEGER NOT NULL, reason TEXT NOT NULL,
    expected TEXT NOT NULL, received TEXT NOT NULL"""


def apply(facts: Connection, steps: Sequence[Step] = FACTS) -> None:
    """Climb to the newest schema; raises StoreTooNew when a newer Acuse has climbed further."""
    demand_known(facts, steps)
    if pending(facts, steps):
        from app.store.tables import Database, Migrations

        ladder = Migrations(NAME)
        for step in steps:
            ladder(name=step.__name__)(step)
        ladder.apply(Database(facts, execute_plugins=False))


def demand_known(facts: Connection, steps: Sequence[Step] = FACTS) -> None:
    """Raise StoreTooNew when a newer Acuse has climbed further."""
    unknown = _climbed(facts) - {step.__name__ for step in steps}
    if unknown:
        raise StoreTooNew(
            "The store was written by a newer Acuse.",
            cause=f"It holds the step {min(unknown)}, which this version does not know.",
            remedy="Start the newer Acuse; this one has changed nothing.",
        )


def pending(facts: Connection, steps: Sequence[Step] = FACTS) -> list[str]:
    """The steps that are still to be climbed, in order."""
    climbed = _climbed(facts)
    return [step.__name__ for step in steps if step.__name__ not in climbed]


def _climbed(facts: Connection) -> set[str]:
    table = "_sqlite_migrations"  # of sqlite-utils
    if not facts.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
        return set()
    noted = facts.execute(f"SELECT name FROM {table} WHERE migration_set = ?", (NAME,))  # noqa: S608
    return {str(name) for (name,) in noted}


def _step(step: Step) -> Step:
    FACTS.append(step)
    return step


@_step
def deliveries_and_what_followed(facts: Runs) -> None:
    facts.execute(f"""CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY AUTOINCREMENT, provider TEXT NOT NULL, environment TEXT NOT NULL,
        origin TEXT NOT NULL, tail TEXT NOT NULL, headers TEXT NOT NULL, body BLOB,
        sha256 BLOB NOT NULL, fingerprint TEXT NOT NULL, peer TEXT NOT NULL, source TEXT NOT NULL,
        address_check TEXT NOT NULL, received_at INTEGER NOT NULL, {_VERDICT})""")
    facts.execute("CREATE INDEX deliveries_by_fact ON deliveries (provider, fingerprint)")
    facts.execute(
        "CREATE INDEX deliveries_not_trusted ON deliveries (id)"
        " WHERE outcome <> 'trusted' AND body IS NOT NULL"
    )
    # Every arrival after the first; its body only where it differs from the delivery's.
    facts.execute("""CREATE TABLE attempts (
        id INTEGER PRIMARY KEY AUTOINCREMENT, delivery_id INTEGER NOT NULL, number INTEGER NOT NULL,
        received_at INTEGER NOT NULL, peer TEXT NOT NULL, body BLOB)""")
    facts.execute("CREATE UNIQUE INDEX attempts_in_order ON attempts (delivery_id, number)")
    # A later verdict on a kept delivery; twin_id is the genuine copy that had arrived meanwhile.
    facts.execute(f"""CREATE TABLE admissions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, delivery_id INTEGER NOT NULL,
        decided_at INTEGER NOT NULL, twin_id INTEGER, {_VERDICT})""")
    facts.execute("CREATE INDEX admissions_by_delivery ON admissions (delivery_id)")
    facts.execute("""CREATE TABLE acknowledgements (
        id INTEGER PRIMARY KEY, delivery_id INTEGER NOT NULL, number INTEGER NOT NULL,
        at INTEGER NOT NULL, status INTEGER NOT NULL)""")
    facts.execute(
        "CREATE INDEX acknowledgements_by_arrival ON acknowledgements (delivery_id, number)"
    )
    # How full the quarantine is, and what it let go of (bodies become NULL): one row.
    facts.execute("""CREATE TABLE quarantine (
        id INTEGER PRIMARY KEY CHECK (id = 1), bytes INTEGER NOT NULL, dropped INTEGER NOT NULL,
        dropped_at INTEGER)""")
    facts.execute("INSERT INTO quarantine VALUES (1, 0, 0, NULL)")


@_step
def what_providers_were_asked(facts: Runs) -> None:
    facts.execute("""CREATE TABLE backfills (
        id INTEGER PRIMARY KEY, provider TEXT NOT NULL, environment TEXT NOT NULL,
        reason TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
        started_at INTEGER NOT NULL, ended_at INTEGER NOT NULL, calls INTEGER NOT NULL,
        answers INTEGER NOT NULL, news INTEGER NOT NULL, changed INTEGER NOT NULL,
        missing_here INTEGER NOT NULL, missing_there TEXT NOT NULL, error TEXT NOT NULL)""")


@_step
def news_that_people_have_seen(facts: Runs) -> None:
    facts.execute("""CREATE TABLE seen_news (
        provider TEXT NOT NULL, what TEXT NOT NULL, event_type TEXT NOT NULL, name TEXT NOT NULL,
        seen_at INTEGER NOT NULL, PRIMARY KEY (provider, what, event_type, name))
        WITHOUT ROWID""")


@_step
def what_people_wrote(facts: Runs) -> None:
    # A note's first row and one for each later text of it; "" takes it away. The newest counts.
    facts.execute("""CREATE TABLE notes (
        id INTEGER PRIMARY KEY AUTOINCREMENT, note_id INTEGER NOT NULL, subject TEXT NOT NULL,
        author TEXT NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL)""")
    facts.execute("CREATE INDEX notes_by_subject ON notes (subject, note_id, id)")
    facts.execute("CREATE INDEX notes_in_order ON notes (note_id, id)")
    # A mark, a colour label or a tag ("tag:audit"); "" takes it away. The newest counts.
    facts.execute("""CREATE TABLE marks (
        id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL, name TEXT NOT NULL,
        value TEXT NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL)""")
    facts.execute("CREATE INDEX marks_by_subject ON marks (subject, name, id)")
    # What both come to, so that lists and filters need not count: see store/people.py.
    facts.execute("""CREATE TABLE annotations (
        subject TEXT PRIMARY KEY, is_marked INTEGER NOT NULL, label INTEGER NOT NULL,
        tags TEXT NOT NULL, notes INTEGER NOT NULL) WITHOUT ROWID""")
    # What people did about alerts; subject "" is the whole band up to `through`. See alerting.py.
    facts.execute("""CREATE TABLE alert_acts (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, provider TEXT NOT NULL,
        cause TEXT NOT NULL, subject TEXT NOT NULL, act TEXT NOT NULL, through INTEGER NOT NULL,
        until INTEGER, count INTEGER NOT NULL, since INTEGER NOT NULL, note TEXT NOT NULL,
        author TEXT NOT NULL, at INTEGER NOT NULL)""")
    facts.execute(
        "CREATE INDEX alert_acts_in_order ON alert_acts (kind, provider, cause, subject, id)"
    )
    # A store that is older than the attention inbox: its last day is news, the rest is history.
    facts.execute("CREATE TABLE attention (begins_at INTEGER NOT NULL)")
    facts.execute(
        "INSERT INTO attention SELECT coalesce((SELECT received_at - 86400000000"
        " FROM deliveries ORDER BY id DESC LIMIT 1), 0)"
    )


@_step
def bodies_made_smaller(facts: Runs) -> None:
    # Which dictionary body and headers are packed with, 0 for none; see shrinking.py.
    facts.execute("ALTER TABLE deliveries ADD COLUMN packing INTEGER NOT NULL DEFAULT 0")
    facts.execute("""CREATE TABLE packed (
        id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL)""")
    facts.execute("INSERT INTO packed VALUES (1, 0)")


@_step
def what_takes_care_of_the_store(facts: Runs) -> None:
    # A body that was found changed, and one that is whole again; see damage.py.
    facts.execute("""CREATE TABLE damages (
        id INTEGER PRIMARY KEY AUTOINCREMENT, delivery_id INTEGER NOT NULL,
        is_damaged INTEGER NOT NULL, at INTEGER NOT NULL)""")
    facts.execute("CREATE INDEX damages_by_delivery ON damages (delivery_id, id)")
    facts.execute("ALTER TABLE attempts ADD COLUMN sha256 BLOB")  # where there is a body
    facts.execute("CREATE TABLE upkeep (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID")


@_step
def what_was_found_again(facts: Runs) -> None:
    # Of what a provider had not listed before: what this run of asking it showed after all.
    facts.execute("ALTER TABLE backfills ADD COLUMN found_there TEXT NOT NULL DEFAULT '[]'")


@_step
def what_tells_repeats_in_less_room(facts: Runs) -> None:
    # The beginning of a fingerprint finds it; see same.py.
    facts.execute("DROP INDEX deliveries_by_fact")
    facts.execute(f"CREATE INDEX deliveries_by_beginning ON deliveries ({INDEXED})")
