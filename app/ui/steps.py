"""What a timeline shows: the entries that arrived, and the steps that did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.core.delivery import Source
from app.core.event import NOT_MONEY
from app.core.ladder import contradictions, ladder, left_out
from app.core.plain import plain
from app.core.provider import Provider
from app.store.figure_rows import FinalTimeRow, StepTime
from app.store.rows import AttemptRow, EntryRow, TransactionDetail
from app.ui import texts
from app.ui.display import Display

_ICONS: Mapping[str, str] = {
    Source.WEBHOOK: "webhook",
    Source.BACKFILL: "refresh-cw",
    Source.IMPORT: "folder-open",
    Source.TEST: "scan-search",
}
ENOUGH = 30  # finished transactions from which "usual" means something
LATE = 60.0  # seconds between the provider's time and arrival from which a delivery is late


class Form(StrEnum):
    """What a line of the timeline is."""

    ENTRY = "entry"  # a delivery told of it
    GHOST = "ghost"  # only expected
    ARRIVAL = "arrival"  # one of several of the same delivery
    NOTE = "note"  # a person wrote it


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline."""

    status: str
    title: str
    time: str = ""
    badges: tuple[str, ...] = ()
    remark: str = ""
    hint: str = ""
    delivery_id: int = 0
    is_overdue: bool = False
    form: Form = Form.GHOST
    icon: str = ""  # of its source
    at: datetime | None = None  # where it stands on the axis
    share: float | None = None  # of the time that 95 of 100 do not pass
    arrivals: int = 1
    warning: str = ""  # how it contradicts what came before
    lane: int = 0
    transaction_id: str = ""  # of another one, in its lane

    @property
    def is_ghost(self) -> bool:
        return self.form is Form.GHOST

    def sentence(self) -> str:
        """The step for a screen reader."""
        parts = (self.title, self.time, *self.badges, self.remark, self.warning)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Usual:
    """How long the like of a transaction takes: from creation to the end, and step by step."""

    final: FinalTimeRow | None = None
    steps: tuple[StepTime, ...] = ()

    def step(self, before: str, after: str) -> StepTime | None:
        """From one status to another, where enough finished to speak of "usual"."""
        wanted = (one for one in self.steps if (one.before, one.after) == (before, after))
        return next((one for one in wanted if one.count >= ENOUGH), None)


NOTHING_USUAL = Usual()


def steps(
    detail: TransactionDetail,
    provider: Provider | None,
    display: Display,
    now: datetime,
    usual: Usual = NOTHING_USUAL,
) -> tuple[Step, ...]:
    """The timeline of a transaction, oldest first."""
    entries = detail.entries
    seen = [entry.status for entry in entries]
    always_final = provider is not None and provider.always_final
    rungs = ladder(detail.row.kind, always_final=always_final)
    against = contradictions(seen, detail.row.flags)
    found: list[Step] = []
    for place, entry in enumerate(entries):
        before = entries[place - 1] if place else None
        skipped = left_out(rungs, seen, place)
        found.extend(_ghost(status, entry, provider) for status in skipped)
        step = _step(entry, before, display, now, usual)
        if place in against:
            step = replace(step, warning=texts.flag_words(against[place]))
        found.append(step)
    if not detail.row.is_final and detail.row.kind not in NOT_MONEY and provider is not None:
        found.append(_awaited(detail, provider, now, usual.final))
    return tuple(found)


def _step(
    entry: EntryRow, before: EntryRow | None, display: Display, now: datetime, usual: Usual
) -> Step:
    at = entry.occurred_at or entry.received_at
    seconds = (entry.received_at - at).total_seconds()
    lateness = _lateness(entry, seconds)
    badges = [_source(entry)]
    if seconds >= LATE:
        badges.append(QCoreApplication.translate("Steps", "late"))
    after, share = _after(entry, before, usual)
    flags = "; ".join(texts.flag_words(flag) for flag in entry.flags)
    return Step(
        status=entry.status,
        title=texts.status_word(entry.status),
        time=texts.moment(at, display.zone, now.astimezone(display.zone).date()),
        badges=tuple(badges),
        remark="\n".join(remark for remark in (after, lateness, flags) if remark),
        hint=_hint(entry, display),
        delivery_id=entry.delivery_id,
        form=Form.ENTRY,
        icon=_ICONS.get(entry.source, ""),
        at=at,
        share=share,
        arrivals=entry.duplicates + 1,
    )


