"""What a connection's deliveries hold: the news that nobody has seen yet, and every field ever."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AcuseError, BadFilter
from app.core.plain import plain
from app.core.provider import Provider
from app.core.query import condition, parse_filter
from app.core.query_fields import ANYTHING, PATH
from app.providers import PROVIDERS
from app.store.rows import FieldRow, NewsRow
from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.models.fields import FieldsModel
from app.ui.widgets import clipboard, connection_words
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.parts import ElidedLabel, Pill, busy, button, clear, label, while_alive

_MOST_LINES = 4  # of news; the table holds them all


class FieldsSheet(Sheet):
    """News above, each to be marked as seen; the catalogue below, with a field to search it."""

    changed = Signal()
    filter_asked = Signal(str)  # the deliveries that have a field

    def __init__(
        self,
        parent: QWidget,
        provider: Provider,
        ask: Ask,
        actions: Actions,
        display: Display,
        now: Callable[[], datetime],
    ) -> None:
        remark = self.tr(
            "Every path that stood in a delivery, and what Acuse does not know of it. Unknown "
            "fields are kept, shown and searched like all others."
        )
        super().__init__(parent, self.tr("Fields of {0}").format(provider.title), remark)
        self._name, self._ask, self._actions = provider.name, ask, actions
        self._display, self._now = display, now
        self._found: Sequence[NewsRow] = ()
        self._news = QVBoxLayout()
        self._news.setSpacing(6)
        self.body.addLayout(self._news)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search paths, events and kinds of value"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.setClearButtonEnabled(True)
        self.body.addWidget(self._search)
        self._model = FieldsModel(display.zone, self)
        self._search.textChanged.connect(self._model.narrow)
        self._table = self._build_table()
        self.body.addWidget(self._table, 1)
        self._show_deliveries = self.add_button(self.tr("Show its deliveries"), self._ask_filter)
        self._show_deliveries.setToolTip(self.tr("Enter, or a double click on a field"))
        self._table.selectionModel().currentRowChanged.connect(lambda *_: self._offer_deliveries())
        self._model.modelReset.connect(self._offer_deliveries)
        self._offer_deliveries()
        self._all_seen = self.add_button(self.tr("Mark all as seen"), self._mark_all)
        self.add_close()
        self.resize(920, 620)
        self.refresh()

    def refresh(self) -> None:
        """Ask the store."""
        name = self._name
        self._ask.ask(
            lambda reader: (reader.news(), reader.fields_of(name)),
            while_alive(self, self._show),
            while_alive(self, self._failed),
        )

    def _show(self, found: tuple[list[NewsRow], list[FieldRow]]) -> None:
        news, fields = found
        self._found = [one for one in news if one.provider == self._name]
        clear(self._news)
        for one in self._found[-_MOST_LINES:]:
            self._news.addWidget(self._line(one))
        if not self._found:
            words = connection_words.news((), self._display.zone, self._now().date())
            self._news.addWidget(label(words, "muted"))
        elif len(self._found) > _MOST_LINES:
            words = self.tr("%n more", "", len(self._found) - _MOST_LINES)
            self._news.addWidget(label(words, "small"))
        busy(self._all_seen, False)
        self._all_seen.setVisible(bool(self._found))
        self._model.show_fields(fields)
        self._model.narrow(self._search.text())
        self.fit()

    def _line(self, one: NewsRow) -> QWidget:
        zone = self._display.zone
        today = self._now().astimezone(zone).date()
        words = connection_words.one_news(one, zone, today)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Pill(self.tr("new"), "info", "pending"))
        row.addWidget(label(words, "subheading"))
        where = f"{plain(one.event_type)} · {plain(one.name)}"
        row.addWidget(ElidedLabel(where, "small-code"), 1)
        count = self.tr("%n deliveries", "", one.count)
        row.addWidget(label(count, "muted"))
        seen = button(self.tr("Seen"), lambda: self._mark([one]))
        seen.setAccessibleName(f"{seen.text()}: {words}")
        row.addWidget(seen)
        return holder

    def _mark_all(self) -> None:
        self._mark(self._found)

    def _mark(self, seen: Sequence[NewsRow]) -> None:
        busy(self._all_seen, True)
        self._ask.work(
            lambda: self._actions.news_seen(seen),
            while_alive(self, lambda _: self._marked()),
            while_alive(self, self._failed),
        )

    def _marked(self) -> None:
        self.refresh()
        self.changed.emit()

    def _failed(self, error: AcuseError) -> None:
        busy(self._all_seen, False)
        self.notice.say_error(error)

    def _build_table(self) -> QTableView:
        made = QTableView()
        theme.dress(made, "cells")
        made.setModel(self._model)
        made.setAccessibleName(self.windowTitle())
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setShowGrid(False)
        made.setTabKeyNavigation(False)
        made.verticalHeader().hide()
        made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        made.horizontalHeader().setHighlightSections(False)
        made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        made.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.activated.connect(lambda _: self._ask_filter())
        copier = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), made)
        copier.setContext(Qt.ShortcutContext.WidgetShortcut)
        copier.activated.connect(self._copy_path)
        return made

    def _path(self) -> str:
        """The path of the row that is chosen, "" for none."""
        index = self._table.currentIndex()
        return self._model.path(index.row()) if index.isValid() else ""

    def _copy_path(self) -> None:
        if path := self._path():
            clipboard.copy(self, path, self.tr("path"))

    def _filter(self) -> str:
        """What finds the deliveries that have the chosen field, "" where no filter can name it."""
        text = f"provider:{self._name} {condition(PATH, f'{self._path()}={ANYTHING}')}"
        try:
            parse_filter(text, PROVIDERS)
        except BadFilter:
            return ""
        return text if self._path() else ""

    def _offer_deliveries(self) -> None:
        self._show_deliveries.setEnabled(bool(self._filter()))

    def _ask_filter(self) -> None:
        if text := self._filter():
            self.filter_asked.emit(text)
            self.close()
