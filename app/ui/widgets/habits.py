"""How long the like of a transaction takes, read at most once in ten minutes.

What is usual in thirty days changes slowly, and to read it takes the bodies of a hundred lives:
nobody waits for that who wants to see a transaction, and whoever reads it lets others go first.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from app.store.figure_rows import FinalTimeRow, StepTime
from app.store.reader import Reader
from app.store.rows import TransactionRow
from app.ui.steps import Usual

_HISTORY = timedelta(days=30)
_KEPT = timedelta(minutes=10)
_REST = 0.008  # seconds, about twice as long as it read before


class Habits:
    """Kept between looks; learnt on the readers' threads, where reading twice does no harm."""

    def __init__(self) -> None:
        self._until = datetime.min.replace(tzinfo=UTC)
        self._finals: dict[tuple[str, str], FinalTimeRow] = {}
        self._steps: dict[tuple[str, str, str], tuple[StepTime, ...]] = {}

    def known(self, row: TransactionRow) -> Usual | None:
        """What finished of the same provider and rail, and of the same kind step by step.

        None when it was not learnt yet, or too long ago.
        """
        steps = self._steps.get((row.provider, row.kind, row.rail))
        if steps is None or datetime.now(UTC) > self._until:
            return None
        return Usual(self._finals.get((row.provider, row.rail)), steps)

    def learn(self, reader: Reader, row: TransactionRow) -> None:
        """Read what is usual for the like of a transaction; on a reader's thread."""
        now = datetime.now(UTC)
        if now > self._until:
            finals = reader.time_to_final(now - _HISTORY, now)
            self._finals = {(one.provider, one.rail): one for one in finals}
            self._steps = {}
            self._until = now + _KEPT
        wanted = (row.provider, row.kind, row.rail)
        if wanted not in self._steps:
            self._steps[wanted] = reader.step_times(*wanted, rest=lambda: time.sleep(_REST))
