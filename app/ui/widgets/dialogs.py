"""The frame of every dialog: a heading, a body, a place for answers, and buttons below."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.widgets import keyboard
from app.ui.widgets.notice import Notice
from app.ui.widgets.parts import button, label

_NAME = 108  # points that every name of a line in a panel has


class Sheet(QDialog):
    """Opens over its window without blocking; deletes itself when it is closed."""

    def __init__(self, parent: QWidget, title: str, remark: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(title, "heading"))
        if remark:
            layout.addWidget(label(remark, "muted", wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        layout.addLayout(self.body, 1)
        self.notice = Notice()
        self.notice.spoke.connect(self.fit)
        layout.addWidget(self.notice)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch()
        layout.addLayout(self._buttons)
        self.setMinimumWidth(theme.px(540))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
        if self.focusWidget() is None and (first := keyboard.beginning(self)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the default button, where what has the keyboard makes no use of it."""
        if not keyboard.uses_enter(self, event):
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Grow to what is shown now, as far as the screen allows, once it is laid out."""
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        least = layout.totalMinimumSize()
        room = self.screen().availableGeometry().size() - QSize(60, 60)
        wide = max(self.width(), min(least.width(), room.width()))
        high = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else 0
        high = max(self.height(), min(max(high, least.height()), room.height()))
        if QSize(wide, high) != self.size():
            self.resize(wide, high)

    def add_button(
        self, text: str, pressed: Callable[[], object], *, kind: str = ""
    ) -> QPushButton:
        """Add a button at the right; the primary one is pressed by Enter."""
        made = button(text, pressed, kind=kind)
        made.setDefault(kind == "primary")
        self._buttons.addWidget(made)
        return made

    def add_close(self) -> QPushButton:
        """Add the button that closes the dialog."""
        return self.add_button(self.tr("Close"), self.close)


class StoppableSheet(Sheet):
    """Has work done that takes its time, and stops it before it closes."""

    def __init__(self, parent: QWidget, title: str, remark: str = "") -> None:
        super().__init__(parent, title, remark)
        self._stop: Event | None = None  # while something is being done
        self.finished.connect(self._leave)
        QCoreApplication.instance().aboutToQuit.connect(self._leave)  # type: ignore[union-attr]

    def reject(self) -> None:
        """Esc and Cancel stop what is being done; once more closes the dialog."""
        if self._stop is not None:
            self._stop.set()
        else:
            super().reject()

    def close(self) -> bool:
        """As `reject`, for the button."""
        if self._stop is not None:
            self._stop.set()
            return False
        return super().close()

    def _leave(self) -> None:
        if self._stop is not None:
            self._stop.set()


def form() -> QFormLayout:
    """Names at the left, fields at the right."""
    made = QFormLayout()
    made.setHorizontalSpacing(14)
    made.setVerticalSpacing(9)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return made


def panel_form() -> QFormLayout:
    """The same in a panel of a page: names are alike in width, and long fields stand below them."""
    made = form()
    made.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    return made


def row_name(text: str) -> QLabel:
    """The name of a line in a panel."""
    made = label(text, "muted")
    made.setMinimumWidth(theme.px(_NAME))
    return made


def code_box(name: str) -> QPlainTextEdit:
    """A read-only box for a request or an answer; its text can be marked and copied."""
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setFont(theme.mono_font())
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    theme.dress(made, "code")
    return made
