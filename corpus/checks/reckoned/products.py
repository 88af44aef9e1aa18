"""S205: means, amounts of money and shares of a plan that the figures beside them do not give."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from corpus.checks.base import Check, shown
from corpus.checks.finding import Finding
from corpus.checks.reckoned.claim import Claim
from corpus.checks.reckoned.means import means
from corpus.checks.reckoned.prices import prices
from corpus.checks.reckoned.targets import targets
from corpus.shown import number


class Products(Check):
    code = "S205"
    severity = "error"
    title = "单价、均数或完成比例与数字不符"
    why = "单价×数量=金额,日均×天数=总数,实际÷计划=完成比例,算出来的应与写的一致。"
    mend = "重新计算,或核对所用的数字。"
    bad = "采购战斗服60套，每套3200元，共9.2万元。"
    good = "采购战斗服60套，每套3200元，共19.2万元。"

    def run(self) -> Iterator[Finding]:
        for claim in chain(means(self.context), prices(self.context), targets(self.context)):
            yield self._said_of(claim)

    def _said_of(self, claim: Claim) -> Finding:
        told = claim.told
        value = sum(claim.computed) / 2
        from_what = "、".join(f"“{shown(r)}”" for r in claim.others) + (f"({claim.words})" if claim.words else "")
        right = f"{number(round(value / 10000, 4))}万元" if told["kind"] == "money" and value >= 10000 else number(round(value, 2))
        right += "%" if told["kind"] == "ratio" else ""
        return self.finding(f"由{from_what}算得 {right},写成了“{shown(told)}”", [told, *claim.others], claim.severity)
