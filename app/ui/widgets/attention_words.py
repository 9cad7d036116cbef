"""What a line of the attention inbox says: what it is, why, and what was done about it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.core.alerts import AlertKind, AlertState
from app.core.amounts import format_amount
from app.core.plain import plain
from app.store.rows import AlertRow
from app.ui import masks, texts
from app.ui.display import Display
from app.ui.said import said

DELIVERIES = (
    AlertKind.DAMAGED,
    AlertKind.QUARANTINED,
    AlertKind.AWAITING_KEY,
    AlertKind.UNREADABLE,
)
HELD = (AlertKind.QUARANTINED, AlertKind.AWAITING_KEY)


def look(kind: str) -> tuple[str, str, str]:
    """A kind as a word, an icon and a tone."""
    translate = QCoreApplication.translate
    looks: dict[str, tuple[str, str, str]] = {
        AlertKind.DAMAGED: (translate("Attention", "Damage"), "shield-alert", "failed"),
        AlertKind.QUARANTINED: (translate("Attention", "Quarantine"), "shield-x", "reversed"),
        AlertKind.AWAITING_KEY: (translate("Attention", "Awaiting key"), "key-round", "pending"),
        AlertKind.DIFFERENT: (translate("Attention", "Difference"), "arrow-left-right", "pending"),
        AlertKind.CONTRADICTORY: (
            translate("Attention", "Contradiction"),
            "triangle-alert",
            "pending",
        ),
        AlertKind.UNREADABLE: (translate("Attention", "Unreadable"), "circle-alert", "neutral"),
        AlertKind.FAILED: (translate("Attention", "Failed"), "status-failed", "failed"),
    }
    return looks.get(kind, (texts.readable(kind), "circle-alert", "neutral"))


def state_word(state: AlertState) -> str:
    """A state as the name of a list."""
    return {
        AlertState.OPEN: QCoreApplication.translate("Attention", "Open"),
        AlertState.ACKNOWLEDGED: QCoreApplication.translate("Attention", "Acknowledged"),
        AlertState.SNOOZED: QCoreApplication.translate("Attention", "Snoozed"),
        AlertState.RESOLVED: QCoreApplication.translate("Attention", "Resolved"),
    }[state]


def headline(line: AlertRow) -> str:
    """What it is, in one line."""
    provider = texts.provider_title(line.provider)
    if line.kind in DELIVERIES:
        return _deliveries(line.kind, line.count).format(provider, texts.number(line.count))
    if line.transaction is not None and line.subject:
        row = line.transaction
        money = f"{format_amount(plain(row.amount))} {plain(row.asset)}".strip()
        what = " · ".join(filter(None, (provider, texts.kind_word(row.kind), money)))
        return _one(line.kind).format(what)
    return _several(line.kind).format(provider, texts.number(line.count))


def _deliveries(kind: str, count: int) -> str:
    translate = QCoreApplication.translate
    if kind == AlertKind.DAMAGED:
        one = translate("Attention", "The kept bytes of a delivery of {0} are damaged")
        many = translate("Attention", "The kept bytes of {1} deliveries of {0} are damaged")
    elif kind == AlertKind.QUARANTINED:
        one = translate("Attention", "A delivery of {0} failed verification")
        many = translate("Attention", "{1} deliveries of {0} failed verification")
    elif kind == AlertKind.AWAITING_KEY:
        one = translate("Attention", "A delivery of {0} waits for the key that signed it")
        many = translate("Attention", "{1} deliveries of {0} wait for their key")
    else:
        one = translate("Attention", "A delivery of {0} cannot be read")
        many = translate("Attention", "{1} deliveries of {0} cannot be read")
    return one if count == 1 else many


def _one(kind: str) -> str:
    translate = QCoreApplication.translate
    if kind == AlertKind.FAILED:
        return translate("Attention", "{0} failed")
    if kind == AlertKind.DIFFERENT:
        return translate("Attention", "{0} differs at the provider")
    return translate("Attention", "{0} contradicts itself")


def _several(kind: str) -> str:
    """Transactions that share a cause."""
    translate = QCoreApplication.translate
    if kind == AlertKind.FAILED:
        return translate("Attention", "{1} transactions of {0} failed")
    if kind == AlertKind.DIFFERENT:
        return translate("Attention", "{1} transactions of {0} differ at the provider")
    return translate("Attention", "{1} transactions of {0} contradict themselves")


def reason(line: AlertRow, display: Display) -> str:
    """Why it needs a person, and before it what people did about it."""
    return " — ".join(filter(None, (done(line, display), _why(line, display))))


def _why(line: AlertRow, display: Display) -> str:
    translate = QCoreApplication.translate
    if line.kind == AlertKind.DAMAGED:
        return translate(
            "Attention", "their SHA-256 is another one than when they came; a backup may have them"
        )
    if line.kind in DELIVERIES:
        parts = [said(plain(line.why)) or translate("Attention", "the reason was not kept")]
        if line.expected and line.received:
            digests = translate("Attention", "expected {0}, received {1}")
            parts.append(digests.format(plain(line.expected), plain(line.received)))
        if not line.is_kept:
            parts.append(translate("Attention", "its bytes were let go for want of room"))
        return " · ".join(parts)
    if line.kind == AlertKind.FAILED:
        return _failure(line, display)
    return ", ".join(_flag(flag) for flag in line.cause.split(","))


def _flag(flag: str) -> str:
    words = {
        "missing_here": QCoreApplication.translate("Attention", "no webhook ever told of it"),
        "missing_there": QCoreApplication.translate(
            "Attention", "the provider did not list it when asked"
        ),
        "status_differs": QCoreApplication.translate(
            "Attention", "the provider names another status when asked"
        ),
        "amount_differs": QCoreApplication.translate(
            "Attention", "the provider names another amount when asked"
        ),
    }
    return words.get(flag) or texts.flag_words(flag)


def _failure(line: AlertRow, display: Display) -> str:
    word = plain(line.cause.partition("/")[2]) or "—"
    parts = [QCoreApplication.translate("Attention", "the provider says {0}").format(word)]
    if line.why:
        parts.append(plain(line.why, longest=200))
    if line.subject and line.transaction is not None:
        row = line.transaction
        reference = masks.hidden(row.reference) if display.is_private else plain(row.reference)
        parts += [texts.rail_word(row.rail), reference]
    return " · ".join(filter(None, parts))


def done(line: AlertRow, display: Display) -> str:
    """Who did what about it and when; "" while nobody did."""
    if line.acted_at is None:
        return ""
    translate = QCoreApplication.translate
    words = {
        AlertState.ACKNOWLEDGED: translate("Attention", "acknowledged by {0}, {1}"),
        AlertState.SNOOZED: translate("Attention", "snoozed until {2} by {0}"),
        AlertState.RESOLVED: translate("Attention", "resolved by {0}, {1}"),
    }[line.state]
    until = short(line.until, display) if line.until else ""
    said_so = words.format(plain(line.author), short(line.acted_at, display), until)
    if line.has_ended:
        said_so = translate("Attention", "ended by itself ({0})").format(said_so)
    note = "" if display.is_private else plain(line.note)
    return f"{said_so}: {note}" if note else said_so


def short(at: datetime, display: Display, now: datetime | None = None) -> str:
    """A day and a time to the minute; of today (`now`) the time alone."""
    local = at.astimezone(display.zone)
    if now is not None and local.date() == now.astimezone(display.zone).date():
        return f"{local:%H:%M}"
    return f"{texts.short_day(local)} {local:%H:%M}"
