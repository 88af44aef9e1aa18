"""A column for each 支队: the sum over its brigades that reported."""

from __future__ import annotations

from corpus.cells import Cell, compatible, missing, together
from corpus.comparing.comparison import Comparison, Key
from corpus.comparing.derived import rates
from corpus.comparing.source import Source
from corpus.errors import CorpusError
from patterns import Catalog

PARTIAL = "partial"  # the mark of a total that not all are in


def add_totals(out: Comparison, source: Source, parent: str | None) -> None:
    """Adds the columns, of one parent or of all in the register, and notes how many of the brigades reported.

    Raises CorpusError without a register, and for a parent that has no brigades in it.
    """
    registry = source.registry
    if registry is None:
        raise CorpusError("计算支队合计需要大队名册,请用 brigade brigades import 读入名册,或用 --registry 给出。", "missing")
    if parent and not registry.children(parent):
        raise CorpusError(f"大队名册里没有上级为“{parent}”的大队;名册中的上级:{'、'.join(registry.parents[:12]) or '无'}。", "missing")
    for name in [parent] if parent else registry.parents:
        _add_total(out, name, set(registry.children(name)), source.catalog)


def _add_total(out: Comparison, parent: str, children: set[str], catalog: Catalog) -> None:
    """One column, where at least two of the brigades are in the table and all with the same period."""
    columns = [c for c in out.columns if c[0] in children]
    periods = {c[1] for c in columns}
    name = f"{parent}(合计)"
    if len(periods) != 1 or len(columns) < 2:
        out.notes.append(f"{name}未列出:" + (f"表中只有 {len(columns)} 个所属大队" if len(columns) < 2 else "所属大队的期间不同"))
        return
    key = (name, periods.pop())
    absent = sorted(children - {c[0] for c in columns})
    for metric in out.metrics:
        cells = [out.cells[metric][c] for c in columns]
        unlike = _unlike(metric, out, columns, catalog)
        total = (
            missing(name, cells[0].period_start, cells[0].period_end, metric)._replace(note=unlike)
            if unlike
            else _total(name, metric, cells, absent, catalog)
        )
        out.cells[metric][key] = _with_base(total, cells, absent, catalog)
    out.columns.append(key)
    out.totals.add(key)
    left = f",未列入{_named(absent)}" if absent else ""
    out.notes.append(f"{name}:名册中 {len(children)} 个大队,表中有 {len(columns)} 个{left}")


def _with_base(total: Cell, cells: list[Cell], absent: list[str], catalog: Catalog) -> Cell:
    """The total set against that of the same brigades' bases; as it is where any of them has none."""
    bases = [c.base for c in cells if c.known is not None]
    told = [b for b in bases if b is not None and b.known is not None]
    if total.value is None or len(told) < len(bases):
        return total
    base = _total(total.brigade, total.metric, told, absent, catalog)
    silent = [c.brigade for c in cells if c.known is None]
    return total._replace(base=base._replace(note=base.note + f";只加本期也有数的{len(told)}个" if silent else base.note))


def _unlike(metric: str, out: Comparison, columns: list[Key], catalog: Catalog) -> str:
    """Why the two figures of a derived rate cannot be summed up over the brigades, "" where they can."""
    rate = rates(catalog).get(metric)
    for part in (rate["numerator"], rate["denominator"]) if rate else ():
        units = {
            out.cells[part][c].unit for c in columns if out.cells[part][c].known is not None and out.cells[metric][c].known is not None
        }
        if not compatible(units, catalog):
            return f"{out.name(part)}的单位不同({'、'.join(sorted(units))}),不合计"
    return ""


def _total(name: str, metric: str, cells: list[Cell], absent: list[str], catalog: Catalog) -> Cell:
    """Sums of figures, quotients of sums for rates; the note names each brigade that is not in it, and why."""
    blank = missing(name, cells[0].period_start, cells[0].period_end, metric)
    told = [c for c in cells if c.known is not None]
    quotients = [c for c in told if c.quotient is not None]
    if not told or not (quotients or adds_up(metric, catalog)):
        return blank
    if not compatible((c.unit for c in told), catalog):
        return blank._replace(note=f"单位不同,不合计:{'、'.join(f'{c.brigade}({c.unit})' for c in told[:_FEW])}")
    left = [c.brigade for c in cells if c.how == "missing"]
    unclear = [c.brigade for c in cells if c.how == "ambiguous"]
    gaps = [f"{word}{_named(names)}" for word, names in (("未列入:", absent), ("未提及:", left), ("不一致:", unclear)) if names]
    filled = blank._replace(
        unit=told[0].unit,
        how="derived",
        modifier="exact" if all(c.modifier == "exact" for c in told) else _common(told),
        note=f"{len(cells) + len(absent)} 个大队中 {len(told)} 个有数" + (";" + ";".join(gaps) if gaps else ""),
        sources=together(*(c.sources for c in told)),
        marks=(*dict.fromkeys(mark for c in told for mark in c.marks if mark != PARTIAL), *([PARTIAL] if gaps else [])),
    )
    if not quotients:
        top = round(sum(c.value_max if c.value_max is not None else c.value or 0 for c in told), 6) if filled.modifier == "range" else None
        return filled._replace(value=round(sum(c.value or 0 for c in told), 6), value_max=top)
    above, below = (sum(c.quotient[n] for c in quotients if c.quotient) for n in (0, 1))
    scale = quotients[0].quotient[2] if quotients[0].quotient else 1.0
    return filled._replace(value=round(above / below * scale, 4), quotient=(above, below, scale)) if below else blank


_FEW = 6  # brigades that a note names


def _named(names: list[str]) -> str:
    return "、".join(names[:_FEW]) + (f"等 {len(names)} 个" if len(names) > _FEW else "")


def _common(cells: list[Cell]) -> str:
    """Bounds to one side add up to a bound to that side, ranges to a range, anything else is about so much."""
    others = {c.modifier for c in cells} - {"exact"}
    return others.pop() if len(others) == 1 and others <= {"over", "under", "range"} else "about"


def adds_up(metric: str, catalog: Catalog) -> bool:
    """Whether a sum of the metric makes sense: ratios, and rates that are no metric of their own, have no sum."""
    return metric in catalog.metrics and catalog.metrics[metric].kind != "ratio"
