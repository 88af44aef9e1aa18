"""Running heads and feet: what stands at the same edge of most pages, and what of it is the report's title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from corpus.reading.words import expression


def is_number(text: str) -> bool:
    """A page number and nothing else."""
    return expression("page.number").fullmatch(text) is not None


def same(text: str) -> str:
    """What is the same on every page: the words, but for the number of the page.  A figure is no page number: 1月份检查单位61家."""
    return re.sub(r"\s+", "", expression("page.number_within").sub("#", text.strip()))


def repeated(edges: Iterable[str], pages: int) -> set[str]:
    """The lines at the edges that recur, as `same` gives them."""
    often = Counter(same(text) for text in edges)
    return {text for text, n in often.items() if n >= 3 or (n >= 2 and n == pages)}


def title_among(heads: Iterable[str], opening: Iterable[str]) -> str:
    """The head that names the report, where its own first lines do not; "" for none."""
    opening = [line.strip() for line in opening]
    if any(expression("page.names").search(line) and expression("page.title").search(line) for line in opening):
        return ""
    words = [re.sub(r"\s+", "", line) for line in opening]
    for head in heads:
        text = expression("page.number_within").sub("", head).strip()
        if expression("page.names").search(text) and expression("page.title").search(text) and re.sub(r"\s+", "", text) not in words:
            return text
    return ""
