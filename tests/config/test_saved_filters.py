"""Views and history on disk: whole, private, and never in the way of a start."""

import contextlib
import json
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config.paths import Paths
from app.config.saved_filters import FilterKeeper
from app.core.errors import SettingsError
from app.core.saved_filters import (
    LONGEST_NAME,
    MOST_KEPT,
    MOST_VIEWS,
    BadViews,
    Kept,
    Layout,
    SavedFilters,
    View,
    clean_name,
    from_text,
    layout_from_plain,
    to_text,
    views_from_text,
    views_to_text,
)

LAYOUT = Layout(("status", "path:payload.id"), (("status", 140),), "attention")
NAMES = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=LONGEST_NAME)


def test_what_is_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    keeper = FilterKeeper(paths)
    kept = Kept((View("Failed", "status:failed", LAYOUT),), ("ama", "status:failed"))
    keeper.change(lambda saved: saved.having("feed", kept))
    assert FilterKeeper(paths).saved().of("feed") == keeper.saved().of("feed") == kept
    assert paths.saved_filters.stat().st_mode & 0o077 == 0


def test_a_file_that_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.saved_filters.write_text("{half a fi", "utf-8")
    assert FilterKeeper(paths).saved() == SavedFilters()
    assert (tmp_path / "filters.unreadable.json").read_text("utf-8") == "{half a fi"


def test_what_cannot_be_written_is_told_and_not_believed(tmp_path: Path) -> None:
    keeper = FilterKeeper(Paths(tmp_path / "none"))
    with pytest.raises(SettingsError):
        keeper.change(lambda saved: saved.having("feed", Kept(history=("a",))))
    assert keeper.saved() == SavedFilters()


def test_changes_from_two_threads_are_both_kept(tmp_path: Path) -> None:
    keeper = FilterKeeper(Paths(tmp_path))

    def type_in(word: str) -> None:
        for number in range(20):
            keeper.change(
                lambda saved, text=f"{word}{number}": saved.having(  # type: ignore[misc]
                    "feed", saved.of("feed").with_typed(text)
                )
            )

    threads = [threading.Thread(target=type_in, args=(word,)) for word in "ab"]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(FilterKeeper(Paths(tmp_path)).saved().of("feed").history) == 40


def test_the_history_has_each_filter_once_and_an_end() -> None:
    kept = Kept()
    for number in range(MOST_KEPT + 5):
        kept = kept.with_typed(f"ref:{number}")
    kept = kept.with_typed("ref:50")
    assert len(kept.history) == MOST_KEPT
    assert kept.history[0] == "ref:50"
    assert kept.history.count("ref:50") == 1


def test_views_are_replaced_renamed_ordered_and_bounded() -> None:
    kept = Kept().with_view(View("a", "1")).with_view(View("b", "2")).with_view(View("a", "3"))
    assert kept.views == (View("a", "3"), View("b", "2"))
    assert kept.renamed("a", "b").views == (View("b", "3"),)
    assert kept.ordered(["b", "a"]).views == (View("b", "2"), View("a", "3"))
    assert kept.without("a").views == (View("b", "2"),)
    for number in range(MOST_VIEWS + 3):
        kept = kept.with_view(View(str(number), ""))
    assert len(kept.views) == MOST_VIEWS


@pytest.mark.parametrize("text", ["", "  ", "\u202e\u0000", "x" * (LONGEST_NAME + 1)])
def test_a_name_says_something(text: str) -> None:
    with pytest.raises(BadViews):
        clean_name(text)


@pytest.mark.parametrize(
    ("found", "layout"),
    [
        (None, None),
        (7, None),
        ({"columns": 3}, None),
        ({"columns": [1, None, "", "a", "a"], "widths": {"a": "b"}, "order": 5}, Layout(("a",))),
        ({"columns": [], "widths": []}, Layout()),
    ],
)
def test_a_layout_that_is_odd_is_read_as_far_as_it_says_something(
    found: object, layout: Layout | None
) -> None:
    assert layout_from_plain(found) == layout


def test_a_view_keeps_its_layout_when_it_is_laid_out_anew_or_renamed() -> None:
    kept = Kept().with_view(View("a", "1")).with_view(View("b", "2"))
    kept = kept.laid_out("a", LAYOUT).renamed("a", "c")
    assert kept.views == (View("c", "1", LAYOUT), View("b", "2"))


@given(
    st.lists(
        st.builds(View, NAMES, st.text(max_size=30), st.sampled_from([None, Layout(), LAYOUT])),
        unique_by=lambda one: one.name,
    )
)
def test_views_come_back_as_they_went(views: list[View]) -> None:
    views = views[:MOST_VIEWS]
    assert views_from_text(views_to_text(views)) == tuple(views)
    saved = SavedFilters().having("feed", Kept(tuple(views), ("a",)))
    assert from_text(to_text(saved)).of("feed") == saved.of("feed")


@given(st.recursive(st.none() | st.integers() | st.text(), lambda one: st.lists(one, max_size=3)))
def test_no_file_does_worse_than_bad_views(value: object) -> None:
    for text in (str(value), json.dumps(value), json.dumps({"acuse_views": 1, "views": value})):
        with contextlib.suppress(BadViews):
            views_from_text(text)


@pytest.mark.parametrize(
    "text",
    ['{"acuse_filters": 1, "lists": []}', "[1]", '{"acuse_filters": "1"}', "{"],
)
def test_what_is_no_table_of_lists_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(BadViews) as refused:
        from_text(text)
    assert refused.value.cause
    assert refused.value.remedy


def test_a_list_that_is_no_table_is_left_out_and_a_history_that_is_none_is_empty() -> None:
    read = from_text(
        '{"acuse_filters": 1, "lists": {"feed": 3, "transactions": {"history": "status:failed"}}}'
    )
    assert list(read.lists) == ["transactions"]
    assert read.of("transactions") == Kept((), ())


def test_views_of_a_newer_version_say_so() -> None:
    with pytest.raises(BadViews, match="newer"):
        views_from_text('{"acuse_views": 99, "views": []}')
