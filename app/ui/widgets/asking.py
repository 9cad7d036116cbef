"""The button that asks a provider where one transaction stands."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.core.errors import AcuseError
from app.providers import PROVIDERS
from app.store.backfills import BackfillRow
from app.store.rows import TransactionDetail
from app.ui import texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets import backfill_words, toast
from app.ui.widgets.parts import busy, set_words, while_alive


class AskButton(QPushButton):
    """Shown where the provider can be asked; the answer comes into the timeline by itself."""

    def __init__(self, ask: Ask, actions: Actions) -> None:
        super().__init__()
        theme.dress(self, "link")
        self.setIcon(theme.icon("refresh-cw", "muted"))
        self.setIconSize(QSize(theme.px(14), theme.px(14)))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.hide()
        self._ask, self._actions = ask, actions
        self._transaction_id = ""
        self.clicked.connect(self.press)

    def show_detail(self, detail: TransactionDetail) -> None:
        """Offer to ask about this transaction, where that can be."""
        self._transaction_id = detail.row.transaction_id
        self.setVisible(_may_ask(detail))
        title = texts.provider_title(detail.row.provider)
        words = self.tr("Ask {0} now").format(title)
        set_words(self, words)
        self.setAccessibleName(words)

    def press(self) -> None:
        """Ask, unless that is under way or cannot be."""
        if self.isHidden() or not self.isEnabled():
            return
        transaction_id = self._transaction_id
        busy(self, True)
        self._ask.errand(
            lambda: self._actions.ask_provider(transaction_id),
            while_alive(self, self._answered),
            while_alive(self, self._failed),
        )

    def _answered(self, run: BackfillRow) -> None:
        if run.error:
            self._failed(AcuseError(run.error))
            return
        busy(self, False)
        title, text = backfill_words.outcome(run)
        toast.say(self, f"{title} · {text}")

    def _failed(self, error: AcuseError) -> None:
        busy(self, False)
        self._ask.troubled.emit(error)


def _may_ask(detail: TransactionDetail) -> bool:
    provider = PROVIDERS.get(detail.row.provider)
    listings = provider.listings if provider else ()
    return any(one.some is not None and detail.row.kind in one.kinds for one in listings)
