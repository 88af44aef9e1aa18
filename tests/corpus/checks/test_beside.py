"""Right sentences beside a store and a ledger raise nothing, the same with one slip raise the code of their family."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus
from corpus.checks import Context, run_checks
from corpus.reading.readers import read
from corpus.review import context_of
from tests.corpus.comparing.stores import TITLE, stored

DATA = tomllib.loads((Path(__file__).parent / "beside.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    texts = {f"{n}.txt": f"{past['title']}\n\n{past['text']}\n" for n, past in enumerate(DATA["past"])}
    with stored(tmp_path_factory.mktemp("beside"), texts) as made:
        yield made


def reviewed(folder: Path, corpus: Corpus, text: str, rows: list[list[Any]] | None) -> Context:
    draft, ledger = folder / "草稿.txt", folder / "台账.csv"
    draft.write_text(f"{TITLE}{text}\n", encoding="utf-8")
    if rows:
        with ledger.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
    return context_of(read(draft), corpus=corpus, ledger=str(ledger) if rows else None)


@pytest.mark.parametrize("twin", DATA["twin"], ids=[f"{t['code']} {t['good'][:12]}" for t in DATA["twin"]])
def test_twins(corpus: Corpus, tmp_path: Path, twin: dict[str, Any]) -> None:
    right = reviewed(tmp_path, corpus, twin["good"], twin.get("ledger"))
    found = run_checks(right)
    assert [(f.code, f.message) for f in found if f.severity in ("error", "warning")] == []
    assert {f.code for f in found if f.code.startswith("B")} == set(twin.get("infos", []))
    assert twin.get("note", "") in "".join(right.ledger_notes)
    assert twin["of"] in twin["good"]
    wrong = run_checks(reviewed(tmp_path, corpus, twin["good"].replace(twin["of"], twin["bad"]), twin.get("ledger")))
    assert twin["code"] in {f.code for f in wrong if f.severity in ("error", "warning")}
