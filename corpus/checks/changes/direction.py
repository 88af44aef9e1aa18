"""C403: figures that rise where the text says they fall, or fall where it says they rise."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row, interval
from corpus.checks.base import Check, shown
from corpus.checks.changes.series import broken
from corpus.checks.changes.told import agrees, agrees_turned, changes, levels
from corpus.checks.figures import growth, unequal
from corpus.checks.finding import Finding
from corpus.checks.pairs import neighbours

_FAR = 14  # characters between two figures, from which on they are not told as from and to


class Direction(Check):
    code = "C403"
    severity = "error"
    title = "升降方向与数字相反"
    why = "数字变大却写“下降”,或变小却写“上升”。"
    mend = "改正升降的说法,或核对两个数字。"
    bad = "由81起降至97起。"
    good = "由97起降至81起。"

    def run(self) -> Iterator[Finding]:
        for a, b in neighbours(self.context):
            yield from self._from_to(a, b)
        for change, earlier in changes(self.context):
            if change["status"] == "actual" and change["value"]:
                yield from self._turned(change, earlier) if change["unit"] == "%" else self._less_for_more(change, earlier)
        for before, after, words in broken(self.context):
            yield self.finding(f"由“{before['quote']}”到“{after['quote']}”与“{words}”方向相反", [after, before])

    def _from_to(self, a: Row, b: Row) -> Iterator[Finding]:
        """由81起降至97起: the word between the figures against the figures."""
        if a["unit"] != b["unit"] or a["kind"] != b["kind"] or a["kind"] == "change":
            return
        between = self.context.between(a, b)
        if len(between) > _FAR or not self.context.pattern("changes.from_nearby").search(self.context.before(a, 12)):
            return
        up = self.context.pattern("changes.up_to").search(between)
        down = self.context.pattern("changes.down_to").search(between)
        (low, high), (low2, high2) = interval(a), interval(b)
        word = up if up and not down and high2 < low else down if down and not up and low2 > high else None
        if word:
            yield self.finding(f"由“{a['quote']}”到“{b['quote']}”与“{word[0]}”方向相反", [b, a])

    def _less_for_more(self, change: Row, earlier: list[Row]) -> Iterator[Finding]:
        """131起,较去年同期的123起减少8起: right but for the sign."""
        pair = levels(self.context, change, earlier)
        if pair is None or change["unit"] != pair.now["unit"] or any(r["modifier"] != "exact" for r in (change, *pair)):
            return
        if not unequal(-change["value"], round(pair.now["value"] - pair.base["value"], 6)):
            word = "增加" if change["value"] < 0 else "减少"
            yield self.finding(f"由“{pair.base['quote']}”到“{pair.now['quote']}”是{word},写成了“{shown(change)}”", [change, *pair])

    def _turned(self, change: Row, earlier: list[Row]) -> Iterator[Finding]:
        """由97起降至81起,上升16.5%: right but for the sign."""
        pair = levels(self.context, change, earlier)
        if pair is None:
            return
        computed = growth(*pair)
        if agrees_turned(change, computed) and not agrees(change, computed):
            yield self.finding(
                f"由“{pair.base['quote']}”到“{pair.now['quote']}”是{'上升' if computed[0] > 0 else '下降'},写成了“{shown(change)}”",
                [change, *pair],
            )
