"""Everything that one connection can be set to, but for its secrets."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.config.settings import ConnectionSettings, Settings, new_token
from app.core.provider import OptionSpec, Provider
from app.store.rows import ConnectionHealth, MatchRow
from app.ui import texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.forms import form_words
from app.ui.widgets import connection_words
from app.ui.widgets.address_list import AddressList
from app.ui.widgets.dialogs import form
from app.ui.widgets.environment_box import EnvironmentBox
from app.ui.widgets.parts import ElidedLabel, Pill, button, label, rule, while_alive
from app.ui.widgets.ring import Ring
from app.ui.widgets.settings_sheet import SettingsSheet


class ConnectionSheet(SettingsSheet):
    """Environment, options, source addresses and the secret address of one connection."""

    proxies_asked = Signal()

    def __init__(
        self,
        parent: QWidget,
        provider: Provider,
        ask: Ask,
        actions: Actions,
        health: ConnectionHealth | None,
    ) -> None:
        title = self.tr("Settings of {0}").format(provider.title)
        super().__init__(parent, title, ask, actions)
        self._provider, self._health = provider, health
        kept = actions.settings().connections[provider.name]
        self._token = kept.token
        self._own: dict[str, tuple[str, ...]] = dict(kept.addresses)
        self._shown = ""  # the environment whose addresses are in the box
        self.add_save()
        sheet = QWidget()
        theme.dress(sheet, "page")
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        self._add_environment(kept)
        self._options = {spec.name: self._add_option(spec, kept) for spec in provider.options}
        self._column.addWidget(rule())
        self._add_addresses()
        self._column.addWidget(rule())
        self._add_matches()
        self._column.addWidget(rule())
        self._add_secret_address()
        self._column.addStretch()
        area = QScrollArea()
        Ring(area)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(sheet)
        area.setAccessibleName(self.windowTitle())
        self.body.addWidget(area, 1)
        self.resize(660, 680)
        self._show_environment()
        ask.ask(lambda reader: reader.matches(provider.name), while_alive(self, self._show_matches))

    # --- what is chosen -----------------------------------------------------------------------

    def wanted(self) -> Settings:
        settings = self._actions.settings()
        return settings.with_connection(self._provider.name, self._connection())

    def _connection(self) -> ConnectionSettings:
        self._note_addresses()
        kept = self._actions.settings().connections[self._provider.name]
        options = {**kept.options, **{name: _chosen(one) for name, one in self._options.items()}}
        defaults = {spec.name: spec.default for spec in self._provider.options}
        return replace(
            kept,
            token=self._token,
            environment=self._environment.environment(),
            addresses={place: own for place, own in self._own.items() if own},
            options={
                name: value
                for name, value in options.items()
                if value and value != defaults.get(name)
            },
        )

    # --- environment and options --------------------------------------------------------------

    def _add_environment(self, kept: ConnectionSettings) -> None:
        self._environment = EnvironmentBox(self._provider, kept.environment)
        self._environment.currentIndexChanged.connect(lambda _: self._show_environment())
        self._lines = form()
        self._lines.addRow(label(self.tr("Environment"), "muted"), self._environment)
        self._column.addLayout(self._lines)

    def _add_option(self, spec: OptionSpec, kept: ConnectionSettings) -> QComboBox | QLineEdit:
        value = kept.options.get(spec.name) or spec.default
        field: QComboBox | QLineEdit
        if spec.values:
            field = QComboBox()
            for one in spec.values:
                field.addItem(_value_words(spec, one), one)
            field.setCurrentIndex(max(field.findData(value), 0))
        else:
            field = QLineEdit(value)
            field.setPlaceholderText(spec.default)
        words = texts.own_words(spec.label)
        field.setAccessibleName(words)
        field.setAccessibleDescription(texts.own_words(spec.help))
        self._lines.addRow(label(words, "muted"), field)
        help_ = label(texts.own_words(spec.help), "small", wrap=True)
        self._lines.setWidget(self._lines.rowCount(), QFormLayout.ItemRole.FieldRole, help_)
        return field

    # --- source addresses ---------------------------------------------------------------------

    def _add_addresses(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Source addresses"), "subheading"))
        self._state = Pill()
        head.addWidget(self._state)
        head.addStretch()
        self._column.addLayout(head)
        self._state_words = label("", "small", wrap=True)
        self._column.addWidget(self._state_words)
        self._which = QComboBox()
        self._which.setAccessibleName(self.tr("Which list of source addresses"))
        self._which.currentIndexChanged.connect(lambda _: self._show_list())
        self._column.addWidget(self._which)
        self._list = AddressList(self.tr("Source addresses"), "203.0.113.9\n2001:db8::/32")
        self._list.changed.connect(self._check)
        self._column.addWidget(self._list)
        row = QHBoxLayout()
        self._reset = button(self.tr("Reset to the published list"), self._to_published)
        row.addWidget(self._reset)
        row.addWidget(button(self.tr("Trusted proxies…"), self.proxies_asked.emit))
        row.addStretch()
        self._column.addLayout(row)

    def _published(self) -> tuple[str, ...]:
        return self._provider.environments[self._environment.environment()].addresses

    def _show_environment(self) -> None:
        """The lists of the environment that is chosen now."""
        self._note_addresses()
        self._shown = self._environment.environment()
        published = self._published()
        self._which.blockSignals(True)
        self._which.clear()
        if published:
            words = self.tr("As published by {0} for {1}")
            environment = self._environment.currentText()
            self._which.addItem(words.format(self._provider.title, environment), False)
        else:
            self._which.addItem(self.tr("No list: the source is not checked"), False)
        self._which.addItem(self.tr("A list of my own"), True)
        self._which.setCurrentIndex(1 if self._own.get(self._shown) else 0)
        self._which.blockSignals(False)
        self._show_list()

    def _show_list(self) -> None:
        is_own = bool(self._which.currentData())
        published = self._published()
        self._list.set_read_only(not is_own)
        self._list.setVisible(is_own or bool(published))
        self._list.show_addresses(
            (self._own.get(self._shown) or published) if is_own else published
        )
        self._reset.setVisible(is_own and bool(published))
        self._check()

    def _note_addresses(self) -> None:
        """Remember what was typed for the environment on show."""
        if self._shown:
            is_own = bool(self._which.currentData())
            self._own[self._shown] = self._list.addresses() if is_own else ()

    def _to_published(self) -> None:
        self._own.pop(self._shown, None)
        self._which.setCurrentIndex(0)

    def _check(self) -> None:
        is_own = bool(self._which.currentData())
        is_usable = not self._list.problem() and bool(self._list.addresses())
        self.let_save(not is_own or is_usable)
        self.show_rule()

    def show_rule(self) -> None:
        """What the list does, with the settings as they are now."""
        is_own = bool(self._which.currentData())
        addresses = self._list.addresses() if is_own else self._published()
        state = connection_words.address_rule(addresses, self._actions.settings(), self._health)
        self._state.show_as(state.word, state.icon, state.tone)
        self._state_words.setText(state.words)

    # --- what was learned ---------------------------------------------------------------------

    def _add_matches(self) -> None:
        self._column.addWidget(label(self.tr("Byte forms that matched"), "subheading"))
        self._matches = label("…", "small", wrap=True)
        self._column.addWidget(self._matches)

    def _show_matches(self, found: list[MatchRow]) -> None:
        kept = self._actions.settings().connections[self._provider.name]
        self._matches.setText(connection_words.matches(found, is_only="form" in kept.options))

    # --- the secret address -------------------------------------------------------------------

    def _add_secret_address(self) -> None:
        self._column.addWidget(label(self.tr("Secret address"), "subheading"))
        row = QHBoxLayout()
        self._path = ElidedLabel()
        self._path.setFont(theme.mono_font())
        row.addWidget(self._path, 1)
        row.addWidget(button(self.tr("Make a new one…"), self._confirm_new, kind="danger"))
        self._column.addLayout(row)
        self._show_path()

    def _show_path(self) -> None:
        self._path.set_whole(f"/hooks/{self._provider.name}/{self._token[:4]}…{self._token[-4:]}")

    def _confirm_new(self) -> None:
        self.notice.say(
            "notice",
            self.tr("Make a new secret address?"),
            self.tr(
                "Once saved, the old address answers 404: register the new one at {0} at once."
            ).format(self._provider.title),
        )
        self.notice.offer(self.tr("Make it"), self._make_new)

    def _make_new(self) -> None:
        self._token = new_token()
        self._show_path()
        self.notice.say("notice", self.tr("Save to use the new address."))


def _value_words(spec: OptionSpec, value: str) -> str:
    is_form = spec.name == "form" and value != spec.default
    return form_words(value) if is_form else texts.own_words(value)


def _chosen(field: QComboBox | QLineEdit) -> str:
    if isinstance(field, QComboBox):
        return str(field.currentData())
    return field.text().strip()
