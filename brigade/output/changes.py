"""What two versions of a report tell otherwise, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from brigade.output.words import figure

if TYPE_CHECKING:
    from corpus.keeping.differences import Difference

HEADINGS = [("what", "变化"), ("name", "指标或说法"), ("old", "原来"), ("new", "现在"), ("sentence", "原句")]
WHAT = {"added": "新增", "dropped": "删去", "changed": "改动"}


def change_rows(changes: Iterable[Difference], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """A row a difference; `names` are the Chinese names of metrics by id."""
    return [
        {
            "what": WHAT[c.what], "name": names.get(c.row["metric"]) or c.row["label"], "old": _figure(c.old), "new": _figure(c.new),
            "sentence": c.row["sentence"],
        }
        for c in changes
    ]  # fmt: skip


def counted(changes: Iterable[Difference]) -> str:
    """新增 2、改动 1; 没有不同 where there is none."""
    numbers = dict.fromkeys(WHAT, 0)
    for change in changes:
        numbers[change.what] += 1
    return "、".join(f"{WHAT[what]} {n}" for what, n in numbers.items() if n) or "数据没有不同"


def _figure(row: Mapping[str, Any] | None) -> str:
    return "" if row is None else figure(row["value"], row["modifier"], row["value_max"]) + (row["unit"] or "")
