"""比较: brigades, periods and metrics side by side, where each figure came from, what is odd, what is told at all; as Excel and CSV."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from brigade.common import json_of, period_of
from brigade.output import compare_excel
from brigade.output.candidates import other_words
from brigade.output.compare_cell import cell_told
from brigade.output.compare_view import odd_rows, seen, seen_csv, view_of
from brigade.output.words import HOW, period_words
from brigade.web.wanted import Wanted, compared, narrowed, wanted
from brigade.web.workplace import workplace
from corpus import Corpus
from corpus.comparing.comparison import Comparison
from corpus.comparing.coverage import as_grid, coverage
from corpus.comparing.outliers import outliers
from corpus.errors import CorpusError
from corpus.keeping.queries import current_periods
from corpus.keeping.waiting import unreported
from corpus.periods import period_in_chinese, period_name
from corpus.reading.words import entry
from extract import Period
from extract.meaning.activities import activities_of

tab = Blueprint("compare", __name__)
MOST_CELLS = 120_000
FEW = 3  # periods that the name of a file tells


@tab.get("/compare")
def page() -> ResponseReturnValue:
    return render_template("compare.html", tab="compare")


@tab.get("/compare/choices")
def choices() -> ResponseReturnValue:
    """All that may be chosen: brigades with their parents, periods, metrics, activities, what figures may be divided by."""
    with workplace().reading() as corpus:
        spans = current_periods(corpus.store)
        registry, catalog = corpus.registry, corpus.catalog
    per = {
        column: told
        for column, told in entry("registry.per", catalog).items()
        if registry and any(column in b.columns for b in registry.brigades.values())
    }
    names = activities_of(catalog).names
    counts: dict[Any, int] = {}
    for _, start, end in spans:
        counts[start, end] = counts.get((start, end), 0) + 1
    said = sorted(counts, key=lambda span: (span[1], span[0]), reverse=True)
    return {
        "brigades": sorted({who for who, _, _ in spans}), "parents": [{"name": p, "count": len(registry.children(p))} for p in registry.parents] if registry else [],
        "periods": [{"name": period_in_chinese(*span), "id": period_name(*span), "reports": counts[span]} for span in said],
        "metrics": [{"id": m.id, "name": m.name, "unit": m.unit, "activity": names.get(m.activity, ""), "also": other_words(m)} for m in catalog.metrics.values()],
        "activities": [{"id": key, "name": name} for key, name in names.items() if any(m.activity == key for m in catalog.metrics.values())],
        "per": [{"id": column, "name": f"每{told['word']}({told['name']})"} for column, told in per.items()],
    }  # fmt: skip


@tab.get("/compare/data")
def data() -> ResponseReturnValue:
    """The table that the query asks for, without where its figures came from."""
    with workplace().reading() as corpus:
        asked, out = _asked(corpus)
        return Response(json_of(view_of(out, asked.rank)), mimetype="application/json")


@tab.get("/compare/cell")
def cell() -> ResponseReturnValue:
    """A figure of the table (`at`: its metric, `who` and `when`: its column, `of`: the unit of its row): how it came about, and its sentences."""
    args = request.args
    column = (args.get("who", ""), args.get("when", ""))
    with workplace().reading() as corpus:
        asked, metric = wanted(args, corpus), args.get("at", "")
        out = compared(corpus, narrowed(asked, column[0], _period(column[1]), corpus))
        if metric not in out.cells:  # nobody in the few columns tells it
            out = compared(corpus, asked)
        if metric not in out.cells or column not in out.columns:
            raise CorpusError("表中没有这个数字,请重新比较。", "missing")
        return cell_told(out, metric, column, corpus.store, args.get("of"))


@tab.get("/compare/odd")
def odd() -> ResponseReturnValue:
    """The figures far from their peers or their brigade's history."""
    with workplace().reading() as corpus:
        _, out = _asked(corpus)
        return {"rows": odd_rows(outliers(corpus, out))}


@tab.get("/compare/coverage")
def covered() -> ResponseReturnValue:
    """Which brigade tells which metric in a period: that of the query, else the newest that most report of."""
    with workplace().reading() as corpus:
        spans = sorted({(start, end) for _, start, end in current_periods(corpus.store)}, key=lambda s: (s[1], s[0]), reverse=True)
        asked = period_of(request.args.get("period") or None)
        period = asked or (Period(*spans[0]) if spans else None)
        rows = coverage(corpus, period) if period is not None else []
        registry = corpus.registry
        silent = (
            unreported(corpus.store, registry, (period.start, period.end)) if registry and period and period.start and period.end else []
        )
    columns, grid = as_grid(rows)
    if not rows and asked is not None:
        abort(404, "这个期间没有报告,请改选期间。")
    return render_template(
        "coverage.html", tab="compare", columns=columns, told={n: {c: row[c]["how"] for c in row} for n, row in grid.items()}, how=HOW,
        periods=[(period_name(*s), period_in_chinese(*s)) for s in spans], now=period_name(period.start, period.end) if period else "",
        words=period_words, silent=silent,
    )  # fmt: skip


@tab.get("/compare/excel")
def excel() -> ResponseReturnValue:
    """The table as it stands on the page, and all that a comparison holds, as a workbook."""
    with workplace().reading() as corpus:
        asked, out = _asked(corpus)
        strange = outliers(corpus, out)
        rows = [
            row
            for name in dict.fromkeys([*(p for _, p in out.columns), out.base])
            if (period := _period(name))
            for row in coverage(corpus, period)
        ]
        table = seen(out, turned=asked.turned, rank=asked.rank)
        book = workplace().made(".xlsx", lambda path: compare_excel.write(path, out, strange, rows, shown=table))
    return send_file(book, as_attachment=True, download_name=f"{_named(out)}.xlsx")


@tab.get("/compare/csv")
def csv() -> ResponseReturnValue:
    """The table as it stands on the page."""
    with workplace().reading() as corpus:
        asked, out = _asked(corpus)
        text = seen_csv(seen(out, turned=asked.turned, rank=asked.rank))
    return send_file(BytesIO(("\ufeff" + text).encode()), mimetype="text/csv", as_attachment=True, download_name=f"{_named(out)}.csv")


def _named(out: Comparison) -> str:
    """What a file of the table is called: by its periods, where these are few."""
    periods = list(dict.fromkeys(period_words(p) for _, p in out.columns))
    return "对比 " + ("、".join(periods) if len(periods) <= FEW else f"{periods[0]}等{len(periods)}期")


def _period(name: str) -> Period | None:
    """The period of a name; None for what only describes one (上年同期)."""
    try:
        return period_of(name or None)
    except CorpusError:
        return None


def _asked(corpus: Corpus) -> tuple[Wanted, Comparison]:
    """What the query asks for, and the table; the store stays open until it is shown."""
    asked = wanted(request.args, corpus)
    out = compared(corpus, asked)
    if len(out.columns) * len(out.metrics) > MOST_CELLS:
        raise CorpusError("要比较的数字太多,一张表放不下,请少选一些大队、期间或指标。", "arguments")
    return asked, out
