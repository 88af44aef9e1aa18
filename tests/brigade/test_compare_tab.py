"""比较 in a real browser: chosen by pointer and by key, what is shown held against compare(), downloads against what is shown."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlparse

import openpyxl
import pytest
from PIL import Image

from brigade.output.compare_money import in_money
from brigade.output.compare_table import cell_words, change_words
from corpus import Corpus
from corpus.comparing.compare import compare
from corpus.comparing.comparison import Comparison
from corpus.comparing.outliers import outliers
from corpus.keeping.corrections import correct
from extract import parse_period
from tests.brigade.axe import fits, narrow, violations, wide
from tests.brigade.hands import Hands, Keys
from tests.brigade.served import Served, until
from tests.conftest import SAMPLES

QINGHE, BAISHI = "清河县消防救援大队", "白石市消防救援大队"
REGISTER = f"名称,上级,人口\n{QINGHE},云州支队,42万\n{BAISHI},云州支队,30万\n缺报县消防救援大队,云州支队,25万\n"
ODD = {name: 100 + n for n, name in enumerate("甲乙丙丁戊己庚")} | {"辛": 2600}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("web")
    (folder / "brigades.csv").write_text(REGISTER, encoding="utf-8")
    page = Served(folder)
    for name, n in ODD.items():
        (folder / f"{name}.txt").write_text(f"{name}县消防救援大队2019年工作总结\n\n全年接警出动{n}起。\n", encoding="utf-8")
    with Corpus(page.db) as corpus:
        corpus.import_files([str(p) for p in (*sorted(SAMPLES.glob("qinghe*.txt")), *folder.glob("?.txt"))])
        report = corpus.report(f"{QINGHE}2023年上半年")
        fact = next(f for f in corpus.fact_rows(report_id=report["report_id"]) if f["quote"] == "702家")
        correct(
            corpus.store, report["report_id"], fact["start"], fact["end"], "change", corpus.catalog, value=703, who="王更正", why="台账"
        )
    yield page
    page.server.close()


@pytest.fixture
def hands(driver: Any, served: Served) -> Hands:
    hands = Hands(driver)
    hands.known(served.url + "/journal", "王比较")
    return hands


def at(served: Served, hands: Hands, **asked: Any) -> None:
    hands.go(f"{served.url}/compare?{urlencode(asked, doseq=True)}")
    until(lambda: hands.rows("#table"))
    until(lambda: "列" in hands.text("#busy"))


def asked(hands: Hands) -> dict[str, list[str]]:
    return parse_qs(urlparse(hands.driver.current_url).query)


def table(served: Served, **options: Any) -> Comparison:
    with Corpus(served.db, registry=registry(served)) as corpus:
        out = in_money(compare(corpus, **options))
        for row in out.cells.values():
            for cell in row.values():
                list(cell.sources)
        return out


def registry(served: Served) -> Any:
    from corpus.keeping.registry import load

    return load(Path(served.db).parent / "brigades.csv")


def words(out: Comparison, metric: str, column: tuple[str, str]) -> list[str]:
    """The figure and, where there is a base, its change as the page is to show them, by the cell alone."""
    units = [c.unit for c in out.cells[metric].values() if c.unit]
    cell = out.cells[metric][column]
    silent = "未合计" if column in out.totals else "未提及†" if cell.note else "未提及"
    figure = silent if cell.how == "missing" else cell_words(cell, max(units, key=units.count, default=""))
    return [figure, *([change_words(cell)] if out.base and change_words(cell) else [])]


def shown(rows: list[list[str]]) -> list[list[list[str]]]:
    return [[[part.lstrip("▲▼") for part in cell.split("\n")] for cell in row[1:]] for row in rows]


VIEWS = (
    ({"period": "2023H1", "base": "2022H1"}, {"period": parse_period("2023H1"), "base": parse_period("2022H1")}),
    ({"period": "2023年上半年", "per": "month"}, {"period": parse_period("2023H1"), "per": "month"}),
    ({"brigade": QINGHE, "over": "half", "base": "year"}, {"brigade": QINGHE, "over": "half"}),
    ({"period": "2022H1", "activity": "fire", "parent": "云州支队"}, {"period": parse_period("2022H1"), "activities": ["fire"], "parent": "云州支队", "brigades": [QINGHE, BAISHI]}),
)  # fmt: skip


@pytest.mark.parametrize(("query", "options"), VIEWS)
def test_what_is_shown_is_what_was_compared(served: Served, hands: Hands, query: dict[str, str], options: dict[str, Any]) -> None:
    out = table(served, **options)
    at(served, hands, **query)
    rows = hands.rows("#table")
    assert len(rows) >= min(5, len(out.metrics))
    assert shown(rows) == [[words(out, m, c) for c in out.columns] for m in out.metrics[: len(rows)]]
    at(served, hands, **query, turn="brigade")
    rows = hands.rows("#table")
    assert shown(rows) == [[words(out, m, c) for m in out.metrics] for c in out.columns[: len(rows)]]
    assert hands.errors() == []


def first_row(hands: Hands) -> list[str]:
    rows: list[list[str]] = until(lambda: hands.rows("#table"))
    return rows[0]


def test_choosing_by_key(served: Served, hands: Hands) -> None:
    hands.go(served.url + "/compare")
    hands.sees("#start", "从这里开始")
    hands.tab_to("#pick-brigade")
    for name in ("清河", "白石"):
        hands.press(name)
        until(lambda: hands.all("#pick-brigade-list li.at"))
        hands.press(Keys.ENTER)
    hands.press(Keys.ESCAPE)
    hands.tab_to("#pick-period")
    hands.press("2023上半年")
    until(lambda: hands.all("#pick-period-list li.at"))
    hands.press(Keys.ENTER)
    hands.press("22上")
    until(lambda: hands.text("#pick-period-list li.at").startswith("2022年上半年"))
    hands.press(Keys.ENTER, Keys.ESCAPE)
    hands.tab_to("#pick-metric")
    hands.press("火灾形势")
    until(lambda: "整类" in hands.text("#pick-metric-list li.at"))
    hands.press(Keys.ENTER)
    hands.press("出警")
    until(lambda: hands.text("#pick-metric-list li.at").startswith("接警出动"))
    hands.press(Keys.ENTER, Keys.ESCAPE)
    until(lambda: len(hands.all("#table .tabulator-col")) == 1 + 4 + 2)
    until(lambda: first_row(hands)[0].startswith("接警出动"))
    query = asked(hands)
    assert query["brigade"] == [QINGHE, BAISHI] and query["period"] == ["2023年上半年", "2022年上半年"] and query["activity"] == ["fire"]
    first = first_row(hands)
    assert {"305", "286", "452", "431"} <= set(first)
    hands.press(Keys.BACKSPACE)  # the last metric is taken off again
    until(lambda: not first_row(hands)[0].startswith("接警出动"))
    hands.driver.back()
    until(lambda: first_row(hands)[0].startswith("接警出动"))
    assert hands.errors() == []


def test_choosing_by_pointer(served: Served, hands: Hands) -> None:
    hands.go(served.url + "/compare")
    hands.click("#pick-period")
    until(lambda: hands.all("#pick-period-list li"))
    next(li for li in hands.all("#pick-period-list li") if li.text.startswith("2023年上半年")).click()
    until(lambda: hands.rows("#table"))
    hands.one("h1").click()
    pick(hands, "base", "上年同期")
    until(lambda: "▲+6.6%" in " ".join(map(" ".join, hands.rows("#table"))))
    hands.sees("#title", "2023年上半年,与2022年上半年相比")
    pick(hands, "rank", "接警出动")
    until(lambda: "第 1 名" in hands.text("#table .tabulator-col"))
    heads = [h.text for h in hands.all("#table .tabulator-col-title")]
    assert [h.split("\n")[0] for h in heads] == ["指标", "永乐派出所", BAISHI, QINGHE, "云州支队(合计)"]
    hands.one("input[name=totals]").click()
    until(lambda: len(hands.all("#table .tabulator-col")) == 4)
    assert asked(hands)["totals"] == ["0"]
    hands.click("[data-name=period] .off")
    until(lambda: not hands.one("#result").is_displayed())
    assert hands.errors() == []


def pick(hands: Hands, name: str, choice: str) -> None:
    """Chooses in a list of the form."""
    from selenium.webdriver.support.ui import Select

    Select(hands.one(f"#ask select[name={name}]")).select_by_visible_text(choice)


def figure(hands: Hands, told: str) -> Any:
    return until(lambda: hands.all(f'#table button.figure[aria-label^="{told}"]'))[0]


def test_where_a_figure_came_from(served: Served, hands: Hands) -> None:
    at(served, hands, period="2023H1", base="year", metric=["接警出动", "检查单位"])
    figure(hands, f"{QINGHE} 2023年上半年 接警出动").click()
    told = hands.sees("#panel", "报告中直接写明")
    assert hands.text("#panel mark") == "305起 286起" and "qinghe-2023H1.txt" in told and "变化 +6.6%" in told
    assert violations(hands.driver) == []
    hands.press(Keys.ESCAPE)
    until(lambda: (hands.focused().get_attribute("aria-label") or "").startswith(f"{QINGHE} 2023年上半年 接警出动"))
    assert not hands.one("#panel").is_displayed()
    hands.press(Keys.ARROW_DOWN)
    until(lambda: "检查单位" in (hands.focused().get_attribute("aria-label") or ""))
    hands.press(Keys.ENTER)
    told = hands.sees("#panel", "703✎ 家")
    assert "经人工更正" in told and "702 → 703" in told and "王更正" in told and "台账" in told
    hands.tab_to("#panel a")
    hands.press(Keys.ENTER)
    hands.sees("#what", "702家")
    assert "/review/" in hands.driver.current_url


def test_how_totals_and_contradictions_came_about(served: Served, hands: Hands) -> None:
    at(served, hands, period="2023H1")
    figure(hands, "云州支队(合计) 2023年上半年 接警出动").click()
    told = hands.sees("#panel", "757(推算)△ 起")
    assert "3 个大队中 2 个有数" in told and "缺报县消防救援大队" in told and len(hands.all("#panel mark")) == 2
    unclear = (
        next(b for b in hands.all("#table button.figure") if "不一致" in b.get_attribute("aria-label"))
        if hands.all("#table .ambiguous")
        else None
    )
    if unclear is not None:
        unclear.click()
        hands.sees("#panel", "不作取舍")
    figure(hands, "永乐派出所 2023年上半年 出动车辆").click()
    hands.sees("#panel", "报告中没有提到(不等于 0)")
    assert hands.errors() == []


def test_rows_are_sorted_with_what_is_not_told_last(served: Served, hands: Hands) -> None:
    at(served, hands, period="2023H1", activity="response", turn="brigade")
    for order in (["452", "305", "1,362"], ["305", "452", "1,362"]):  # by 出动人员: the most first, then the fewest first
        hands.driver.execute_script("document.querySelectorAll('#table .tabulator-col')[3].click()")
        until(lambda order=order: [row[1] for row in hands.rows("#table") if "合计" not in row[0]] == order)
        assert hands.rows("#table")[-1][3] == "未提及"


def test_views_are_kept(served: Served, hands: Hands) -> None:
    at(served, hands, period="2023H1", base="year", turn="brigade")
    hands.click("#save")
    until(lambda: hands.one("#naming").is_displayed())
    hands.press("半年报表", Keys.ENTER)  # in place of the name that is offered, which is selected
    hands.told("已保存视图")
    hands.go(served.url + "/compare")
    hands.click("#views summary")
    link = until(lambda: [a for a in hands.all("#views a") if a.text == "半年报表"])[0]
    assert violations(hands.driver) == []
    link.click()
    hands.sees("#title", "2023年上半年,与2022年上半年相比")
    assert asked(hands) == {"period": ["2023年上半年"], "base": ["year"], "turn": ["brigade"]}
    hands.click("#views summary")
    hands.click("#views button")
    until(lambda: hands.one("#sure").is_displayed())
    hands.click("#sure button[value=yes]")
    hands.told("已删除视图“半年报表”")
    assert served.place.views.all() == [] and hands.errors() == []


def test_charts(served: Served, hands: Hands) -> None:
    at(served, hands, brigade=QINGHE, over="half", metric=["接警出动", "检查单位"])
    until(lambda: len(hands.all("#charts canvas")) == 2)
    fit = "return [...document.querySelectorAll('#charts .canvas')].every(c => c.querySelector('canvas').clientWidth <= c.clientWidth + 1)"
    assert hands.driver.execute_script(fit)  # none is hidden under the one beside it
    (alt, _) = (f.get_attribute("aria-label") for f in hands.all("#charts .canvas"))
    assert alt.startswith("折线图:接警出动(起)") and "2022年下半年 324" in alt
    png = next(b for b in hands.all("#charts figcaption button") if b.text == "存为图片")
    hands.driver.execute_script("arguments[0].scrollIntoView({block:'center'})", png)
    png.click()
    path = until(lambda: list(Path(hands.driver.folder).glob("接警出动*.png")))[0]
    time.sleep(0.3)
    with Image.open(path) as picture:
        assert picture.width > 600 and len(picture.convert("RGB").getcolors(1 << 20) or ()) > 5
    next(b for b in hands.all("#charts figcaption button") if b.text == "移除").click()
    until(lambda: len(hands.all("#charts canvas")) == 1)
    assert len(asked(hands)["chart"]) == 1
    hands.driver.execute_script("document.querySelector('#charts summary').click()")
    assert "2023年上半年" in hands.text("#charts table")
    at(served, hands, period="2023H1", metric="接警出动")
    until(lambda: hands.all("#charts canvas"))
    assert hands.all("#charts .canvas")[0].get_attribute("aria-label").startswith("柱状图:接警出动(起)")
    assert violations(hands.driver) == [] and hands.errors() == []


def test_odd_figures(served: Served, hands: Hands) -> None:
    at(served, hands, period="2019")
    hands.driver.execute_script("document.getElementById('strange').scrollIntoView()")
    until(lambda: hands.rows("#odd"))
    (row,) = hands.rows("#odd")
    (told,) = outliers_of(served)
    assert row[:4] == ["辛县消防救援大队", "2019年", "接警出动", "2,600起"] and row[5] == told["reason"] and row[6] == told["sentence"]
    hands.click("#odd button")
    hands.sees("#panel", "2,600 起")
    assert violations(hands.driver) == [] and hands.errors() == []


def outliers_of(served: Served) -> list[dict[str, Any]]:
    with Corpus(served.db) as corpus:
        return outliers(corpus, compare(corpus, period=parse_period("2019")))


@pytest.mark.parametrize("turn", ["", "brigade"])
def test_downloads_are_what_is_seen(served: Served, hands: Hands, turn: str) -> None:
    query = {"period": "2023H1", "base": "year", "activity": "fire", "rank": "fire.fires", "turn": turn}
    at(served, hands, **query)
    rows = hands.rows("#table")
    folder = Path(hands.driver.folder)
    for old in (*folder.glob("*.xlsx"), *folder.glob("*.csv")):
        old.unlink()
    hands.click("#csv")
    hands.click("#excel")
    made = [until(lambda kind=kind: list(folder.glob(kind)))[0] for kind in ("*.csv", "*.xlsx")]
    table = [[cell.lstrip("'") for cell in line] for line in csv.reader(io.StringIO(made[0].read_text(encoding="utf-8-sig")))]
    sheet = openpyxl.load_workbook(made[1])["页面所见"]
    book = [
        ["" if v is None else f"{v:,}" if isinstance(v, (int, float)) else str(v) for v in row]
        for row in sheet.iter_rows(min_row=3, values_only=True)
    ]
    lead = 3 if turn else 2  # brigade, period and rank; metric and unit
    for told in (table, book):
        body = told[1:] if turn else told[2:]  # the ranks are a line of their own
        seen = [[part for n in range(lead, len(line), 2) for part in line[n : n + 2]] for line in body]
        wanted = [[part for cell in row[1:] for part in (*cell.replace("▲", "").replace("▼", "").split("\n"), "")[:2]] for row in rows]
        assert [[p.replace(",", "") for p in line] for line in seen[: len(wanted)]] == [
            [p.replace(",", "") for p in line] for line in wanted
        ]
    assert "名次" in (table[0] if turn else table[1])


def test_paper(served: Served, hands: Hands) -> None:
    at(served, hands, period="2023H1", base="year")
    hands.driver.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert len(hands.all("#paper tbody tr")) == len(table(served, period=parse_period("2023H1"), base=parse_period("2022H1")).metrics)
    hands.driver.execute_script("dispatchEvent(new Event('afterprint'))")
    assert not hands.all("#paper *") and hands.errors() == []


def test_coverage(served: Served, hands: Hands) -> None:
    hands.go(served.url + "/compare/coverage?period=2023H1")
    out = table(served, period=parse_period("2023H1"), derived=False)
    rows = {
        r.find_element("css selector", "th").text: [c.text for c in r.find_elements("css selector", "td")]
        for r in hands.all("#map tbody tr")
    }
    heads = [h.text for h in hands.all("#map thead th")][1:]
    for metric in out.metrics:
        for brigade, told in zip(heads, rows[out.name(metric)], strict=True):
            how = out.cells[metric][brigade, "2023H1"].how
            assert told == {"missing": "", "ambiguous": "不一致"}.get(how, "●")
    assert violations(hands.driver) == [] and fits(hands.driver)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (390, 844)])
def test_it_fits_and_everyone_can_read_it(served: Served, hands: Hands, size: tuple[int, int]) -> None:
    hands.driver.set_window_size(*size)
    if size[0] < 500:
        narrow(hands.driver, *size)
    try:
        for query in (
            {"period": "2023H1", "base": "year"},
            {"period": ["2023H1", "2022H1"], "turn": "brigade", "rank": "response.dispatches"},
        ):
            at(served, hands, **query)
            until(lambda: hands.all("#charts canvas"))
            assert fits(hands.driver)
            hands.driver.execute_script("document.querySelector('#table button.figure').click()")
            until(lambda: hands.one("#panel").is_displayed())
            assert fits(hands.driver)
        if size[0] != 1920:  # what is to be read stands there as on the next smaller
            assert violations(hands.driver) == []
        hands.go(served.url + "/compare")
        hands.sees("#start", "各大队")
        hands.click("#pick-metric")
        until(lambda: hands.all("#pick-metric-list li"))
        assert fits(hands.driver) and violations(hands.driver) == [] and hands.errors() == []
    finally:
        wide(hands.driver)


NONSENSE = (
    "", "period=x", "period=2023H1&base=zz", "period=2023H1&per=zz", "over=decade", "brigade=没有这个大队", "period=0001", "period=9999H2&base=previous",
    "period=2023H1&metric=zz", "period=2023H1&activity=zz", "period=2023H1&rank=zz", "period=2023H1&rank=fire", "period=2023H1&parent=zz", "period=2023H1&per=fire",
    "period=2023H1&metric=%00", "brigade=%F0%9F%9A%92&over=half", "period=2023H1&at=fire.fires&who=x&when=y", "period=2023H1&base=2023", "period=2023-01-01..2022-01-01",
    "&".join(f"period={year}" for year in range(1900, 1999)), "period=2023H1&period=2023H1", "reviewed=1&period=2023H1", "period=1900-01-01..1900-01-02&base=previous&over=",
    "over=month&base=previous&per=population", "page=-1&size=x&period=2023H1&turn=zz", "parent=云州支队&period=2022H1&difference=1&per=population&base=year&rank=fire.fires",
)  # fmt: skip


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_is_refused_in_a_sentence(served: Served, query: str) -> None:
    from brigade.web.app import create_app

    client = getattr(served, "client", None) or create_app(served.db, served.folder).test_client()
    served.client = client  # type: ignore[attr-defined]
    for part in ("data", "cell", "odd", "csv", "excel"):
        answer = client.get(f"/compare/{part}?{query}", headers={"X-Token": "x"})
        assert answer.status_code in (200, 400), part
        if answer.status_code == 400:
            error = answer.get_json()["error"]
            assert any("\u4e00" <= c <= "\u9fff" for c in error) and "--" not in error and "brigade" not in error
    assert client.get(f"/compare/coverage?{query}").status_code in (200, 400, 404)
    assert client.get(f"/compare?{query}").status_code == 200
    assert client.get(f"/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("views", {}), ("views", {"name": "甲"}), ("views", {"query": "period=2023H1"}), ("views", {"name": "甲" * 99, "query": "period=2023H1"}),
        ("views", {"name": "甲", "query": "period=zz"}), ("views", {"name": "甲", "query": "period=2023H1&" + "x" * 9000}), ("views/remove", {}),
        ("views/remove", {"view": "0"}), ("views/remove", {"view": "' OR 1=1"}), ("views/remove", {"view": "²"}), ("views/remove", {"view": "9" * 40}),
    ],
)  # fmt: skip
def test_nonsense_is_no_view(served: Served, hands: Hands, path: str, fields: dict[str, str]) -> None:
    script = """const [path, fields, done] = arguments, form = new FormData();
    for (const [k, v] of Object.entries(fields)) form.append(k, v);
    fetch('/compare/' + path, {method: 'POST', body: form, headers: {'X-Token': document.querySelector('meta[name=token]').content}})
      .then(async a => done([a.status, (await a.json()).error]))"""
    status, error = hands.driver.execute_async_script(script, path, fields)
    assert status == 400 and any("\u4e00" <= c <= "\u9fff" for c in error)
    assert served.place.views.all() == []
