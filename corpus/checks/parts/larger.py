"""L301: a part larger than its whole."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row, interval
from corpus.checks.base import Check, shown
from corpus.checks.finding import Finding
from corpus.checks.pairs import of_metrics


class Larger(Check):
    code = "L301"
    severity = "error"
    title = "部分大于总体"
    why = "整改的不会多于发现的,销案的不会多于挂牌的,其中的一项不会多于总数。"
    mend = "核对两个数;含复查整改、往年结转的,请在句中写明。"
    bad = "发现火灾隐患182处，督促整改197处。"
    good = "发现火灾隐患197处，督促整改182处。"

    def run(self) -> Iterator[Finding]:
        for relation in self.context.relations("at_most"):
            for part, whole in of_metrics(self.context, relation["part"], relation["whole"]):
                alike = not relation.get("one_unit") or part["unit"] == whole["unit"]
                if alike and interval(part)[0] > interval(whole)[1]:
                    yield self.exceeds(part, whole, f":{relation['reason']}")

    def exceeds(self, part: Row, whole: Row, reason: str = "", severity: str | None = None) -> Finding:
        """The finding that a part is larger; `reason` says why it cannot be, behind a colon."""
        return self.finding(f"“{shown(part)}”大于“{shown(whole)}”{reason}", [part, whole], severity)
