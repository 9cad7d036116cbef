"""Providers' times as aware UTC datetimes; a bad one is None with a flag, its text is kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

BAD_TIME = "bad_time"  # no time, or one that no payment can have
NO_OFFSET = "no_offset"  # taken as UTC, which the provider did not say

# A zero value ("0001-01-01", "1970-01-01") means that a time was not set; later ones would stay
# the newest for ever. Both also keep conversions between time zones clear of overflow.
_YEARS = range(2000, 2200)

_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2}):([0-9]{2})"
    r"(?:\.([0-9]{1,9}))?"
    r"(?:([Zz])|([+-])([0-9]{2}):?([0-9]{2}))?"
)


# What nearly all times look like, and Python reads alike.
_USUAL = re.compile(
    r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}"
    r"(?:\.(?:[0-9]{3}|[0-9]{6}))?(?:Z|\+00:00)"
)


def parse_time(text: str) -> tuple[datetime | None, str]:
    """A time in UTC and a flag: "" when all is well or the text is empty.

    Takes ISO-8601 with `Z`, `+00:00`, `+0000` or no offset at all (UTC, flagged `no_offset`) and
    up to nine decimals of a second, of which six are kept. Anything else is None and `bad_time`:
    24:00:00, leap seconds, a year before 2000 or after 2199, other scripts' digits.
    """
    if not text:
        return None, ""
    if _USUAL.fullmatch(text):
        try:
            return datetime.fromisoformat(text), ""
        except ValueError:
            return None, BAD_TIME
    match = _TIME.fullmatch(text)
    if match is None:
        return None, BAD_TIME
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    fraction, utc, sign, hours, minutes = match.groups()[6:]
    if year not in _YEARS:
        return None, BAD_TIME
    try:
        zone = UTC if sign is None else _zone(sign, int(hours), int(minutes))
        micro = int((fraction or "0")[:6].ljust(6, "0"))
        moment = datetime(year, month, day, hour, minute, second, micro, zone)
    except ValueError:
        return None, BAD_TIME
    return moment.astimezone(UTC), "" if utc or sign else NO_OFFSET


def _zone(sign: str, hours: int, minutes: int) -> timezone:
    if minutes > 59:
        raise ValueError(minutes)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if sign == "-" else offset)
