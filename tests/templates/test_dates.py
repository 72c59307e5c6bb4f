"""Dates as values, as text, and as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from proactive_ssg.templates.dates import strftime, to_datetime
from proactive_ssg.templates.engine import FilterError
from proactive_ssg.templates.filters_date import DateFilters
from proactive_ssg.templates.localized import format_date, format_size
from proactive_ssg.templates.text import print_time, to_text

SEED = datetime(2023, 9, 13, 13, 8, tzinfo=timezone(timedelta(hours=2)))
PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (SEED, SEED),
        (datetime(2023, 9, 13), datetime(2023, 9, 13, tzinfo=PARIS)),
        (date(2023, 9, 13), datetime(2023, 9, 13, tzinfo=PARIS)),
        ("2023-09-13 13:08:00 +0200", SEED),
        ("2023-09-13T13:08:00+02:00", SEED),
        ("2023-09-13 13:08:00 +02:00", SEED),
        ("2023-09-13T11:08:00Z", SEED),
        ("2023-09-13 11:08:00 UTC", SEED),
        ("Wed, 13 Sep 2023 13:08:00 +0200", SEED),
        ("2001-09-11T12:46:30.000-00:00", datetime(2001, 9, 11, 12, 46, 30, tzinfo=UTC)),
        (1_399_680_607, datetime(2014, 5, 10, 0, 10, 7, tzinfo=UTC)),
        ("1399680607", datetime(2014, 5, 10, 0, 10, 7, tzinfo=UTC)),
        ("soon", None),
        ("2023-02-30", None),
        ("", None),
        (None, None),
        (True, None),
        ([], None),
        (10**30, None),
    ],
)
def test_what_is_a_date(value: Any, expected: datetime | None) -> None:
    assert to_datetime(value, PARIS) == expected


def test_a_time_is_printed_as_ruby_prints_it() -> None:
    assert print_time(SEED) == "2023-09-13 13:08:00 +0200"
    assert print_time(datetime(2023, 9, 13)) == "2023-09-13 00:00:00 +0000"
    assert print_time(datetime(2023, 9, 13, 1, 2, 3, 456, timezone(-timedelta(hours=3, minutes=30)))) == (
        "2023-09-13 01:02:03 -0330"
    )


def test_values_are_printed_as_liquid_prints_them() -> None:
    assert [to_text(value) for value in (None, True, 1.5, date(2024, 1, 2), ["a", 1, None], SEED)] == [
        "", "true", "1.5", "2024-01-02", "a1", "2023-09-13 13:08:00 +0200",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("%Y-%m-%d %H:%M:%S %z", "2023-09-13 13:08:00 +0200"),
        ("%-d %B %y, %e, %j", "13 September 23, 13, 256"),
        ("%a %A %b %h %^a %#p", "Wed Wednesday Sep Sep WED pm"),
        ("%I:%M %p %P %l %k", "01:08 PM pm  1 13"),
        ("%-m/%-d/%Y|%_m|%010Y|%3d", "9/13/2023| 9|0000002023|013"),
        (
            "%F %T %D %R %r %x %X %v",
            "2023-09-13 13:08:00 09/13/23 13:08 01:08:00 PM 09/13/23 13:08:00 13-SEP-2023",
        ),
        ("%c", "Wed Sep 13 13:08:00 2023"),
        ("%s %u %w %G %V %U %W %C %g", "1694603280 3 3 2023 37 37 37 20 23"),
        ("%L %N %3N %:z %::z", "000 000000000 000 +02:00 +02:00:00"),
        ("100%% %n%t %Q", "100% \n\t %Q"),
    ],
)
def test_strftime_is_ruby_s(pattern: str, expected: str) -> None:
    assert strftime(SEED, pattern) == expected


def test_date_filters_of_jekyll() -> None:
    filters = DateFilters(PARIS)
    assert filters.date_to_xmlschema(datetime(2023, 9, 13, 11, 8, tzinfo=UTC)) == "2023-09-13T13:08:00+02:00"
    assert filters.date_to_rfc822(SEED) == "Wed, 13 Sep 2023 13:08:00 +0200"
    assert filters.date_to_string(SEED) == "13 Sep 2023"
    assert filters.date_to_string(SEED, "ordinal", "US") == "Sep 13th, 2023"
    assert filters.date_to_long_string(date(2013, 3, 2), "ordinal") == "2nd March 2013"
    days = (1, 3, 11, 12, 13, 21, 23)
    assert [filters.date_to_string(date(2024, 5, day), "ordinal")[:4] for day in days] == [
        "1st ", "3rd ", "11th", "12th", "13th", "21st", "23rd",
    ]  # fmt: skip
    assert filters.date_to_xmlschema(None) is None
    assert filters.date_to_string("") == ""
    with pytest.raises(FilterError, match="'soon' is not a date"):
        filters.date_to_string("soon")


@pytest.mark.parametrize(
    ("format", "lang", "expected"),
    [
        ("long", "fr", "13 septembre 2023"),
        ("long", "en", "September 13, 2023"),
        ("full", "fr-FR", "mercredi 13 septembre 2023"),
        ("medium", "fr", "13 sept. 2023"),
        ("short", "fr_FR", "13/09/2023"),
        ("d MMMM yyyy", "en", "13 September 2023"),
        ("%A %-d %B", "fr", "mercredi 13 septembre"),
        ("long", "xx-yy", "September 13, 2023"),
        ("long", "", "September 13, 2023"),
    ],
)
def test_dates_in_a_language(format: str, lang: str, expected: str) -> None:
    assert format_date(SEED, format, lang) == expected


def test_the_first_of_the_month_in_french() -> None:
    first = SEED.replace(day=1)
    assert format_date(first, "long", "fr") == "1er septembre 2023"
    assert format_date(first, "full", "fr") == "vendredi 1er septembre 2023"
    assert format_date(first, "short", "fr") == "01/09/2023"
    assert format_date(first, "long", "en") == "September 1, 2023"


@pytest.mark.parametrize(
    ("size", "french", "english"),
    [
        (0, "0 o", "0 byte"),
        (1200, "1,2 ko", "1.2 kB"),
        (999_990, "1 Mo", "1 MB"),
        (1_240_000, "1,2 Mo", "1.2 MB"),
        (48_600_000, "49 Mo", "49 MB"),
        (5_000_000_000, "5 Go", "5 GB"),
    ],
)
def test_sizes_in_a_language(size: int, french: str, english: str) -> None:
    assert format_size(size, "fr").replace("\u202f", " ").replace("\u00a0", " ") == french
    assert format_size(size, "en") == english
