"""Makes the pictures of the guide and the README of the web page from the samples: python docs/screenshots.py (needs Debian's Chromium)."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    from corpus import Corpus
    from tests.brigade.browser import browser
    from tests.brigade.served import Served, until
    from tests.conftest import SAMPLES

    folder = Path(tempfile.mkdtemp())
    page = Served(folder)
    with Corpus(page.db) as corpus:
        corpus.import_files([str(p) for p in sorted(SAMPLES.glob("qinghe*.txt"))])
        ident = corpus.report("清河县消防救援大队2023年上半年")["report_id"]
    driver = browser(folder, "1366,820")
    out = ROOT / "brigade" / "guide" / "pictures"
    out.mkdir(exist_ok=True)
    for name, path in (
        ("home", ""),
        ("import", "import"),
        ("review", f"review/{ident}"),
        ("compare", "compare?period=2023H1&base=year&rank=response.dispatches"),
        ("metrics", "metrics"),
    ):
        driver.get(f"{page.url}/{path}")
        until(lambda: driver.execute_script("return document.readyState") == "complete")
        if name in ("import", "review", "metrics"):
            until(lambda: driver.find_elements("css selector", ".tabulator-row"))
        time.sleep(1)  # until what is asked for afterwards is there too
        if name == "review":
            next(m for m in driver.find_elements("css selector", "#text mark") if m.text == "702家").click()
        if name == "compare":
            until(lambda: driver.find_elements("css selector", "button.figure"))[1].click()
            until(lambda: driver.find_elements("css selector", "#panel mark"))
        driver.save_screenshot(str(out / f"{name}.png"))
    driver.get(page.url + "/check")
    driver.find_element("name", "draft").send_keys(str(SAMPLES / "baishi-2023H1.txt"))
    driver.find_element("css selector", "main button").click()
    until(lambda: driver.find_elements("id", "summary"))
    driver.save_screenshot(str(out / "check.png"))
    driver.quit()
    page.server.close()


if __name__ == "__main__":
    main()
