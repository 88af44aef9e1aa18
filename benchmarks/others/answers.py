"""What one tool answers to each row of the tables; runs in its environment with a JSON file of its input, prints JSON.

A figure is answered by values (low, high or null), a date by first and last days; several where a tool gives several, none where it reads nothing.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.others.tools import (
    an_alone,
    an_within,
    jio_time,
    ms_dates,
    ms_durations,
    ms_figures,
    quiet,
)

Row = dict[str, Any]
Ends = list[Any]  # [low, high or None]
SECONDS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "个月": 30 * 86400, "年": 365 * 86400}
DAY = dt.date(2023, 6, 30)


def on(row: Row, found: list[Any]) -> list[Any]:
    """What stands on the quote of a row."""
    return [f for f in found if f[0] < row["end"] and row["start"] < f[1]]


# ---- cn2an


def an_numeral(row: Row) -> list[Ends]:
    return [[an_alone(row["quote"][: row["numeral"]].replace(" ", "").lstrip("+＋")), None]]


def an_sentence(row: Row) -> list[Ends]:
    share = re.match(r"负?\w{1,2}分之[^,，。、以左多]+", row["quote"])
    length = len(share[0]) if share else row["numeral"]
    inside = an_within(row["sentence"], row["start"], row["start"] + length).replace(",", "").strip()
    parts = re.fullmatch(r"(-?[\d.]+)(?:/(\d+)|([%‰‱]))?", inside)
    if parts is None:
        return []
    scale = {"‰": 1000, "‱": 10000}.get(row["unit"], 100)
    return [[float(parts[1]) * scale / float(parts[2]) if parts[2] else float(parts[1]), None]]


# ---- Recognizers-Text


@functools.lru_cache(maxsize=4096)
def _ms_figures(sentence: str) -> list[Any]:
    return ms_figures(sentence)


@functools.lru_cache(maxsize=4096)
def _ms_durations(sentence: str) -> list[Any]:
    return ms_durations(sentence, DAY)


def ms_values(row: Row) -> list[Ends]:
    """Its values as they are; a fraction, which it tells as a quotient, in per cent."""
    values = [f[2] for f in on(row, _ms_figures(row["sentence"]))]
    shares = [value * 100 for value in values] if row["kind"] in ("fractions", "百分之, 千分之, 万分之") else []
    spans = [f[2] / SECONDS[row["unit"]] for f in on(row, _ms_durations(row["sentence"]))] if row["unit"] in SECONDS else []
    scale = {"‰": 10, "‱": 100}.get(row["unit"])
    return [[value, None] for value in [*values, *shares, *spans, *([v * scale for v in [*values, *shares]] if scale else [])]]


def ms_days(row: Row) -> list[Any]:
    """First and last day; the end of a range between two named days is the last one itself."""
    found = [list(f[2:]) for f in on(row, ms_dates(row["sentence"], dt.date.fromisoformat(row["reference"])))]
    return found + [[first, str(dt.date.fromisoformat(last) + dt.timedelta(days=1))] for first, last in found if first != last]


# ---- JioNLP


def _ends(number: Any) -> Ends:
    return [float(number), None] if isinstance(number, str) else [float(number[0]), float(number[1])]


@functools.lru_cache(maxsize=4096)
def _jio_money(sentence: str) -> list[Any]:
    import jionlp

    return [(*item["offset"], item["detail"]["num"]) for item in jionlp.ner.extract_money(sentence)]


def jio_sums(row: Row) -> list[Ends]:
    return [_ends(f[2]) for f in on(row, _jio_money(row["sentence"]))]


def jio_sums_alone(row: Row) -> list[Ends]:
    import jionlp

    return [_ends(jionlp.parse_money(row["quote"].partition("/")[0])["num"])]


def jio_days(row: Row) -> list[Any]:
    return [list(f[2:]) for f in on(row, jio_time(row["sentence"], dt.date.fromisoformat(row["reference"])))]


def jio_days_alone(row: Row) -> list[Any]:
    import jionlp

    day = dt.date.fromisoformat(row["reference"])
    days = jionlp.parse_time(row["quote"], time_base={"year": day.year, "month": day.month, "day": day.day})["time"]
    return [[days[0][:10], days[1][:10]]] if isinstance(days, list) and isinstance(days[0], str) else []


WAYS: dict[str, dict[str, Callable[[Row], list[Any]]]] = {
    "cn2an": {"cn2an, the numeral alone": an_numeral, "cn2an, transform of the sentence": an_sentence},
    "Recognizers-Text": {"Recognizers-Text number, percentage, currency, dimension": ms_values, "Recognizers-Text datetime": ms_days},
    "JioNLP": {
        "JioNLP money, in the sentence": jio_sums,
        "JioNLP money, alone": jio_sums_alone,
        "JioNLP time, in the sentence": jio_days,
        "JioNLP time, alone": jio_days_alone,
    },
}


def main() -> None:
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        given = json.load(file)
    ways = WAYS[given["tool"]]
    print(json.dumps({way: [[i, quiet(ways[way], given["rows"][i])] for i in places] for way, places in given["asked"].items()}))


if __name__ == "__main__":
    main()
