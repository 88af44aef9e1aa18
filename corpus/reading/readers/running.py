"""Running heads and feet: what stands at the same edge of most pages, and what of it is the report's title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from corpus.reading.words import expression


def is_number(text: str) -> bool:
    """A page number and nothing else."""
    return expression("page.number").fullmatch(text) is not None


def same(text: str) -> str:
    """What is the same on every page: the words, but for the number of the page.  A figure is no page number: 1月份检查单位61家."""
    return re.sub(r"\s+", "", expression("page.number_within").sub("#", text.strip()))


def repeated(edges: Iterable[tuple[int, str]], pages: int) -> set[str]:
    """The lines at the edges that recur, as `same` gives them; `edges` are (page, text).  What counts on is the number of the page."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for page, text in edges:
        found[same(text)].append((page, text))
    return {words for words, told in found.items() if (len(told) >= 3 or (len(told) >= 2 and len(told) == pages)) and _counts_pages(told)}


def _counts_pages(told: list[tuple[int, str]]) -> bool:
    """Whether lines are the same, or differ by a number that goes up with the pages and by nothing else."""
    lines = [(page, [int(n) for n in re.findall(r"\d+", text)]) for page, text in told]
    first_page, first = lines[0]
    return all(
        len(numbers) == len(first) and all(n - m in (0, page - first_page) for n, m in zip(numbers, first, strict=True))
        for page, numbers in lines
    )


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
