"""Stretches told by their relation to the report: so far, since, until, the last years, deadlines."""

from __future__ import annotations

import calendar
import datetime as dt

from hypothesis import strategies as st

from tests.extract.writing.figures import Draw
from tests.extract.writing.hanzi import (
    PLAIN_DIGITS,
    hanzi,
)
from tests.extract.writing.pens import TENS, Days, Found, Own, Pen, month_end, month_parts, pens, stretch_of, whole_year, year_parts


def _shifted(own: Own, years: int) -> Days:
    """The own period so many years earlier; it ends with the same month."""
    return own.start.replace(year=own.year - years, day=1), month_end(own.year - years, own.end.month)


@st.composite
def own_words(draw: Draw, own: Own) -> Found:
    """今年以来, 年初以来, 半年来, 一年来, 年内, 本月, 上月, 上个月, 当月, 本季度, 上季度, 去年同期, 上年同期, 2022年同期."""
    itself = (own.start, own.end)
    texts: list[Found] = [("年内", *itself)] if own.length == 12 else []
    texts += [(word, *itself) for word in ("今年以来", "年初以来")] if own.start.month == 1 and own.length >= 6 else []
    texts += [("半年来", *itself)] if own.length == 6 else []
    texts += [("一年来", *itself)] if own.length == 12 else []
    before = own.start - dt.timedelta(days=1)
    if own.length == 1:
        earlier = stretch_of(before.year, before.month, before.month)
        texts += [("本月", *itself), ("当月", *itself), ("上月", *earlier), ("上个月", *earlier)]
        ends = (min(last, own.end.day) for _, _, last in TENS)
        texts += [(f"本月{ten[0]}", own.start.replace(day=ten[1]), own.start.replace(day=end)) for ten, end in zip(TENS, ends, strict=True)]
    if own.length == 3:
        texts += [("本季度", *itself), ("上季度", *stretch_of(before.year, before.month - 2, before.month))]
    texts += [("去年同期", *_shifted(own, 1)), ("上年同期", *_shifted(own, 1)), ("前年同期", *_shifted(own, 2))]
    texts += [(f"{own.year - years}年同期", *_shifted(own, years)) for years in (1, 2, 4)]
    return draw(st.sampled_from(texts))


@st.composite
def first_months(draw: Draw, own: Own) -> Found:
    """前8个月, 今年前五个月, 2022年前11个月, 前三季度, 去年前两季度."""
    pen = draw(st.sampled_from((Pen(), Pen(), Pen(gap=" "))))
    parts, year = draw(year_parts(own, pen))
    if draw(st.integers(0, 2)) == 0:
        quarters = draw(st.integers(2, 3))
        return (pen.join(*parts, f"前{'两' if quarters == 2 else '三'}季度"), *stretch_of(year, 1, 3 * quarters))
    count = draw(st.integers(2, 11))
    words = draw(st.sampled_from((str(count), "两" if count == 2 else hanzi(count))))
    return (pen.join(*parts, f"前{words}个月"), *stretch_of(year, 1, count))


