"""Figures that contradict each other or common sense (L302, L303, L304)."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row, interval
from corpus.checks.base import Check, shown
from corpus.checks.context import Context
from corpus.checks.finding import Finding
from corpus.checks.pairs import AMOUNTS, neighbours, of_metrics
from corpus.shown import rough

_WORDS = 4  # characters that say what there was none of


class ZeroAndFigure(Check):
    code = "L302"
    severity = "error"
    title = "既说没有,又给出了数字"
    why = "“未发生亡人火灾”与“死亡1人”不能同时成立。"
    mend = "核对后保留一个说法。"
    bad = "未发生亡人火灾。……死亡1人。"
    good = "未发生较大以上火灾。……死亡1人。"

    def run(self) -> Iterator[Finding]:
        for metric in self.context.relations("zero")["metrics"]:
            told = [
                r for r in self.context.rows
                if r["metric"] == metric and r["kind"] == "count" and r["status"] == "actual" and not r["entity"]
            ]  # fmt: skip
            zero = next((r for r in told if not r["value"]), None) or self._of_more(metric)
            if zero is None:
                continue
            against = next((r for r in told if r["value"] and _inside(r, zero) and not self._of_other_class(r, zero)), None)
            if against is not None:
                yield self.finding(f"“{zero['quote']}”与“{shown(against)}”矛盾", [against, zero])
        yield from self._by_words()

    def _of_more(self, metric: str) -> Row | None:
        """未造成人员伤亡: the zero of something that this is a part of."""
        wholes = {e["of"] for e in self.context.catalog.tables["derived"].get("zero", []) if metric in e["gives"]}
        zeros = (r for r in self.context.rows if r["metric"] in wholes and not r["value"] and r["status"] == "actual" and not r["entity"])
        return next(zeros, None)

    def _by_words(self) -> Iterator[Finding]:
        """未发现违规饮酒人员 … 违规饮酒人员2人; 未发生亡人火灾 … 1人因吸入浓烟死亡: where the metric does not tell."""
        metrics = self.context.relations("zero")["metrics"]
        told = [r for r in self.context.rows if r["kind"] == "count" and r["status"] == "actual" and not r["entity"]]
        for zero in told:
            if zero["value"] or zero["qualifier"]:
                continue
            for row in told:
                if not row["value"] or not _inside(row, zero) or (row["metric"] == zero["metric"] and row["metric"] in metrics):
                    continue
                if self._denied(zero, row):
                    yield self.finding(f"“{zero['quote']}”与“{shown(row)}”矛盾", [row, zero], "warning")

    def _denied(self, zero: Row, row: Row) -> bool:
        if zero["metric"] == self.context.catalog.role("deaths") and not row["metric"]:
            other = self.context.pattern("relations.other_deaths").search(row["sentence"])
            return not other and self.context.pattern("relations.died").search(row["label"]) is not None
        same_metric = row["metric"] in ("", zero["metric"])
        return same_metric and len(zero["label"]) >= _WORDS and zero["label"] in row["label"]

    def _of_other_class(self, row: Row, zero: Row) -> bool:
        """较大火灾1起 … 未发生重大火灾: different classes of fire."""
        if row["metric"] != self.context.catalog.role("major_fires"):
            return False
        return _grade(self.context, row["label"]) < _grade(self.context, zero["label"] or zero["quote"])


def _inside(row: Row, zero: Row) -> bool:
    """Whether a figure's period lies in that of the zero."""
    if not row["period_start"] or not zero["period_start"]:
        return False
    return bool(zero["period_start"] <= row["period_start"] and row["period_end"] <= zero["period_end"])


def _grade(context: Context, label: str) -> int:
    """The class of fires a label speaks of, the higher the graver."""
    classes = [*context.table("fire_class")]
    return next((len(classes) - i for i, name in enumerate(classes) if context.pattern(f"fire_class.{name}.only").search(label)), 0)


class Implausible(Check):
    code = "L303"
    severity = "warning"
    title = "数量关系不合常理"
    why = "每起警情的车辆、人员,每起处罚的罚款等有常见的范围,远超范围多半是写错了位数或漏了“万”。"
    mend = "核对两个数字的位数、小数点和“万”。"
    bad = "接警出动305起，出动车辆45辆次。"
    good = "接警出动305起，出动车辆459辆次。"

    def run(self) -> Iterator[Finding]:
        yield from self._ratios()
        yield from self._sizes()

    def _ratios(self) -> Iterator[Finding]:
        for relation in self.context.relations("ratio"):
            for a, b in of_metrics(self.context, relation["numerator"], relation["denominator"]):
                if b["value"] < relation.get("least", 10):
                    continue
                low, high = interval(a)[0] / max(interval(b)[1], 1e-9), interval(a)[1] / max(interval(b)[0], 1e-9)
                if high < relation["low"] or low > relation["high"]:
                    ratio = a["value"] / b["value"]
                    yield self.finding(f"“{shown(a)}”与“{shown(b)}”之比为 {rough(ratio, 3)},不合常理:{relation['reason']}", [a, b])

    def _sizes(self) -> Iterator[Finding]:
        most = dict(self.context.relations("most"))
        for row in self.context.rows:
            limit = most.get(row["metric"])
            if limit is None or row["kind"] not in AMOUNTS or row["value"] <= limit:
                continue
            if not self.context.pattern("relations.everywhere").search(row["entity"]):
                yield self.finding(f"“{shown(row)}”大得不合常理,请核对“万”和位数", [row])


class FireClass(Check):
    code = "L304"
    severity = "error"
    title = "伤亡与火灾等级不符"
    why = "较大火灾指 3 人以上死亡(或 10 人以上重伤、5000 万元以上损失),重大 10 人以上,特别重大 30 人以上。"
    mend = "核对火灾等级、起数和死亡人数;因重伤或损失定级的请写明。"
    bad = "较大火灾5起，亡3人。"
    good = "较大火灾1起，亡3人。"

    def run(self) -> Iterator[Finding]:
        for fires, deaths in neighbours(self.context):
            if not self._deaths_of_fires(fires, deaths):
                continue
            least = self._deaths_needed(fires["label"]) * fires["value"]
            if interval(deaths)[1] < least:
                yield self.finding(f"“{shown(fires)}”至少应有 {int(least)} 人死亡,写的是“{shown(deaths)}”", [deaths, fires])

    def _deaths_of_fires(self, fires: Row, deaths: Row) -> bool:
        """Whether two figures are fires of a class and those who died in them, which alone make the class."""
        context, catalog = self.context, self.context.catalog
        if fires["metric"] != catalog.role("major_fires") or deaths["metric"] != catalog.role("deaths"):
            return False
        if not fires["kind"] == deaths["kind"] == "count" or not fires["value"]:
            return False
        other = context.pattern("relations.other_reason").search(context.between(fires, deaths))
        return not other and not context.pattern("relations.by_injuries").search(fires["sentence"])

    def _deaths_needed(self, label: str) -> int:
        for name, entry in self.context.table("fire_class").items():
            if self.context.pattern(f"fire_class.{name}.names").search(label):
                return int(entry["deaths"])
        return 0
