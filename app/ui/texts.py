"""The words on screen for what the store holds: statuses, kinds, verdicts, flags, times, spans."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject
from PySide6.QtGui import Qt

from app.core.plain import plain
from app.providers import PROVIDERS
from app.ui import terms

_ABBREVIATION = 5  # letters of a word that is written large for good
CITIES = {"America/Mexico_City": "CDMX"}  # what people there call it


class Counts(QObject):
    """Words with a count: only an object's own tr has a singular and a plural."""

    def notes(self, count: int) -> str:
        """How many notes."""
        return self.tr("%n notes", "", count)


def plain_tip(text: str) -> str:
    """A text for a tooltip, which must not take it for markup as Qt guesses; it looks the same.

    The guess rests on what stands right behind a "<" or a "&", wherever in the first line that is.
    """
    shown = plain(text, lines=True)
    if not Qt.mightBeRichText(shown):
        return shown
    return shown.replace("<", "<\u200b").replace("&lt;", "&\u200blt;")


def provider_title(provider: str) -> str:
    """A provider's name as it writes it."""
    return PROVIDERS[provider].title if provider in PROVIDERS else plain(provider)


def own_words(text: str) -> str:
    """What a provider's module says of itself: a credential's label or help, a note.

    The code of the window does not name these texts: `others_es.ts` holds them.
    """
    return QCoreApplication.translate("Providers", text)


def status_word(status: str) -> str:
    """A canonical status as people read it."""
    return terms.said(terms.STATUSES, status) or plain(status)


def kind_word(kind: str) -> str:
    """What a transaction is, as people read it."""
    return terms.said(terms.KINDS, kind) or readable(kind)


def rail_word(rail: str) -> str:
    """A rail as people read it: "ARBITRUM" is a shout, "SPEI" and "ACH" are abbreviations."""
    first, *others = plain(rail).split("_")
    words = [first.capitalize() if _is_shout(first) else first]
    return " ".join([*words, *(one.lower() if _is_shout(one) else one for one in others)])


def _is_shout(word: str) -> bool:
    return len(word) > _ABBREVIATION and word.isalpha() and word.isupper()


def source_word(source: str) -> str:
    """Where a fact came from."""
    return terms.said(terms.SOURCES, source) or plain(source)


def basis_words(basis: str) -> str:
    """What a verdict rests on, as the end of "authenticity: …"."""
    return terms.said(terms.BASES, basis) or plain(basis)


def address_words(check: str) -> str:
    """What the source address says."""
    return terms.said(terms.ADDRESSES, check) or plain(check)


def flag_words(flag: str) -> str:
    """What a flag means, in one phrase."""
    return terms.said(terms.FLAGS, flag) or readable(flag)


def identifier_label(kind: str, role: str) -> str:
    """What an identifier is, and whose."""
    word = terms.said(terms.IDENTIFIERS, kind) or readable(kind)
    if role == "sender":
        return QCoreApplication.translate("Texts", "Sender · {0}").format(word)
    if role == "receiver":
        return QCoreApplication.translate("Texts", "Receiver · {0}").format(word)
    return word


def readable(name: str) -> str:
    """A name from a payload as words: "failure_reason" is "Failure reason"."""
    words = plain(name).replace("_", " ").strip()
    return words[:1].upper() + words[1:]


# --- times ----------------------------------------------------------------------------------------


def clock(at: datetime, zone: tzinfo) -> str:
    """The time of day to the millisecond: "09:20:14.408"."""
    at = at.astimezone(zone)
    return f"{at.hour:02}:{at.minute:02}:{at.second:02}.{at.microsecond // 1000:03}"


def moment(at: datetime, zone: tzinfo, today: date) -> str:
    """The time of day, with its day when that is not today."""
    local = at.astimezone(zone)
    return clock(at, zone) if local.date() == today else f"{short_day(local)} {clock(at, zone)}"


