"""Saved views of a list as tabs: named filters that outlive the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QSizePolicy,
    QWidget,
)

from app.core.errors import AcuseError
from app.core.saved_filters import LONGEST_NAME, Kept, Layout, View, clean_name
from app.ui import texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets.filters_counts import ViewCounts
from app.ui.widgets.filters_files import ViewFiles
from app.ui.widgets.filters_masks import masked_name
from app.ui.widgets.fitting_tabs import SnugBar
from app.ui.widgets.parts import icon_button


class ViewTabs(QWidget):
    """The first tab shows everything; the others are views, in an order that people may change.

    A view stays open while its filter is refined, until another is opened or the filter cleared.
    """

    chosen = Signal(str)  # a filter
    opened = Signal(object)  # Layout, None for the list's own
    troubled = Signal(object)  # AcuseError

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions, list_name: str) -> None:
        super().__init__()
        self._ask, self._bridge, self._actions = ask, bridge, actions
        self._list = list_name
        self._filter = ""
        self._open = ""  # the name of the view that is open
        self.layout_now: Callable[[], Layout | None] = lambda: None
        self.bar = SnugBar()
        theme.dress(self.bar, "views")
        self.bar.setAccessibleName(self.tr("Saved views"))
        self.bar.setExpanding(False)
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.bar.setDrawBase(False)
        self.bar.setMovable(True)
        self.bar.setUsesScrollButtons(True)
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.bar.customContextMenuRequested.connect(self._menu_at)
        self.bar.tabBarClicked.connect(self._clicked)
        self.bar.currentChanged.connect(self._chosen)
        self.bar.tabMoved.connect(lambda *_: self._reordered())
        self.more = icon_button("chevron-down", self.tr("Views"), self._menu_below)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.bar)
        layout.addWidget(self.more)
        self.files = ViewFiles(self, ask, lambda: self.kept().views)
        self.files.imported.connect(self._imported)
        self.files.troubled.connect(self.troubled)
        self.counts = ViewCounts(self, ask, bridge, list_name, lambda: self.kept().views)
        self.counts.counted.connect(lambda _: self._name_tabs())
        bridge.display.changed.connect(self._name_tabs)
        ask.undo.changed.connect(self.show_views)
        self.show_views()

    # --- what the bar asks ----------------------------------------------------------------------

    def kept(self) -> Kept:
        """What is kept for this list."""
        return self._actions.saved_filters().of(self._list)

    def show_filter(self, text: str) -> None:
        """Another filter is in force: its view's tab, if there is one, stands out."""
        self._filter = text
        views, before = self.kept().views, self._open
        here = next((one for one in views if one.name == self._open), None)
        if here is None or here.filter != text:
            same = next((one.name for one in views if one.filter == text), None)
            self._open = same or (self._open if here and text else "")
        if self._open != before:
            self.opened.emit(self._layout_of(self._open))
        filters = {"": "", **{one.name: one.filter for one in views}}
        is_whole = filters[self._open] == text
        self._select(list(filters).index(self._open) if is_whole else -1)

    def step(self, step: int) -> None:
        """Ctrl+Tab: the next view, the previous one."""
        if self.bar.count():
            self._go((self.bar.currentIndex() + step) % self.bar.count())

    def save(self) -> None:
        """Ctrl+S: keep the filter, the columns and the order under a name."""
        name = self._open or self._filter[:LONGEST_NAME]
        self._ask_name(self.tr("Save this filter as a view"), name, self.add)

    def add(self, name: str) -> None:
        """Keep what is shown now under this name."""
        view = View(clean_name(name), self._filter, self.layout_now())
        self._open = view.name
        self._change(self.tr("Save view"), self.kept().with_view(view))

    def keep_layout(self, layout: Layout) -> bool:
        """A person laid the list out anew: the open view keeps it; False when none is open."""
        name = self._open
        if name:
            self._ask.work(
                lambda: self._edit(lambda kept: kept.laid_out(name, layout)),
                lambda _: None,
                self.troubled.emit,
            )
        return bool(name)

    # --- the tabs -------------------------------------------------------------------------------

    def show_views(self) -> None:
        """Draw the tabs anew where they are others."""
        names = [self.tr("All"), *(one.name for one in self.kept().views)]
        shown = [self.bar.tabData(place) or "" for place in range(self.bar.count())]
        if shown != ["", *names[1:]]:
            self.bar.blockSignals(True)
            while self.bar.count():
                self.bar.removeTab(0)
            for place, name in enumerate(names):
                self.bar.addTab(name)
                self.bar.setTabData(place, name if place else "")
            self.bar.blockSignals(False)
            self.counts.ask_soon()
        self._name_tabs()
        self.show_filter(self._filter)

    def _name_tabs(self) -> None:
        """Each view's name, and how many rows it has now."""
        filters = {one.name: one.filter for one in self.kept().views}
        is_private = self._bridge.display.is_private
        for place in range(1, self.bar.count()):
            name = str(self.bar.tabData(place))
            shown = masked_name(name, filters.get(name, "")) if is_private else name
            count = self.counts.found.get(name)
            if count is not None:
                shown = f"{shown}  {texts.number(count.count)}{'' if count.is_exact else '+'}"
            self.bar.setTabText(place, shown.replace("&", "&&"))

    def _select(self, place: int) -> None:
        """Show a tab as chosen, or none: a tab bar itself always has one that is."""
        if place >= 0:
            self.bar.blockSignals(True)
            self.bar.setCurrentIndex(place)
            self.bar.blockSignals(False)
        theme.dress(self.bar, "views" if place >= 0 else "no-view")

    def _clicked(self, place: int) -> None:
        if place >= 0 and place == self.bar.currentIndex():
            self._go(place)  # its filter was changed since

    def _chosen(self, place: int) -> None:
        if place >= 0:
            self._go(place)

    def _go(self, place: int) -> None:
        self._open = str(self.bar.tabData(place) or "")
        view = next((one for one in self.kept().views if one.name == self._open), None)
        self.opened.emit(view.layout if view else None)
        self.show_filter(view.filter if view else "")
        self.chosen.emit(self._filter)

    def _layout_of(self, name: str) -> Layout | None:
        return next((one.layout for one in self.kept().views if one.name == name), None)

    def _reordered(self) -> None:
        places = range(self.bar.count())
        names = [name for place in places if (name := self.bar.tabData(place))]
        if self.bar.tabData(0):  # everything stays first
            self.show_views_again()
            return
        if names != [one.name for one in self.kept().views]:
            self._change(self.tr("Move view"), self.kept().ordered(names))

    def show_views_again(self) -> None:
        """Put the tabs back as they are kept."""
        self.bar.setTabData(0, None)
        self.show_views()

    # --- the menu -------------------------------------------------------------------------------

    def _menu_at(self, at: QPoint) -> None:
        self._menu(self.bar.tabAt(at)).popup(self.bar.mapToGlobal(at))

    def _menu_below(self) -> None:
        below = QPoint(0, self.more.height())
        self._menu(self.bar.currentIndex()).popup(self.more.mapToGlobal(below))

    def _menu(self, place: int) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = str(self.bar.tabData(place) or "") if place >= 0 else ""
        self._add(menu, self.tr("Save this filter as a view…"), self.save)
        if name:
            menu.addSeparator()
            rename = self._add(menu, self.tr("Rename…"), lambda: self._rename(name))
            rename.setEnabled(not self._bridge.display.is_private)  # the dialog shows the name
            self._add(menu, self.tr("Move left"), lambda: self.move_view(name, -1))
            self._add(menu, self.tr("Move right"), lambda: self.move_view(name, 1))
            self._add(menu, self.tr("Remove"), lambda: self.remove(name))
        menu.addSeparator()
        self._add(menu, self.tr("Export views…"), self.files.ask_export)
        self._add(menu, self.tr("Import views…"), self.files.ask_import)
        return menu

    def _add(self, menu: QMenu, words: str, pressed: Callable[[], object]) -> QAction:
        action = QAction(words, menu)
        action.triggered.connect(lambda: pressed())
        menu.addAction(action)
        return action

    def _rename(self, name: str) -> None:
        self._ask_name(self.tr("Rename the view"), name, lambda new: self.rename(name, new))

    def rename(self, name: str, new: str) -> None:
        """Give a view another name."""
        kept = self.kept().renamed(name, clean_name(new))
        if self._open == name:
            self._open = clean_name(new)
        self._change(self.tr("Rename view"), kept)

    def move_view(self, name: str, step: int) -> None:
        """Move a view by so many places."""
        names = [one.name for one in self.kept().views]
        place = names.index(name)
        names.insert(max(0, min(place + step, len(names) - 1)), names.pop(place))
        self._change(self.tr("Move view"), self.kept().ordered(names))

    def remove(self, name: str) -> None:
        """Let a view go; Undo brings it back."""
        self._change(self.tr("Remove view"), self.kept().without(name))

    def _imported(self, views: Iterable[View]) -> None:
        kept = self.kept()
        for view in views:
            kept = kept.with_view(view)
        self._change(self.tr("Import views"), kept)

    # --- keeping --------------------------------------------------------------------------------

    def remember(self, text: str) -> None:
        """A filter was used: the history keeps it."""
        if text and text != next(iter(self.kept().history), ""):
            self._ask.work(
                lambda: self._edit(lambda kept: kept.with_typed(text)),
                lambda _: None,
                self.troubled.emit,
            )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.counts.show_now()

    def _change(self, words: str, kept: Kept) -> None:
        """Keep other views; it can be taken back."""
        before = self.kept().views
        self._ask.undo.do(
            words,
            lambda: self._keep(kept.views),
            lambda _: self._keep(before),
            lambda _: self.show_views(),
            self.troubled.emit,
        )

    def _keep(self, views: tuple[View, ...]) -> None:
        self._edit(lambda kept: replace(kept, views=views))

    def _edit(self, change: Callable[[Kept], Kept]) -> None:
        name = self._list
        self._actions.change_filters(lambda saved: saved.having(name, change(saved.of(name))))

    def _ask_name(self, title: str, name: str, then: Callable[[str], object]) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(name)

        def named(text: str) -> None:
            try:
                then(text)
            except AcuseError as error:
                self.troubled.emit(error)

        dialog.textValueSelected.connect(named)
        dialog.open()
