"""What was asked of a provider and what came of it, in words."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, QObject

from app.store.backfills import BackfillRow
from app.ui import texts
from app.ui.said import said


class Backfill(QObject):
    """Words with a count: only an object's own tr has a singular and a plural."""

    def span(self, length: timedelta) -> str:
        """A stretch of time that ends now."""
        hours = int(length.total_seconds() // 3600)
        if hours < 48:
            return self.tr("Last %n hours", "", hours)
        return self.tr("Last %n days", "", hours // 24)

    def changed(self, count: int) -> str:
        """How many transactions an answer changed."""
        return self.tr("%n changed", "", count)

    def unheard(self, count: int) -> str:
        """How many of them no webhook told of."""
        return self.tr("%n had no webhook", "", count)

    def missing_there(self, count: int) -> str:
        """How many of ours the provider did not list."""
        return self.tr("%n are missing there", "", count)

    def outcome(self, run: BackfillRow) -> tuple[str, str]:
        """How a run ended: a title, and what is to be known of it."""
        if run.reason == "file":
            return self._read_in(run)
        parts = [self.changed(run.changed), self.unheard(run.missing_here)]
        if run.missing_there:
            parts.append(self.missing_there(len(run.missing_there)))
        if run.error:
            parts.append(said(run.error))
        return self.tr("%n answers", "", run.answers), " · ".join(parts)

    def _read_in(self, run: BackfillRow) -> tuple[str, str]:
        parts = [self.tr("%n are new", "", run.news), self.changed(run.changed)]
        if run.error:
            parts.append(said(run.error))
        return self.tr("%n entries of a file", "", run.answers), " · ".join(parts)


def span(length: timedelta) -> str:
    """A stretch of time that ends now."""
    return Backfill().span(length)


def outcome(run: BackfillRow) -> tuple[str, str]:
    """How a run ended: a title, and what is to be known of it."""
    return Backfill().outcome(run)


def latest(run: BackfillRow | None, zone: tzinfo, now: datetime) -> str:
    """The run before, or that there was none."""
    if run is None:
        return QCoreApplication.translate("Backfill", "not looked for yet")
    return _with_age(run, zone, now)


def latest_file(run: BackfillRow | None, zone: tzinfo, now: datetime) -> str:
    """The same for a provider that cannot be asked, of which a file may be imported."""
    if run is None:
        return QCoreApplication.translate("Backfill", "no file imported yet")
    return _with_age(run, zone, now)


def _with_age(run: BackfillRow, zone: tzinfo, now: datetime) -> str:
    ago = texts.ago((now - run.ended_at).total_seconds())
    title, text = outcome(run)
    if run.reason in ("start", "resume"):
        away = QCoreApplication.translate("Backfill", "away {0} to {1}").format(
            texts.moment(run.since, zone, now.astimezone(zone).date()),
            texts.moment(run.until, zone, now.astimezone(zone).date()),
        )
        return f"{ago} ({away}): {title} · {text}"
    return f"{ago}: {title} · {text}"
