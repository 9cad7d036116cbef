"""Says once, above every page, what happened while nobody was here to receive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, Signal

from app.core.changes import ChangeSet
from app.core.outage import ASLEEP, Outage
from app.ui import texts
from app.ui.actions import Actions
from app.ui.bridge import Bridge
from app.ui.display import Display
from app.ui.said import said
from app.ui.widgets.backfill_words import Backfill
from app.ui.widgets.notice import Notice


def summary(outage: Outage, display: Display, today: date) -> str:
    """One line: "Off 02:10–07:45: 14 changed, 2 had no webhook"."""
    form = QCoreApplication.translate("OutageNotice", "Off {0}–{1}: {2}, {3}")
    if outage.reason == ASLEEP:
        form = QCoreApplication.translate("OutageNotice", "Asleep {0}–{1}: {2}, {3}")
    return form.format(
        _minute(outage.since, display, today),
        _minute(outage.until, display, today),
        Backfill().changed(outage.changed),
        Backfill().unheard(outage.missing_here),
    )


def more(outage: Outage) -> str:
    """Who was asked, what is missing there, and who did not answer to the end."""
    names = ", ".join(map(texts.provider_title, outage.asked))
    lines = [QCoreApplication.translate("OutageNotice", "Asked: {0}").format(names)]
    if outage.missing_there:
        lines.append(Backfill().missing_there(outage.missing_there))
    cut = QCoreApplication.translate("OutageNotice", "{0} did not answer to the end. {1}")
    lines += [cut.format(texts.provider_title(one), said(why)) for one, why in outage.cut]
    return "\n".join(lines)


def _minute(at: datetime, display: Display, today: date) -> str:
    local = at.astimezone(display.zone)
    return f"{local:%H:%M}" if local.date() == today else f"{texts.short_day(local)} {local:%H:%M}"


class OutageNotice(Notice):
    """Shown when all were asked about an outage, until it is closed; each outage once."""

    missed_asked = Signal()

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self._display, self._actions, self._now = bridge.display, actions, now
        self._said: Outage | None = None
        bridge.changed.connect(self._changed)
        self.dismissed.connect(self._forget)
        self._look()

    def _changed(self, changes: ChangeSet) -> None:
        if "outage" in changes.written:
            self._look()

    def _look(self) -> None:
        outage = self._actions.outage()
        if outage is None or outage == self._said or self._is_forgotten(outage):
            return
        self._said = outage
        today = self._now().astimezone(self._display.zone).date()
        self.say(
            "notice" if outage.cut or outage.missing_here or outage.missing_there else "good",
            summary(outage, self._display, today),
            more(outage),
        )
        if outage.missing_here:
            words = QCoreApplication.translate("OutageNotice", "Show what had no webhook")
            self.offer(words, self.missed_asked.emit)

    def _forget(self) -> None:
        """It was read: a window made anew does not say it again."""
        if self._said is not None:
            self._actions.remember("outage", self._said.until.isoformat())

    def _is_forgotten(self, outage: Outage) -> bool:
        return self._actions.recall("outage") == outage.until.isoformat()
