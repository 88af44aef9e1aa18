"""Figures and labels of a page in blocks of their own: cards, lists of definitions, blocks that take turns.

A figure alone in its block belongs to the label with which it is alone in a larger block, or with which it takes turns; to no other words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from corpus.reading.words import expression

Pair = tuple[str, str]  # a label ("" for none) and its figure


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, the block in which it stands, and whether it does little but lead to another page."""

    text: str
    block: Any
    leads_away: bool = False

    @property
    def is_figure(self) -> bool:
        return expression("blocks.figure").fullmatch(self.text) is not None

    @property
    def is_label(self) -> bool:
        return not self.is_figure and expression("blocks.label").fullmatch(self.text) is not None


def paired(found: list[Any]) -> list[Any]:
    """What was found of a page, in which runs of `Line`s that are figures with their labels are lists of pairs; a figure without is alone."""
    lines = [item for item in found if isinstance(item, Line)]
    within = Counter(block for line in lines for block in (line.block, *line.block.iterancestors()))
    partners = _turns(lines, within) | _cards(lines, within)
    labels = {id(label) for label in partners.values()}
    out: list[Any] = []
    for item in found:
        if not isinstance(item, Line) or not item.is_figure:
            if id(item) not in labels:
                out.append(item)
            continue
        label = partners.get(id(item))
        if label is None or not out or not isinstance(out[-1], list) or not out[-1][-1][0]:
            out.append([])
        out[-1].append((label.text.rstrip(":： ") if label else "", item.text))
    return out


def _around(line: Line, within: Counter[Any]) -> Any:
    """The smallest block around a line in which another stands."""
    return next((block for block in (line.block, *line.block.iterancestors()) if within[block] > 1), None)


def _cards(lines: list[Line], within: Counter[Any]) -> dict[int, Line]:
    """The label of each figure with which it is alone in a block."""
    out = {}
    for one, other in pairwise(lines):
        around = _around(one, within)
        if (
            around is not None
            and around is _around(other, within)
            and within[around] == 2
            and within[one.block] == within[other.block] == 1
        ):
            figure, label = (one, other) if one.is_figure else (other, one)
            if figure.is_figure and label.is_label:
                out[id(figure)] = label
    return out


def _turns(lines: list[Line], within: Counter[Any]) -> dict[int, Line]:
    """The label of each figure of a run of blocks side by side in which labels and figures take turns, as many of the ones as of the others."""
    out: dict[int, Line] = {}
    run: list[Line] = []
    for line in [*lines, None]:
        fits = line is not None and (line.is_figure or line.is_label)
        goes_on = fits and run and line is not None and line.is_figure != run[-1].is_figure and _beside(line, run[-1], within)
        if goes_on and line is not None:
            run.append(line)
            continue
        if len(run) % 2 == 0 and len({(label.block.tag, label.block.get("class")) for label in run if not label.is_figure}) == 1:
            for one, other in zip(run[::2], run[1::2], strict=True):
                figure, label = (one, other) if one.is_figure else (other, one)
                out[id(figure)] = label
        run = [line] if fits and line is not None else []
    return out


def _beside(one: Line, other: Line, within: Counter[Any]) -> bool:
    return _around(one, within) is _around(other, within)
