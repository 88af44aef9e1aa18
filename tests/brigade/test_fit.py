"""What is written is fit for its format, and appears whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import math
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from brigade.cli import main
from brigade.common import print_csv, print_jsonl, whole, write_text
from brigade.output import excel, word
from brigade.output.register import csv_of
from corpus import Corpus
from corpus.checks import Finding
from corpus.errors import CorpusError
from corpus.keeping.corrections import correct
from corpus.keeping.registry import Brigade, load
from corpus.reading.document import Document
from corpus.reading.readers import read
from patterns import load_catalog
from tests.conftest import SAMPLES

CELLS: list[tuple[Any, str]] = [
    ("=1+1", "'=1+1"), ("+86", "'+86"), ("-cmd", "'-cmd"), ("@a", "'@a"), ("\ta", "'\ta"), ("＝1", "'＝1"), ("-12.5", "-12.5"), (-3, "-3"), ("", ""),
    (None, ""), (float("nan"), ""), ("检查=1", "检查=1"), ("a\0b", "a b"),
]  # fmt: skip
UNFIT = "检查\0单位\ufffe12家\x0b\ud800。"
FIT = "检查 单位 12家  。"


def test_text_is_no_formula_in_any_cell() -> None:
    out = io.StringIO()
    print_csv(["c", "n"], [{"c": value, "n": 1} for value, _ in CELLS], out)
    assert [row[0] for row in csv.reader(io.StringIO(out.getvalue()))] == ["c", *(told for _, told in CELLS)]


def test_every_csv_has_the_same_writer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db, out = str(tmp_path / "t.duckdb"), tmp_path / "o.csv"
    path = tmp_path / "a.txt"
    path.write_text("=1+1大队工作总结\n=2+2检查单位12家。", encoding="utf-8")
    main(["import", str(path), "--db", db, "--brigade", "=1+1大队", "--period", "2023H1"])
    capsys.readouterr()
    told = []
    for command in (
        ["facts", "--format", "csv"],
        ["reports", "--format", "csv"],
        ["export", "-o", str(out)],
        ["compare", "--period", "2023H1", "--format", "csv"],
    ):
        main([*command, "--db", db])
        told.append(capsys.readouterr().out if "-o" not in command else out.read_text(encoding="utf-8-sig"))
    for text in told:
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert cells and not any(cell.startswith(("=", "+", "@")) or cell == "'" for cell in cells)


def test_a_name_that_is_kept_from_being_a_formula_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    write_text(path, csv_of([Brigade("=甲县大队", (), "", "", {})]))
    assert list(load(path).brigades) == ["=甲县大队"]


def test_json_has_finite_numbers_alone() -> None:
    out = io.StringIO()
    print_jsonl([{"a": math.nan, "b": [math.inf, 1.5], "c": {"d": -math.inf}, "e": "\ud800"}], out)
    assert json.loads(out.getvalue()) == {"a": None, "b": [None, 1.5], "c": {"d": None}, "e": "?"}


def test_word_and_excel_take_every_text(tmp_path: Path) -> None:
    import docx
    import openpyxl

    finding = Finding("U801", "warning", UNFIT, ((0, 2),))
    word.write(str(tmp_path / "a.docx"), Document("a.txt", "text", UNFIT), [finding, finding])
    saved = docx.Document(str(tmp_path / "a.docx"))
    assert [c.text.startswith("【提醒 U801】" + FIT) for c in saved.comments] == [True, True]
    book = excel.Book(str(tmp_path / "a.xlsx"))
    book.sheet("A", [UNFIT], [[UNFIT], [math.inf]], [10])
    book.close()
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active["A2"].value == FIT


def test_many_comments_of_a_paragraph_stand_at_their_figures(tmp_path: Path) -> None:
    import docx

    from tests.corpus.files import docx as written

    path = written(tmp_path / "d.docx", ["检查单位1家、2家、3家、4家。"])
    document = read(path)
    at = [document.text.index(f"{n}家") for n in (1, 2, 3, 4)]
    found = [Finding("U801", "warning", f"第{n}", ((start, start + 2),)) for n, start in enumerate(at)] + [
        Finding("U801", "warning", "全", ((0, 10),))
    ]
    word.write(str(tmp_path / "e.docx"), document, found)
    saved = docx.Document(str(tmp_path / "e.docx"))
    assert saved.paragraphs[0].text == "检查单位1家、2家、3家、4家。"
    body = saved.element.xml
    for n in (1, 2, 3, 4):
        before, _, after = body.partition(f'<w:t xml:space="preserve">{n}家</w:t>')
        assert "commentRangeStart" in before[-400:] and "commentRangeEnd" in after[:200], n


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("alt", encoding="utf-8")
    with pytest.raises(RuntimeError), whole(target) as part:
        part.write_text("halb", encoding="utf-8")
        raise RuntimeError
    assert (target.read_text(encoding="utf-8"), [p.name for p in tmp_path.iterdir()]) == ("alt", ["a.txt"])
    with pytest.raises(CorpusError, match="文件夹"):
        write_text(tmp_path / "nicht" / "da.txt", "x")


NO_NUMBERS: list[Any] = [math.inf, -math.inf, math.nan, "inf", "nan", "1e999", 1e300]


def test_a_correction_is_a_finite_number(tmp_path: Path) -> None:
    catalog = load_catalog()
    with Corpus(tmp_path / "t.duckdb") as corpus:
        corpus.import_files([str(SAMPLES / "qinghe-2022H1.txt")])
        fact = corpus.fact_rows(metric="inspection.units")[0]
        for value in NO_NUMBERS:
            with pytest.raises(CorpusError):
                correct(corpus.store, fact["report_id"], fact["start"], fact["end"], "change", catalog, value=value)


FULL: list[list[str]] = [
    ["import", str(SAMPLES / "qinghe-2022H1.txt"), "--db", "new.duckdb"],
    ["export", "-o", "o.xlsx", "--db", "t.duckdb"],
    ["export", "-o", "o.parquet", "--db", "t.duckdb"],
    ["check", str(SAMPLES / "qinghe-2022H1.txt"), "-o", "o.docx"],
]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes there")
def test_a_full_disk_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with Corpus(tmp_path / "t.duckdb") as corpus:
        corpus.import_files([str(p) for p in SAMPLES.glob("qinghe*.txt")])
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); from brigade.cli import main\nfor words in eval(sys.argv[1]): print(main(words), flush=True)"
    done = subprocess.run([sys.executable, "-c", limited, repr(FULL)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["2"] * len(FULL), done.stderr
    assert len(done.stderr.splitlines()) == len(FULL) and "Traceback" not in done.stderr
    assert not [p.name for p in tmp_path.iterdir() if p.name.startswith("o.")]
    assert not any(zipfile.is_zipfile(p) for p in tmp_path.iterdir())
