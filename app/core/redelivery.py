"""What a provider can be asked to send again: pure.

Bitso keeps its events for 60 days and sends those of up to three days again with one call
(docs.bitso.com/bitso-payouts-funding/docs/retrying-webhook-events); where that call is made was not
printed, so the operator enters it (facts 2.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.core.errors import SettingsError
from app.core.provider import OptionSpec, Span

LONGEST = timedelta(days=3)
KEPT = timedelta(days=60)
MOST = 5_000  # events of one call

PREVIEW_PATH = OptionSpec(
    name="redelivery_preview_path",
    label="Path to count what would be sent again",
    values=(),
    default="",
    help="As Bitso gave it to you, e.g. /v4/webhooks/events/retry/preview; empty is off.",
)
PATH = OptionSpec(
    name="redelivery_path",
    label="Path to have it sent again",
    values=(),
    default="",
    help="As Bitso gave it to you, e.g. /v4/webhooks/events/retry; empty is off.",
)


def windows(span: Span, now: datetime) -> Iterator[Span]:
    """A time in parts of three days at most; raises SettingsError for what is not kept."""
    until = min(span.until, now)
    if span.since >= until:
        raise SettingsError("The time to ask about ends before it begins.")
    if span.since < now - KEPT:
        raise SettingsError(
            "The time to ask about begins too early.",
            cause=f"Events are kept for {KEPT.days} days.",
            remedy="Read the lists back instead: main.py backfill.",
        )
    since = span.since
    while since < until:
        end = min(since + LONGEST, until)
        yield Span(since, end)
        since = end
