"""One figure of a comparison: how it came about, and each sentence it was read from with the figure marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PureWindowsPath
from typing import Any

from brigade.output.compare_layout import against, unit
from brigade.output.compare_money import SCALES, in_money
from brigade.output.compare_table import change_words, source_figure
from brigade.output.compare_view import figure_words
from brigade.output.journal import sentence
from brigade.output.words import CORRECTED, figure, period_words
from corpus.cells import Cell, Row
from corpus.comparing.comparison import Comparison, Key
from corpus.comparing.elsewhere import told_elsewhere
from corpus.comparing.reasons import reasons_of
from corpus.keeping import journal
from corpus.keeping.store import Store
from corpus.periods import period_in_chinese
from extract.model import AND

_NO_TOTAL = "各大队没有能相加的数(没有提到、前后不一致,或本来就不能相加)"
MOST = 60  # sources that are told of one cell
_HOW = {
    "stated": "报告中直接写明", "zero": "报告中写明没有", "ambiguous": "各处说法不一致,不作取舍,请核对", "missing": "报告中没有提到(不等于 0)",
    "derived": "推算", "summed": "由各部分相加",
}  # fmt: skip


def cell_told(out: Comparison, metric: str, column: Key, store: Store, of: str | None = None) -> dict[str, Any]:
    """A cell as the page tells it when one points at it; the store is asked where the sentences begin and what was corrected.

    `of` is the unit of its row, where the table that it stands in is a larger one.
    """
    of_all = in_money(out, of if of in SCALES else None)
    cell = of_all.cells[metric][column]
    of = unit(of_all, metric) if of is None else of
    told: dict[str, Any] = {
        "brigade": column[0], "period": period_words(column[1]), "name": out.name(metric), "words": figure_words(cell, of, column in out.totals), "unit": cell.unit,
        "how": _how(cell, column in out.totals), "reasons": reasons_of(cell), **_sources(_with_elsewhere(cell, column in out.totals, store), store, out),
    }  # fmt: skip
    if of_all.base and cell.base is not None:
        told["base"] = {
            "when": period_in_chinese(cell.base.period_start, cell.base.period_end) or against(out), "words": figure_words(cell.base, of),
            "unit": cell.base.unit, "change": change_words(cell), "how": _how(cell.base, column in out.totals), **_sources(cell.base, store, out),
        }  # fmt: skip
    return told


def _with_elsewhere(cell: Cell, total: bool, store: Store) -> Cell:
    """A missing cell with what its report tells for other times, to be looked at."""
    return cell if total or not cell.note else cell._replace(sources=tuple(told_elsewhere(cell, store))) if cell.how == "missing" else cell


def _how(cell: Cell, total: bool) -> str:
    """How a figure was come by, in a sentence."""
    if total:
        said = "合计" if cell.how != "missing" else "没有合计"
        return f"{said}:{cell.note or _NO_TOTAL}" if cell.note or cell.how == "missing" else said
    words = _HOW[cell.how]
    if cell.how == "summed":
        if len(cell.sources) < 2:
            words = "报告只说了其中一部分(分项)"
        elif len(cell.sources) <= 12:
            words += (
                ":"
                + " + ".join(source_figure(r, cell.scale) for r in cell.sources)
                + f" = {figure(cell.value, cell.modifier, cell.value_max)}"
            )
    elif cell.how == "stated" and len(cell.sources) > 1:
        words += f",共 {len(cell.sources)} 处,说法一致"
    return f"{words}:{cell.note}" if cell.note and cell.note not in words else words


def _sources(cell: Cell, store: Store, out: Comparison) -> dict[str, Any]:
    rows = list(cell.sources)[:MOST]
    begins = _begins(store, rows)
    deeds = _deeds(store, rows)
    told = [_source(r, begins.get((r["report_id"], r["seq"])), out, deeds) for r in rows]
    return {"sources": told, "more": max(0, len(cell.sources) - MOST)}


def _source(row: Row, begin: int | None, out: Comparison, deeds: list[journal.Entry]) -> dict[str, Any]:
    words, quote = row["sentence"] or row["quote"], row["quote"]
    at = row["start"] - begin if begin is not None else -1
    if at < 0 or words[at : at + len(quote)] != quote:
        at = words.find(quote)
    parts = ["", quote, ""] if at < 0 else [words[:at], quote, words[at + len(quote) :]]
    mine = [e for e in deeds if e.report_id == row["report_id"] and e.start == row["start"] and e.quote == quote]
    return {
        "parts": parts, "brigade": row["brigade"], "period": period_in_chinese(row["report_start"], row["report_end"]), "of": _of(row, out),
        "value": figure(row["value"], row["modifier"], row.get("value_max")) + (row["unit"] or ""), "file": PureWindowsPath(row["path"]).name,
        "where": row.get("where") or "", "doubts": [d for d in (row.get("doubt") or "").split(AND) if d],
        "corrected": CORRECTED.get(row["corrected"], "经人工更正") if row["corrected"] else "",
        "deeds": [f"{e.who or '未署名'}{f' {e.at:%Y-%m-%d}' if e.at else ''}:{sentence(e, out.catalog)}{f'({e.why})' if e.why else ''}" for e in mine if out.catalog],
        "link": f"/review/{row['report_id']}#f{row['start']}",
    }  # fmt: skip


def _of(row: Row, out: Comparison) -> str:
    """What the figure counts, with what it is limited to."""
    return "、".join(filter(None, [out.name(row["metric"]), row["qualifier"], row["entity"]]))


def _begins(store: Store, rows: Sequence[Row]) -> dict[tuple[str, int], int]:
    """Where the sentence of each fact begins in its report."""
    if not rows:
        return {}
    asked = "SELECT report_id, seq, sentence_start FROM facts WHERE (report_id, seq) IN (SELECT unnest(?::VARCHAR[]), unnest(?::INTEGER[]))"
    found = store.rows(asked, [[r["report_id"] for r in rows], [r["seq"] for r in rows]])
    return {(r["report_id"], r["seq"]): r["sentence_start"] for r in found if r["sentence_start"] is not None}


def _deeds(store: Store, rows: Sequence[Row]) -> list[journal.Entry]:
    """The corrections in force of the reports whose figures were corrected."""
    idents = list({r["report_id"] for r in rows if r["corrected"]})
    if not idents:
        return []
    return journal.read(
        store, f"deed IN {journal.OF_FACTS} AND {journal.holding()} AND report_id IN (SELECT unnest(?::VARCHAR[]))", [idents]
    )
