"""工作台 in a real browser: each count is that of the store, each link leads to what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brigade.web.app import create_app
from brigade.web.queue import DOUBT, NOT
from corpus import Corpus
from tests.brigade.axe import fits, narrow, violations, wide
from tests.brigade.hands import Hands, Keys
from tests.brigade.served import Served, until

REGISTER = "名称,上级\n白石市消防救援大队,云州支队\n苇陵县消防救援大队,云州支队\n缺报县消防救援大队,云州支队\n云州支队,\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("web")
    (folder / "brigades.csv").write_text(REGISTER, encoding="utf-8")
    page = Served(folder)
    page.place.queue.add("甲.docx", state=DOUBT)
    for n in range(2):
        page.place.queue.add(f"{n}.exe", state=NOT)
    yield page
    page.server.close()


@pytest.fixture
def hands(driver: Any, served: Served) -> Hands:
    hands = Hands(driver)
    hands.go(served.url + "/")
    return hands


def tasks(hands: Hands) -> dict[str, int]:
    told = [a.text.split() for a in hands.all("#tasks a")]
    return {"".join(words[2:]): int(words[0].replace(",", "")) for words in told}


def test_what_waits(served: Served, hands: Hands) -> None:
    with Corpus(served.db) as corpus:
        facts = corpus.fact_rows()
        reports = corpus.store.rows("SELECT * FROM reports")
        phrases = corpus.suggest(10_000)
    doubts = [f for f in facts if f["doubt"]]
    assert tasks(hands) == {
        "导入时有疑问的文件": 1, "没有导入的文件": 2, f"存疑的数字,在{len({f['report_id'] for f in doubts})}份报告中": len(doubts),
        "还没核对完的报告": len(reports), "待定的说法,还没有归到指标": len(phrases),
    }  # fmt: skip
    counts = {r["report_id"]: sum(f["report_id"] == r["report_id"] for f in doubts) for r in reports}
    assert [int(r.text) for r in hands.all("#worst td.n")] == sorted((n for n in counts.values() if n), reverse=True)[:8]
    assert len(hands.all("#last tbody tr")) == min(8, len(reports))


def test_links_lead_to_what_they_count(hands: Hands) -> None:
    wanted = tasks(hands)
    count = next(n for name, n in wanted.items() if "份报告中" in name)
    of = next(int(name.split("在")[1].split("份")[0]) for name in wanted if "份报告中" in name)
    assert count >= of
    hands.tab_to('#tasks a[href^="/review?doubts"]')
    hands.press(Keys.ENTER)
    hands.sees("#count", f"共 {of} 份")
    assert len(hands.rows("#reports")) == of
    hands.driver.back()
    hands.click('#tasks a[href="/metrics"]')
    hands.sees("h1", "词语与指标")


def test_who_has_not_reported(hands: Hands) -> None:
    from selenium.webdriver.support.ui import Select

    assert hands.text("#silent") == "2 个:白石市消防救援大队、缺报县消防救援大队"  # of the newest period, 2023年
    Select(hands.one("#of select")).select_by_visible_text("2023年上半年")
    until(lambda: "period=2023H1" in hands.driver.current_url)
    assert hands.text("#silent") == "2 个:苇陵县消防救援大队、缺报县消防救援大队"


@pytest.mark.parametrize(("way", "url"), [("导入", "/import"), ("比较", "/compare"), ("查错", "/check")])
def test_three_ways(hands: Hands, way: str, url: str) -> None:
    next(a for a in hands.all(".ways a") if a.text.startswith(way)).click()
    until(lambda: hands.driver.current_url.endswith(url))
    assert hands.errors() == []


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (390, 844)])
def test_it_fits_and_everyone_can_read_it(served: Served, hands: Hands, size: tuple[int, int]) -> None:
    hands.driver.set_window_size(*size)
    if size[0] < 500:
        narrow(hands.driver, *size)
    try:
        hands.go(served.url + "/")
        assert fits(hands.driver) and violations(hands.driver) == [] and hands.errors() == []
    finally:
        wide(hands.driver)


def test_an_empty_store_says_where_to_begin(tmp_path: Path) -> None:
    client = create_app(str(tmp_path / "t.duckdb"), tmp_path / "web").test_client()
    text = client.get("/").get_data(as_text=True)
    assert "先在“" in text and "还没有报告的大队" not in text
    assert client.get("/?period=x").status_code == 200
