"""A real browser: Debian's Chromium, headless."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.conftest import need


def browser(folder: Path, size: str = "1366,768") -> Any:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = need("chromium")
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage", f"--user-data-dir={folder}/profile", f"--window-size={size}",
    ):  # fmt: skip
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(folder), "download.prompt_for_download": False})
    return webdriver.Chrome(options=options, service=Service(need("chromedriver")))
