"""Approximations and the writing of numerals (U802, U803)."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.checks.base import Check
from corpus.checks.finding import Finding


class DoubledApproximation(Check):
    code = "U802"
    severity = "info"
    title = "约数重叠"
    why = "“约20余次”“近百余家”两个约数叠用,意思不清。"
    mend = "只留一个约数。"
    bad = "约20余次；400万元左右以上。"
    good = "20余次；约400万元。"

    def run(self) -> Iterator[Finding]:
        for row in self.context.rows:
            if row["kind"] == "rank" or not row["value"]:
                continue
            before = bool(self.context.pattern("writing.about_before").search(self.context.before(row, 3)))
            behind = len(self.context.pattern("writing.about_behind").findall(row["quote"]))
            if before + behind >= 2:
                yield self.finding(f"“{self.context.text[max(0, row['start'] - 1) : row['end']]}”约数重叠", [row])


class Numerals(Check):
    code = "U803"
    severity = "info"
    title = "数字写法不规范"
    why = "按 GB/T 15835,同一个数不宜汉字与阿拉伯数字混写,“万、亿”前不用千分号。"
    mend = "统一为一种写法。"
    bad = "演练三10次；投入1,100万元。"
    good = "演练30次；投入1100万元。"

    def run(self) -> Iterator[Finding]:
        for match in self.context.pattern("writing.mixed").finditer(self.context.plain):
            yield self.marked(f"“{self.context.text[match.start() : match.end() + 1]}”写法不规范", *match.span())
