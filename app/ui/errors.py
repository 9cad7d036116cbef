"""What went wrong in this run: every error that was shown anywhere, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from app.core.errors import AcuseError, BadFilter, Cancelled
from app.ui.said import GAP, shorn

_MOST = 100
# A word typed wrong, or a question that was taken back: both are said where they happen.
_NO_ERRORS = (BadFilter, Cancelled)


class OurMistake(AcuseError):
    """An exception that nobody expected."""

    code = "mistake"


@dataclass(frozen=True, slots=True)
class Happened:
    """One error, and how often in a row of the like."""

    error: AcuseError
    at: datetime  # the last time
    times: int = 1

    def report(self) -> str:
        """What may leave this computer: our own sentences, with a gap for whatever stood in them.

        Names, accounts, amounts, addresses and a provider's own words are such gaps.
        """
        error = self.error
        head = f"{self.at.isoformat(timespec='seconds')} {error.code}"
        if self.times > 1:
            head = f"{head} ×{self.times}"
        sentences = map(shorn, (error.problem, error.cause, error.remedy))
        return "\n".join([head, *(f"  {one}" for one in sentences if one not in ("", GAP))])


class Errors(QObject):
    """Lives as long as the run; for the main thread."""

    changed = Signal()

    def __init__(
        self, parent: QObject, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._happened: list[Happened] = []

    def note(self, error: AcuseError) -> None:
        """Remember an error; the same again only counts."""
        if isinstance(error, _NO_ERRORS):
            return
        for place, one in enumerate(self._happened):
            if _told(one.error) == _told(error):
                del self._happened[place]
                self._add(replace(one, error=error, at=self._now(), times=one.times + 1))
                return
        self._add(Happened(error, self._now()))

    def _add(self, one: Happened) -> None:
        self._happened.insert(0, one)
        del self._happened[_MOST:]
        self.changed.emit()

    def clear(self) -> None:
        """Forget all of them."""
        self._happened.clear()
        self.changed.emit()

    def happened(self) -> Sequence[Happened]:
        """What went wrong, newest first."""
        return tuple(self._happened)


def _told(error: AcuseError) -> tuple[str, str, str]:
    return error.code, error.problem, error.cause
