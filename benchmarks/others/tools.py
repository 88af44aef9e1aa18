"""What each of the others finds in a text; runs in its environment."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable
from typing import Any

warnings.simplefilter("ignore")

REQUIREMENTS: dict[str, tuple[str, ...]] = {
    "cn2an": ("cn2an==0.5.24",),
    "Recognizers-Text": (
        "emoji==1.7.0",  # the last that it can import
        "recognizers-text-number==1.0.2a2",
        "recognizers-text-number-with-unit==1.0.2a2",
        "recognizers-text-date-time==1.0.2a2",
        "setuptools<81",
    ),
    "JioNLP": ("jionlp==1.5.29", "setuptools<81"),  # 1.5.30 and 1.5.31 fail on 3月, 本月 and the like
}
Found = tuple[int, int, float | None, str]  # start, end, value, unit
Days = tuple[int, int, str, str]  # start, end, first day, last day


def quiet(find: Callable[..., Any], *args: Any) -> Any:
    """What a tool finds; [] where it raises."""
    try:
        return find(*args)
    except Exception:
        return []


# ---- JioNLP


def jio_money(text: str) -> list[Found]:
    import jionlp

    out = []
    for item in jionlp.ner.extract_money(text):
        number = item["detail"]["num"]
        value = float(number if isinstance(number, str) else number[0])
        out.append((*item["offset"], value, "元" if item["detail"]["case"] == "元" else ""))
    return out


def jio_time(text: str, day: dt.date) -> list[Days]:
    import jionlp

    out = []
    for item in jionlp.ner.extract_time(text, time_base={"year": day.year, "month": day.month, "day": day.day}):
        days = item["detail"].get("time")
        if isinstance(days, list) and isinstance(days[0], str):
            out.append((*item["offset"], days[0][:10], days[1][:10]))
    return out


# ---- Recognizers-Text


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


def ms_durations(text: str, day: dt.date) -> list[Found]:
    """Durations in seconds."""
    from recognizers_date_time import Culture, recognize_datetime

    out: list[Found] = []
    for item in recognize_datetime(text, Culture.Chinese, reference=dt.datetime.combine(day, dt.time())):
        for value in (item.resolution or {}).get("values", []):
            if value["type"] == "duration":
                out.append((item.start, item.end + 1, float(value["value"]), "seconds"))
    return out


def ms_dates(text: str, day: dt.date) -> list[Days]:
    from recognizers_date_time import Culture, recognize_datetime

    out = []
    for item in recognize_datetime(text, Culture.Chinese, reference=dt.datetime.combine(day, dt.time())):
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


# ---- cn2an


def an_alone(numeral: str) -> float:
    import cn2an

    return float(cn2an.cn2an(numeral, "smart"))


def an_within(sentence: str, start: int, end: int) -> str:
    """What a numeral becomes where the whole sentence is transformed; "" where that cannot be told apart."""
    import cn2an

    mark = "▲"
    whole = cn2an.transform(sentence)
    before, _, behind = cn2an.transform(sentence[:start] + mark + sentence[end:]).partition(mark)
    inside = whole[len(before) : len(whole) - len(behind)]
    return inside if whole.startswith(before) and whole.endswith(behind) and len(whole) > len(before) + len(behind) else ""
