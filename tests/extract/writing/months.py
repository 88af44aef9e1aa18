"""Years, halves, quarters and months, their ranges and lists."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from tests.extract.writing.figures import Draw
from tests.extract.writing.hanzi import (
    PLAIN_DIGITS,
)
from tests.extract.writing.pens import RELATIVE, Found, Own, Pen, month_end, month_parts, pens, stretch_of, whole_year, year_parts
from tests.extract.writing.ranges import WORD_CONNECTORS

MONTH_NAMES = ("月", "月", "月份")
PERIOD_LINKS = ("-", "—", "~", "～", "至", "到")


@st.composite
def a_year(draw: Draw, own: Own) -> Found:
    """2023年, 2022年度, 二〇二三年, ’23年, 今年, 去年, 上年, 全年."""
    form = draw(st.integers(0, 5))
    if form == 0:
        text, shift = draw(st.sampled_from((("全年", 0), ("上年", -1), ("今年", 0), ("去年", -1), ("前年", -2), ("明年", 1))))
        return (text, *whole_year(own.year + shift))
    pen = draw(pens())
    parts, year = draw(year_parts(own, pen, alone=True))
    text = pen.join(*parts)
    degree = "度" if form == 1 and text.endswith("年") and text[0] in "2二２" else ""
    return (text + degree, *whole_year(year))


@st.composite
def a_half(draw: Draw, own: Own) -> Found:
    """上半年, 2023年上半年, 22年下半年, 去年下半年."""
    pen = draw(pens())
    parts, year = draw(year_parts(own, pen))
    text, first, last = draw(st.sampled_from((("上半年", 1, 6), ("下半年", 7, 12))))
    return (pen.join(*parts, text), *stretch_of(year, first, last))


@st.composite
def quarters(draw: Draw, own: Own) -> Found:
    """一季度, 第三季度, 1季度; 1-3季度, 一至三季度, 第一至第三季度, 第二季度至第四季度; 一、二季度."""
    pen = draw(pens())
    parts, year = draw(year_parts(own, pen))
    first = draw(st.integers(1, 4))
    last = draw(st.integers(first, 4))
    one, two = PLAIN_DIGITS[first], PLAIN_DIGITS[last]
    link = draw(st.sampled_from(WORD_CONNECTORS))
    if first == last:
        text = draw(st.sampled_from((f"{one}季度", f"第{one}季度", f"{first}季度")))
    elif last == first + 1 and draw(st.booleans()):
        text = draw(st.sampled_from((f"{one}、{two}季度", f"第{one}、第{two}季度")))
    else:
        bare = (f"{one}{link}{two}季度", f"{one}季度{link}{two}季度", f"{first}-{last}季度")
        ordinal = (f"第{one}{link}第{two}季度", f"第{one}季度{link}第{two}季度")
        text = draw(st.sampled_from(bare + ordinal))
    return (pen.join(*parts, text), *stretch_of(year, 3 * first - 2, 3 * last))


@st.composite
def a_month(draw: Draw, own: Own) -> Found:
    """3月, 4月份, 2023年2月, 二〇二三年十一月, 22年11月, 去年10月."""
    pen = draw(pens())
    parts, year = draw(year_parts(own, pen))
    month = draw(st.integers(1, 12))
    return (pen.join(*parts, *month_parts(pen, month, draw(st.sampled_from(MONTH_NAMES)))), *stretch_of(year, month, month))


@st.composite
def month_ranges(draw: Draw, own: Own) -> Found:
    """1-6月, 1—5月份, 3月至5月, 一至六月, 2023年1-6月, 去年1月到4月."""
    pen = draw(pens())
    parts, year = draw(year_parts(own, pen))
    first = draw(st.integers(1, 11))
    last = draw(st.integers(first + 1, 12))
    link = draw(st.sampled_from(WORD_CONNECTORS if pen.script == "hanzi" else PERIOD_LINKS))
    middle = draw(st.sampled_from(("", "月")))
    end = draw(st.sampled_from(MONTH_NAMES))
    return (pen.join(*parts, pen.number(first), middle, link, pen.number(last), end), *stretch_of(year, first, last))


@st.composite
def winters(draw: Draw, own: Own) -> Found:
    """Months across a new year: 去年11月至今年3月, 2022年12月至2023年2月, 2022年11月至次年3月."""
    first, last = draw(st.integers(9, 12)), draw(st.integers(1, 5))
    link = draw(st.sampled_from(("至", "到", "—")))
    form = draw(st.integers(0, 2))
    if form == 0:
        shift = draw(st.sampled_from((-1, 0)))
        year = own.year + shift
        text = f"{RELATIVE[shift]}{first}月{link}{RELATIVE[shift + 1]}{last}月"
    else:
        pen = draw(pens())
        year = draw(st.integers(2014, 2025))
        later: tuple[str, ...] = ("次年",) if form == 1 else (pen.year(year + 1), "年")
        text = pen.join(pen.year(year), "年", pen.number(first), "月", link, *later, pen.number(last), "月")
    return text, dt.date(year, first, 1), month_end(year + 1, last)


@st.composite
def month_lists(draw: Draw, own: Own) -> Found:
    """6、7、8三个月, 2、3月份, 四、五、六月."""
    first = draw(st.integers(1, 10))
    length = draw(st.integers(2, 3)) if first < 11 else 2
    pen = draw(st.sampled_from((Pen(), Pen("hanzi"))))
    months = "、".join(pen.number(first + step) for step in range(length))
    end = draw(st.sampled_from(("月", "月份", f"{'两' if length == 2 else '三'}个月")))
    relative = draw(st.sampled_from((None, 0, -1)))
    lead, year = ("", own.year) if relative is None else (RELATIVE[relative], own.year + relative)
    return (f"{lead}{months}{end}", *stretch_of(year, first, first + length - 1))


@st.composite
def year_ranges(draw: Draw, own: Own) -> Found:
    """2021—2023年, 2020年至2022年, 2020至2022年, 二〇二〇年至二〇二三年."""
    first = draw(st.integers(2012, 2025))
    last = first + draw(st.integers(1, 4))
    pen = draw(pens())
    link = draw(st.sampled_from(WORD_CONNECTORS if pen.script == "hanzi" else ("-", "—", "~", "至", "到")))
    middle = "年" if pen.script == "hanzi" or link == "到" else draw(st.sampled_from(("年", "")))
    return pen.join(pen.year(first), middle, link, pen.year(last), "年"), dt.date(first, 1, 1), dt.date(last, 12, 31)
