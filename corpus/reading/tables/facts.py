"""The cells of a table to facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.reading.document import Document, Table
from corpus.reading.tables.context import context_of
from corpus.reading.tables.figures import Figure
from corpus.reading.tables.kinds import figure_in
from corpus.reading.tables.meaning import Meaning, meanings_of
from corpus.reading.tables.regions import Part, parts_of
from corpus.reading.tables.spots import spots_of
from corpus.reading.units import kind_told
from corpus.reading.words import entry
from extract import Fact, Period
from patterns import Catalog

_PLACE = "table:"  # before the place of a cell, in the pattern of its fact
_DISAGREE = "同一指标有几个不同的数"
_NAMED = 3  # cells that a doubt names


@dataclass(slots=True)
class Reading:
    """The facts of the tables of a document, and in Chinese what of them is doubtful and made none."""

    facts: list[Fact] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def table_facts(document: Document, own: Period, catalog: Catalog) -> list[Fact]:
    """The facts of all tables of a document; their offsets are those of the cells."""
    return read_tables(document, own, catalog).facts


def read_tables(document: Document, own: Period, catalog: Catalog) -> Reading:
    """The facts of all tables and the doubts; `own` is the report's period."""
    out = Reading()
    last: Part | None = None
    for table in document.tables:
        parts = parts_of(table, own, catalog, last)
        for part in parts:
            _read(part, table, document.text, own, catalog, out)
        last = parts[-1] if parts else last
    return out


def is_total(fact: Fact, catalog: Catalog) -> bool:
    """From a row or column of sums, so that it counts what other cells have counted."""
    return bool(fact.qualifier == entry("fact.total", catalog))


def place_of(fact: Fact) -> str:
    """Where the cell of a table's fact stands: 表1第2行第3列."""
    return fact.pattern.removeprefix(_PLACE)


def of_table(pattern: str) -> bool:
    """Whether a fact with this pattern stands in a cell of figures."""
    return pattern.startswith(_PLACE)


def _read(part: Part, table: Table, text: str, own: Period, catalog: Catalog, out: Reading) -> None:
    """Adds the facts of a part, and what of it is doubtful, why by why."""
    context = context_of(table.caption, part.lines, own, catalog)
    meanings = list(meanings_of(spots_of(part, own, catalog), context, own, catalog))
    if not any(meaning.label.metric for meaning in meanings):
        return
    doubtful: dict[str, list[str]] = defaultdict(list)
    sure: list[tuple[Meaning, Figure]] = []
    for meaning in meanings:
        figure = figure_in(meaning.cell, catalog)
        doubt = meaning.doubt or (_at_odds(meaning, figure, catalog) if figure else "")
        if doubt:
            doubtful[doubt].append(meaning.cell.where)
        elif figure and (meaning.label.words or meaning.label.metric):
            sure.append((meaning, figure))
    for meaning, figure in _agreed(sure, doubtful):
        out.facts.append(_fact(meaning, figure, text, table.caption, catalog))
    out.doubts.extend(f"表格中 {_cells(where)} 的数字未采用:{why}" for why, where in doubtful.items())


def _cells(where: list[str]) -> str:
    return "、".join(where[:_NAMED]) + (f" 等{len(where)}处" if len(where) > _NAMED else "")


def _agreed(told: list[tuple[Meaning, Figure]], doubtful: dict[str, list[str]]) -> Iterator[tuple[Meaning, Figure]]:
    """But for those of one metric, brigade and period that tell different values."""
    values: dict[tuple[object, ...], set[object]] = defaultdict(set)
    for meaning, figure in told:
        values[_key(meaning)].add(figure.value(_factor(meaning, figure)))
    for meaning, figure in told:
        if meaning.label.metric and len(values[_key(meaning)]) > 1:
            doubtful[_DISAGREE].append(meaning.cell.where)
        else:
            yield meaning, figure


def _key(meaning: Meaning) -> tuple[object, ...]:
    return meaning.label.metric, meaning.who, meaning.when, meaning.total


def _factor(meaning: Meaning, figure: Figure) -> int:
    return 1 if figure.unit else meaning.label.factor


def _at_odds(meaning: Meaning, figure: Figure, catalog: Catalog) -> str:
    """Why a figure cannot be what its headings say: the unit of another kind, or money and shares without any."""
    label = meaning.label
    if not label.metric:
        return ""
    kind = catalog.metrics[label.metric].kind
    unit = figure.unit or label.told
    if unit:
        told = kind_told(figure.unit or label.unit, "cell" if figure.unit else "heading", "", catalog)
        other = told and told != kind and {told, kind} & {"money", "ratio", "change"}
        return f"单位“{unit}”与指标不符" if other or (not told and kind in ("money", "ratio")) else ""
    if figure.digits.startswith("-"):
        return "是负数"
    fraction = "." in figure.digits
    if kind == "money" and not figure.scale > 1 and (fraction or len(figure.digits) < 5):
        return "金额没有单位"
    return "比率没有百分号" if kind == "ratio" and fraction and abs(float(figure.digits)) <= 1 else ""


def _fact(meaning: Meaning, figure: Figure, text: str, caption: str, catalog: Catalog) -> Fact:
    cell, label, who = meaning.cell, meaning.label, meaning.who
    factor = _factor(meaning, figure)
    start = cell.start + len(cell.text) - len(cell.text.lstrip())
    end = cell.start + len(cell.text.rstrip())
    return Fact(
        start=start,
        end=end,
        quote=text[start:end],
        value=figure.value(factor),
        value_max=None,
        modifier=figure.modifier,
        unit=figure.unit or label.unit,
        kind=kind_told(figure.unit, "cell", label.kind, catalog),
        metric=label.metric,
        label=label.words,
        activity=label.metric.partition(".")[0] or "other",
        status="actual",
        entity=who,
        period=meaning.when,
        qualifier=entry("fact.total", catalog) if meaning.total else "",
        section=(caption,) if caption else (),
        sentence_start=cell.start,
        sentence_end=cell.end,
        sentence=f"{cell.where} {label.words}",
        pattern=f"{_PLACE}{cell.where}",
        decimals=figure.decimals(factor),
        entity_from="table" if who else "",
        period_from="table",
    )
