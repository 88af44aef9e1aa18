"""Cells worked out by hand: one report a case."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.comparing.compare import compare
from extract import parse_period
from tests.corpus.comparing.stores import TITLE, stored

CASES = tomllib.loads((Path(__file__).parent / "cases_cells.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_cell(tmp_path: Path, case: dict[str, Any]) -> None:
    with stored(tmp_path, {"甲县.txt": TITLE + case["text"]}) as corpus:
        rows = [r for r in compare(corpus, period=parse_period("2023H1"), derived=False).rows() if r["how"] != "missing"]
    got = {r["metric"]: [r["value"] or 0, r["modifier"] if r["how"] != "ambiguous" else "exact", r["how"]] for r in rows}
    for metric, cell in case["cells"].items():
        assert got.pop(metric) == cell
    for metric in got:
        assert case["cells"], metric  # a case without cells allows none of the metrics in its text
    if not case["cells"]:
        assert got == {}
