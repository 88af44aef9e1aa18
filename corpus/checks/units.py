"""Units that do not fit what is counted (U801)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.cells import Row
from corpus.checks.base import Check, shown
from corpus.checks.finding import Finding
from extract.meaning.matching import matcher

_SURE = 5.5  # score from which on the label names the metric whatever its unit


class Unit(Check):
    code = "U801"
    severity = "warning"
    title = "单位不对"
    why = "通知书用“份”,人用“人”;单位不对多半是笔误。"
    mend = "改正单位。"
    bad = "督办通知书6分；死亡35入。"
    good = "督办通知书6份；死亡35人。"

    def run(self) -> Iterator[Finding]:
        mistaken = self.context.table("units")["mistaken"]
        for row in self.context.rows:
            if row["kind"] == "count" and row["unit"] in mistaken:
                yield replace(
                    self.finding(f"“{shown(row)}”的单位疑为“{mistaken[row['unit']]}”", [row]),
                    mend=(row["end"] - len(row["unit"]), row["end"], mistaken[row["unit"]]) if row["quote"].endswith(row["unit"]) else None,
                )
            elif not row["metric"] and row["kind"] in ("count", "measure", "duration") and row["label"] and not row["qualifier"]:
                yield from self._misfit(row)
        for place in ("behind", "before"):
            for match in self.context.pattern(f"units.people.{place}").finditer(self.context.plain):
                yield self.marked(
                    f"“{match[1]}”的单位疑为“人”", *match.span(1), (match.end(1) - 1, match.end(1), self.context.table("units")["person"])
                )

    def _misfit(self, row: Row) -> Iterator[Finding]:
        """A figure whose words name a metric and nothing else, in a unit that the metric is not told in."""
        catalog = self.context.catalog
        metric, _, score = matcher(catalog).scored(row["label"] + "¤", None, "count", row["section"], ())
        if not metric or score < _SURE:
            return
        spec = catalog.metrics[metric]
        if not spec.plain or re.sub(spec.plain, "", row["label"]):
            return
        if row["unit"] and row["unit"] not in spec.units and not self.context.compatible(row["unit"], spec.unit):
            yield self.finding(f"“{shown(row)}”的单位“{row['unit']}”与“{spec.name}”不配,常用“{spec.unit}”", [row])
