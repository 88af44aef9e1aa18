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
from corpus.keeping.reports import fingerprints, next_open
from corpus.keeping.reviewing import doubtful, review
from corpus.keeping.teaching import count_like

tab = Blueprint("deeds", __name__)
DEEDS = ("accept", "change", "wrong", "add")
_SURE = 0.8  # confidence from which a part of a fact is not asked about
_READ = 0.9  # the same of recognition


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
        fields = _confirmed(fact) if fact and what == "accept" else _fields(corpus) if what != "wrong" else {}
        others = fingerprints(corpus.store, ident) if "teach" in form else {}
        number = corrections.correct(
            corpus.store, ident, start, end, "change" if what == "accept" else what, corpus.catalog, label=form.get("label", ""), who=name,
            why=form.get("why", ""), teach="teach" in form, **fields,
        )  # fmt: skip
        also = sum(others[i] != told for i, told in fingerprints(corpus.store, ident).items() if i in others) if others else 0
        return {**_now(corpus, ident, before, number), "also": also}


@tab.post("/review/<ident>/turn")
def turn(ident: str) -> ResponseReturnValue:
    """Undoes a line about this report, the last one where none is named; answers as `deed`."""
    from corpus.keeping.undoing import undo

    name, told = who(), asked_number("number")
    with workplace().corpus() as corpus:
        before = {f["seq"]: f for f in corpus.fact_rows(report_id=ident, removed=True)}
        number = told or _last(corpus, ident)
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


def _confirmed(fact: dict[str, Any]) -> dict[str, Any]:
    """The fields that say of a fact that what is in doubt of it is right."""
    from extract import Period

    fields: dict[str, Any] = {"metric": fact["metric"]}
    if (fact["confidence_period"] or 0) < _SURE and fact["period_end"]:
        fields["period"] = Period(fact["period_start"], fact["period_end"])
    if (fact["confidence_entity"] or 0) < _SURE:
        fields["entity"] = fact["entity"] or ""
    if fact["recognised"] is not None and fact["recognised"] < _READ:
        fields["value"] = fact["quote"]
    return fields


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


def _last(corpus: Corpus, ident: str) -> int:
    """The last line in force about a report.  Raises CorpusError where there is none."""
    holds = journal.all_in_force(corpus.store)
    own = [e.id for e in journal.of_report(corpus.store, corpus.report(ident)) if e.id in holds and e.deed in journal.OF_FACTS]
    if not own:
        raise CorpusError("这份报告没有可以撤销的更正。", "empty")
    return max(own)


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
