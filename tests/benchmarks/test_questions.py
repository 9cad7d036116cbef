"""The benchmark of lookup and lists asks everything, and runs on a store of any size."""

import shutil
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.query import parse_filter
from app.core.query_fields import FIELDS
from app.providers import PROVIDERS
from app.store.filtered import FOR_EVER
from app.wiring import fill
from tests.benchmarks import lists, lookups
from tests.benchmarks.beside import SHELL, Beside, Shell


def test_every_field_of_the_language_is_asked() -> None:
    queries = [parse_filter(text, PROVIDERS) for text in lists.FILTERS]
    asked = {term.field for query in queries for group in query.groups for term in group}
    assert asked == {"", *FIELDS}


def test_all_questions_are_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, 300, datetime(2026, 11, 21, tzinfo=UTC), lambda *_: None)
    monkeypatch.setattr(lists, "MANY", 3)
    monkeypatch.setattr(lists, "PATIENCE", FOR_EVER)
    monkeypatch.setattr(lookups, "MANY", 3)
    program = shutil.which("sqlite3")
    with ExitStack() as stack:
        shell = None
        if program:
            shell = stack.enter_context(closing(Shell(program, tmp_path / "views.db")))
        beside = Beside(None, shell, ())
        found = [*lookups.measure(tmp_path, beside), *lists.measure(tmp_path, beside)]
    assert all(0 <= one.median <= one.p95 <= one.worst for one in found)
    assert all(one.whole == 1 for one in found)
    named = {one.name for one in found}
    assert {"exact CLABE", "nothing like it", "a page of the feed, anywhere: `spei`"} <= named
    assert any(SHELL in one.beside for one in found) == bool(program)
