"""Copies the sentence for the customer, in the language that is remembered."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.customer import LANGUAGES
from app.store.rows import TransactionDetail
from app.ui import texts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.widgets import onward, toast
from app.ui.widgets.parts import button


class AnswerButtons(QWidget):
    """One button copies, the other changes the language; hovering shows the sentence before."""

    def __init__(self, ask: Ask, actions: Actions, display: Display) -> None:
        super().__init__()
        self._ask, self._actions, self._display = ask, actions, display
        self._detail: TransactionDetail | None = None
        self._language = actions.settings().answer_language
        self.copier = button(self.tr("Copy answer"), self.copy_answer, icon="copy")
        self.chooser = button("", self._change, kind="chip")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.copier)
        line.addWidget(self.chooser)
        self._say()

    def show_detail(self, detail: TransactionDetail | None) -> None:
        """The transaction that a customer may ask about; None hides the buttons."""
        self._detail = detail
        self.setVisible(detail is not None)
        self._say()

    def answer(self) -> str:
        """The sentence, "" without a transaction."""
        detail = self._detail
        return onward.answer(detail, self._language, self._display) if detail else ""

    def copy_answer(self) -> None:
        """Copy the sentence and show what was copied."""
        if text := self.answer():
            QGuiApplication.clipboard().setText(text)
            toast.say(self, self.tr("Copied: {0}").format(text))

    def _change(self) -> None:
        place = (LANGUAGES.index(self._language) + 1) % len(LANGUAGES)
        language = self._language = LANGUAGES[place]
        self._say()
        settings = replace(self._actions.settings(), answer_language=language)
        self._ask.work(lambda: self._actions.save_settings(settings), lambda _: None)

    def _say(self) -> None:
        names = {"es": self.tr("Spanish"), "en": self.tr("English")}
        words = self.tr("Language of the answer: {0}").format(names[self._language])
        self.chooser.setText(self._language.upper())
        self.chooser.setToolTip(words)
        self.chooser.setAccessibleName(words)
        self.copier.setToolTip(texts.plain_tip(self.answer()))
        self.copier.setAccessibleDescription(self.answer())
