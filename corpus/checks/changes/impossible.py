"""C404: changes in percent that no two figures can make."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row
from corpus.checks.base import Check, shown
from corpus.checks.changes.told import changes, levels
from corpus.checks.figures import written_for
from corpus.checks.finding import Finding
from corpus.checks.pairs import is_base

# percent; beyond these a base cannot be worked out well enough
_NEARLY_ALL = -99
_MANIFOLD = 400


class Impossible(Check):
    code = "C404"
    severity = "error"
    title = "不可能的变化幅度"
    why = "基数为零不能用百分比;下降不会超过 100%;由幅度倒推的基数应是整数。"
    mend = "基数为零时写“由0增至3”;核对小数点和幅度。"
    bad = "火灾起数同比下降338%。"
    good = "火灾起数同比下降33.8%。"

    def run(self) -> Iterator[Finding]:
        for change, earlier in changes(self.context):
            if change["unit"] != "%":
                continue
            if change["value"] < -100 - 1e-9:
                yield self.finding(f"“{shown(change)}”:下降不会超过 100%", [change])
                continue
            pair = levels(self.context, change, earlier)
            if pair is not None and not pair.base["value"]:
                yield self.finding(f"基数为零,“{shown(change)}”没有意义,宜写“由0增至{pair.now['quote']}”", [change, *pair])
            elif pair is None and change["status"] == "actual":
                yield from self._no_whole_base(change)

    def _no_whole_base(self, change: Row) -> Iterator[Finding]:
        """接警17起,同比上升11.3%: no number of calls rises so to 17."""
        level = self.context.referent(change)
        if level is None or is_base(self.context, level) or not self._has_whole_base(level, change):
            return
        least, most = written_for(change["value"], change["decimals"])
        low, high = level["value"] / (1 + most / 100), level["value"] / (1 + least / 100)
        if int(high + 1e-9) < low - 1e-9:
            yield self.finding(
                f"由“{shown(level)}”和“{shown(change)}”倒推,基数约为 {(low + high) / 2:.2f},不是整数", [change, level], "info"
            )

    def _has_whole_base(self, level: Row, change: Row) -> bool:
        """Whether the base of a change must be a whole number and can be worked out: an exact count of things that are not divided."""
        if level["kind"] != "count" or not level["value"] or level["decimals"] != 0 or level["modifier"] != "exact":
            return False
        worked_out = change["modifier"] == "exact" and change["value"] > _NEARLY_ALL and abs(change["value"]) <= _MANIFOLD
        return worked_out and level["unit"] in self.context.table("changes")["whole_base"]
