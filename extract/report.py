"""The public function that runs the steps over a text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from extract.lessons import Lesson, taught_by
from extract.model import Period, Report
from extract.reading.calendar import as_period
from extract.steps import STEPS, Draft
from patterns import Catalog, load_catalog


def extract_report(
    text: str,
    *,
    brigade: str | None = None,
    period: Period | str | tuple[dt.date, dt.date] | None = None,
    catalog: Catalog | None = None,
    lessons: Iterable[Lesson] = (),
) -> Report:
    """Every fact, date, event and left-over numeral of a report's text.

    Pure: no file is read but the patterns, no clock; the same text gives the same report.  `period` may be a Period, a
    pair of dates or a string such as 2023H1; where it is not given the title tells it.  `lessons` are corrections of figures in
    this or other texts: what is told in the same words has the metric they say, what is told alike has it with a doubt; a later
    lesson outweighs an earlier one.  Raises ValueError for a bad period, a lesson's unknown metric or place.
    """
    catalog = catalog or load_catalog()
    draft = Draft(text, catalog, brigade or "", as_period(period), taught_by(tuple(lessons), catalog))
    for step in STEPS.values():
        step(draft)
    return draft.report()
