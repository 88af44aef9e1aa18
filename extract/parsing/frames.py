"""One frame a figure: the words that say what it counts, and from where each came."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around one figure, normalised and without blanks, quotes and brackets.

    `left` and `right` are its own words; `verb` is carried from the list it stands in and `noun` told before it, `before` are the
    words of the clause before, `topic` the heading.  `kind` is the kind of figure (count, money, ratio, measure, duration, rank,
    subject: a thing named without a figure of its own).
    """

    left: str
    right: str
    unit: str
    kind: str
    verb: str = ""
    before: str = ""
    topic: str = ""
    noun: str = ""


def kind_of(unit: str, kind: str) -> str:
    """The kind of frame that a figure of this unit has: a rate of counts is asked like a count."""
    if unit in ("元", "亿元"):
        return "money"
    if unit == "%":
        return "ratio"
    return "count" if kind in ("money", "rate") else kind
