"""What of the open alerts is news to a person who is not looking: pure but for what was told.

Alerts are told by kind and provider, never one by one: a storm of a thousand rejections is one
note, and the next one about the like comes ten minutes later with all that came meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

QUIET = timedelta(minutes=10)  # between two notes about the like


@dataclass(frozen=True, slots=True)
class Heap:
    """Open alerts of one kind and provider."""

    kind: str
    provider: str
    count: int
    newest: datetime
    after: datetime | None = None  # what of it is told came later than this

    @property
    def topic(self) -> tuple[str, str]:
        """What is told together."""
        return self.kind, self.provider


def heaps(found: Iterable[Heap]) -> list[Heap]:
    """One heap a topic."""
    made: dict[tuple[str, str], Heap] = {}
    for one in found:
        before = made.get(one.topic)
        made[one.topic] = one if before is None else _joined(before, one)
    return list(made.values())


def _joined(one: Heap, other: Heap) -> Heap:
    return replace(one, count=one.count + other.count, newest=max(one.newest, other.newest))


def _news(one: Heap, before: Heap | None) -> Heap:
    """What of a heap was not there before."""
    if before is None:
        return one
    return replace(one, count=max(one.count - before.count, 1), after=before.newest)


class Teller:
    """Remembers what was told in this run; what was there at its beginning is no news."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Heap] | None = None
        self._told_at: dict[tuple[str, str], datetime] = {}

    @property
    def has_begun(self) -> bool:
        """Whether what was there at first is known."""
        return self._known is not None

    def news(
        self,
        found: Sequence[Heap],
        now: datetime,
        *,
        is_seen: bool = False,
        muted: Collection[str] = (),
    ) -> list[Heap]:
        """What to tell now, each with the number that is new.

        Nothing to whom sees it anyway, and nothing of the providers that are muted.
        """
        if self._known is None:
            self._known = {one.topic: one for one in found}
            return []
        here = {one.topic: one for one in found}
        for topic, known in self._known.items():  # what people took away is not counted against
            left = here[topic].count if topic in here else 0
            self._known[topic] = replace(known, count=min(known.count, left))
        told = []
        for topic, one in here.items():
            before = self._known.get(topic)
            if before is not None and one.newest <= before.newest:
                continue
            if not is_seen and one.provider not in muted:
                if now - self._told_at.get(topic, now - QUIET) < QUIET:
                    continue  # it waits, and is counted then
                self._told_at[topic] = now
                told.append(_news(one, before))
            self._known[topic] = one
        return told


def is_quiet(now: time, since: str, until: str) -> bool:
    """Whether a time of day lies in the quiet hours, "22:00" to "07:00"; "" twice is never."""
    if not since or not until:
        return False
    begin, end = time.fromisoformat(since), time.fromisoformat(until)
    return begin <= now < end if begin <= end else now >= begin or now < end
