"""The columns that a list can have, and those it begins with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.core.saved_filters import Layout

PATH = "path:"  # begins the name of a column that shows a place in the bodies
MOST_PATHS = 20
_WIDEST = 2_000
_NARROWEST = 24


class Look(Enum):
    """How the cells of a column are painted."""

    TEXT = auto()
    MUTED = auto()
    TIME = auto()
    AGE = auto()
    CODE = auto()
    AMOUNT = auto()
    STATUS = auto()
    BADGES = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list; of those that do not fit, the highest `rank` leaves first.

    `width` is the least it needs, `share` its part of the room that is left. Columns with `is_more`
    are there for whoever chooses them.
    """

    name: str
    title: str
    look: Look
    width: int
    share: int = 0
    rank: int = 0
    is_more: bool = False
    heading: str = ""  # what the dialog calls a column whose title is short or empty

    @property
    def words(self) -> str:
        """What the column is called where there is room."""
        return self.heading or self.title

    @property
    def path(self) -> str:
        """The place in the bodies that it shows, "" for a column of our own."""
        return self.name.removeprefix(PATH) if self.name.startswith(PATH) else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The columns that a person chose, in their order, and the widths they gave to some.

    Without names it is the default: what fits is shown, and takes the room there is.
    """

    names: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)

    @property
    def paths(self) -> tuple[str, ...]:
        """The places in the bodies that are shown."""
        return tuple(one.removeprefix(PATH) for one in self.names if one.startswith(PATH))

    def laid_out(self, order: str) -> Layout:
        """As a view keeps it, beside the order of the rows."""
        return Layout(self.names, tuple(self.widths.items()), order)

    @classmethod
    def of(cls, layout: Layout) -> Choice:
        """As a view keeps it."""
        widths = {name: min(max(width, _NARROWEST), _WIDEST) for name, width in layout.widths}
        return cls(layout.columns, widths)


def chosen(known: Iterable[Column], choice: Choice) -> tuple[Column, ...]:
    """The columns of a choice, of those that are known and of places in the bodies."""
    by_name = {one.name: one for one in known}
    names = choice.names or [name for name, one in by_name.items() if not one.is_more]
    paths = {f"{PATH}{one}": path_column(one) for one in choice.paths[:MOST_PATHS]}
    found = [by_name.get(name) or paths.get(name) for name in names]
    kept = tuple(one for one in found if one is not None)
    return kept or chosen(known, Choice())


def path_column(path: str) -> Column:
    """A place in the bodies as a column, titled by its last part."""
    return Column(
        f"{PATH}{path}", path.rpartition(".")[2], Look.CODE, 120, 2, 2, is_more=True, heading=path
    )


def feed_columns() -> tuple[Column, ...]:
    """The columns of the live feed."""
    return (
        Column("received", QCoreApplication.translate("Cells", "Received"), Look.TIME, 98),
        *_front(),
        Column("age", QCoreApplication.translate("Cells", "Age"), Look.AGE, 62, 0, 6),
        *_end(),
        Column(
            "event", QCoreApplication.translate("Cells", "Event"), Look.CODE, 120, 1, is_more=True
        ),
        Column(
            "standing",
            QCoreApplication.translate("Cells", "Standing"),
            Look.TEXT,
            100,
            is_more=True,
        ),
        Column(
            "source", QCoreApplication.translate("Cells", "Source"), Look.TEXT, 84, is_more=True
        ),
        Column(
            "delivery", QCoreApplication.translate("Cells", "Delivery"), Look.CODE, 84, is_more=True
        ),
    )


def transaction_columns() -> tuple[Column, ...]:
    """The columns of the transactions."""
    return (
        Column("updated", QCoreApplication.translate("Cells", "Updated"), Look.TIME, 98),
        *_front(),
        Column("took", QCoreApplication.translate("Cells", "Took"), Look.AGE, 62, 0, 6),
        *_end(),
        Column(
            "first", QCoreApplication.translate("Cells", "First seen"), Look.TIME, 100, is_more=True
        ),
        Column(
            "created", QCoreApplication.translate("Cells", "Created"), Look.TIME, 100, is_more=True
        ),
    )


def _front() -> tuple[Column, ...]:
    return (
        Column("provider", QCoreApplication.translate("Cells", "Provider"), Look.TEXT, 82),
        Column("type", QCoreApplication.translate("Cells", "Type"), Look.TEXT, 124, 2),
        Column("amount", QCoreApplication.translate("Cells", "Amount"), Look.AMOUNT, 160),
        Column("status", QCoreApplication.translate("Cells", "Status"), Look.STATUS, 118),
    )


def _end() -> tuple[Column, ...]:
    return (
        Column("rail", QCoreApplication.translate("Cells", "Rail"), Look.TEXT, 66, 1, 5),
        Column(
            "counterparty",
            QCoreApplication.translate("Cells", "Counterparty"),
            Look.CODE,
            130,
            2,
            3,
        ),
        Column("reference", QCoreApplication.translate("Cells", "Reference"), Look.CODE, 78, 2, 4),
        Column(
            "flags",
            "",
            Look.BADGES,
            44,
            0,
            1,
            heading=QCoreApplication.translate("Cells", "Flags and marks"),
        ),
        Column("tags", QCoreApplication.translate("Cells", "Tags"), Look.TEXT, 90, 1, is_more=True),
        Column("asset", QCoreApplication.translate("Cells", "Asset"), Look.TEXT, 62, is_more=True),
        Column(
            "word",
            QCoreApplication.translate("Cells", "Provider's status"),
            Look.CODE,
            110,
            1,
            is_more=True,
        ),
        Column(
            "id",
            QCoreApplication.translate("Cells", "Transaction"),
            Look.CODE,
            120,
            2,
            is_more=True,
        ),
        Column(
            "arrivals", QCoreApplication.translate("Cells", "Arrivals"), Look.TEXT, 66, is_more=True
        ),
    )
