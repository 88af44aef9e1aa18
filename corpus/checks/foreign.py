"""Names of other brigades that a copied report has left in the draft (H506)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.checks.base import Check
from corpus.checks.finding import Finding

_STEM = 2  # characters that make a name
_MOST = 2  # other brigades, beyond which a draft speaks of them on purpose


class Foreign(Check):
    code = "H506"
    severity = "warning"
    title = "写着别的大队"
    why = "本大队的总结里把工作写成别的大队做的,多半是套用别人的稿件忘了改。"
    mend = "改成本大队,或写明与该大队的关系(联合、支援、学习)。"
    bad = "(库中有乙县大队的报告)上半年，乙县消防救援大队共检查单位442家。"
    good = "(库中有乙县大队的报告)上半年，与乙县消防救援大队联合演练2次。"

    def run(self) -> Iterator[Finding]:
        context = self.context
        tail = context.pattern("foreign.tail")
        own = tail.sub("", context.brigade)
        if not own or context.pattern("foreign.above").search(context.brigade):
            return
        found: dict[str, list[tuple[int, int]]] = {}
        for name in context.others:
            stem = tail.sub("", name)
            if len(stem) < _STEM or stem in own or own in stem or not tail.search(name):
                continue
            if spans := [
                m.span() for m in re.finditer(re.escape(stem) + tail.pattern.removesuffix("$"), context.text) if self._acts(*m.span())
            ]:
                found[name] = spans
        for name, spans in found.items() if len(found) <= _MOST else ():
            for start, end in spans:
                yield self.marked(f"本稿是{context.brigade}的,这里写的是“{name}”", start, end)

    def _acts(self, start: int, end: int) -> bool:
        """Whether a name opens a clause and figures that are told as done stand behind it in its sentence."""
        context = self.context
        if start < len(context.report.title) or not context.pattern("foreign.opens").search(context.text[:start][-12:]):
            return False
        if context.pattern("foreign.beside").match(context.text, end):
            return False
        stop = context.pattern("mark.stop").search(context.text, end)
        last = stop.start() if stop else len(context.text)
        return any(end <= r["start"] < last and r["status"] == "actual" for r in context.rows)
