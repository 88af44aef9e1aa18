"""Several periods beside one another: each is the table of that period alone."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus import Corpus
from corpus.comparing.compare import compare
from corpus.comparing.several import PREVIOUS, YEAR, before, compare_periods, periods_over
from corpus.errors import CorpusError
from corpus.keeping.registry import Brigade, Registry
from extract import Period, parse_period
from tests.corpus.comparing.stores import stored

TEXTS = {
    f"{who}{when}.txt": f"{who}县消防救援大队{year}年{half}工作总结\n\n接警{n}起。检查单位{n * 2}家。\n"
    for who, base in (("甲", 10), ("新甲", 50))
    for (when, year, half), n in zip(
        (("a", 2022, "上半年"), ("b", 2022, "下半年"), ("c", 2023, "上半年")), (base, base + 4, base + 6), strict=True
    )
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return stored(
        tmp_path_factory.mktemp("several"), TEXTS, Registry([Brigade(f"{n}县消防救援大队", parent="丙支队") for n in ("甲", "新甲", "乙")])
    )


def periods(*names: str) -> list[Period]:
    found = [parse_period(name) for name in names]
    return [p for p in found if p is not None]


@pytest.mark.parametrize("base", [None, YEAR, PREVIOUS])
def test_each_period_is_as_alone(corpus: Corpus, base: str | None) -> None:
    spans = periods("2022H1", "2022H2", "2023H1")
    out = compare_periods(corpus, spans, base=base)
    bases = {None: [None] * 3, YEAR: periods("2021H1", "2021H2", "2022H1"), PREVIOUS: periods("2021H2", "2022H1", "2022H2")}[base]
    for span, other in zip(spans, bases, strict=True):
        alone = compare(corpus, period=span, base=other)
        for column in alone.columns:
            for metric in alone.metrics:
                mine, theirs = out.cells[metric][column], alone.cells[metric][column]
                assert (mine.value, mine.how, mine.base and mine.base.value) == (
                    theirs.value,
                    theirs.how,
                    theirs.base and theirs.base.value,
                )
    assert out.base == {None: "", YEAR: "上年同期", PREVIOUS: "上一期"}[base]
    assert [c[1] for c in out.columns if c[0] == "甲县消防救援大队"] == ["2022H1", "2022H2", "2023H1"]
    assert [c[1] for c in out.columns if c in out.totals] == ["2022H1", "2022H2", "2023H1"]


def test_a_period_of_nobody_is_noted(corpus: Corpus) -> None:
    out = compare_periods(corpus, periods("2020H1", "2023H1"))
    assert "2020年上半年:没有符合条件的报告" in out.notes and {c[1] for c in out.columns} == {"2023H1"}
    with pytest.raises(CorpusError):
        compare_periods(corpus, periods("2020H1", "2019H1"))
    with pytest.raises(CorpusError):
        compare_periods(corpus, periods("2023H1"), base="nonsense")


def test_a_brigade_called_so_is_that_one_alone(corpus: Corpus) -> None:
    out = compare_periods(corpus, periods("2023H1"), brigades=["甲县消防救援大队"])
    assert [c[0] for c in out.reported] == ["甲县消防救援大队"]
    assert len(compare_periods(corpus, periods("2023H1"), brigades=["甲县"]).reported) == 2


def test_the_periods_of_a_length(corpus: Corpus) -> None:
    assert periods_over(corpus, "half", ["甲县消防救援大队"]) == periods("2022H1", "2022H2", "2023H1")
    assert periods_over(corpus, "year") == []


BEFORE = {"2023H1": "2022H2", "2023": "2022", "2023Q1": "2022Q4", "2023M03": "2023M02", "2023H2": "2023H1"}


@pytest.mark.parametrize("name", BEFORE)
def test_the_period_before(name: str) -> None:
    assert [before(p) for p in periods(name)] == periods(BEFORE[name])


def test_the_days_before() -> None:
    day = dt.date
    assert before(Period(day(2023, 1, 10), day(2023, 1, 19))) == Period(day(2022, 12, 31), day(2023, 1, 9))
