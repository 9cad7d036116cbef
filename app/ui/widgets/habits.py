"""How long the like of a transaction takes, read at most once in ten minutes.

What is usual in thirty days changes slowly, and to read it takes the bodies of a hundred lives.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.store.figure_rows import FinalTimeRow, StepTime
from app.store.reader import Reader
from app.store.rows import TransactionDetail
from app.ui.steps import Usual

_HISTORY = timedelta(days=30)
_KEPT = timedelta(minutes=10)


class Habits:
    """Kept between looks; asked on the readers' threads, where reading twice does no harm."""

    def __init__(self) -> None:
        self._until = datetime.min.replace(tzinfo=UTC)
        self._finals: dict[tuple[str, str], FinalTimeRow] = {}
        self._steps: dict[tuple[str, str, str], tuple[StepTime, ...]] = {}

    def usual(self, reader: Reader, detail: TransactionDetail) -> Usual:
        """What finished of the same provider and rail, and of the same kind step by step."""
        now, row = datetime.now(UTC), detail.row
        if now > self._until:
            finals = reader.time_to_final(now - _HISTORY, now)
            self._finals = {(one.provider, one.rail): one for one in finals}
            self._steps = {}
            self._until = now + _KEPT
        wanted = (row.provider, row.kind, row.rail)
        if wanted not in self._steps:
            self._steps[wanted] = reader.step_times(*wanted)
        return Usual(self._finals.get((row.provider, row.rail)), self._steps[wanted])
