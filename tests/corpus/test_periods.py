"""Names and lengths of periods."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.periods import length, months, period_in_chinese, period_name
from extract import parse_period

NAMES = [
    "2023",
    "2023H1",
    "2023H2",
    "2023Q1",
    "2023Q2",
    "2023Q3",
    "2023Q4",
    "2023M02",
    "2024M02",
    "2023M12",
    "2023-01-01..2023-06-20",
    "2022-07-01..2023-06-30",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_reads_back(name: str) -> None:
    period = parse_period(name)
    assert period is not None
    assert period_name(period.start, period.end) == name


def test_unknown_days_have_no_name_and_no_length() -> None:
    assert period_name(None, date(2023, 6, 30)) == period_name(date(2023, 1, 1), None) == ""
    assert months(None, date(2023, 6, 30)) == 0


def test_lengths() -> None:
    assert months(date(2023, 1, 1), date(2023, 6, 30)) == 6
    assert months(date(2023, 1, 16), date(2023, 1, 31)) == pytest.approx(16 / 31)
    assert length(date(2023, 1, 1), date(2023, 6, 20)) == 6  # as good as a half-year
    assert length(date(2023, 1, 1), date(2023, 9, 20)) == 9


CHINESE = [
    ("2024H1", "2024年上半年"), ("2024H2", "2024年下半年"), ("2024", "2024年"), ("2024Q3", "2024年第三季度"), ("2024M05", "2024年5月"),
    ("2024-01-01..2024-06-20", "2024年1月1日至2024年6月20日"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "told"), CHINESE)
def test_periods_as_people_write_them(name: str, told: str) -> None:
    period = parse_period(name)
    assert period is not None
    assert period_in_chinese(period.start, period.end) == told


def test_no_period_has_no_words() -> None:
    assert period_in_chinese(None, date(2023, 6, 30)) == ""
