"""Why a figure was read as it is: its words, and what each reader took it for."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from brigade.output.phrases import plainly
from brigade.web.workplace import workplace
from corpus.keeping.teaching import lessons_of
from extract import Fact, extract_report
from extract.examples import frames_of
from extract.parsing.lexicon import lexicon_of
from extract.parsing.phrases import parse
from patterns import Catalog

tab = Blueprint("why", __name__)
LONGEST = 4000  # characters of a paragraph that is read again


@tab.get("/review/<ident>/why")
def why(ident: str) -> ResponseReturnValue:
    """The words of the figure at a place and the votes for its metric, read again from its paragraph alone, with the lessons of the store."""
    start = request.args.get("start", 0, int)
    with workplace().reading() as corpus:
        text = corpus.report(ident)["text"]
        lessons = [lesson for lesson, _ in lessons_of(corpus.store, corpus.catalog)]
        catalog = corpus.catalog
    begin = text.rfind("\n", 0, max(0, start)) + 1
    stop = text.find("\n", max(0, start))
    paragraph = text[begin : stop if stop >= 0 else len(text)][:LONGEST]
    report = extract_report(paragraph, catalog=catalog, lessons=lessons)
    frames = {fact.start: (fact, frame) for fact, frame in frames_of(report, catalog)}
    if start - begin not in frames:
        return {"words": "", "votes": []}
    fact, frame = frames[start - begin]
    words = "；".join(f"{name} {told}" for name, told in plainly(frame, parse(frame, lexicon_of(catalog)))) if frame is not None else ""
    return {"words": words, "votes": _votes(fact, catalog)}


_READERS = {"rules": "规则", "examples": "例句", "lessons": "经验"}


def _votes(fact: Fact, catalog: Catalog) -> list[dict[str, Any]]:
    """What each reader took the figure for, the surest first."""
    votes = sorted((v for v in fact.votes if v[2] >= 0.05 or v[0] != "examples"), key=lambda v: -v[2])
    return [
        {
            "by": _READERS.get(reader, reader), "metric": metric if metric in catalog.metrics else "",
            "name": catalog.metrics[metric].name if metric in catalog.metrics else "没有相符的" if reader == "rules" else "不是指标", "share": f"{share:.0%}" if reader == "examples" else "",
        }
        for reader, metric, share in votes[:6]
    ]  # fmt: skip
