"""The head of the inspector: what it is, how much, where it stands, and its id."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.amounts import format_amount
from app.core.plain import plain
from app.store.rows import DeliveryDetail, TransactionDetail
from app.ui import nameless, texts, theme
from app.ui.widgets.clipboard import copy
from app.ui.widgets.inspected import Inspected
from app.ui.widgets.parts import ElidedLabel, Pill, icon_button, label, on_the_line_of
from app.ui.widgets.status import show_status

_EDGE = 15


class InspectorHeader(QWidget):
    """Of a transaction, or of a delivery that has none."""

    def __init__(self) -> None:
        super().__init__()
        self._id_words = ("", "")  # the id whole, and what it is called
        self.title = ElidedLabel("", "muted")
        self.pill = Pill()
        self.amount = label("", "figure")
        self.asset = label("", "muted")
        self.asset.setFont(theme.ui_font(15, QFont.Weight.DemiBold))
        self.id = ElidedLabel("", "muted")
        self.id.setFont(theme.mono_font())
        self.id.setMinimumHeight(theme.px(22))
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 0, _EDGE, 0)
        column.setSpacing(2)
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.title, 1)
        first.addWidget(self.pill)
        second.setSpacing(6)
        second.addWidget(self.amount)
        second.addWidget(self.asset)
        second.addStretch()
        self.amount.ensurePolished()
        on_the_line_of(self.asset, self.amount.fontMetrics())
        third.setSpacing(4)
        third.addWidget(self.id, 1)
        third.addWidget(icon_button("copy", self.tr("Copy id"), self.copy_id))
        for line in (first, second, third):
            column.addLayout(line)

    def show_found(self, found: Inspected) -> None:
        """Say what is shown below."""
        if found.transaction is not None:
            self._show_transaction(found.transaction, found.delivery)
        elif found.delivery is not None:
            self._show_delivery(found.delivery)

    def copy_id(self) -> None:
        """Copy the provider's id, or the delivery's digest."""
        value, name = self._id_words
        if value:
            copy(self, value, name)

    def _show_transaction(self, detail: TransactionDetail, delivery: DeliveryDetail | None) -> None:
        row = detail.row
        parts = [texts.provider_title(row.provider), texts.kind_word(row.kind)]
        if delivery is not None and delivery.environment not in ("", "production"):
            parts.append(plain(texts.own_words(delivery.environment)))
        self.title.set_whole(" · ".join(parts))
        self.amount.setText(format_amount(plain(row.amount)) if row.amount else "–")
        self.asset.setText(plain(row.asset))
        if digest := nameless.digest(row.transaction_id):
            self._show_id(digest, self.tr("digest"))
        else:
            self._show_id(row.transaction_id.split(":", 2)[-1], self.tr("id"))
        show_status(self.pill, row.status)

    def _show_delivery(self, delivery: DeliveryDetail) -> None:
        self.title.set_whole(texts.provider_title(delivery.provider))
        self.amount.setText(self.tr("Delivery {0}").format(texts.number(delivery.delivery_id)))
        self.asset.setText("")
        self._show_id(delivery.sha256, self.tr("digest"))
        show_status(self.pill, delivery.standing)

    def _show_id(self, value: str, name: str) -> None:
        self._id_words = (value, name)
        self.id.set_whole(plain(value))
