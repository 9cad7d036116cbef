"""A time in which nobody was here to receive, and what the providers told of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

STOPPED, ASLEEP = "start", "resume"  # why a provider was asked: the program or the machine was off


@dataclass(frozen=True, slots=True)
class Outage:
    """The sums of what every provider was asked about one absence.

    `cut` are the providers that did not answer to the end, each with the sentences of why.
    """

    since: datetime
    until: datetime
    reason: str
    asked: tuple[str, ...] = ()
    changed: int = 0
    missing_here: int = 0  # of the changed: no webhook told of them
    missing_there: int = 0  # ours that no provider listed
    cut: tuple[tuple[str, str], ...] = ()
