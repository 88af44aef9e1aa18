"""The findings of a check as the page shows them: beside the text, with their answers and mends."""

from __future__ import annotations

from typing import Any

from brigade.output.pages import Span, apart, with_marks
from brigade.output.revisions import disputed
from brigade.output.words import SEVERITY
from corpus.answers import Answer
from corpus.checks import Finding, catalogue

SCOPES = {"once": "只这一条", "draft": "这份稿件的这一类", "brigade": "本大队的这一类"}


def rows_of(findings: list[Finding], answers: list[Answer | None], taken: list[int]) -> list[dict[str, Any]]:
    """A row a finding, in the order of the check; `at` is the place in the text that is marked, -1 for what is about no place."""
    codes = catalogue()
    marked = set(apart({span for f in findings for span in f.spans}))
    rows = []
    for n, (finding, answer) in enumerate(zip(findings, answers, strict=True)):
        check = codes[finding.code]
        place = next((s for s in (*finding.spans[:1], *sorted(finding.spans)) if s in marked), None)
        rows.append({
            "n": n, "severity": finding.severity, "word": SEVERITY[finding.severity], "title": check.title, "message": finding.message, "hint": check.mend,
            "why": check.why, "at": place[0] if place else -1, "spans": [s[0] for s in finding.spans if s in marked],
            "mend": finding.mend[2] if finding.mend and not disputed(finding, findings) else "", "taken": n in taken,
            "answer": "" if answer is None else f"{SCOPES[answer.scope]}:{answer.reason}" + (f"({answer.who})" if answer.who else ""),
        })  # fmt: skip
    return rows


def marked(text: str, findings: list[Finding]) -> str:
    """The draft's text with the places of the findings marked by the worst of them."""
    places: dict[Span, list[str]] = {}
    for finding in findings:
        for span in finding.spans:
            places.setdefault(span, []).append(finding.severity)
    return with_marks(
        text, places, lambda span, words: f'<mark id="m{span[0]}" class="{min(places[span], key=list(SEVERITY).index)}">{words}</mark>'
    )


def counted(findings: list[Finding]) -> str:
    """错误 2 条、提醒 1 条; 没有问题 where there is none."""
    told = [f"{words} {n} 条" for severity, words in SEVERITY.items() if (n := sum(f.severity == severity for f in findings))]
    return "、".join(told) or "没有未处理的问题"
