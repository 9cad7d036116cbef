"""One provider's connection: where it delivers, how it is believed, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from app.core.errors import AcuseError
from app.core.provider import Provider
from app.store.rows import ConnectionHealth
from app.ui import texts, theme
from app.ui.actions import Callback
from app.ui.said import error_lines
from app.ui.widgets import connection_words
from app.ui.widgets.card import Panel
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.notice import Notice
from app.ui.widgets.parts import ElidedLabel, Pill, button, icon_button, label

_ROW = 24  # points of height
_AROUND = 5  # points of a flat button around its words, as in the style sheet


class ConnectionCard(Panel):
    """Shows what it is given; what is pressed is said by `asked`."""

    asked = Signal(str, str)  # provider, "register", "preview", "list", "checklist", …

    def __init__(self, provider: Provider) -> None:
        super().__init__()
        self.provider = provider
        self._found: ConnectionHealth | None = None
        self._url = ""
        self.setAccessibleName(provider.title)
        self._build_head()
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(16)
        self._rows.setVerticalSpacing(2)
        self._rows.setColumnMinimumWidth(0, theme.px(104))
        self._rows.setColumnStretch(1, 1)
        self._callback = ElidedLabel()
        self._callback.setFont(theme.mono_font())
        self._verification = self._value()
        self._address = self._value()
        self._last = self._value()
        self._secrets = self._value()
        copier = icon_button(
            "copy",
            self.tr("Copy the callback URL of {0}").format(provider.title),
            lambda: self._ask("copy"),
        )
        self._add_row(self.tr("Callback"), self._callback, copier)
        self._add_row(self.tr("Verification"), self._verification)
        self._add_row(self.tr("Source address"), self._address)
        self._add_row(self.tr("Last delivery"), self._last)
        enter = self._link("credentials", self.tr("Change…"), self.tr("Credentials of {0}"))
        self._buttons = {"credentials": enter}
        self._add_row(self.tr("Credentials"), self._secrets, enter)
        self._news = self._value()
        fields = self._link(
            "fields", self.tr("Fields…"), self.tr("Fields of the deliveries of {0}")
        )
        self._add_row(self.tr("New in deliveries"), self._news, fields)
        self._asked = self._value()
        if provider.listings:
            fetch = self._link(
                "backfill", self.tr("Fetch…"), self.tr("Fetch what was missed at {0}")
            )
            self._add_row(self.tr("Missed webhooks"), self._asked, fetch)
        elif provider.imported is not None:
            take = self._link("import", self.tr("Import…"), self.tr("Import a file of {0}"))
            self._add_row(self.tr("Missed webhooks"), self._asked, take)
        self._differences = self._value()
        if provider.listings:
            look = self._link("differences", self.tr("Look…"), self.tr("Differences with {0}"))
            self._add_row(self.tr("Differences"), self._differences, look)
        self.notice = Notice()
        self.body.addLayout(self._rows)
        self.body.addWidget(self.notice)
        self.body.addStretch()
        self.body.addSpacing(3)
        self.body.addLayout(self._build_buttons())

    def show_callback(self, callback: Callback) -> None:
        """The URL to give to the provider: the public one, or the local one without it."""
        self._url = callback.public_url or callback.local_url
        self._buttons["test-publicly"].setVisible(bool(callback.public_url))
        self._callback.set_whole(connection_words.short_url(self._url), hint=self._url)

    def callback_url(self) -> str:
        """The URL that the copy button copies."""
        return self._url

    def show_secrets(self, entered: Sequence[str], missing: Sequence[str]) -> None:
        """Which credentials are there, by their labels, and which are needed to verify."""
        parts = [self.tr("entered: {0}").format(", ".join(entered))] if entered else []
        if missing:
            parts.append(self.tr("missing: {0}").format(", ".join(missing)))
        self._secrets.set_whole(" · ".join(parts) or self.tr("none entered"))

    def show_health(
        self,
        found: ConnectionHealth | None,
        missing: tuple[str, ...],
        *,
        is_on: bool,
        is_reached: bool = True,
        has_moved: bool = False,
        now: datetime,
    ) -> None:
        """What the store knows of it."""
        self._found = found
        self._pill.show_as(
            *connection_words.health(
                found, missing, is_on=is_on, is_reached=is_reached, has_moved=has_moved
            )
        )
        self._verification.set_whole(connection_words.verification(found, missing))
        self._address.set_whole(connection_words.source_address(found))
        self.show_time(now)

    def show_news(self, words: str, *, are_there: bool) -> None:
        """What its deliveries hold that nobody knows."""
        theme.dress(self._news, "subheading" if are_there else "muted")
        self._news.set_whole(words)

    def show_asked(self, words: str) -> None:
        """When the provider was last asked what was missed, and what came of it."""
        self._asked.set_whole(words)

    def show_differences(self, words: str) -> None:
        """How many differences nobody accepted."""
        self._differences.set_whole(words)

    def show_time(self, now: datetime) -> None:
        """Let the age of the last delivery grow."""
        found = self._found
        if found is None or found.last_received_at is None:
            self._last.set_whole(self.tr("none yet"))
            return
        parts = [texts.ago((now - found.last_received_at).total_seconds())]
        parts.append(self.tr("{0} in all").format(texts.number(found.deliveries)))
        if found.quarantined:
            parts.append(self.tr("{0} in quarantine").format(texts.number(found.quarantined)))
        if found.unreadable:
            parts.append(self.tr("{0} unreadable").format(texts.number(found.unreadable)))
        self._last.set_whole(" · ".join(parts))

    def show_registration(self, words: str, error: AcuseError | None = None) -> None:
        """What is known of the registration at the provider, and what kept it from being known."""
        self._badge.setText(words)
        self._badge.setToolTip(texts.plain_tip("\n".join(error_lines(error))) if error else "")

    def button(self, name: str) -> QPushButton:
        """The button of an action, to be disabled while it runs."""
        return self._buttons[name]

    def _build_head(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.provider.title, "heading"))
        self._badge = label(connection_words.registration(self.provider), "badge")
        head.addWidget(self._badge)
        head.addStretch()
        self._pill = Pill()
        head.addWidget(self._pill)
        self.body.addLayout(head)

    def _build_buttons(self) -> FlowLayout:
        hints = {"test-publicly": self.tr("Send a test event through the public address")}
        row = FlowLayout(spacing=8)
        for place, (name, words) in enumerate(self._offers()):
            made = button(words, partial(self._ask, name), kind="" if place else "primary")
            made.setAccessibleName(f"{self.provider.title}: {words}")
            made.setToolTip(hints.get(name, ""))
            self._buttons[name] = made
            row.addWidget(made)
        return row

    def _offers(self) -> list[tuple[str, str]]:
        calls = self.provider.calls
        offers = []
        if "register" in calls:
            offers.append(("register", self.tr("Register callback")))
        elif "preview" in calls:
            offers.append(("preview", self.tr("Preview request")))
        else:
            offers.append(("copy", self.tr("Copy callback")))
            offers.append(("checklist", self.tr("Checklist")))
        if "list" in calls:
            offers.append(("list", self.tr("List")))
        offers.append(("settings", self.tr("Settings…")))
        offers.append(("test", self.tr("Send test event")))
        offers.append(("test-publicly", self.tr("Test publicly")))
        return offers

    def _ask(self, name: str) -> None:
        self.asked.emit(self.provider.name, name)

    def _value(self) -> ElidedLabel:
        return ElidedLabel("—", "", Qt.TextElideMode.ElideRight)

    def _link(self, action: str, words: str, name: str) -> QPushButton:
        """What can be done about a value, at its right."""
        made = button(words, partial(self._ask, action), kind="link")
        made.setAccessibleName(name.format(self.provider.title))
        made.setToolTip(made.accessibleName())
        return made

    def _add_row(self, name: str, value: ElidedLabel, beside: QWidget | None = None) -> None:
        """A name, a value, and what can be done about it; all rows are alike in height."""
        place = self._rows.rowCount()
        caption: QLabel = label(name, "muted")
        caption.setMinimumHeight(theme.px(_ROW))
        self._rows.addWidget(caption, place, 0)
        row = QHBoxLayout() if beside is None else _FlushRow()
        row.addWidget(value, 1)
        if beside is not None:
            row.addWidget(beside)
        self._rows.addLayout(row, place, 1)


class _FlushRow(QHBoxLayout):
    """A row that ends with a flat button, whose words end where the surfaces of others do."""

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect.adjusted(0, 0, theme.px(_AROUND), 0))
