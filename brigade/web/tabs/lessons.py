"""词语与指标 › 经验: what was taught, to be found, taught otherwise, forgotten, given to another office and taken from one."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue

from brigade.output.journal import metric_named
from brigade.web.asking import asked_number, asked_page, rows_of, who
from brigade.web.uploads import safe_name
from brigade.web.workplace import workplace
from corpus.errors import CorpusError
from corpus.keeping import journal, remembered
from corpus.keeping.lessons import teach_all
from corpus.keeping.undoing import undo
from corpus.lessons import Told, told_in, written_told
from patterns import Catalog

tab = Blueprint("lessons", __name__)
LARGEST = 8 << 20  # bytes of a file
_LATIN = re.compile(r"\([a-z \[\]]+\)|：[a-z]+\.[a-z_]+(?=。)")


@tab.get("/metrics/lessons")
def page() -> ResponseReturnValue:
    return render_template("lessons.html", tab="metrics", part="lessons")


@tab.get("/metrics/lessons/rows")
def rows() -> ResponseReturnValue:
    """A page of the lessons that have `words`, in any of their columns."""
    words = request.args.get("words", "").strip()
    with workplace().reading() as corpus:
        metrics = [ident for ident in ("", *corpus.catalog.metrics) if words and words in metric_named(ident, corpus.catalog)]
        found = remembered.remembered(corpus.store, asked_page(), words=words, metrics=metrics)
        return rows_of(found, [_line(row, corpus.catalog) for row in found.rows])


@tab.post("/metrics/lessons/forget")
def forget() -> ResponseReturnValue:
    """Undoes a lesson; an earlier one of the same words speaks again."""
    number, name = _number(), who()
    with workplace().corpus() as corpus:
        entry = remembered.lesson_called(corpus.store, number)
        undo(corpus.store, corpus.catalog, number, who=name)
        earlier = [
            e for e in journal.read(corpus.store, f"deed = 'teach' AND label = ? AND {journal.holding()}", [entry.label])
            if (e.after["unit"], e.after["kind"]) == (entry.after["unit"], entry.after["kind"])
        ]  # fmt: skip
    again = f",改按较早的第 {earlier[-1].id} 号经验" if earlier else ""
    return {"told": f"已不再用第 {number} 号经验“{entry.label}”{again}。", "number": number}


@tab.post("/metrics/lessons/otherwise")
def otherwise() -> ResponseReturnValue:
    """Teaches another metric for the words of a lesson."""
    number, name, metric = _number(), who(), request.form.get("metric", "")
    with workplace().corpus() as corpus:
        entry = remembered.lesson_called(corpus.store, number)
        done = remembered.teach_otherwise(corpus.store, number, metric, corpus.catalog, who=name)
        counts = metric_named(metric, corpus.catalog)
    if not done.new:
        return {"told": f"“{entry.label}”现在就归在“{counts}”,没有改动。", "numbers": []}
    return {"told": f"“{entry.label}”改为“{counts}”,库中随之改动的数据 {done.changed} 条。", "numbers": done.numbers}


@tab.get("/metrics/lessons.toml")
def export() -> ResponseReturnValue:
    with workplace().reading() as corpus:
        text = written_told(remembered.exported(corpus.store, corpus.catalog))
    return send_file(BytesIO(text.encode("utf-8")), mimetype="application/toml", as_attachment=True, download_name="经验.toml")


@tab.post("/metrics/lessons/look")
def look() -> ResponseReturnValue:
    """What a file would add, before it is taken over."""
    with workplace().reading() as corpus:
        lessons = _uploaded(corpus.catalog)
        seen = remembered.foreseen(corpus.store, lessons, corpus.catalog)
    other = f",其中 {seen.other} 条与现有经验不同,将以文件为准" if seen.other else ""
    return {"new": seen.new, "told": f"文件中有经验 {len(lessons)} 条:新的 {seen.new} 条{other},已有 {seen.known} 条。"}


@tab.post("/metrics/lessons/import")
def take() -> ResponseReturnValue:
    name = who()
    with workplace().corpus() as corpus:
        lessons = _uploaded(corpus.catalog)
        done = teach_all(corpus.store, lessons, corpus.catalog, who=name, why=f"导入 {_file_name()}")
    known = f"(另有 {done.known} 条已有)" if done.known else ""
    return {"told": f"已导入 {done.new} 条经验{known},库中随之改动的数据 {done.changed} 条。", "numbers": done.numbers}


def _number() -> int:
    number = asked_number("number")
    if not number:
        raise CorpusError("没有说是哪一条经验,请在表中点选。", "arguments")
    return number


def _file_name() -> str:
    return safe_name(request.files["file"].filename or "")


def _uploaded(catalog: Catalog) -> tuple[Told, ...]:
    """The lessons of the file that was sent.  Raises CorpusError with a sentence without the names of fields, which only programs know."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise CorpusError("请选择要导入的经验文件。", "arguments")
    content = upload.stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise CorpusError(f"“{_file_name()}”超过 {LARGEST >> 20} MB,不像是经验文件,没有导入。", "lessons")
    try:
        return told_in(content, _file_name(), catalog)
    except CorpusError as error:
        raise CorpusError(f"没有导入。{_LATIN.sub('', str(error))}", "lessons") from error


def _line(row: dict[str, Any], catalog: Catalog) -> dict[str, Any]:
    gone = bool(row["metric"]) and row["metric"] not in catalog.metrics
    return {
        "id": row["id"], "label": row["label"], "unit": row["unit"] or "", "metric": "(已取消的指标)" if gone else metric_named(row["metric"], catalog),
        "who": row["who"], "at": row["at"].isoformat(" ", "minutes") if row["at"] else "", "text": row["text"],
        "state": "gone" if gone else "later" if row["by"] != row["id"] else "", "by": row["by"], "with": row["target"],
    }  # fmt: skip
