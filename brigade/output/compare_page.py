"""A comparison as one self-contained page: sortable table, charts, the sentence on hover; nothing is loaded from outside."""

from __future__ import annotations

import html
from importlib.resources import files
from typing import Any

from brigade.common import fit, json_of
from brigade.output.compare_layout import against, chart_title, charted, heads, one_brigade, title, unit
from brigade.output.compare_money import in_money
from brigade.output.compare_table import cell_words, change_words
from corpus.cells import Cell
from corpus.comparing.changes import change_of
from corpus.comparing.comparison import Comparison
from corpus.comparing.reasons import reasons_of

STYLE = """
body{font:15px/1.6 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",SimSun,sans-serif;margin:1.5em;color:#222;background:#fff}
h1{font-size:1.3em}h2{font-size:1.1em;margin-top:2em}.wrap{overflow-x:auto}
table{border-collapse:collapse;min-width:40em}th,td{border:1px solid #d9d9d9;padding:.3em .6em;white-space:nowrap}
th{background:#1f4e78;color:#fff;position:sticky;top:0;cursor:pointer;z-index:2}th[aria-sort=ascending]::after{content:" ▲"}th[aria-sort=descending]::after{content:" ▼"}
td.n{text-align:right;font-variant-numeric:tabular-nums;position:relative;cursor:help}td:first-child{position:sticky;left:0;background:#fff;z-index:1}
.missing{color:#aaa}.ambiguous{background:#fce4d6}.summed,.derived{font-style:italic}.up{color:#c00000}.down{color:#548235}
#tip{position:fixed;display:none;max-width:34em;background:#222;color:#fff;padding:.6em .9em;border-radius:5px;font-size:13px;white-space:pre-wrap;z-index:9;pointer-events:none}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(26em,1fr));gap:1em}.chart{height:17em;border:1px solid #eee;break-inside:avoid}
.notes{color:#666;font-size:.9em}
@media print{body{margin:0;font-size:11px}th{position:static;-webkit-print-color-adjust:exact;print-color-adjust:exact}td:first-child{position:static}#tip{display:none!important}.wrap{overflow:visible}.charts{grid-template-columns:1fr 1fr}tr{break-inside:avoid}}
"""
SCRIPT = """
const tip=document.getElementById('tip');
function show(td,x,y){if(!td||!td.dataset.tip)return;tip.textContent=td.dataset.tip;tip.style.display='block';
 tip.style.left=Math.min(x+12,innerWidth-tip.offsetWidth-8)+'px';tip.style.top=Math.min(y+14,innerHeight-tip.offsetHeight-8)+'px'}
document.addEventListener('mouseover',e=>{const td=e.target.closest('td[data-tip]');if(td)show(td,e.clientX,e.clientY);else tip.style.display='none'});
document.addEventListener('focusin',e=>{const td=e.target.closest('td[data-tip]');if(td){const r=td.getBoundingClientRect();show(td,r.left,r.bottom)}});
document.querySelectorAll('th').forEach((th,i)=>th.addEventListener('click',()=>{
 const body=th.closest('table').tBodies[0],up=th.getAttribute('aria-sort')!=='ascending';
 document.querySelectorAll('th').forEach(o=>o.removeAttribute('aria-sort'));th.setAttribute('aria-sort',up?'ascending':'descending');
 const key=r=>{const c=r.cells[i],v=c.dataset.value;return v===undefined?c.textContent:v===''?null:+v};
 [...body.rows].sort((a,b)=>{const x=key(a),y=key(b);if(x===null)return 1;if(y===null)return -1;
  const d=typeof x==='number'&&typeof y==='number'?x-y:String(x).localeCompare(String(y),'zh');return up?d:-d}).forEach(r=>body.append(r))}));
const data=JSON.parse(document.getElementById('data').textContent);
document.querySelectorAll('.chart').forEach((box,i)=>{const c=data[i],chart=echarts.init(box,null,{renderer:'canvas'});
 chart.setOption({animation:false,title:{text:c.title,textStyle:{fontSize:13}},tooltip:{trigger:'axis',renderMode:'richText'},grid:{left:8,right:16,bottom:8,top:40,containLabel:true},
  xAxis:{type:'category',data:c.names,axisLabel:{interval:0,rotate:c.names.length>4?30:0}},yAxis:{type:'value'},
  series:[{type:c.kind,data:c.values,label:{show:c.names.length<=10,position:'top'},barMaxWidth:40,itemStyle:{color:'#1f4e78'}}]});
 addEventListener('resize',()=>chart.resize());addEventListener('beforeprint',()=>chart.resize())});
"""


