"""The filter of a list in the real window: typed, clicked, wrong, remembered, saved, exchanged."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QInputDialog, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.config.paths import Paths
from app.config.saved_filters import FilterKeeper
from app.core.saved_filters import BadViews, Layout, View, views_from_text
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.columns import Choice
from app.ui.pages.feed import FeedPage
from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets.filters import FilterBar
from app.ui.window import MainWindow
from tests.ui.conftest import Kept

Arrive = Callable[..., list[int]]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window: MainWindow, arrive: Arrive, qtbot: QtBot) -> FeedPage:
    """The feed with five issuances: two complete, two pending, one failed."""
    found = window.page("feed")
    assert isinstance(found, FeedPage)
    arrive(2)
    arrive(2, first=2, status="PENDING")
    arrive(1, first=4, status="FAILED")
    qtbot.waitUntil(lambda: found.model.count() == 5)
    return found


@pytest.fixture
def bar(page: FeedPage) -> FilterBar:
    return page.listing.filters


def shows(qtbot: QtBot, page: FeedPage | TransactionsPage, count: int) -> None:
    qtbot.waitUntil(lambda: page.model.count() == count and not page.listing.filters.is_running())


def chips(bar: FilterBar) -> list[str]:
    """What the chips say."""
    return [chip.text().strip() for chip in bar.chips.findChildren(QPushButton) if chip.isVisible()]


def tabs(bar: FilterBar) -> list[str]:
    """The names of the tabs, without how many rows they have."""
    texts = (bar.views.bar.tabText(place) for place in range(bar.views.bar.count()))
    return [text.partition("  ")[0] for text in texts]


def columns(page: FeedPage) -> list[str]:
    return [one.name for one in page.listing.table.columns()]


def column(page: FeedPage, name: str) -> int:
    return [one.name for one in page.model.columns].index(name)


def save(qtbot: QtBot, bar: FilterBar, text: str, name: str) -> None:
    """Save a filter as a person does: by Ctrl+S and a name."""
    bar.set_text(text)
    bar.window().activateWindow()
    qtbot.waitUntil(lambda: bar.window().isActiveWindow())
    qtbot.keyClick(bar.field, KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: bar.views.findChild(QInputDialog) is not None)
    dialog = bar.views.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue(name)
    dialog.accept()
    qtbot.waitUntil(lambda: name.replace("&", "&&") in tabs(bar))


# --- typing and chips -----------------------------------------------------------------------------


def test_what_is_typed_narrows_the_list_and_stands_in_chips(
    page: FeedPage, bar: FilterBar, qtbot: QtBot
) -> None:
    bar.focus_field()
    qtbot.keyClicks(bar.field, "status:pending amount>50")
    assert chips(bar) == [], "the list does not move down while somebody types"
    shows(qtbot, page, 2)
    qtbot.waitUntil(lambda: chips(bar) == ["status:pending", "amount>50"])
    assert bar._count.text() == "2 / 5"


def test_a_chip_can_be_taken_out_or_edited(page: FeedPage, bar: FilterBar, qtbot: QtBot) -> None:
    bar.set_text("status:pending or status:failed")
    shows(qtbot, page, 3)
    crosses = [one for one in bar.chips.findChildren(QToolButton) if one.isVisible()]
    qtbot.mouseClick(crosses[0], LEFT)
    shows(qtbot, page, 1)
    assert bar.field.text() == "status:failed"
    (chip,) = [one for one in bar.chips.findChildren(QPushButton) if one.isVisible()]
    qtbot.mouseClick(chip, LEFT)
    assert bar.field.selectedText() == "status:failed"
    qtbot.keyClicks(bar.field, "status:complete")
    shows(qtbot, page, 2)


def test_while_chips_come_and_go_the_inspector_is_painted_after_the_list(
    page: FeedPage, bar: FilterBar, qtbot: QtBot
) -> None:
    """Both at once, with all that moves, kept whoever typed waiting."""
    inspector = page.listing.inspector
    qtbot.waitUntil(lambda: inspector.isVisible() and inspector.updatesEnabled())
    painted_with_it: list[bool] = []
    bar.grew.connect(lambda: painted_with_it.append(inspector.updatesEnabled()))
    for words in ("provider:juno", ""):
        bar.set_text(words)
        qtbot.waitUntil(lambda: bool(painted_with_it))
        qtbot.waitUntil(inspector.updatesEnabled)
        assert not any(painted_with_it)
        painted_with_it.clear()


def test_the_titles_stay_as_they_are_when_a_row_is_chosen(page: FeedPage) -> None:
    """Qt would paint all of them anew: with an arrow key held, thirty times a second."""
    table = page.listing.table
    last = table.model().columnCount() - 1
    row = QItemSelection(table.model().index(1, 0), table.model().index(1, last))
    assert table.titles().visualRegionForSelection(row).isEmpty()


def test_a_chip_is_used_again_for_what_stands_in_its_place(
    page: FeedPage, bar: FilterBar, qtbot: QtBot
) -> None:
    bar.focus_field()
    qtbot.keyClicks(bar.field, "status:pending amount>x")
    qtbot.waitUntil(lambda: chips(bar) == ["status:pending", "amount>x"])
    shown = [one for one in bar.chips.findChildren(QPushButton) if one.isVisible()]
    assert not shown[1].icon().isNull()
    bar.set_text("status:failed amount>5")
    assert chips(bar) == ["status:failed", "amount>5"]
    again = [one for one in bar.chips.findChildren(QPushButton) if one.isVisible()]
    assert again == shown
    assert shown[1].icon().isNull(), "nothing is wrong with it any more"
    bar.set_text("status:failed or amount>500")
    qtbot.waitUntil(lambda: chips(bar) == ["status:failed", "amount>500"])
    crosses = [one for one in bar.chips.findChildren(QToolButton) if one.isVisible()]
    qtbot.mouseClick(crosses[1], LEFT)
    assert bar.field.text() == "status:failed"


def test_the_menu_adds_conditions_to_the_text(page: FeedPage, bar: FilterBar, qtbot: QtBot) -> None:
    bar.insert("provider:juno")
    bar.insert("status:failed")
    assert bar.field.text() == "provider:juno status:failed"
    shows(qtbot, page, 1)
    bar.insert("status:pending")
    assert bar.field.text() == "provider:juno status:pending"
    shows(qtbot, page, 2)


def test_everything_is_cleared_at_once(page: FeedPage, bar: FilterBar, qtbot: QtBot) -> None:
    bar.set_text("status:pending amount>50")
    shows(qtbot, page, 2)
    qtbot.mouseClick(bar._clear, LEFT)
    shows(qtbot, page, 5)
    assert chips(bar) == []


def test_a_filter_is_in_force_with_its_last_key(
    page: FeedPage, bar: FilterBar, qtbot: QtBot
) -> None:
    bar.focus_field()
    qtbot.keyClicks(bar.field, "status:pendin")
    assert bar.text() == "", "no such status, and nobody is told while it is typed"
    assert not bar._wrong.isVisible()
    qtbot.keyClick(bar.field, "g")
    assert bar.text() == "status:pending"
    qtbot.keyClicks(bar.field, " amount")
    assert bar.text() == "status:pending", "this may become a field"
    qtbot.keyClicks(bar.field, ">50")
    assert bar.text() == "status:pending amount>50"
    shows(qtbot, page, 2)


# --- wrong ----------------------------------------------------------------------------------------


def test_a_word_that_is_being_completed_is_not_wrong_yet(bar: FilterBar, qtbot: QtBot) -> None:
    bar.window().activateWindow()
    bar.field.setFocus()
    qtbot.keyClicks(bar.field, "status:")
    qtbot.waitUntil(bar.field.suggests)
    qtbot.wait(2 * bar.field._timer.interval())
    assert not bar._wrong.isVisible()
    qtbot.keyClick(bar.field, KEY.Key_Escape)  # without suggestions it is held against the rules
    qtbot.waitUntil(bar._wrong.isVisible)


def test_a_wrong_filter_names_its_word_and_keeps_the_last_result(
    page: FeedPage, bar: FilterBar, arrive: Arrive, qtbot: QtBot
) -> None:
    bar.set_text("status:pending")
    shows(qtbot, page, 2)
    bar.focus_field()
    bar.field.end(False)
    qtbot.keyClicks(bar.field, " colour:red")
    qtbot.waitUntil(lambda: bar._wrong.isVisible() and "colour:red" in bar._wrong.text())
    assert "There is no such field" in bar._wrong.text()
    assert bar.field.property("kind") == "bad"
    shows(qtbot, page, 2)  # whatever a slow hand asked for on the way
    arrive(1, first=5, status="PENDING")
    shows(qtbot, page, 3)
    for _ in " colour:red":
        qtbot.keyClick(bar.field, KEY.Key_Backspace)
    qtbot.waitUntil(lambda: not bar._wrong.isVisible())
    assert bar.field.property("kind") == ""
    assert page.model.count() == 3


# --- completion -----------------------------------------------------------------------------------


def test_fields_operators_and_values_are_completed(
    page: FeedPage, bar: FilterBar, qtbot: QtBot
) -> None:
    field = bar.field
    bar.focus_field()
    qtbot.keyClicks(field, "stat")
    assert field.suggestions() == ["status:"]
    qtbot.keyClick(field, KEY.Key_Tab)
    assert field.text() == "status:"
    assert "status:pending" in field.suggestions()
    qtbot.keyClicks(field, "p")
    qtbot.keyClick(field, KEY.Key_Down)
    qtbot.keyClick(field, KEY.Key_Return)
    assert field.text() == "status:pending "
    assert not field.suggests()
    shows(qtbot, page, 2)
    qtbot.keyClicks(field, "provider:jui")
    assert field.suggestions() == ["provider:juicyway"]
    qtbot.keyClick(field, KEY.Key_Escape)
    assert not field.suggests()
    assert field.text() == "status:pending provider:jui", "Esc only puts the suggestions away"


def test_an_exact_field_offers_its_operators(bar: FilterBar, qtbot: QtBot) -> None:
    bar.focus_field()
    qtbot.keyClicks(bar.field, "amount")
    assert bar.field.suggestions() == ["amount:", "amount>", "amount<", "amount>=", "amount<="]


def test_assets_of_the_store_are_completed(page: FeedPage, bar: FilterBar, qtbot: QtBot) -> None:
    bar.focus_field()
    qtbot.waitUntil(lambda: "asset" in bar.field.known)
    qtbot.keyClicks(bar.field, "asset:")
    assert bar.field.suggestions() == ["asset:mxn"]


# --- history --------------------------------------------------------------------------------------


def test_up_brings_filters_back_also_after_a_restart(
    page: FeedPage,
    bar: FilterBar,
    ask: Ask,
    bridge: Bridge,
    actions: Actions,
    kept: Kept,
    qtbot: QtBot,
) -> None:
    for text in ("status:pending", "status:failed"):
        bar.focus_field()
        qtbot.keyClicks(bar.field, text)
        qtbot.keyClick(bar.field, KEY.Key_Return)
    qtbot.waitUntil(lambda: len(bar.views.kept().history) == 2)
    bar.clear()
    qtbot.keyClicks(bar.field, "ama")
    bar.field.hide_suggestions()
    qtbot.keyClick(bar.field, KEY.Key_Up)
    assert bar.field.text() == "status:failed"
    qtbot.keyClick(bar.field, KEY.Key_Up)
    assert bar.field.text() == "status:pending"
    qtbot.keyClick(bar.field, KEY.Key_Down)
    qtbot.keyClick(bar.field, KEY.Key_Down)
    assert bar.field.text() == "ama", "what was being typed comes back"
    again = FilterKeeper(Paths(kept.facts.parent))
    assert again.saved().of("feed").history == ("status:failed", "status:pending")


# --- views ----------------------------------------------------------------------------------------


def test_a_saved_view_survives_a_restart(
    page: FeedPage,
    bar: FilterBar,
    ask: Ask,
    bridge: Bridge,
    actions: Actions,
    kept: Kept,
    qtbot: QtBot,
) -> None:
    save(qtbot, bar, "status:pending", "Waiting")
    save(qtbot, bar, "status:failed", "Failed & gone")
    file = Paths(kept.facts.parent).saved_filters
    assert file.stat().st_mode & 0o077 == 0
    keeper = FilterKeeper(Paths(kept.facts.parent))
    later = replace(actions, saved_filters=keeper.saved, change_filters=keeper.change)
    window = MainWindow(ask, bridge, later)
    qtbot.addWidget(window)
    window.show()
    fresh = window.page("feed")
    assert isinstance(fresh, FeedPage)
    views = fresh.listing.filters
    assert tabs(views) == ["All", "Waiting", "Failed && gone"]
    qtbot.mouseClick(views.views.bar, LEFT, pos=views.views.bar.tabRect(1).center())
    shows(qtbot, fresh, 2)
    assert views.field.text() == "status:pending"
    qtbot.keyClick(fresh.listing.table, KEY.Key_Tab, CTRL)
    shows(qtbot, fresh, 1)
    qtbot.keyClick(fresh.listing.table, KEY.Key_Tab, CTRL)
    shows(qtbot, fresh, 5)


def test_views_are_renamed_moved_and_removed_with_undo(
    bar: FilterBar, ask: Ask, qtbot: QtBot
) -> None:
    for name in ("One", "Two", "Three"):
        save(qtbot, bar, f"ref:{name}", name)
    bar.views.rename("Two", "Zwei")
    qtbot.waitUntil(lambda: tabs(bar) == ["All", "One", "Zwei", "Three"])
    bar.views.move_view("Three", -2)
    qtbot.waitUntil(lambda: tabs(bar) == ["All", "Three", "One", "Zwei"])
    bar.views.remove("One")
    qtbot.waitUntil(lambda: tabs(bar) == ["All", "Three", "Zwei"])
    ask.undo.undo()
    qtbot.waitUntil(lambda: tabs(bar) == ["All", "Three", "One", "Zwei"])
    assert bar.views.kept().views[1] == View("One", "ref:One", Layout())


def test_a_view_stands_out_only_while_its_filter_is_in_force(bar: FilterBar, qtbot: QtBot) -> None:
    save(qtbot, bar, "status:failed", "Failed")
    assert bar.views.bar.currentIndex() == 1
    assert bar.views.bar.property("kind") == "views"
    bar.set_text("status:failed amount>1")
    assert bar.views.bar.property("kind") == "no-view"
    bar.clear()
    assert bar.views.bar.currentIndex() == 0


def test_views_travel_as_a_file(
    bar: FilterBar, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    save(qtbot, bar, "status:failed", "Failed")
    file = tmp_path / "views.json"
    bar.views.files.export(file)
    qtbot.waitUntil(file.exists)
    qtbot.waitUntil(lambda: file.read_text("utf-8").endswith("}\n"))
    assert json.loads(file.read_text("utf-8"))["views"] == [
        {"name": "Failed", "filter": "status:failed", "columns": [], "widths": {}, "order": ""}
    ]
    page = window.page("transactions")
    assert isinstance(page, TransactionsPage)
    page.listing.filters.views.files.import_from(file)
    qtbot.waitUntil(lambda: tabs(page.listing.filters) == ["All", "Failed"])


def test_a_view_has_columns_of_its_own_also_after_a_restart(
    page: FeedPage,
    bar: FilterBar,
    ask: Ask,
    bridge: Bridge,
    actions: Actions,
    kept: Kept,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    default = columns(page)
    save(qtbot, bar, "status:failed", "Failed")
    page.listing.columns.choose(Choice(("status", "path:payload.id"), {"status": 140}))
    qtbot.waitUntil(lambda: bar.views.kept().views[0].layout is not None)
    layout = Layout(("status", "path:payload.id"), (("status", 140),))
    qtbot.waitUntil(lambda: bar.views.kept().views[0].layout == layout)
    bar.set_text("status:failed amount>1")
    assert columns(page) == ["status", "path:payload.id"], "refined, it is the same view still"
    bar.clear()
    assert columns(page) == default
    page.listing.columns.choose(Choice(("amount",)))
    bar.views.step(1)
    assert columns(page) == ["status", "path:payload.id"]

    keeper = FilterKeeper(Paths(kept.facts.parent))
    later = replace(actions, saved_filters=keeper.saved, change_filters=keeper.change)
    window = MainWindow(ask, bridge, later)
    qtbot.addWidget(window)
    window.show()
    fresh = window.page("feed")
    assert isinstance(fresh, FeedPage)
    assert columns(fresh) == ["amount"]
    views = fresh.listing.filters.views
    qtbot.mouseClick(views.bar, LEFT, pos=views.bar.tabRect(1).center())
    shows(qtbot, fresh, 1)
    assert columns(fresh) == ["status", "path:payload.id"]
    assert fresh.listing.table.columnWidth(column(fresh, "status")) == 140

    file = tmp_path / "views.json"
    views.files.export(file)
    qtbot.waitUntil(lambda: file.exists() and file.read_text("utf-8").endswith("}\n"))
    assert views_from_text(file.read_text("utf-8")) == (View("Failed", "status:failed", layout),)


def test_a_tab_says_how_many_rows_its_view_has_while_they_come_in(
    bar: FilterBar, arrive: Arrive, qtbot: QtBot
) -> None:
    save(qtbot, bar, "status:failed", "Failed")
    save(qtbot, bar, "status:pending or status:complete", "Rest")
    bar.clear()
    labels = bar.views.bar.tabText
    qtbot.waitUntil(lambda: (labels(1), labels(2)) == ("Failed  1", "Rest  4"), timeout=10_000)
    arrive(2, first=9, status="FAILED")
    qtbot.waitUntil(lambda: (labels(1), labels(2)) == ("Failed  3", "Rest  4"), timeout=10_000)
    assert labels(0) == "All"


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"acuse_views": 99, "views": []}', '{"acuse_views":1,"views":[3]}']
)
def test_a_bad_file_of_views_is_refused_with_its_reason(
    bar: FilterBar, page: FeedPage, tmp_path: Path, qtbot: QtBot, content: str
) -> None:
    file = tmp_path / "views.json"
    file.write_text(content, "utf-8")
    with qtbot.waitSignal(bar.troubled) as told:
        bar.views.files.import_from(file)
    (error,) = told.args or [None]
    assert isinstance(error, BadViews)
    assert error.cause
    assert tabs(bar) == ["All"]
    assert page.listing.notice.isVisible()


# --- long searches --------------------------------------------------------------------------------


def test_esc_stops_a_filter_that_is_being_run(page: FeedPage, bar: FilterBar, qtbot: QtBot) -> None:
    bar.set_text("status:pending")
    bar.show_running(True)
    bar.focus_field()
    with qtbot.waitSignal(bar.stopped):
        qtbot.keyClick(bar.field, KEY.Key_Escape)
    assert not bar.is_running()
    assert bar.field.text() == "status:pending", "the filter itself stays"
    qtbot.keyClick(bar.field, KEY.Key_Escape)
    shows(qtbot, page, 5)


def test_open_only_is_a_condition_like_any_other(
    window: MainWindow, page: FeedPage, qtbot: QtBot
) -> None:
    states = window.page("transactions")
    assert isinstance(states, TransactionsPage)
    window.show_page("transactions")
    shows(qtbot, states, 5)
    qtbot.mouseClick(states.open_only, LEFT)
    assert states.listing.filters.field.text() == "final:no"
    shows(qtbot, states, 2)
    states.listing.filters.clear()
    shows(qtbot, states, 5)
    assert not states.open_only.isChecked()
