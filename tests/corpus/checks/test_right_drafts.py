"""Whole drafts in several hands, all of them right: not an error and not a warning, alone, beside the store and beside a ledger."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest

from corpus.checks import Finding
from corpus.reading.readers import read
from corpus.review import check_document
from tests.corpus.comparing.stores import stored

RIGHT = sorted((Path(__file__).parent / "right").glob("*.toml"))


def loud(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(f.code, f.message) for f in findings if f.severity in ("error", "warning")]


@pytest.mark.parametrize("path", RIGHT, ids=[p.stem for p in RIGHT])
def test_a_right_draft_raises_nothing(tmp_path: Path, path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    draft, ledger = tmp_path / "草稿.txt", tmp_path / "台账.csv"
    draft.write_text(f"{case['title']}\n{case['text']}", encoding="utf-8")
    with ledger.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(case["ledger"])
    assert loud(check_document(read(draft))) == []
    assert loud(check_document(read(draft), ledger=str(ledger))) == []
    with stored(tmp_path, {f"{n}.txt": f"{past['title']}\n\n{past['text']}\n" for n, past in enumerate(case["past"])}) as corpus:
        assert loud(check_document(read(draft), corpus=corpus, ledger=str(ledger))) == []
