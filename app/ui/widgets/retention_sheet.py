"""How long each provider's deliveries are kept, what is older, and letting go of it on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QSpinBox, QWidget

from app.core.plain import plain
from app.providers import PROVIDERS
from app.store.retention import Outlook
from app.ui import texts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.parts import label, while_alive
from app.ui.widgets.store_job import StoreJob

_LONGEST = 3_660  # days


class RetentionSheet(Sheet):
    """Nothing goes by itself: the number of days only says what the button would delete."""

    def __init__(self, parent: QWidget, ask: Ask, display: Display, actions: Actions) -> None:
        title = QCoreApplication.translate("RetentionSheet", "How long deliveries are kept")
        super().__init__(parent, title)
        self._ask, self._display, self._actions = ask, display, actions
        self._fields: dict[str, QSpinBox] = {}
        self._words: dict[str, QLabel] = {}
        self._found: Sequence[Outlook] = ()
        words = self.tr(
            "Nothing is deleted by itself. What is older than you say is deleted when you press "
            "the button, after a backup of all of it was written. A second copy still holds it."
        )
        self.body.addWidget(label(words, "muted", wrap=True))
        self._build()
        self.setMinimumWidth(640)
        self.add_button(self.tr("Close"), self.close)
        self.delete_button = self.add_button(self.tr("Delete older…"), self.ask_for_a_backup)
        self.delete_button.setEnabled(False)
        self._look()

    def days(self) -> dict[str, int]:
        """What is said now, 0 for ever."""
        return {name: field.value() for name, field in self._fields.items()}

    def words(self) -> dict[str, str]:
        """What it says would go, by provider."""
        return {name: part.text() for name, part in self._words.items()}

    # --- what would go --------------------------------------------------------------------------

    def _look(self) -> None:
        days, look = self.days(), self._actions.care.outlook
        self.delete_button.setEnabled(False)
        self._ask.errand(
            lambda: look(days),
            while_alive(self, self._show),
            while_alive(self, self.notice.say_error),
        )

    def _show(self, found: Sequence[Outlook]) -> None:
        self._found = found
        by_name = {one.provider: one for one in found}
        for name, part in self._words.items():
            part.setText(self._told(by_name.get(name)))
        self.fit()
        self.delete_button.setEnabled(any(one.deliveries for one in found))

    def _told(self, one: Outlook | None) -> str:
        if one is None:
            return self.tr("all are kept")
        if one.oldest is None or one.newest is None:
            return self.tr("none is older")
        zone = self._display.zone
        return self.tr("{0} are older, {1} to {2}; {3} stay").format(
            texts.number(one.deliveries),
            f"{one.oldest.astimezone(zone):%Y-%m-%d}",
            f"{one.newest.astimezone(zone):%Y-%m-%d}",
            texts.number(one.kept),
        )

    # --- changing -------------------------------------------------------------------------------

    def _changed(self) -> None:
        settings, days = self._actions.settings(), self.days()
        wanted = {
            name: replace(one, keep_days=days.get(name, one.keep_days))
            for name, one in settings.connections.items()
        }
        if wanted == dict(settings.connections):
            return
        save = self._actions.save_settings
        self._ask.work(
            lambda: save(replace(settings, connections=MappingProxyType(wanted))),
            while_alive(self, lambda _: self._look()),
            while_alive(self, self.notice.say_error),
        )

    def ask_for_a_backup(self) -> None:
        """Where to write what the store holds before anything goes."""
        day = datetime.now(UTC).astimezone(self._display.zone)
        title = self.tr("Back up to, before deleting")
        dialog = QFileDialog(self, title, f"acuse-{day:%Y-%m-%d}-before-deleting.db")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("db")
        dialog.fileSelected.connect(lambda path: self.delete(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def delete(self, target: Path) -> None:
        """Back up, then delete what was shown."""
        let_go = self._actions.care.let_go
        days = {one.provider: self.days()[one.provider] for one in self._found}
        again = while_alive(self, lambda _: self._look())
        StoreJob(
            self,
            self._ask,
            self.tr("Deleting what is older"),
            lambda tell, stopped: let_go(days, target, tell, stopped),
            lambda gone: self._gone(gone, target.name),
            lambda: again(None),
        ).open()

    def _gone(self, count: int, name: str) -> str:
        told = self.tr("%n deliveries were deleted; the store of before is in {0}.", "", count)
        return told.format(plain(name))

    # --- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        settings = self._actions.settings()
        for row, (name, provider) in enumerate(PROVIDERS.items()):
            field = QSpinBox()
            field.setRange(0, _LONGEST)
            field.setSpecialValueText(self.tr("for ever"))
            field.lineEdit().setTextMargins(7, 0, 0, 0)
            field.setSuffix(self.tr(" days"))
            field.setAccessibleName(self.tr("Days that {0} is kept").format(provider.title))
            if name in settings.connections:
                field.setValue(settings.connection(name).keep_days)
            field.editingFinished.connect(self._changed)
            self._fields[name] = field
            self._words[name] = label("…", wrap=True)
            grid.addWidget(label(provider.title), row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(self._words[name], row, 2)
        self.body.addLayout(grid)
