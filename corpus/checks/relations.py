"""L: figures that contradict each other or common sense."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.checks.base import Check, Context, Finding, Row, shown
from corpus.checks.sums import _pairs
from corpus.comparing.cells import interval


class ZeroAndFigure(Check):
    code = "L302"
    severity = "error"
    title = "既说没有,又给出了数字"
    why = "“未发生亡人火灾”与“死亡1人”不能同时成立。"
    mend = "核对后保留一个说法。"
    bad = "未发生亡人火灾。……死亡1人。"
    good = "未发生较大以上火灾。……死亡1人。"

    def run(self, context: Context) -> Iterator[Finding]:
        for metric in context.catalog.tables["relations"]["zero"]["metrics"]:
            rows = [
                r for r in context.rows if r["metric"] == metric and r["kind"] == "count" and r["status"] == "actual" and not r["entity"]
            ]
            zeros = [r for r in rows if not r["value"]]
            for zero in zeros[:1]:
                for row in rows:
                    inside = (
                        row["period_start"]
                        and zero["period_start"]
                        and zero["period_start"] <= row["period_start"]
                        and row["period_end"] <= zero["period_end"]
                    )
                    if row["value"] and inside and not self._apart(zero, row):
                        yield self.finding(f"“{zero['quote']}”与“{shown(row)}”矛盾", [row, zero])
                        break

    @staticmethod
    def _apart(zero: Row, row: Row) -> bool:
        """较大火灾1起 … 未发生重大火灾: different classes of fire."""

        def grade(label: str) -> int:
            return 3 if "特别重大" in label else 2 if "重大" in label and "较大" not in label else 1

        return bool(row["metric"] == "fire.major_fires" and grade(row["label"]) < grade(zero["label"] or zero["quote"]))


class Implausible(Check):
    code = "L303"
    severity = "warning"
    title = "数量关系不合常理"
    why = "每起警情的车辆、人员,每起处罚的罚款等有常见的范围,远超范围多半是写错了位数或漏了“万”。"
    mend = "核对两个数字的位数、小数点和“万”。"
    bad = "接警出动305起，出动车辆45辆次。"
    good = "接警出动305起，出动车辆459辆次。"

    def run(self, context: Context) -> Iterator[Finding]:
        for relation in context.relations("ratio"):
            for a, b in _pairs(context, relation["numerator"], relation["denominator"]):
                if b["value"] >= relation.get("least", 10):
                    ratio = a["value"] / b["value"]
                    if (
                        interval(a)[1] / max(interval(b)[0], 1e-9) < relation["low"]
                        or interval(a)[0] / max(interval(b)[1], 1e-9) > relation["high"]
                    ):
                        yield self.finding(f"“{shown(a)}”与“{shown(b)}”之比为 {ratio:.3g},不合常理:{relation['reason']}", [a, b])
        most = context.catalog.tables["relations"].get("most", {})
        for row in context.rows:
            limit = most.get(row["metric"])
            if limit is not None and row["kind"] == "count" and row["value"] > limit and not row["entity"].startswith("全"):
                yield self.finding(f"“{shown(row)}”大得不合常理,请核对“万”和位数", [row])


class FireClass(Check):
    code = "L304"
    severity = "error"
    title = "伤亡与火灾等级不符"
    why = "较大火灾指 3 人以上死亡(或 10 人以上重伤、5000 万元以上损失),重大 10 人以上,特别重大 30 人以上。"
    mend = "核对火灾等级、起数和死亡人数;因重伤或损失定级的请写明。"
    bad = "较大火灾5起，亡3人。"
    good = "较大火灾1起，亡3人。"
    _DEATHS = (("特别重大", 30), ("重大", 10), ("较大", 3))

    def run(self, context: Context) -> Iterator[Finding]:
        for rows in context.sentences():
            for i, fires in enumerate(rows[:-1]):
                deaths = rows[i + 1]
                if (
                    fires["metric"] != "fire.major_fires"
                    or fires["kind"] != "count"
                    or not fires["value"]
                    or deaths["metric"] != "fire.deaths"
                    or deaths["kind"] != "count"
                ):
                    continue
                if re.search(r"[。;；]|其中|重伤|损失", context.text[fires["end"] : deaths["start"]]):
                    continue
                least = next((n for word, n in self._DEATHS if word in fires["label"]), 0)
                if least and interval(deaths)[1] < least * fires["value"] and "重伤" not in fires["sentence"]:
                    yield self.finding(
                        f"“{shown(fires)}”至少应有 {int(least * fires['value'])} 人死亡,写的是“{shown(deaths)}”", [deaths, fires]
                    )
