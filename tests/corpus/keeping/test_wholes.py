"""Words that were taught may name the whole or a part of it: the store does not add them up unless a person said which."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus import Corpus
from corpus.comparing.compare import compare
from corpus.keeping.corrections import correct
from corpus.keeping.lessons import teach_words
from corpus.keeping.undoing import undo
from extract import parse_period

TEXT = "苇陵县消防救援大队{year}年度工作总结\n\n甲、走水账\n全年走水（{a}起）。灶屋（{b}起）。\n"


def _imported(folder: Path, corpus: Corpus, year: int, a: int, b: int) -> None:
    path = folder / f"{year}.txt"
    path.write_text(TEXT.format(year=year, a=a, b=b), encoding="utf-8")
    corpus.import_files([str(path)])


def _cell(corpus: Corpus, year: str) -> tuple[Any, str]:
    rows = compare(corpus, period=parse_period(year), derived=False).rows()
    (row,) = [r for r in rows if r["metric"] == "fire.fires"]
    return row["value"], row["how"]


def test_a_taught_whole_and_a_taught_part_are_not_added_up(tmp_path: Path) -> None:
    with Corpus(tmp_path / "t.duckdb") as corpus:
        _imported(tmp_path, corpus, 2021, 87, 31)
        for words in ("走水", "灶屋"):
            teach_words(corpus.store, words, "fire.fires", corpus.catalog)
        assert _cell(corpus, "2021") == (None, "ambiguous")  # 118 fires there were not
        report = corpus.report("2021")
        start = report["text"].index("87起")
        number = correct(
            corpus.store,
            report["report_id"],
            start,
            start + 3,
            "change",
            corpus.catalog,
            metric="fire.fires",
            qualifier="",
            who="王",
            teach=True,
        )
        assert _cell(corpus, "2021") == (87, "stated")
        _imported(tmp_path, corpus, 2022, 79, 26)  # what was said of the one report holds for the next
        assert _cell(corpus, "2022") == (79, "stated")
        undo(corpus.store, corpus.catalog, number)
        assert _cell(corpus, "2022") == (None, "ambiguous")
