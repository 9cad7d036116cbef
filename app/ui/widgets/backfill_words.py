"""What was asked of a provider and what came of it, in words."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from app.store.backfills import BackfillRow
from app.ui import texts


def span(length: timedelta) -> str:
    """A stretch of time that ends now."""
    hours = int(length.total_seconds() // 3600)
    if hours < 48:
        return QCoreApplication.translate("Backfill", "Last %n hours", "", hours)
    return QCoreApplication.translate("Backfill", "Last %n days", "", hours // 24)


def outcome(run: BackfillRow) -> tuple[str, str]:
    """How a run ended: a title, and what is to be known of it."""
    title = QCoreApplication.translate("Backfill", "%n answers", "", run.answers)
    parts = [
        QCoreApplication.translate("Backfill", "%n changed", "", run.changed),
        QCoreApplication.translate("Backfill", "%n had no webhook", "", run.missing_here),
    ]
    if run.missing_there:
        there = len(run.missing_there)
        parts.append(QCoreApplication.translate("Backfill", "%n are missing there", "", there))
    if run.error:
        parts.append(run.error)
    return title, " · ".join(parts)


def latest(run: BackfillRow | None, zone: tzinfo, now: datetime) -> str:
    """The run before, or that there was none."""
    if run is None:
        return QCoreApplication.translate("Backfill", "It was never asked.")
    ago = texts.ago((now - run.ended_at).total_seconds())
    title, text = outcome(run)
    if run.reason in ("start", "resume"):
        away = QCoreApplication.translate("Backfill", "away {0} to {1}").format(
            texts.moment(run.since, zone, now.astimezone(zone).date()),
            texts.moment(run.until, zone, now.astimezone(zone).date()),
        )
        return f"{ago} ({away}): {title} · {text}"
    return f"{ago}: {title} · {text}"