def date_and_clock(at: datetime, zone: tzinfo) -> str:
    """A day and its time to the second: "2026-11-21 09:20:14"."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def short_day(day: date) -> str:
    """A day in a few letters: "21 Nov"."""
    return _short_day(QLocale().name(), day.year, day.month, day.day)


@lru_cache(maxsize=2_000)
def _short_day(locale: str, *day: int) -> str:
    """Each is asked for again and again."""
    return QLocale(locale).toString(QDate(*day), "d MMM")


def long_day(day: date, today: date) -> str:
    """A day as the heading of its rows."""
    form = QCoreApplication.translate("Texts", "dddd d MMMM yyyy")  # Qt's letters for a date
    words = QLocale().toString(QDate(day.year, day.month, day.day), form)
    if day == today:
        return QCoreApplication.translate("Texts", "Today · {0}").format(words)
    if day == today - timedelta(days=1):
        return QCoreApplication.translate("Texts", "Yesterday · {0}").format(words)
    return words[:1].upper() + words[1:]


def whole_moment(at: datetime, zone: tzinfo) -> str:
    """A time for hovering: in the chosen zone, the zone's name below it, and the time in UTC."""
    local, utc = at.astimezone(zone), at.astimezone(UTC)
    shift, name = f"{local:%z}", zone_name(at, zone)
    here = f"{local:%Y-%m-%d %H:%M:%S.%f} {shift[:3]}:{shift[3:]}"
    there = f"{utc:%Y-%m-%d %H:%M:%S.%f} UTC"
    return "\n".join((here, there) if name == "UTC" else (here, name, there))


def zone_name(at: datetime, zone: tzinfo) -> str:
    """A zone in a few letters, with its shift at that time: "CDMX · UTC−6"."""
    local = at.astimezone(zone)
    offset = local.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    name = str(getattr(zone, "key", "")) or local.tzname() or ""
    if not minutes and name in ("", "UTC", "Etc/UTC"):
        return "UTC"
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    shift = f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
    city = CITIES.get(name) or name.rpartition("/")[2].replace("_", " ")
    return f"{city} · {shift}"


def span(seconds: float) -> str:
    """A span of time in its largest fitting unit: "0.4 s", "40 s", "3 min", "6 h", "2 d"."""
    if seconds < 10:
        short = f"{seconds:.1f}".removesuffix(".0")
        return QCoreApplication.translate("Texts", "{0} s").format(short)
    if seconds < 100:
        return QCoreApplication.translate("Texts", "{0} s").format(round(seconds))
    if seconds < 100 * 60:
        return QCoreApplication.translate("Texts", "{0} min").format(round(seconds / 60))
    if seconds < 48 * 3600:
        return QCoreApplication.translate("Texts", "{0} h").format(round(seconds / 3600))
    return QCoreApplication.translate("Texts", "{0} d").format(round(seconds / 86400))


def ago(seconds: float) -> str:
    """How long ago something was, in whole units."""
    if seconds < 1:
        return QCoreApplication.translate("Texts", "just now")
    return QCoreApplication.translate("Texts", "{0} ago").format(span(float(int(seconds))))


# --- figures --------------------------------------------------------------------------------------


def number(value: int) -> str:
    """A whole number with its thousands apart."""
    return f"{value:,}"


def size(count: int) -> str:
    """Bytes as people read them: "212 MB"."""
    if count < 1_000_000:
        return f"{max(count, 0) / 1_000:.0f} kB"
    if count < 1_000_000_000:
        return f"{count / 1_000_000:.0f} MB"
    return f"{count / 1_000_000_000:.1f} GB"


def milliseconds(value: float) -> str:
    """A short span: "3 ms", "0.8 ms", "1.2 s"."""
    if value >= 1000:
        return f"{value / 1000:.1f} s"
    return f"{value:.0f} ms" if value >= 1 else f"{value:.1f} ms"
