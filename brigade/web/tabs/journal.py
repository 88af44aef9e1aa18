"""更正记录: everything that anyone changed, to be found and undone."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from brigade.output.journal import DEEDS, outcome, sentence
from brigade.web.asking import asked_number, asked_page, rows_of, who
from brigade.web.workplace import workplace
from corpus import Corpus
from corpus.errors import CorpusError
from corpus.keeping import journal
from corpus.keeping.journal import Entry
from corpus.keeping.standing import without_place
from corpus.keeping.undoing import redo, undo
from corpus.periods import period_in_chinese

tab = Blueprint("journal", __name__)
STATES = {"": None, "holds": True, "undone": False}


@tab.get("/journal")
def page() -> ResponseReturnValue:
    deeds = {key: name for key, name in DEEDS.items() if key not in journal.UNDOING}
    return render_template("journal.html", tab="journal", deeds=deeds)


@tab.get("/journal/rows")
def rows() -> ResponseReturnValue:
    """A page of the lines that fit `words`, `deed` and `state`, or of those about one `report`."""
    args = request.args
    with workplace().reading() as corpus:
        report = corpus.report(args["report"]) if args.get("report") else None
        found, listed = journal.listed(
            corpus.store, asked_page(), words=args.get("words", "").strip(), deed=args.get("deed", ""), holds=STATES.get(args.get("state", "")),
            report=report,
        )  # fmt: skip
        placeless = without_place(corpus.store, [e for e, row in zip(found, listed.rows, strict=True) if row["holds"]])
        lines = [_line(e, row["holds"], e.id in placeless, corpus) for e, row in zip(found, listed.rows, strict=True)]
    return rows_of(listed, lines)


@tab.post("/journal/turn")
def turn() -> ResponseReturnValue:
    """Undoes a line, or (`redo`) does it again."""
    form = request.form
    number = asked_number("number")
    if not number:
        raise CorpusError("没有说是哪一条更正,请在更正记录中点选。", "arguments")
    again = "redo" in form
    name = who()
    with workplace().corpus() as corpus:
        done = (redo if again else undo)(corpus.store, corpus.catalog, number, who=name)
        told = sentence(done.entry, corpus.catalog)
    return {
        "told": f"已{'重做' if again else '撤销'}第 {done.entry.id} 号:{told}{outcome(done, '它的原句已不在' if again else '现有数据与它无关')}"
    }


def _line(entry: Entry, holds: bool, placeless: bool, corpus: Corpus) -> dict[str, Any]:
    """A line of the journal as the page shows it; `report` is the report to look at, "" where none was concerned."""
    return {
        "id": entry.id, "at": entry.at.isoformat(" ", "minutes") if entry.at else "", "who": entry.who, "why": entry.why,
        "deed": DEEDS.get(entry.deed, entry.deed), "told": sentence(entry, corpus.catalog), "brigade": entry.brigade,
        "period": period_in_chinese(entry.period_start, entry.period_end), "holds": holds, "placeless": placeless, "report": entry.report_id if entry.deed != "remove" else "",
        "final": entry.deed in journal.FINAL,
        "start": entry.start,
    }  # fmt: skip