def arrivals(step: Step, attempts: Sequence[AttemptRow], display: Display) -> list[Step]:
    """The arrivals that a folded step stands for."""
    form = QCoreApplication.translate("Steps", "Arrival {0}")
    answered = QCoreApplication.translate("Steps", "answered {0}")
    return [
        Step(
            status="",
            title=form.format(number),
            time=texts.clock(attempt.received_at, display.zone),
            remark=answered.format(attempt.answer) if attempt.answer else "",
            hint=texts.whole_moment(attempt.received_at, display.zone),
            delivery_id=step.delivery_id,
            form=Form.ARRIVAL,
            at=step.at,
            lane=step.lane,
        )
        for number, attempt in enumerate(attempts, 1)
    ]


def _span(seconds: float) -> str:
    """A span that no line break parts."""
    return texts.span(seconds).replace(" ", "\u00a0")


def _source(entry: EntryRow) -> str:
    word = texts.source_word(entry.source)
    return f"{word} ×{entry.duplicates + 1}" if entry.duplicates else word


def _lateness(entry: EntryRow, seconds: float) -> str:
    if entry.occurred_at is None:
        return QCoreApplication.translate("Steps", "time of arrival; the provider sends none")
    if seconds < -1:
        return QCoreApplication.translate(
            "Steps", "received {0} before the provider's own time"
        ).format(_span(-seconds))
    if seconds >= LATE:
        return QCoreApplication.translate("Steps", "arrived {0} late").format(_span(seconds))
    return QCoreApplication.translate("Steps", "received {0} later").format(_span(max(seconds, 0)))


def _after(entry: EntryRow, before: EntryRow | None, usual: Usual) -> tuple[str, float | None]:
    """ "52 s after Pending — usual 40 s (p50), slow above 3 min (p95), n = 412", and its share."""
    if before is None:
        return "", None
    here, there = entry.occurred_at or entry.received_at, before.occurred_at or before.received_at
    seconds = max((here - there).total_seconds(), 0)
    took = QCoreApplication.translate("Steps", "{0} after {1}").format(
        _span(seconds), texts.status_word(before.status)
    )
    known = usual.step(before.status, entry.status)
    if known is None:
        return took, None
    words = QCoreApplication.translate(
        "Steps", "{0} — usual {1} (p50), slow above {2} (p95), n = {3}"
    ).format(took, _span(known.p50), _span(known.p95), texts.number(known.count))
    return words, seconds / known.p95 if known.p95 else None


def _hint(entry: EntryRow, display: Display) -> str:
    lines = [f"{plain(entry.event_type)} · {plain(entry.provider_status)}".strip(" ·")]
    if entry.occurred_at is not None:
        lines.append(texts.whole_moment(entry.occurred_at, display.zone))
    if entry.raw_time:
        sent = QCoreApplication.translate("Steps", "as sent: {0}").format(plain(entry.raw_time))
        lines.append(sent)
    return "\n".join(line for line in lines if line)


# --- ghosts ---------------------------------------------------------------------------------------


def _ghost(status: str, entry: EntryRow, provider: Provider | None) -> Step:
    """A step that a provider which promises only the end left out before an entry."""
    title = provider.title if provider else ""
    remark = QCoreApplication.translate("Steps", "not delivered (normal for {0})").format(title)
    at = entry.occurred_at or entry.received_at
    return Step(status, texts.status_word(status), remark=remark, at=at)


def _awaited(
    detail: TransactionDetail, provider: Provider, now: datetime, usual: FinalTimeRow | None
) -> Step:
    """The end that has not come."""
    since = detail.row.created_at or detail.row.first_received_at
    age = max((now - since).total_seconds(), 0)
    is_overdue = usual is not None and usual.count >= ENOUGH and age > usual.p99
    title = QCoreApplication.translate("Steps", "Final status")
    waiting = QCoreApplication.translate("Steps", "not yet, open for {0}").format(_span(age))
    if is_overdue and usual is not None:
        waiting = QCoreApplication.translate(
            "Steps", "overdue: open for {0}, usual {1}, nearly all within {2}"
        ).format(_span(age), _span(usual.p50), _span(usual.p99))
    elif provider.always_final:
        waiting = QCoreApplication.translate("Steps", "{0} — {1} always sends it").format(
            waiting, provider.title
        )
    return Step("", title, remark=waiting, is_overdue=is_overdue)
