"""Both files climb the same ladder, and a store of a newer Acuse is left alone."""

from pathlib import Path

import pytest

from app.core.errors import StoreTooNew
from app.store import schema
from app.store.facts import FactsWriter
from app.store.sqlite import Connection, connect_writer
from app.store.views_tables import create_views


def a_step_of_tomorrow(facts: schema.Runs) -> None:
    facts.execute("CREATE TABLE hers (x)")


def connection(path: Path) -> Connection:
    return connect_writer(path, synchronous="FULL", checkpoint_pages=1000)


def tables(facts: Connection) -> set[str]:
    rows = facts.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row["name"] for row in rows}


def test_climbing_twice_changes_nothing(tmp_path: Path) -> None:
    facts = connection(tmp_path / "facts.db")
    schema.apply(facts)
    facts.execute("UPDATE quarantine SET bytes = 7")
    schema.apply(facts)
    assert facts.execute("SELECT bytes FROM quarantine").fetchall()[0]["bytes"] == 7
    facts.close()


def test_a_step_of_a_newer_acuse_is_refused_and_nothing_changed(tmp_path: Path) -> None:
    store = connection(tmp_path / "store.db")
    schema.apply(store, (*schema.FACTS, a_step_of_tomorrow))
    before = tables(store)
    with pytest.raises(StoreTooNew, match="newer Acuse") as caught:
        schema.apply(store)
    assert "a_step_of_tomorrow" in caught.value.cause
    assert tables(store) == before
    store.close()


def test_the_writer_refuses_a_newer_store(tmp_path: Path) -> None:
    facts = connection(tmp_path / "facts.db")
    schema.apply(facts, (a_step_of_tomorrow,))
    facts.close()
    writer = FactsWriter(tmp_path / "facts.db", listener=print, now=lambda: None)  # type: ignore[arg-type,return-value]
    with pytest.raises(StoreTooNew):
        writer.start()


def test_every_question_of_size_has_its_index(tmp_path: Path) -> None:
    """None of these may walk through a table of a million rows."""
    views = connection(tmp_path / "views.db")
    create_views(views)
    for question in (
        "SELECT * FROM feed WHERE provider = 'a' AND delivery_id < 9 ORDER BY delivery_id DESC",
        "SELECT * FROM feed WHERE status = 'a' ORDER BY delivery_id DESC",
        "SELECT * FROM feed WHERE provider = 'a' AND status = 'b' ORDER BY delivery_id DESC",
        "SELECT * FROM feed INDEXED BY feed_in_quarantine"
        " WHERE standing IN ('quarantined', 'awaiting key')"
        " ORDER BY delivery_id DESC",
        "SELECT * FROM transactions WHERE (last_received_at, number) < (9, 9)"
        " ORDER BY last_received_at DESC, number DESC",
        "SELECT * FROM transactions WHERE provider = 'a' AND status = 'b'"
        " ORDER BY last_received_at DESC, number DESC",
        "SELECT * FROM transactions WHERE is_final = 0 ORDER BY last_received_at DESC, number DESC",
        "SELECT * FROM identifiers WHERE key IN (SELECT value FROM json_each('[]'))",
        "SELECT * FROM identifiers WHERE mirrored >= 'a' AND mirrored < 'b'",
        "SELECT * FROM identifiers WHERE run IN (SELECT value FROM json_each('[]'))",
        "SELECT * FROM identifiers WHERE transaction_number = 9",
        "SELECT * FROM events WHERE transaction_number = 9",
    ):
        plan = [row["detail"] for row in views.execute(f"EXPLAIN QUERY PLAN {question}")]
        assert not any("TEMP B-TREE" in step for step in plan), (question, plan)
        walked = [step for step in plan if step.startswith("SCAN") and "json_each" not in step]
        assert all("USING INDEX" in step for step in walked), (question, plan)
    views.close()
