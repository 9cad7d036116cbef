"""Tabs that always fit: those without room are behind a button that lists them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QTabBar, QTabWidget

from app.ui.widgets.parts import button


class FittingTabs(QTabWidget):
    """No tab is cut and none scrolls away; the current one is always among those shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._bar = _Bar()
        self._bar.setAccessibleName(name)
        self._bar.setUsesScrollButtons(False)
        self._bar.setElideMode(Qt.TextElideMode.ElideNone)
        self._bar.setExpanding(False)
        self.setTabBar(self._bar)
        self.setDocumentMode(True)
        self.more = button(self.tr("More"), self._offer, kind="more-tabs", icon="chevron-down")
        self.more.setAccessibleName(self.tr("More: {0}").format(name))
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the icon behind the word
        self.more.setParent(self)
        self.currentChanged.connect(lambda _: self.fit())

    def hidden(self) -> list[int]:
        """The tabs behind the button."""
        return [one for one in range(self.count()) if not self.isTabVisible(one)]

    def fit(self) -> None:
        """Show as many as there is room for."""
        widths = self._bar.widths()
        room = self.width() - self._bar.x()
        if sum(widths) > room:
            room -= self.more.sizeHint().width()
            shown = fitting(widths, room, self.currentIndex())
        else:
            shown = set(range(self.count()))
        for place in range(self.count()):
            if self.isTabVisible(place) != (place in shown):
                self.setTabVisible(place, place in shown)
        self.more.setVisible(len(shown) < self.count())
        left = self._bar.x() + sum(widths[place] for place in shown)
        self.more.setGeometry(
            left, self._bar.y(), self.more.sizeHint().width(), self._bar.sizeHint().height()
        )
        self.more.raise_()

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in self.hidden():
            action = QAction(self.tabText(place), menu)
            action.triggered.connect(lambda _=False, place=place: self.setCurrentIndex(place))
            menu.addAction(action)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()


def fitting(widths: Sequence[int], room: int, current: int) -> set[int]:
    """The first tabs that have room beside the current one."""
    shown = {current}
    left = room - widths[current]
    for place, width in enumerate(widths):
        if place == current:
            continue
        if width > left:
            break
        shown.add(place)
        left -= width
    return shown


class SnugBar(QTabBar):
    """Takes no more room than its tabs need: Qt's own keeps some for buttons that scroll."""

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().boundedTo(self.sizeHint())


class _Bar(QTabBar):
    """Asks for no room of its own; the arrows go through the hidden tabs too."""

    def widths(self) -> list[int]:
        """What each tab needs, shown or not."""
        return [self.tabSizeHint(place).width() for place in range(self.count())]

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.setCurrentIndex(min(max(self.currentIndex() + step, 0), self.count() - 1))
        else:
            super().keyPressEvent(event)
