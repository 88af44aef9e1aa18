"""Why a figure is marked: doubtful, recognised, corrected, of a report that nobody has gone through."""

from __future__ import annotations

from corpus.cells import Cell
from extract.model import AND


def reasons_of(cell: Cell) -> list[str]:
    """A clause for each mark of a cell, of a doubtful one what its facts are doubted for; [] where nothing is marked."""
    told = [_REASONS[mark] for mark in cell.marks if mark in _REASONS]
    if "ocr" in cell.marks:
        sure = [s["recognised"] for s in cell.sources if s.get("recognised") is not None]
        told.append("由扫描件识别" + (f"(可信度 {min(sure):.0%})" if sure else ""))
    return [*told, *doubts_of(cell)]


def doubts_of(cell: Cell) -> list[str]:
    """What the facts of a doubtful cell are doubted for, each once; [] where it is not doubtful or tells nothing."""
    if "doubt" not in cell.marks or cell.how == "missing":
        return []
    said = (doubt for s in cell.sources for doubt in (s.get("doubt") or "").split(AND))
    return list(dict.fromkeys(filter(None, said))) or ["存疑"]


_REASONS = {"corrected": "经人工更正", "unreviewed": "所在报告未核对", "partial": "合计不全"}
