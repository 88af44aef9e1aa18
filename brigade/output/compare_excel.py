"""A comparison as a workbook: table, change, coverage, sources with the sentence of every cell, odd figures, charts."""

from __future__ import annotations

from typing import Any

from brigade.output.excel import Book
from brigade.output.words import HOW, figure
from corpus.comparing.compare import Comparison, change_of

_FORMATS = {"over": '"≥"#,##0.####', "under": '"≤"#,##0.####', "about": '"≈"#,##0.####', "exact": "#,##0.####", "range": "#,##0.####"}


def write(path: str, out: Comparison, odd: list[dict[str, Any]], covered: list[dict[str, Any]]) -> None:
    book = Book(path)
    styles = {
        (modifier, how): book.format(num_format=code, valign="top", border=1, border_color="#D9D9D9", **_shade(how))
        for modifier, code in _FORMATS.items()
        for how in HOW
    }
    places = _table(book, out, styles)
    if out.base:
        _change(book, out)
    if covered:
        _coverage(book, covered)
    _sources(book, out)
    if odd:
        rows = [
            [
                r["brigade"],
                r["period"],
                r["metric_name"],
                r["value"],
                r["unit"],
                "同期各大队" if r["against"] == "peers" else "本大队历次",
                r["z"],
                r["reason"],
            ]
            for r in odd
        ]
        book.sheet("异常数字", ["大队", "期间", "指标", "数值", "单位", "比较对象", "偏离", "理由"], rows, [24, 10, 18, 14, 8, 14, 8, 50])
    _charts(book, out, places)
    book.close()


def _shade(how: str) -> dict[str, Any]:
    shades: dict[str, dict[str, Any]] = {
        "summed": {"italic": True},
        "derived": {"italic": True, "font_color": "#1F4E78"},
        "ambiguous": {"bg_color": "#FCE4D6"},
        "zero": {},
        "missing": {"font_color": "#A6A6A6", "align": "right"},
    }
    return shades.get(how, {})


def _heads(out: Comparison) -> list[str]:
    one_brigade, one_period = len({c[0] for c in out.columns}) == 1, len({c[1] for c in out.columns}) == 1
    return [c[1] if one_brigade else c[0] if one_period else f"{c[0]} {c[1]}" for c in out.columns]


def _table(book: Book, out: Comparison, styles: dict[Any, Any]) -> dict[str, int]:
    """The table; totals are formulas where all columns are brigades of one period.  Returns the row of each metric."""
    sheet = book.book.add_worksheet("对比")
    heads = _heads(out)
    plain = [c for c in out.columns if not c[0].endswith("(合计)")]
    total = len({c[1] for c in plain}) == 1 and len(plain) > 1
    for c, head in enumerate(["指标", "指标编号", "单位", *heads, *(["合计", "有数的大队"] if total else [])]):
        sheet.write_string(0, c, head, book.heading)
        sheet.set_column(c, c, 20 if c == 0 else 22 if c == 1 else 8 if c == 2 else 15, None, {"hidden": c == 1})
    sheet.set_row(0, 34)
    sheet.freeze_panes(1, 3)
    places: dict[str, int] = {}
    from xlsxwriter.utility import xl_rowcol_to_cell

    for r, metric in enumerate(out.metrics, 1):
        places[metric] = r
        cells = out.cells[metric]
        sheet.write_string(r, 0, out.name(metric), book.text)
        sheet.write_string(r, 1, metric, book.text)
        sheet.write_string(r, 2, next((c.unit for c in cells.values() if c.unit), ""), book.text)
        for c, column in enumerate(out.columns, 3):
            cell = cells[column]
            style = styles[(cell.modifier, cell.how)]
            if cell.value is not None and cell.how != "ambiguous" and cell.value_max is None:
                sheet.write_number(r, c, cell.value, style)
            elif cell.how == "missing":
                sheet.write_string(r, c, "—", style)
            elif cell.how == "ambiguous":
                sheet.write_string(
                    r, c, "不一致:" + "/".join(dict.fromkeys(figure(s["value"], s["modifier"]) for s in cell.sources)), style
                )
            else:
                sheet.write_string(r, c, figure(cell.value, cell.modifier, cell.value_max), style)
            _comment(sheet, r, c, cell)
        if total:
            first, last = xl_rowcol_to_cell(r, 3), xl_rowcol_to_cell(r, 2 + len(plain))
            count = 3 + len(out.columns)
            told = [cells[c] for c in plain if cells[c].value is not None and cells[c].how != "ambiguous" and cells[c].value_max is None]
            if (
                told
                and not metric.startswith("derived.")
                and not out.per
                and out.catalog is not None
                and out.catalog.metrics[metric].kind != "ratio"
            ):
                sheet.write_formula(r, count, f"=SUM({first}:{last})", styles[("exact", "stated")], sum(c.value or 0 for c in told))
            sheet.write_formula(r, count + 1, f"=COUNT({first}:{last})", styles[("exact", "stated")], len(told))
    row = len(out.metrics) + 2
    for note in [*out.notes, "— 未提及(不是 0);斜体为相加或推算;橙色为前后不一致;≥ ≤ ≈ 为约数;批注和“出处”表给出原句。"]:
        sheet.write_string(row, 0, "注:" + note, book.text)
        row += 1
    return places


