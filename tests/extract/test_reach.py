"""How far period, owner and plan reach: every case of `reach.txt`, and that long texts stay linear."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from extract import extract_report
from extract.model import Fact, Period

TABLE = Path(__file__).parent / "reach.txt"


@dataclass
class Case:
    where: int
    period: str | None
    text: list[str] = field(default_factory=list)
    own: str = ""
    figures: list[str] = field(default_factory=list)


def cases() -> list[Case]:
    found: list[Case] = []
    for number, line in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@"):
            found.append(Case(number, line.partition("period=")[2] or None))
        elif line.startswith(">"):
            found[-1].text.append(line[2:])
        elif line.startswith("="):
            found[-1].own = line[2:]
        elif line and not line.startswith("#"):
            found[-1].figures.append(line)
    return found


def days(period: Period) -> str:
    return f"{period.start}..{period.end}" if period.end else "-"


def line_of(fact: Fact, own: Period) -> str:
    when = "own" if fact.period == own and own.end else days(fact.period)
    return f"{fact.quote} | {when} | {fact.entity or '-'} | {fact.status}"


@pytest.mark.parametrize("case", cases(), ids=lambda c: f"reach:{c.where}")
def test_reach(case: Case) -> None:
    report = extract_report("\n".join(case.text), period=case.period)
    assert [line_of(f, report.period) for f in report.facts] == case.figures
    assert case.own in ("", days(report.period))


def test_what_is_not_told_is_doubtful() -> None:
    report = extract_report("大队检查单位97家。")
    assert [d.field for d in report.facts[0].doubt] == ["period"]
    assert report.facts[0].confidence.period < 0.9
    row = report.to_frame().iloc[0]
    assert row["doubt"]
    assert row["confidence_period"] < row["confidence_entity"]
    assert report.facts[0].to_dict()["doubt"] == [{"field": "period", "why": row["doubt"]}]


def test_owners_and_periods_stay_linear() -> None:
    piece = "3月，河东镇发生火灾9起；县政府投入2万元，较上月的3起下降，力争新建1座、大队检查单位5家，"
    ratios = []
    for _ in range(5):
        begin = time.perf_counter()
        extract_report(piece * 60)
        middle = time.perf_counter()
        extract_report(piece * 240)
        ratios.append((time.perf_counter() - middle) / (middle - begin))
    assert min(ratios) < 8
