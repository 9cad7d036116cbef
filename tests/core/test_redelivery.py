"""A time to ask about is cut into what one call may ask for."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.errors import SettingsError
from app.core.provider import Span
from app.core.redelivery import KEPT, LONGEST, windows

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_the_parts_follow_each_other_and_end_now() -> None:
    parts = list(windows(Span(NOW - 7 * DAY, NOW + DAY), NOW))
    assert parts[0].since == NOW - 7 * DAY
    assert parts[-1].until == NOW
    assert [one.until - one.since for one in parts] == [LONGEST, LONGEST, DAY]
    assert [one.since for one in parts[1:]] == [one.until for one in parts[:-1]]


def test_what_is_not_kept_any_more_is_not_asked_for() -> None:
    assert len(list(windows(Span(NOW - KEPT, NOW), NOW))) == 20
    with pytest.raises(SettingsError, match="too early") as caught:
        list(windows(Span(NOW - KEPT - DAY, NOW), NOW))
    assert caught.value.cause == "Events are kept for 60 days."


@pytest.mark.parametrize("since", [NOW, NOW + DAY])
def test_a_time_that_ends_before_it_begins_is_none(since: datetime) -> None:
    with pytest.raises(SettingsError, match="ends before it begins"):
        list(windows(Span(since, NOW + 2 * DAY), NOW))
