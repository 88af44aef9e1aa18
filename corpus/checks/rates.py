"""Rates, quotients of two figures (S203)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.cells import Row
from corpus.checks.base import Check, shown
from corpus.checks.figures import percent, quotient
from corpus.checks.finding import Finding
from corpus.checks.pairs import same_scope, with_earlier
from corpus.checks.percentages import is_rate


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
            if not is_rate(self.context, rate) or rate["modifier"] != "exact":
                continue
            counts = [r for r in earlier if r["kind"] == "count" and r["value_max"] is None and r["status"] == rate["status"]]
            relation = declared.get(rate["metric"])
            pair = self._named(counts, rate) if relation is None else _of_relation(counts, relation)
            if pair is None or self._in_pieces(pair[0], rate):
                continue
            part, whole = pair
            low, high = quotient(part, whole)
            if not percent(rate["value"], rate["decimals"], (low, high)):
                yield self.finding(
                    f"由“{shown(part)}”和“{shown(whole)}”算得 {(low + high) / 2:.2f}%,写成了“{shown(rate)}”", [rate, part, whole]
                )

    def _in_pieces(self, part: Row, rate: Row) -> bool:
        """当场整改412处、限期整改174处,整改率100%: one piece alone makes no rate."""
        context = self.context
        sentence = context.sentence_of(rate)
        at_once, within = context.pattern("parts.at_once"), context.pattern("parts.within_term")
        return at_once.search(part["label"]) is not None and any(within.search(r["label"]) for r in sentence)

    def _named(self, counts: list[Row], rate: Row) -> tuple[Row, Row] | None:
        """化解229起, 化解率79%: what the rate names, and the figure before it."""
        word = self.context.pattern("rates.named").search(rate["label"])
        spots = (
            [i for i, r in enumerate(counts) if r["label"].strip().startswith(word[1]) or r["label"].strip().endswith(word[1])]
            if word
            else []
        )
        if not spots or not spots[-1]:
            return None
        part, whole = counts[spots[-1]], counts[spots[-1] - 1]
        if whole["unit"] != part["unit"] or not same_scope(part, whole) or whole["value"] < part["value"]:
            return None
        return part, whole


def _of_relation(counts: list[Row], relation: Any) -> tuple[Row, Row] | None:
    """The last figures told of the two metrics that a declared rate divides."""
    parts = [r for r in counts if r["metric"] == relation["numerator"]]
    wholes = [r for r in counts if r["metric"] == relation["denominator"]]
    return (parts[-1], wholes[-1]) if parts and wholes and same_scope(parts[-1], wholes[-1]) else None
