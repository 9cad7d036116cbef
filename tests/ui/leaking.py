"""Planted names, accounts and addresses, and where a window still says them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

NAME, CLABE = "Perpetua Zaldívar", "646180115400230775"
ADDRESS = "0xc0ffee254729296a45a3885639AC7E10F9d54979"
SECRETS = ("perpetua", "zaldívar", "zaldivar", CLABE, "11540023077", ADDRESS.lower(), "c0ffee2547")
ROLES = (*Qt.ItemDataRole, *range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 8))
BODY = {
    "deposit_sender_name": NAME,
    "deposit_sender_clabe": CLABE,
    "withdrawal_address": ADDRESS,
    "concept": f"Pago {NAME}",
}


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything that one widget says."""
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.windowTitle()
    yield widget.statusTip()
    yield widget.whatsThis()
    yield from (action.text() for action in widget.actions())
    if (reader := QAccessible.queryAccessibleInterface(widget)) is not None:
        yield from _heard(reader)
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.displayText()
        case QPlainTextEdit() | QTextEdit():
            yield widget.toPlainText()
        case QTabBar():
            yield from (widget.tabText(number) for number in range(widget.count()))
        case QComboBox():
            yield from (widget.itemText(number) for number in range(widget.count()))
        case QAbstractItemView() if widget.model() is not None:
            yield from _cells(widget, QModelIndex())


def _cells(view: QAbstractItemView, parent: QModelIndex) -> Iterator[str]:
    model = view.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(min(model.rowCount(parent), 300)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (said for role in ROLES if isinstance(said := index.data(role), str))
        if not isinstance(model, (QAbstractListModel, QAbstractTableModel)):
            yield from _cells(view, model.index(row, 0, parent))


def _heard(reader: QAccessibleInterface) -> Iterator[str]:
    """What a screen reader says of it, and of the parts of it that are no widgets."""
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield reader.text(kind)
    for place in range(min(reader.childCount(), 60)):
        part = reader.child(place)
        if part is not None and part.object() is None:
            yield part.text(QAccessible.Text.Name)
            yield part.text(QAccessible.Text.Description)


def leaks(window: QWidget) -> list[tuple[str, str]]:
    """What is left, and the widget that says it."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        for text in texts_of(widget):
            compact = re.sub(r"[\s\u00a0]", "", text).lower()
            if any(secret.replace(" ", "") in compact for secret in SECRETS):
                found.append((f"{type(widget).__name__} {widget.objectName()}", text[:200]))
    return found
