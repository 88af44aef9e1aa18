"""What a person does to the facts of a report while reviewing it: each deed is a line of the journal, answered as JSON."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from brigade.common import names_of, period_of
from brigade.output.bench import rank_of, rows_of, shown
from brigade.output.journal import sentence
from brigade.output.words import REVIEW
from brigade.web.asking import asked_number, who
from brigade.web.workplace import workplace
from corpus import Corpus
from corpus.errors import CorpusError
from corpus.keeping import corrections, journal
from corpus.keeping.overlay import WELL_READ
from corpus.keeping.reports import fingerprints, next_open
from corpus.keeping.reviewing import doubtful, review
from corpus.keeping.teaching import count_like
from corpus.keeping.undoing import undo

tab = Blueprint("deeds", __name__)
DEEDS = ("accept", "change", "wrong", "add")
_SURE = 0.8  # confidence from which a part of a fact is not asked about


@tab.post("/review/<ident>/deed")
def deed(ident: str) -> ResponseReturnValue:
    """Accepts, changes or marks wrong the fact at a place, or adds one; of a change just those fields are set that the form has.

    Answers with the line's `number` and words, the facts of the report that are other ones now, and what is still in doubt.
    """
    form, name = request.form, who()
    what = form.get("deed", "")
    if what not in DEEDS:
        raise CorpusError("不认识的更正方式。", "arguments")
    start, end = _place()
    with workplace().corpus() as corpus:
        before = {f["seq"]: f for f in corpus.fact_rows(report_id=ident, removed=True)}
        fact = _fact(before, start, end, form.get("label", "")) if what == "accept" or "seen" in form else None
        if fact is not None and "seen" in form and form["seen"] != shown(fact):
            raise CorpusError("这条数据刚被改过,与您看到的不同,请刷新页面后再改。", "span")
        fields = _fields(corpus) if what in ("change", "add") else {}
        confirm = _doubtful_parts(fact) if fact is not None and what == "accept" else ()
        others = fingerprints(corpus.store, ident) if "teach" in form else {}
        number = corrections.correct(
            corpus.store, ident, start, end, "change" if what == "accept" else what, corpus.catalog, label=form.get("label", ""), who=name,
            why=form.get("why", ""), teach="teach" in form, confirm=confirm, **fields,
        )  # fmt: skip
        also = sum(others[i] != told for i, told in fingerprints(corpus.store, ident).items() if i in others) if others else 0
        return {**_now(corpus, ident, before, number), "also": also}


@tab.post("/review/<ident>/turn")
def turn(ident: str) -> ResponseReturnValue:
    """Undoes the line `number`; answers as `deed`."""
    name, number = who(), asked_number("number")
    if not number:
        raise CorpusError("没有说是哪一条更正,请在更正记录中点选。", "arguments")
    with workplace().corpus() as corpus:
        before = {f["seq"]: f for f in corpus.fact_rows(report_id=ident, removed=True)}
        undo(corpus.store, corpus.catalog, number, who=name)
        answer = _now(corpus, ident, before, number)
    return {**answer, "told": f"已撤销:{answer['told']}"}


@tab.get("/review/<ident>/like")
def like(ident: str) -> ResponseReturnValue:
    """How many other stored figures are told in the same words as the one at a place, and would follow if it counted `metric`."""
    start, end = _place()
    args = request.args
    with workplace().reading() as corpus:
        facts = {f["seq"]: f for f in corpus.fact_rows(report_id=ident, removed=True)}
        fact = _fact(facts, start, end, args.get("label", ""))
        metric = args.get("metric", "")
        teachable = corrections.teachable(fact, metric, corpus.catalog)
        found = count_like(corpus.store, fact["label"], fact["unit"] or "", fact["kind"], metric, doubtful=True) if teachable else 0
    own = fact["corrected"] == "" and (fact["metric"] != metric or bool(fact["doubt"]))
    return {"count": max(0, found - own), "teachable": teachable}


@tab.post("/review/<ident>/state")
def state(ident: str) -> ResponseReturnValue:
    """Says how far the report has been gone through; answers with the next one to be."""
    name, told = who(), request.form.get("state", "")
    with workplace().corpus() as corpus:
        report = corpus.report(ident)
        number = review(corpus.store, report, told, who=name)
        left = doubtful(corpus.store, report["report_id"]) if told == "done" else 0
        following = next_open(corpus.store, report["report_id"])
    words = f"已标为“{REVIEW[told]}”" + (f",其中 {left} 条数据仍存疑" if left else "") + "。"
    return {"told": words, "state": told, "number": number, "next": following}


def _place() -> tuple[int, int]:
    try:
        return int(request.values["start"]), int(request.values["end"])
    except (KeyError, ValueError) as error:
        raise CorpusError("更正的位置不对,请重新点选数据。", "arguments") from error


def _fact(facts: dict[int, dict[str, Any]], start: int, end: int, label: str) -> dict[str, Any]:
    found = [f for f in facts.values() if (f["start"], f["end"]) == (start, end) and f["label"] == label]
    if not found:
        raise CorpusError("这条数据已有变化,请刷新页面后再试。", "span")
    return found[0]


def _doubtful_parts(fact: dict[str, Any]) -> set[str]:
    """The metric, and of the other parts of a fact those that may be what is in doubt of it."""
    parts = {part for part in ("period", "entity") if (fact[f"confidence_{part}"] or 0) < _SURE}
    unread = fact["recognised"] is not None and fact["recognised"] < WELL_READ
    return {"metric", *parts, *(("value",) if unread else ())}


def _fields(corpus: Corpus) -> dict[str, Any]:
    """What the form says of the fact.  Raises CorpusError for an unknown metric or what is no period."""
    form = request.form
    fields: dict[str, Any] = {name: form[name].strip() for name in ("value", "entity", "status", "qualifier") if name in form}
    if "unit" in form:
        fields["unit"] = form["unit"].strip()
    if "metric" in form:
        if form["metric"] and form["metric"] not in corpus.catalog.metrics:
            raise CorpusError("没有这个指标,请从列表中选一个。", "metric")
        fields["metric"] = form["metric"]
    if form.get("period", "").strip():
        fields["period"] = period_of(form["period"].strip())
    return fields


def _now(corpus: Corpus, ident: str, before: dict[int, dict[str, Any]], number: int) -> dict[str, Any]:
    """What became of the facts of a report by the line `number`."""
    report = corpus.report(ident)
    after = {f["seq"]: f for f in corpus.fact_rows(report_id=ident, removed=True)}
    changed = [f for seq, f in after.items() if before.get(seq) != f]
    reshaped = {(f["start"], f["end"]) for f in before.values()} != {(f["start"], f["end"]) for f in after.values()}
    entry = journal.line(corpus.store, number)
    return {
        "number": number, "told": sentence(entry, corpus.catalog), "rows": rows_of(changed, names_of(corpus.catalog), report),
        "reshaped": reshaped or before.keys() != after.keys(), "taught": bool(journal.lessons_with(corpus.store, number)),
        "doubts": sum(rank_of(f) == 0 for f in after.values()), "loose": sum(rank_of(f) == 1 for f in after.values()),
    }  # fmt: skip
