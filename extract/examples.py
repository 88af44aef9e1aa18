"""The examples that each metric's entry carries, run; and what else a figure might have been."""

from __future__ import annotations

from extract.meaning.matching import matcher
from extract.model import Fact, Report
from extract.parsing.frames import Frame
from extract.report import extract_report
from extract.steps import STEPS, Draft
from patterns import Catalog


def failures(catalog: Catalog) -> list[str]:
    """One Chinese line for each example that does not give its value, and each near miss that matches."""
    wrong = []
    for metric in catalog.metrics.values():
        where = catalog.sources.get(metric.id, "")
        for example in metric.examples:
            facts = [f for f in extract_report(example.text, period="2023H1", catalog=catalog).facts if f.metric == metric.id]
            if not any(float(f.value) == example.value and f.modifier == example.modifier for f in facts):
                wrong.append(f"{where} 指标 {metric.id} 的例句没有得到应有的数据:{example.text}")
        for text in metric.near_misses:
            if any(f.metric == metric.id for f in extract_report(text, period="2023H1", catalog=catalog).facts):
                wrong.append(f"{where} 指标 {metric.id} 的反例被误认:{text}")
    return wrong


def frames_of(report: Report, catalog: Catalog) -> list[tuple[Fact, Frame | None]]:
    """Each fact with its frame, None where it has none (a bare change, a stated zero)."""
    draft = Draft(report.text, catalog, report.brigade, report.period)
    for name in ("structure", "dates", "numerals", "quantities", "metrics"):
        STEPS[name](draft)
    frames = {r.figure.start: r.frame for told in draft.resolved.values() for r in told}
    return [(f, frames.get(f.start)) for f in report.facts]


def reasons(fact: Fact, catalog: Catalog) -> list[str]:
    """The other metrics that the fact's label could name, best first, with their scores."""
    if not fact.label:
        return []
    kind = "money" if fact.kind == "money" else "ratio" if fact.kind == "ratio" else "count"
    found = matcher(catalog).candidates(fact.label + "¤", fact.unit or None, kind)
    return [f"{c.metric} {c.score:.1f}" for c in found[:4] if c.metric != fact.metric]
