"""A report that tells a metric for another time than its own is not silent of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from brigade.output.compare_cell import cell_told
from brigade.output.compare_view import view_of
from corpus import Corpus
from corpus.comparing.compare import compare
from extract import parse_period

TITLE = "{}县消防救援大队2023年下半年工作总结\n\n"
# what a report says → the note of the missing cell of dispatches, in part
SAID = {
    "截至12月31日，大队累计接警出动308起。检查单位40家。": "2023年1月1日至2023年12月31日“308起”|2023年“308起”",
    "检查单位40家。接警出动同比下降3%。": "",
    "去年同期接警出动118起。检查单位40家。": "2022年下半年“118起”",
    "下半年检查单位40家。计划2024年接警出动500起。": "",
    "全市接警出动900起。检查单位40家。": "",
}


@pytest.mark.parametrize("said", SAID)
def test_what_is_told_of_another_time(said: str, tmp_path: Path) -> None:
    files = {"甲": said, "乙": "接警出动20起，检查单位30家。"}
    for name, body in files.items():
        (tmp_path / f"{name}.txt").write_text(TITLE.format(name) + body, encoding="utf-8")
    with Corpus(tmp_path / "t.duckdb") as corpus:
        corpus.import_files([str(tmp_path / f"{name}.txt") for name in files])
        out = compare(corpus, period=parse_period("2023H2"))
        key = next(c for c in out.columns if c[0] == "甲县消防救援大队")
        cell = out.cells["response.dispatches"][key]
        told: dict[str, Any] = cell_told(out, "response.dispatches", key, corpus.store)
    assert cell.how == "missing" and cell.value is None
    assert any(words in cell.note for words in SAID[said].split("|"))
    assert bool(cell.note) == bool(SAID[said]) == bool(told["sources"]) == told["words"].endswith("†")
    assert view_of(out)["cells"][out.metrics.index("response.dispatches")][out.columns.index(key)][0] == told["words"]
