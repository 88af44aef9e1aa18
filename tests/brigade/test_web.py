"""The page in a real browser, through all its tabs, against the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.brigade.served import Served, until
from tests.conftest import SAMPLES

SIZES = ("1366,768", "1920,1080")


def no_overflow(driver: Any) -> None:
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth + 1")
    assert [e for e in driver.get_log("browser") if e["level"] == "SEVERE" and "favicon" not in e["message"]] == []


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


@pytest.mark.parametrize("size", SIZES)
def test_no_overflow_at_common_sizes(driver: Any, served: Served, size: str) -> None:
    width, height = map(int, size.split(","))
    driver.set_window_size(width, height)
    for page in ("compare?period=2023H1", "check", "metrics"):
        driver.get(f"{served.url}/{page}")
        assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth + 1"), page
