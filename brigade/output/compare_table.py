"""A comparison in the terminal."""

from __future__ import annotations

from typing import Any

from brigade.common import print_jsonl
from brigade.output.terminal import console, table
from brigade.output.words import HOW, figure
from corpus.comparing.compare import Comparison, change_of

SHORT = {"ambiguous": "不一致", "missing": "—"}


def cell_words(cell: Any) -> str:
    """442, ≥20, 26 (合计), 不一致 24/26, — for missing; OCR ○, corrected ✎."""
    if cell.how == "missing":
        return "—"
    if cell.how == "ambiguous":
        return "不一致:" + "/".join(dict.fromkeys(figure(r["value"], r["modifier"], r["value_max"]) for r in cell.sources))
    words = figure(cell.value, cell.modifier, cell.value_max)
    if cell.how in ("summed", "derived"):
        words += f"({HOW[cell.how]})"
    return words + ("○" if "ocr" in cell.marks else "") + ("✎" if "corrected" in cell.marks else "")


def change_words(cell: Any) -> str:
    change = change_of(cell)
    if change["change_note"].startswith("新增"):
        return "新增"
    if change["change_pct"] is None:
        return ""
    return f"{change['change_pct']:+.1f}%"


def print_comparison(out: Comparison) -> None:
    one_brigade = len({c[0] for c in out.columns}) == 1
    one_period = len({c[1] for c in out.columns}) == 1
    heads = [c[1] if one_brigade else c[0] if one_period else f"{c[0]} {c[1]}" for c in out.columns]
    columns = [("指标", "left"), ("单位", "left")]
    for head in heads:
        columns.append((head, "right"))
        if out.base:
            columns.append((f"比{out.base}", "right"))
    rows = []
    for metric in out.metrics:
        cells = [out.cells[metric][c] for c in out.columns]
        unit = next((c.unit for c in cells if c.unit), "")
        row = [out.name(metric), unit]
        for cell in cells:
            row.append(cell_words(cell))
            if out.base:
                row.append(change_words(cell))
        rows.append(row)
    title = out.columns[0][0] if one_brigade else out.columns[0][1] if one_period else "对比"
    table(f"对比:{title}", columns, rows)
    screen = console()
    for note in out.notes:
        screen.print(f"注:{note}", markup=False)
    screen.print("— 未提及(不是 0);(合计) 由各部分相加;≥ ≤ ≈ 为约数;不一致者请看原句;○ 扫描识别;✎ 人工更正。", markup=False)


def print_coverage(rows: list[dict[str, Any]], form: str | None) -> int:
    if form == "jsonl":
        print_jsonl(rows)
        return 0
    if form == "csv":
        from brigade.output.listing import show

        show("", [(k, k) for k in ("brigade", "period", "metric", "metric_name", "told", "how")], rows, "csv")
        return 0
    columns = sorted({(r["brigade"], r["period"]) for r in rows})
    names: dict[str, dict[tuple[str, str], bool]] = {}
    for r in rows:
        names.setdefault(r["metric_name"], {})[(r["brigade"], r["period"])] = r["told"]
    table(
        "指标覆盖:● 有,空白为缺",
        [("指标", "left"), *((f"{b} {p}", "left") for b, p in columns)],
        [[n, *("●" if told.get(c) else "" for c in columns)] for n, told in names.items()],
    )
    return 0
