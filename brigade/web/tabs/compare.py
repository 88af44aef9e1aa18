"""比较: brigades or periods side by side, what is told of them at all, and both as a workbook."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue

from brigade.common import period_of
from brigade.output import compare_excel, compare_page
from brigade.web.headers import with_inline
from brigade.web.workplace import workplace
from corpus import Corpus
from corpus.comparing.compare import compare
from corpus.comparing.comparison import Comparison
from corpus.comparing.coverage import coverage
from corpus.comparing.outliers import outliers
from extract.meaning.activities import activities_of

tab = Blueprint("compare", __name__)


@tab.get("/compare")
def page() -> ResponseReturnValue:
    """The form; what was chosen there is shown in its frame by `table`."""
    with workplace().reading() as corpus:
        reports = corpus.reports()
        names = activities_of(corpus.catalog).names
    choice = {
        "brigades": sorted({b for b in reports["brigade"] if b}),
        "periods": sorted({p for p in reports["period"] if p}, reverse=True),
        "activities": names,
    }
    query = request.query_string.decode("ascii", "ignore")
    return render_template("compare.html", tab="compare", choice=choice, query=query, asked=bool(request.args))


@tab.get("/compare/table")
def table() -> ResponseReturnValue:
    with workplace().reading() as corpus:
        return with_inline(compare_page.page(*_asked(corpus)), *compare_page.inline())


@tab.get("/compare/coverage")
def covered() -> ResponseReturnValue:
    with workplace().reading() as corpus:
        rows = coverage(corpus)
    columns = sorted({(r["brigade"], r["period"]) for r in rows})
    told: dict[str, dict[Any, str]] = {}
    for r in rows:
        told.setdefault(r["metric_name"], {})[(r["brigade"], r["period"])] = r["how"]
    return render_template("coverage.html", columns=columns, told=told)


@tab.get("/compare/excel")
def excel() -> ResponseReturnValue:
    with workplace().reading() as corpus:
        out, odd = _asked(corpus)
        rows = coverage(corpus)
        book = workplace().made(".xlsx", lambda path: compare_excel.write(path, out, odd, rows))
    return send_file(book, as_attachment=True, download_name="对比.xlsx")


def _asked(corpus: Corpus) -> tuple[Comparison, list[dict[str, Any]]]:
    """The comparison that the query of the request asks for, and its odd figures; the store stays open until both are shown."""
    args = request.args
    out = compare(
        corpus, period=period_of(args.get("period") or None), brigade=args.get("brigade") or None, brigades=args.getlist("brigades") or None,
        over=args.get("over") or None, base=period_of(args.get("base") or None), per=args.get("per") or None, activities=args.getlist("activity") or None,
    )  # fmt: skip
    return out, outliers(corpus, out)
