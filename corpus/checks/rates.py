"""Rates, quotients of two figures (S203)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.cells import Row
from corpus.checks.base import Check, shown
from corpus.checks.figures import percent, quotient
from corpus.checks.finding import Finding
from corpus.checks.pairs import AMOUNTS, is_base, same_scope, with_earlier
from corpus.checks.percentages import is_rate

_BEHIND = 4  # figures behind a rate that may be its two
Pair = tuple[Row, Row]  # a part and its whole


class Rates(Check):
    code = "S203"
    severity = "error"
    title = "比率与两个数字不符"
    why = "整改率=整改÷发现;合格率、办结率等同理,算出来的应与写的一致。"
    mend = "重新计算比率,或核对两个数字。"
    bad = "发现隐患2310处，督促整改2264处，整改率95%。"
    good = "发现隐患2310处，督促整改2264处，整改率98%。"

    def run(self) -> Iterator[Finding]:
        declared = {r["metric"]: r for r in self.context.relations("rate")}
        for rate, earlier in with_earlier(self.context):
            if not is_rate(self.context, rate) or rate["modifier"] != "exact" or is_base(self.context, rate):
                continue
            counts = [r for r in earlier if r["kind"] == "count" and r["value_max"] is None and r["value"]]
            relation = declared.get(rate["metric"])
            pairs = (
                self._of_relation(counts, relation, rate)
                if relation is not None
                else self._named(counts, rate) or self._beside(earlier, rate)
            )
            if not pairs or self._in_pieces(pairs[0][0], rate):
                continue
            if not any(percent(rate["value"], rate["decimals"], quotient(part, whole)) for part, whole in pairs):
                part, whole = pairs[0]
                low, high = quotient(part, whole)
                yield self.finding(
                    f"由“{shown(part)}”和“{shown(whole)}”算得 {(low + high) / 2:.2f}%,写成了“{shown(rate)}”",
                    [rate, part, whole],
                    right=(low + high) / 2,
                )

    def _beside(self, earlier: list[Row], rate: Row) -> list[Pair]:
        """预算760万元,支出729.6万元,执行率96%: the two figures right before a rate that is of what was done and of what was to be done."""
        if len(earlier) < 2 or not self.context.pattern("rates.of_two").search(rate["label"]):
            return []
        whole, part = earlier[-2:]
        alike = (
            whole["unit"] == part["unit"]
            and whole["kind"] == part["kind"]
            and part["kind"] in AMOUNTS
            and 0 < part["value"] <= whole["value"]
        )
        near = not self.context.pattern("mark.stop").search(self.context.text[whole["end"] : rate["start"]])
        return [(part, whole)] if alike and near and rate["seq"] == part["seq"] + 1 == whole["seq"] + 2 else []

    def _in_pieces(self, part: Row, rate: Row) -> bool:
        """当场整改412处、限期整改174处,整改率100%: one piece alone makes no rate."""
        context = self.context
        sentence = context.sentence_of(rate)
        at_once, within = context.pattern("parts.at_once"), context.pattern("parts.within_term")
        return at_once.search(part["label"]) is not None and any(within.search(r["label"]) for r in sentence)

    def _named(self, counts: list[Row], rate: Row) -> list[Pair]:
        """化解229起, 化解率79%: what the rate names, and the figures before it that it may be divided by, the nearest first."""
        word = self.context.pattern("rates.named").search(rate["label"])
        spots = [i for i, r in enumerate(counts) if self._is_named(r, word[1]) and r["status"] == rate["status"]] if word else []
        if not spots:
            return []
        part = counts[spots[-1]]
        wholes = [w for w in reversed(counts[: spots[-1]]) if w["unit"] == part["unit"] and w["value"] >= part["value"]]
        return [(part, w) for w in wholes if w["period_end"] == part["period_end"] and w["entity"] == part["entity"]]

    def _is_named(self, row: Row, word: str) -> bool:
        label = row["label"].strip()
        return not self.context.pattern("rates.opposite").search(label) and (label.startswith(word) or label.endswith(word))

    def _of_relation(self, counts: list[Row], relation: Any, rate: Row) -> list[Pair]:
        """The last figures told of the two metrics that a declared rate divides; the draft's own where a line tells them before."""
        parts = [r for r in counts if r["metric"] == relation["numerator"] and r["status"] == rate["status"]]
        wholes = [r for r in counts if r["metric"] == relation["denominator"] and r["status"] == rate["status"]]
        if parts and wholes:
            return [(parts[-1], wholes[-1])] if same_scope(parts[-1], wholes[-1]) else []
        if not parts and not wholes and not rate["qualifier"] and (behind := self._behind(relation, rate)):
            return behind
        part, whole = self.context.stated(relation["numerator"]), self.context.stated(relation["denominator"])
        if parts or wholes or rate["qualifier"] or part is None or whole is None or not same_scope(part, rate):
            return []
        line = self.context.text.rfind("\n", 0, rate["start"])
        return [(part, whole)] if line < part["start"] < rate["start"] and line < whole["start"] < rate["start"] else []

    def _behind(self, relation: Any, rate: Row) -> list[Pair]:
        """隐患整改率98%,共发现隐患1260处,督促整改1235处: both figures behind the rate, in its sentence or the next, before another rate."""
        here = self.context.sentence_of(rate)
        rows = self.context.rows[rate["seq"] + 1 :][:_BEHIND]
        after = next((r for r in rows if r["sentence_start"] > here[0]["sentence_start"]), None)
        last = (
            after["sentence_start"] if after is not None and after["sentence_start"] <= rate["sentence_end"] + 1 else rate["sentence_start"]
        )
        told: dict[str, Row] = {}
        for row in rows:
            if row["sentence_start"] > last or row["kind"] == "ratio" or "\n" in self.context.text[rate["end"] : row["start"]]:
                break
            if row["kind"] == "count" and row["value"] and not row["qualifier"]:
                told.setdefault(row["metric"], row)
        part, whole = told.get(relation["numerator"]), told.get(relation["denominator"])
        return [(part, whole)] if part and whole and same_scope(part, whole) and same_scope(part, rate) else []
