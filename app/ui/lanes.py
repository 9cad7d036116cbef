"""Puts the notes of people, and the lives of related transactions, on one axis of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from app.core.amounts import format_amount
from app.core.ladder import difference
from app.core.plain import plain
from app.store.rows import EntryRow, NoteRow, TransactionDetail
from app.ui import texts
from app.ui.display import Display
from app.ui.steps import Form, Step, steps

MOST_LANES = 3  # beside the first; the tab of related ones has them all
_LATEST = datetime.max.replace(tzinfo=UTC)


def on_one_axis(own: Sequence[Step], others: Iterable[Step]) -> tuple[Step, ...]:
    """Oldest first; what has no time of its own is still to come. Equal times keep their order."""
    return tuple(sorted([*own, *others], key=lambda step: step.at or _LATEST))


def note_steps(notes: Sequence[NoteRow], display: Display, now: datetime) -> list[Step]:
    """What people wrote, where they wrote it."""
    hidden = QCoreApplication.translate("Lanes", "Hidden by the privacy screen")
    today = now.astimezone(display.zone).date()
    return [
        Step(
            status="",
            title=QCoreApplication.translate("Lanes", "Note by {0}").format(plain(note.author)),
            time=texts.moment(note.at, display.zone, today),
            remark=hidden if display.is_private else plain(note.text, lines=True, longest=300),
            hint=texts.whole_moment(note.at, display.zone),
            form=Form.NOTE,
            icon="pencil",
            at=note.at,
        )
        for note in notes
    ]


def lane_steps(
    own: TransactionDetail,
    others: Sequence[TransactionDetail],
    display: Display,
    now: datetime,
) -> list[Step]:
    """The lives of the related ones, each in a lane of its own that says why it is here."""
    evidence = {one.transaction_id: one.evidence for one in own.related}
    found: list[Step] = []
    for lane, other in enumerate(others[:MOST_LANES], 1):
        name = other.row.transaction_id
        shown = steps(other, None, display, now)
        life = [replace(step, lane=lane, transaction_id=name) for step in shown]
        if life:
            first = life[0]
            words = lane_words(own, other, evidence.get(other.row.transaction_id, ""))
            life[0] = replace(
                first,
                remark="\n".join([*words, *([first.remark] if first.remark else [])]),
            )
        found.extend(life)
    return found


def lane_words(own: TransactionDetail, other: TransactionDetail, evidence: str) -> list[str]:
    """Which transaction it is, why it is here, how long both took and how the money differs."""
    row = other.row
    name = QCoreApplication.translate("Lanes", "{0} · {1}, linked by {2}").format(
        texts.provider_title(row.provider), texts.kind_word(row.kind), evidence_words(evidence)
    )
    return [name, *_both(own, other)]


def evidence_words(evidence: str) -> str:
    """What says that two are the same money: "tx hash + equal amount"."""
    words = {
        "tx hash": QCoreApplication.translate("Lanes", "tx hash"),
        "clave de rastreo": QCoreApplication.translate("Lanes", "clave de rastreo"),
        "equal amount": QCoreApplication.translate("Lanes", "equal amount"),
    }
    return " + ".join(words.get(part) or plain(part) for part in evidence.split(" + "))


def _both(own: TransactionDetail, other: TransactionDetail) -> Iterable[str]:
    if own.row.is_final and other.row.is_final:
        times = [_at(entry) for entry in (*own.entries, *other.entries)]
        span = texts.span((max(times) - min(times)).total_seconds())
        yield QCoreApplication.translate("Lanes", "end to end {0}").format(span)
    differs = difference((own.row.amount, own.row.asset), (other.row.amount, other.row.asset))
    if differs:
        money = f"{format_amount(differs)} {plain(own.row.asset)}"
        yield QCoreApplication.translate("Lanes", "difference of amount {0}").format(money)


def _at(entry: EntryRow) -> datetime:
    return entry.occurred_at or entry.received_at
