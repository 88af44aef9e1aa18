"""The same thing told twice (R101, R102)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus.cells import Row, interval
from corpus.checks.base import Check, shown
from corpus.checks.context import Context
from corpus.checks.figures import apart
from corpus.checks.finding import Finding
from corpus.checks.slipped import is_swap

_WORDS = 4  # characters that are no mere chance


def _repeated(context: Context) -> Iterator[tuple[Row, Row, str | None]]:
    """Pairs of figures that speak of the same, in different sentences, with a severity where it is not the check's own.

    They have metric, scope and qualifier in common, and their words; or both sum up, or the second refers to what is known
    (新修订的32份预案); or one is the other with two digits changed about.
    """
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in context.rows:
        if row["metric"] and row["kind"] in ("count", "money", "ratio", "measure") and row["value"]:
            qualifier = "" if context.pattern("repeats.predicate").search(row["qualifier"]) else row["qualifier"]
            key = (row["metric"], row["kind"], row["entity"], row["status"], row["period_start"], row["period_end"], qualifier)
            groups[key].append(row)
    for rows in groups.values():
        first: dict[int, Row] = {}
        for row in rows:
            for other in first.values():
                if row["sentence_start"] != other["sentence_start"] and context.compatible(row["unit"], other["unit"]):
                    yield from _same(context, other, row)
            first.setdefault(row["sentence_start"], row)


def _same(context: Context, other: Row, row: Row) -> Iterator[tuple[Row, Row, str | None]]:
    if (
        _core(context, row) == _core(context, other)
        or _both_sum_up(context, row, other)
        or (_refers_back(context, row) and not row["entity"])
    ):
        yield other, row, None
    elif other["modifier"] == row["modifier"] == "exact" and is_swap(other["value"], row["value"]):
        yield other, row, "warning"


def _refers_back(context: Context, row: Row) -> bool:
    """已开展的23次实战演练, 新修订的32份预案: a figure before its noun, of what was told before."""
    lead = context.plain[row["sentence_start"] : row["start"]]
    return context.pattern("repeats.refers_back").search(lead) is not None


def _echoes(context: Context) -> Iterator[tuple[Row, Row]]:
    """营救被困人员48人。…84名被困人员: a figure without a metric that has the words of another and its digits changed about."""
    counts = [r for r in context.rows if r["kind"] == "count" and r["status"] == "actual" and not r["entity"] and r["modifier"] == "exact"]
    for row in counts:
        if row["metric"] or not row["label"]:
            continue
        for other in counts:
            if other["sentence_start"] < row["sentence_start"] and is_swap(other["value"], row["value"]):
                if context.compatible(row["unit"], other["unit"]) and _words_in_common(row["label"], other["label"]):
                    yield other, row


def _words_in_common(one: str, other: str) -> bool:
    return any(one[i : i + _WORDS] in other for i in range(len(one) - _WORDS + 1))


def _core(context: Context, row: Row) -> str:
    return context.pattern("repeats.lead").sub("", row["label"])


def _both_sum_up(context: Context, a: Row, b: Row) -> bool:
    """督促整改789处, 半年来虽整改火灾隐患798处: both of the whole period, in words that they share."""
    shared = {a["label"][i : i + 2] for i in range(len(a["label"]) - 1)} & {b["label"][i : i + 2] for i in range(len(b["label"]) - 1)}
    return bool(shared) and _sums_up(context, a) and _sums_up(context, b)


def _sums_up(context: Context, row: Row) -> bool:
    """Whether a figure is told of the whole period and work: in the first sentence, or behind 全年, 半年来, 共."""
    first = next((r["sentence_start"] for r in context.rows), None)
    lead = context.text[row["sentence_start"] : row["start"]]
    return row["sentence_start"] == first or context.pattern("repeats.sums_up").search(lead) is not None


class TwoValues(Check):
    code = "R101"
    severity = "error"
    title = "同一指标前后数字不一致"
    why = "同一件事在报告里只能有一个数,两处不同必有一处是错的。"
    mend = "对照台账,把两处改成同一个数;若口径不同,请在文字中写明。"
    bad = "检查单位442家。……共检查单位424家。"
    good = "检查单位442家。……共检查单位442家。"

    def run(self) -> Iterator[Finding]:
        for a, b, severity in _repeated(self.context):
            if a["modifier"] == b["modifier"] == "exact" and abs(a["value"] - b["value"]) > _written_off(a, b):
                yield self.finding(f"“{shown(a)}”与“{shown(b)}”说的是同一件事,数字不一致", [b, a], severity)
        for a, b in _echoes(self.context):
            yield self.finding(f"“{shown(a)}”与“{shown(b)}”疑为同一个数", [b, a], "warning")


def _written_off(a: Row, b: Row) -> float:
    """Half a unit of the coarser one's last digit: 12.5万元 and 125300元 are the same."""
    return 0.5 * float(10.0 ** -min(a["decimals"], b["decimals"])) if a["decimals"] != b["decimals"] else 0.0


class ApproximateAndExact(Check):
    code = "R102"
    severity = "warning"
    title = "约数与确数对不上"
    why = "“20余次”不可能是 18 次。"
    mend = "改成一致的约数或确数。"
    bad = "演练20余次。……演练18次。"
    good = "演练20余次。……演练23次。"

    def run(self) -> Iterator[Finding]:
        for a, b, _ in _repeated(self.context):
            if not a["modifier"] == b["modifier"] == "exact" and apart(interval(a), interval(b)):
                yield self.finding(f"“{shown(a)}”与“{shown(b)}”不能同时成立", [b, a])
