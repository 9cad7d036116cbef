"""The connections page in a world that notes what it was asked, for the tests of its parts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from app.config.settings import ConnectionSettings, Settings
from app.core.errors import SettingsError
from app.core.provider import Answer
from app.providers import PROVIDERS
from app.store.rows import NewsRow
from app.ui.actions import Actions, Callback
from app.ui.pages.connections import ConnectionsPage
from app.ui.widgets.connection_card import ConnectionCard
from app.ui.widgets.dialogs import Sheet

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
TOKEN = "t" * 32


@dataclass
class World:
    """The rest of the program, as far as this page asks it; it notes what it was asked."""

    settings: Settings = field(
        default_factory=lambda: Settings(
            public_url="https://hooks.example.mx",
            connections={name: ConnectionSettings(TOKEN) for name in PROVIDERS},
        )
    )
    secrets: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: list[NewsRow] = field(default_factory=list)
    registered: list[tuple[object, ...]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    answer: Answer | Exception = field(
        default_factory=lambda: Answer(
            201,
            True,
            "Webhook successfully created",
            ({"id": "11330", "event": "transaction", "callback_url": url("juno")},),
        )
    )

    def register(self, *choice: object) -> Answer:
        self.registered.append(choice)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def preview(self, provider: str, environment: str, api: str, events: tuple[str, ...]) -> str:
        return f"POST /{api}/webhooks HTTP/1.1\nHost: {environment}\n\n{','.join(events)}"

    def callbacks(self) -> list[Callback]:
        public = self.settings.public_url
        return [
            Callback(
                name,
                f"/hooks/{name}/{TOKEN}",
                f"http://127.0.0.1:8787/hooks/{name}/{TOKEN}",
                f"{public}/hooks/{name}/{TOKEN}" if public else "",
            )
            for name in PROVIDERS
        ]

    def save(self, settings: Settings) -> None:
        if " " in settings.public_url:
            raise SettingsError("The address cannot be used.", remedy="Give an https address.")
        self.settings = settings

    def delete(self, provider: str, environment: str, number: str) -> Answer:
        self.deleted.append(number)
        return Answer(204, True, "gone")

    def forget(self, key: tuple[str, str]) -> None:
        del self.secrets[key]

    def actions(self, actions: Actions) -> Actions:
        listed = Answer(
            200,
            True,
            "",
            (
                {"id": "11330", "event": "transaction", "callback_url": url("juno")},
                {"id": "9", "event": "funding", "callback_url": "https://old.example/x"},
            ),
        )
        return replace(
            actions,
            register=self.register,
            news_seen=self.seen.extend,
            preview=self.preview,
            list_remote=lambda *_: listed,
            delete_remote=self.delete,
            callbacks=self.callbacks,
            settings=lambda: self.settings,
            save_settings=self.save,
            secret_is_set=lambda *key: key in self.secrets,
            put_secret=lambda provider, name, value: self.secrets.update({(provider, name): value}),
            remove_secret=lambda *key: self.forget(key),
            send_test_event=lambda name: f"{name} answered 200 in 4 ms",
        )


def url(provider: str) -> str:
    return f"https://hooks.example.mx/hooks/{provider}/{TOKEN}"


def card(page: ConnectionsPage, provider: str) -> ConnectionCard:
    return next(one for one in page.findChildren(ConnectionCard) if one.provider.name == provider)


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def dialog(page: ConnectionsPage) -> Sheet:
    return next(one for one in page.findChildren(Sheet) if one.isVisible())


def buttons(widget: QWidget, text: str) -> list[QPushButton]:
    found = widget.findChildren(QPushButton)
    return [one for one in found if one.text() == text and one.isVisible()]


def press(widget: QWidget, text: str) -> QPushButton:
    found = buttons(widget, text)[0]
    found.click()
    return found


def request_of(sheet: Sheet) -> str:
    return next(
        one.toPlainText()
        for one in sheet.findChildren(QPlainTextEdit)
        if one.accessibleName() == "Request"
    )
