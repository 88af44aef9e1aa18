"""A comparison as the page shows it: heads, figures in words, changes, marks; and the same as a list for other programs."""

from __future__ import annotations

import io
from typing import Any

from brigade.common import print_csv
from brigade.output.compare_layout import against, charted, heads, title, unit
from brigade.output.compare_money import in_money
from brigade.output.compare_table import cell_words, change_words
from brigade.output.words import figure, period_words
from corpus.cells import Cell
from corpus.comparing.changes import change_of
from corpus.comparing.comparison import Comparison
from corpus.comparing.ranking import ranking
from extract.meaning.activities import activities_of

MISSING, NO_TOTAL, ELSEWHERE = "未提及", "未合计", "†"  # nothing said; no total; something said of another time
Seen = tuple[list[str], list[list[Any]]]  # headings and rows


def view_of(out: Comparison, rank: str = "") -> dict[str, Any]:
    """Everything of it but where the figures came from: `cells` has a row a metric and in it [words, figure, how, change, its sign] a column."""
    out = in_money(out)
    names = activities_of(out.catalog).names if out.catalog else {}
    places = places_of(out, rank)
    columns = [
        {"brigade": b, "period": p, "when": period_words(p), "head": head, "total": (b, p) in out.totals, "place": places.get((b, p))}
        for (b, p), head in zip(out.columns, heads(out), strict=True)
    ]
    metrics = [{"id": m, "name": out.name(m), "unit": unit(out, m), "activity": _activity(out, m, names)} for m in out.metrics]
    return {
        "title": title(out, "各大队各期间") if out.columns else "", "columns": columns, "metrics": metrics, "base": against(out), "notes": out.notes,
        "cells": [[_cell(out.cells[m][c], line["unit"], bool(out.base), c in out.totals) for c in out.columns] for m, line in zip(out.metrics, metrics, strict=True)],
        "charted": charted(out, 2), "ranked": out.name(rank) if rank else "",
    }  # fmt: skip


def places_of(out: Comparison, rank: str) -> dict[tuple[str, str], int | None]:
    return {(row["brigade"], row["period"]): row["rank"] for row in ranking(out, rank)} if rank else {}


def _activity(out: Comparison, metric: str, names: dict[str, str]) -> str:
    if out.catalog is None or metric not in out.catalog.metrics:
        return "推算"
    return names.get(out.catalog.metrics[metric].activity, "")


def figure_words(cell: Cell, of: str, total: bool = False) -> str:
    """As in the other outputs, but that nothing said is told in words."""
    if cell.how != "missing":
        return cell_words(cell, of)
    return NO_TOTAL if total else MISSING + (ELSEWHERE if cell.note else "")


def _cell(cell: Cell, of: str, based: bool, total: bool) -> list[Any]:
    change = change_words(cell) if based else ""
    amount = change_of(cell).amount if change else None
    return [figure_words(cell, of, total), cell.known, cell.how, change, 0 if not amount else 1 if amount > 0 else -1]


def seen(out: Comparison, *, turned: bool, rank: str = "") -> Seen:
    """The table as it stands on the page: a row a metric, or (`turned`) a row a brigade or period; a change behind each figure."""
    out = in_money(out)
    of = {m: unit(out, m) for m in out.metrics}
    places = places_of(out, rank)
    based = [f"比{against(out)}"] if out.base else []

    def told(metric: str, column: tuple[str, str]) -> list[Any]:
        cell = out.cells[metric][column]
        return [_figure(cell, of[metric], column in out.totals), *([change_words(cell)] if out.base else [])]

    if turned:
        lead = ["大队", "期间", *(["名次"] if rank else [])]
        head = [*lead, *(h for m in out.metrics for h in (f"{out.name(m)}({of[m]})" if of[m] else out.name(m), *based))]
        rows = [
            [c[0], period_words(c[1]), *([places.get(c)] if rank else []), *(v for m in out.metrics for v in told(m, c))]
            for c in out.columns
        ]
        return head, rows
    head = ["指标", "单位", *(h for name in heads(out) for h in (name, *based))]
    first = [["名次", "", *(v for c in out.columns for v in (places.get(c), *([""] if out.base else [])))]] if rank else []
    return head, [*first, *([out.name(m), of[m], *(v for c in out.columns for v in told(m, c))] for m in out.metrics)]


def _figure(cell: Cell, of: str, total: bool) -> Any:
    """A number where the words are just that number, so that others can reckon with it."""
    words = figure_words(cell, of, total)
    plain = cell.known is not None and cell.value_max is None and words.replace(",", "").replace(".", "", 1).lstrip("-").isdigit()
    return float(words.replace(",", "")) if plain and "." in words else int(words.replace(",", "")) if plain else words


def seen_csv(table: Seen) -> str:
    head, rows = table
    fields = [str(n) for n in range(len(head))]  # headings may be alike
    buffer = io.StringIO()
    print_csv(fields, [dict(zip(fields, row, strict=True)) for row in [head, *rows]], buffer)
    return buffer.getvalue().partition("\n")[2]


def odd_rows(odd: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of `outliers` as the page lists them."""
    whom = {"peers": "同期各大队", "history": "本大队历次"}
    return [
        {
            "brigade": r["brigade"], "period": r["period"], "when": period_words(r["period"]), "metric": r["metric"], "name": r["metric_name"],
            "value": figure(r["value"]) + (r["unit"] or ""), "against": whom[r["against"]], "reason": r["reason"], "sentence": r["sentence"],
        }
        for r in odd
    ]  # fmt: skip
