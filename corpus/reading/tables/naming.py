"""The metric that the headings of a figure name together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.reading.labels import Label, label_of
from corpus.reading.tables.heads import Head
from corpus.reading.words import expression
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Named:
    """The label of one side's headings; `doubt` says why it is uncertain what they name.  `words` heads that name no metric stand there."""

    label: Label | None = None
    words: bool = False
    doubt: str = ""


def named(heads: list[Head], unit: str, catalog: Catalog) -> Named:
    """What the headings of one side name: the innermost, with those around it where it says too little by itself."""
    worded = [h for h in heads if h.label is not None and h.label.words]
    if not worded:
        return Named()
    worded = [h for h in worded if not h.work] or worded[-1:]
    leaf, around = worded[-1], worded[:-1]
    own = _label(leaf, unit, catalog)
    if not own.metric and expression("heading.deeds", catalog).match(own.words) and around and around[-1].metric:
        return Named(_with_unit(_label(around[-1], unit, catalog), own), True)
    if not around or leaf.part:
        return Named(own, True)
    joined = label_of("".join(h.label.words for h in around if h.label) + own.words, catalog, own.told or unit)
    parent = around[-1].metric
    if not own.metric:
        narrows = not joined.metric or joined.metric == parent
        return Named(own if narrows else _with_unit(joined, own), True)
    if joined.metric in ("", own.metric):
        return Named(own, True)
    return Named(own, True, f"“{joined.words}”不知是哪个指标")


def _label(head: Head, unit: str, catalog: Catalog) -> Label:
    """The label of a heading with the unit of its row."""
    assert head.label is not None
    return label_of(head.label.words, catalog, unit) if unit and not head.label.told else head.label


def _with_unit(label: Label, told: Label) -> Label:
    """`label` in the unit that the innermost heading tells."""
    return replace(label, unit=told.unit, factor=told.factor, told=told.told) if told.told else label
