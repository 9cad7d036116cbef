"""Which proxies may name the source of a delivery, and in which header: only by explicit choice."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from app.config.settings import Settings
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets.address_list import AddressList
from app.ui.widgets.dialogs import form
from app.ui.widgets.parts import label
from app.ui.widgets.settings_sheet import SettingsSheet

# Headers that name the source by themselves or as the right-most hop of a list.
HEADERS = ("X-Forwarded-For", "CF-Connecting-IP", "X-Real-IP", "Fly-Client-IP", "True-Client-IP")
_ON_THIS_MACHINE = ("127.0.0.1", "::1")


class ProxySheet(SettingsSheet):
    """The one choice for all connections."""

    def __init__(self, parent: QWidget, ask: Ask, actions: Actions) -> None:
        remark = self.tr(
            "A tunnel or reverse proxy hides where a delivery came from. If it writes the source "
            "into a header, name the proxy here: its header then counts, and nobody else's. Of "
            "several hops the last one that is no proxy of yours is believed."
        )
        super().__init__(parent, self.tr("Trusted proxies"), ask, actions, remark)
        self._choice = QCheckBox(self.tr("Believe these proxies about where deliveries come from"))
        self._choice.toggled.connect(self._chosen)
        self._proxies = AddressList(self.tr("Addresses of the proxies"), "127.0.0.1\n10.0.0.0/8")
        self._proxies.changed.connect(self._check)
        self._header = QComboBox()
        self._header.setEditable(True)
        self._header.addItems(list(HEADERS))
        self._header.setAccessibleName(self.tr("Header"))
        self._header.editTextChanged.connect(lambda _: self._check())
        lines = form()
        lines.addRow(label(self.tr("Proxies"), "muted"), self._proxies)
        lines.addRow(label(self.tr("Header"), "muted"), self._header)
        warning = self.tr(
            "Whoever can reach the receiver from these addresses can name any source. A proxy on "
            "this computer is 127.0.0.1; it must set the header itself and drop what came in."
        )
        self.body.addWidget(self._choice)
        self.body.addLayout(lines)
        self.body.addWidget(label(warning, "small", wrap=True))
        self.body.addStretch()
        self.add_save()
        self._show(actions.settings())

    def _show(self, settings: Settings) -> None:
        self._header.setEditText(settings.proxy_header)
        self._proxies.show_addresses(settings.trusted_proxies or _ON_THIS_MACHINE)
        self._choice.setChecked(bool(settings.trusted_proxies))
        self._chosen(self._choice.isChecked())

    def _chosen(self, is_on: bool) -> None:
        self._proxies.setEnabled(is_on)
        self._header.setEnabled(is_on)
        self._check()

    def _check(self) -> None:
        is_whole = bool(self._proxies.addresses()) and not self._proxies.problem()
        has_header = bool(self._header.currentText().strip())
        self.let_save(not self._choice.isChecked() or (is_whole and has_header))

    def wanted(self) -> Settings:
        proxies = self._proxies.addresses() if self._choice.isChecked() else ()
        header = self._header.currentText().strip() or HEADERS[0]
        return replace(self._actions.settings(), trusted_proxies=proxies, proxy_header=header)
