"""Days and tens of days, and ranges of them."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from tests.extract.writing.figures import FULL_WIDTH, Draw
from tests.extract.writing.pens import TENS, Found, Own, month_parts, pens, year_parts
from tests.extract.writing.ranges import WORD_CONNECTORS


@st.composite
def a_day(draw: Draw, own: Own) -> Found:
    """5月24日, 2月14号, 2023年6月20日, 2023 年 6 月 20 日, 二〇二三年五月九日, 去年12月31日, 2023年05月06日."""
    pen = draw(pens())
    pen = replace(pen, script="padded") if pen.script == "arabic" and draw(st.integers(0, 4)) == 0 else pen
    parts, year = draw(year_parts(own, replace(pen, script="arabic") if pen.script == "padded" else pen))
    month = draw(st.integers(1, 12))
    day = dt.date(year, month, draw(st.integers(1, calendar.monthrange(year, month)[1])))
    end = draw(st.sampled_from(("日", "日", "日", "号"))) if pen.script in {"arabic", "full"} else "日"
    return pen.join(*parts, *month_parts(pen, month), pen.number(day.day), end), day, day


@st.composite
def numeric_days(draw: Draw, own: Own) -> Found:
    """2023-05-24, 2023.5.24, 2023/5/24, 20230524, ２０２３．４．１８, and two of them with 至 or —."""
    first = draw(st.dates(dt.date(2014, 1, 1), dt.date(2027, 12, 31)))
    last = first + dt.timedelta(days=draw(st.integers(1, 90))) if draw(st.integers(0, 4)) == 0 else first
    mark = draw(st.sampled_from("-./"))
    form = draw(st.integers(0, 2))

    def write(day: dt.date) -> str:
        if form == 0:
            return f"{day.year}{mark}{day.month}{mark}{day.day}"
        return f"{day.year}{mark}{day.month:02}{mark}{day.day:02}"

    if last == first and form == 2 and draw(st.booleans()):
        return first.strftime("%Y%m%d"), first, first
    if last == first and mark == "." and draw(st.integers(0, 3)) == 0:
        return write(first).translate(FULL_WIDTH), first, first
    link = draw(st.sampled_from(("至", "—" if mark == "." else "至")))
    return write(first) + (f"{link}{write(last)}" if last > first else ""), first, last


@st.composite
def day_ranges(draw: Draw, own: Own) -> Found:
    """5月12日至15日, 4月3-5日, 3月5日至4月2日, 2022年12月30日至2023年1月2日, 自4月6日起至5月9日止."""
    pen = draw(pens())
    parts, year = draw(year_parts(own, pen))
    month = draw(st.integers(1, 12))
    days = calendar.monthrange(year, month)[1]
    start = dt.date(year, month, draw(st.integers(1, days - 1)))
    end = start + dt.timedelta(days=draw(st.integers(1, 75)))
    link = draw(st.sampled_from(WORD_CONNECTORS if pen.script == "hanzi" else ("-", "—", "~", "至", "到")))
    one = (*parts, pen.number(month), "月", pen.number(start.day))
    if end.month == month and end.year == year:
        middle = draw(st.sampled_from(("日", ""))) if link != "到" else "日"
        return pen.join(*one, middle, link, pen.number(end.day), "日"), start, end
    later: tuple[str, ...] = ()
    if end.year > year:
        one = (pen.year(year), "年", *one[len(parts) :])
        later = (pen.year(end.year), "年")
    last = (*later, pen.number(end.month), "月", pen.number(end.day), "日")
    if draw(st.integers(0, 4)) == 0:
        return "自" + pen.join(*one, "日", "起至", *last, "止"), start, end
    return pen.join(*one, "日", "至" if link in "-~" else link, *last), start, end


@st.composite
def bare_days(draw: Draw, own: Own) -> Found:
    """8日, 12日至15日, 1-7日 in the report of a month (of its first month where it is longer: then with the month)."""
    month = "" if own.length == 1 else f"{own.start.month}月"
    days = own.end.day if own.length == 1 else calendar.monthrange(own.year, own.start.month)[1]
    first = draw(st.integers(1, days - 1))
    last = draw(st.integers(first + 1, days))
    form = draw(st.integers(0, 2))
    start, end = own.start.replace(day=first), own.start.replace(day=last)
    if form == 0:
        return f"{month}{first}日", start, start
    link = draw(st.sampled_from(("至", "到", "-", "—")))
    return f"{month}{first}{'日' if form == 1 else ''}{link}{last}日", start, end


@st.composite
def ten_days(draw: Draw, own: Own) -> Found:
    """3月上旬, 2023年2月下旬, 去年十二月中旬, 11月中旬至12月上旬."""
    pen = draw(pens())
    parts, year = draw(year_parts(own, pen))
    month = draw(st.integers(1, 12))
    name, first, last = draw(st.sampled_from(TENS))
    end = min(last, calendar.monthrange(year, month)[1])
    text = pen.join(*parts, *month_parts(pen, month), name)
    if month < 12 and draw(st.integers(0, 4)) == 0:
        name, _, last = draw(st.sampled_from(TENS))
        text = pen.join(text, "至", *month_parts(pen, month + 1), name)
        return text, dt.date(year, month, first), dt.date(year, month + 1, min(last, calendar.monthrange(year, month + 1)[1]))
    return text, dt.date(year, month, first), dt.date(year, month, end)
