"""A figure as written, with what must be read back from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import strategies as st

Draw = st.DrawFn
FULL_WIDTH = str.maketrans("0123456789.,%-+", "０１２３４５６７８９．，％－＋")


@dataclass(frozen=True)
class Written:
    """A figure as written and what must be read from it.

    `text` is what goes into the sentence. The figure itself (`quote`, numeral to unit with the modifiers behind it) is `text`
    without its first `lead` characters (约, ￥, 介于 …) and without its last `tail` characters (之间, 人民币, /座): both may be left out.
    """

    text: str
    value: Decimal
    value_max: Decimal | None
    modifier: str
    unit: str
    lead: int = 0
    tail: int = 0

    @property
    def quote(self) -> str:
        return self.text[self.lead : len(self.text) - self.tail]


def exact(text: str, value: Decimal | int, unit: str, lead: int = 0) -> Written:
    return Written(text, Decimal(value), None, "exact", unit, lead)


def ranged(text: str, low: Decimal | int, high: Decimal | int, unit: str, lead: int = 0, tail: int = 0) -> Written:
    return Written(text, Decimal(low), Decimal(high), "range", unit, lead, tail)


TRADITIONAL = str.maketrans(
    "万亿两余来点几处辆个场条约将过数顷亩吨张册块圆币陆贰户厘钟时间",
    "萬億兩餘來點幾處輛個場條約將過數頃畝噸張冊塊圓幣陸貳戶釐鐘時間",
)


def some_traditional(figures: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    """One in ten in traditional characters; the unit to be read stays simplified."""

    def change(written: Written, dice: int) -> Written:
        return replace(written, text=written.text.translate(TRADITIONAL)) if dice == 9 else written

    return st.builds(change, figures, st.integers(0, 9))
