"""How things are shown, the same on every page: times and their zone, and the privacy screen."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QObject, QTimeZone, Signal

from app.ui import texts


class Display(QObject):
    """Zone, form of times, and privacy, with one signal when one of them changes."""

    changed = Signal()

    def __init__(self, zone: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = _zone(zone)
        self._is_utc = False
        self._is_private = False
        self._is_relative = False

    @property
    def zone(self) -> tzinfo:
        """The zone of every time on screen."""
        return UTC if self._is_utc else self._chosen

    def qt_zone(self) -> QTimeZone:
        """The same for a field in which a person enters a time."""
        key = "UTC" if self._is_utc else str(getattr(self._chosen, "key", ""))
        return QTimeZone(key.encode()) if key else QTimeZone.systemTimeZone()

    @property
    def is_relative(self) -> bool:
        """Whether lists say how long ago something was, instead of when."""
        return self._is_relative

    @property
    def is_private(self) -> bool:
        """Whether names, accounts and addresses are masked."""
        return self._is_private

    def choose_zone(self, name: str) -> None:
        """Show times in the zone of this name ("" is the system's)."""
        self._chosen, self._is_utc = _zone(name), False
        self.changed.emit()

    def toggle_utc(self) -> None:
        """Between the chosen zone and UTC."""
        self._is_utc = not self._is_utc
        self.changed.emit()

    def set_relative(self, is_relative: bool) -> None:
        """Say in lists how long ago something was, or when."""
        self._is_relative = is_relative
        self.changed.emit()

    def toggle_relative(self) -> None:
        """The other form of times."""
        self.set_relative(not self._is_relative)

    def set_private(self, is_private: bool) -> None:
        """Mask names, accounts and addresses, or show them."""
        self._is_private = is_private
        self.changed.emit()

    def zone_label(self, now: datetime) -> str:
        """The zone in a few letters: "CDMX · UTC−6"."""
        return texts.zone_name(now, self.zone)


def _zone(name: str) -> tzinfo:
    """The zone of a name, of the system without one, UTC where neither is known."""
    wanted = name or bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    try:
        return ZoneInfo(wanted)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
