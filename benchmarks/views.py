"""The views of the page over a large store and a long report, as ratios of the same views of an empty store.  `python benchmarks/views.py [reports] [characters]`

In a real browser (Debian's Chromium), each view until its table is filled, the median of five, empty and large in turn.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.run import fill  # noqa: E402

TIMES = 5
LONGEST = 60  # seconds
SHORT = "甲县消防救援大队2023年上半年工作总结\n\n上半年，检查单位442家，发现火灾隐患676处。\n"
LINE = "检查单位{}家，发现火灾隐患{}处，督促整改隐患{}处；接警出动{}起，出动车辆{}辆次、人员{}人次。\n"
SHOWN = "return Boolean(document.querySelector('.tabulator-row, .tabulator-placeholder, main tbody tr'))"


class Place:
    """A served store: one short report, or many and a long one."""

    def __init__(self, folder: Path, reports: int, chars: int) -> None:
        from waitress.server import create_server

        from brigade.web.app import create_app
        from corpus import Corpus

        folder.mkdir()
        text = SHORT
        while len(text) < chars:
            text += LINE.format(*(len(text) % k + 10 for k in (911, 613, 401, 307, 211, 1009)))
        (folder / "甲.txt").write_text(text, encoding="utf-8")
        db = str(folder / "t.duckdb")
        with Corpus(db) as corpus:
            if reports:
                fill(corpus, reports)
            corpus.import_files([str(folder / "甲.txt")])
            self.ident = corpus.report("甲县")["report_id"]
            self.figures = len(corpus.fact_rows(report_id=self.ident))
        server: Any = create_server(create_app(db, folder / "web"), host="127.0.0.1", port=0, threads=8)
        threading.Thread(target=server.run, daemon=True).start()
        self.url = f"http://127.0.0.1:{server.effective_port}"


def took(driver: Any, url: str) -> float:
    """Seconds until the page shows its table."""
    start = time.perf_counter()
    driver.get(url)
    while not driver.execute_script(SHOWN):
        time.sleep(0.005)
        if time.perf_counter() - start > LONGEST:
            raise SystemExit(f"{url} shows no table")
    return time.perf_counter() - start


def main(reports: int, chars: int) -> None:
    from tests.brigade.browser import browser

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        small, large = Place(folder / "small", 0, 0), Place(folder / "large", reports, chars)
        driver = browser(folder)
        print(
            f"{reports:,} reports, one of {chars:,} characters with {large.figures:,} figures; each view as a ratio of the same view of an almost empty store.\n"
        )
        print("| view | ratio |\n|---|---|")
        for view in ("import", "review", "review/{}", "metrics", "journal"):
            times: dict[str, list[float]] = {"small": [], "large": []}
            for _ in range(TIMES + 1):
                for name, at in (("small", small), ("large", large)):
                    times[name].append(took(driver, f"{at.url}/{view.format(at.ident)}"))
            print(f"| {view.format('…')} | {statistics.median(times['large'][1:]) / statistics.median(times['small'][1:]):.1f} |")
        driver.quit()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 60_000)
