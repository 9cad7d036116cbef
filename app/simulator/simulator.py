"""The simulated world of the demo: one thread that posts what five providers would send."""

from __future__ import annotations

import heapq
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from app.simulator.scenarios import history, parade, steady
from app.simulator.sender import UNREACHABLE, Sender
from app.simulator.signing import DemoSecrets, Sent, sign
from app.simulator.story import Step

PACE = 1.5  # deliveries a second once the parade is over: some 5,400 an hour
PARADE_SECONDS = 20.0
TRIES = 3  # of one delivery whose answer was no answer or our fault
RETRY_SECONDS = 5.0


@dataclass(order=True, slots=True)
class _Due:
    at: float  # monotonic seconds
    number: int
    sent: Sent = field(compare=False)
    tries: int = field(default=1, compare=False)


class Simulator:
    """Sends a history at once, then the parade, then life cycles at a steady pace, until stopped.

    `urls` are the callback URLs by provider; a provider without one stays silent. What waits to be
    sent is bounded by the pace, so memory does not grow with time.
    """

    def __init__(
        self,
        urls: Mapping[str, str],
        secrets: DemoSecrets,
        *,
        seed: int = 1,
        pace: float = PACE,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._urls = dict(urls)
        self._secrets = secrets
        self._rng = Random(seed)  # noqa: S311 - the same demo each time
        self._pace = pace
        self._now = now
        self._waiting: list[_Due] = []
        self._numbered = 0
        self._answers: Counter[int] = Counter()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start sending; a second call does nothing."""
        if self._thread is None:
            self._stopping.clear()
            self._thread = threading.Thread(target=self._run, name="simulator", daemon=True)
            self._thread.start()

    def stop(self, timeout: float = 6.0) -> None:
        """Stop sending, waiting no longer than this; a second call does nothing."""
        thread, self._thread = self._thread, None
        self._stopping.set()
        if thread is not None:
            thread.join(timeout)

    @property
    def answers(self) -> Mapping[int, int]:
        """How often each status was answered; 0 stands for no answer at all."""
        with self._lock:
            return dict(self._answers)

    def _run(self) -> None:
        sender = Sender(self._urls)
        try:
            begin = time.monotonic()
            self._plan(history(self._rng, self._now()), begin)
            self._plan(parade(self._rng, self._now()), begin)
            self._send_all(sender, begin + PARADE_SECONDS)
        finally:
            sender.close()
            self._waiting.clear()

    def _send_all(self, sender: Sender, next_story: float) -> None:
        while not self._stopping.is_set():
            now = time.monotonic()
            if now >= next_story:
                steps = steady(self._rng, self._now())
                self._plan(steps, now)
                next_story = now + len(steps) / self._pace * self._rng.uniform(0.5, 1.5)
            if self._waiting and self._waiting[0].at <= now:
                self._post(sender, heapq.heappop(self._waiting))
                continue
            soonest = min([next_story, *(due.at for due in self._waiting[:1])])
            self._stopping.wait(max(0.0, soonest - time.monotonic()))

    def _plan(self, steps: Iterable[Step], begin: float) -> None:
        for step in steps:
            if step.provider in self._urls:
                sent = sign(step, self._secrets)
                self._numbered += 1
                heapq.heappush(self._waiting, _Due(begin + sent.after, self._numbered, sent))

    def _post(self, sender: Sender, due: _Due) -> None:
        status = sender.post(due.sent)
        with self._lock:
            self._answers[status] += 1
        if (status == UNREACHABLE or status >= 500) and due.tries < TRIES:
            due.at = time.monotonic() + RETRY_SECONDS * due.tries
            due.tries += 1
            heapq.heappush(self._waiting, due)
