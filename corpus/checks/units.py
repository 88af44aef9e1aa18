"""Units that do not fit what is counted (U801)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.cells import Row
from corpus.checks.base import Check, shown
from corpus.checks.finding import Finding
from extract.meaning.matching import matcher
from patterns.schema import Metric

_OPEN = re.compile(r"\[\^|\.[*+{]")  # in a rule that takes any words
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
            elif row["label"] and not row["qualifier"]:
                swapped = list(self._swapped(row)) if row["kind"] == "count" else []
                yield from swapped
                if not swapped and not row["metric"] and row["kind"] in ("count", "measure", "duration"):
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
        if not spec.plain or re.sub(catalog.expand(spec.plain), "", row["label"]):
            return
        if row["unit"] and row["unit"] not in spec.units and not self.context.compatible(row["unit"], spec.unit):
            yield self.finding(f"“{shown(row)}”的单位“{row['unit']}”与“{spec.name}”不配,常用“{spec.unit}”", [row])

    def _swapped(self, row: Row) -> Iterator[Finding]:
        """检查单位23起: a unit of another sort of thing than any in which the metric is told."""
        sort: list[str] = next((units.split() for units in self.context.table("units")["things"] if row["unit"] in units.split()), [])
        if not sort:
            return
        catalog = self.context.catalog
        meant, _, _ = matcher(catalog).scored(row["label"] + "¤", None, "count", row["section"], ())
        specs = [catalog.metrics[m] for m in dict.fromkeys((row["metric"], meant)) if m in catalog.metrics]
        if any(spec.kind != "count" or set(sort) & {spec.unit, *spec.units} for spec in specs):
            return
        spec = next((s for s in specs if self._names_only(row["label"], s)), None)
        if spec is not None:
            yield self.finding(f"“{shown(row)}”的单位“{row['unit']}”与“{spec.name}”不配,常用“{spec.unit}”", [row])

    def _names_only(self, label: str, spec: Metric) -> bool:
        """Whether words say nothing but what the metric is."""
        words = self.context.pattern("units.lead").sub("", label)
        if spec.plain and not re.sub(self.context.catalog.expand(spec.plain), "", words):
            return True
        named = [spec.subjects, *(rule.match for rule in spec.rules if not _OPEN.search(rule.match))]
        return any(p and re.fullmatch(self.context.catalog.expand(p), words) for p in named)
