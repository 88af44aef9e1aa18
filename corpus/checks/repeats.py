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

_HEADS = 12  # figures of one metric and scope in words of their own that a further one is held against


Scope = tuple[object, ...]


def _groups(context: Context) -> dict[Scope, list[list[Row]]]:
    """By metric, scope and qualifier the figures that speak of the same, of each sentence the first.

    They have their words in common; or both sum up, or the later refers to what is known (新修订的32份预案).
    """
    groups: dict[Scope, list[list[Row]]] = defaultdict(list)
    by_words: dict[Scope, list[Row]] = {}
    for row in context.rows:
        if not row["metric"] or row["kind"] not in ("count", "money", "ratio", "measure") or not row["value"]:
            continue
        qualifier = "" if context.pattern("repeats.predicate").search(row["qualifier"]) else row["qualifier"]
        qualifier = qualifier or _stock(context, row)
        key = (row["metric"], row["kind"], row["entity"], row["status"], row["period_start"], row["period_end"], qualifier)
        words = (*key, row["unit"], _core(context, row))
        group = by_words.get(words) or next((g for g in groups[key][:_HEADS] if _alike(context, g[0], row)), None)
        if group is None and _refers_back(context, row) and not row["entity"]:
            group = next((g for g in groups[key][:_HEADS] if context.compatible(g[0]["unit"], row["unit"])), None)
            if group is not None:  # its words are no other name of what it refers to
                _add(group, row)
                continue
        if group is None:
            group = []
            groups[key].append(group)
        by_words.setdefault(words, group)
        _add(group, row)
    return groups


def _stock(context: Context, row: Row) -> str:
    """现有重点单位86家,已检查84家: so many of those that there are, not of all that was inspected; the metric of these, "" for none."""
    before = context.rows[row["seq"] - 1] if row["seq"] else None
    metric = context.catalog.metrics.get(before["metric"]) if before is not None else None
    if before is None or metric is None or metric.flow or before["sentence_start"] != row["sentence_start"]:
        return ""
    smaller = before["value"] >= row["value"] and context.compatible(before["unit"], row["unit"])
    told = smaller and context.pattern("repeats.of_those").match(context.plain[before["end"] : row["start"]])
    return str(before["metric"]) if told else ""


def _add(group: list[Row], row: Row) -> None:
    if not group or group[-1]["sentence_start"] != row["sentence_start"]:
        group.append(row)


def _repeated(context: Context) -> Iterator[list[Row]]:
    """Groups of figures that speak of the same in several sentences."""
    yield from (group for several in _groups(context).values() for group in several if len(group) > 1)


def _swapped(context: Context) -> Iterator[tuple[Row, Row]]:
    """Figures of one metric and scope in other words, one of which is the other with two digits changed about."""
    for several in _groups(context).values():
        heads = [group[0] for group in several[:_HEADS]]
        for n, b in enumerate(heads):
            for a in heads[:n]:
                exact = a["modifier"] == b["modifier"] == "exact" and a["sentence_start"] != b["sentence_start"]
                if exact and context.compatible(a["unit"], b["unit"]) and is_swap(a["value"], b["value"]):
                    yield a, b


def _alike(context: Context, a: Row, b: Row) -> bool:
    if not context.compatible(a["unit"], b["unit"]):
        return False
    return _core(context, a) == _core(context, b) or _both_sum_up(context, a, b)


def _pairs(group: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Each figure of a group with the first exact one and the first other one before it."""
    first: dict[bool, Row] = {}
    for row in group:
        yield from ((other, row) for other in first.values())
        first.setdefault(row["modifier"] == "exact", row)


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
        for group in _repeated(self.context):
            other: dict[float, Row] = {}
            first: Row | None = None
            for a, b in _pairs(group):
                if a["modifier"] == b["modifier"] == "exact" and abs(a["value"] - b["value"]) > _written_off(a, b):
                    first = a
                    other.setdefault(b["value"], b)
            if first is not None:
                yield self.finding(f"{_named([first, *other.values()])}说的是同一件事,数字不一致", [*other.values(), first][:_NAMED])
        for a, b in (*_swapped(self.context), *_echoes(self.context)):
            yield self.finding(f"“{shown(a)}”与“{shown(b)}”疑为同一个数", [b, a], "warning")


_NAMED = 10  # figures of a group that a message names


def _named(rows: list[Row]) -> str:
    """“检查单位442家”与“检查单位424家”; of many the first, and how many there are."""
    words = [f"“{shown(row)}”" for row in rows]
    if len(words) > _NAMED:
        return f"{'、'.join(words[:_NAMED])}等 {len(words)} 个数字"
    return f"{'、'.join(words[:-1])}与{words[-1]}"


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
        for group in _repeated(self.context):
            found = [(a, b) for a, b in _pairs(group) if not a["modifier"] == b["modifier"] == "exact" and apart(interval(a), interval(b))]
            if found:
                (a, b), *more = found
                others = {shown(row): row for pair in more for row in pair if shown(row) not in (shown(a), shown(b))}
                yield self.finding(f"{_named([a, b, *others.values()])}不能同时成立", [b, a, *others.values()][:_NAMED])
