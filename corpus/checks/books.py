"""B: the draft against the ledger (台账)."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.checks.base import Check, Context, Finding, shown
from corpus.comparing.cells import interval


class Differs(Check):
    code = "B601"
    severity = "error"
    title = "与台账不符"
    why = "报告的数应与台账一致(约数按其范围比较)。"
    mend = "以台账为准改正,或更新台账。"
    bad = "(台账424家)检查单位442家。"
    good = "(台账442家)检查单位442家。"

    def run(self, context: Context) -> Iterator[Finding]:
        for entry in context.ledger:
            cell = context.cells.get(entry.metric)
            if cell is None or cell.how == "missing":
                continue
            if cell.how == "ambiguous":
                rows = [r for r in cell.sources if not interval(r)[0] <= entry.value <= interval(r)[1]]
                if rows:
                    yield self.finding(
                        f"台账“{entry.name}”为 {entry.value:,.10g}({entry.where}),本稿写的是{'、'.join(shown(r) for r in rows)}", rows
                    )
                continue
            low = sum(interval(r)[0] for r in cell.sources) if cell.how == "summed" else interval(cell.sources[0])[0]
            high = sum(interval(r)[1] for r in cell.sources) if cell.how == "summed" else interval(cell.sources[0])[1]
            if not low - 1e-6 <= entry.value <= high + 1e-6:
                yield self.finding(
                    f"台账“{entry.name}”为 {entry.value:,.10g}({entry.where}),本稿写的是“{shown(cell.sources[0])}”", list(cell.sources)
                )


class Absent(Check):
    code = "B602"
    severity = "warning"
    title = "台账有而报告没有"
    why = "台账里有数,报告里没提。"
    mend = "补上,或确认不必写。"
    bad = "(台账有“拘留2人”,报告未写)"
    good = "拘留2人。"

    def run(self, context: Context) -> Iterator[Finding]:
        told = {r["metric"] for r in context.rows}
        for entry in context.ledger:
            if entry.value and entry.metric not in told:
                yield Finding(self.code, self.severity, f"台账“{entry.name}”为 {entry.value:,.10g}({entry.where}),本稿没有提到", ())
