"""What changed, told after COMMIT: listeners refresh just that."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one committed group of work touched.

    `last_delivery` is the highest delivery id written so far (0: no delivery in this group);
    `projected` is true when views changed, i.e. `transactions` are the ids folded anew.
    """

    deliveries: int = 0  # new rows
    attempts: int = 0  # repeats
    last_delivery: int = 0
    quarantined: int = 0
    transactions: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()  # others that may be about the same money as those
    projected: bool = False
    unreadable: int = 0
    written: frozenset[str] = frozenset()  # notes, marks, settings: names of what people wrote
    about: frozenset[str] = frozenset()  # the subjects they wrote about, see core/annotations.py

    def merged(self, other: ChangeSet) -> ChangeSet:
        """Both as one, for listeners that are told less often than things change."""
        return ChangeSet(
            deliveries=self.deliveries + other.deliveries,
            attempts=self.attempts + other.attempts,
            last_delivery=max(self.last_delivery, other.last_delivery),
            quarantined=self.quarantined + other.quarantined,
            transactions=self.transactions | other.transactions,
            related=self.related | other.related,
            projected=self.projected or other.projected,
            unreadable=self.unreadable + other.unreadable,
            written=self.written | other.written,
            about=self.about | other.about,
        )
