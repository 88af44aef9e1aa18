"""Brigades and periods side by side, only where the figures may be compared; what may not is said in a footnote."""

from __future__ import annotations

from collections.abc import Callable, Collection

from corpus.cells import compatible
from corpus.comparing.base import require_one_length, set_base, set_year_before
from corpus.comparing.columns import Column, columns_of
from corpus.comparing.comparison import Cells, Comparison, Key
from corpus.comparing.derived import derive
from corpus.comparing.divide import denominator, divide
from corpus.comparing.elsewhere import tell_elsewhere
from corpus.comparing.source import Source
from corpus.comparing.table import ReportKey, Table
from corpus.comparing.totals import add_totals
from corpus.comparing.unhurried import collector_paused
from corpus.errors import CorpusError
from corpus.keeping.queries import current_periods
from corpus.periods import period_in_chinese, period_name
from extract import Period
from patterns import Catalog


@collector_paused()
def compare(
    corpus: Source,
    *,
    period: Period | None = None,
    brigade: str | None = None,
    brigades: list[str] | None = None,
    over: str | None = None,
    base: Period | None = None,
    per: str | None = None,
    metrics: list[str] | None = None,
    activities: list[str] | None = None,
    difference: bool = False,
    derived: bool = True,
    parent: str | None = None,
    reviewed: bool = False,
) -> Comparison:
    """The table that is asked for.

    `period`: brigades side by side; `brigade` with `over` (year, half, quarter, month): one brigade's periods, each with its change against
    the year before where no other base is given; `base`: changes of later periods against that period; `per`: month, a column of
    brigades.csv or a metric id; `difference`: H2 from year − H1 where no report of its own is; `reviewed`: only reports that a person has
    gone through; `derived`: rates of two metrics as well; `parent`: a column with the sum over its brigades (of all parents where there is a register).
    The sources of its cells are read from the store when they are looked at; best while it is open.
    Raises CorpusError where the store has nothing that fits.
    """
    catalog = corpus.catalog
    notes: list[str] = []
    spans = [] if period is None or difference else [period, *([base] if base is not None else [])]
    table = _table(corpus, brigade, brigades, spans)
    done = table.reviewed()
    if reviewed:
        table.keep(lambda k: k in done)
    columns = columns_of(table, notes, period=period, one_brigade=bool(brigade), over=over, monthly=per == "month", difference=difference)
    if not columns:
        have = [period_in_chinese(*span) for span in sorted({k[1:] for k in _table(corpus, brigade, brigades, []).keys})]
        raise CorpusError(f"没有符合条件的报告;已有期间:{'、'.join(have[:12])}。", "empty")
    names = {column.brigade for column in columns}
    then = {m for k in table.keys if base and k[0] in names and k[1:] == (base.start, base.end) for m in table.cells(k)}
    keys, cells = _cells(columns, then, metrics, activities, catalog)
    del columns  # their cells lie in `cells`
    table.forget(but=base)
    by = denominator(per, cells, corpus) if per else None
    if by is not None:
        divide(cells, by, notes)
    if derived and not per and not metrics:
        derive(cells, catalog, activities)
    _mark_unreviewed(keys, cells, {(who, period_name(start, end)) for who, start, end in done}, notes)
    doubtful = sum("doubt" in cell.marks for row in cells.values() for cell in row.values() if cell.how != "missing")
    if doubtful:
        notes.append(f"存疑的数字 {doubtful} 个,标 ?")
    out = Comparison(keys, list(cells), cells, notes, catalog, per=per or "")
    note_units(out, catalog)
    if base is not None:
        if period is not None and per != "month":
            require_one_length(period, base)
        out.base = period_name(base.start, base.end)
        set_base(out, table, base, catalog, by)
    elif over is not None and brigade and not per:
        set_year_before(out, table, catalog)
    if parent is not None or (corpus.registry is not None and not brigade):
        add_totals(out, corpus, parent)
    tell_elsewhere(out, corpus.store)
    return out


