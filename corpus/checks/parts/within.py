"""What is told behind 其中 against the figures of the same thing before it, in this sentence or the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from corpus.cells import Row, interval
from corpus.checks.context import Context
from corpus.checks.parts.claim import Claim, amounts, fails


class _Share(NamedTuple):
    """A figure before 其中 and those of the same metric behind it."""

    whole: Row
    parts: list[Row]


def within(context: Context, rows: list[Row], before: list[Row]) -> Iterator[Claim]:
    """Parts larger than their whole, and lists that are whole in one metric (31起、27起) and do not make the other (22.6万元、8.9万元)."""
    wholes, behind = _about(context, rows, before)
    if not wholes or not behind:
        return
    shares = list(_shares(context, wholes, behind))
    for whole, parts in shares:
        yield from (Claim(whole, [part]) for part in parts if interval(part)[0] > interval(whole)[1])
    full = [s for s in shares if len(s.parts) > 1 and not fails(*s)]
    for whole, parts in shares:
        if any(len(parts) == len(s.parts) and s.whole is not whole for s in full) and fails(whole, parts):
            yield Claim(whole, parts)
    first = behind[0]
    last = next((w for w in reversed(wholes) if w["unit"] == first["unit"]), None)
    if last is not None and (first["metric"] != last["metric"] or not first["metric"]) and first["value"] > last["value"]:
        opens = context.pattern("parts.right_behind").fullmatch(context.between(context.rows[first["seq"] - 1], first))
        if opens and first["modifier"] == last["modifier"] == "exact":
            yield Claim(last, [first], "warning")


def _about(context: Context, rows: list[Row], before: list[Row]) -> tuple[list[Row], list[Row]]:
    """The figures before and behind the first 其中; a sentence that begins with it goes on with the one before."""
    sentence = context.text[rows[0]["sentence_start"] : rows[0]["sentence_end"]]
    told = amounts(rows)
    if context.pattern("parts.goes_on").match(sentence):
        wholes = amounts(before)
        at = rows[0]["sentence_start"]
    elif (match := context.pattern("parts.opens_some").search(sentence)) is not None:
        at = rows[0]["sentence_start"] + match.start()
        wholes = [r for r in told if r["end"] <= at]
    else:
        return [], []
    stop = context.pattern("parts.other_list").search(context.text, at + 2, rows[0]["sentence_end"])
    end = stop.start() if stop else rows[0]["sentence_end"]
    return wholes, [r for r in told if at <= r["start"] < end and not _is_base(context, r)]


def _is_base(context: Context, row: Row) -> bool:
    return context.pattern("parts.earlier").search(context.before(row, 8)) is not None


def _shares(context: Context, wholes: list[Row], behind: list[Row]) -> Iterator[_Share]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in behind:
        if row["metric"]:
            groups[row["metric"]].append(row)
    for metric, parts in groups.items():
        told = [w for w in wholes if w["metric"] == metric and w["unit"] == parts[0]["unit"] and not w["qualifier"]]
        if told and not _is_base(context, told[-1]) and all(_lies_within(p, told[-1]) for p in parts):
            yield _Share(told[-1], parts)


def _lies_within(part: Row, whole: Row) -> bool:
    """Whether a part is of the whole's owner and time, or of a place or a day within."""
    if (
        part["status"] != whole["status"]
        or part["unit"] != whole["unit"]
        or (whole["entity"] not in ("", part["entity"]) and part["entity"])
    ):
        return False
    if not (part["period_start"] and whole["period_start"]):
        return bool(part["period_start"] == whole["period_start"])
    return bool(whole["period_start"] <= part["period_start"] and part["period_end"] <= whole["period_end"])