def page(out: Comparison, odd: list[dict[str, Any]], money: str | None = None) -> str:
    """The whole page as HTML; `odd` are the rows of `outliers`, the first thirty are listed; `money` as in `in_money`."""
    out = in_money(out, money)
    subject = html.escape(title(out, "各大队各期间"))
    charts = _charts(out)
    library = _library() if charts else ""
    data = json_of(charts).replace("<", "\\u003c")
    rows = "".join(_row(out, metric) for metric in out.metrics)
    text = (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{subject}</title>'
        f"<style>{STYLE}</style></head><body><h1>{subject}</h1>"
        f'<div class="wrap"><table><thead>{_header(out)}</thead><tbody>{rows}</tbody></table></div><ul class="notes">{_notes(out)}</ul>'
        + (f"<h2>异常数字</h2><ul>{_strange(odd)}</ul>" if odd else "")
        + ('<h2>图表</h2><div class="charts">' + '<div class="chart"></div>' * len(charts) + "</div>" if charts else "")
        + f'<div id="tip"></div><script type="application/json" id="data">{data}</script><script>{library}</script><script>{SCRIPT}</script></body></html>'
    )
    return fit(text)


def _library() -> str:
    return files("brigade").joinpath("static/echarts.simple.min.js").read_text(encoding="utf-8")


def _header(out: Comparison) -> str:
    cells = ["指标", "单位"]
    for head in heads(out):
        cells.append(html.escape(head))
        if out.base:
            cells.append(f"比{html.escape(against(out))}")
    return "<tr>" + "".join(f"<th>{cell}</th>" for cell in cells) + "</tr>"


def _row(out: Comparison, metric: str) -> str:
    of = unit(out, metric)
    row = [f"<td>{html.escape(out.name(metric))}</td><td>{html.escape(of)}</td>"]
    for column in out.columns:
        cell = out.cells[metric][column]
        number = "" if cell.known is None else f"{cell.known:.10g}"
        row.append(_td(cell.how, number, _tip(cell), html.escape(cell_words(cell, of))))
        if out.base:
            row.append(_change(cell, against(out)))
    return "<tr>" + "".join(row) + "</tr>"


def _change(cell: Cell, base: str) -> str:
    words = change_words(cell)
    css = "up" if "+" in words and words != "+0.0%" else "down" if "-" in words else ""
    change = change_of(cell)
    number = "" if change.percent is None and not change.points else str(change.amount if change.points else change.percent)
    tip = f"{base}:\n{_tip(cell.base)}" if cell.base is not None and cell.base.sources else ""
    return _td(css, number, tip, words)


def _td(css: str, number: str, tip: str, words: str) -> str:
    """A cell to sort by its number, with the sentences of its sources on hover."""
    extra = f' data-tip="{html.escape(tip, quote=True)}" tabindex="0"' if tip else ""
    return f'<td class="n {css}" data-value="{number}"{extra}>{words}</td>'


def _tip(cell: Cell) -> str:
    lines = [*filter(None, [cell.note]), *reasons_of(cell)]
    lines += [f"“{s['quote']}” {s['sentence']}" for s in cell.sources[:5]]
    if len(cell.sources) > 5:
        lines.append(f"……共 {len(cell.sources)} 处")
    return "\n".join(lines)


def _notes(out: Comparison) -> str:
    legend = "— 未提及(不是 0);斜体为相加或推算;橙色为前后不一致;≥ ≤ ≈ 为约数;鼠标移到数字上看原句;点表头排序。"
    return "".join(f"<li>{html.escape(note)}</li>" for note in [*out.notes, legend])


def _strange(odd: list[dict[str, Any]]) -> str:
    words_of = "{brigade} {period} {metric_name} {value}{unit}:{reason}".format_map
    return "".join(f"<li>{html.escape(words_of(r))}</li>" for r in odd[:30])


def _charts(out: Comparison) -> list[dict[str, Any]]:
    """What the script draws: title, names and values of the columns without the totals, line or bar."""
    names = [head for head, column in zip(heads(out), out.columns, strict=True) if column not in out.totals]
    kind = "line" if one_brigade(out) else "bar"
    return [
        {
            "title": chart_title(out, metric),
            "names": names,
            "values": [out.cells[metric][column].known for column in out.reported],
            "kind": kind,
        }
        for metric in charted(out, 10)
    ]
