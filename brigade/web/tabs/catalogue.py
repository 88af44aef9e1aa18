"""词语与指标 › 指标目录: the metrics by name, how often the store has each, and what was found of one with its place in the report."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from brigade.output.words import CORRECTED, STATUS, figure
from brigade.web.asking import asked_page, rows_of
from brigade.web.workplace import workplace
from corpus.keeping.found import how_often, of_metric
from corpus.periods import period_in_chinese
from extract.meaning.activities import activities_of
from patterns import load_catalog
from patterns.schema import Metric

tab = Blueprint("catalogue", __name__)


@tab.get("/metrics/catalogue")
def page() -> ResponseReturnValue:
    catalog = load_catalog(workplace().patterns)
    names = activities_of(catalog).names
    used = dict.fromkeys(names.get(m.activity, "") for m in catalog.metrics.values())
    return render_template("catalogue.html", tab="metrics", part="catalogue", activities=[name for name in used if name])


@tab.get("/metrics/catalogue/rows")
def rows() -> ResponseReturnValue:
    """All metrics, with how often the store has them."""
    with workplace().reading() as corpus:
        names, found = activities_of(corpus.catalog).names, how_often(corpus.store)
        lines = []
        for m in corpus.catalog.metrics.values():
            figures, brigades = found.get(m.id, (0, 0))
            example = m.examples[0].text if m.examples else ""
            lines.append({
                "id": m.id, "name": m.name, "activity": names.get(m.activity, ""), "unit": m.unit, "figures": figures, "brigades": brigades, "example": example,
            })  # fmt: skip
    return {"rows": lines}


@tab.get("/metrics/catalogue/<ident>")
def one(ident: str) -> ResponseReturnValue:
    metric = _called(ident)
    catalog = load_catalog(workplace().patterns)
    return render_template(
        "metric.html", tab="metrics", part="catalogue", metric=metric, activity=activities_of(catalog).names.get(metric.activity, ""),
        units=list(dict.fromkeys(u for u in (metric.unit, *metric.units) if u)),
    )  # fmt: skip


@tab.get("/metrics/catalogue/<ident>/rows")
def found(ident: str) -> ResponseReturnValue:
    """A page of the figures of a metric, of brigades or labels with `words`."""
    metric = _called(ident)
    with workplace().reading() as corpus:
        listed = of_metric(corpus.store, metric.id, asked_page(), words=request.args.get("words", "").strip())
    return rows_of(listed, [_line(row, n) for n, row in enumerate(listed.rows)])


def _called(ident: str) -> Metric:
    metric = load_catalog(workplace().patterns).metrics.get(ident)
    if metric is None:
        abort(404, "没有这个指标,请在指标目录中选择。")
    return metric


def _line(row: dict[str, Any], n: int) -> dict[str, Any]:
    told = [
        row["qualifier"],
        row["entity"],
        STATUS["planned"] if row["status"] == "planned" else "",
        "" if row["current"] else "非现行版本",
    ]
    return {
        "id": f"{row['report_id']}-{row['start']}-{n}", "report": row["report_id"], "start": row["start"], "brigade": row["brigade"] or "未识别",
        "period": period_in_chinese(row["period_start"], row["period_end"]), "value": figure(row["value"], row["modifier"], row["value_max"]),
        "unit": row["unit"] or "", "label": row["label"], "note": "、".join(t for t in told if t), "sentence": row["sentence"] or row["quote"],
        "doubt": row["doubt"] or "", "corrected": CORRECTED.get(row["corrected"], "已更正" if row["corrected"] else ""),
    }  # fmt: skip