def _comment(sheet: Any, row: int, column: int, cell: Any) -> None:
    lines = [f"{s['quote']}:{s['sentence'][:120]}" for s in cell.sources[:4]]
    if cell.note:
        lines.insert(0, cell.note)
    if cell.marks:
        lines.insert(0, "、".join({"ocr": "扫描识别", "corrected": "人工更正"}[m] for m in cell.marks))
    if lines:
        sheet.write_comment(
            row,
            column,
            "\n".join(lines).encode("utf-8", "replace").decode("utf-8")[:1500],
            {"x_scale": 3, "y_scale": 1.6, "font_name": "微软雅黑", "font_size": 9},
        )


def _change(book: Book, out: Comparison) -> None:
    sheet = book.book.add_worksheet("变化")
    heads = ["指标", "单位"]
    for head in _heads(out):
        heads += [f"{head} 本期", f"{head} {out.base}", f"{head} 增减", f"{head} 增减%"]
    for c, head in enumerate(heads):
        sheet.write_string(0, c, head, book.heading)
        sheet.set_column(c, c, 20 if c == 0 else 13)
    sheet.set_row(0, 34)
    sheet.freeze_panes(1, 2)
    percent = book.format(num_format="+0.0%;-0.0%;0.0%", border=1, border_color="#D9D9D9")
    signed = book.format(num_format="+#,##0.####;-#,##0.####;0", border=1, border_color="#D9D9D9")
    from xlsxwriter.utility import xl_rowcol_to_cell

    for r, metric in enumerate(out.metrics, 1):
        sheet.write_string(r, 0, out.name(metric), book.text)
        sheet.write_string(r, 1, next((c.unit for c in out.cells[metric].values() if c.unit), ""), book.text)
        for n, column in enumerate(out.columns):
            cell = out.cells[metric][column]
            at = 2 + 4 * n
            if cell.value is None or cell.how == "ambiguous":
                continue
            sheet.write_number(r, at, cell.value, book.number)
            if cell.base is None or cell.base.value is None:
                continue
            sheet.write_number(r, at + 1, cell.base.value, book.number)
            _comment(sheet, r, at + 1, cell.base)
            now, then = xl_rowcol_to_cell(r, at), xl_rowcol_to_cell(r, at + 1)
            change = change_of(cell)
            sheet.write_formula(r, at + 2, f"={now}-{then}", signed, change["change"])
            shown = "新增" if change["change_pct"] is None else change["change_pct"] / 100
            sheet.write_formula(r, at + 3, f'=IF({then}=0,IF({now}=0,0,"新增"),({now}-{then})/ABS({then}))', percent, shown)
    if out.metrics:
        red, green = book.format(font_color="#C00000"), book.format(font_color="#548235")
        for n in range(len(out.columns)):
            at = 5 + 4 * n
            sheet.conditional_format(1, at, len(out.metrics), at, {"type": "cell", "criteria": ">", "value": 0, "format": red})
            sheet.conditional_format(1, at, len(out.metrics), at, {"type": "cell", "criteria": "<", "value": 0, "format": green})


