"""About Acuse: its versions, what it is made of with each licence, and its last mistake."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from app import __version__
from app.config.licences import Component, components
from app.core.plain import plain
from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets.clipboard import copy
from app.ui.widgets.dialogs import Sheet, code_box
from app.ui.widgets.parts import label, selectable, while_alive

_SIZE = QSize(940, 640)


class About(Sheet):
    """Licences are read when it opens, and shown as plain text."""

    def __init__(self, parent: QWidget, ask: Ask, actions: Actions) -> None:
        super().__init__(
            parent,
            self.tr("Acuse {0}").format(__version__),
            self.tr("Receives, verifies, keeps and shows payment providers' webhooks."),
        )
        self._actions = actions
        self._known: Sequence[Component] = ()
        versions = selectable(versions_line(), "small")
        versions.setAccessibleName(self.tr("Versions"))
        self.body.addWidget(versions)
        self.body.addWidget(label(self.tr("Made with"), "subheading"))
        self.body.addLayout(self._build_licences(), 1)
        if self._report():
            self.add_button(self.tr("Copy the report of the last mistake"), self._copy_report)
        self.add_button(self.tr("Copy versions"), self._copy_versions)
        self.add_close()
        self.resize(_SIZE.boundedTo(parent.window().size() - QSize(40, 40)))
        ask.work(components, while_alive(self, self._show))

    def _build_licences(self) -> QHBoxLayout:
        self.list = QListWidget()
        theme.dress(self.list, "list")
        self.list.setAccessibleName(self.tr("Packages"))
        self.list.setUniformItemSizes(True)
        self.list.currentRowChanged.connect(self._show_licence)
        self.text = code_box(self.tr("Licence"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.list, 2)
        row.addWidget(self.text, 5)
        return row

    def _show(self, found: Sequence[Component]) -> None:
        self._known = found
        for one in found:
            item = QListWidgetItem(plain(f"{one.name} {one.version}".strip()))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, plain(one.licence))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _show_licence(self, row: int) -> None:
        one = self._known[row]
        head = " · ".join(filter(None, (one.name, one.version, one.licence)))
        self.text.setPlainText(f"{head}\n\n{one.text}")

    def _report(self) -> str:
        found = self._actions.recall("mistake")
        return found if isinstance(found, str) else ""

    def _copy_report(self) -> None:
        copy(self, self._report(), self.tr("report"))

    def _copy_versions(self) -> None:
        copy(self, versions_line(), self.tr("versions"))


def versions_line() -> str:
    """What runs here, for a person who asks for help."""
    system = f"{platform.system()} {platform.release()}"
    found = (("Acuse", __version__), ("Qt", qVersion()), ("Python", platform.python_version()))
    return " · ".join([*(f"{name} {number}" for name, number in found), system])
