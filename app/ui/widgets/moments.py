"""A field for a day and a time in the zone of the window."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QDateTimeEdit

from app.ui import texts
from app.ui.display import Display
from app.ui.texts import plain_tip


def moment_field(display: Display, name: str, at: datetime) -> QDateTimeEdit:
    """A field for a day and a time in the zone of the window."""
    field = QDateTimeEdit()
    field.setCalendarPopup(True)
    field.setDisplayFormat("yyyy-MM-dd HH:mm")
    field.setTimeZone(display.qt_zone())
    field.setDateTime(QDateTime.fromMSecsSinceEpoch(int(at.timestamp() * 1000), field.timeZone()))
    field.setAccessibleName(name)
    field.dateTimeChanged.connect(lambda _: _tell_zone(field, display))
    _tell_zone(field, display)
    return field


def _tell_zone(field: QDateTimeEdit, display: Display) -> None:
    field.setToolTip(plain_tip(texts.whole_moment(moment_of(field), display.zone)))


def moment_of(field: QDateTimeEdit) -> datetime:
    """What is entered there, in UTC."""
    return datetime.fromtimestamp(field.dateTime().toMSecsSinceEpoch() / 1000, UTC)
