"""The page in a real browser, through all its tabs, against the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus
from tests.brigade.served import Served, until
from tests.conftest import SAMPLES

SIZES = ("1366,768", "1920,1080")


def no_overflow(driver: Any) -> None:
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth + 1")
    assert [e for e in driver.get_log("browser") if e["level"] == "SEVERE" and "favicon" not in e["message"]] == []


def test_compare_and_download(driver: Any, served: Served) -> None:
    from selenium.webdriver.common.by import By

    with Corpus(served.db) as corpus:
        corpus.import_files([str(p) for p in sorted(SAMPLES.glob("qinghe*.txt"))])
    driver.get(served.url + "/compare?period=2023H1&base=2022H1")
    driver.switch_to.frame("table")
    cells = until(lambda: {(r.find_elements(By.TAG_NAME, "td")[0].text): r.text for r in driver.find_elements(By.CSS_SELECTOR, "tbody tr")})
    assert "305" in cells["接警出动"] and "+6.6%" in cells["接警出动"]
    driver.switch_to.default_content()
    driver.find_element(By.ID, "excel").click()
    until(lambda: list(Path(driver.folder).glob("*.xlsx")))
    driver.get(served.url + "/compare/coverage")
    assert driver.find_elements(By.CSS_SELECTOR, "#map td.y")


@pytest.mark.parametrize("size", SIZES)
def test_no_overflow_at_common_sizes(driver: Any, served: Served, size: str) -> None:
    width, height = map(int, size.split(","))
    driver.set_window_size(width, height)
    for page in ("compare?period=2023H1", "check", "metrics"):
        driver.get(f"{served.url}/{page}")
        assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth + 1"), page
