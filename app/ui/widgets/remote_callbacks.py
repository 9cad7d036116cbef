"""What a provider has registered for the account: a list, and a way to change each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.core.errors import AcuseError
from app.core.plain import plain
from app.core.provider import Answer, Provider
from app.core.registration import Standing
from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.said import said
from app.ui.widgets.connection_words import short_url
from app.ui.widgets.dialogs import Sheet, code_box
from app.ui.widgets.environment_box import EnvironmentBox
from app.ui.widgets.parts import ElidedLabel, busy, button, clear, label, rule, while_alive
from app.ui.widgets.ring import Ring


class RemoteCallbacks(Sheet):
    """Asks the provider when it opens, when the environment changes and after each deletion."""

    listed = Signal(str, object)  # provider, Answer

    def __init__(self, parent: QWidget, provider: Provider, ask: Ask, actions: Actions) -> None:
        title = self.tr("Callbacks registered at {0}").format(provider.title)
        super().__init__(parent, title)
        self._provider, self._ask, self._actions = provider, ask, actions
        settings = actions.settings().connections.get(provider.name)
        self._environment = EnvironmentBox(provider, settings.environment if settings else "")
        self._environment.currentIndexChanged.connect(lambda _: self._elsewhere())
        self.body.addWidget(self._environment)
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        Ring(area)
        area.setAccessibleName(title)
        area.setWidgetResizable(True)
        area.setWidget(self._holder)
        theme.dress(self._holder, "page")
        self.body.addWidget(area, 1)
        self._typed = QLineEdit()
        self._typed.setAccessibleName(self.tr("Name of the provider"))
        self._typed.textChanged.connect(self._allow)
        self._typed.hide()
        self.body.addWidget(self._typed)
        self._request = code_box(self.tr("Request"))
        self._request.setFixedHeight(theme.px(140))
        self._request.hide()
        self.body.addWidget(self._request)
        self._go: QPushButton | None = None  # sends what is shown
        self.notice.dismissed.connect(self._withdraw)
        self._latest = 0  # the number of the last question; older answers are dropped
        self._again = self.add_button(self.tr("Ask again"), self.refresh)
        self.add_close()
        self.resize(640, 420)
        self.refresh()

    def refresh(self) -> None:
        """Ask the provider for its list."""
        clear(self._list)
        self._list.addWidget(label(self.tr("Asking {0}…").format(self._provider.title), "muted"))
        self._list.addStretch()
        busy(self._again, True)
        self._latest += 1
        number, name, environment = (
            self._latest,
            self._provider.name,
            self._environment.environment(),
        )
        self._ask.errand(
            lambda: self._actions.list_remote(name, environment),
            while_alive(self, lambda answer: self._answered(number, answer)),
            while_alive(self, lambda error: self._failed(number, error)),
        )

    def _elsewhere(self) -> None:
        """Another environment: what was about to be deleted is of the one before."""
        self.notice.hide()
        self._withdraw()
        self.refresh()

    def _withdraw(self) -> None:
        """Nothing is about to be sent."""
        self._typed.hide()
        self._request.hide()

    def _answered(self, number: int, answer: Answer) -> None:
        if number != self._latest:
            return
        busy(self._again, False)
        clear(self._list)
        if not answer.items:
            words = self.tr("Nothing is registered for this account and environment.")
            self._list.addWidget(label(words, "muted", wrap=True))
        for item in answer.items:
            self._list.addWidget(self._line(item))
            self._list.addWidget(rule())
        self._list.addStretch()
        self.listed.emit(self._provider.name, answer)

    def _line(self, item: Mapping[str, str]) -> QWidget:
        number, event = item.get("id", ""), item.get("event", "")
        listed = item.get("callback_url", "")
        url = ElidedLabel()
        url.set_whole(short_url(listed), hint=plain(listed))
        url.setFont(theme.mono_font())
        holder = QFrame()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 6, 4)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        column.addLayout(row)
        column.addWidget(url)
        row.addWidget(label(f"#{plain(number)}", "muted"))
        row.addWidget(label(plain(event), "badge"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch()
        standing = self._actions.standing(self._provider.name, listed)
        row.addWidget(_standing_badge(standing), 0, Qt.AlignmentFlag.AlignVCenter)
        if "update" in self._provider.calls and standing is not Standing.OURS:
            words = self.tr("Lead here")
            lead = button(words, lambda: self._confirm_leading(number))
            lead.setAccessibleName(f"{words} #{number} {event}")
            lead.setToolTip(self.tr("Have this callback lead to our public address"))
            row.addWidget(lead)
        if "delete" in self._provider.calls:
            words = self.tr("Delete")
            gone = button(words, lambda: self._confirm(number, event), kind="danger")
            gone.setAccessibleName(f"{words} #{number} {event}")
            row.addWidget(gone)
        return holder

    def _confirm_leading(self, number: str) -> None:
        self._typed.hide()
        self.notice.say("notice", self.tr("Have callback #{0} lead here?").format(number))
        self._offer(self.tr("Have it lead here"), self._actions.preview_update, number, self._lead)

    def _lead(self, number: str) -> None:
        self._begin()
        name, environment = self._provider.name, self._environment.environment()
        self._ask.errand(
            lambda: self._actions.update_remote(name, environment, number),
            while_alive(self, lambda answer: self._led_here(number, answer)),
            while_alive(self, self._not_done),
        )

    # --- shown before it is sent --------------------------------------------------------------

    def _offer(
        self,
        words: str,
        preview: Callable[[str, str, str], str],
        number: str,
        send: Callable[[str], None],
    ) -> None:
        """A button that can be pressed once the exact request stands there."""
        self._request.hide()
        self._go = go = self.notice.offer(words, lambda: send(number))
        go.setEnabled(False)
        name, environment = self._provider.name, self._environment.environment()
        self._ask.work(
            lambda: preview(name, environment, number),
            while_alive(go, self._previewed),
            while_alive(self, self._not_done),
        )

    def _previewed(self, request: str) -> None:
        self._request.setPlainText(plain(request, lines=True))
        self._request.show()
        self._allow()
        self.fit()

    def _allow(self) -> None:
        """What is shown may be sent; in production once the provider's name is typed."""
        typed = self._typed.text().strip().casefold()
        is_named = self._typed.isHidden() or typed == self._provider.title.casefold()
        if self._go is not None and isValid(self._go):
            self._go.setEnabled(is_named and not self._request.isHidden())

    def _led_here(self, number: str, answer: Answer) -> None:
        self._holder.setEnabled(True)
        words = self.tr("Callback #{0} leads here now.").format(number)
        self.notice.say("good", words, said(answer.message))
        self.refresh()

    def _confirm(self, number: str, event: str) -> None:
        """In production the provider's name is to be typed: its money is real."""
        title = self.tr("Delete callback #{0} ({1}) at {2}?")
        self.notice.say(
            "notice",
            title.format(number, event, self._provider.title),
            self.tr("The provider then sends nothing more of this kind."),
        )
        is_real = self._environment.environment().startswith("production")
        self._typed.setVisible(is_real)
        self._typed.clear()
        if is_real:
            self._typed.setPlaceholderText(
                self.tr("Type {0} to delete it").format(self._provider.title)
            )
            self._typed.setFocus()
        self._offer(self.tr("Delete it"), self._actions.preview_deletion, number, self._delete)

    def _delete(self, number: str) -> None:
        self._begin()
        self._typed.hide()
        name, environment = self._provider.name, self._environment.environment()
        self._ask.errand(
            lambda: self._actions.delete_remote(name, environment, number),
            while_alive(self, lambda answer: self._deleted(number, answer)),
            while_alive(self, self._not_done),
        )

    def _deleted(self, number: str, answer: Answer) -> None:
        self._holder.setEnabled(True)
        self.notice.say(
            "good", self.tr("Callback #{0} is deleted.").format(number), said(answer.message)
        )
        self.refresh()

    def _begin(self) -> None:
        """A change is under way: nothing else is pressed meanwhile, nor the same twice."""
        self.notice.hide()
        self._request.hide()
        self._holder.setEnabled(False)

    def _not_done(self, error: AcuseError) -> None:
        """The list stays: what it shows is still there, or can be asked for again."""
        self._holder.setEnabled(True)
        self.notice.say_error(error)

    def _failed(self, number: int, error: AcuseError) -> None:
        if number != self._latest:
            return
        busy(self._again, False)
        clear(self._list)
        self._list.addStretch()
        self.notice.say_error(error)


def _standing_badge(standing: Standing) -> QLabel:
    """What a listed callback is to us."""
    translate = QCoreApplication.translate
    words = {
        Standing.OURS: translate("RemoteCallbacks", "leads here"),
        Standing.MOVED: translate("RemoteCallbacks", "ours, old address"),
        Standing.OTHER: translate("RemoteCallbacks", "somewhere else"),
    }
    return label(words[standing], "badge")
