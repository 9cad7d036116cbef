"""What is said above every page: an error, a mistake of our own, that this is sample data."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from app.ui.actions import Actions
from app.ui.errors import OurMistake
from app.ui.widgets.notice import Notice


class WindowNotice(Notice):
    """One at a time; what is said last stands."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions

    def say_mistake(self, mistake: OurMistake, details: str) -> None:
        """An exception that is a mistake of ours, its details to be copied."""
        words = self.tr("{0}. What was received is safe; what you see may be incomplete.")
        self.say("problem", mistake.problem, words.format(mistake.cause))
        self.offer(self.tr("Copy details"), lambda: QGuiApplication.clipboard().setText(details))

    def say_mistake_before(self) -> None:
        """What went wrong the last time, to be copied or deleted."""
        report = self._actions.recall("mistake")
        if not isinstance(report, str):
            return
        self.say(
            "notice",
            self.tr("Acuse made a mistake the last time it ran"),
            self.tr("A report was saved on this computer; it holds nothing that was received."),
        )
        copied = self.tr("Copy the report")
        self.offer(copied, lambda: QGuiApplication.clipboard().setText(report))
        self.offer(self.tr("Delete it"), self._forget_mistake)

    def _forget_mistake(self) -> None:
        self._actions.remember("mistake", None)
        self.hide()

    def say_sample(self, leave: Callable[[], object]) -> None:
        """Nothing here is real."""
        self.say(
            "notice",
            self.tr("This is sample data: nothing here is real"),
            self.tr("Five made-up providers deliver to a store of its own."),
        )
        self.offer(self.tr("Leave the sample data"), leave)
