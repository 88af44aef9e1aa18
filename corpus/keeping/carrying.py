"""Where a correction belongs in another version of its report: it hangs on the sentence and the figure, not on offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from corpus.keeping.journal import Entry
from extract.reading.characters import CHINESE

LIKE = 80.0  # of 100: how like a sentence is to be that is taken for another wording of the same
_FIGURES = frozenset(
    ("value", "value_max", "modifier", "unit", "kind", "decimals")
)  # what is true of a number, and not of another in its place
_DIGITS = re.compile(rf"[\d.,%{CHINESE}]+")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Carried:
    """The place `at` in the rows that an entry belongs to; `how` is "" for its own words, sentence for a changed one, figure for a changed figure."""

    entry: Entry
    at: int
    how: str


def carried_to(entry: Entry, rows: list[Row], report: Row) -> Carried | None:
    """The fact that an entry speaks of; None where the report has it no more, or where it could be one of several."""
    if (entry.sha256, entry.part) == (report["sha256"], report["part"]):
        here = [i for i, r in enumerate(rows) if (r["start"], r["end"]) == (entry.start, entry.end)]
        named = [i for i in here if rows[i]["label"] == entry.label]
        if len(named or here) == 1:
            return Carried(entry, (named or here)[0], "")
    same = [i for i, r in enumerate(rows) if r["quote"] == entry.quote and plain(r["sentence"]) == plain(entry.sentence)]
    named = [i for i in same if rows[i]["label"] == entry.label]
    if len(named) > entry.nth:
        return Carried(entry, named[entry.nth], "")
    if len(same) == 1:  # the words for it are read otherwise by now
        return Carried(entry, same[0], "")
    return _in_other_words(entry, rows)


def _in_other_words(entry: Entry, rows: list[Row]) -> Carried | None:
    """The fact in a sentence that was changed; what is said of it and not of its number holds for a changed number too."""
    named = [i for i, r in enumerate(rows) if r["label"] == entry.label]
    figures = [i for i in named if rows[i]["quote"] == entry.quote]
    of_meaning = entry.deed == "change" and not _FIGURES & set(entry.after)
    for how, found in (("sentence", figures), ("figure", named if of_meaning else [])):
        best = _likest(entry.sentence, found, rows)
        if best is not None:
            return Carried(entry, best, how)
    return None


def _likest(sentence: str, found: list[int], rows: list[Row]) -> int | None:
    """The one whose sentence is like enough, and liker than that of any other."""
    from rapidfuzz import fuzz

    told = masked(sentence)
    scores = sorted(((fuzz.ratio(told, masked(rows[i]["sentence"])), i) for i in found), reverse=True)
    if not scores or scores[0][0] < LIKE or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return None
    return scores[0][1]


def plain(sentence: str | None) -> str:
    return re.sub(r"\s+", "", sentence or "")


def masked(sentence: str | None) -> str:
    """A sentence without its figures."""
    return _DIGITS.sub("#", plain(sentence))


def spot_of(entry: Entry, report: Row) -> tuple[int, int] | None:
    """Where the text of a report has the words of a figure that a person added; None where it has not."""
    text = report["text"]
    if (entry.sha256, entry.part) == (report["sha256"], report["part"]):
        return entry.start, entry.end
    spots = [m.span() for m in re.finditer(rf"(?<![\d.]){re.escape(entry.quote)}(?!\d)", text)]
    same = [s for s in spots if plain(sentence_around(text, *s)[1]) == plain(entry.sentence)]
    if len(same) > entry.nth:
        return same[entry.nth]
    from rapidfuzz import fuzz

    like = [(fuzz.ratio(masked(sentence_around(text, *s)[1]), masked(entry.sentence)), s) for s in spots]
    like = sorted((score, s) for score, s in like if score >= LIKE)
    return like[-1][1] if like and (len(like) == 1 or like[-2][0] < like[-1][0]) else None


def sentence_around(text: str, start: int, end: int) -> tuple[int, str]:
    """The sentence around a stretch of the text, and where it begins."""
    begin = max(text.rfind(ch, 0, start) for ch in "。\n") + 1
    stops = [p for ch in "。\n" if (p := text.find(ch, end)) >= 0]
    return begin, text[begin : min(stops, default=len(text))].strip()
