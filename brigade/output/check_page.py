"""A reviewed draft as a page: the text with its marks, and a list that jumps to them."""

from __future__ import annotations

import html

from brigade.output.words import SEVERITY
from corpus.checks import Finding, catalogue

STYLE = """
body{font:16px/1.9 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",SimSun,sans-serif;margin:0;color:#222;display:grid;grid-template-columns:minmax(0,3fr) minmax(20em,2fr)}
main{padding:1.5em;white-space:pre-wrap;word-break:break-word}aside{padding:1.5em;background:#f6f6f6;height:100vh;overflow:auto;position:sticky;top:0;box-sizing:border-box}
mark{background:none;border-bottom:3px solid}mark.error{border-color:#c00000;background:#fde9e7}mark.warning{border-color:#e08e00;background:#fff4dc}mark.info{border-color:#4a86c5;background:#e8f1fa}
mark:target{outline:3px solid #333}li{margin-bottom:.8em}.error b{color:#c00000}.warning b{color:#b36b00}.info b{color:#2f6ea8}a{color:inherit}small{color:#666}
@media print{body{display:block}aside{height:auto;position:static;break-before:page}mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""


def page(title: str, text: str, findings: list[Finding]) -> str:
    codes = catalogue()
    places: dict[tuple[int, int], list[int]] = {}
    for n, finding in enumerate(findings):
        for span in finding.spans:
            places.setdefault(span, []).append(n)
    rank = {"error": 0, "warning": 1, "info": 2}
    out, at = [], 0
    anchors: dict[int, int] = {}
    for (start, end), numbers in sorted(places.items()):
        if start < at:
            for n in numbers:
                anchors.setdefault(n, -1)
            continue
        worst = min((findings[n].severity for n in numbers), key=rank.__getitem__)
        tip = html.escape("\n".join(findings[n].message for n in numbers), quote=True)
        ids = "".join(f'<a id="f{n}-{start}"></a>' for n in numbers)
        for n in numbers:
            if anchors.get(n, -1) < 0 or findings[n].spans[0] == (start, end):
                anchors[n] = start
        out.append(
            html.escape(text[at:start]) + f'{ids}<mark id="m{start}" class="{worst}" title="{tip}">{html.escape(text[start:end])}</mark>'
        )
        at = end
    out.append(html.escape(text[at:]))
    items = []
    for n, f in enumerate(findings):
        check = codes[f.code]
        link = f'<a href="#m{anchors[n]}">' if anchors.get(n, -1) >= 0 else "<a>"
        items.append(
            f'<li class="{f.severity}">{link}<b>{SEVERITY[f.severity]} {f.code} {html.escape(check.title)}</b><br>{html.escape(f.message)}</a><br><small>{html.escape(check.mend)}</small></li>'
        )
    summary = "、".join(f"{SEVERITY[s]} {sum(f.severity == s for f in findings)}" for s in rank)
    text_out = (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{html.escape(title)} 检查结果</title><style>{STYLE}</style></head><body>'
        f"<main>{''.join(out)}</main><aside><h2>检查结果:{summary}</h2><ol>{''.join(items) or '<li>没有发现问题</li>'}</ol></aside></body></html>"
    )
    return text_out.encode("utf-8", "replace").decode("utf-8")
