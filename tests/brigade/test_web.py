"""The page in a real browser, through all its tabs, against the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus
from tests.brigade.served import Served, until
from tests.conftest import SAMPLES
from tests.corpus.files import docx

SIZES = ("1366,768", "1920,1080")


def no_overflow(driver: Any) -> None:
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth + 1")
    assert [e for e in driver.get_log("browser") if e["level"] == "SEVERE" and "favicon" not in e["message"]] == []


def test_import_shows_what_was_read(driver: Any, served: Served, tmp_path: Path) -> None:
    from selenium.webdriver.common.by import By

    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 broken")
    unknown = docx(tmp_path / "总结.docx", ["工作总结", "检查单位88家。"])
    note, drawing = tmp_path / "便条.txt", tmp_path / "图.DWG"
    note.write_text("明天开会,请准时参加。", encoding="utf-8")
    drawing.write_bytes(b"x")
    driver.get(served.url)
    files = [*(str(p) for p in sorted(SAMPLES.glob("qinghe*.txt"))), str(bad), str(unknown), str(note), str(drawing)]
    driver.find_element(By.ID, "files").send_keys("\n".join(files))
    until(lambda: driver.execute_script("return document.body.dataset.done") == "7", 60)
    rows = {r[0]: r[1:] for r in ([c.text for c in row.find_elements(By.TAG_NAME, "td")] for row in _results(driver))}
    assert sum(r[0] == "已读入" for r in rows.values()) == 4
    assert "损坏" in rows["坏.docx"][0]
    assert "认不出是哪个大队" in rows["总结.docx"][2] and rows["总结.docx"][1] == ""
    assert "没有数据,也没有报告的标题,未存入" in rows["便条.txt"][0]
    assert "不支持“.DWG”类型" in rows["图.DWG"][0]
    closing = "读入文件 4;其中报告 4;提取数据 {};未能读取 1;不像报告,未存入 1;需要确认 2;扩展名不认识,未读 1(.dwg 1)"
    facts = sum(int(r[-1]) for r in rows.values() if r[0] == "已读入")
    assert driver.find_element(By.ID, "closing").text == closing.format(facts)
    _results(driver)[-2].find_element(By.CSS_SELECTOR, "button.again").click()
    until(lambda: "没有提取到任何数据" in _results(driver)[-2].text)
    assert "未存入" not in driver.find_element(By.ID, "closing").text
    assert all("400" in e["message"] or "favicon" in e["message"] for e in driver.get_log("browser"))  # the word for the refused drawing
    with Corpus(served.db) as corpus:
        corpus.remove("便条.txt")
    driver.get(served.url + "/import")
    row = next(r for r in driver.find_elements(By.CSS_SELECTOR, "#reports tbody tr") if "未识别" in r.text)
    row.find_element(By.NAME, "brigade").send_keys("丙县消防救援大队")
    row.find_element(By.NAME, "period").send_keys("2023H1")
    row.find_element(By.TAG_NAME, "button").click()
    until(lambda: "已确认" in driver.page_source)
    no_overflow(driver)
    with Corpus(served.db) as corpus:
        reports = corpus.reports()
        assert len(reports) == len(list(SAMPLES.glob("*.txt"))) + 1
        assert "丙县消防救援大队" in set(reports["brigade"])


def _results(driver: Any) -> list[Any]:
    found: list[Any] = driver.find_elements("css selector", "#results tbody tr")
    return found


def test_review_corrects_and_adds(driver: Any, served: Served) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import Select

    with Corpus(served.db) as corpus:
        ident = corpus.report("清河县消防救援大队2022年上半年")["report_id"]
        facts = corpus.fact_rows(report_id=ident)
    driver.get(f"{served.url}/review/{ident}")
    assert len(driver.find_elements(By.CSS_SELECTOR, "#facts tbody tr")) == len(facts)
    assert len(driver.find_elements(By.CSS_SELECTOR, "#text mark")) == len({f["start"] for f in facts})
    next(m for m in driver.find_elements(By.CSS_SELECTOR, "#text mark") if m.text == "612家").click()
    edit = driver.find_element(By.ID, "edit")
    assert edit.is_displayed() and driver.find_element(By.CSS_SELECTOR, "tr.on").text.startswith("612家")
    value = edit.find_element(By.NAME, "value")
    value.clear()
    value.send_keys("613")
    edit.find_element(By.NAME, "who").send_keys("王")
    edit.find_element(By.NAME, "why").send_keys("台账")
    edit.find_element(By.TAG_NAME, "button").click()
    until(lambda: "已更正" in driver.page_source and driver.execute_script("return document.readyState") == "complete")
    driver.execute_script(
        "const w=document.createTreeWalker(document.getElementById('text'),NodeFilter.SHOW_TEXT);let n;while((n=w.nextNode())){const i=n.data.indexOf('群发');if(i>=0){const r=document.createRange();r.setStart(n,i);r.setEnd(n,i+2);"
        "const s=getSelection();s.removeAllRanges();s.addRange(r);document.getElementById('text').dispatchEvent(new MouseEvent('mouseup',{bubbles:true}));break}}"
    )
    edit = driver.find_element(By.ID, "edit")
    assert driver.find_element(By.ID, "what").text == "群发"
    Select(edit.find_element(By.NAME, "deed")).select_by_value("add")
    for name, text in (("value", "5"), ("metric", "publicity.campaigns"), ("who", "王"), ("why", "漏")):
        edit.find_element(By.NAME, name).send_keys(text)
    driver.execute_script("document.body.dataset.old = 1")
    edit.find_element(By.TAG_NAME, "button").click()
    until(
        lambda: (
            driver.execute_script("return document.readyState") == "complete"
            and not driver.execute_script("return document.body.dataset.old")
        )
    )
    assert "已更正" in driver.page_source
    no_overflow(driver)
    with Corpus(served.db) as corpus:
        rows = corpus.fact_rows(report_id=ident)
        assert [r["value"] for r in rows if r["metric"] == "inspection.units"] == [613]
        added = [r for r in rows if r["corrected"] == "add"]
        text = corpus.report(ident)["text"]
        assert [(r["quote"], text[r["start"] : r["end"]]) for r in added] == [("群发", "群发")]


def test_a_correction_is_undone_and_done_again(driver: Any, served: Served) -> None:
    """Of the report of the test above: its two corrections stand in the list, the first is taken back and laid on again."""
    from selenium.webdriver.common.by import By

    with Corpus(served.db) as corpus:
        ident = corpus.report("清河县消防救援大队2022年上半年")["report_id"]
    for button, value in (("撤销", 612), ("重做", 613)):
        driver.get(f"{served.url}/review/{ident}")
        rows = driver.find_elements(By.CSS_SELECTOR, "table.history tbody tr")
        row = next(r for r in rows if "612家" in r.text)
        assert row.find_element(By.TAG_NAME, "button").text == button
        row.find_element(By.TAG_NAME, "button").click()
        until(lambda b=button: f"已{b}第" in driver.page_source)  # type: ignore[misc]
        with Corpus(served.db) as corpus:
            assert [r["value"] for r in corpus.fact_rows(report_id=ident, metric="inspection.units")] == [value]


def test_compare_and_download(driver: Any, served: Served) -> None:
    from selenium.webdriver.common.by import By

    driver.get(served.url + "/compare?period=2023H1&base=2022H1")
    driver.switch_to.frame("table")
    cells = until(lambda: {(r.find_elements(By.TAG_NAME, "td")[0].text): r.text for r in driver.find_elements(By.CSS_SELECTOR, "tbody tr")})
    assert "305" in cells["接警出动"] and "+6.6%" in cells["接警出动"]
    driver.switch_to.default_content()
    driver.find_element(By.ID, "excel").click()
    until(lambda: list(Path(driver.folder).glob("*.xlsx")))
    driver.get(served.url + "/compare/coverage")
    assert driver.find_elements(By.CSS_SELECTOR, "#map td.y")


def test_check_and_word(driver: Any, served: Served) -> None:
    from selenium.webdriver.common.by import By

    driver.get(served.url + "/check")
    driver.find_element(By.NAME, "draft").send_keys(str(SAMPLES / "baishi-2023H1.txt"))
    driver.find_element(By.CSS_SELECTOR, "main button").click()
    until(lambda: driver.find_elements(By.ID, "summary"))
    driver.switch_to.frame("reviewed")
    link = next(a for a in driver.find_elements(By.CSS_SELECTOR, "aside a") if "D701" in a.text)
    link.click()
    assert any(m.text == "2月30日" for m in driver.find_elements(By.CSS_SELECTOR, "mark.error"))
    driver.switch_to.default_content()
    driver.find_element(By.ID, "word").click()
    until(lambda: list(Path(driver.folder).glob("*.docx")))


def test_a_long_report_is_shown_quickly(driver: Any, served: Served, tmp_path: Path) -> None:
    from selenium.webdriver.common.by import By

    body = (SAMPLES / "wangjiang-2022.txt").read_text(encoding="utf-8").partition("\n")[2]
    path = tmp_path / "长.txt"
    path.write_text("戊县消防救援大队2022年度工作总结\n" + (body * 20)[:20_000], encoding="utf-8")
    with Corpus(served.db) as corpus:
        corpus.import_files([str(path)])
        ident = corpus.report("戊县")["report_id"]
        count = len(corpus.fact_rows(report_id=ident))
    driver.get(f"{served.url}/review/{ident}")
    assert len(driver.find_elements(By.CSS_SELECTOR, "#facts tbody tr")) == count
    spent = driver.execute_script("const t=performance.getEntriesByType('navigation')[0];return t.loadEventEnd-t.startTime")
    print(f"20,000 characters shown in {spent:.0f} ms")


@pytest.mark.parametrize("size", SIZES)
def test_no_overflow_at_common_sizes(driver: Any, served: Served, size: str) -> None:
    width, height = map(int, size.split(","))
    driver.set_window_size(width, height)
    with Corpus(served.db) as corpus:
        ident = corpus.report("清河县消防救援大队2022年上半年")["report_id"]
    for page in ("import", f"review/{ident}", "compare?period=2023H1", "check", "metrics"):
        driver.get(f"{served.url}/{page}")
        assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth + 1"), page
