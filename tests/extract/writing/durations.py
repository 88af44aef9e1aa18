"""Durations, plain and in several units."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from tests.extract.writing.figures import Draw, Written, exact, some_traditional
from tests.extract.writing.hanzi import (
    hanzi,
)

CLOCK = (("小时", "分钟", 60), ("小时", "秒", 3600), ("分", "秒", 60), ("分钟", "秒", 60), ("天", "小时", 24), ("个小时", "分钟", 60))


@st.composite
def _compound_durations(draw: Draw) -> Written:
    big, small, factor = draw(st.sampled_from(CLOCK))
    first, second = draw(st.integers(2 if big == "天" else 1, 23)), draw(st.integers(1, min(factor, 60) - 1))
    if draw(st.booleans()):
        low = f"{second:02}" if second < 10 and small != "小时" and draw(st.booleans()) else str(second)
        text = f"{first}{big}{low}{small}"
    else:
        second = max(second, 2) if first == 1 else second  # 一分一秒 is an idiom
        zero = "零" if second < 10 and draw(st.booleans()) else ""
        low = "两" if second == 2 and small in {"小时", "分钟"} else hanzi(second)
        text = f"{'两' if first == 2 else hanzi(first)}{big}{zero}{low}{small}"
    return exact(text, first * factor + second, small)


@st.composite
def _years_and_months(draw: Draw) -> Written:
    years = draw(st.integers(1, 9))
    months = draw(st.integers(2 if years == 1 else 1, 11))  # 一年一个月 is one month each year as well
    zero = draw(st.sampled_from(("零", "")))
    if draw(st.booleans()):
        text = f"{'两' if years == 2 else hanzi(years)}年{zero}{'两' if months == 2 else hanzi(months)}个月"
    else:
        text = f"{years}年{zero}{months}个月"
    return exact(text, years * 12 + months, "个月")


@st.composite
def _halves_of_time(draw: Draw) -> Written:
    """三年半, 四天半, 两个半小时, 3个半月, 半小时, 半个月."""
    whole = draw(st.integers(0, 9))
    if whole == 0:
        text, unit = draw(st.sampled_from((("半小时", "小时"), ("半个小时", "小时"), ("半个月", "个月"), ("半天", "天"))))
        return exact(text, Decimal("0.5"), unit)
    words = draw(st.sampled_from((str(whole), "两" if whole == 2 else hanzi(whole))))
    tail, unit = draw(st.sampled_from((("年半", "年"), ("天半", "天"), ("个半小时", "小时"), ("个半月", "个月"))))
    return exact(words + tail, whole + Decimal("0.5"), unit)


@st.composite
def _plain_durations(draw: Draw) -> Written:
    value = draw(st.integers(2, 120))
    tail, unit = draw(
        st.sampled_from((("小时", "小时"), ("个小时", "小时"), ("分钟", "分钟"), ("秒", "秒"), ("天", "天"), ("个月", "个月")))
    )
    words = draw(st.sampled_from((str(value), "两" if value == 2 else hanzi(value))))
    return exact(words + tail, value, unit)


def written_durations() -> st.SearchStrategy[Written]:
    """Durations, exact, the compound ones in their smaller unit: 3小时20分钟, 五分零八秒, 一年零三个月, 三年半, 两个半小时, 半个月."""
    kinds = (_compound_durations(), _years_and_months(), _halves_of_time(), _plain_durations())
    return some_traditional(st.one_of(*kinds))
