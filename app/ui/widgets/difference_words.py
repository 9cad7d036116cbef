"""What differs between a provider and its webhooks, in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from app.core.amounts import format_amount
from app.core.event import Event, Money, Transaction
from app.core.plain import plain
from app.store.differing import DifferenceRow, OpenDifferences
from app.ui import texts
from app.ui.display import Display


class _Counted(QObject):
    """Words with a count: only an object's own tr has a singular and a plural."""

    def open(self, count: int) -> str:
        return self.tr("%n open", "", count)


def title(row: DifferenceRow) -> str:
    """Which payment it is."""
    known = row.transaction
    money = f"{format_amount(plain(known.amount))} {plain(known.asset)}".strip()
    parts = (texts.provider_title(known.provider), texts.kind_word(known.kind), money)
    return " · ".join(filter(None, parts))


def kinds(row: DifferenceRow) -> list[str]:
    """What differs, a short word each."""
    words = {
        "missing_here": QCoreApplication.translate("Differences", "missing here"),
        "missing_there": QCoreApplication.translate("Differences", "missing there"),
        "status_differs": QCoreApplication.translate("Differences", "status differs"),
        "amount_differs": QCoreApplication.translate("Differences", "amount differs"),
    }
    return [words.get(flag) or texts.flag_words(flag) for flag in row.flags]


def here(row: DifferenceRow) -> str:
    """What our webhooks say."""
    if row.sides.here is None:
        return QCoreApplication.translate("Differences", "Here: no webhook told of it")
    said = QCoreApplication.translate("Differences", "Here: {0}")
    return said.format(_side(row.sides.here))


def there(row: DifferenceRow) -> str:
    """What the provider answers."""
    if "missing_there" in row.flags:
        return QCoreApplication.translate("Differences", "There: not in its list")
    if row.sides.there is None:
        return QCoreApplication.translate("Differences", "There: not asked")
    said = QCoreApplication.translate("Differences", "There: {0}")
    return said.format(_side(row.sides.there))


def _side(one: Transaction | Event) -> str:
    status, word = texts.status_word(one.status), plain(one.provider_status)
    return " · ".join(filter(None, (f"{status} ({word})" if word else status, _money(one.money))))


def _money(money: Money | None) -> str:
    if money is None:
        return ""
    return f"{format_amount(plain(money.amount or money.raw))} {plain(money.asset)}".strip()


def accepted(row: DifferenceRow, display: Display) -> str:
    """Who accepted it and when, with the note; "" while nobody did."""
    if not row.is_accepted or row.acted_at is None:
        return ""
    words = QCoreApplication.translate("Differences", "Accepted by {0}, {1}").format(
        plain(row.author), texts.date_and_clock(row.acted_at, display.zone)
    )
    note = "" if display.is_private else plain(row.note)
    return f"{words}: {note}" if note else words


def age(since: datetime, now: datetime) -> str:
    """How long it has been so."""
    return texts.ago(max((now - since).total_seconds(), 0))


def summary(found: OpenDifferences | None, now: datetime) -> str:
    """Of one provider, for its card."""
    if found is None:
        return QCoreApplication.translate("Differences", "none")
    oldest = QCoreApplication.translate("Differences", "{0}, the oldest {1}")
    return oldest.format(_Counted().open(found.count), age(found.oldest, now))
