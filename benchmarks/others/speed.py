"""Their speed against `jieba.cut`, and what each finds of gold; runs in their environment with a JSON file of its input, prints JSON."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.others.scoring import score_dates, score_figures
from benchmarks.others.tools import jio_money, jio_time, ms_dates, ms_figures, quiet


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measured(find: Callable[..., Any], dates: bool, texts: list[str], reports: list[dict[str, Any]]) -> dict[str, Any]:
    """The speed of one tool, and how much of the gold it finds."""
    import jieba

    day = dt.date(2023, 12, 31)
    quiet(find, "截至2023年6月30日,投入12.5万元。", *([day] if dates else []))  # loads its tables
    spent = timed(lambda: [quiet(find, t, *([day] if dates else [])) for t in texts])
    row: dict[str, Any] = {"ratio": timed(lambda: [list(jieba.cut(t)) for t in texts]) / spent}
    if dates:
        row["dates"] = sum(score_dates(r["dates"], quiet(find, r["text"], dt.date(r["year"], 12, 31))) for r in reports)
    else:
        scores = [score_figures(r["facts"], quiet(find, r["text"])) for r in reports]
        row["value"], row["unit"] = (sum(column) for column in zip(*scores, strict=True))
    return row


def main() -> None:
    import jieba

    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        given = json.load(file)
    jieba.setLogLevel(60)
    jieba.initialize()
    tools: dict[str, dict[str, tuple[Callable[..., Any], bool]]] = {
        "JioNLP": {"JioNLP money": (jio_money, False), "JioNLP time": (jio_time, True)},
        "Recognizers-Text": {
            "Recognizers-Text number, percentage, currency, dimension": (ms_figures, False),
            "Recognizers-Text datetime": (ms_dates, True),
        },
    }
    rows = {name: measured(find, dates, given["texts"], given["reports"]) for name, (find, dates) in tools[given["tool"]].items()}
    print(json.dumps(rows, ensure_ascii=False))


if __name__ == "__main__":
    main()
