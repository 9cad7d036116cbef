"""What the timeline and the tab of related ones show of what was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.core.amounts import format_amount
from app.core.plain import plain
from app.providers import PROVIDERS
from app.ui import lanes, texts
from app.ui.display import Display
from app.ui.steps import NOTHING_USUAL, Form, Step, arrivals, steps
from app.ui.widgets.fact_line import Fact
from app.ui.widgets.inspected import Inspected
from app.ui.widgets.transaction_facts import Using


def axis(found: Inspected, display: Display, now: datetime) -> tuple[Step, ...]:
    """Deliveries, ghosts, notes and the related ones on one axis of time; () without a life."""
    detail = found.transaction
    if detail is None:
        return ()
    usual = found.usual or NOTHING_USUAL
    own = steps(detail, PROVIDERS.get(detail.row.provider), display, now, usual)
    return lanes.on_one_axis(
        own,
        [
            *lanes.note_steps(found.notes, display, now),
            *lanes.lane_steps(detail, found.others, display, now),
        ],
    )


def arrivals_of(
    found: Inspected, shown: Sequence[Step], display: Display
) -> dict[int, Sequence[Step]]:
    """What unfolds: each arrival of the deliveries that came more than once."""
    return {
        step.delivery_id: arrivals(step, found.arrivals[step.delivery_id], display)
        for step in shown
        if step.form is Form.ENTRY and step.delivery_id in found.arrivals
    }


def related_facts(found: Inspected, using: Using) -> list[Fact]:
    """Every related transaction with its state, its money and why it is one."""
    detail = found.transaction
    if detail is None:
        return []
    others = {other.row.transaction_id: other for other in found.others}
    facts: list[Fact] = []
    for one in detail.related:
        other = others.get(one.transaction_id)
        words = lanes.lane_words(detail, other, one.evidence)[1:] if other else []
        money = f"{format_amount(plain(one.amount))} {plain(one.asset)}".strip()
        facts.append(
            Fact(
                f"{texts.provider_title(one.provider)} · {texts.kind_word(one.kind)}",
                f"{texts.status_word(one.status)} · {money}",
                one.transaction_id,
                remark=" · ".join([lanes.evidence_words(one.evidence), *words]),
                link=QCoreApplication.translate("Lifeline", "Open"),
                pressed=lambda name=one.transaction_id: using.open_transaction(name),  # type: ignore[misc]
            )
        )
    return facts or [Fact(QCoreApplication.translate("Lifeline", "Related"), _none())]


def _none() -> str:
    return QCoreApplication.translate("Lifeline", "no transaction of the same money is known")


def summary(found: Inspected, facts: Sequence[Fact]) -> str:
    """The transaction as plain lines, for a message or a ticket."""
    detail = found.transaction
    if detail is None:
        return found.body
    row = detail.row
    lines = [
        f"{texts.provider_title(row.provider)} · {texts.kind_word(row.kind)}",
        f"{format_amount(row.amount)} {plain(row.asset)}".strip(),
        f"{texts.status_word(row.status)} ({plain(row.provider_status)})",
        *(f"{fact.label}: {fact.value}" for fact in facts if fact.copied),
    ]
    return "\n".join(line for line in lines if line.strip())
