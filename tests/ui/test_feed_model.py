"""The rows of the live feed: grown at either end, with a heading above each older day."""

import gc
from array import array
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from app.config.banks import load_banks
from app.store.rows import FeedRow
from app.ui.cells import Preparing, Shown
from app.ui.display import Display
from app.ui.models.at_hand import MOST, READY
from app.ui.models.feed import FeedModel
from app.ui.models.places import Day, Stretch

NOON = datetime(2026, 11, 21, 18, tzinfo=UTC)  # noon in Mexico City
TODAY = date(2026, 11, 21)
CDMX = ZoneInfo("America/Mexico_City")


def row(number: int, at: datetime = NOON, **more: Any) -> FeedRow:
    made = FeedRow(
        delivery_id=number,
        received_at=at,
        provider="juno",
        kind="issuance",
        event_type="TRANSACTION",
        status="complete",
        provider_status="COMPLETE",
        amount="1234.50",
        asset="MXN",
        rail="SPEI",
        counterparty="646180115400230775",
        reference="user-ref-12345",
        transaction_id=f"juno:issuance:{number}",
        attempts=1,
        flags=(),
        standing="trusted",
        basis="address",
        source="webhook",
    )
    return made._replace(**more)


def rows(newest: int, count: int, at: datetime = NOON) -> list[FeedRow]:
    return [row(number, at) for number in range(newest, newest - count, -1)]


def give(model: FeedModel, given: list[FeedRow], today: date = TODAY) -> None:
    """Older rows, as they are read: their keys, where their days begin, and themselves."""
    days = [one.received_at.astimezone(CDMX).date() for one in given]
    begun = [n for n, day in enumerate(days) if n == 0 or day != days[n - 1]]
    headings = tuple((n, Day(days[n])) for n in begun)
    model.add_older(Stretch(array("q", (one.delivery_id for one in given)), headings))
    model.fill(given, 0, len(given))


@pytest.fixture
def display(dressed: object) -> Display:
    return Display("America/Mexico_City")


@pytest.fixture
def model(display: Display) -> FeedModel:
    return FeedModel(Preparing(display, load_banks()), TODAY)


def column(model: FeedModel, name: str) -> int:
    return [one.name for one in model.columns].index(name)


def shown(model: FeedModel, name: str, place: int = 0) -> str:
    return str(model.index(place, column(model, name)).data())


def test_it_keeps_the_contract_of_models(model: FeedModel, qtmodeltester: ModelTester) -> None:
    give(model, rows(50, 30))
    qtmodeltester.check(model)
    model.add_newer(rows(60, 10))
    give(model, rows(20, 20, NOON - timedelta(days=1)))
    model.take(57)
    model.take(1_000)
    model.update([row(58, attempts=2)], 0, 60)
    model.set_today(TODAY + timedelta(days=1))
    model.clear()


def test_a_batch_is_one_announcement(model: FeedModel) -> None:
    give(model, rows(50, 30))
    batches: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _, first, last: batches.append((first, last)))
    model.add_newer(rows(150, 100))
    assert batches == [(0, 99)]
    assert model.places.newest == 150
    assert model.places.oldest == 21


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("received", "12:00:00.000"),
        ("provider", "Juno"),
        ("type", "Issuance"),
        ("amount", "1,234.50\u00a0MXN"),
        ("status", "Complete"),
        ("rail", "SPEI"),
        ("counterparty", "STP ••• 0775"),
        ("reference", "user-ref-12345"),
    ],
)
def test_a_row_is_made_ready(model: FeedModel, name: str, text: str) -> None:
    give(model, [row(1)])
    assert shown(model, name) == text


@pytest.mark.parametrize(
    ("sent", "column_name", "text"),
    [
        ({"amount": "", "asset": ""}, "amount", "–"),
        ({"status": "", "standing": "quarantined", "kind": ""}, "status", "Quarantined"),
        ({"rail": "ARBITRUM"}, "rail", "Arbitrum"),
        ({"rail": "SPEI"}, "rail", "SPEI"),
        ({"rail": "ACH_STANDARD"}, "rail", "ACH standard"),
        ({"rail": "CO_BREB"}, "rail", "CO BREB"),
        ({"rail": ""}, "rail", "–"),
        ({"counterparty": "*****0606032******"}, "counterparty", "••• 0606032 •••"),
        (
            {"counterparty": "0xc0ffee254729296a45a3885639AC7E10F9d54979"},
            "counterparty",
            "0xc0ff…4979",
        ),
        ({"reference": "a\u202eb"}, "reference", "a⟨U+202E⟩b"),
        ({"kind": "brand_new"}, "type", "Brand new"),
        ({"provider": "who\u200b"}, "provider", "who⟨U+200B⟩"),
    ],
)
def test_what_is_odd_is_shown_plainly(
    model: FeedModel, sent: dict[str, Any], column_name: str, text: str
) -> None:
    give(model, [row(1, **sent)])
    assert shown(model, column_name) == text


def test_hovering_gives_the_whole_time_in_both_zones(model: FeedModel) -> None:
    give(model, [row(1)])
    tip = str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    here, zone, there = tip.split("\n")
    assert here == "2026-11-21 12:00:00.000000 -06:00"
    assert zone == "CDMX · UTC−6"
    assert there == "2026-11-21 18:00:00.000000 UTC"


