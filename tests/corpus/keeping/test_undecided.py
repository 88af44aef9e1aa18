"""The phrases that wait for a decision, a page at a time, and what a decision would change, told before it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Corpus
from corpus.keeping import foretelling
from corpus.keeping.foretelling import Following, following
from corpus.keeping.lessons import teach_words
from corpus.keeping.paging import Page
from corpus.keeping.undecided import most_frequent, said_so, undecided

TEXT = {
    "东湖区": "走水87起。\n挑刺66处。\n又走水3起。",
    "西湖区": "走水41起。\n练兵46场。",
}  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    for name, words in TEXT.items():
        (tmp_path / f"{name}.txt").write_text(f"{name}消防救援大队2023年上半年工作总结\n{words}\n", encoding="utf-8")
    with Corpus(tmp_path / "t.duckdb") as corpus:
        corpus.import_files([str(tmp_path / f"{name}.txt") for name in TEXT])
        yield corpus


def labels(corpus: Corpus, page: Page | None = None, **asked: str) -> list[str]:
    return [row["label"] for row in undecided(corpus.store, page or Page(), **asked).rows]


def test_a_page_the_most_frequent_first(corpus: Corpus) -> None:
    found = undecided(corpus.store, Page())
    first = found.rows[0]
    assert (first["label"], first["unit"], first["count"], first["brigades"]) == ("走水", "起", 3, 2)
    assert first["example"]["sentence"] == "走水87起"
    assert found.total == 3 == len(found.rows)
    assert labels(corpus, Page(2, 1)) + labels(corpus, Page(3, 1)) == labels(corpus)[1:]
    assert labels(corpus, Page(3, 1, gone=1)) == labels(corpus)[1:2]
    assert labels(corpus, words="挑") == ["挑刺"]
    assert labels(corpus, Page(10**30)) == []
    assert [row["label"] for row in most_frequent(corpus.store, 2)] == labels(corpus)[:2]


def test_no_metric_and_a_doubtful_one_apart(corpus: Corpus) -> None:
    both = labels(corpus, state="none") + labels(corpus, state="doubt")
    assert sorted(both) == sorted(labels(corpus))
    doubtful = {row["label"] for row in undecided(corpus.store, Page()).rows if row["metric"]}
    assert set(labels(corpus, state="doubt")) == doubtful


def test_all_figures_told_so_with_their_places(corpus: Corpus) -> None:
    found = said_so(corpus.store, "走水", "起", Page())
    assert sorted(row["quote"] for row in found.rows) == ["3起", "41起", "87起"]
    for row in found.rows:
        assert corpus.report(row["report_id"])["text"][row["start"] : row["end"]] == row["quote"]
    assert said_so(corpus.store, "走水", "家", Page()).total == 0


@pytest.mark.parametrize(
    ("label", "metric"), [("走水", "fire.fires"), ("挑刺", "inspection.hazards_found"), ("练兵", "drill.drills"), ("走水", "")]
)
def test_what_would_follow_is_what_follows(corpus: Corpus, label: str, metric: str) -> None:
    before = corpus.store.rows("SELECT * FROM facts ORDER BY report_id, seq")
    told = following(corpus.store, label, metric, corpus.catalog)
    assert corpus.store.rows("SELECT * FROM facts ORDER BY report_id, seq") == before
    done = teach_words(corpus.store, label, metric, corpus.catalog)
    assert told.exact and told.figures == done.changed
    assert following(corpus.store, label, metric, corpus.catalog) == Following(0, 0, True)


def test_of_many_reports_the_figures_told_just_so_are_counted(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foretelling, "CHARS", 10)
    other = "drill.drills" if most_frequent(corpus.store, 1)[0]["metric"] != "drill.drills" else "inspection.units"
    told = following(corpus.store, "走水", other, corpus.catalog)
    assert (told.figures, told.exact) == (3, False)
