"""Takes along what a list shows: which format, which columns, masked or not, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QWidget,
)

from app.core.errors import AcuseError
from app.core.plain import plain
from app.core.query import Query
from app.export import reading
from app.export.columns import COLUMNS, DELIVERIES, PATH
from app.export.files import ExportCancelled
from app.export.writing import CSV, JSONL, XLSX, Order
from app.store.rows import Matching
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.texts import number, readable
from app.ui.widgets import toast
from app.ui.widgets.dialogs import StoppableSheet
from app.ui.widgets.ordered_list import OrderedList
from app.ui.widgets.parts import button, label, while_alive

_FORMATS = (CSV, XLSX, JSONL)
_NAME = Qt.ItemDataRole.UserRole


class ExportSheet(StoppableSheet):
    """Ctrl+E: exactly what is filtered, as a file; closing it stops what is being written."""

    progressed = Signal(int)

    def __init__(
        self,
        parent: QWidget,
        ask: Ask,
        bridge: Bridge,
        actions: Actions,
        subject: str,
        query: Query,
        paths: Sequence[str] = (),
    ) -> None:
        """`paths` are places in the bodies that the list shows as columns."""
        translate = QCoreApplication.translate
        super().__init__(parent, translate("ExportSheet", "Export what is shown"))
        self._ask, self._display, self._actions = ask, bridge.display, actions
        self._subject, self._query, self._paths = subject, query, paths
        self._total = 0
        self._scope = label(self.tr("Counting…"), "subheading", wrap=True)
        self.body.addWidget(self._scope)
        self._build_formats()
        self._build_columns()
        self._build_choices()
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Rows that are written"))
        self._progress.hide()
        self.body.addWidget(self._progress)
        self._close = self.add_button(self.tr("Close"), self.close)
        self._start: QPushButton = self.add_button(
            self.tr("Export…"), self._ask_for_a_file, kind="primary"
        )
        self.progressed.connect(self._tell)
        self._count()

    # --- building -----------------------------------------------------------------------------

    def _build_formats(self) -> None:
        words = {
            CSV: self.tr("CSV"),
            XLSX: self.tr("Excel (XLSX)"),
            JSONL: self.tr("JSON Lines"),
        }
        row = QHBoxLayout()
        row.setSpacing(6)
        self._formats = QButtonGroup(self)
        for place, form in enumerate(_FORMATS):
            chip = button(words[form], kind="chip")
            chip.setCheckable(True)
            chip.setChecked(place == 0)
            chip.setAccessibleName(self.tr("Format: {0}").format(words[form]))
            self._formats.addButton(chip, place)
            row.addWidget(chip)
        row.addStretch()
        self.body.addLayout(row)

    def _build_columns(self) -> None:
        self.columns = OrderedList()
        self.columns.setAccessibleName(self.tr("Columns, in the order of the file"))
        for name in (*COLUMNS[self._subject], *(f"{PATH}{one}" for one in self._paths)):
            item = QListWidgetItem(plain(column_words(name)))
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.columns.addItem(item)
        self.columns.setSpacing(2)
        self.columns.setMinimumSize(QSize(0, 190))
        self.columns.itemChanged.connect(lambda _: self._allow())
        self.body.addWidget(
            label(self.tr("Columns (drag, or Alt+↑ and Alt+↓, to reorder)"), "muted")
        )
        self.body.addWidget(self.columns, 1)

    def _build_choices(self) -> None:
        self.masked = QCheckBox(self.tr("Mask names, CLABEs and addresses"))
        self.masked.setChecked(True)
        if self._display.is_private:
            self.masked.setEnabled(False)
            self.masked.setToolTip(self.tr("The privacy screen is on"))
        self.marked = QCheckBox(self.tr("Begin with the mark by which Excel knows UTF-8"))
        self.marked.setChecked(True)
        self._formats.idClicked.connect(lambda place: self.marked.setVisible(place == 0))
        self.body.addWidget(self.masked)
        self.body.addWidget(self.marked)

    # --- what will be written -------------------------------------------------------------------

    def order(self) -> Order:
        """What is asked for now."""
        items = (self.columns.item(place) for place in range(self.columns.count()))
        return Order(
            subject=self._subject,
            format=_FORMATS[self._formats.checkedId()],
            names=tuple(
                str(item.data(_NAME))
                for item in items
                if item.checkState() == Qt.CheckState.Checked
            ),
            query=self._query,
            is_masked=self.masked.isChecked(),
            is_marked=self.marked.isChecked() and self._formats.checkedId() == 0,
        )

    def _now(self) -> datetime:
        return datetime.now(UTC).astimezone(self._display.zone)

    def _count(self) -> None:
        order, now = self.order(), self._now()
        self._ask.ask(
            lambda reader: reading.count(reader, order, now),
            while_alive(self, self._counted),
            while_alive(self, self.notice.say_error),
        )

    def _counted(self, matching: Matching) -> None:
        self._total = matching.count if matching.is_exact else 0
        count = number(matching.count)
        what = (
            self.tr("{0} deliveries")
            if self._subject == DELIVERIES
            else self.tr("{0} transactions")
        )
        words = what if matching.is_exact else self.tr("More than {0}").format(what)
        self._scope.setText(self.tr("What is filtered: {0}").format(words.format(count)))

    def _allow(self) -> None:
        self._start.setEnabled(self._stop is None and bool(self.order().names))

    # --- writing ------------------------------------------------------------------------------

    def _ask_for_a_file(self) -> None:
        form = _FORMATS[self._formats.checkedId()]
        name = f"acuse-{self._subject}-{self._now():%Y-%m-%d}.{form}"
        dialog = QFileDialog(self, self.tr("Export to"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, target: Path) -> None:
        """Write the file; the dialog shows how far it is."""
        stop = self._stop = Event()
        order, now, export = self.order(), self._now(), self._actions.export
        tell = self.progressed.emit
        self._say_busy(True)
        self._ask.errand(
            lambda: export(order, target, now, tell, stop.is_set),
            while_alive(self, lambda count: self._written(target, count)),
            while_alive(self, self._failed),
        )

    def _say_busy(self, is_busy: bool) -> None:
        self._progress.setRange(0, self._total)
        self._progress.setValue(0)
        self._progress.setVisible(is_busy)
        self._close.setText(self.tr("Cancel") if is_busy else self.tr("Close"))
        for part in (self.columns, self.marked, *self._formats.buttons()):
            part.setEnabled(not is_busy)
        self.masked.setEnabled(not is_busy and not self._display.is_private)
        self.notice.hide()
        self._allow()

    def _tell(self, count: int) -> None:
        self._progress.setValue(min(count, self._total) if self._total else 0)
        self._progress.setFormat(self.tr("{0} rows").format(number(count)))

    def _written(self, target: Path, count: int) -> None:
        self._stop = None
        words = self.tr("1 row is in {1}") if count == 1 else self.tr("{0} rows are in {1}")
        told = words.format(number(count), target.name)
        toast.say(self.parentWidget() or self, plain(told))
        self.close()

    def _failed(self, error: AcuseError) -> None:
        self._stop = None
        self._say_busy(False)
        if isinstance(error, ExportCancelled):
            self.notice.say("notice", self.tr("Cancelled"), self.tr("Nothing was written."))
        else:
            self.notice.say_error(error)


def column_words(name: str) -> str:
    """A column as people read it; the file has its name."""
    translate = QCoreApplication.translate
    words = {
        "transaction_id": translate("ExportColumns", "Transaction"),
        "delivery_id": translate("ExportColumns", "Delivery"),
        "received_at": translate("ExportColumns", "Received"),
        "provider": translate("ExportColumns", "Provider"),
        "kind": translate("ExportColumns", "Kind"),
        "event_type": translate("ExportColumns", "Event"),
        "status": translate("ExportColumns", "Status"),
        "provider_status": translate("ExportColumns", "The provider's word"),
        "is_final": translate("ExportColumns", "Final"),
        "amount": translate("ExportColumns", "Amount"),
        "asset": translate("ExportColumns", "Asset"),
        "rail": translate("ExportColumns", "Rail"),
        "direction": translate("ExportColumns", "Direction"),
        "counterparty": translate("ExportColumns", "Counterparty"),
        "reference": translate("ExportColumns", "Reference"),
        "created_at": translate("ExportColumns", "Created"),
        "occurred_at": translate("ExportColumns", "Happened"),
        "first_received_at": translate("ExportColumns", "First received"),
        "last_received_at": translate("ExportColumns", "Last received"),
        "attempts": translate("ExportColumns", "Arrivals"),
        "flags": translate("ExportColumns", "Flags"),
        "standing": translate("ExportColumns", "Standing"),
        "basis": translate("ExportColumns", "Authenticity"),
        "source": translate("ExportColumns", "Source"),
    }
    if name.startswith(PATH):
        return name.removeprefix(PATH)
    return words.get(name) or readable(name)
