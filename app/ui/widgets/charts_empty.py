"""What stands in place of the charts when there is nothing to draw."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.core.errors import AcuseError
from app.ui.said import error_lines
from app.ui.widgets.card import EmptyState


class ChartsEmpty(EmptyState):
    """Says why, and offers the way on."""

    further_asked = Signal()
    open_page = Signal(str)

    def __init__(self) -> None:
        super().__init__("chart-column", self.tr("One moment…"), "")
        self._further = self.offer(
            self.tr("Look back a year"), self.further_asked.emit, kind="primary"
        )
        self._connect = self.offer(
            self.tr("Connect a provider"),
            lambda: self.open_page.emit("first-steps"),
            kind="primary",
        )
        self._offer()

    def say_nothing(self, *, is_new: bool, is_further: bool) -> None:
        """Further back there may be something; in a new store there is nothing at all."""
        title = (
            self.tr("Nothing has arrived yet")
            if is_new
            else self.tr("Nothing arrived in this span of time")
        )
        self.say(title, self.tr("Charts fill by themselves as soon as a provider delivers."))
        self._offer(first_steps=is_new, further=is_further and not is_new)

    def say_error(self, error: AcuseError) -> None:
        """The store does not answer."""
        problem, *rest = error_lines(error)
        self.say(problem, " ".join(filter(None, rest)))
        self._offer()

    def _offer(self, *, first_steps: bool = False, further: bool = False) -> None:
        self._connect.setVisible(first_steps)
        self._further.setVisible(further)
