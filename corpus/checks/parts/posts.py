"""Posts, those that are filled and those that are not: 编制80人,实有72人,缺编8人."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.cells import Row
from corpus.checks.context import Context
from corpus.checks.parts.claim import Claim, amounts, fails

_CLAUSE = "，,。;；、:：(（\n"


def posts(context: Context, rows: list[Row]) -> Iterator[Claim]:
    """Posts that those filled and those vacant do not make, and persons that the posts and those beyond them do not make."""
    told = amounts(rows)
    held, filled = context.pattern("parts.posts"), context.pattern("parts.filled")
    short, beyond = context.pattern("parts.short"), context.pattern("parts.beyond")
    for first, second, last in zip(told, told[1:], told[2:], strict=False):
        if not (
            context.compatible(first["unit"], second["unit"], last["unit"]) and first["kind"] == second["kind"] == last["kind"] == "count"
        ):
            continue
        both = {name: row for name, said in (("posts", held), ("filled", filled)) for row in (first, second) if _says(context, row, said)}
        if len(both) < 2 or both["posts"] is both["filled"]:
            continue
        if _says(context, last, short):
            claim = Claim(both["posts"], [both["filled"], last])
        elif _says(context, last, beyond):
            claim = Claim(both["filled"], [both["posts"], last])
        else:
            continue
        if fails(*claim[:2]):
            yield claim


def _says(context: Context, row: Row, said: re.Pattern[str]) -> bool:
    """Whether the words before a figure in its clause say this."""
    text, start = context.text, row["start"]
    clause = max(text.rfind(c, 0, start) for c in _CLAUSE) + 1
    return said.search(text[clause:start].rstrip()) is not None