def _coverage(book: Book, rows: list[dict[str, Any]]) -> None:
    columns = sorted({(r["brigade"], r["period"]) for r in rows})
    names: dict[str, dict[Any, str]] = {}
    for r in rows:
        names.setdefault(r["metric_name"], {})[(r["brigade"], r["period"])] = {"missing": "", "ambiguous": "不一致"}.get(r["how"], "有")
    sheet = book.sheet(
        "覆盖",
        ["指标", *(f"{b} {p}" for b, p in columns)],
        [[n, *(told.get(c, "") for c in columns)] for n, told in names.items()],
        [22, *[13] * len(columns)],
    )
    sheet.set_row(0, 48)
    sheet.freeze_panes(1, 1)
    sheet.conditional_format(
        1,
        1,
        max(1, len(names)),
        max(1, len(columns)),
        {"type": "cell", "criteria": "==", "value": '"有"', "format": book.format(bg_color="#E2EFDA")},
    )
    sheet.conditional_format(1, 1, max(1, len(names)), max(1, len(columns)), {"type": "blanks", "format": book.format(bg_color="#FBE5E5")})


def _sources(book: Book, out: Comparison) -> None:
    def rows() -> Any:
        for metric in out.metrics:
            for column in out.columns:
                cell = out.cells[metric][column]
                told = [(column[1], cell.how, s) for s in cell.sources]
                if cell.base is not None and (column[0], out.base) not in out.columns:
                    told += [(out.base, cell.base.how, s) for s in cell.base.sources]
                for period, how, s in told:
                    yield [
                        column[0],
                        period,
                        out.name(metric),
                        HOW[how] or "原文",
                        s["quote"],
                        s["value"],
                        s["unit"],
                        s["qualifier"],
                        s["sentence"],
                        s.get("where") or "",
                        s["path"],
                        s["report_id"],
                    ]

    book.sheet(
        "出处",
        ["大队", "期间", "指标", "取得方式", "原文", "数值", "单位", "限定", "原句", "位置", "文件", "报告"],
        rows(),
        [24, 10, 18, 10, 14, 14, 8, 14, 70, 12, 40, 12],
    )


def _charts(book: Book, out: Comparison, places: dict[str, int]) -> None:
    """A column chart for each of the metrics most columns tell, or a line where the columns are periods of one brigade."""
    columns = [c for c in out.columns if not c[0].endswith("(合计)")]
    if len(columns) < 2:
        return
    told = {m: sum(out.cells[m][c].value is not None and out.cells[m][c].how != "ambiguous" for c in columns) for m in out.metrics}
    chosen = sorted((m for m in out.metrics if told[m] >= 2), key=lambda m: -told[m])[:8]
    if not chosen:
        return
    sheet = book.book.add_worksheet("图表")
    kind = "line" if len({c[0] for c in columns}) == 1 else "column"
    for n, metric in enumerate(chosen):
        chart = book.book.add_chart({"type": kind})
        r = places[metric]
        unit = next((c.unit for c in out.cells[metric].values() if c.unit), "")
        chart.add_series({
            "name": out.name(metric), "categories": ["对比", 0, 3, 0, 2 + len(columns)], "values": ["对比", r, 3, r, 2 + len(columns)],
            "data_labels": {"value": len(columns) <= 12}, "marker": {"type": "circle"}, "gap": 60,
        })  # fmt: skip
        chart.set_title(
            {"name": f"{out.name(metric)}({unit})" if unit else out.name(metric), "name_font": {"name": "微软雅黑", "size": 12}}
        )
        chart.set_legend({"none": True})
        chart.set_x_axis({"num_font": {"name": "微软雅黑", "size": 9}})
        chart.show_na_as_empty_cell() if hasattr(chart, "show_na_as_empty_cell") else None
        chart.set_size({"width": 560, "height": 300})
        sheet.insert_chart((n // 2) * 16, (n % 2) * 9, chart)
