"""A clerk's day at 比较: twenty brigades over four periods, a view that is kept, a figure back to its sentence, the export; each held against what was written."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus
from tests.brigade.axe import violations
from tests.brigade.hands import Hands, Keys
from tests.brigade.served import Served, until

PLACES = [a + b for a in "东南西北" for b in ("山", "河", "湖", "岭", "原")]
PERIODS = ("2022年上半年", "2022年下半年", "2023年上半年", "2023年下半年")
# each hand tells the same four things in its own words
SAID = (
    "{when}，大队接警出动{0}起，检查单位{1}家，发现火灾隐患{2}处，罚款{3}万元。",
    "{when}，全队共接处警{0}起。共检查社会单位{1}家，发现隐患{2}处，处罚款{3}万元。",
    "大队共接警{0}次，监督检查单位{1}家次，发现火灾隐患或违法行为{2}处，罚款金额{3}万元。",
)
METRICS = ("接警出动", "检查单位", "发现火灾隐患", "罚款")
Truth = dict[tuple[str, str, str], float]  # brigade, period, metric → figure


def written(folder: Path) -> Truth:
    """Eighty reports but one, and what stands in them; money in 元."""
    rng, truth = random.Random(7), {}
    for n, place in enumerate(PLACES):
        name = f"{place}县消防救援大队"
        for when in PERIODS:
            if (place, when) == ("北原", "2022年下半年"):
                continue
            told = [rng.randrange(90, 600), rng.randrange(200, 900), rng.randrange(300, 990), rng.randrange(20, 99) / 10]
            (folder / f"{place}{when}.txt").write_text(
                f"{name}{when}工作总结\n\n{SAID[n % 3].format(*told, when=when[5:])}\n", encoding="utf-8"
            )
            truth |= {(name, when, m): round(v * 10_000) if m == "罚款" else v for m, v in zip(METRICS, told, strict=True)}
    return truth


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Truth]]:
    folder = tmp_path_factory.mktemp("many")
    truth = written(folder)
    page = Served(folder, samples=False)
    with Corpus(page.db) as corpus:
        corpus.import_files([str(p) for p in sorted(folder.glob("*.txt"))])
    yield page, truth
    page.server.close()


def test_twenty_brigades_over_four_periods(driver: Any, served: tuple[Served, Truth]) -> None:
    page, truth = served
    hands = Hands(driver)
    hands.known(page.url + "/journal", "陈比较")
    hands.go(page.url + "/compare")
    hands.tab_to("#pick-period")
    for when in PERIODS:
        hands.press(when)
        until(lambda w=when: hands.text("#pick-period-list li.at").startswith(w))
        hands.press(Keys.ENTER)
    hands.press(Keys.ESCAPE)
    hands.tab_to("#pick-metric")
    for metric in METRICS:
        hands.press(metric)
        until(lambda m=metric: hands.text("#pick-metric-list li.at").startswith(m))
        hands.press(Keys.ENTER)
    hands.press(Keys.ESCAPE)
    until(lambda: len(hands.rows("#table")) == len(METRICS), 60)
    until(lambda: "列" in hands.text("#busy"))
    assert violations(hands.driver) == []

    hands.click("#save")
    until(lambda: hands.one("#naming").is_displayed())
    hands.press("四期二十队", Keys.ENTER)
    hands.told("已保存视图")
    kept = hands.driver.current_url
    hands.go(page.url + "/")
    hands.go(kept)  # its address shows it again
    until(lambda: len(hands.rows("#table")) == len(METRICS), 60)

    hands.tab_to("#table button.figure", 200)
    first = hands.focused().get_attribute("aria-label")
    hands.press(Keys.ENTER)
    told = hands.sees("#panel", "报告中直接写明")
    brigade, when, metric = first.split(" ")[:3]
    assert f"{truth[brigade, when, metric]:,.0f}" in hands.text("#panel mark").replace("起", "").replace("次", "") and when in told
    hands.press(Keys.ESCAPE)

    hands.click("#csv")
    path = until(lambda: [p for p in Path(hands.driver.folder).glob("对比*.csv") if p.stat().st_size])[0]
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    seen = {}
    for row in rows[1:]:
        for head, value in zip(rows[0][2:], row[2:], strict=True):
            if value != "未提及":
                scale = 10_000 if row[1] == "万元" else 1
                name, _, period = head.partition(" ")
                seen[name, period, row[0]] = round(
                    float(value.replace(",", "").rstrip("次家")) * scale, 2
                )  # or told in another unit than its row
    assert seen == truth
    assert hands.errors() == []
