"""One report's facts as a Chinese table, grouped by section."""

from __future__ import annotations

from brigade.output.terminal import console, table
from brigade.output.words import KINDS, REASONS, STATUS, figure
from extract import Report
from extract.model import Fact, number
from patterns import Catalog

HEADINGS: list[str | tuple[str, str]] = ["指标", "说法", ("数值", "right"), "单位", "类别", "备注", "原文"]


def print_report(report: Report, catalog: Catalog, name: str = "") -> None:
    """Prints the heading, a table a section, and the numerals that are no facts."""
    screen = console()
    head = f"\n【{report.title or name}】 {report.brigade or '大队未识别'} {period_words(report)} 数据 {len(report.facts)} 条"
    screen.print(head, markup=False)
    sections: dict[tuple[str, ...], list[Fact]] = {}
    for fact in report.facts:
        sections.setdefault(fact.section, []).append(fact)
    for section, facts in sections.items():
        table(" / ".join(section) or "正文", HEADINGS, [_row(fact, report, catalog) for fact in facts])
    if report.unclaimed:
        counts: dict[str, int] = {}
        for u in report.unclaimed:
            reason = REASONS.get(u.reason, u.reason)
            counts[reason] = counts.get(reason, 0) + 1
        words = ";".join(f"{reason} {count} 处" for reason, count in counts.items())
        screen.print(f"不作为数据的数字:{words}", markup=False)


def period_words(report: Report) -> str:
    period = report.period
    return f"{period.start}—{period.end}" if period.start and period.end else "期间未识别"


def _row(fact: Fact, report: Report, catalog: Catalog) -> tuple[str, ...]:
    name = catalog.metrics[fact.metric].name if fact.metric in catalog.metrics else "(未归类)"
    top = None if fact.value_max is None else number(fact.value_max)
    value = figure(number(fact.value), fact.modifier, top)
    return name, fact.label, value, fact.unit, KINDS[fact.kind], "、".join(_notes(fact, report)), fact.quote


def _notes(fact: Fact, report: Report) -> list[str]:
    """What sets a fact apart: planned, of another body, qualified, of another time than the report."""
    notes = [STATUS[fact.status] if fact.status != "actual" else "", fact.entity, fact.qualifier]
    start, end = fact.period.start, fact.period.end
    if start and (start, end) != (report.period.start, report.period.end):
        notes.append(f"{start}—{end}" if start != end else str(end))
    return [n for n in notes if n]
