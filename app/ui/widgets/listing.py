"""A live list beside its inspector: head, filter, table, and the keys that belong to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from app.core.annotations import LABELS
from app.store.reader import Reader
from app.ui import shortcuts, texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.copied import Shape
from app.ui.making import Steps, Turns, paint_in_turns
from app.ui.models.rows import RowsModel
from app.ui.widgets import keyboard, toast
from app.ui.widgets.column_choice import Chosen, ColumnChoice
from app.ui.widgets.filters import FilterBar
from app.ui.widgets.inspector import Inspector
from app.ui.widgets.laying_out import LayingOut
from app.ui.widgets.list_head import ListHead
from app.ui.widgets.list_panel import ListPanel
from app.ui.widgets.notice import Notice
from app.ui.widgets.own_window import OwnWindow
from app.ui.widgets.panes import Room, bring_into_view
from app.ui.widgets.parts import button
from app.ui.widgets.row_copies import RowCopies
from app.ui.widgets.row_menu import RowMenu
from app.ui.widgets.seeking import FURTHEST, Seeking, is_marked, is_problem
from app.ui.widgets.sharing import Sharing
from app.ui.widgets.strokes import Strokes
from app.ui.widgets.tables import RowTable

PathsOf = Callable[[Reader, int], list[str]]
_LEAST_LIST, _LEAST_INSPECTOR = 130, 230  # points of height

# What can be done without a row.
_ALWAYS = (
    "row",
    "row-back",
    "problem",
    "problem-back",
    "marked",
    "marked-back",
    "columns",
    "privacy",
    "zone",
    "ago",
)


class Listing(QWidget):
    """What the live feed and the transactions look like; pages fill it and read for it."""

    rows_asked = Signal(object, object)  # keys; what to do with (rows, values)
    all_read = Signal()

    def __init__(
        self,
        ask: Ask,
        bridge: Bridge,
        actions: Actions,
        *,
        name: str,
        title: str,
        model: RowsModel,  # type: ignore[type-arg]
        paths_of: PathsOf,
    ) -> None:
        super().__init__()
        theme.dress(self, "page")
        self._ask, self._bridge, self._actions = ask, bridge, actions
        self._name, self._title = name, title
        self.display = bridge.display
        self.model = model
        self._paths_of = paths_of
        self.head = ListHead(title)
        self._total = ""
        self._painting = Turns(self)
        self.notice = Notice()

    def steps(self) -> Steps:
        """Head and filter, the table, the inspector, and what binds them."""
        ask, model = self._ask, self.model
        self._build_head()
        yield
        self._build_table()
        self.columns = ColumnChoice(ask, Chosen(model, self.table, self._paths))
        self.layout_kept = LayingOut(self.columns, self.filters.views, self._actions, self._name)
        yield
        self.panel.add_states()
        self.panel.clear_asked.connect(self.filters.clear)
        yield
        self.inspector = Inspector(ask, self._bridge, self._actions)
        self._splitter.addWidget(self.inspector)
        self._splitter.setStretchFactor(1, 0)
        self.inspector.setMinimumSize(theme.px(320), theme.px(_LEAST_INSPECTOR))
        yield from self.inspector.steps()
        yield
        self._seeking = Seeking(model, self.table, self.rows_asked.emit, self._say_none)
        self.strokes = Strokes(self.table, self.inspector, ask, self.display, self.rows_asked.emit)
        self.strokes.troubled.connect(self.notice.say_error)
        self.copies = RowCopies(model, self.table, self.display, self.rows_asked.emit)
        menu = RowMenu(
            self.table, self.inspector, self.copies, self.strokes, self.columns, self.display
        )
        menu.apart_asked.connect(self._open_apart)
        in_three = self._name == "transactions"
        self._sharing = Sharing(self._splitter, self._actions, self._name, in_three=in_three)
        self._bind()
        clock = QTimer(self, interval=1_000)
        clock.timeout.connect(self._tick)
        clock.start()

    def _build_head(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self.head)
        layout.addWidget(self.notice)
        self.filters = FilterBar(self._ask, self._bridge, self._actions, self._name)
        self.filters.troubled.connect(self.notice.say_error)
        self.filters.grew.connect(self._move_in_turns)
        layout.addWidget(self.filters)
        self._splitter = QSplitter()
        self._splitter.setHandleWidth(12)
        self._splitter.setChildrenCollapsible(False)
        self._room = Room(self._splitter)
        layout.addWidget(self._room, 1)

    def _build_table(self) -> None:
        self.table = RowTable(self._title)
        model = self.model
        self.table.show_rows(model, model.shown, model.columns, model.unopened)
        self.panel = ListPanel(self.table)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self.panel.setMinimumSize(theme.px(320), theme.px(_LEAST_LIST))

    def _bind(self) -> None:
        self._room.resized.connect(lambda: self._sharing.fit(self.width()))
        self.inspector.closed.connect(self.close_inspector)
        self.table.chosen.connect(self._opened)
        self.table.copy_asked.connect(self.copies.copy)
        self.table.titles().times_pressed.connect(self.display.toggle_relative)
        self.table.cut_short.connect(self._say_cut)
        self.table.activated.connect(lambda _: self._go_in())
        for name, pressed in (
            ("same", lambda: self.inspector.step(1)),
            ("same-back", lambda: self.inspector.step(-1)),
            ("row", partial(self.table.step, 1)),
            ("row-back", partial(self.table.step, -1)),
            ("problem", partial(self._seeking.seek, 1, is_problem)),
            ("problem-back", partial(self._seeking.seek, -1, is_problem)),
            ("marked", partial(self._seeking.seek, 1, is_marked)),
            ("marked-back", partial(self._seeking.seek, -1, is_marked)),
            ("copy-id", self.inspector.copy_id),
            ("copy-row", self.copies.copy),
            ("copy-markdown", partial(self.copies.copy, Shape.MARKDOWN)),
            ("columns", self.columns.edit),
            ("all-read", self.all_read.emit),
            ("explorer", self.inspector.open_explorer),
            ("ask", self.inspector.ask_provider),
            ("cep", self.inspector.open_cep),
            ("privacy", lambda: self.display.set_private(not self.display.is_private)),
            ("zone", self.display.toggle_utc),
            ("ago", self.display.toggle_relative),
            ("mark", self.strokes.mark),
            ("tag", self.strokes.tag),
            ("note", self.inspector.write_note),
            ("open", self._go_in),
            ("open-apart", self._open_apart),
        ):
            shortcuts.bind(self.table, name, pressed, self._ready(name))
        for number in range(LABELS + 1):
            shortcuts.bind_label(self.table, number, partial(self.strokes.label, number))
        shortcuts.bind(self, "copy-answer", self.inspector.copy_answer, self._has_transaction)

    def _ready(self, name: str) -> Callable[[], bool] | None:
        """When an action can be done: most are about a row."""
        rules: dict[str, Callable[[], bool] | None] = dict.fromkeys(_ALWAYS)
        copies = ("copy-row", "copy-markdown")
        rules |= dict.fromkeys(copies, lambda: bool(self.table.selected_keys()))
        rules |= dict.fromkeys(("ask", "cep"), self._has_transaction)
        rules["all-read"] = lambda: self.model.count_unopened() > 0
        rules["explorer"] = self.inspector.has_explorer
        return rules.get(name, self._has_row)

    def _has_row(self) -> bool:
        return self.inspector.found() is not None

    def _has_transaction(self) -> bool:
        found = self.inspector.found()
        return found is not None and found.transaction is not None

    def _move_in_turns(self) -> None:
        """Chips came or went: the list is painted at its new place, and the inspector after it."""
        if self.isVisible() and self.inspector.isVisible():
            paint_in_turns(self._painting, self.inspector)

    # --- what pages and the window ask -------------------------------------------------------

    def say_total(self, words: str) -> None:
        """How long the list is, beside its title, and how much of it is new and not opened."""
        self._total = words
        unread = self.model.count_unopened()
        if unread:
            words = self.tr("{0} · {1}").format(
                words, self.tr("{0} unread").format(texts.number(unread))
            )
        self.head.subtitle.setText(words)

    def _opened(self, place: int) -> None:
        self.model.open(place)
        self.say_total(self._total)

    def add_to_head(self, *buttons: QPushButton, export: Callable[[], object]) -> None:
        """Put buttons to the right of the title, last the one that takes along what is shown."""
        self.head.add(*buttons)
        words = self.tr("Export…")
        last = button(words, export, icon="download")
        last.setAccessibleName(words)
        last.setToolTip(self.tr("Export what is filtered… (Ctrl+E)"))
        self.head.add_sparing(last, words)
        keyboard.go_before(self.filters, *buttons, last)

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        inner = [self.inspector.tabs.tabBar()] if self.inspector.isVisible() else []
        return [self.filters.field, self.table, *inner]

    def _go_in(self) -> None:
        self.inspector.focus_timeline()
        bring_into_view(self.inspector)

    def _open_apart(self) -> None:
        """What is chosen, beside whatever is chosen next."""
        go = self.inspector.open_transaction.emit
        apart = OwnWindow(self, self._ask, self._bridge, self._actions, go)
        apart.show_row(*self.inspector.wanted())

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.filters.focus_field()

    def escape(self) -> None:
        """Esc: first what is still being looked for, then the filter, the inspector, the choice."""
        if self.filters.is_running():
            self.filters.stopped.emit()
        elif self.filters.is_on():
            self.filters.clear()
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.inspector.isVisible() and self.table.current_place() >= 0:
            self.close_inspector()
        else:
            self.table.clear_choice()

    def close_inspector(self) -> None:
        """Give its room to the list; choosing a row brings it back."""
        self.inspector.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_layout(self) -> None:
        """F4: the inspector beside the list, or below it."""
        self._sharing.toggle(self.width())

    def _say_cut(self, selected: int, total: int) -> None:
        toast.say(
            self,
            self.tr("{0} of {1} rows are selected, from the one at hand down.").format(
                texts.number(selected), texts.number(total)
            ),
        )

    def _paths(self) -> Callable[[Reader], list[str]]:
        key = self.model.places.key(max(self.table.current_place(), self.table.seen()[0]))
        return lambda reader: self._paths_of(reader, key)

    # --- inside ------------------------------------------------------------------------------

    def _say_none(self) -> None:
        furthest = texts.number(FURTHEST)
        toast.say(self, self.tr("None among the next {0} rows").format(furthest))

    def _tick(self) -> None:
        if self.isVisible():
            self.table.tick(datetime.now(UTC))
