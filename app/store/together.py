"""Writes what came together by few statements.

Each step of a statement lets go of Python's interpreter, and to get it back from a busy receiver
takes longer than the step. So rows go in many at a time; a statement for each power of two is
enough, and all of them stay prepared.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, partial
from itertools import chain
from typing import Any, TypeAlias

from app.core.delivery import Delivery, Outcome, Receipt
from app.store import keeping
from app.store.failing import outcome_of
from app.store.keeping import Group
from app.store.same import same_fact
from app.store.sqlite import OWN_ERRORS, Connection, Error

Answered: TypeAlias = tuple[Receipt, int, int]  # when in microseconds, with which status

_MOST = 64  # rows of one statement
_ALIKE = f"""SELECT 1 FROM json_each(?1) AS one WHERE EXISTS (SELECT 1 FROM deliveries d
    WHERE {same_fact("?2", "one.value")}) LIMIT 1"""  # noqa: S608 - words of our own
# Not the newest that is there: it may have been deleted, and no number is given twice.
_LAST = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'deliveries'), 0)"
_FORGET = (
    "DELETE FROM deliveries WHERE id > ?",
    "UPDATE sqlite_sequence SET seq = ? WHERE name = 'deliveries'",
)


def keep_all(
    facts: Connection, group: Group, deliveries: Sequence[Delivery]
) -> list[Receipt | Exception]:
    """A receipt for each delivery, or what is wrong with it alone."""
    if len(deliveries) > 1 and _are_news(facts, deliveries):
        last = facts.execute(_LAST).fetchone()[0]
        try:
            return _keep_news(facts, group, deliveries, last)
        except Exception as error:
            if isinstance(error, Error) and not isinstance(error, OWN_ERRORS):
                raise
            for statement in _FORGET:  # one by one it turns out whose fault it is
                facts.execute(statement, (last,))
    return [outcome_of(facts, group, partial(keeping.keep, delivery=one)) for one in deliveries]


def acknowledge(facts: Connection, answers: Sequence[Answered]) -> None:
    """When arrivals were answered."""
    insert(
        facts,
        "acknowledgements (delivery_id, number, at, status)",
        [(receipt.delivery_id, receipt.attempt, at, status) for receipt, at, status in answers],
    )


def _are_news(facts: Connection, deliveries: Sequence[Delivery]) -> bool:
    """Whether none of them was seen before, nor twice, and none has to do with the quarantine."""
    by_provider: dict[str, set[str]] = {}
    for one in deliveries:
        if one.verdict.outcome is Outcome.QUARANTINED:
            return False
        by_provider.setdefault(one.request.provider, set()).add(one.fingerprint)
    return sum(map(len, by_provider.values())) == len(deliveries) and not any(
        facts.execute(_ALIKE, (json.dumps(list(prints)), provider)).fetchone()
        for provider, prints in by_provider.items()
    )


def _keep_news(
    facts: Connection, group: Group, deliveries: Sequence[Delivery], last: int
) -> list[Receipt | Exception]:
    insert(facts, keeping.INTO, [keeping.values(one) for one in deliveries])
    receipts = [Receipt(last + place, 1, group.at) for place in range(1, len(deliveries) + 1)]
    group.deliveries += len(deliveries)
    group.last_delivery = receipts[-1].delivery_id
    group.arrived += zip(deliveries, receipts, strict=True)
    return list(receipts)


def insert(facts: Connection, into: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows into "table (columns)", in their order; what failed halfway is not undone."""
    done, size = 0, _MOST
    while done < len(rows):
        while size > len(rows) - done:
            size //= 2
        values = chain.from_iterable(rows[done : done + size])
        facts.execute(_insertion(into, len(rows[0]), size), tuple(values))
        done += size


@cache
def _insertion(into: str, width: int, count: int) -> str:
    row = f"({', '.join('?' * width)})"
    # To undo half of a statement SQLite would copy every page that it changes.
    return f"INSERT OR FAIL INTO {into} VALUES {', '.join([row] * count)}"  # noqa: S608 - our names
