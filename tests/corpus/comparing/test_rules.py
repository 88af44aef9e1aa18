"""What a comparison may say and what not: totals, rates of groups, zeros, series, marks.  All figures are worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from brigade.output.compare_table import change_words
from corpus.comparing.compare import compare
from corpus.comparing.outliers import outliers
from corpus.comparing.ranking import ranking
from corpus.errors import CorpusError
from corpus.keeping import keptcells
from corpus.keeping.corrections import correct
from corpus.keeping.registry import Brigade, Registry
from corpus.keeping.reviewing import review
from corpus.reading.names import metric_id
from extract import parse_period
from patterns import load_catalog
from tests.corpus.comparing.stores import stored

REGISTRY = Registry([
    Brigade("甲县消防救援大队", (), "云州支队", "大队", {"population": {2022: 90000.0, 2023: 100000.0}}),
    Brigade("乙县消防救援大队", (), "云州支队", "大队", {"population": {0: 50000.0}}),
    Brigade("丙县消防救援大队", (), "云州支队"),
    Brigade("丁县消防救援大队", (), "云州支队", "大队", {"population": {0: 40000.0}}),
])  # fmt: skip


def texts(**told: str) -> dict[str, str]:
    return {f"{who}.txt": f"{who}县消防救援大队2023年上半年工作总结\n\n{words}\n" for who, words in told.items()}


def cells(corpus: Any, **options: Any) -> dict[tuple[str, str], dict[str, Any]]:
    out = compare(corpus, period=parse_period("2023H1"), **options)
    return {(r["brigade"][:1], r["metric"]): r for r in out.rows()}


def test_a_rate_of_a_group_is_a_quotient_of_sums(tmp_path: Path) -> None:
    """甲 300 of 10 万, 乙 100 of 5 万; 丙 tells 50 and has no population, 丁 has one and tells nothing: (300 + 100) / 15 万."""
    told = texts(甲="检查单位300家。", 乙="检查单位100家。", 丙="检查单位50家。", 丁="开展演练3次。")
    with stored(tmp_path, told, REGISTRY) as corpus:
        rows = cells(corpus, per="population", metrics=["inspection.units"], parent="云州支队")
    assert [rows[who, "inspection.units"]["value"] for who in "甲乙丙丁"] == [30, 20, None, None]
    total = rows["云", "inspection.units"]
    assert (total["value"], total["unit"]) == (pytest.approx(400 / 15, abs=1e-4), "家/万人")
    assert "丙县" in total["note"] and "丁县" in total["note"]


def test_derived_rates_of_a_group_too(tmp_path: Path) -> None:
    """100 of 200 and 90 of 100 make 190 of 300, 63.33 %, not the mean of 50 and 90."""
    told = texts(甲="发现火灾隐患200处，督促整改100处。", 乙="发现火灾隐患100处，督促整改90处。")
    with stored(tmp_path, told, REGISTRY) as corpus:
        rows = cells(corpus, parent="云州支队")
    assert rows["云", "derived.correction_rate"]["value"] == pytest.approx(63.3333, abs=1e-3)


def test_a_total_names_who_is_not_in_it(tmp_path: Path) -> None:
    told = texts(甲="检查单位300家。", 乙="检查单位100家。开展夜查时，检查单位110家。", 丙="开展演练3次。")
    with stored(tmp_path, told, REGISTRY) as corpus:
        rows = cells(corpus, metrics=["inspection.units"], parent="云州支队")
    assert rows["乙", "inspection.units"]["how"] == "ambiguous"
    total = rows["云", "inspection.units"]
    assert total["value"] == 300
    assert total["note"] == "4 个大队中 1 个有数;未列入:丁县消防救援大队;未提及:丙县消防救援大队;不一致:乙县消防救援大队"


def test_no_casualties_are_no_deaths_and_no_injuries(tmp_path: Path) -> None:
    told = texts(甲="共发生火灾12起，未造成人员伤亡。", 乙="共发生火灾9起，死亡1人。")
    with stored(tmp_path, told, REGISTRY) as corpus:
        rows = cells(corpus)
    assert [(rows["甲", m]["value"], rows["甲", m]["how"]) for m in ("fire.deaths", "fire.injuries")] == [(0, "zero"), (0, "zero")]
    assert (rows["乙", "fire.deaths"]["value"], rows["乙", "fire.injuries"]["how"]) == (1, "missing")


def test_a_series_has_the_change_against_the_year_before(tmp_path: Path) -> None:
    told = {
        f"{year}{half}.txt": f"甲县消防救援大队{year}年{half}半年工作总结\n\n检查单位{n}家。\n"
        for year, half, n in ((2022, "上", 200), (2022, "下", 250), (2023, "上", 240))
    }
    with stored(tmp_path, told) as corpus:
        rows = {r["period"]: r for r in compare(corpus, brigade="甲县消防救援大队", over="half", derived=False).rows()}
        later = {
            r["period"]: r
            for r in compare(corpus, brigade="甲县消防救援大队", over="half", base=parse_period("2022H2"), derived=False).rows()
        }
    assert {p: (r["base_value"], r["change_pct"]) for p, r in rows.items()} == {
        "2022H1": (None, None),
        "2022H2": (None, None),
        "2023H1": (200, 20.0),
    }
    # only what comes after the base is set against it
    assert {p: (r["base_value"], r["change_pct"]) for p, r in later.items()} == {
        "2022H1": (None, None),
        "2022H2": (None, None),
        "2023H1": (250, -4.0),
    }


def test_what_nobody_has_gone_through_is_marked_and_counted(tmp_path: Path) -> None:
    with stored(tmp_path, texts(甲="检查单位300家。", 乙="检查单位100家。")) as corpus:
        review(corpus.store, corpus.report("甲县"), "done", who="王")
        out = compare(corpus, period=parse_period("2023H1"), derived=False)
        only = compare(corpus, period=parse_period("2023H1"), derived=False, reviewed=True)
    marks = {r["brigade"][:1]: r["marks"] for r in out.rows()}
    assert "unreviewed" not in marks["甲"] and "unreviewed" in marks["乙"]
    assert "未核对的报告 1 份,其中数字 1 个" in out.notes
    assert [c[0][:1] for c in only.columns] == ["甲"]


def test_who_reads_the_same_figure_has_the_same_place(tmp_path: Path) -> None:
    with stored(tmp_path, texts(甲="检查单位300家。", 乙="检查单位100家。", 丙="检查单位300家。")) as corpus:
        rows = ranking(compare(corpus, period=parse_period("2023H1"), derived=False), "inspection.units")
    assert [r["rank"] for r in rows] == [1, 1, 3]


def two_years(**told: tuple[str, str]) -> dict[str, str]:
    return {
        f"{who}{year}.txt": f"{who}县消防救援大队{year}年上半年工作总结\n\n{words}\n"
        for who, both in told.items()
        for year, words in zip((2022, 2023), both, strict=True)
    }


def test_totals_quotients_and_rates_are_set_against_their_like(tmp_path: Path) -> None:
    """甲 200 → 300, 乙 100 → 120: together 300 → 420, +40 %.  甲 has 9万 inhabitants in 2022, 10万 in 2023: 22.2222 → 30 a 万人, +35 %."""
    told = two_years(
        甲=("检查单位200家。发现火灾隐患100处，督促整改80处。", "检查单位300家。发现火灾隐患200处，督促整改170处。"),
        乙=("检查单位100家。", "检查单位120家。"),
    )
    with stored(tmp_path, told, REGISTRY) as corpus:
        rows = cells(corpus, base=parse_period("2022H1"), parent="云州支队")
        heads = cells(corpus, base=parse_period("2022H1"), per="population", metrics=["inspection.units"])
    assert (rows["云", "inspection.units"]["base_value"], rows["云", "inspection.units"]["change_pct"]) == (300, 40.0)
    rate = rows["甲", "derived.correction_rate"]
    assert (rate["base_value"], rate["value"], rate["change"], rate["change_pct"], rate["change_note"]) == (80, 85, 5, None, "百分点")
    assert (heads["甲", "inspection.units"]["base_value"], heads["甲", "inspection.units"]["change_pct"]) == (22.2222, 35.0)


def test_a_total_without_all_its_bases_has_no_change(tmp_path: Path) -> None:
    told = two_years(甲=("检查单位200家。", "检查单位300家。"), 乙=("开展演练3次。", "检查单位120家。"))
    with stored(tmp_path, told, REGISTRY) as corpus:
        total = cells(corpus, base=parse_period("2022H1"), parent="云州支队")["云", "inspection.units"]
    assert (total["value"], total["base_value"], total["change_pct"]) == (420, None, None)


def test_a_rate_over_figures_that_do_not_fit_is_not_summed(tmp_path: Path) -> None:
    """22 households and 35 cases are no 57 of anything."""
    told = texts(甲="检查单位300家，行政处罚22家。", 乙="检查单位100家，行政处罚35起。")
    with stored(tmp_path, told, REGISTRY) as corpus:
        rows = cells(corpus, parent="云州支队")
    assert {rows[who, "enforcement.penalties"]["unit"] for who in "甲乙"} == {"家", "起"}
    for metric in ("enforcement.penalties", "derived.penalty_rate"):
        assert (rows["云", metric]["value"], rows["云", metric]["how"]) == (None, "missing")
        assert "单位不同" in rows["云", metric]["note"]


def test_ranges_make_a_range(tmp_path: Path) -> None:
    with stored(tmp_path, texts(甲="检查单位30至40家。", 乙="检查单位100家。"), REGISTRY) as corpus:
        total = cells(corpus, parent="云州支队")["云", "inspection.units"]
    assert (total["value"], total["value_max"], total["modifier"]) == (130, 140, "range")


def year(**told: int) -> dict[str, str]:
    return {f"{who}.txt": f"{who}县消防救援大队2023年上半年工作总结\n\n接警出动{n}起。\n" for who, n in told.items()}


ODD: dict[str, tuple[dict[str, int], dict[str, float], list[str]]] = {  # figures, inhabitants, the odd ones
    "alike": ({"甲": 300, "乙": 310, "丙": 290, "丁": 305, "戊": 296, "己": 302}, {}, []),
    "ten times": ({"甲": 300, "乙": 310, "丙": 290, "丁": 305, "戊": 296, "己": 3020}, {}, ["己"]),
    "far from equals, yet no half more": ({"甲": 300, "乙": 300, "丙": 301, "丁": 300, "戊": 299, "己": 390}, {}, []),
    "few, as chance has it": ({"甲": 2, "乙": 2, "丙": 2, "丁": 2, "戊": 2, "己": 5}, {}, []),
    "a large brigade": (
        {"甲": 300, "乙": 310, "丙": 290, "丁": 305, "戊": 296, "己": 3020},
        {"甲": 10e4, "乙": 11e4, "丙": 10e4, "丁": 10e4, "戊": 9e4, "己": 100e4},
        [],
    ),
    "a small brigade with as many": (
        {"甲": 3000, "乙": 3100, "丙": 2900, "丁": 3050, "戊": 2960, "己": 3020},
        {"甲": 100e4, "乙": 110e4, "丙": 100e4, "丁": 100e4, "戊": 90e4, "己": 10e4},
        ["己"],
    ),
    "population of one is unknown": (
        {"甲": 300, "乙": 310, "丙": 290, "丁": 305, "戊": 296, "己": 3020},
        {"甲": 10e4, "乙": 11e4, "丙": 10e4, "丁": 10e4, "戊": 9e4},
        ["己"],
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_figures(tmp_path: Path, name: str) -> None:
    figures, inhabitants, odd = ODD[name]
    register = Registry([Brigade(f"{who}县消防救援大队", (), "", "大队", {"population": {0: n}}) for who, n in inhabitants.items()])
    with stored(tmp_path, year(**figures), register if inhabitants else None) as corpus:
        found = outliers(corpus, compare(corpus, period=parse_period("2023H1"), derived=False))
    assert [r["brigade"][:1] for r in found] == odd
    for row in found:
        assert row["sentence"].startswith("接警出动") and row["against"] == "peers"
        assert ("每万人" in row["reason"]) == (len(inhabitants) == len(figures))


def test_why_a_figure_is_marked(tmp_path: Path) -> None:
    with stored(tmp_path, texts(甲="检查单位300家。")) as corpus:
        fact = next(iter(corpus.fact_rows()))
        correct(corpus.store, fact["report_id"], fact["start"], fact["end"], "change", corpus.catalog, value=301)
        corpus.store.db.execute("UPDATE facts SET doubt = '期间由首句推定；指标仅据规则推定'")
        keptcells.refresh(corpus.store, [("甲县消防救援大队", date(2023, 1, 1), date(2023, 6, 30))], corpus.catalog)
        row = compare(corpus, period=parse_period("2023H1"), derived=False).rows()[0]
    assert row["marks"] == ["corrected", "doubt", "unreviewed"]
    assert row["reasons"] == ["经人工更正", "所在报告未核对", "期间由首句推定", "指标仅据规则推定"]


def test_what_is_a_quotient_already_is_divided_by_nothing(tmp_path: Path) -> None:
    told = texts(甲="检查单位300家。隐患整改率98%。", 乙="检查单位100家。隐患整改率98%。")
    with stored(tmp_path, told, REGISTRY) as corpus:
        rows = cells(corpus, per="population", parent="云州支队")
    assert [(rows[who, "inspection.correction_rate"]["value"], rows[who, "inspection.correction_rate"]["unit"]) for who in "甲乙"] == [
        (98, "%")
    ] * 2
    assert rows["云", "inspection.correction_rate"]["value"] is None


def test_a_total_that_not_all_are_in_is_marked(tmp_path: Path) -> None:
    """丁 reports nothing; 丙 says nothing of inspections."""
    with stored(tmp_path, texts(甲="检查单位300家。", 乙="检查单位100家。", 丙="开展演练3次。"), REGISTRY) as corpus:
        rows = cells(corpus, parent="云州支队")
    assert "partial" in rows["云", "inspection.units"]["marks"] and "合计不全" in rows["云", "inspection.units"]["reasons"]
    assert "partial" not in rows["甲", "inspection.units"]["marks"]


def test_what_was_told_a_year_before_is_not_lost(tmp_path: Path) -> None:
    """Nothing is said of drills this time; penalties are told in another unit."""
    told = two_years(甲=("开展演练8次。行政处罚22家。检查单位200家。", "行政处罚35起。检查单位300家。"))
    with stored(tmp_path, told) as corpus:
        out = compare(corpus, period=parse_period("2023H1"), base=parse_period("2022H1"), derived=False)
    rows = {r["metric"]: r for r in out.rows()}
    assert (rows["drill.drills"]["how"], rows["drill.drills"]["base_value"], rows["drill.drills"]["change"]) == ("missing", 8, None)
    penalties = rows["enforcement.penalties"]
    assert (penalties["value"], penalties["base_value"], penalties["change_pct"], penalties["change_note"]) == (35, 22, None, "单位不同")
    assert change_words(out.cells["drill.drills"][out.columns[0]]) == "原8次"
    assert change_words(out.cells["enforcement.penalties"][out.columns[0]]) == "单位不同,原22家"


QUOTIENTS = [  # modifiers above and below → that of the quotient
    ("900", "600", "exact"), ("900", "600余", "under"), ("900余", "600", "over"), ("近900", "600", "under"), ("900", "近600", "over"),
    ("900余", "600余", "about"), ("约900", "600", "about"),
]  # fmt: skip


@pytest.mark.parametrize(("above", "below", "modifier"), QUOTIENTS)
def test_bounds_of_a_quotient(tmp_path: Path, above: str, below: str, modifier: str) -> None:
    with stored(tmp_path, texts(甲=f"接警出动{below}起，出动车辆{above}辆次。")) as corpus:
        rows = cells(corpus)
    told = next(r for (_, metric), r in rows.items() if metric.startswith("derived.") and r["value"] == 1.5)
    assert told["modifier"] == modifier


def test_a_rate_that_is_derived_is_no_metric_to_pick() -> None:
    """And is not taken for the metric that its name resembles."""
    with pytest.raises(CorpusError, match="由直接财产损失、火灾起数推算"):
        metric_id("每起火灾损失", load_catalog())
    assert metric_id("直接财产损失", load_catalog()) == "fire.direct_loss"
