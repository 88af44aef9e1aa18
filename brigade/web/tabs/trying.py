"""词语与指标 › 试一句话: a sentence, and all that is read of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from brigade.common import period_of
from brigade.output import candidates
from brigade.output.phrases import plainly
from brigade.output.words import KINDS, REASONS, STATUS, figure
from brigade.web.workplace import workplace
from corpus.errors import CorpusError
from corpus.keeping.teaching import lessons_of
from corpus.periods import period_in_chinese
from extract import Fact, Report, extract_report
from extract.examples import frames_of
from extract.parsing.frames import Frame
from extract.parsing.lexicon import lexicon_of
from extract.parsing.phrases import parse
from patterns import Catalog, load_catalog

tab = Blueprint("trying", __name__)
LONGEST = 2000  # characters of a sentence that is tried


@tab.get("/metrics/try")
def page() -> ResponseReturnValue:
    sentence, period = request.args.get("sentence", "").strip(), request.args.get("period", "").strip()
    told: dict[str, Any] = {}
    refused = ""
    try:
        told = _read(sentence, period) if sentence else {}
    except CorpusError as error:
        refused = str(error)
    return render_template(
        "try.html",
        tab="metrics",
        part="try",
        sentence=sentence[: LONGEST * 2],
        period=period[:100],
        refused=refused,
        longest=LONGEST,
        told=told,
    ), (400 if refused else 200)


def _read(sentence: str, period: str) -> dict[str, Any]:
    if len(sentence) > LONGEST:
        raise CorpusError(f"这段话有 {len(sentence)} 字,最多试 {LONGEST} 字,请删短一些。", "arguments")
    catalog = load_catalog(workplace().patterns)
    with workplace().reading() as corpus:
        lessons = [lesson for lesson, _ in lessons_of(corpus.store, catalog)]
    report = extract_report(sentence, period=period_of(period or None), catalog=catalog, lessons=lessons)
    left = [(u.quote, REASONS.get(u.reason, "未能判断")) for u in report.unclaimed]
    dates = [(d.quote, period_in_chinese(d.period.start, d.period.end) or "年份不明") for d in report.dates]
    return {"facts": _facts(report, catalog), "left": left, "dates": dates}


def _facts(report: Report, catalog: Catalog) -> list[dict[str, Any]]:
    return [_fact(fact, frame, catalog) for fact, frame in frames_of(report, catalog)] if report.facts else []


def _fact(fact: Fact, frame: Frame | None, catalog: Catalog) -> dict[str, Any]:
    offered = [(catalog.metrics[c.metric].name, "、".join(c.why)) for c in candidates.of_fact(fact, catalog)]
    metric = catalog.metrics[fact.metric].name if fact.metric else ""
    own = [why for name, why in offered if name == metric]
    sure = fact.confidence
    return {
        "quote": fact.quote, "value": figure(float(fact.value), fact.modifier, None if fact.value_max is None else float(fact.value_max)), "unit": fact.unit,
        "kind": KINDS[fact.kind], "metric": metric, "label": fact.label, "period": period_in_chinese(fact.period.start, fact.period.end) or "未说明",
        "owner": fact.entity or "本单位", "status": STATUS[fact.status], "qualifier": fact.qualifier,
        "sure": [(name, f"{share:.0%}") for name, share in (("指标", sure.metric), ("期间", sure.period), ("主体", sure.entity))],
        "doubts": list(dict.fromkeys(d.why for d in fact.doubt)), "why": own[0] if own else "",
        "others": [(name, why) for name, why in offered if name != metric],
        "frame": plainly(frame, parse(frame, lexicon_of(catalog))) if frame is not None else [],
    }  # fmt: skip
