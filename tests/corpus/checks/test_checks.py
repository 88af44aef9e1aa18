"""Every code: a draft that fails with the exact code and figures, and one that passes; the codes in code and docs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus
from corpus.checks import catalogue, check
from corpus.reading.readers import read
from corpus.review import check_document
from extract import extract_report
from tests.conftest import ROOT

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
CODES = [
    "R101", "R102", "S201", "S202", "S203", "S204", "S205", "L301", "L302", "L303", "L304", "C401", "C402", "C403", "C404", "H501",
    "H502", "H503", "H504", "H505", "H506", "B601", "B602", "B603", "D701", "D702", "D703", "D704", "U801", "U802", "U803", "U804", "U805",
]  # fmt: skip


def reviewed(folder: Path, text: str, case: dict[str, Any]) -> list[Any]:
    draft = folder / "草稿.txt"
    draft.write_text(f"甲县消防救援大队2023年上半年工作总结\n\n{text}\n", encoding="utf-8")
    ledger = None
    if "ledger" in case:
        ledger = folder / "台账.csv"
        ledger.write_text("\n".join(case["ledger"]), encoding="utf-8")
    if "past" not in case and "peers" not in case:
        return check_document(read(draft), ledger=str(ledger) if ledger else None)
    with Corpus(folder / "t.duckdb") as corpus:
        files = []
        for n, past in enumerate(case.get("past", [])):
            when, words = past.split("|")
            files.append(folder / f"p{n}.txt")
            files[-1].write_text(f"甲县消防救援大队{when}工作总结\n\n{words}\n", encoding="utf-8")
        for n in range(case.get("peers", 0)):
            files.append(folder / f"q{n}.txt")
            files[-1].write_text(f"{'乙丙丁戊己'[n]}县消防救援大队2023年上半年工作总结\n\n检查单位{600 + 10 * n}家。\n", encoding="utf-8")
        corpus.import_files([str(f) for f in files])
        return corpus.check(read(draft))


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['code']} {c['bad'][:12]}")
def test_case(tmp_path: Path, case: dict[str, Any]) -> None:
    found = [f for f in reviewed(tmp_path, case["bad"], case) if f.code == case["code"]]
    assert found
    text = (tmp_path / "草稿.txt").read_text(encoding="utf-8")
    assert [text[a:b] for a, b in found[0].spans] == case["quotes"]
    assert found[0].message
    (tmp_path / "good").mkdir()
    right = case | ({"ledger": case["right_ledger"]} if "right_ledger" in case else {})
    assert [f for f in reviewed(tmp_path / "good", case["good"], right) if f.code == case["code"]] == []


def test_every_code_has_a_case_and_its_words() -> None:
    assert list(catalogue()) == sorted(CODES)
    assert {c["code"] for c in CASES} == set(CODES)
    for code, kind in catalogue().items():
        assert kind.code == code and kind.severity in ("error", "warning", "info")
        for words in (kind.title, kind.why, kind.mend, kind.bad, kind.good):
            assert words, code


def test_the_docs_list_the_same_codes() -> None:
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| ([A-Z]\d{3}) \|", text, re.M) == sorted(CODES)


def test_an_explanation_lowers_an_error() -> None:
    text = "发现隐患1630处，督促整改1665处（含复查整改）。"
    found = [f for f in check(extract_report(text, period="2023H1")) if f.code == "L301"]
    assert [f.severity for f in found] == ["warning"]


def test_the_draft_is_not_its_own_past(tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text("甲县消防救援大队2023年上半年工作总结\n\n大队共检查单位612家，发现火灾隐患980处。\n", encoding="utf-8")
    with Corpus(tmp_path / "t.duckdb") as corpus:
        corpus.import_files([str(draft)])
        assert [f for f in corpus.check(read(draft)) if f.code.startswith("H")] == []
