"""Mentions of a time in a sentence without any other date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.extract.writing.carriers import Carrier
from tests.extract.writing.days import a_day, bare_days, day_ranges, numeric_days, ten_days
from tests.extract.writing.figures import Draw
from tests.extract.writing.months import a_half, a_month, a_year, month_lists, month_ranges, quarters, winters, year_ranges
from tests.extract.writing.pens import Found, Own, own_periods
from tests.extract.writing.stretches import deadlines, first_months, last_years, own_words, plans, since, until


@dataclass(frozen=True)
class WrittenPeriod:
    """A mention of a time, the own period of the report it stands in, and the days (both inclusive) it must be read as."""

    text: str
    own_start: dt.date
    own_end: dt.date
    start: dt.date
    end: dt.date


@dataclass(frozen=True)
class Dated:
    """A mention in its sentence: `sentence[start:end]` is `period.text`; the sentence holds no other date."""

    sentence: str
    start: int
    end: int
    period: WrittenPeriod


PERIOD_KINDS: tuple[Callable[[Own], st.SearchStrategy[Found]], ...] = (
    *(a_year, a_half, quarters, a_month, month_ranges, winters, month_lists, a_day, a_day, numeric_days, day_ranges),
    *(day_ranges, bare_days, ten_days, year_ranges, own_words, own_words, first_months, last_years, since, until),
    *(deadlines, plans),
)


@st.composite
def written_periods(draw: Draw) -> WrittenPeriod:
    """A mention of a year, half, quarter, month, ten days or day, of a range, list or open stretch of them, with or without a year
    (Arabic, full width, two digits, Chinese, 今年 …), of the own period in other words, of 同期, a deadline or a five-year plan;
    with the own period of the report and the days to be read."""
    own = draw(own_periods())
    text, start, end = draw(draw(st.sampled_from(PERIOD_KINDS))(own))
    return WrittenPeriod(text, own.start, own.end, start, end)


PERIOD_CARRIERS = (
    Carrier("", "，各站按部署推进工作。"),
    Carrier("情况通报\n", "，各站按部署推进工作。"),
    Carrier("据统计，", "，各项任务有序开展。"),
    Carrier("各站工作（", "）已形成小结。"),
    Carrier("工作时段：", "；由支队统一安排"),
    Carrier("检查单位45家，", "，整改隐患12处。"),
    Carrier("重要节点、", "，大队加强值守。"),
)


@st.composite
def dated(draw: Draw, periods: st.SearchStrategy[WrittenPeriod] | None = None) -> Dated:
    """A mention in a sentence without any other date, with its offsets; no list such as 6、7、8三个月 at the start of a line."""
    period = draw(periods if periods is not None else written_periods())
    heads_a_list = re.match("[^，]{1,2}、", period.text) is not None

    def suits(carrier: Carrier) -> bool:
        at_line_start = not carrier.before or carrier.before.endswith("\n")
        return not (heads_a_list and (at_line_start or carrier.before.endswith("、")))

    carrier = draw(st.sampled_from(PERIOD_CARRIERS).filter(suits))
    start = len(carrier.before)
    return Dated(carrier.before + period.text + carrier.after, start, start + len(period.text), period)
