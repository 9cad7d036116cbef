"""The settings of every connection, and times that survive the way into the store and back."""

from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.sqlite import (
    VERSION,
    Connection,
    Error,
    connect_reader,
    connect_writer,
    micros,
    moment,
    transaction,
)


def writer(path: Path) -> Connection:
    return connect_writer(path, synchronous="FULL", checkpoint_pages=100)


def pragma(connection: Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_the_library_is_free_of_the_wal_reset_bug() -> None:
    assert tuple(int(part) for part in VERSION.split(".")) >= (3, 51, 3)


def test_a_writer_is_durable_and_distrusts_its_file(tmp_path: Path) -> None:
    connection = writer(tmp_path / "a.db")
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": 2000,
        "wal_autocheckpoint": 100,
        "mmap_size": 0,
    }
    assert {name: pragma(connection, name) for name in wanted} == wanted
    connection.close()


def test_a_reader_cannot_write_either_file(tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        connection = writer(tmp_path / name)
        connection.execute("CREATE TABLE t (x)")
        connection.close()
    reader = connect_reader(tmp_path / "a.db", facts=tmp_path / "b.db")
    for table in ("main.t", "facts.t"):
        with pytest.raises(Error, match="readonly"):
            reader.execute(f"INSERT INTO {table} VALUES (1)")
    reader.close()


def test_a_reader_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Error):
        connect_reader(tmp_path / "none.db")
    writer(tmp_path / "a.db").close()
    with pytest.raises(Error):
        connect_reader(tmp_path / "a.db", facts=tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_a_path_may_hold_signs_that_mean_something_in_an_address(tmp_path: Path) -> None:
    path = tmp_path / "a b?mode=rwc#%41.db"
    writer(path).close()
    connect_reader(path).close()
    assert {file.name for file in tmp_path.iterdir()} >= {path.name}


def test_bytes_and_nothing_are_bound_without_a_question(tmp_path: Path) -> None:
    """To find out that they have no adapter costs more than the rest of binding them."""
    library = import_module(Connection.__module__.partition(".")[0])
    for kind in (bytes, type(None)):
        assert (kind, library.PrepareProtocol) in library.adapters
    facts = writer(tmp_path / "facts.db")
    bound = facts.execute("SELECT ?, typeof(?1), ?, typeof(?2)", (b"\x00a", None)).fetchone()
    assert tuple(bound) == (b"\x00a", "blob", None, "null")
    facts.close()


def test_what_is_raised_undoes_the_transaction(tmp_path: Path) -> None:
    connection = writer(tmp_path / "a.db")
    connection.execute("CREATE TABLE t (x)")

    def write_half() -> None:
        with transaction(connection):
            connection.execute("INSERT INTO t VALUES (1)")
            connection.execute("INSERT INTO none VALUES (1)")

    with pytest.raises(Error, match="no such table"):
        write_half()
    assert not connection.in_transaction
    assert connection.execute("SELECT * FROM t").fetchall() == []
    connection.close()


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-6))])))
def test_a_time_comes_back_as_it_was(at: datetime) -> None:
    back = moment(micros(at))
    assert back == at
    assert back.utcoffset() == timedelta(0)
