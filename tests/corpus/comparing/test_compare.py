"""A comparison of a generated corpus whose truth is known, and the questions it must refuse or footnote."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus
from corpus.comparing.compare import compare
from corpus.comparing.coverage import coverage
from corpus.comparing.outliers import outliers
from corpus.comparing.ranking import ranking
from corpus.errors import CorpusError
from corpus.keeping.registry import Brigade, Registry
from extract import parse_period
from tests.conftest import SAMPLES
from tests.corpus.comparing.stores import TITLE, stored

METRICS = {
    "inspection.units": "检查单位{}家", "inspection.hazards_found": "发现火灾隐患{}处", "response.dispatches": "接警出动{}起", "response.vehicles": "出动车辆{}辆次",
    "publicity.leaflets": "发放宣传资料{}份", "enforcement.fines": "罚款{}万元", "meeting.party_committee": "召开党委会{}次",
}  # fmt: skip
NAMES = [a + b + "县消防救援大队" for a in "东西南北中" for b in "山河江湖岭川溪坪"]


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, dict[tuple[str, str], dict[str, float]]]:
    folder = tmp_path_factory.mktemp("big")
    rng = random.Random(7)
    truth: dict[tuple[str, str], dict[str, float]] = {}
    texts = {}
    for name in NAMES:
        for year in range(2014, 2024):
            told = {}
            parts = []
            for metric, words in METRICS.items():
                if rng.random() < 0.1:
                    continue
                n = rng.randint(20, 3000)
                parts.append(words.format(n))
                told[metric] = n * 10000 if metric == "enforcement.fines" else n
            truth[(name, str(year))] = told
            texts[f"{name}{year}.txt"] = f"{name}{year}年度工作总结\n\n全年" + "，".join(parts) + "。\n"
    corpus = stored(folder, texts)
    return corpus, truth


def test_forty_brigades_ten_years_match_the_truth(big: Any) -> None:
    corpus, truth = big
    cells = compare(corpus, derived=False).rows()
    assert len(NAMES) == 40
    assert len({(r["brigade"], r["period"]) for r in cells}) == 400
    for row in cells:
        want = truth[(row["brigade"], row["period"])].get(row["metric"])
        assert row["value"] == want, row
        assert row["how"] == ("stated" if want is not None else "missing")
        assert [s["quote"] in s["sentence"] for s in row["sources"]] == [True] * (want is not None)


def test_change_rank_and_history(big: Any) -> None:
    corpus, truth = big
    out = compare(corpus, period=parse_period("2023"), base=parse_period("2022"), derived=False)
    for row in out.rows():
        now, then = (truth[(row["brigade"], y)].get(row["metric"]) for y in ("2023", "2022"))
        if now is not None and then is not None:
            assert (row["base_value"], row["change"], row["change_pct"]) == (then, now - then, round(100 * (now - then) / then, 1))
    ranked = ranking(out, "inspection.units")
    values = [r["value"] for r in ranked if r["value"] is not None]
    assert values == sorted(values, reverse=True)
    assert ranked[0]["rank"] == 1 and ranked[0]["quartile"] == 1
    one = compare(corpus, brigade=NAMES[0], over="year", derived=False)
    assert [c[1] for c in one.columns] == [str(y) for y in range(2014, 2024)]
    assert sum(r["told"] for r in coverage(corpus)) == sum(map(len, truth.values()))


def test_a_lost_scale_is_an_outlier(tmp_path: Path) -> None:
    texts = {f"{n}.txt": f"{NAMES[n]}2023年度工作总结\n\n全年发放宣传资料{80000 if n == 3 else 780 + 10 * n}份。\n" for n in range(8)}
    with stored(tmp_path, texts) as corpus:
        found = outliers(corpus, compare(corpus, period=parse_period("2023"), derived=False))
    assert [(r["brigade"], r["against"]) for r in found] == [(NAMES[3], "peers")]


def reports(**figures: str) -> dict[str, str]:
    return {f"甲县{k}.txt": f"甲县消防救援大队{v[0]}工作总结\n\n{v[1]}\n" for k, v in ((k, v.split("|")) for k, v in figures.items())}


def test_lengths_are_not_mixed(tmp_path: Path) -> None:
    texts = reports(h1="2023年上半年|检查单位300家，现有消防员30名。", y="2022年度|全年检查单位1200家，现有消防员28名。")
    with stored(tmp_path, texts) as corpus:
        with pytest.raises(CorpusError, match="长短不同"):
            compare(corpus, period=parse_period("2023H1"), base=parse_period("2022"))
        out = compare(corpus, period=parse_period("2023H1"), base=parse_period("2022"), per="month")
        row = next(r for r in out.rows() if r["metric"] == "inspection.units")
        assert (row["value"], row["base_value"], row["how"], row["change_pct"]) == (50, 100, "derived", -50.0)
        stock = next(r for r in out.rows() if r["metric"] == "personnel.strength")
        assert stock["value"] == 30


def test_second_half_from_the_year(tmp_path: Path) -> None:
    texts = reports(h1="2023年上半年|检查单位300家，演练20余次。", y="2023年度|全年检查单位700家，演练52次。")
    with stored(tmp_path, texts) as corpus:
        assert compare_or_none(corpus, "2023H2", False) is None
        rows = {r["metric"]: r for r in compare(corpus, period=parse_period("2023H2"), difference=True, derived=False).rows()}
        assert (rows["inspection.units"]["value"], rows["inspection.units"]["how"]) == (400, "derived")
        assert "drill.drills" not in rows  # 20余 is no figure to subtract


def compare_or_none(corpus: Corpus, period: str, difference: bool) -> Any:
    try:
        return compare(corpus, period=parse_period(period), difference=difference)
    except CorpusError:
        return None


def test_from_zero_is_new(tmp_path: Path) -> None:
    texts = reports(a="2022年上半年|未发生亡人火灾。", b="2023年上半年|火灾死亡2人。")
    with stored(tmp_path, texts) as corpus:
        row = next(
            r for r in compare(corpus, period=parse_period("2023H1"), base=parse_period("2022H1")).rows() if r["metric"] == "fire.deaths"
        )
    assert (row["change"], row["change_pct"], row["change_note"]) == (2, None, "新增")


def test_the_final_version_is_current(tmp_path: Path) -> None:
    texts = {
        "甲县2023上半年总结(定稿).txt": TITLE + "检查单位424家。\n",
        "甲县2023上半年总结(草稿).txt": TITLE + "检查单位442家。\n",
    }
    with stored(tmp_path, texts) as corpus:
        assert [r["value"] for r in compare(corpus, period=parse_period("2023H1")).rows() if r["metric"] == "inspection.units"] == [424]
        assert sorted(corpus.reports()["current"].tolist()) == [False, True]


def test_per_population_and_parent_total(tmp_path: Path) -> None:
    registry = Registry(
        [
            Brigade("甲县消防救援大队", ("甲县大队",), "云州支队", "大队", {"population": {0: 100000.0}}),
            Brigade("乙县消防救援大队", (), "云州支队", "大队", {"population": {0: 50000.0}}),
            Brigade("丙县消防救援大队", (), "云州支队"),
        ]
    )
    texts = {
        "a.txt": "甲县大队2023年上半年工作总结\n\n检查单位300家。\n",
        "b.txt": "乙县消防救援大队2023年上半年工作总结\n\n检查单位200家，整改率95%。\n",
    }
    with stored(tmp_path, texts, registry) as corpus:
        out = compare(corpus, period=parse_period("2023H1"), parent="云州支队")
        total = next(r for r in out.rows() if r["metric"] == "inspection.units" and r["brigade"].endswith("(合计)"))
        assert (total["value"], total["note"]) == (500, "3 个大队中 2 个有数;未列入:丙县消防救援大队")
        rows = {
            r["brigade"]: r["value"]
            for r in compare(corpus, period=parse_period("2023H1"), per="population", metrics=["inspection.units"]).rows()
        }
    assert rows["甲县消防救援大队"] == 30  # 300 家, 10 万人: 每万人 30 家
    assert rows["乙县消防救援大队"] == 40


def test_samples_give_the_tables_of_the_demo(tmp_path: Path) -> None:
    with Corpus(tmp_path / "s.duckdb") as corpus:
        assert corpus.import_files([str(SAMPLES)]).status == 0
        rows = {(r["brigade"], r["metric"]): r for r in compare(corpus, period=parse_period("2023H1"), base=parse_period("2022H1")).rows()}
    a, b = "清河县消防救援大队", "白石市消防救援大队"
    assert (rows[a, "response.dispatches"]["value"], rows[a, "response.dispatches"]["change_pct"]) == (305, 6.6)
    base = rows[a, "response.dispatches"]["base_sources"]  # the number compared with leads back to its sentence too
    assert [b["value"] for b in base] == [rows[a, "response.dispatches"]["base_value"]]
    assert base[0]["quote"] in base[0]["sentence"]
    assert (rows[a, "media.articles"]["value"], rows[a, "media.articles"]["how"]) == (40, "summed")
    assert (rows[b, "media.articles"]["value"], rows[b, "media.articles"]["how"]) == (65, "summed")
    assert rows[a, "derived.correction_rate"]["value"] == 96.46
    assert rows[b, "personnel.strength"]["how"] == "missing"
    assert rows[a, "response.evacuated"]["modifier"] == "over"
    json.dumps(list(rows.values()), default=str)
