"""What people keep of their filters: named views of a list, and what they typed before; pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from app.core.errors import AcuseError
from app.core.query import LONGEST

VERSION = 1
MOST_VIEWS = 50  # of one list
MOST_KEPT = 100  # filters typed before, of one list
LONGEST_NAME = 60
LISTS = ("feed", "transactions")
MOST_COLUMNS = 60
LONGEST_COLUMN = 250


class BadViews(AcuseError):
    """A file that holds no views that this version can read."""

    code = "bad-views"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list is laid out: its columns, the widths people gave to some, the order of its rows.

    No columns are those that a list begins with, no order is the one it begins with.
    """

    columns: tuple[str, ...] = ()
    widths: tuple[tuple[str, int], ...] = ()
    order: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A filter with a name, and how its list is laid out; None: as it is without a view."""

    name: str
    filter: str
    layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What belongs to one list: its views in order, and its last filters, the newest first."""

    views: tuple[View, ...] = ()
    history: tuple[str, ...] = ()

    def with_typed(self, text: str) -> Kept:
        """A filter was used; it is the newest now."""
        others = (one for one in self.history if one != text)
        return replace(self, history=(text, *others)[:MOST_KEPT])

    def with_view(self, view: View) -> Kept:
        """A view more; one of its name is replaced where it stands."""
        if any(one.name == view.name for one in self.views):
            views = tuple(view if one.name == view.name else one for one in self.views)
        else:
            views = (*self.views, view)
        return replace(self, views=views[:MOST_VIEWS])

    def laid_out(self, name: str, layout: Layout) -> Kept:
        """A view in another layout."""
        views = (replace(one, layout=layout) if one.name == name else one for one in self.views)
        return replace(self, views=tuple(views))

    def renamed(self, name: str, new: str) -> Kept:
        """A view under another name; one that had it is gone."""
        others = [one for one in self.views if one.name != new or one.name == name]
        views = (replace(one, name=new) if one.name == name else one for one in others)
        return replace(self, views=tuple(views))

    def without(self, name: str) -> Kept:
        """All views but one."""
        return replace(self, views=tuple(one for one in self.views if one.name != name))

    def ordered(self, names: Iterable[str]) -> Kept:
        """The same views in another order."""
        places = {name: place for place, name in enumerate(names)}
        views = sorted(self.views, key=lambda one: places.get(one.name, len(places)))
        return replace(self, views=tuple(views))


@dataclass(frozen=True, slots=True)
class SavedFilters:
    """All lists, by name."""

    lists: Mapping[str, Kept] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, name: str) -> Kept:
        """What is kept for a list."""
        return self.lists.get(name, Kept())

    def having(self, name: str, kept: Kept) -> SavedFilters:
        """With another state of one list."""
        return SavedFilters(MappingProxyType({**self.lists, name: kept}))


def clean_name(text: str) -> str:
    """A view's name as it is kept; raises BadViews when nothing is left of it."""
    name = " ".join("".join(sign for sign in text if sign.isprintable()).split())
    if not name or len(name) > LONGEST_NAME:
        raise BadViews(
            "This cannot be the name of a view.",
            cause=f"A name has from 1 to {LONGEST_NAME} visible characters.",
        )
    return name


def to_text(saved: SavedFilters) -> str:
    """Everything, as our own file holds it."""
    lists = {
        name: {"views": _plain(kept.views), "history": list(kept.history)}
        for name, kept in saved.lists.items()
    }
    return _dumped({"acuse_filters": VERSION, "lists": lists})


def from_text(text: str) -> SavedFilters:
    """What to_text wrote; raises BadViews."""
    table = _table(text, "acuse_filters").get("lists", {})
    if not isinstance(table, dict):
        raise _unreadable("Its lists are no table.")
    found = {
        str(name): Kept(_views(one.get("views", [])), _history(one.get("history", [])))
        for name, one in table.items()
        if isinstance(one, dict)
    }
    return SavedFilters(MappingProxyType(found))


def views_to_text(views: Iterable[View]) -> str:
    """Views as a file that can be given to others."""
    return _dumped({"acuse_views": VERSION, "views": _plain(views)})


def views_from_text(text: str) -> tuple[View, ...]:
    """The views of such a file; raises BadViews."""
    return _views(_table(text, "acuse_views").get("views"))


def layout_to_plain(layout: Layout) -> dict[str, Any]:
    """A layout as JSON holds it."""
    return {
        "columns": list(layout.columns),
        "widths": dict(layout.widths),
        "order": layout.order,
    }


def layout_from_plain(found: object) -> Layout | None:
    """What layout_to_plain made, None when this is nothing of the kind; the odd is left out."""
    if not isinstance(found, dict) or not isinstance(found.get("columns"), list):
        return None
    columns = [one for one in found["columns"] if _is_column(one)][:MOST_COLUMNS]
    widths, order = found.get("widths"), found.get("order")
    given = widths.items() if isinstance(widths, dict) else ()
    return Layout(
        tuple(dict.fromkeys(columns)),
        tuple((name, width) for name, width in given if _is_column(name) and type(width) is int)[
            :MOST_COLUMNS
        ],
        order if isinstance(order, str) and len(order) <= LONGEST_COLUMN else "",
    )


def _is_column(found: object) -> bool:
    return isinstance(found, str) and 0 < len(found) <= LONGEST_COLUMN


def _plain(views: Iterable[View]) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "filter": one.filter}
        | (layout_to_plain(one.layout) if one.layout else {})
        for one in views
    ]


def _dumped(table: Mapping[str, Any]) -> str:
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def _table(text: str, mark: str) -> dict[str, Any]:
    try:
        table = json.loads(text)
    except (ValueError, RecursionError):
        raise _unreadable("It is no JSON.") from None
    if not isinstance(table, dict) or type(table.get(mark)) is not int:
        raise _unreadable(f"It does not say {mark}.")
    if table[mark] > VERSION:
        raise BadViews(
            "These views were saved by a newer Acuse.",
            cause=f"Their version is {table[mark]}; this one reads {VERSION}.",
            remedy="Start the newer Acuse.",
        )
    return table


def _views(found: Any) -> tuple[View, ...]:
    if not isinstance(found, list) or len(found) > MOST_VIEWS:
        raise _unreadable(f"It holds no list of at most {MOST_VIEWS} views.")
    views: dict[str, View] = {}
    for one in found:
        view = _view(one)
        views.setdefault(view.name, view)
    return tuple(views.values())


def _view(found: Any) -> View:
    name, text = (found.get("name"), found.get("filter")) if isinstance(found, dict) else ("", 0)
    if not isinstance(name, str) or not isinstance(text, str) or len(text) > LONGEST:
        raise _unreadable("A view has a name and a filter, both texts.")
    return View(clean_name(name), text, layout_from_plain(found))


def _history(found: Any) -> tuple[str, ...]:
    if not isinstance(found, list):
        return ()
    return tuple(one for one in found[:MOST_KEPT] if isinstance(one, str) and len(one) <= LONGEST)


def _unreadable(cause: str) -> BadViews:
    return BadViews(
        "This file holds no views.", cause=cause, remedy="Take one that Acuse has exported."
    )
