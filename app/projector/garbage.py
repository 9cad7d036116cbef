"""How seldom a process that projects looks for garbage."""

from __future__ import annotations

import gc

YOUNG = 50_000  # objects more than were given back, before the young ones are looked through


def collect_rarely() -> None:
    """For the rest of this process; what is loaded by now is never looked through again.

    Of a thousand deliveries hardly fifty objects are garbage that refers to itself, and each look
    goes through whatever the slice at hand is made of: 6 % of the time until deliveries are shown,
    and 15 % of that of the indexes, for 1 MB of memory (`docs/benchmarks.md`).
    """
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
