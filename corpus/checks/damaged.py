"""Figures that are not filled in, or lost something on the way (U804, U805)."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row
from corpus.checks.base import Check, shown
from corpus.checks.finding import Finding

_LONG = 40  # characters; a longer stretch is no figure that lost a digit


class Placeholder(Check):
    code = "U804"
    severity = "warning"
    title = "占位符没有填"
    why = "X起、**家、20__年是模板里没填的空。"
    mend = "填上数字。"
    bad = "新建微型消防站X个。"
    good = "新建微型消防站6个。"

    def run(self) -> Iterator[Finding]:
        for item in self.context.report.unclaimed:
            if item.reason == "anonymised":
                around = self.context.text[max(0, item.start - 6) : item.end + 2].strip()
                yield self.marked(f"“{around}”还没有填数字", item.start, item.end)


class Damaged(Check):
    code = "U805"
    severity = "warning"
    title = "数字残缺"
    why = "掉了位数、小数点或“万”,数就错了。"
    mend = "对照台账补全。"
    bad = "检查单位?584家；面积08平方公里；处罚205.1026元。"
    good = "检查单位1584家；面积8平方公里；处罚205.1026万元。"

    def run(self) -> Iterator[Finding]:
        context = self.context
        for item in context.report.unclaimed:
            if item.reason == "damaged" and item.end - item.start < _LONG:
                yield self.marked(f"“{context.text[max(0, item.start - 4) : item.end + 3].strip()}”数字残缺", item.start, item.end)
        for row in context.rows:
            if doubt := self._lost(row):
                yield self.finding(f"“{shown(row)}”{doubt}", [row])
        for match in context.pattern("damaged.comma").finditer(context.plain):
            yield self.marked(f"“{context.text[match.start() : match.end()]}”小数点写成了逗号", *match.span())

    def _lost(self, row: Row) -> str:
        """What makes a figure look as if a 万 or a digit were lost, or ""."""
        words = self.context.table("damaged")
        if row["kind"] == "money" and row["unit"] == words["money"] and row["decimals"] > 2:
            return "小数位数过多,疑漏“万”"
        if (
            row["kind"] == "money"
            and row["metric"]
            and self.context.pattern("damaged.yuan").search(self.context.plain[row["start"] : row["end"]])
        ):
            return "只有一位小数,疑漏“万”"
        if row["kind"] != "count":
            return ""
        if row["unit"] in words["whole"] and row["decimals"] > 0 and row["value"] != int(row["value"]) and row["status"] == "actual":
            return "不是整数,疑漏“万”"
        if self.context.pattern("damaged.one_digit").match(self.context.plain[row["start"] : row["end"]]):
            return ":个位数后不用“余”,疑漏“万”或掉了一位"
        return ""
