"""The ways by which the world reaches this receiver, each as a form over the settings."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.config.settings import Settings
from app.core.provider import CredentialSpec
from app.core.tunnel import NGROK, NGROK_TOKEN, PRESETS, Way, preset_of, source_header
from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets.credentials import CredentialField
from app.ui.widgets.dialogs import form
from app.ui.widgets.parts import button, label


class SshForm(QWidget):
    """Where `ssh -R` leads, and the address that the proxy there has."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        is_given = settings.tunnel in (Way.COMMAND, Way.NGROK)  # by another way, for a while
        address = "" if is_given else settings.public_url
        self._address = _line(self.tr("Public address"), address)
        self._address.setPlaceholderText("https://hooks.example.com")
        self._host = _line(self.tr("Host"), settings.ssh_host)
        self._host.setPlaceholderText("hooks.example.com")
        self._user = _line(self.tr("User"), settings.ssh_user)
        self._port = _port(self.tr("Port of ssh"), settings.ssh_port)
        self._key = _line(self.tr("Key file"), settings.ssh_key)
        self._key.setPlaceholderText(self.tr("empty leaves it to ssh"))
        self._remote = _port(self.tr("Port at the far end"), settings.ssh_remote_port)
        key = QHBoxLayout()
        key.setSpacing(8)
        key.addWidget(self._key, 1)
        key.addWidget(button(self.tr("Choose…"), self._choose))
        lines = _form(self)
        for field in (self._host, self._user, self._port):
            lines.addRow(field.accessibleName(), field)
        lines.addRow(self._key.accessibleName(), key)
        lines.addRow(self._remote.accessibleName(), self._remote)
        lines.addRow(self._address.accessibleName(), self._address)
        remark = self.tr(
            "The far end listens on its own loopback, behind a proxy with https there. Acuse keeps"
            " the connection alive, starts it again when it ends, and knows the server's key from a"
            " file of its own."
        )
        lines.addRow(label(remark, "small", wrap=True))

    def wanted(self, settings: Settings) -> Settings:
        """The settings with what is entered."""
        return replace(
            settings,
            tunnel=Way.SSH,
            public_url=self._address.text().strip().rstrip("/"),
            ssh_host=self._host.text().strip(),
            ssh_user=self._user.text().strip(),
            ssh_port=int(self._port.text() or 0),
            ssh_key=self._key.text().strip(),
            ssh_remote_port=int(self._remote.text() or 0),
        )

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Key file"), self._key.text())
        if chosen:
            self._key.setText(chosen)


class CommandForm(QWidget):
    """A program that opens a tunnel and says its address; the known ones are a choice away."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._preset = QComboBox()
        self._preset.setAccessibleName(self.tr("Program"))
        for name in PRESETS:
            self._preset.addItem(name, name)
        self._preset.addItem(self.tr("another one"), "")
        first = next(iter(PRESETS.values()))
        command = settings.tunnel_command or first.command
        self._command = _line(self.tr("Command"), command)
        self._pattern = _line(self.tr("Pattern of the address"), "")
        self._pattern.setText(settings.tunnel_pattern or first.pattern)
        for field in (self._command, self._pattern):
            field.setFont(theme.mono_font())
        self._preset.setCurrentIndex(self._preset.findData(preset_of(command)))
        self._preset.currentIndexChanged.connect(self._chosen)
        self._command.textChanged.connect(lambda _: self.changed.emit())
        lines = _form(self)
        for line in (self._preset, self._command, self._pattern):
            lines.addRow(line.accessibleName(), line)
        remark = self.tr(
            "{port} stands for the port that Acuse receives on; the pattern is a regular expression"
            " with (…) around the address in what the program prints. No shell runs it, it sees"
            " none of the secrets, and it ends with Acuse."
        )
        lines.addRow(label(remark, "small", wrap=True))

    def command(self) -> str:
        """What is entered now."""
        return self._command.text().strip()

    def wanted(self, settings: Settings) -> Settings:
        """The settings with what is entered; the program gives the address."""
        pattern = self._pattern.text().strip()
        return replace(
            settings,
            tunnel=Way.COMMAND,
            tunnel_command=self.command(),
            tunnel_pattern=pattern,
            public_url="",
        )

    def _chosen(self) -> None:
        if preset := PRESETS.get(str(self._preset.currentData())):
            self._command.setText(preset.command)
            self._pattern.setText(preset.pattern)


class NgrokForm(QWidget):
    """ngrok's SDK: a token, and perhaps a domain of the account."""

    def __init__(self, settings: Settings, ask: Ask, actions: Actions) -> None:
        super().__init__()
        token = CredentialSpec(
            NGROK_TOKEN.name,
            QCoreApplication.translate("NgrokForm", "Authtoken"),
            QCoreApplication.translate("NgrokForm", "ngrok's dashboard shows it."),
        )
        self.token = CredentialField(NGROK, token, ask, actions)
        self._domain = _line(self.tr("Domain"), settings.ngrok_domain)
        self._domain.setPlaceholderText(self.tr("empty takes any"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.token)
        lines = form()
        lines.addRow(self._domain.accessibleName(), self._domain)
        column.addLayout(lines)
        column.addStretch()

    def wanted(self, settings: Settings) -> Settings:
        """The settings with what is entered; ngrok gives the address."""
        domain = self._domain.text().strip()
        return replace(settings, tunnel=Way.NGROK, ngrok_domain=domain, public_url="")


def source_words(way: str, command: str, settings: Settings) -> str:
    """Whether a way keeps the source address, and so whether the provider's list can hold."""
    translate = QCoreApplication.translate
    header = source_header(way, command)
    if header is None and way == Way.COMMAND:
        return translate(
            "AddressWays",
            "Whether the source address is kept depends on the program; the probe shows who names"
            " it. Without it the provider's address list cannot hold.",
        )
    if header is None:
        return translate(
            "AddressWays",
            "The source address is kept if the proxy writes it into a header and drops what came"
            " in. Name the proxy among the trusted ones, and the provider's address list holds.",
        )
    if header == settings.proxy_header and settings.trusted_proxies:
        words = translate(
            "AddressWays",
            "The source address is kept in {0}, which is believed: the provider's address list"
            " holds.",
        )
        return words.format(header)
    words = translate(
        "AddressWays",
        "The source address is kept in {0}. The provider's address list holds once this computer"
        " is among the trusted proxies with that header.",
    )
    return words.format(header)


def _form(owner: QWidget) -> QFormLayout:
    lines = form()
    lines.setContentsMargins(0, 0, 0, 0)
    owner.setLayout(lines)
    return lines


def _line(name: str, text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setAccessibleName(name)
    return made


def _port(name: str, value: int) -> QLineEdit:
    made = _line(name, str(value))
    made.setValidator(QIntValidator(1, 65535, made))
    return made
