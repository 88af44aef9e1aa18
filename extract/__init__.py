"""Text to facts.  Pure: no files, no clock, no network."""

from extract.dates import parse_period
from extract.model import DateMention, Event, Fact, Period, Report, Section, Unclaimed
from extract.report import extract_report

__all__ = ["DateMention", "Event", "Fact", "Period", "Report", "Section", "Unclaimed", "extract_report", "parse_period", "pipeline"]


def pipeline(catalog: object | None = None) -> object:
    """The spaCy `Language` of the same steps; see `extract.pipes`."""
    from extract.pipes import pipeline as build

    return build(catalog)  # type: ignore[arg-type]
