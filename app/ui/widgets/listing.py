"""A live list beside its inspector: head, filter, table, and the keys that belong to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.core.annotations import LABELS
from app.core.event import IdKind
from app.store.reader import Reader
from app.ui import shortcuts, texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.cells import MARK_ICON, Shown
from app.ui.copied import Shape, copied
from app.ui.making import Steps
from app.ui.models.rows import MOST, RowsModel, Values
from app.ui.widgets import keyboard, toast
from app.ui.widgets.card import EmptyState
from app.ui.widgets.clipboard import copy
from app.ui.widgets.column_choice import Chosen, ColumnChoice
from app.ui.widgets.filters import FilterBar
from app.ui.widgets.inspected import Inspected
from app.ui.widgets.inspector import Inspector
from app.ui.widgets.laying_out import LayingOut
from app.ui.widgets.list_head import ListHead
from app.ui.widgets.notice import Notice
from app.ui.widgets.own_window import OwnWindow
from app.ui.widgets.panes import Room, bring_into_view
from app.ui.widgets.parts import button
from app.ui.widgets.seeking import FURTHEST, Seeking
from app.ui.widgets.sharing import Sharing
from app.ui.widgets.strokes import Strokes
from app.ui.widgets.tables import RowTable

PathsOf = Callable[[Reader, int], list[str]]
_LEAST_LIST, _LEAST_INSPECTOR = 130, 230  # points of height
_PROBLEMS = frozenset({"failed", "reversed", "quarantined", "unreadable", "expired"})


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
        self._shown = model.shown
        self.display = bridge.display
        self.model = model
        self._paths_of = paths_of
        self.head = ListHead(title)
        self._total = ""
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
        self._build_states()
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
        layout.addWidget(self.filters)
        self._splitter = QSplitter()
        self._splitter.setHandleWidth(12)
        self._splitter.setChildrenCollapsible(False)
        self._room = Room(self._splitter)
        layout.addWidget(self._room, 1)

    def _build_table(self) -> None:
        panel = QFrame()
        theme.dress(panel, "panel")
        self._splitter.addWidget(panel)
        self._splitter.setStretchFactor(0, 1)
        panel.setMinimumSize(theme.px(320), theme.px(_LEAST_LIST))
        panel.setContentsMargins(1, 5, 1, 5)  # clear of the round corners
        self._stack = QStackedLayout(panel)
        self.table = RowTable(self._title)
        model = self.model
        self.table.show_rows(model, model.shown, model.columns, model.unopened)
        self._stack.addWidget(self.table)

    def _build_states(self) -> None:
        """What stands where the rows would be, when there are none."""
        self.empty = EmptyState("inbox", "", "")
        self._instead: QWidget | None = None
        self.nothing = EmptyState(
            "funnel", self.tr("Nothing matches this filter"), self.tr("Everything is still there.")
        )
        self.nothing.offer(self.tr("Clear the filter"), self.filters.clear, kind="primary")
        self.looking = EmptyState(
            "search",
            self.tr("Looking further…"),
            self.tr("Nothing among the newest so far. Esc stops."),
        )
        self.stopped = EmptyState(
            "search",
            self.tr("Stopped before anything was found"),
            self.tr("What is older was not looked through."),
        )
        for one in (self.empty, self.nothing, self.looking, self.stopped):
            self._stack.addWidget(one)

    def _bind(self) -> None:
        self._room.resized.connect(lambda: self._sharing.fit(self.width()))
        self.inspector.closed.connect(self.close_inspector)
        self.table.chosen.connect(self._opened)
        self.table.copy_asked.connect(self.copy)
        self.table.titles().times_pressed.connect(self.display.toggle_relative)
        self.table.cut_short.connect(self._say_cut)
        self.table.customContextMenuRequested.connect(self._menu)
        self.table.activated.connect(lambda _: self._go_in())
        for name, pressed in (
            ("same", lambda: self.inspector.step(1)),
            ("same-back", lambda: self.inspector.step(-1)),
            ("row", partial(self.table.step, 1)),
            ("row-back", partial(self.table.step, -1)),
            ("problem", partial(self._seeking.seek, 1, _is_problem)),
            ("problem-back", partial(self._seeking.seek, -1, _is_problem)),
            ("marked", partial(self._seeking.seek, 1, _is_marked)),
            ("marked-back", partial(self._seeking.seek, -1, _is_marked)),
            ("copy-id", self.inspector.copy_id),
            ("copy-row", self.copy),
            ("copy-markdown", partial(self.copy, Shape.MARKDOWN)),
            ("columns", self.columns.edit),
            ("all-read", self.all_read.emit),
            ("explorer", self.inspector.open_explorer),
            ("ask", self.inspector.verdict.asking.press),
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
        rules |= dict.fromkeys(("copy-row", "copy-markdown"), lambda: bool(self._selected()))
        rules |= dict.fromkeys(("ask", "cep"), self._has_transaction)
        rules["all-read"] = lambda: self.model.count_unopened() > 0
        rules["explorer"] = self.inspector.has_explorer
        return rules.get(name, self._has_row)

    def _selected(self) -> list[int]:
        return self.table.selected_keys()

    def _has_row(self) -> bool:
        return self.inspector.found() is not None

    def _has_transaction(self) -> bool:
        found = self.inspector.found()
        return found is not None and found.transaction is not None

    # --- what pages and the window ask -------------------------------------------------------

    def show_state(self, *, is_filtered: bool, is_looking: bool, is_whole: bool) -> None:
        """The table, or why it is empty: there is nothing, or nothing was found yet."""
        if self.model.rowCount() or (is_looking and not is_filtered):
            shown: QWidget = self.table
        elif is_looking:
            shown = self.looking
        elif not is_whole:
            shown = self.stopped
        else:
            shown = self.nothing if is_filtered else self._instead or self.empty
        before, focused = self._stack.currentWidget(), QApplication.focusWidget()
        had_keyboard = before is focused or (
            before is not None and focused is not None and before.isAncestorOf(focused)
        )
        self._stack.setCurrentWidget(shown)
        if had_keyboard and shown is not before:
            self.take_focus()

    def stand_instead(self, widget: QWidget | None) -> None:
        """Where there is nothing at all, this stands, or with None the usual words again."""
        before, self._instead = self._instead, widget
        if widget is not None:
            self._stack.addWidget(widget)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def take_focus(self) -> None:
        """The keyboard belongs to the list, or to what stands in its place."""
        if (shown := self._stack.currentWidget()) is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def copy(self, shape: Shape = Shape.TEXT) -> None:
        """Copy the selected rows, in the order of the columns."""
        keys = self.table.selected_keys()[:MOST]
        if (ready := self.model.at_hand(keys)) is not None:
            self._copy(shape, ready)
        else:
            self.rows_asked.emit(keys, partial(self._copy_read, shape, keys))

    def _copy_read(
        self, shape: Shape, keys: Sequence[int], rows: list[Any], values: Values
    ) -> None:
        self._copy(shape, self.model.in_order(keys, rows, values))

    def _copy(self, shape: Shape, rows: Sequence[Shown]) -> None:
        if not rows:
            return
        text = copied(shape, self.table.columns(), rows)
        words = self.tr("%n rows as {0}", "", len(rows)).format(shape)
        if self.display.is_private:
            words = self.tr("{0}, masked as they are shown").format(words)
        copy(self, text, words)

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

    def _menu(self, at: QPoint) -> None:
        if not self.table.indexAt(at).isValid():
            return
        menu = QMenu(self)
        found = self.inspector.found()
        body = found.body if found else ""
        copy_body = partial(copy, self, body, self.tr("body"))  # whole: not from behind the screen
        for words, pressed in (
            (self.tr("Copy as text"), self.copy),
            (self.tr("Copy as Markdown"), partial(self.copy, Shape.MARKDOWN)),
            (self.tr("Copy as JSON"), partial(self.copy, Shape.JSON)),
            (self.tr("Copy as CSV"), partial(self.copy, Shape.CSV)),
            (self.tr("Copy id"), self.inspector.copy_id),
            *self._copies(found),
            (self.tr("Copy answer for the customer"), self.inspector.copy_answer),
            (self.tr("Copy body"), copy_body),
            (self.tr("Mark"), self.strokes.mark),
            (self.tr("Add a tag…"), self.strokes.tag),
            (self.tr("Open in a window of its own"), self._open_apart),
            (self.tr("Columns…"), self.columns.edit),
        ):
            action = QAction(words, menu)
            action.setEnabled(pressed != copy_body or not self.display.is_private)
            action.triggered.connect(lambda _=False, pressed=pressed: pressed())
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _copies(self, found: Inspected | None) -> list[tuple[str, Callable[[], object]]]:
        """What is most asked for of a transaction, where it has it and the screen shows it."""
        if found is None or found.transaction is None or self.display.is_private:
            return []
        wanted = (
            (IdKind.CLABE, self.tr("Copy CLABE"), self.tr("CLABE")),
            (IdKind.TX_HASH, self.tr("Copy tx hash"), self.tr("tx hash")),
        )
        values = {one.kind: one.value for one in reversed(found.transaction.identifiers)}
        return [
            (words, partial(copy, self, values[kind], what))
            for kind, words, what in wanted
            if kind in values
        ]

    def _tick(self) -> None:
        if self.isVisible():
            self.table.tick(datetime.now(UTC))


def _is_problem(row: Shown) -> bool:
    return row.status in _PROBLEMS or any(one.tone in ("failed", "pending") for one in row.badges)


def _is_marked(row: Shown) -> bool:
    return any(one.label or one.icon == MARK_ICON for one in row.badges)


def toggle(text: str, icon: str, hint: str) -> QPushButton:
    """A button that stays down."""
    made = button(text, icon=icon)
    made.setAccessibleName(text)
    made.setCheckable(True)
    made.setToolTip(hint)
    return made
