"""Goes through a window as Tab does, and says where that is not how a person reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLayout,
    QLayoutItem,
    QRadioButton,
    QWidget,
)

from tests.ui.names import name_of

_SECTIONS = 8  # of a field of date and time, each of which is one step
_STEPS = 200


def takers(root: QWidget) -> list[QWidget]:
    """What Tab can reach."""
    tab = Qt.FocusPolicy.TabFocus.value
    return [
        one
        for one in root.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy().value & tab
        and not one.objectName().startswith("qt_") and one.focusProxy() is None
        and one.window() is root.window() and not _is_left_to_arrows(one)
    ]  # fmt: skip


def _is_left_to_arrows(one: QWidget) -> bool:
    """Of buttons that exclude each other Tab reaches the chosen one."""
    if not isinstance(one, QAbstractButton) or one.isChecked():
        return False
    group = one.group()
    together = group is not None and group.exclusive() and group.checkedButton() is not None
    return together or (isinstance(one, QRadioButton) and one.autoExclusive())


def walked(backwards: bool = False) -> list[QWidget]:
    """The way of Tab (or Shift+Tab) from where the keyboard is until it is there again."""
    key = Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab
    met: list[QWidget] = []
    here = QApplication.focusWidget()
    for _ in range(_STEPS):
        if here is None or here in met:
            break
        met.append(here)
        for _ in range(_SECTIONS):
            QTest.keyClick(QApplication.focusWidget() or here, key)
            if QApplication.focusWidget() is not here:
                break
        here = QApplication.focusWidget()
    return met


def out_of_order(root: QWidget, met: list[QWidget]) -> list[str]:
    """Steps that go back up or to the left, but for the one from the end to the beginning."""
    around = [*met, met[0]]
    back = [(a, b) for a, b in pairwise(around) if a is not b and not _reads_on(root, a, b)]
    if len(back) <= 1:
        return []
    return [f"{said(root, a)} → {said(root, b)}" for a, b in back]


def said(root: QWidget, one: QWidget) -> str:
    """A part, so that it is found again."""
    corner = one.mapTo(root, one.rect().topLeft())
    return f"{type(one).__name__} {name_of(one)[:40]!r} at {corner.x()}, {corner.y()}"


def _reads_on(root: QWidget, first: QWidget, second: QWidget) -> bool:
    """Whether the second stands below the first or to its right, where their ways part."""
    if first.isAncestorOf(second):
        return True
    if second.isAncestorOf(first):
        return False
    for one, other in zip(_boxes(root, first), _boxes(root, second), strict=False):
        if one != other:
            if one.bottom() < other.top() + 4:
                return True
            if other.bottom() < one.top() + 4:
                return False
            return one.left() < other.left()
    return True


def _boxes(root: QWidget, one: QWidget) -> list[QRect]:
    """Where everything stands that holds a part, from the outermost in; last the part itself."""
    found: list[QRect] = []
    while one is not root:  # a part of it
        holder = one.parentWidget()
        assert holder is not None
        corner = holder.mapTo(root, holder.rect().topLeft())
        way = list(_way(holder.layout(), one)) or [one.geometry()]
        found[:0] = [box.translated(corner) for box in way]
        one = holder
    return found


def _way(layout: QLayout | None, to: QWidget) -> Iterator[QRect]:
    """The boxes of a layout that lead to a part of it."""
    for number in range(layout.count() if layout else 0):
        item: QLayoutItem | None = layout.itemAt(number) if layout else None
        if item is None:
            continue
        if item.widget() is to:
            yield item.geometry()
            return
        if inner := list(_way(item.layout(), to)):
            yield item.geometry()
            yield from inner
            return
