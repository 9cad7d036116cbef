"""Times of any form that the providers send become UTC; bad ones are none, with a flag."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.times import parse_time


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("text", "moment", "flag"),
    [
        ("2025-08-04T15:19:22.205597Z", utc(2025, 8, 4, 15, 19, 22, 205597), ""),
        ("2024-02-09T12:08:43.000000Z", utc(2024, 2, 9, 12, 8, 43), ""),
        ("2023-05-17T23:12:00+00:00", utc(2023, 5, 17, 23, 12), ""),
        ("2023-05-17T23:12:00+0000", utc(2023, 5, 17, 23, 12), ""),
        ("2023-05-17T23:12:00.000+00:00", utc(2023, 5, 17, 23, 12), ""),
        ("2023-05-17T23:12:00-06:00", utc(2023, 5, 18, 5, 12), ""),
        ("2023-05-17T23:12:00+0530", utc(2023, 5, 17, 17, 42), ""),
        ("2023-05-17T23:12:00-00:00", utc(2023, 5, 17, 23, 12), ""),
        ("2023-05-17t23:12:00z", utc(2023, 5, 17, 23, 12), ""),
        ("2023-05-17 23:12:00Z", utc(2023, 5, 17, 23, 12), ""),
        ("2026-08-17T07:35:18.49869Z", utc(2026, 8, 17, 7, 35, 18, 498690), ""),
        ("2026-08-17T07:35:18.1Z", utc(2026, 8, 17, 7, 35, 18, 100000), ""),
        ("2026-08-17T07:35:18.123456789Z", utc(2026, 8, 17, 7, 35, 18, 123456), ""),
        ("2000-01-01T00:00:00Z", utc(2000, 1, 1), ""),
        ("2199-12-31T23:59:59.999999Z", utc(2199, 12, 31, 23, 59, 59, 999999), ""),
        ("2024-02-29T00:00:00Z", utc(2024, 2, 29), ""),
        ("2023-07-11T18:52:57", utc(2023, 7, 11, 18, 52, 57), "no_offset"),
        ("2023-07-11T18:52:57.5", utc(2023, 7, 11, 18, 52, 57, 500000), "no_offset"),
        ("", None, ""),
    ],
)
def test_every_form_of_the_providers_is_read(text: str, moment: datetime, flag: str) -> None:
    assert parse_time(text) == (moment, flag)


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "1970-01-01T00:00:00Z",
        "1999-12-31T23:59:59Z",
        "2200-01-01T00:00:00Z",
        "0000-00-00T00:00:00Z",
        "2024-01-01T24:00:00Z",
        "2024-01-01T23:60:00Z",
        "2016-12-31T23:59:60Z",
        "2023-02-29T00:00:00Z",
        "2023-13-01T00:00:00Z",
        "2023-01-32T00:00:00Z",
        "2023-05-17T23:12:00+24:00",
        "2023-05-17T23:12:00+05:60",
        "2023-05-17T23:12:00+99:99",
        "2023-05-17T23:12:00+5",
        "2023-05-17T23:12:00 UTC",
        "2023-05-17T23:12:00.Z",
        "2023-05-17T23:12:00.1234567890Z",
        "2023-05-17T23:12",
        "2023-05-17",
        "20230517T231200Z",
        "2023-W20-3T00:00:00Z",
        "1684365120",
        "now",
        " 2023-05-17T23:12:00Z",
        "2023-05-17T23:12:00Z\n",
        "２０２３-05-17T23:12:00Z",
        "٢٠٢٣-05-17T23:12:00Z",
        "-2023-05-17T23:12:00Z",
        "2" * 1000,
    ],
)
def test_a_time_that_cannot_be_is_none_and_flagged(text: str) -> None:
    assert parse_time(text) == (None, "bad_time")


@given(
    st.datetimes(datetime(2000, 1, 2), datetime(2199, 12, 30)),  # noqa: DTZ001 - given a zone below
    st.integers(-14 * 60, 14 * 60),
)
def test_reading_what_was_written_gives_the_same_moment(wall: datetime, minutes: int) -> None:
    moment = wall.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    found, flag = parse_time(moment.isoformat())
    assert (found, flag) == (moment, "")
    assert found is not None
    assert found.utcoffset() == timedelta(0)


@given(st.text(max_size=40) | st.text(alphabet="0123456789-:.TZ+ ", max_size=40))
def test_no_text_is_too_strange(text: str) -> None:
    moment, flag = parse_time(text)
    assert (moment is None) == (flag == "bad_time" or text == "")