def _mark_unreviewed(keys: list[Key], cells: Cells, done: set[Key], notes: list[str]) -> None:
    """Marks the figures that nobody has gone through yet, and tells how many there are."""
    open_ = [key for key in keys if key not in done]
    figures = 0
    for row in cells.values():
        for key in open_:
            if row[key].how != "missing":
                figures += 1
                row[key] = row[key]._replace(marks=(*row[key].marks, "unreviewed"))
    if figures:
        notes.append(f"未核对的报告 {len(open_)} 份,其中数字 {figures} 个")


def _table(corpus: Source, brigade: str | None, brigades: list[str] | None, spans: list[Period]) -> Table:
    """The reports of one brigade, of some (parts of their names are enough, where no brigade is called just so) or of all; where there are `spans`, what lies in them is enough."""
    if brigade:
        table = _one_brigade(Table(corpus, "AND contains(r.brigade, ?)", (brigade,)), brigade)
    else:
        inside = " OR ".join(["r.period_start <= ? AND r.period_end >= ?"] * len(spans))
        table = Table(corpus, f"AND ({inside})" if spans else "", tuple(day for span in spans for day in (span.end, span.start)))
        if brigades:
            table.keep(_named(brigades, {name for name, _, _ in current_periods(corpus.store)}))
    if not table.keys and not spans:
        raise CorpusError("数据库里没有符合条件的报告,用 brigade reports 查看已有的大队和期间。", "empty")
    return table


def _named(words: list[str], names: set[str]) -> Callable[[ReportKey], bool]:
    """Whether a report is of one of the brigades that words mean."""
    whole = {word for word in words if word in names}
    parts = [word for word in words if word not in whole]
    return lambda k: k[0] in whole or any(part in k[0] for part in parts)


def _one_brigade(table: Table, brigade: str) -> Table:
    names = sorted({k[0] for k in table.keys})
    if brigade in names:
        return table.keep(lambda k: k[0] == brigade)
    if len(names) > 1:
        raise CorpusError(f"“{brigade}”对应多个大队:{'、'.join(names[:5])},请写全名。", "ambiguous")
    return table


def _metrics(
    found: dict[Key, Column], then: set[str], metrics: list[str] | None, activities: list[str] | None, catalog: Catalog
) -> list[str]:
    """The metrics asked for, told or not; else those that are told, of the activities asked for.  By activity, as activities.toml has them."""
    ids = in_order(catalog)
    if metrics:
        return [m for m in ids if any(m == w or m.startswith(w + ".") for w in metrics)]
    told = {m for column in found.values() for m in column.cells} | then
    return [m for m in ids if m in told and (not activities or catalog.metrics[m].activity in activities)]


def in_order(catalog: Catalog) -> list[str]:
    """All metrics by activity, as activities.toml has them."""
    place = {activity: n for n, activity in enumerate(catalog.tables["activities"]["activity"])}
    return sorted(catalog.metrics, key=lambda m: place.get(catalog.metrics[m].activity, 99))


def _cells(
    columns: list[Column], then: set[str], metrics: list[str] | None, activities: list[str] | None, catalog: Catalog
) -> tuple[list[Key], Cells]:
    """The columns by their names, and metric → column → cell; metrics that were told `then` have a row too."""
    found = {column.key: column for column in columns}
    asked = _metrics(found, then, metrics, activities, catalog)
    return list(found), {metric: {key: column.cell(metric) for key, column in found.items()} for metric in asked}


def note_units(out: Comparison, catalog: Catalog, said: Collection[str] = ()) -> None:
    """Notes the rows whose columns have several units, but for what was `said` already."""
    for metric in out.metrics:
        units = {c.unit for c in out.cells[metric].values() if c.value is not None and c.unit}
        if len(units) > 1:
            word = "单位写法不同" if compatible(units, catalog) else "单位不同,不可比"
            note = f"{out.name(metric)}:{word}({'、'.join(sorted(units))})"
            if note not in said:
                out.notes.append(note)
