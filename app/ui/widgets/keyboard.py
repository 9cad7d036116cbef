"""Where the keyboard begins in a dialog, stays while something is done, and what Enter presses."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QMetaMethod, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BUTTONS = (QPushButton, QToolButton)


def beginning(dialog: QDialog) -> QWidget | None:
    """The first thing to fill in or to choose; without one the default button, or the first."""
    parts = [one for one in _chain(dialog) if _takes(one) and _is_open(one, dialog)]
    fields = [one for one in parts if _is_field(one)]
    buttons = [one for one in parts if isinstance(one, QPushButton)]
    defaults = [one for one in buttons if one.isDefault()]
    return next(iter([*fields, *defaults, *buttons, *parts]), None)


def uses_enter(root: QWidget, event: QKeyEvent) -> bool:
    """Let Enter press the button that has the keyboard; a field may have a use of its own for it.

    Qt leaves both to the default button, which then does what nobody asked for.
    """
    focused = root.focusWidget()
    if Qt.Key(event.key()) not in _ENTER or focused is None:
        return False
    if isinstance(focused, _BUTTONS):
        if _is_chosen(focused):  # Enter has nothing to choose there any more
            return False
        focused.click()
        return True
    return isinstance(focused, QLineEdit) and focused.isSignalConnected(
        QMetaMethod.fromSignal(focused.returnPressed)
    )


def _is_chosen(one: QAbstractButton) -> bool:
    """Whether it is one of several and the one that holds."""
    group = one.group()
    return one.isChecked() and group is not None and group.exclusive()


def disable(trigger: QAbstractButton) -> None:
    """Disable a button; the keyboard waits beside it, where Qt would hand it on to what is next."""
    holder = trigger.parentWidget()
    if holder is not None and trigger.hasFocus():
        holder.setFocus(Qt.FocusReason.OtherFocusReason)
    trigger.setEnabled(False)


def enable(trigger: QAbstractButton) -> None:
    """Enable a button; the keyboard comes back to it, unless the person went elsewhere."""
    trigger.setEnabled(True)
    holder = trigger.parentWidget()
    if holder is not None and holder.hasFocus():
        trigger.setFocus(Qt.FocusReason.OtherFocusReason)


def go_before(part: QWidget, *others: QWidget) -> None:
    """Tab goes through the others before a part that was there sooner than they."""
    first = part if _takes(part) else next(filter(_takes, _chain(part)), part)
    for one in others:
        QWidget.setTabOrder(first, one)
        QWidget.setTabOrder(one, first)


def go_inside(holder: QWidget, *parts: QWidget) -> None:
    """Tab goes through parts that came later when it comes to what holds them."""
    around = (one for one in _chain(holder) if not holder.isAncestorOf(one))
    after = next(filter(_takes, around), None)
    if after is not None:
        go_before(after, *parts)


def _chain(start: QWidget) -> Iterator[QWidget]:
    """What comes behind a part in the order of Tab, whether it takes the keyboard or not."""
    here = start.nextInFocusChain()
    while here is not None and here is not start:
        yield here
        here = here.nextInFocusChain()


def _takes(one: QWidget) -> bool:
    return bool(one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)


def _is_field(one: QWidget) -> bool:
    if isinstance(one, QLineEdit | QPlainTextEdit):
        return not one.isReadOnly()
    is_choice = isinstance(one, QAbstractButton) and (
        one.isCheckable() or isinstance(one, QToolButton)
    )
    return is_choice or isinstance(one, QComboBox | QAbstractSpinBox | QAbstractItemView)


def _is_open(one: QWidget, dialog: QDialog) -> bool:
    return one.isVisibleTo(dialog) and one.isEnabled()
