"""One history for everything that people write: each step is a job, and the job that takes it back.

Jobs run one after the other, away from the main thread; what is written meanwhile waits its turn.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from app.core.errors import AcuseError

T = TypeVar("T")

_LONGEST = 200  # steps that can be taken back


class Work(Protocol):
    """Runs a job away from the main thread and gives back its result; `Ask.work`."""

    def __call__(
        self,
        job: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[AcuseError], None] | None = None,
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class _Step:
    words: str
    job: Callable[[], Any]
    back: Callable[[Any], object]  # given what the job gave


@dataclass(frozen=True, slots=True)
class _Turn:
    job: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[AcuseError], object]


class Undo(QObject):
    """`undone` and `redone` name the step in words; `troubled` says what could not be done."""

    changed = Signal()
    undone = Signal(str)
    redone = Signal(str)
    troubled = Signal(object)  # AcuseError

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._done: deque[tuple[_Step, Any]] = deque(maxlen=_LONGEST)
        self._undone: list[_Step] = []
        self._turns: deque[_Turn] = deque()
        self._is_busy = False
        self._audience = 0  # see renew

    def do(
        self,
        words: str,
        job: Callable[[], T],
        back: Callable[[T], object],
        then: Callable[[T], object] | None = None,
        failed: Callable[[AcuseError], object] | None = None,
    ) -> None:
        """Run a job that can be taken back; `words` name it: "Mark", "Note"."""
        step, audience = _Step(words, job, back), self._audience

        def kept(result: T) -> None:
            self._undone.clear()
            self._keep(step, result)
            if then is not None and audience == self._audience:
                then(result)

        def refused(error: AcuseError) -> None:
            if failed is not None and audience == self._audience:
                failed(error)
            else:
                self.troubled.emit(error)

        self._queue(_Turn(job, kept, refused))

    def renew(self) -> None:
        """Who asked is gone: only the signals tell from now on how it ended."""
        self._audience += 1

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        self._queue(_Turn(self._undo_last, self._was_undone, self.troubled.emit))

    def redo(self) -> None:
        """Do again what was taken back last, if nothing was written since."""
        self._queue(_Turn(self._redo_last, self._was_redone, self.troubled.emit))

    def next_undo(self) -> str:
        """What `undo` would take back, "" when there is nothing."""
        return self._done[-1][0].words if self._done else ""

    def next_redo(self) -> str:
        """What `redo` would do again."""
        return self._undone[-1].words if self._undone else ""

    # The stacks are touched on the main thread only, but for looking at their ends while the turn
    # is ours: no other turn runs then.

    def _undo_last(self) -> bool:
        if not self._done:
            return False
        step, result = self._done[-1]
        step.back(result)
        return True

    def _was_undone(self, there_was: bool) -> None:
        if there_was:
            step, _ = self._done.pop()
            self._undone.append(step)
            self.undone.emit(step.words)
            self.changed.emit()

    def _redo_last(self) -> tuple[Any] | None:
        return (self._undone[-1].job(),) if self._undone else None

    def _was_redone(self, result: tuple[Any] | None) -> None:
        if result is not None:
            step = self._undone.pop()
            self._keep(step, result[0])
            self.redone.emit(step.words)

    def _keep(self, step: _Step, result: Any) -> None:
        self._done.append((step, result))
        self.changed.emit()

    # --- one after the other ------------------------------------------------------------------

    def _queue(self, turn: _Turn) -> None:
        self._turns.append(turn)
        if not self._is_busy:
            self._next()

    def _next(self) -> None:
        if not self._turns:
            self._is_busy = False
            return
        self._is_busy = True
        turn = self._turns.popleft()

        def ended(tell: Callable[[Any], object]) -> Callable[[Any], None]:
            def tell_then_go_on(value: Any) -> None:
                try:
                    tell(value)
                finally:
                    self._next()

            return tell_then_go_on

        self._work(turn.job, ended(turn.then), ended(turn.failed))
