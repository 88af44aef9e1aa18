"""分别 and 各: one phrase that speaks of several things, dealt out to its figures.

`省、市级媒体分别刊发稿件6篇、23篇` gives each figure its own item; `A、B各3次` gives one figure to two items;
`分别占22.3%、11.1%` refers back to the figures told before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.model import Quantity
from extract.parsing.clauses import Words

_MARKS = "、和及与以 "
_SPLIT = re.compile(r"、|和|及|与|以及")
_LEVEL = re.compile(r"^(?:中央|国家|全国|部|省|市|县|区|镇|乡|总队|支队|大队|州|自治区)(?=级|$)")
_EACH = re.compile(
    r"各(?!类|种|级|乡|镇|单位|项|部门|地|界|村|站|大队|中队|街|社|行|县|区|市|个|自|方|党|支队|企|所|科|族|队|岗|环|阶|责|相关|成员|重点|有关|网)"
)
_TALLY = re.compile(r"(?:等)?(?:[两三四五六七八九十]|\d{1,2})(?:类|个|项|种|级|地|家|处|方面|大)(?P<rest>[\u4e00-\u9fff]{0,8})$")
_CN = "一二三四"
_QUARTERS = re.compile(r"([一二三])至([二三四])季度")
_COMPARISON = re.compile(r"(?:与|和|同|较|比|相比)[^,;。]{0,14}?(?:同期|上年|去年|前年|年)(?:度)?(?:相比)?|同比|环比")


@dataclass(slots=True)
class Deal:
    """What one figure of a group gets: its item, the words between the items and the figure, the figure it refers to."""

    item: str
    middle: str
    index: int  # position in the group
    size: int
    lead: str = ""  # a verb before the items


def split_items(words: str) -> list[str]:
    """省、市级媒体 → [省级媒体, 市级媒体]; a list mark inside brackets does not part."""
    depth = 0
    parts, start, i = [], 0, 0
    while i < len(words):
        c = words[i]
        depth += c in "(（“《"
        depth -= c in ")）”》"
        match = _SPLIT.match(words, i) if depth <= 0 else None
        if match and i > start:
            parts.append(words[start:i])
            i = start = match.end()
            continue
        i += 1
    parts.append(words[start:])
    parts = [p.strip() for p in parts if p.strip()]
    if len(parts) > 1:
        level = _LEVEL.match(parts[-1])
        if level:
            suffix = parts[-1][level.end() :]
            parts = [p + suffix if _LEVEL.fullmatch(p) or (_LEVEL.match(p) and len(p) <= 2) else p for p in parts]
    return parts


def share_suffix(items: list[str], cut: Callable[[str], list[str]]) -> list[str]:
    """[全员体能, 技能考核] → [全员体能考核, 技能考核]: the last item's head noun is everyone's."""
    tokens = cut(items[-1])
    if len(tokens) > 1 and len(tokens[-1]) >= 2:
        head = tokens[-1]
        return [p if p.endswith(head) else p + head for p in items]
    return items


def respective(figures: list[Quantity], at: int, words: Words) -> tuple[int, list[Deal], bool] | None:
    """The group of 分别 that begins at figure `at`: (size, deals, whether its items were written)."""
    first = figures[at]
    where, skip = first.left.rfind("分别"), 2
    if where < 0:
        # 占总数的59.1%和48.7%: a list of shares or changes with nothing between them
        if first.unit != "%" or first.kind not in ("ratio", "change") or at + 1 >= len(figures) or figures[at + 1].unit != "%":
            return None
        if not figures[at + 1].glued or figures[at + 1].left.strip(_MARKS):
            return None
        where, skip = _listed_from(first.left), 0
    size = 1
    while at + size < len(figures):
        following = figures[at + size]
        if not _goes_on(first, following):
            break
        size += 1
    before = _COMPARISON.sub("", first.left[:where])
    before = words.content(before)
    middle = first.left[where + skip :]
    if size == 1:
        return None
    lead = ""
    verb = words.verb(before)
    if verb and verb[0] == 0 and len(split_items(before[verb[1] :])) == size:
        lead, before = before[: verb[1]], before[verb[1] :]
    items = split_items(before) if before else []
    if len(items) == size:
        return size, [Deal(item, middle, i, size, lead) for i, item in enumerate(items)], True
    quarters = _QUARTERS.search(before)
    if quarters and _CN.index(quarters[2]) - _CN.index(quarters[1]) + 1 == size:
        rest = before[quarters.end() :]
        names = [f"{_CN[_CN.index(quarters[1]) + i]}季度" for i in range(size)]
        return size, [Deal(name + rest, middle, i, size) for i, name in enumerate(names)], True
    lead = before if before and figures[at].kind not in ("ratio", "change") else ""
    return size, [Deal("", middle, i, size, lead) for i in range(size)], False


def _goes_on(first: Quantity, following: Quantity) -> bool:
    """Whether a figure belongs to the list that `first` opens: bare, or with a change of its own (增长5.1%、7.4%和减少2.8%)."""
    own = following.left.strip(_MARKS)
    if not own or following.zero:
        return following.glued
    return first.kind in ("ratio", "change") and following.left[0] in _MARKS and _CHANGES.fullmatch(own) is not None


_CHANGES = re.compile(r"(?:则|又)?(?:上升|下降|增长|减少|增加|提高|降低)")
_LIST_VERB = re.compile(r"占|上升|下降|增长|减少|增加|提高|降低")


def _listed_from(left: str) -> int:
    match = _LIST_VERB.search(left)
    return match.start() if match else len(left)


def each(figure: Quantity, words: Words, cut: Callable[[str], list[str]]) -> list[Deal] | None:
    """The items that share one figure (A、B各3次), or None."""
    if "各" not in figure.left:
        return None
    match = None
    for match in _EACH.finditer(figure.left):  # noqa: B007 — the last one speaks
        pass
    if match is None:
        return None
    before, middle = words.content(figure.left[: match.start()]), figure.left[match.end() :]
    verb = words.verb(before)
    lead = ""
    if verb and verb[0] == 0:
        lead, before = before[: verb[1]], before[verb[1] :]
    tally = _TALLY.search(before)
    suffix = ""
    if tally:
        suffix, before = tally["rest"], before[: tally.start()]
    items = split_items(before)
    if len(items) < 2:
        return None
    if suffix:
        items = [p + suffix for p in items]
    elif not middle.strip():
        items = share_suffix(items, cut)
    return [Deal(item, middle, i, len(items), lead) for i, item in enumerate(items)]
