"""Text to facts.  Pure: no files, no clock, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.lessons import Lesson
from extract.model import DateMention, Event, Fact, Period, Report, Section, Unclaimed
from extract.reading.calendar import parse_period
from extract.report import extract_report

if TYPE_CHECKING:
    from spacy.language import Language

    from patterns import Catalog

__all__ = [
    "DateMention",
    "Event",
    "Fact",
    "Lesson",
    "Period",
    "Report",
    "Section",
    "Unclaimed",
    "extract_report",
    "parse_period",
    "pipeline",
]


def pipeline(catalog: Catalog | None = None) -> Language:
    """The spaCy `Language` of the same steps; see `extract.pipes`.  Loads spaCy, which `extract_report` does not."""
    from extract.pipes import pipeline as build

    return build(catalog)
