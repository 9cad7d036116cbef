"""Who is connected: makes room for who comes, and has every deadline kept by one clock for all."""

from __future__ import annotations

import asyncio
from typing import Protocol

from app.receiver.desk import Desk
from app.receiver.limits import Limits

NEVER = float("inf")
_LEAST = 0.02  # seconds between two looks at the clock
_GRACE = 0.2  # seconds until a last answer is sent


class Member(Protocol):
    """A connection as the roster knows it."""

    @property
    def due(self) -> float: ...
    @property
    def is_answering(self) -> bool: ...
    def is_late(self) -> None: ...
    def hang_up(self) -> None: ...
    def leave(self) -> None: ...
    def give_up(self) -> None: ...


class Roster:
    """All connections, the longest unheard first.

    A timer for each deadline of each request would cost as much as its answer, so one timer looks
    at all of them: when the first is due, and at the latest after the shortest time that a new one
    can be given.
    """

    def __init__(self, limits: Limits, desk: Desk) -> None:
        self._size = limits.connections
        self._shortest = min(
            *(limits.head_seconds, limits.body_seconds, limits.write_seconds),
            *(limits.idle_seconds, limits.commit_seconds, limits.linger_seconds),
        )
        self._desk = desk
        self._members: dict[Member, None] = {}
        self._timer: asyncio.TimerHandle | None = None

    def enter(self, member: Member) -> None:
        if len(self._members) >= self._size:
            idle = next((one for one in self._members if not one.is_answering), member)
            self.leave(idle)
            idle.hang_up()
            if idle is member:
                return
        self._members[member] = None
        if self._timer is None:
            self._look_at(asyncio.get_running_loop())

    def heard(self, member: Member) -> None:
        if member in self._members:
            self._members[member] = self._members.pop(member)

    def leave(self, member: Member) -> None:
        self._members.pop(member, None)

    async def empty(self, seconds: float) -> None:
        """Have everybody leave: as soon as they are answered, or when the time is over."""
        for member in list(self._members):
            member.leave()
        await self._emptied(seconds)
        for member in list(self._members):
            member.give_up()
        await self._emptied(_GRACE)
        for member in list(self._members):
            member.hang_up()
        await self._emptied(_GRACE)
        if self._timer is not None:
            self._timer.cancel()

    async def _emptied(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while self._members and loop.time() < until:
            await asyncio.sleep(_LEAST)

    # --- the clock --------------------------------------------------------------------------------

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        self._timer = None
        for member in list(self._members):
            if member.due <= now:
                member.is_late()
        self._desk.hurry(now)
        if self._members or self._desk.due < NEVER:
            self._look_at(loop)

    def _look_at(self, loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        first = min((member.due for member in self._members), default=NEVER)
        first = min(first, self._desk.due, now + self._shortest)
        self._timer = loop.call_at(max(first, now + _LEAST), self._look)
