"""词语与指标 › 待定说法: phrases without a metric or with a doubtful one, each settled by one decision for all figures told so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from brigade.output import candidates
from brigade.output.journal import metric_named
from brigade.web.asking import asked_page, rows_of, who
from brigade.web.workplace import workplace
from corpus import Corpus
from corpus.errors import CorpusError
from corpus.keeping.foretelling import Following, following
from corpus.keeping.lessons import teach_words
from corpus.keeping.undecided import said_so, undecided
from corpus.periods import period_in_chinese
from patterns import Catalog

tab = Blueprint("words", __name__)


@tab.get("/metrics")
def page() -> ResponseReturnValue:
    return render_template("words.html", tab="metrics", part="words")


@tab.get("/metrics/words")
def rows() -> ResponseReturnValue:
    """A page of the phrases that contain `words` and are in a `state`."""
    args = request.args
    with workplace().reading() as corpus:
        found = undecided(corpus.store, asked_page(), words=args.get("words", "").strip(), state=args.get("state", ""))
        return rows_of(found, [_phrase(row, corpus.catalog) for row in found.rows])


@tab.get("/metrics/words/said")
def said() -> ResponseReturnValue:
    """A page of the figures told in a phrase, with their sentences."""
    label, unit = _phrase_asked(request.args)
    with workplace().reading() as corpus:
        found = said_so(corpus.store, label, unit, asked_page())
        return rows_of(found, [_example(row) for row in found.rows])


@tab.get("/metrics/words/following")
def foretold() -> ResponseReturnValue:
    """What a decision would change, in words."""
    label, unit = _phrase_asked(request.args)
    with workplace().reading() as corpus:
        metric = _metric(request.args.get("metric", ""), corpus)
        with _still_there(label):
            return {"told": _foretold(following(corpus.store, label, metric, corpus.catalog, unit=unit))}


@tab.post("/metrics/words/teach")
def teach() -> ResponseReturnValue:
    """One decision for all figures told in a phrase; answers with the numbers of the lines that undo it."""
    label, unit = _phrase_asked(request.form)
    name = who()
    with workplace().corpus() as corpus:
        metric = _metric(request.form.get("metric", ""), corpus)
        with _still_there(label):
            done = teach_words(corpus.store, label, metric, corpus.catalog, unit=unit, who=name)
        counts = metric_named(metric, corpus.catalog)
    if not done.new:
        return {"told": f"说法“{label}”已有这条经验,没有改动。", "numbers": []}
    return {"told": f"“{label}”({unit or '无单位'})已定为“{counts}”,库中随之改动的数据 {done.changed} 条。", "numbers": done.numbers}


@contextmanager
def _still_there(label: str) -> Iterator[None]:
    """A phrase that the store has no more is told without the command that lists them."""
    try:
        yield
    except CorpusError as error:
        if error.kind != "missing":
            raise
        raise CorpusError(f"库中没有说法为“{label[:40]}”的数据,请刷新页面后再试。", "missing") from error


def _phrase_asked(fields: Any) -> tuple[str, str]:
    """The phrase and its unit that a request names."""
    label = fields.get("label", "").strip()
    if not label:
        raise CorpusError("没有说是哪个说法,请在表中点选。", "arguments")
    return label, fields.get("unit", "").strip()


def _metric(ident: str, corpus: Corpus) -> str:
    """The metric that was chosen, "" for none of ours."""
    if ident and ident not in corpus.catalog.metrics:
        raise CorpusError("没有这个指标,请从列表中选择。", "metric")
    return ident


def _foretold(told: Following) -> str:
    if told.exact:
        return f"{told.figures} 条数据随之改归" if told.figures else "归类不变,以后不再存疑"
    return f"约 {told.figures} 条数据随之改归(涉及报告多,只数了说法相同的)"


def _phrase(row: dict[str, Any], catalog: Catalog) -> dict[str, Any]:
    offered = candidates.of_label(row, catalog)
    return {
        "id": f"{row['label']}\n{row['unit']}", "label": row["label"], "unit": row["unit"], "count": row["count"], "brigades": row["brigades"],
        "doubtful": row["doubtful"], "example": row["example"].get("sentence") or "",
        "candidates": [{"id": c.metric, "name": catalog.metrics[c.metric].name, "why": "、".join(c.why)} for c in offered],
    }  # fmt: skip


def _example(row: dict[str, Any]) -> dict[str, Any]:
    """A figure with its sentence in three: what stands before it, itself, what stands behind."""
    sentence, quote = row["sentence"] or "", row["quote"]
    at = row["start"] - (row["sentence_start"] or 0)
    at = at if sentence[at : at + len(quote)] == quote else sentence.find(quote)
    before, behind = (sentence[:at], sentence[at + len(quote) :]) if at >= 0 else ("", sentence)
    return {
        "report": row["report_id"], "start": row["start"], "before": before, "quote": quote if at >= 0 else "", "after": behind,
        "brigade": row["brigade"], "period": period_in_chinese(row["period_start"], row["period_end"]),
    }  # fmt: skip
