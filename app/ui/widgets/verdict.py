"""The end of a timeline: final, open or contradictory, and where to go next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.customer import CONTRADICTIONS
from app.core.event import NOT_MONEY, Status
from app.store.rows import TransactionDetail
from app.ui import texts, theme
from app.ui.links import Link
from app.ui.widgets import onward
from app.ui.widgets.asking import AskButton
from app.ui.widgets.fitting_line import FittingLine, Flowing
from app.ui.widgets.parts import Pill, button, label

_TOLD = 260  # points that are left for the words, where the links stand beside them


class VerdictBar(QWidget):
    """One word and what it means, and the pages that can be opened from here."""

    def __init__(
        self,
        open_explorer: Callable[[], object],
        open_cep: Callable[[], object],
        asking: AskButton,
    ) -> None:
        super().__init__()
        self.asking = asking
        self.pill = Pill()
        self.words = label("", "small", wrap=True)
        self.explorer = button(
            self.tr("Explorer"), open_explorer, kind="link", icon="external-link"
        )
        self.cep = button(self.tr("CEP"), open_cep, kind="link", icon="external-link")
        told = QWidget()
        row = QHBoxLayout(told)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        links = Flowing((self.asking, self.explorer, self.cep))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FittingLine(told, links, least=theme.px(_TOLD)))

    def show_detail(self, detail: TransactionDetail | None, explorer: Link | None) -> None:
        """Say where a transaction stands; None hides everything."""
        self.setVisible(detail is not None)
        if detail is None:
            return
        self._say(detail)
        self.explorer.setVisible(explorer is not None)
        self.explorer.setAccessibleName(explorer.title if explorer else "")
        self.cep.setVisible(onward.cep(detail) is not None)
        self.asking.show_detail(detail)

    def _say(self, detail: TransactionDetail) -> None:
        row = detail.row
        flags = [flag for flag in row.flags if flag in CONTRADICTIONS]
        if flags:
            self.pill.show_as(self.tr("Contradiction"), "triangle-alert", "failed")
            self.words.setText("; ".join(texts.flag_words(flag) for flag in flags))
        elif row.is_final:
            tone = "complete" if row.status == Status.COMPLETE else "neutral"
            self.pill.show_as(self.tr("Final"), "circle-check", tone)
            self.words.setText(self.tr("Nothing more is expected."))
        elif row.kind in NOT_MONEY:
            self.pill.show_as(self.tr("Open"), "hourglass", "neutral")
            self.words.setText(self.tr("More may follow; no money depends on it."))
        else:
            self.pill.show_as(self.tr("Open"), "hourglass", "pending")
            self.words.setText(self.tr("The end has not been told yet: promise nothing."))
