"""What a figure of a table counts, whose it is and of when: its headings taken together, or why that is uncertain."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.reading.document import Cell
from corpus.reading.labels import Label, label_of
from corpus.reading.tables.context import Context, unit_for
from corpus.reading.tables.heads import Head, period_words
from corpus.reading.tables.kinds import plain
from corpus.reading.tables.naming import Named, named
from corpus.reading.tables.spots import Path, Spot, Spots, heads_of
from extract import Period
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Meaning:
    """A cell with what its headings say of it; `total` sums what brigades have.  With a `doubt` it makes no fact."""

    cell: Cell
    label: Label
    who: str
    when: Period
    total: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Side:
    """The headings on one side of a figure."""

    path: Path
    heads: list[Head]

    def has(self, name: str) -> bool:
        return any(getattr(head, name) for head in self.heads)

    def brigade(self) -> str:
        return next((head.brigade for head in reversed(self.heads) if head.brigade), "")


def meanings_of(spots: Spots, context: Context, own: Period, catalog: Catalog) -> Iterator[Meaning]:
    """The figures of a part that its headings give a meaning, or a doubt."""
    sides = [
        (spot, _Side(spot.above, heads_of(spot.above, own, catalog)), _Side(spot.beside, heads_of(spot.beside, own, catalog, spots.named)))
        for spot in spots.all
    ]
    others = _Totals(_each_once(above for _, above, _ in sides), _each_once(beside for _, _, beside in sides))
    for spot, above, beside in sides:
        if above.has("skipped") or beside.has("skipped") or above.has("index"):
            continue
        yield _meaning(spot, above, beside, others, context, own, catalog)


def _each_once(sides: Iterable[_Side]) -> list[_Side]:
    return list({tuple(id(cell) for cell in side.path): side for side in sides}.values())


@dataclass(frozen=True, slots=True)
class _Totals:
    above: list[_Side]
    beside: list[_Side]


def _meaning(spot: Spot, above: _Side, beside: _Side, others: _Totals, context: Context, own: Period, catalog: Catalog) -> Meaning:
    label, doubt = _label(spot, above, beside, context, catalog)
    doubt = spot.doubt or doubt
    who, twice = _one(above.brigade(), beside.brigade())
    doubt = doubt or ("行和列写的是不同的大队" if twice else "")
    when, told = _when(above, beside, own, catalog)
    doubt = doubt or told
    sums = ""
    for side, siblings in ((above, others.above), (beside, others.beside)):
        if side.has("total"):
            over = _summed(side, siblings)
            sums = sums or over if over != "period" else sums
            if over == "period" and when is None:
                when = _hull(side, siblings, own, catalog)
                doubt = doubt or ("" if when else "合计的期间不明")
    total = sums == "brigade"
    return Meaning(
        spot.cell, label, context.brigade if total or not who else who, when or context.period, total and not context.brigade, doubt
    )


def _label(spot: Spot, above: _Side, beside: _Side, context: Context, catalog: Catalog) -> tuple[Label, str]:
    """(what is counted, why that is uncertain): one side names it, the other may not narrow it."""
    sides = [_named(side, spot.unit, catalog) for side in (above, beside)]
    metrics = [n for n in sides if n.label is not None and n.label.metric]
    doubt = next((n.doubt for n in sides if n.doubt), "")
    if len(metrics) == 2 and metrics[0].label and metrics[1].label and metrics[0].label.metric != metrics[1].label.metric:
        doubt = doubt or "行和列写的是不同的指标"
    chosen = metrics[0] if metrics else next((n for n in reversed(sides) if n.label is not None), Named())
    others = [n for n in sides if n is not chosen and n.words]
    if others:
        doubt = doubt or f"“{others[0].label.words if others[0].label else ''}”不知是什么范围"
    label = chosen.label or Label("", "", "", 1, "count")
    label = _in_unit(label, [*above.heads, *beside.heads], context, catalog)
    if label.metric and _part_of_metric(above, beside, label):
        label = Label(label.words, "", label.unit, label.factor, label.kind, label.told)
    return label, doubt


def _named(side: _Side, unit: str, catalog: Catalog) -> Named:
    return named(side.heads, unit, catalog)


def _part_of_metric(above: _Side, beside: _Side, label: Label) -> bool:
    """其中 before words of the same metric as the whole: a part of it."""
    return any(head.part for side in (above, beside) for head in side.heads)


def _in_unit(label: Label, heads: list[Head], context: Context, catalog: Catalog) -> Label:
    """The label in the unit that another heading (数量(万元)) or a line above the table tells."""
    if label.told:
        return label
    told = next((h.label.told for h in reversed(heads) if h.label is not None and h.label.told and not h.label.words), "")
    told = told or unit_for(context.units, label.kind, catalog)
    return label_of(label.words, catalog, told) if told else label


def _one(first: str, second: str) -> tuple[str, bool]:
    """(the one name that both sides tell, whether they tell two)."""
    return first or second, bool(first and second and first != second)


def _when(above: _Side, beside: _Side, own: Period, catalog: Catalog) -> tuple[Period | None, str]:
    """The period that the headings tell together (2023年 | 1月), and why that is uncertain."""
    words = [
        plain(cell.text, catalog)
        for side in (above, beside)
        for cell, head in zip(side.path, side.heads, strict=True)
        if head.period and not head.label
    ]
    told = [head.period for side in (above, beside) for head in side.heads if head.period]
    if len(set(told)) < 2:
        return (told[0] if told else None), ""
    for joined in ("".join(words), "".join(reversed(words))):
        period = period_words(joined, own, catalog) if len(words) == len(told) else None
        if period:
            return period, ""
    narrowest = min(told, key=lambda p: (p.end - p.start).days if p.start and p.end else 10**6)
    if all(p.contains(narrowest) for p in told):
        return narrowest, ""
    return None, "写了不同的期间"


def _summed(side: _Side, siblings: list[_Side]) -> str:
    """What a row or column of sums adds up: brigade, period, or "" (parts of a figure that is whole)."""
    at = next(i for i, head in enumerate(side.heads) if head.total)
    around = [id(cell) for cell in side.path[:at]]
    beside = [s for s in siblings if [id(cell) for cell in s.path[:at]] == around and len(s.path) > at and not s.heads[at].total]
    if any(s.heads[at].brigade for s in beside):
        return "brigade"
    if any(s.heads[at].period for s in beside):
        return "period"
    return "" if around or beside else "brigade"


def _hull(side: _Side, siblings: list[_Side], own: Period, catalog: Catalog) -> Period | None:
    """From the first to the last of the periods that are summed, where they follow each other without a gap."""
    told = sorted(
        {head.period for s in siblings for head in s.heads if head.period and head.period.start and head.period.end},
        key=lambda p: (p.start, p.end),
    )
    for one, next_one in itertools.pairwise(told):
        if one.end is None or next_one.start is None or (next_one.start - one.end).days != 1:
            return None
    return Period(told[0].start, told[-1].end) if told else None