@st.composite
def last_years(draw: Draw, own: Own) -> Found:
    """近三年, 五年来, 七年间, 过去五年, 近5年, 近两个月: so many years or months that end with the own period."""
    count = draw(st.integers(2, 10))
    words = "两" if count == 2 else hanzi(count)
    if draw(st.integers(0, 3)) == 0:
        count = min(count, 6)
        first = own.end.year * 12 + own.end.month - count
        start = dt.date(first // 12, first % 12 + 1, 1)
        return f"近{'两' if count == 2 else hanzi(count)}个月", start, own.end
    text = draw(st.sampled_from((f"近{words}年", f"{words}年来", f"{words}年间", f"过去{words}年", f"近{count}年")))
    return text, dt.date(own.end.year - count + 1, 1, 1), own.end


@st.composite
def since(draw: Draw, own: Own) -> Found:
    """2019年以来, 3月以来, 去年11月以来, 自3月份起, 自2021年起至今, 2020年至今, 4月15日以来: to the end of the own period."""
    pen = Pen(gap=draw(st.sampled_from(("", "", "", " "))))
    year = own.year - draw(st.integers(1, 5))
    month = draw(st.integers(1, 12))
    form = draw(st.integers(0, 4))
    written = (pen.year(year), "年")
    if form == 0:
        text = draw(st.sampled_from((pen.join(*written, "以来"), pen.join(*written, "至今"), "自" + pen.join(*written, "起至今"))))
        return text, dt.date(year, 1, 1), own.end
    if form == 1:
        text = draw(st.sampled_from((pen.join(*written, str(month), "月以来"), "自" + pen.join(*written, str(month), "月起"))))
        return text, dt.date(year, month, 1), own.end
    if form == 2:
        text = draw(st.sampled_from((f"去年{month}月以来", f"自去年{month}月份起", f"去年{month}月至今")))
        return text, dt.date(own.year - 1, month, 1), own.end
    early = draw(st.integers(1, own.end.month))
    if form == 3:
        text = draw(st.sampled_from((f"{early}月以来", f"自{early}月起", f"自{early}月份起", f"{early}月份以来")))
        return text, dt.date(own.year, early, 1), own.end
    day = draw(st.integers(1, 28))
    return f"{early}月{day}日以来", dt.date(own.year, early, day), own.end


UNTIL = ("截至", "截至", "截止", "截止到", "截止于")


@st.composite
def until(draw: Draw, own: Own) -> Found:
    """截至6月20日, 截止5月31日, 截止到4月底, 截至 2023 年 6 月底, 截至去年底: from the first of January of the year of the day named."""
    pen = draw(pens())
    word = draw(st.sampled_from(UNTIL))
    parts, year = draw(year_parts(own, pen).filter(lambda found: found[1] <= own.year and found[0] != ("前年",)))
    month = draw(st.integers(1, own.end.month if year == own.year else 12))
    form = draw(st.integers(0, 3))
    if form == 0:
        ends = [(f"{own.year - 1}年底", own.year - 1), ("去年底", own.year - 1)]
        ends += [(f"{own.year}年底", own.year)] if own.end.month == 12 else []
        text, year = draw(st.sampled_from(ends))
        return (word + text, *whole_year(year))
    if form == 1:
        return pen.join(word, *parts, *month_parts(pen, month, "月底")), dt.date(year, 1, 1), month_end(year, month)
    day = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    text = pen.join(word, *parts, *month_parts(pen, month), pen.number(day), "日")
    return text, dt.date(year, 1, 1), dt.date(year, month, day)


@st.composite
def deadlines(draw: Draw, own: Own) -> Found:
    """年底前, 11月底前, 6月30日前, 2024年6月底前, 明年3月底前, 三季度末前: the last day, twice."""
    pen = draw(st.sampled_from((Pen(), Pen(), Pen("hanzi"))))
    parts, year = draw(year_parts(own, pen).filter(lambda found: not found[0] or found[0][0] in {"今年", "明年"} or found[0][-1] == "年"))
    month = draw(st.integers(1, 12))
    form = draw(st.integers(0, 3))
    if form == 0:
        head = "".join(parts).removesuffix("年")
        return f"{head}年底前", dt.date(year, 12, 31), dt.date(year, 12, 31)
    if form == 1:
        end = month_end(year, month)
        return "".join((*parts, *month_parts(pen, month, "月底前"))), end, end
    if form == 2:
        quarter = draw(st.integers(1, 4))
        end = month_end(own.year, 3 * quarter)
        return f"{PLAIN_DIGITS[quarter]}季度末前", end, end
    day = dt.date(year, month, draw(st.integers(1, calendar.monthrange(year, month)[1])))
    return "".join((*parts, *month_parts(pen, month), pen.number(day.day), "日前")), day, day


@st.composite
def plans(draw: Draw, own: Own) -> Found:
    """“十三五”期间, 十四五时期, “十四五”以来 (from 2021, only where the report is of that year or later)."""
    name, first = draw(st.sampled_from((("十三五", 2016), ("十四五", 2021))))
    name = draw(st.sampled_from((name, f"“{name}”")))
    if own.year >= first and draw(st.integers(0, 2)) == 0:
        return f"{name}以来", dt.date(first, 1, 1), own.end
    word = draw(st.sampled_from(("期间", "时期")))
    return f"{name}{word}", dt.date(first, 1, 1), dt.date(first + 4, 12, 31)
