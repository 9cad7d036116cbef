"""Saved views of a list as tabs: named filters that outlive the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QSizePolicy,
    QTabBar,
    QWidget,
)

from app.core.errors import AcuseError, SettingsError
from app.core.saved_filters import (
    LONGEST_NAME,
    Kept,
    View,
    clean_name,
    views_from_text,
    views_to_text,
)
from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets import toast
from app.ui.widgets.parts import icon_button

_LARGEST = 1 << 20  # bytes of a file of views


class ViewTabs(QWidget):
    """The first tab shows everything; the others are views, in an order that people may change."""

    chosen = Signal(str)  # a filter
    troubled = Signal(object)  # AcuseError

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions, list_name: str) -> None:
        super().__init__()
        self._ask, self._bridge, self._actions = ask, bridge, actions
        self._list = list_name
        self._filter = ""
        self.bar = QTabBar()
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
        ask.undo.changed.connect(self.show_views)
        self.show_views()

    # --- what the bar asks ----------------------------------------------------------------------

    def kept(self) -> Kept:
        """What is kept for this list."""
        return self._actions.saved_filters().of(self._list)

    def show_filter(self, text: str) -> None:
        """Another filter is in force: its view's tab, if there is one, stands out."""
        self._filter = text
        filters = ["", *(one.filter for one in self.kept().views)]
        self._select(filters.index(text) if text in filters else -1)

    def step(self, step: int) -> None:
        """Ctrl+Tab: the next view, the previous one."""
        if self.bar.count():
            self._go((self.bar.currentIndex() + step) % self.bar.count())

    def save(self) -> None:
        """Ctrl+S: keep the filter under a name."""
        if not self._filter:
            toast.say(self, self.tr("There is no filter to save."))
            return
        self._ask_name(self.tr("Save this filter as a view"), self._filter[:LONGEST_NAME], self.add)

    def add(self, name: str) -> None:
        """Keep the filter in force under this name."""
        view = View(clean_name(name), self._filter)
        self._change(self.tr("Save view"), self.kept().with_view(view))

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
                self.bar.addTab(name.replace("&", "&&"))
                self.bar.setTabData(place, name if place else "")
            self.bar.blockSignals(False)
        self.show_filter(self._filter)

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
        name = self.bar.tabData(place)
        found = next((one.filter for one in self.kept().views if one.name == name), "")
        self.chosen.emit(found)

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
            self._add(menu, self.tr("Rename…"), lambda: self._rename(name))
            self._add(menu, self.tr("Move left"), lambda: self.move_view(name, -1))
            self._add(menu, self.tr("Move right"), lambda: self.move_view(name, 1))
            self._add(menu, self.tr("Remove"), lambda: self.remove(name))
        menu.addSeparator()
        self._add(menu, self.tr("Export views…"), self._ask_export)
        self._add(menu, self.tr("Import views…"), self._ask_import)
        return menu

    def _add(self, menu: QMenu, words: str, pressed: Callable[[], object]) -> None:
        action = QAction(words, menu)
        action.triggered.connect(lambda: pressed())
        menu.addAction(action)

    def _rename(self, name: str) -> None:
        self._ask_name(self.tr("Rename the view"), name, lambda new: self.rename(name, new))

    def rename(self, name: str, new: str) -> None:
        """Give a view another name."""
        self._change(self.tr("Rename view"), self.kept().renamed(name, clean_name(new)))

    def move_view(self, name: str, step: int) -> None:
        """Move a view by so many places."""
        names = [one.name for one in self.kept().views]
        place = names.index(name)
        names.insert(max(0, min(place + step, len(names) - 1)), names.pop(place))
        self._change(self.tr("Move view"), self.kept().ordered(names))

    def remove(self, name: str) -> None:
        """Let a view go; Undo brings it back."""
        self._change(self.tr("Remove view"), self.kept().without(name))

    # --- files ----------------------------------------------------------------------------------

    def _ask_export(self) -> None:
        words = self.tr("Views of Acuse (*.json)")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export views"), "views.json", words)
        if path:
            self.export(Path(path))

    def export(self, path: Path) -> None:
        """Write the views of this list into a file."""
        text = views_to_text(self.kept().views)

        def write() -> None:
            try:
                path.write_text(text, encoding="utf-8")
            except OSError as error:
                raise SettingsError(
                    "The views could not be exported.",
                    cause=f"The system says: {error.strerror or error}.",
                    remedy="Choose another place.",
                ) from error

        said = self.tr("The views are in {0}.").format(path.name)
        self._ask.work(write, lambda _: toast.say(self, said), self.troubled.emit)

    def _ask_import(self) -> None:
        words = self.tr("Views of Acuse (*.json)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import views"), "", words)
        if path:
            self.import_from(Path(path))

    def import_from(self, path: Path) -> None:
        """Add the views of a file; those of the same name are replaced."""
        self._ask.work(lambda: _read(path), self._imported, self.troubled.emit)

    def _imported(self, views: tuple[View, ...]) -> None:
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


def _read(path: Path) -> tuple[View, ...]:
    try:
        if path.stat().st_size > _LARGEST:
            raise SettingsError(
                "The file is too large.", remedy="Take one that Acuse has exported."
            )
        return views_from_text(path.read_text(encoding="utf-8", errors="replace"))
    except OSError as error:
        raise SettingsError(
            "The file cannot be read.", cause=f"The system says: {error.strerror or error}."
        ) from error
