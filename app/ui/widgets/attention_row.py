"""One line of the attention page: what, why, since when, and what to do."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.amounts import format_amount
from app.core.plain import plain
from app.ui import texts
from app.ui.display import Display
from app.ui.widgets.attention_data import Item, Sort
from app.ui.widgets.parts import ElidedLabel, Pill, busy, button, label, rule

_PILL, _SINCE, _BUTTONS = 150, 84, 176


class AttentionRow(QWidget):
    """Says what was pressed; shows another state of the same item through `show_item`."""

    open_asked = Signal(object)  # Item
    reverify_asked = Signal(object)  # Item

    def __init__(self, item: Item, display: Display, now: datetime) -> None:
        super().__init__()
        self.item = item
        self._display = display
        self._pill = Pill(*_look(item.sort))
        self._title = ElidedLabel("", "subheading", Qt.TextElideMode.ElideRight)
        self._why = ElidedLabel("", "small", Qt.TextElideMode.ElideRight)
        self._since = label("", "muted")
        self._since.setFixedWidth(_SINCE)
        words = self.tr("Inspect") if item.delivery_ids else self.tr("Open")
        self._open = button(words, kind="primary")
        self._open.clicked.connect(lambda: self.open_asked.emit(self.item))
        self._again = button(self.tr("Re-verify"))
        self._again.clicked.connect(lambda: self.reverify_asked.emit(self.item))
        self._again.setVisible(item.sort in (Sort.QUARANTINE, Sort.AWAITING_KEY))
        self._arrange()
        self.show_item(item, now)

    def show_item(self, item: Item, now: datetime) -> None:
        """What is known of it now."""
        self.item = item
        title = headline(item)
        self._title.set_whole(title)
        self._why.set_whole(reason(item))
        age = max(int((now - item.since).total_seconds()), 0)
        self._since.setText(texts.span(age))
        self._since.setToolTip(texts.whole_moment(item.since, self._display.zone))
        for one in (self._open, self._again):
            one.setAccessibleName(f"{one.text()}: {title}")

    def set_busy(self, is_busy: bool) -> None:
        """While it is verified again."""
        busy(self._again, is_busy)

    def _arrange(self) -> None:
        holder = QWidget()
        holder.setFixedWidth(_PILL)
        left = QHBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._pill)
        left.addStretch()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._why)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addStretch()
        buttons.addWidget(self._open)
        buttons.addWidget(self._again)
        ends = QWidget()
        ends.setMinimumWidth(_BUTTONS)
        ends.setLayout(buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(holder)
        row.addLayout(words, 1)
        row.addWidget(self._since)
        row.addWidget(ends)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addLayout(row)


class AttentionHead(QWidget):
    """The names of the columns."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 14, 7)
        row.setSpacing(12)
        for words, width in (
            (self.tr("Kind"), _PILL),
            (self.tr("What and why"), 0),
            (self.tr("Since"), _SINCE),
            ("", _BUTTONS),
        ):
            name = label(words, "small")
            if width:
                name.setFixedWidth(width)
            row.addWidget(name, 0 if width else 1)


def headline(item: Item) -> str:
    """What it is, in one line."""
    translate = QCoreApplication.translate
    provider = texts.provider_title(item.provider)
    if item.transaction is not None:
        row = item.transaction
        money = f"{format_amount(plain(row.amount))} {plain(row.asset)}".strip()
        what = " · ".join(filter(None, (provider, texts.kind_word(row.kind), money)))
        if item.sort is Sort.FAILED:
            return translate("Attention", "{0} failed").format(what)
        return translate("Attention", "{0} contradicts itself").format(what)
    if item.sort is Sort.QUARANTINE:
        many = translate("Attention", "{0} deliveries of {1} failed verification")
        one = translate("Attention", "A delivery of {1} failed verification")
    elif item.sort is Sort.AWAITING_KEY:
        many = translate("Attention", "{0} deliveries of {1} wait for the key that signed them")
        one = translate("Attention", "A delivery of {1} waits for the key that signed it")
    else:
        many = translate("Attention", "{0} deliveries of {1} cannot be read")
        one = translate("Attention", "A delivery of {1} cannot be read")
    return (one if item.count == 1 else many).format(texts.number(item.count), provider)


def reason(item: Item) -> str:
    """Why it needs a person."""
    translate = QCoreApplication.translate
    if item.sort is Sort.CONTRADICTION:
        return ", ".join(texts.flag_words(flag) for flag in item.why.split(","))
    if item.sort is Sort.FAILED and item.transaction is not None:
        row = item.transaction
        said = translate("Attention", "the provider says {0}").format(plain(item.why) or "—")
        return " · ".join(filter(None, (said, plain(row.rail), plain(row.reference))))
    return plain(item.why) or translate("Attention", "the reason was not kept")


def sort_word(sort: Sort) -> str:
    """A reason for attention as one word."""
    return _look(sort)[0]


def _look(sort: Sort) -> tuple[str, str, str]:
    translate = QCoreApplication.translate
    looks = {
        Sort.QUARANTINE: (translate("Attention", "Quarantine"), "shield-x", "reversed"),
        Sort.AWAITING_KEY: (translate("Attention", "Awaiting key"), "key-round", "pending"),
        Sort.CONTRADICTION: (
            translate("Attention", "Contradiction"),
            "arrow-left-right",
            "pending",
        ),
        Sort.UNREADABLE: (translate("Attention", "Unreadable"), "circle-alert", "neutral"),
        Sort.FAILED: (translate("Attention", "Failed"), "status-failed", "failed"),
    }
    return looks[sort]
