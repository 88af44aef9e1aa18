"""Values told for comparison: (去年同期151起), 由97起降至81起."""

from __future__ import annotations

from extract.meaning.asking import Asking
from extract.model import Quantity


def base_value(asking: Asking, figure: Quantity, left: str) -> str:
    """How a figure is told for comparison: "bare" (去年同期151起), "from" (由97起), "to" (降至81起), "" where it is not."""
    cues = asking.cues
    words = asking.plain(left)
    if words and cues["compared_lead"].fullmatch(words) and not asking.plain(figure.right):
        return "bare"
    if not cues["level_cue"].search(left):
        return ""
    if cues["earlier"].search(left) and (figure.bracket > 0 or cues["same_time"].search(left)):
        return "bare"
    if cues["from_level"].search(left):
        return "from"
    return "to" if to_level(asking, left) else ""


def to_level(asking: Asking, left: str) -> bool:
    """提高到98%: what a change came to, with no words of its own."""
    if not asking.kinds.level_after_change(left):
        return False
    return not asking.words.content(asking.cues["from_words"].sub("", asking.kinds.to_pattern.sub("", left)))
