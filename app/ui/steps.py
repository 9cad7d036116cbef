"""What a timeline shows: the entries that arrived, and the steps that did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.core.event import NOT_MONEY, Status
from app.core.plain import plain
from app.core.provider import Provider
from app.store.rows import EntryRow, FinalTimeRow, TransactionDetail
from app.ui import texts
from app.ui.display import Display

ENOUGH = 10  # finished transactions from which "usual" means something
LATE = 60.0  # seconds between the provider's time and arrival from which a delivery is late


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline; without a delivery it is a ghost that was only expected."""

    status: str
    title: str
    time: str = ""
    badges: tuple[str, ...] = ()
    remark: str = ""
    hint: str = ""
    delivery_id: int = 0
    is_overdue: bool = False

    @property
    def is_ghost(self) -> bool:
        return not self.delivery_id

    def sentence(self) -> str:
        """The step for a screen reader."""
        return ", ".join(
            part for part in (self.title, self.time, *self.badges, self.remark) if part
        )


def steps(
    detail: TransactionDetail,
    provider: Provider | None,
    display: Display,
    now: datetime,
    usual: FinalTimeRow | None = None,
) -> tuple[Step, ...]:
    """The timeline of a transaction, oldest first."""
    entries = detail.entries
    found: list[Step] = []
    for place, entry in enumerate(entries):
        before = entries[place - 1] if place else None
        if provider is not None:
            found.extend(_skipped(before, entry, detail, provider))
        found.append(_step(entry, before, display, now, usual if detail.row.is_final else None))
    if not detail.row.is_final and detail.row.kind not in NOT_MONEY and provider is not None:
        found.append(_awaited(detail, provider, now, usual))
    return tuple(found)


def _step(
    entry: EntryRow,
    before: EntryRow | None,
    display: Display,
    now: datetime,
    usual: FinalTimeRow | None,
) -> Step:
    at = entry.occurred_at or entry.received_at
    word = texts.status_word(entry.status)
    seconds = (entry.received_at - at).total_seconds()
    lateness = _lateness(entry, seconds)
    badges = [_source(entry)]
    if seconds >= LATE:
        badges.append(QCoreApplication.translate("Steps", "late"))
    remarks = [remark for remark in (_after(entry, before, usual), lateness) if remark]
    flags = "; ".join(texts.flag_words(flag) for flag in entry.flags)
    return Step(
        status=entry.status,
        title=word,
        time=texts.moment(at, display.zone, now.astimezone(display.zone).date()),
        badges=tuple(badges),
        remark="\n".join([*remarks, *([flags] if flags else [])]),
        hint=_hint(entry, display),
        delivery_id=entry.delivery_id,
    )


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


def _after(entry: EntryRow, before: EntryRow | None, usual: FinalTimeRow | None) -> str:
    """ "52 s after Pending — usual 40 s, slow above 3 min"."""
    if before is None:
        return ""
    here, there = entry.occurred_at or entry.received_at, before.occurred_at or before.received_at
    took = QCoreApplication.translate("Steps", "{0} after {1}").format(
        _span(max((here - there).total_seconds(), 0)), texts.status_word(before.status)
    )
    if usual is None or usual.count < ENOUGH or entry.status != Status.COMPLETE:
        return took
    return QCoreApplication.translate("Steps", "{0} — usual {1}, slow above {2}").format(
        took, _span(usual.p50), _span(usual.p95)
    )


def _hint(entry: EntryRow, display: Display) -> str:
    lines = [f"{plain(entry.event_type)} · {plain(entry.provider_status)}".strip(" ·")]
    if entry.occurred_at is not None:
        lines.append(texts.whole_moment(entry.occurred_at, display.zone))
    if entry.raw_time:
        sent = QCoreApplication.translate("Steps", "as sent: {0}").format(plain(entry.raw_time))
        lines.append(sent)
    return "\n".join(line for line in lines if line)


# --- ghosts ---------------------------------------------------------------------------------------

_FIRST = {Status.PENDING: 0, Status.IN_PROGRESS: 1}


def _skipped(
    before: EntryRow | None, entry: EntryRow, detail: TransactionDetail, provider: Provider
) -> Iterator[Step]:
    """The steps that a provider which promises only the end left out before an entry."""
    if not provider.always_final or detail.row.kind in NOT_MONEY:
        return
    reached = -1 if before is None else _rank(before.status)
    remark = QCoreApplication.translate(
        "Steps", "not delivered — {0} does not always send it"
    ).format(provider.title)
    for status, rank in _FIRST.items():
        if reached < rank < _rank(entry.status) and not _has(detail.entries, status):
            yield Step(status, texts.status_word(status), remark=remark)


def _rank(status: str) -> int:
    return _FIRST.get(Status(status), 2) if status in set(Status) else 2


def _has(entries: Sequence[EntryRow], status: str) -> bool:
    return any(entry.status == status for entry in entries)


def _awaited(
    detail: TransactionDetail, provider: Provider, now: datetime, usual: FinalTimeRow | None
) -> Step:
    """The end that has not come."""
    since = detail.row.created_at or detail.row.first_received_at
    age = max((now - since).total_seconds(), 0)
    is_overdue = usual is not None and usual.count >= 30 and age > usual.p99
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