def test_badges_say_repeats_weak_checks_and_flags(model: FeedModel) -> None:
    give(model, [row(1, attempts=3, basis="secret path only", flags=("regress",), source="test")])
    ready = model.shown(0)
    assert ready is not None
    assert [badge.words for badge in ready.badges] == [
        "arrived 3 times",
        "a test of our own",
        "authenticity: secret address only",
        "went back after a final status",
    ]


def test_older_days_have_their_heading(model: FeedModel) -> None:
    give(model, rows(9, 2) + rows(7, 2, NOON - timedelta(days=1)))
    give(model, rows(5, 2, NOON - timedelta(days=1)) + rows(3, 1, NOON - timedelta(days=9)))
    texts = [str(model.index(place, 0).data()) for place in range(model.rowCount())]
    headings = [(place, text) for place, text in enumerate(texts) if ":" not in text]
    assert [place for place, _ in headings] == [2, 7]
    assert headings[0][1].startswith("Yesterday · Friday 20 November 2026")
    assert not model.flags(model.index(2, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.count() == 7


def test_the_first_row_of_a_new_day_pushes_a_heading_below_it(model: FeedModel) -> None:
    give(model, rows(9, 2))
    tomorrow = NOON + timedelta(days=1)
    model.set_today(TODAY + timedelta(days=1))
    assert str(model.index(0, 0).data()).startswith("Yesterday")
    model.add_newer([row(10, tomorrow)])
    assert model.place_of(10) == 0
    assert model.rowCount() == 4
    model.add_newer([row(12, tomorrow), row(11, tomorrow)])
    assert model.rowCount() == 6


def test_another_zone_begins_days_elsewhere_and_keeps_the_choice(
    model: FeedModel, display: Display
) -> None:
    late = datetime(2026, 11, 21, 3, tzinfo=UTC)  # the evening before in Mexico City
    give(model, [row(9), row(8, late), row(7, late)])
    assert model.rowCount() == 4
    chosen = QPersistentModelIndex(model.index(model.place_of(7), 0))
    display.toggle_utc()
    model.set_days([(9, TODAY)], TODAY)
    assert model.rowCount() == 3
    assert chosen.row() == model.place_of(7) == 2
    assert shown(model, "received", 1) == "03:00:00.000"


def test_it_knows_every_place_and_keeps_the_rows_seen_last(model: FeedModel) -> None:
    model.add_older(Stretch(array("q", range(1_000_000, 0, -1)), ((0, Day(TODAY)),)))
    assert model.rowCount() == model.count() == 1_000_000
    assert model.unread(700_000, 700_002) == [300_000, 299_999, 299_998]
    model.fill(rows(300_000, MOST), 700_000, 700_000)
    assert shown(model, "reference", 700_000) == "user-ref-12345"
    assert model.unread(700_000, 700_002) == []
    model.add_newer(rows(1_000_010, 10))
    assert model.row(700_010) is not None
    assert model.row(700_013) is None
    assert model.place_of(300_000) == 700_010


def test_few_of_the_rows_are_kept_ready(model: FeedModel) -> None:
    """A row that is ready is twenty objects, and whatever is kept is looked through for garbage."""

    def ready() -> list[Shown]:
        return [one for one in gc.get_objects() if isinstance(one, Shown)]

    others = ready()  # held, so that none of them goes while it is counted
    give(model, rows(3_000, 3_000))
    for place in range(3_000):
        assert model.shown(place)
    model.fill(rows(3_000, 30), 0, 30)
    assert READY - 30 <= len(ready()) - len(others) <= READY + 30
    assert shown(model, "reference", 2_500) == "user-ref-12345"


def test_a_row_is_waited_for_in_its_place(model: FeedModel) -> None:
    model.add_older(Stretch(array("q", [3, 2, 1]), ((0, Day(TODAY)),)))
    ready = model.shown(1)
    assert ready is not None
    assert ready.is_waiting
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable
    model.fill([row(2)], 0, 2)
    assert shown(model, "provider", 1) == "Juno"


def test_only_what_changed_is_announced(model: FeedModel) -> None:
    give(model, rows(9, 5))
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.append(first.row()))
    model.update([row(9), row(7, attempts=2), row(99)], 0, 9)
    assert changed == [2]
    ready = model.shown(2)
    assert ready is not None
    assert ready.badges[0].text == "×2"


def test_the_privacy_screen_masks_counterparties(model: FeedModel, display: Display) -> None:
    give(model, [row(1), row(0, counterparty="Sender Name")])
    display.set_private(True)
    model.renew()
    assert shown(model, "counterparty") == "STP •••"
    assert shown(model, "counterparty", 1) == "S••• N•••"
    tip = model.index(0, column(model, "counterparty")).data(Qt.ItemDataRole.ToolTipRole)
    assert "0775" not in str(tip)


@pytest.mark.parametrize("place", [-1, 0, 5])
def test_a_place_that_is_not_there_does_no_harm(model: FeedModel, place: int) -> None:
    assert model.shown(place) is None
    assert model.row(place) is None
    assert model.data(QModelIndex()) is None
