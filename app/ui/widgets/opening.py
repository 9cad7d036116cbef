"""What stands between a click and the browser: the address whole, and the values for a CEP."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextOption
from PySide6.QtWidgets import QWidget

from app.core.banks import Banks
from app.core.cep import Cep
from app.ui import links
from app.ui.display import Display
from app.ui.links import Link
from app.ui.widgets import onward
from app.ui.widgets.clipboard import copy
from app.ui.widgets.dialogs import Sheet, code_box
from app.ui.widgets.facts import FactList
from app.ui.widgets.parts import label


class LinkSheet(Sheet):
    """Shows an address in full before it is opened: the hash in it tells of the payment."""

    def __init__(self, parent: QWidget, link: Link) -> None:
        super().__init__(
            parent,
            self.tr("Open {0} in your browser?").format(link.title),
            self.tr("The other side learns which payment you look at."),
        )
        self._url = link.url
        self.address = code_box(self.tr("Address"))
        self.address.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.address.setPlainText(link.url)
        self.address.setMaximumHeight(5 * self.address.fontMetrics().height())
        self.body.addWidget(self.address)
        self.add_button(self.tr("Cancel"), self.close)
        self.copier = self.add_button(self.tr("Copy link"), self._copy)
        self.opener = self.add_button(self.tr("Open"), self._open, kind="primary")
        self.opener.setFocus()

    def _copy(self) -> None:
        copy(self.parentWidget() or self, self._url, self.tr("link"))
        self.close()

    def _open(self) -> None:
        if links.is_allowed(self._url):
            QDesktopServices.openUrl(QUrl(self._url))
        self.close()


class CepSheet(Sheet):
    """The values of Banxico's form, each with a copy button; Banxico is never asked by itself."""

    def __init__(self, parent: QWidget, card: Cep, banks: Banks, display: Display) -> None:
        super().__init__(
            parent,
            self.tr("CEP card"),
            self.tr(
                "Copy each value into Banxico's form. If it is not found, try the next banking "
                "day: what is sent after hours may carry its date."
            ),
        )
        today = datetime.now(onward.MEXICO).date()
        self.until = label(onward.until_words(card, today), "badge")
        self.fields = FactList(self.tr("Values of the CEP"))
        self._card, self._banks, self._display = card, banks, display
        display.changed.connect(self.show_values)
        self.show_values()
        self.body.addWidget(self.fields)
        self.body.addWidget(self.until, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_close()
        self.opener = self.add_button(self.tr("Open Banxico"), self._open, kind="primary")
        self.opener.setFocus()

    def show_values(self) -> None:
        """Show them, masked or not."""
        self.fields.show_facts(onward.cep_facts(self._card, self._banks, self._display))

    def _open(self) -> None:
        LinkSheet(self, links.portal()).open()
