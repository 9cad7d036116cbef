"""What stands in a feed that never got anything: the steps to its first webhook themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets.connect_steps import ConnectSteps
from app.ui.widgets.fitting_line import FittingLine
from app.ui.widgets.parts import button, label

_WIDEST = 720


class FirstWebhook(QScrollArea):
    """A list without rows would say nothing; this says what to do, and ticks what is done."""

    register_asked = Signal(str)  # provider
    changed = Signal()  # settings or a credential
    sample_asked = Signal()

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Steps to the first webhook"))
        self.setWidgetResizable(True)
        self.steps = ConnectSteps(ask, bridge, actions)
        self.steps.register_asked.connect(self.register_asked)
        self.steps.changed.connect(self.changed)
        sample = button(self.tr("Explore sample data"), self.sample_asked.emit)
        words = self.tr(
            "Every webhook appears here the moment it arrives, verified or in quarantine, "
            "newest first. These steps lead to the first one."
        )
        inner = QWidget()
        inner.setMaximumWidth(theme.px(_WIDEST))
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        title = label(self.tr("Nothing has arrived yet"), "heading", wrap=True)
        column.addWidget(FittingLine(title, sample))
        column.addWidget(label(words, "muted", wrap=True))
        column.addWidget(self.steps, 1)
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(inner, 100)
        row.addStretch()
        self.setWidget(sheet)
        for part in (sheet, self.viewport()):  # it lies on the panel of the list
            part.setAutoFillBackground(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever gives it the keyboard gives it to the first choice."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.steps.focus_first()
