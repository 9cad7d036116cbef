"""Takes whole requests and has them answered: nothing is acknowledged that is not on disk.

What becomes whole in consecutive rounds of the event loop is handed to the store together, and the
store wakes the loop once for all that it has kept meanwhile. To do either for each delivery would
cost a system call and a fight of two threads for the interpreter each time.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Protocol, TypeAlias

from app.core.delivery import Delivery, Receipt
from app.core.errors import StoreError
from app.receiver.answers import REFUSALS, Answer
from app.receiver.intake import Echo, Gate, Head, Route, admit, echo, enter
from app.receiver.limits import Limits
from app.receiver.notices import Notices

Kept: TypeAlias = Sequence[Receipt | Exception]  # one for each delivery, in their order
Deliver: TypeAlias = Callable[[Sequence[Delivery]], "Future[Kept]"]
Acknowledged: TypeAlias = Callable[[Sequence[tuple[Receipt, int]], datetime], None]

# Requests that are gathered before they are handed over: while the store works on some of a crowd
# and the rest come in, two threads fight for the interpreter.
MOST = 256

_log = logging.getLogger("acuse.receiver")


class Asker(Protocol):
    """Whoever made a request."""

    def answered(self, request: Asked, answer: Answer) -> None: ...


class Asked:
    """A whole request that has its place among the answers of its connection."""

    __slots__ = ("answer", "asker", "is_last", "planned")

    def __init__(self, asker: Asker, *, is_last: bool) -> None:
        self.asker = asker
        self.is_last = is_last  # the connection closes after it
        self.planned = REFUSALS[503]  # the answer once it is kept
        self.answer: Answer | None = None


class Batch:
    """What was handed to the store together."""

    __slots__ = ("asked", "due", "work")

    def __init__(self, asked: Sequence[Asked], due: float) -> None:
        self.asked = asked
        self.due = due  # when they are told that the store takes too long
        self.work: Future[Kept] | None = None


class Desk:
    """Everything that is asked on one event loop; `gate` gives what requests are held against."""

    def __init__(
        self,
        gate: Callable[[], Gate],
        deliver: Deliver,
        acknowledged: Acknowledged,
        now: Callable[[], datetime],
        limits: Limits,
        notices: Notices,
    ) -> None:
        self._gate = gate
        self._deliver = deliver
        self._acknowledged = acknowledged
        self._now = now
        self._limits = limits
        self._notices = notices
        self._asked: list[Asked] = []  # in this round of the loop
        self._deliveries: list[Delivery] = []
        self._seen = 0  # of them, when we looked last
        self._waiting: deque[Batch] = deque()  # at the store, the oldest first
        self._kept: deque[Batch] = deque()  # the store is done with them
        self._is_rung = False

    def enter(self, head: Head) -> Route | Echo | Answer:
        """What becomes of a request by its head."""
        try:
            return enter(head, self._gate())
        except Exception:
            _log.exception("A request could not be looked at")
            return REFUSALS[503]

    def take(self, asked: Asked, passed: Route | Echo, head: Head, body: bytes) -> None:
        """A whole request; it is answered at once or later."""
        if isinstance(passed, Echo):
            asked.asker.answered(asked, echo(head, body))
            return
        decision = admit(passed, head, body, self._now())
        if decision.delivery is not None:
            asked.planned = decision.answer
            self._asked.append(asked)
            self._deliveries.append(decision.delivery)
            if len(self._asked) == 1:
                asyncio.get_running_loop().call_soon(self._hand_over)
            return
        if decision.fault is not None:
            _log.error("A delivery could not be judged", exc_info=decision.fault)
        elif decision.answer.status != 200:
            provider = passed.connection.provider.name
            self._notices.note(f"Answered {decision.answer.status}", provider)
        asked.asker.answered(asked, decision.answer)

    def _hand_over(self) -> None:
        loop = asyncio.get_running_loop()
        if self._seen < len(self._asked) < MOST:  # while more come, others are near
            self._seen = len(self._asked)
            loop.call_soon(self._hand_over)
            return
        self._seen = 0
        batch = Batch(self._asked, loop.time() + self._limits.commit_seconds)
        deliveries = self._deliveries
        self._asked, self._deliveries = [], []
        try:
            batch.work = self._deliver(deliveries)
        except Exception as error:
            self._refuse(batch.asked, error)
            return
        self._waiting.append(batch)
        batch.work.add_done_callback(lambda _: self._ring(loop, batch))

    # --- the store answers ------------------------------------------------------------------------

    def _ring(self, loop: asyncio.AbstractEventLoop, batch: Batch) -> None:
        """Called on the other thread, or at once when the work was done before."""
        self._kept.append(batch)
        if not self._is_rung:
            self._is_rung = True
            try:
                loop.call_soon_threadsafe(self._open)
            except RuntimeError:  # the loop has ended, and nobody waits on it
                self._is_rung = False

    def _open(self) -> None:
        self._is_rung = False  # first: whoever comes from now on rings again
        answered: list[tuple[Receipt, int]] = []
        while self._kept:
            self._settle(self._kept.popleft(), answered)
        while self._waiting and not self._waiting[0].asked:
            self._waiting.popleft()
        if answered:
            try:
                self._acknowledged(answered, self._now())
            except StoreError as error:
                self._notices.note("An answer was not recorded", error.sentences())

    def _settle(self, batch: Batch, answered: list[tuple[Receipt, int]]) -> None:
        asked, batch.asked = batch.asked, ()
        work, batch.work = batch.work, None  # each holds the other, which is garbage for long
        if not asked:  # they were told that it takes too long
            return
        assert work is not None
        error = work.exception()
        outcomes = work.result() if error is None else (error,) * len(asked)
        for one, outcome in zip(asked, outcomes, strict=True):
            if isinstance(outcome, Receipt):
                answered.append((outcome, one.planned.status))
                one.asker.answered(one, one.planned)
            else:
                self._refuse((one,), outcome)

    def _refuse(self, asked: Sequence[Asked], error: BaseException) -> None:
        if isinstance(error, StoreError):
            self._notices.note("Answered 503", error.sentences())
        else:
            _log.error("A delivery could not be stored", exc_info=error)
        for one in asked:
            one.asker.answered(one, REFUSALS[503])

    # --- deadlines --------------------------------------------------------------------------------

    @property
    def due(self) -> float:
        """When somebody has waited too long for the store; far away while nobody waits."""
        return self._waiting[0].due if self._waiting else float("inf")

    def hurry(self, now: float) -> None:
        """Tell those who have waited too long."""
        while self._waiting and self._waiting[0].due <= now:
            batch = self._waiting.popleft()
            asked, batch.asked = batch.asked, ()
            if asked:
                self._notices.note("Answered 503", "the store takes too long")
            for one in asked:
                one.asker.answered(one, REFUSALS[503])
