"""Shares by the names of their parts: the figure that a share of another sentence is told of, and shares of one whole."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row
from corpus.checks.context import Context
from corpus.checks.pairs import AMOUNTS, same_scope
from corpus.checks.percentages import is_share

_NAME = 2  # characters that make a name
_LIST = 3  # shares, from which on they are a list


def named_part(context: Context, share: Row) -> Row | None:
    """电气原因引发51起。…电气火灾占53.7%: the last figure before the share that has its name and counts the same."""
    name = _name(context, share, share["qualifier"] or _carried(context, share))
    if not name or not share["metric"]:
        return None
    told = [
        r for r in context.rows[: share["seq"]]
        if r["metric"] == share["metric"] and r["kind"] in AMOUNTS and r["value"] and same_scope(r, share)
        and _alike(name, _name(context, r, r["qualifier"] or _carried(context, r) or r["label"]))
    ]  # fmt: skip
    return told[-1] if told else None


def other_name(context: Context, share: Row, part: Row) -> bool:
    """Whether share and part are told of different things: 居住场所131起;厂房、仓储场所分别占13.5%、9.6%."""
    if not share["qualifier"] or not part["qualifier"]:
        return False
    a, b = (_name(context, r, r["qualifier"]) for r in (share, part))
    return bool(a and b and a not in b and b not in a)


def named_whole(context: Context, share: Row, part: Row) -> Row | None:
    """46起,占接警总数的23.6%: the last figure before of what the share names as its whole."""
    named = context.pattern("shares.whole").search(context.text[share["sentence_start"] : share["start"]])
    name = _name(context, share, named["name"]) if named else ""
    if len(name) < _NAME:
        return None
    told = [
        r for r in context.rows[: share["seq"]]
        if r["kind"] == part["kind"] and r["unit"] == part["unit"] and r["seq"] != part["seq"] and not r["qualifier"]
        and name in r["label"] and r["value"] >= part["value"] and same_scope(r, part)
    ]  # fmt: skip
    return told[-1] if told else None


def _name(context: Context, row: Row, words: str) -> str:
    """The name of a part, without what makes no difference."""
    return context.pattern("shares.plain").sub("", words)


def _alike(a: str, b: str) -> bool:
    """The same name, or the same characters in another order (火灾扑救, 扑救火灾)."""
    return bool(a) and (a == b or sorted(a) == sorted(b))


def _carried(context: Context, row: Row) -> str:
    """居民火灾31起、损失22.6万元: the name of the figure before, which the next goes on with; of shares also behind a comma."""
    if not row["seq"]:
        return ""
    before = context.rows[row["seq"] - 1]
    between = context.between(before, row)
    if row["kind"] == "ratio" and before["kind"] == "ratio":
        between = between.replace("\uff0c", "").replace(",", "")
    if before["sentence_start"] != row["sentence_start"] or not context.pattern("shares.goes_on").fullmatch(between):
        return ""
    return str(before["qualifier"])


def runs(context: Context, rows: list[Row]) -> Iterator[list[Row]]:
    """The shares of a sentence that are told of one whole: one behind the other, with nothing between that opens another list."""
    run: list[Row] = []
    for row in rows:
        if not is_share(context, row) or not row["qualifier"]:
            continue
        if run and context.pattern("shares.parts_from").search(context.between(run[-1], row)):
            yield from [run] if len(run) >= _LIST else []
            run = []
        run.append(row)
    yield from [run] if len(run) >= _LIST else []
