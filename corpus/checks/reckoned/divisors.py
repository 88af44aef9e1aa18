"""What a mean of one thing divides by: 平均每起处罚9550元 by the penalties, and by no other count in 起."""

from __future__ import annotations

from corpus.cells import Row
from corpus.checks.context import Context

_NAME = 2  # characters that make a name


def divisors(context: Context, mean: Row, total: Row, unit: str, rows: list[Row]) -> list[Row]:
    """The counts in a unit that a mean may divide its total by: those it names; without a name those beside it or beside its total."""
    counts = [r for r in context.rows if r["kind"] == "count" and r["value"] and r["unit"].startswith(unit) and r["status"] == "actual"]
    words = _between(context, mean, unit)
    names = _names(words, total["label"])
    if named := [r for r in counts if any(_is_called(context, r, name) for name in names or [words])]:
        return named
    if names:
        return []
    near = [r for r in counts if r["sentence_start"] == rows[0]["sentence_start"]]
    return near or [r for r in counts if _of_total(context, r, total)]


def _of_total(context: Context, row: Row, total: Row) -> bool:
    """A count of the same activity beside the total, or the calls of the draft where the total is of them."""
    if row["activity"] != total["activity"]:
        return False
    stated = context.stated(context.catalog.role("whole_of_dispatches"))
    return row["sentence_start"] == total["sentence_start"] or (stated is not None and stated["seq"] == row["seq"])


def _between(context: Context, mean: Row, unit: str) -> str:
    """The words between 每起 and its figure."""
    lead = context.text[mean["sentence_start"] : mean["start"]]
    found = [*context.pattern("reckoned.per_thing").finditer(lead)]
    return lead[found[-1].end() :] if found and found[-1]["unit"] == unit else ""


def _names(words: str, label: str) -> list[str]:
    """What is left of words without those of what is divided: 火灾 of 火灾出动 where 出动车辆 are divided."""
    rest = words
    for size in range(len(words), _NAME - 1, -1):
        for at in range(len(words) - size + 1):
            if words[at : at + size] in label:
                rest = rest.replace(words[at : at + size], " ")
    return [name for name in rest.split() if len(name) >= _NAME]


def _is_called(context: Context, row: Row, name: str) -> bool:
    """Whether a count has two characters of a name in its label, or is called so otherwise (警情: 接警)."""
    if any(name[i : i + _NAME] in row["label"] for i in range(len(name) - _NAME + 1)):
        return True
    others = dict(pair.split() for pair in context.table("reckoned")["called"])
    return any(word in name and any(other in row["label"] for other in others[word].split("|")) for word in others)
