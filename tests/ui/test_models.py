"""Every model of the window keeps the contract of Qt's models, empty, filled and emptied again."""

from __future__ import annotations

import importlib
import pkgutil
from array import array
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QAbstractItemModel
from pytestqt.modeltest import ModelTester

import app.ui
from app.config.banks import load_banks
from app.core.outline import outline
from app.store.rows import FieldRow, LookupHit
from app.ui.cells import Preparing
from app.ui.display import Display
from app.ui.models.feed import FeedModel
from app.ui.models.fields import FieldsModel
from app.ui.models.json_tree import JsonTree
from app.ui.models.places import Day, Rest, Since, Stretch, Urgent
from app.ui.models.rows import RowsModel
from app.ui.models.transactions import TransactionsModel
from app.ui.widgets.lookup_hits import Hits

NOW = datetime(2026, 11, 21, tzinfo=UTC)
TODAY = NOW.date()
Turn = Callable[[], object]


def using() -> Preparing:
    return Preparing(Display("America/Mexico_City"), load_banks())


def feed() -> Iterator[QAbstractItemModel]:
    model = FeedModel(using(), TODAY)
    yield model
    keys = array("q", range(30, 0, -1))
    model.add_older(Stretch(keys, ((0, Day(TODAY)), (9, Day(date(2026, 11, 20))))))
    yield model
    model.show_paths(("payload.id",))
    model.take(7)
    yield model
    model.clear()
    yield model


def transactions() -> Iterator[QAbstractItemModel]:
    model = TransactionsModel(using(), TODAY)
    yield model
    model.add_below(Stretch(array("q", [9, 3]), ((0, Urgent()),), array("q", [3, 9])))
    headings = ((0, Rest()), (1, Since()))
    model.add_below(Stretch(array("q", [8, 7]), headings, array("q", [7, 8])))
    yield model
    model.take(8)
    model.clear()
    yield model


def fields() -> Iterator[QAbstractItemModel]:
    model = FieldsModel(UTC)
    yield model
    rows = [
        FieldRow("TRANSACTION", f"payload.f{n}", ("text",), n == 1, NOW, NOW, n) for n in (1, 2)
    ]
    model.show_fields(rows)
    yield model
    model.narrow("f2")
    assert model.path(0) == "payload.f2"
    yield model
    model.narrow("nothing")
    yield model


def tree() -> Iterator[QAbstractItemModel]:
    model = JsonTree()
    yield model
    model.show_nodes(outline('{"a": [1, {"b": {}}], "c": "x"}'))
    yield model


def hits() -> Iterator[QAbstractItemModel]:
    model = Hits(Display("America/Mexico_City"))
    yield model
    hit = LookupHit("juno:a:b", "juno", "issuance", "failed", "", "1", "MXN", NOW, "exact")
    model.show_hits([hit, hit])
    yield model
    model.show_hits([])
    yield model


LIVES = {
    FeedModel: feed,
    TransactionsModel: transactions,
    FieldsModel: fields,
    JsonTree: tree,
    Hits: hits,
}


@pytest.mark.parametrize("kind", LIVES, ids=lambda kind: kind.__name__)
def test_it_keeps_the_contract(
    kind: type[QAbstractItemModel], dressed: object, qtmodeltester: ModelTester
) -> None:
    life = LIVES[kind]()
    model = next(life)
    assert type(model) is kind
    qtmodeltester.check(model)
    for _ in life:  # whatever it announces is checked from here on
        pass


def test_no_model_of_the_window_is_left_out() -> None:
    for found in pkgutil.walk_packages(app.ui.__path__, "app.ui."):
        importlib.import_module(found.name)
    assert set(_ours(QAbstractItemModel)) == {*LIVES, RowsModel}


def _ours(kind: type[QAbstractItemModel]) -> Iterator[type[QAbstractItemModel]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("app."):
            yield one
        yield from _ours(one)
