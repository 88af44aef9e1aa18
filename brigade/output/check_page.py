"""A reviewed draft as a page: the text with its marks, and a list that jumps to them."""

from __future__ import annotations

import html

from brigade.output.pages import Span, apart, frame, with_marks
from brigade.output.words import SEVERITY
from corpus.checks import Check, Finding, catalogue

STYLE = """
body{font:16px/1.9 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",SimSun,sans-serif;margin:0;color:#222;display:grid;grid-template-columns:minmax(0,3fr) minmax(20em,2fr)}
main{padding:1.5em;white-space:pre-wrap;word-break:break-word}aside{padding:1.5em;background:#f6f6f6;height:100vh;overflow:auto;position:sticky;top:0;box-sizing:border-box}
mark{background:none;border-bottom:3px solid}mark.error{border-color:#c00000;background:#fde9e7}mark.warning{border-color:#e08e00;background:#fff4dc}mark.info{border-color:#4a86c5;background:#e8f1fa}
mark:target{outline:3px solid #333}li{margin-bottom:.8em}.error b{color:#c00000}.warning b{color:#b36b00}.info b{color:#2f6ea8}a{color:inherit}small{color:#666}
@media print{body{display:block}aside{height:auto;position:static;break-before:page}mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""


def page(title: str, text: str, findings: list[Finding]) -> str:
    """The draft's text on the left, the findings on the right; each links to its first place, or the first that could be marked."""
    places: dict[Span, list[int]] = {}
    for n, finding in enumerate(findings):
        for span in finding.spans:
            places.setdefault(span, []).append(n)
    marked = set(apart(places))
    codes = catalogue()
    items = [_item(f, codes[f.code], next((s for s in (*f.spans[:1], *sorted(f.spans)) if s in marked), None)) for f in findings]
    counts = "、".join(f"{words} {sum(f.severity == s for f in findings)}" for s, words in SEVERITY.items())
    body = with_marks(text, places, lambda span, words: _mark(span, words, places[span], findings))
    listed = "".join(items) or "<li>没有发现问题</li>"
    return frame(f"{title} 检查结果", STYLE, f"<main>{body}</main><aside><h2>检查结果:{counts}</h2><ol>{listed}</ol></aside>")


def _mark(span: Span, words: str, numbers: list[int], findings: list[Finding]) -> str:
    """The words of the text in the colour of the worst of their findings, an anchor for each of these."""
    start = span[0]
    worst = min((findings[n].severity for n in numbers), key=list(SEVERITY).index)
    tip = html.escape("\n".join(findings[n].message for n in numbers), quote=True)
    anchors = "".join(f'<a id="f{n}-{start}"></a>' for n in numbers)
    return f'{anchors}<mark id="m{start}" class="{worst}" title="{tip}">{words}</mark>'


def _item(finding: Finding, check: type[Check], place: Span | None) -> str:
    link = f'<a href="#m{place[0]}">' if place else "<a>"
    head = f"<b>{SEVERITY[finding.severity]} {finding.code} {html.escape(check.title)}</b>"
    said = f"{html.escape(finding.message)}</a><br><small>{html.escape(check.mend)}</small>"
    return f'<li class="{finding.severity}">{link}{head}<br>{said}</li>'
