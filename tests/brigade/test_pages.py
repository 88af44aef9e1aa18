"""The pages that are saved, in a real browser: sort, hover, print, jump."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from brigade.cli import main
from tests.conftest import SAMPLES


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    db = str(folder / "t.duckdb")
    assert main(["import", str(SAMPLES), "--db", db]) == 0
    assert main(["compare", "--db", db, "--period", "2023H1", "--with", "2022H1", "-o", str(folder / "c.html")]) == 0
    assert main(["check", str(SAMPLES / "baishi-2023H1.txt"), "--db", db, "-o", str(folder / "r.html"), "--fail-on", "never"]) == 0
    assert main(["show", "清河县消防救援大队2023年上半年", "--db", db, "--html", str(folder / "s.html")]) == 0
    return folder


def clean(driver: Any) -> None:
    assert [e for e in driver.get_log("browser") if e["level"] == "SEVERE"] == []


def test_comparison_sorts_and_tells_its_sentence(driver: Any, folder: Path) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By

    driver.get((folder / "c.html").as_uri())
    head = next(h for h in driver.find_elements(By.TAG_NAME, "th") if h.text == "清河县消防救援大队")
    column = driver.find_elements(By.TAG_NAME, "th").index(head)

    def values() -> list[float]:
        cells = driver.find_elements(By.CSS_SELECTOR, f"tbody tr td:nth-child({column + 1})")
        return [float(v) for c in cells if (v := c.get_attribute("data-value"))]

    head.click()
    assert values() == sorted(values())
    head.click()
    assert values() == sorted(values(), reverse=True)
    cell = next(c for c in driver.find_elements(By.CSS_SELECTOR, "td.n") if c.text == "305")
    ActionChains(driver).move_to_element(cell).perform()
    tip = driver.find_element(By.ID, "tip")
    assert tip.is_displayed() and "305起" in tip.text
    assert driver.execute_script("return document.querySelectorAll('.chart canvas').length") >= 4
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth + 1")
    pdf = base64.b64decode(driver.print_page())
    assert pdf.startswith(b"%PDF") and len(pdf) > 20_000
    clean(driver)


def test_review_jumps_to_the_figure(driver: Any, folder: Path) -> None:
    from selenium.webdriver.common.by import By

    driver.get((folder / "r.html").as_uri())
    link = next(a for a in driver.find_elements(By.CSS_SELECTOR, "aside a") if "D701" in a.text)
    link.click()
    assert driver.execute_script("return document.querySelector('mark:target').textContent") == "2月30日"
    clean(driver)


def test_report_shows_its_facts(driver: Any, folder: Path) -> None:
    from selenium.webdriver.common.by import By

    driver.get((folder / "s.html").as_uri())
    mark = next(m for m in driver.find_elements(By.TAG_NAME, "mark") if m.text == "702家")
    assert "检查单位" in (mark.get_attribute("data-tip") or "")
    clean(driver)
