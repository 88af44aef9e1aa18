"""The same thing told twice (R101, R102)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus.checks.base import Check, shown
from corpus.checks.context import Context
from corpus.checks.figures import apart
from corpus.checks.finding import Finding
from corpus.comparing.cells import Row, interval


def _repeated(context: Context) -> Iterator[tuple[Row, Row]]:
    """Pairs of figures that speak of the same: metric, scope, qualifier and words, in different sentences."""
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in context.rows:
        if row["metric"] and row["kind"] in ("count", "money", "ratio", "measure") and row["value"]:
            core = context.pattern("repeats.lead").sub("", row["label"])
            key = (row["metric"], row["kind"], row["entity"], row["status"], row["period_start"], row["period_end"], row["qualifier"], core)
            groups[key].append(row)
    for rows in groups.values():
        first: dict[int, Row] = {}
        for row in rows:
            for other in first.values():
                if row["sentence_start"] != other["sentence_start"] and context.compatible(row["unit"], other["unit"]):
                    yield other, row
            first.setdefault(row["sentence_start"], row)


class TwoValues(Check):
    code = "R101"
    severity = "error"
    title = "同一指标前后数字不一致"
    why = "同一件事在报告里只能有一个数,两处不同必有一处是错的。"
    mend = "对照台账,把两处改成同一个数;若口径不同,请在文字中写明。"
    bad = "检查单位442家。……共检查单位424家。"
    good = "检查单位442家。……共检查单位442家。"

    def run(self) -> Iterator[Finding]:
        for a, b in _repeated(self.context):
            if a["modifier"] == b["modifier"] == "exact" and a["value"] != b["value"]:
                yield self.finding(f"“{shown(a)}”与“{shown(b)}”说的是同一件事,数字不一致", [b, a])


class ApproximateAndExact(Check):
    code = "R102"
    severity = "warning"
    title = "约数与确数对不上"
    why = "“20余次”不可能是 18 次。"
    mend = "改成一致的约数或确数。"
    bad = "演练20余次。……演练18次。"
    good = "演练20余次。……演练23次。"

    def run(self) -> Iterator[Finding]:
        for a, b in _repeated(self.context):
            if not a["modifier"] == b["modifier"] == "exact" and apart(interval(a), interval(b)):
                yield self.finding(f"“{shown(a)}”与“{shown(b)}”不能同时成立", [b, a])
