"""核对 in a real browser: once by pointer, once by key, each deed held against the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus
from tests.brigade.axe import fits, narrow, violations, wide
from tests.brigade.hands import Hands, Keys
from tests.brigade.served import Served, until
from tests.conftest import SAMPLES
from tests.corpus.files import convert, docx

ODD = "苇陵县消防救援大队二〇二二年流水总账"


@pytest.fixture
def hands(driver: Any, served: Served) -> Hands:
    hands = Hands(driver)
    hands.known(served.url + "/journal", "王核对")
    return hands


def facts(served: Served, title: str, **wanted: Any) -> list[dict[str, Any]]:
    with Corpus(served.db) as corpus:
        rows = corpus.fact_rows(report_id=corpus.report(title)["report_id"], removed=True)
    return [r for r in rows if all(r[k] == v for k, v in wanted.items())]


def ident_of(served: Served, title: str) -> str:
    with Corpus(served.db) as corpus:
        return str(corpus.report(title)["report_id"])


def the(served: Served, title: str, **wanted: Any) -> dict[str, Any]:
    (row,) = facts(served, title, **wanted)
    return row


def journal(served: Served) -> list[dict[str, Any]]:
    with Corpus(served.db) as corpus:
        return corpus.store.rows("SELECT * FROM journal ORDER BY id")


def test_reports_are_found_and_opened_by_key(served: Served, hands: Hands) -> None:
    hands.go(served.url + "/review")
    until(lambda: hands.rows("#reports"))
    hands.tab_to("input[name=words]")
    hands.press("苇陵 2022")
    until(lambda: len(hands.rows("#reports")) == 1)
    assert violations(hands.driver) == [] and fits(hands.driver)
    hands.tab_to("#reports a")
    hands.press(Keys.ENTER)
    hands.sees("h1", "苇陵县消防救援大队 2022年")


def test_by_key(served: Served, hands: Hands) -> None:
    """Accepting with its like, another metric by its Chinese name, another value and period, undoing, marking wrong."""
    hands.stranger()
    hands.go(f"{served.url}/review/{ident_of(served, ODD)}")
    doubts = len([f for f in facts(served, ODD) if f["doubt"]])
    hands.sees("#left", f"存疑 {doubts} 条")
    first = hands.text("#what")
    hands.press("a")
    hands.name("王核对")
    hands.told(f"“{first}”确认无误")
    row = the(served, ODD, quote=first, doubt="", corrected="metric", label="走水")
    assert row["metric"] == "fire.fires"
    assert [(e["deed"], e["who"]) for e in journal(served)][:2] == [("change", "王核对"), ("teach", "王核对")]
    second = hands.sees("#what", "")
    hands.press("m")
    hands.press("检查单位")
    until(lambda: hands.all("ul.choices:not([hidden]) li[aria-selected=true]"))
    hands.press(Keys.ENTER)
    hands.sees("#like", "")
    hands.press(Keys.ENTER)
    hands.told("→ 检查单位")
    assert the(served, ODD, quote=second, metric="inspection.units")
    until(lambda: hands.text("#what") != second and not hands.one("#edit").get_attribute("aria-busy"))
    hands.press("z")
    hands.told("已撤销")
    until(lambda: not hands.one("#edit").get_attribute("aria-busy"))
    assert not facts(served, ODD, quote=second, metric="inspection.units") and hands.text("#what") == second
    hands.press("v")
    hands.press("99", Keys.ENTER)
    hands.told("→ 99")
    assert the(served, ODD, quote=second, value=99)
    until(lambda: not hands.one("#edit").get_attribute("aria-busy"))
    assert hands.text("#what") == second  # it is in doubt still
    hands.press("n")
    third = hands.text("#what")
    assert third != second
    hands.press("t")
    hands.press("2021年", Keys.ENTER)
    hands.told("2021")
    assert str(the(served, ODD, quote=third, corrected="period")["period_end"]) == "2021-12-31"
    until(lambda: not hands.one("#edit").get_attribute("aria-busy"))
    hands.press("n")
    fourth = hands.text("#what")
    hands.press("x")
    hands.told("标为错误")
    assert the(served, ODD, quote=fourth, corrected="wrong")
    assert hands.errors() == []


def test_adding_and_finishing_by_key(served: Served, hands: Hands) -> None:
    hands.go(f"{served.url}/review/{ident_of(served, ODD)}")
    hands.sees("#left", "存疑")
    hands.press("i")
    hands.press("裤脚边跑", Keys.ENTER)
    hands.told("选中第")
    hands.press(Keys.TAB)
    hands.press("检查单位")
    until(lambda: hands.all("ul.choices:not([hidden]) li[aria-selected=true]"))
    hands.press(Keys.ENTER, Keys.TAB, "5", Keys.ENTER)
    hands.told("补为数据")
    assert the(served, ODD, quote="裤脚边跑", metric="inspection.units", value=5, corrected="add")
    until(lambda: not hands.one("#edit").get_attribute("aria-busy"))
    hands.press("d")
    until(lambda: hands.one("#sure").is_displayed())
    hands.tab_to("#sure button[value=yes]")
    hands.press(Keys.ENTER)
    hands.told("已标为“已核对”")
    with Corpus(served.db) as corpus:
        assert (corpus.report(ODD)["review"], corpus.report(ODD)["reviewed_by"]) == ("done", "王核对")
    assert hands.errors() == []


def test_by_pointer(served: Served, hands: Hands) -> None:
    title = "清河县消防救援大队2022年上半年"
    with Corpus(served.db) as corpus:
        corpus.import_files([str(SAMPLES / "qinghe-2022H1.txt")])
    hands.go(f"{served.url}/review/{ident_of(served, title)}")
    until(lambda: hands.rows("#facts"))
    assert len(hands.all("#text mark")) == len({f["start"] for f in facts(served, title)})
    mark = next(m for m in hands.all("#text mark") if m.text == "612家")
    mark.click()
    hands.sees("#what", "612家")
    assert hands.text("#facts .tabulator-row.on").startswith("612家")
    value = hands.one("#edit input[name=value]")
    value.clear()
    value.send_keys("613")
    hands.one("#edit input[name=reason]").send_keys("台账")
    hands.click("#save")
    hands.told("612 → 613")
    assert the(served, title, quote="612家", metric="inspection.units")["value"] == 613
    select_words(hands, "群发")
    hands.sees("#what", "补为数据:群发")
    hands.one("#edit input[name=value]").send_keys("5")
    field = hands.one("#edit input[name=metric]")
    field.click()
    field.send_keys("宣传活动")
    until(lambda: hands.all("ul.choices:not([hidden]) li"))
    hands.click("ul.choices:not([hidden]) li")
    hands.click("#save")
    hands.told("补为数据")
    (added,) = [f for f in facts(served, title) if f["corrected"] == "add"]
    assert (added["quote"], added["value"], added["metric"].split(".")[0]) == ("群发", 5, "publicity")
    hands.click("#undo")
    hands.told("已撤销")
    assert not [f for f in facts(served, title) if f["corrected"] == "add"]
    hands.click("#history summary")
    until(lambda: any("612" in " ".join(r) for r in hands.rows("#lines")))
    hands.driver.execute_script("document.getElementById('told').replaceChildren()")
    hands.click("#lines .tabulator-row:last-child button")
    hands.told("已撤销")
    assert the(served, title, quote="612家", metric="inspection.units")["value"] == 612
    assert hands.errors() == []


def select_words(hands: Hands, words: str) -> None:
    hands.driver.execute_script(
        """const w = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT); let n;
        while ((n = w.nextNode())) { const i = n.data.indexOf(arguments[0]); if (i < 0) continue;
          const r = document.createRange(); r.setStart(n, i); r.setEnd(n, i + arguments[0].length);
          const s = getSelection(); s.removeAllRanges(); s.addRange(r);
          document.getElementById('text').dispatchEvent(new MouseEvent('mouseup', {bubbles: true})); break; }""",
        words,
    )


def test_numerals_that_are_no_facts_tell_why_and_can_be_added(served: Served, hands: Hands) -> None:
    title = "白石市消防救援大队2023年上半年"
    hands.go(f"{served.url}/review/{ident_of(served, title)}")
    until(lambda: hands.rows("#facts"))
    from selenium.webdriver.support.ui import Select

    Select(hands.one("#show")).select_by_visible_text("不作为数据的数字")
    with Corpus(served.db) as corpus:
        left = corpus.store.rows("SELECT * FROM unclaimed WHERE report_id = ?", [ident_of(served, title)])
    rows = until(lambda: [r for r in hands.rows("#facts") if r[-1]])
    assert {r[0] for r in rows} <= {r["quote"] for r in left}
    hands.sees("#what", "补为数据")
    assert "不作为数据" in hands.text("#doubt")


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (390, 844)])
def test_every_size(served: Served, hands: Hands, size: tuple[int, int]) -> None:
    narrow(hands.driver, *size)
    try:
        for path in ("/review", f"/review/{ident_of(served, '白石市消防救援大队2023年上半年')}"):
            hands.go(served.url + path)
            until(lambda: hands.rows("#reports" if path == "/review" else "#facts"))  # noqa: B023
            assert fits(hands.driver), path
            assert violations(hands.driver) == [], path
    finally:
        wide(hands.driver)


def test_the_original_is_shown_with_the_figure_boxed(served: Served, hands: Hands, tmp_path: Path) -> None:
    """The box lies where the words are: what stands in it, read by the library of the PDF, is the figure."""
    import pypdfium2

    lines = ["甲县消防救援大队2023年上半年工作总结", "", "上半年,共检查单位442家,发现火灾隐患676处。", *["开展夜查,检查单位3家。"] * 9]
    path = convert(docx(tmp_path / "甲县大队.docx", lines), "pdf", tmp_path)
    with Corpus(served.db) as corpus:
        corpus.import_files([str(path)])
    hands.go(f"{served.url}/review/{ident_of(served, '甲县消防救援大队2023年上半年')}")
    next(m for m in until(lambda: hands.all("#text mark")) if "676" in m.text).click()
    hands.press("p")
    box = hands.one("#original .box")
    until(box.is_displayed)
    image = hands.one("#original img")
    scale = pypdfium2.PdfDocument(str(path))[0].get_width() / image.size["width"]
    left, top = (box.location[k] - image.location[k] for k in ("x", "y"))
    page = pypdfium2.PdfDocument(str(path))[0]
    height = page.get_height()
    words = page.get_textpage().get_text_bounded(
        left=left * scale,
        right=(left + box.size["width"]) * scale,
        top=height - top * scale,
        bottom=height - (top + box.size["height"]) * scale,
    )
    assert "676" in words and "442" not in words
    next(row for row in hands.all("#facts .tabulator-row") if row.text.startswith("3家")).click()
    hands.press("j", "j", "j")  # it follows; in the midst of lines that are alike none is boxed
    hands.sees("#original", "“3家”在原件第 1 页,不能确定在页中何处")
    assert not hands.all("#original .box")
    hands.press("p")
    until(lambda: hands.one("#text").is_displayed())
