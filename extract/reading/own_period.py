"""The report's own period, as its title and first lines tell it."""

from __future__ import annotations

from extract.model import UNKNOWN, Period
from extract.reading.dates import date_finder
from patterns import Catalog


def report_period(norm: str, title_end: int, catalog: Catalog) -> Period:
    """The report's own period: from its title, else from the dates of its first lines; unknown where they do not tell."""
    finder = date_finder(catalog)
    written = catalog.expression("dates", "own_period.written")
    head = norm[: min(len(norm), title_end + 600)]
    in_title = [d for d in finder.find(norm, UNKNOWN, None, 0, title_end) if d.form in ("calendar", "until", "day")]
    for mention in in_title:
        if mention.period.end and catalog.expression("dates", "own_period.in_title").match(mention.quote):
            return mention.period
    part = next((d for d in in_title), None)
    years = catalog.expression("dates", "own_period.year").findall(head)
    if part is not None and years:
        year = int(max(set(years), key=years.count))
        again = finder.find(norm, UNKNOWN, year, part.start, part.end)
        if again and again[0].period.end:
            return again[0].period
    for mention in finder.find(head, UNKNOWN, None, title_end):
        if mention.period.end and mention.form in ("calendar", "until") and written.search(mention.quote):
            if mention.period.start and (mention.period.end - mention.period.start).days >= 27:
                return mention.period
    return UNKNOWN
