"""The log holds one line a record, nothing a terminal obeys, and no token."""

import json
import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import logs
from app.config.paths import Paths

TOKEN = "Zm9vYmFyYmF6cXV4cXV1eA_-12345678"


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[Paths]:
    paths = Paths(tmp_path)
    paths.prepare()
    end = logs.start(paths)
    yield paths
    end()


def lines(paths: Paths) -> list[str]:
    return (paths.logs / "acuse.log").read_text(encoding="utf-8").splitlines()


def test_a_record_is_one_line_that_no_terminal_obeys(paths: Paths) -> None:
    logging.getLogger("acuse.test").warning("name %s", "\x1b[31mA\nB\u202e\u2028\x00")
    (line,) = lines(paths)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["message"] == "name \x1b[31mA\nB\u202e\u2028\x00"
    assert json.loads(line)["level"] == "warning"


def test_a_token_is_told_apart_but_not_told(paths: Paths) -> None:
    try:
        raise ValueError(f"POST /hooks/juno/{TOKEN}")
    except ValueError:
        logging.getLogger("acuse.test").exception("POST /hooks/juno/%s/v1", TOKEN)
    text = "\n".join(lines(paths))
    assert TOKEN not in text
    message = json.loads(text)["message"]
    assert message == f"POST /hooks/juno/{logs.token_mark(TOKEN)}/v1"
    assert "ValueError" in json.loads(text)["trace"]


def test_the_clients_own_chatter_is_left_out(paths: Paths) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST http://x")
    logging.getLogger("acuse.test").info("kept")
    assert len(lines(paths)) == 1


def test_the_end_leaves_nothing_behind(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.prepare()
    before = list(logging.getLogger().handlers)
    logs.start(paths)()
    assert logging.getLogger().handlers == before
    assert stat.S_ISREG((paths.logs / "acuse.log").stat().st_mode)
