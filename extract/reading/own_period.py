"""The report's own period, as its title and first lines tell it."""

from __future__ import annotations

import re

from extract.model import UNKNOWN, Period
from extract.reading.dates import date_finder
from patterns import Catalog


def report_period(norm: str, title_end: int, catalog: Catalog) -> Period:
    """The report's own period: from its title, else from the dates of its first lines; unknown where they do not tell."""
    finder = date_finder(catalog)
    head = norm[: min(len(norm), title_end + 600)]
    in_title = [d for d in finder.find(norm, UNKNOWN, None, 0, title_end) if d.form in ("calendar", "until", "day")]
    for mention in in_title:
        if mention.period.end and "年" in mention.quote and re.search(r"\d{4}|[一二][〇零九]", mention.quote):
            return mention.period
    part = next((d for d in in_title), None)
    years = re.findall(r"(?<!\d)(20\d{2}|19\d{2})年", head)
    if part is not None and years:
        year = int(max(set(years), key=years.count))
        again = finder.find(norm, UNKNOWN, year, part.start, part.end)
        if again and again[0].period.end:
            return again[0].period
    for mention in finder.find(head, UNKNOWN, None, title_end):
        if mention.period.end and mention.form in ("calendar", "until") and re.search(r"\d{4}|[一二][〇零]", mention.quote):
            if mention.period.start and (mention.period.end - mention.period.start).days >= 27:
                return mention.period
    return UNKNOWN
