"""Every line of `cases/*.txt`: the facts, dates, left-over numerals and events of a sentence, and nothing else."""

from pathlib import Path

import pytest

from extract import extract_report
from extract.model import number
from tests.tables import Case, folder

CASES = folder(Path(__file__).parent / "cases")


def lines_of(text: str) -> list[str]:
    report = extract_report(text, period="2023H1")
    out = []
    for f in report.facts:
        value = f"{number(f.value)}" + (f"~{number(f.value_max)}" if f.value_max is not None else "")
        extra = ""
        if f.status != "actual":
            extra += f" | status={f.status}"
        if f.entity:
            extra += f" | entity={f.entity}"
        if (f.period.start, f.period.end) != (report.period.start, report.period.end):
            extra += f" | period={f.period.start}..{f.period.end}"
        if f.qualifier:
            extra += f" | qualifier={f.qualifier}"
        out.append(f"{f.quote} | {value} | {f.modifier} | {f.unit or '-'} | {f.kind} | {f.metric or '-'}{extra}")
    out += [f"D {d.quote} | {d.period.start or '-'} | {d.period.end or '-'}" for d in report.dates]
    out += [f"N {u.quote} | {u.reason}" for u in report.unclaimed]
    out += [f"E {e.date} | {e.activity} | {e.label}" for e in report.events]
    return out


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.where)
def test_case(case: Case) -> None:
    assert sorted(lines_of(case.text)) == sorted(case.lines)
