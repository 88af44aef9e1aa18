"""Annotated reports on disk: one JSON a line, in a file of the report's name."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.errors import CorpusError
from corpus.evaluating.agreement import Row


def files(gold: Path, reports: Path) -> list[tuple[Path, Path]]:
    """(annotation, report) of the same name; both may be folders or files.  Raises CorpusError where one is missing."""
    for path in (gold, reports):
        if not path.exists():
            raise CorpusError(f"找不到 {path},请检查路径。", "missing")
    if gold.is_file():
        return [(gold, _report_named(reports, gold.stem))]
    found = [(path, _report_named(reports, path.stem)) for path in sorted(gold.glob("*.jsonl"))]
    if not found:
        raise CorpusError(f"{gold} 里没有 .jsonl 标注文件。", "missing")
    return found


def _report_named(reports: Path, stem: str) -> Path:
    if reports.is_file():
        return reports
    for path in sorted(reports.iterdir()):
        if path.stem == stem and path.suffix != ".jsonl":
            return path
    raise CorpusError(f"{reports} 里没有与标注 {stem} 同名的报告。", "missing")


def annotation_in(path: Path) -> list[Row]:
    """The lines of a file; `type` says fact or date.  Raises CorpusError for what is no JSON."""
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (ValueError, OSError) as error:
        raise CorpusError(f"标注文件 {path} 不是一行一个 JSON 的格式,请检查。", "format") from error
