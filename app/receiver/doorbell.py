"""Waits on the event loop for what another thread answers, woken once for many answers.

The store answers a whole group at a time. To wake the loop for each of them (asyncio.wrap_future)
is a system call for each, and each lets the two threads fight for the interpreter.
"""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import Future
from typing import Any


class Doorbell:
    """For all who wait on one event loop."""

    def __init__(self) -> None:
        self._answered: deque[asyncio.Future[None]] = deque()
        self._is_rung = False

    async def waited(self, work: Future[Any], seconds: float) -> bool:
        """Wait for another thread's work, but not for ever; whether it is done."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[None] = loop.create_future()
        work.add_done_callback(lambda _: self._ring(loop, waiting))
        deadline = loop.call_later(seconds, _let_go, waiting)
        try:
            await waiting
        finally:
            deadline.cancel()
        return work.done()

    def _ring(self, loop: asyncio.AbstractEventLoop, waiting: asyncio.Future[None]) -> None:
        """Called on the other thread, or at once when the work was done before."""
        self._answered.append(waiting)
        if not self._is_rung:
            self._is_rung = True
            try:
                loop.call_soon_threadsafe(self._open)
            except RuntimeError:  # the loop has ended, and nobody waits on it
                self._is_rung = False

    def _open(self) -> None:
        self._is_rung = False  # first: whoever comes from now on rings again
        while self._answered:
            _let_go(self._answered.popleft())


def _let_go(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)
