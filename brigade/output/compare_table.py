"""A comparison in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brigade.common import print_jsonl
from brigade.output.compare_layout import against, heads, title, unit
from brigade.output.compare_money import in_money
from brigade.output.terminal import console, table
from brigade.output.words import HOW, MARKS, SIGNS, figure, period_words
from corpus.cells import Cell
from corpus.comparing.changes import change_of
from corpus.comparing.comparison import Comparison
from corpus.comparing.coverage import as_grid
from corpus.comparing.reasons import doubts_of
from corpus.shown import signed


def cell_words(cell: Cell, unit: str = "") -> str:
    """442, ≥20, 26 (合计), 31家 where the `unit` of its row is another, 不一致 24/26, — for missing; OCR ○, corrected ✎, doubtful ?."""
    if cell.how == "missing":
        return HOW["missing"]
    if cell.how == "ambiguous":
        return f"{HOW['ambiguous']}:" + "/".join(dict.fromkeys(source_figure(r, cell.scale) for r in cell.sources)) + other_unit(cell, unit)
    words = figure(cell.value, cell.modifier, cell.value_max, 2 if cell.how == "derived" else 4) + other_unit(cell, unit)
    if cell.how in ("summed", "derived"):
        words += f"({HOW[cell.how] if cell.how == 'derived' or len(cell.sources) > 1 else '分项'})"
    return words + "".join(sign for mark, sign in MARKS.items() if mark in cell.marks)


def other_unit(cell: Cell, unit: str) -> str:
    """The unit of a cell where its row has another, else nothing."""
    return cell.unit if unit and cell.unit != unit else ""


def source_figure(row: Mapping[str, Any], scale: float) -> str:
    """The figure of a source in the unit of its cell."""
    top = row.get("value_max")
    return figure(row["value"] / scale, row["modifier"], None if top is None else top / scale)


def change_words(cell: Cell) -> str:
    """+6.6%, ≥+11.1%, +1.1个百分点, 新增 where there was none before, "" where there is nothing to compare with."""
    change = change_of(cell)
    if cell.base is not None and cell.base.value is not None and (cell.how == "missing" or change.unlike):
        words = f"原{figure(cell.base.value, cell.base.modifier, cell.base.value_max)}{cell.base.unit}"
        return words if cell.how == "missing" else f"单位不同,{words}"
    if change.new:
        return "新增"
    sign = SIGNS[change.modifier]
    if change.points and change.amount is not None:
        return f"{sign}{signed(change.amount)}个百分点"
    return "不明" if change.unclear else "" if change.percent is None else f"{sign}{change.percent:+.1f}%"


def print_comparison(out: Comparison, money: str | None = None) -> None:
    out = in_money(out, money)
    columns = [("指标", "left"), ("单位", "left")]
    for head in heads(out):
        columns.append((head, "right"))
        if out.base:
            columns.append((f"比{against(out)}", "right"))
    table(title(out, "对比"), columns, [_row(out, metric) for metric in out.metrics])
    screen = console()
    for note in [*out.notes, *doubts(out)]:
        screen.print(f"注:{note}", markup=False)
    screen.print(
        "— 未提及(不是 0);(合计) 由各部分相加;(分项) 只说了其中一部分;≥ ≤ ≈ 为约数;不一致者请看原句;○ 扫描识别;✎ 人工更正;? 存疑;△ 合计不全,缺的大队见 .xlsx 的“说明”表。",
        markup=False,
    )


def doubts(out: Comparison, at_most: int = 10) -> list[str]:
    """The doubtful figures, each with the reason, and how many more there are."""
    told = [
        (head, metric, cell)
        for metric in out.metrics
        for head, column in zip(heads(out), out.columns, strict=True)
        if "doubt" in (cell := out.cells[metric][column]).marks and cell.how != "missing"
    ]
    lines = [f"存疑:{head} {out.name(metric)} {cell_words(cell)} {';'.join(doubts_of(cell))}" for head, metric, cell in told[:at_most]]
    return lines + ([f"存疑的还有 {len(told) - at_most} 个,见 .xlsx 的“说明”表或 --format jsonl"] if len(told) > at_most else [])


def _row(out: Comparison, metric: str) -> list[str]:
    row = [out.name(metric), unit(out, metric)]
    for column in out.columns:
        cell = out.cells[metric][column]
        row.append(cell_words(cell, row[1]))
        if out.base:
            row.append(change_words(cell))
    return row


def print_coverage(rows: list[dict[str, Any]], form: str | None) -> int:
    """The rows of `coverage` as a table of dots, or as they are for csv and jsonl."""
    if form == "jsonl":
        print_jsonl(rows)
        return 0
    if form == "csv":
        from brigade.output.listing import show

        show("", [(k, k) for k in ("brigade", "period", "metric", "metric_name", "told", "how")], rows, "csv")
        return 0
    columns, grid = as_grid(rows)
    table(
        "指标覆盖:● 有,空白为缺",
        [("指标", "left"), *((f"{brigade} {period_words(period)}", "left") for brigade, period in columns)],
        [[name, *("●" if c in told and told[c]["told"] else "" for c in columns)] for name, told in grid.items()],
    )
    return 0
