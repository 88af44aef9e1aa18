"""One report as a self-contained page: the text with its facts marked; hovering or tapping tells what was found."""

from __future__ import annotations

import html
from typing import Any

from brigade.output.pages import Span, frame, with_marks
from brigade.output.words import CORRECTED, KINDS, REASONS, STATUS, figure

HUES = {
    "response": 0, "fire": 15, "inspection": 210, "enforcement": 260, "publicity": 120, "media": 150, "training": 40, "drill": 55, "planning": 180,
    "meeting": 300, "oversight": 235, "education": 330, "discipline": 280, "personnel": 90, "construction": 25, "equipment": 195, "funding": 50,
    "award": 345, "service": 165, "scope": 75, "other": 0,
}  # fmt: skip
STYLE = """
:root{--font:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC","SimSun",sans-serif}
body{font:16px/1.9 var(--font);margin:0 auto;max-width:60em;padding:1.5em;color:#222;background:#fff}
h1{font-size:1.3em}.meta{color:#666;font-size:.9em}
.text{white-space:pre-wrap;word-break:break-word}
mark{background:hsl(var(--h) 80% 90%);border-bottom:2px solid hsl(var(--h) 60% 45%);padding:0 .1em;position:relative;cursor:help}
mark.doubt{border-bottom:3px double #b36b00}mark.gone{background:#eee;text-decoration:line-through;border-bottom-color:#999}mark.none{background:#f4f4d0;border-bottom-style:dashed}
s{color:#999;text-decoration:none;border-bottom:1px dotted #bbb;cursor:help}
mark:hover::after,mark:focus::after,s:hover::after{content:attr(data-tip);position:absolute;left:0;top:1.9em;z-index:9;background:#222;color:#fff;font-size:13px;line-height:1.5;padding:.4em .7em;border-radius:4px;white-space:pre;max-width:36em}
s{position:relative}mark{--h:0}{hues}@media print{mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
""".replace("{hues}", "".join(f".a-{activity}{{--h:{hue}}}" for activity, hue in HUES.items()))


def tip_of(fact: dict[str, Any], names: dict[str, str]) -> str:
    """The lines told of a fact."""
    lines = [
        f"指标:{names.get(fact['metric'], '未归类')} {fact['metric']}",
        f"说法:{fact['label']}",
        f"数值:{figure(fact['value'], fact['modifier'], fact['value_max'])} {fact['unit']}({KINDS[fact['kind']]})",
        f"期间:{fact['period_start'] or '未知'} — {fact['period_end'] or '未知'}",
    ]
    extra = "、".join(x for x in (STATUS[fact["status"]] if fact["status"] != "actual" else "", fact["entity"], fact["qualifier"]) if x)
    if extra:
        lines.append(f"备注:{extra}")
    if fact.get("recognised") is not None:
        lines.append(f"识别可信度:{fact['recognised']:.0%}")
    if fact.get("corrected"):
        lines.append(CORRECTED.get(fact["corrected"], "人工更正"))
    if fact.get("doubt"):
        lines.append(f"存疑:{fact['doubt']}")
    return "\n".join(lines)


def marked(text: str, facts: list[dict[str, Any]], left: list[dict[str, Any]], names: dict[str, str], *, bare: bool = False) -> str:
    """The text as HTML: facts marked in the colour of their activity, numerals `left` over faintly; everything from the report is escaped.

    On a `bare` page the Tab key goes by the figures, and a script tells of them: a page of thousands has better ways.
    """
    tips: dict[Span, list[str]] = {}  # empty on a bare page
    activities: dict[Span, str] = {}  # of the places of facts; "" without a metric
    standing = {(f["start"], f["end"]) for f in facts if f["corrected"] != "wrong"}
    doubtful = {(f["start"], f["end"]) for f in facts if f["corrected"] != "wrong" and f["doubt"]}
    for fact in facts:
        span = (fact["start"], fact["end"])
        tips.setdefault(span, []).extend(() if bare else (tip_of(fact, names),))
        activities[span] = fact["activity"] if fact["metric"] else ""
    for item in left:
        span = (item["start"], item["end"])
        if span not in tips:
            tips[span] = ["不作为数据:" + REASONS.get(item["reason"], item["reason"])]
    how = {span: "" if span in standing else "gone" for span in activities} | dict.fromkeys(doubtful, "doubt")
    return with_marks(text, tips, lambda span, words: _mark(span, words, tips[span], activities.get(span), how.get(span, ""), bare))


def _mark(span: Span, words: str, tips: list[str], activity: str | None, how: str, bare: bool) -> str:
    """A figure with what is told of it on hover; `activity` is None where it is no fact, `how` is gone where a person marked it wrong, or doubt."""
    tip = "" if bare else html.escape("\n——\n".join(tips), quote=True).replace("\n", "&#10;")
    told = f">{words}" if bare else f' tabindex="0" data-tip="{tip}">{words}'
    if activity is None:
        return f'<s id="f{span[0]}"{told}</s>'
    css = how if how == "gone" else " ".join(filter(None, (how, "" if activity else "none")))
    return f'<mark id="f{span[0]}" class="{css} a-{activity or "other"}"{told}</mark>'


def page(report: dict[str, Any], facts: list[dict[str, Any]], left: list[dict[str, Any]], names: dict[str, str]) -> str:
    """The whole page of a stored report; the arguments are those of a StoredReport."""
    title = report["title"] or report["path"]
    meta = f"{html.escape(report['brigade'] or '大队未识别')} · {report['period_start']} — {report['period_end']} · 数据 {sum(f['corrected'] != 'wrong' for f in facts)} 条"
    body = f'<h1>{html.escape(title)}</h1><p class="meta">{meta}</p><div class="text">{marked(report["text"], facts, left, names)}</div>'
    return frame(title, STYLE, body)
