"""One report's facts as a Chinese table, grouped by section."""

from __future__ import annotations

from typing import Any

from brigade.output.terminal import console, table
from brigade.output.words import KINDS, REASONS, STATUS, figure
from extract import Report
from extract.model import number
from patterns import Catalog


def period_words(report: Report) -> str:
    period = report.period
    return f"{period.start}—{period.end}" if period.start and period.end else "期间未识别"


def print_report(report: Report, catalog: Catalog, name: str = "") -> None:
    """Prints the heading, a table a section, and the numerals that are no facts."""
    screen = console()
    screen.print(
        f"\n【{report.title or name}】 {report.brigade or '大队未识别'} {period_words(report)} 数据 {len(report.facts)} 条", markup=False
    )
    groups: dict[tuple[str, ...], list[Any]] = {}
    for fact in report.facts:
        groups.setdefault(fact.section, []).append(fact)
    columns = [
        ("指标", "left"),
        ("说法", "left"),
        ("数值", "right"),
        ("单位", "left"),
        ("类别", "left"),
        ("备注", "left"),
        ("原文", "left"),
    ]
    for section, facts in groups.items():
        rows = []
        for f in facts:
            notes = [STATUS[f.status] if f.status != "actual" else "", f.entity, f.qualifier]
            if (f.period.start, f.period.end) != (report.period.start, report.period.end) and f.period.start:
                notes.append(f"{f.period.start}—{f.period.end}" if f.period.start != f.period.end else str(f.period.end))
            top = None if f.value_max is None else number(f.value_max)
            name_zh = catalog.metrics[f.metric].name if f.metric in catalog.metrics else "(未归类)"
            rows.append(
                (
                    name_zh,
                    f.label,
                    figure(number(f.value), f.modifier, top),
                    f.unit,
                    KINDS[f.kind],
                    "、".join(n for n in notes if n),
                    f.quote,
                )
            )
        table(" / ".join(section) or "正文", columns, rows)
    if report.unclaimed:
        counts: dict[str, list[str]] = {}
        for u in report.unclaimed:
            counts.setdefault(REASONS.get(u.reason, u.reason), []).append(u.quote)
        words = ";".join(f"{reason} {len(quotes)} 处" for reason, quotes in counts.items())
        screen.print(f"不作为数据的数字:{words}", markup=False)
