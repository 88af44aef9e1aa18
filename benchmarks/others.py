"""JioNLP and Recognizers-Text on the same texts, in an environment of their own; run by `benchmarks/run.py` with a JSON file of its input.

Prints JSON: seconds of each tool and of `jieba.cut` on `texts`, and what each finds of the gold of `reports`.
A figure is right where the tool gives a span on it with its value (and unit); a date where it gives its first and last day.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

REQUIREMENTS = (
    "emoji==1.7.0",  # the last that Recognizers-Text can import
    "jieba==0.42.1",
    "jionlp==1.5.31",
    "recognizers-text-number==1.0.2a2",
    "recognizers-text-number-with-unit==1.0.2a2",
    "recognizers-text-date-time==1.0.2a2",
    "setuptools<81",
)
Found = tuple[int, int, float | None, str]  # start, end, value, unit
Days = tuple[int, int, str, str]  # start, end, first day, last day


def jio_money(text: str) -> list[Found]:
    import jionlp

    out = []
    for item in jionlp.ner.extract_money(text):
        number = item["detail"]["num"]
        value = float(number if isinstance(number, str) else number[0])
        out.append((*item["offset"], value, "元" if item["detail"]["case"] == "元" else ""))
    return out


def jio_time(text: str, year: int) -> list[Days]:
    import jionlp

    out = []
    for item in jionlp.ner.extract_time(text, time_base={"year": year, "month": 12, "day": 31}):
        days = item["detail"].get("time")
        if isinstance(days, list) and isinstance(days[0], str):
            out.append((*item["offset"], days[0][:10], days[1][:10]))
    return out


def ms_figures(text: str) -> list[Found]:
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    out: list[Found] = []
    for recognise, unit in ((recognize_currency, "元"), (recognize_dimension, "?"), (recognize_percentage, "%"), (recognize_number, "")):
        for item in recognise(text, Culture.Chinese):
            told = (item.resolution or {}).get("value")
            try:
                value = float(str(told).rstrip("%"))
            except ValueError:
                continue
            out.append((item.start, item.end + 1, value, unit))
    return out


def ms_dates(text: str, year: int) -> list[Days]:
    import datetime as dt

    from recognizers_date_time import Culture, recognize_datetime

    out = []
    for item in recognize_datetime(text, Culture.Chinese, reference=dt.datetime(year, 12, 31)):
        for value in (item.resolution or {}).get("values", []):
            if value["type"] == "date":
                out.append((item.start, item.end + 1, value["value"], value["value"]))
            elif value["type"] == "daterange" and "end" in value and "start" in value:
                try:
                    last = dt.date.fromisoformat(value["end"]) - dt.timedelta(days=1)  # its end is the day after
                except ValueError:
                    continue
                out.append((item.start, item.end + 1, value["start"], last.isoformat()))
    return out


def score_figures(gold: list[dict[str, Any]], found: list[Found]) -> tuple[int, int]:
    """(figures with the right value, with the right value and unit)."""
    value = unit = 0
    for fact in gold:
        hits = [
            f for f in found if f[0] < fact["end"] and fact["start"] < f[1] and f[2] is not None and abs(f[2] - abs(fact["value"])) < 1e-6
        ]
        value += bool(hits)
        unit += any(f[3] == fact["unit"] for f in hits)
    return value, unit


def score_dates(gold: list[dict[str, Any]], found: list[Days]) -> int:
    return sum(any(f[0] < d["end"] and d["start"] < f[1] and f[2:] == (d["period_start"], d["period_end"]) for f in found) for d in gold)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def quiet(find: Callable[..., list[Any]], *args: Any) -> list[Any]:
    try:
        return find(*args)
    except Exception:
        return []


def main() -> None:
    warnings.simplefilter("ignore")
    import jieba

    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        given = json.load(file)
    texts, reports = given["texts"], given["reports"]
    jieba.setLogLevel(60)
    jieba.initialize()
    tools: dict[str, tuple[Callable[..., Any], bool]] = {
        "JioNLP money": (jio_money, False),
        "JioNLP time": (jio_time, True),
        "Recognizers-Text number, percentage, currency, dimension": (ms_figures, False),
        "Recognizers-Text datetime": (ms_dates, True),
    }
    out: dict[str, Any] = {}
    for name, (find, dates) in tools.items():
        quiet(find, "截至2023年6月30日,投入12.5万元。", *([2023] if dates else []))  # loads its tables
        spent, _ = timed(lambda: [quiet(find, t, *([2023] if dates else [])) for t in texts])  # noqa: B023
        base, _ = timed(lambda: [list(jieba.cut(t)) for t in texts])
        row: dict[str, Any] = {"ratio": base / spent}
        if dates:
            row["dates"] = sum(score_dates(r["dates"], quiet(find, r["text"], r["year"])) for r in reports)
        else:
            scores = [score_figures(r["facts"], quiet(find, r["text"])) for r in reports]
            row["value"], row["unit"] = (sum(column) for column in zip(*scores, strict=True))
        out[name] = row
    print(json.dumps(out, ensure_ascii=False))


if __name__ == "__main__":
    main()
