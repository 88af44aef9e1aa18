"""Whose report, and of when: from the title, the first lines, the name of the file and of its folder.

What is uncertain is said (`doubts`), never guessed: no brigade and no period is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.reading.identify.brigades import Names, whose
from corpus.reading.identify.periods import when
from corpus.reading.identify.versions import rank_of, revision_of
from extract import Period
from extract.model import UNKNOWN
from extract.reading.text import normalise
from patterns import Catalog

__all__ = ["Identity", "Names", "identify"]


@dataclass(frozen=True, slots=True)
class Identity:
    """`brigade_from` and `period_from` are option, title, text, file, folder or ""; `doubts` are Chinese sentences."""

    brigade: str
    period: Period
    brigade_from: str
    period_from: str
    rank: int  # 2 a final version, 1 unmarked, 0 a draft
    revision: float  # the number of the version, 0 where none is told
    doubts: tuple[str, ...] = field(default=())


def identify(
    path: str,
    title: str,
    head: str,
    catalog: Catalog,
    *,
    brigade: str | None = None,
    period: Period | None = None,
    found_period: Period = UNKNOWN,
    registry: Names | None = None,
    hints: Sequence[str] = (),
) -> Identity:
    """Who and when.  `head` is the first lines of the text, `found_period` what extraction took from the text.

    `brigade` and `period` are what a person says and ask no further; `registry` maps spellings to one name; `hints` are the names of what
    a file lies in, the nearest first, where that is more than its folder.
    """
    spots = {"title": title, "file": Path(path).stem, "text": head}
    spots |= {f"folder {n}": words for n, words in enumerate(hints or (Path(path).parent.name,))}
    spots = {spot: normalise(words, catalog) for spot, words in spots.items()}
    who, who_from, who_doubts = whose(spots, catalog, option=brigade, registry=registry)
    time, time_from, time_doubts = when(spots, catalog, option=period, found=found_period)
    named = f"{spots['file']} {title}"
    told_from = who_from.partition(" ")[0], time_from.partition(" ")[0]
    return Identity(who, time, *told_from, rank_of(named, catalog), revision_of(named, catalog), (*who_doubts, *time_doubts))
