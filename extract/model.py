"""What comes out of a report.  Facts are frozen values of their own: two facts may share one span."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field, fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Day = dt.date


@dataclass(frozen=True, slots=True)
class Period:
    """Both days inclusive; None where the report does not tell the year."""

    start: Day | None
    end: Day | None

    def contains(self, other: Period) -> bool:
        if not (self.start and self.end and other.start and other.end):
            return False
        return self.start <= other.start and other.end <= self.end


UNKNOWN = Period(None, None)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field of a fact (metric, period, entity) that may be otherwise, and the reason in Chinese."""

    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Confidence:
    """How far a fact can be relied on, 0 to 1: of facts at 0.9 nine in ten are right."""

    metric: float = 1.0
    period: float = 1.0
    entity: float = 1.0


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure and what it says.  Offsets are code points into the text as read; `value` is in the base unit.

    `decimals` is XBRL's: 3 means good to 0.001, -4 good to ten thousand.  `of` is the index, in the report's facts, of
    the fact this one is a part, share or change of; `pattern` names the entry that gave the metric.
    """

    start: int
    end: int
    quote: str
    value: Decimal
    value_max: Decimal | None
    modifier: str
    unit: str
    kind: str
    metric: str
    label: str
    activity: str
    status: str
    entity: str
    period: Period
    qualifier: str
    section: tuple[str, ...]
    sentence_start: int
    sentence_end: int
    sentence: str
    pattern: str
    decimals: int
    of: int | None = None
    entity_from: str = ""
    period_from: str = ""
    confidence: Confidence = Confidence()
    doubt: tuple[Doubt, ...] = ()
    votes: tuple[tuple[str, str, float], ...] = ()  # what each reader said: rules or examples, the metric, its share

    def to_dict(self) -> dict[str, Any]:
        """The fact with the field names of the annotation guide, values as JSON numbers, dates as ISO strings."""
        return {
            "type": "fact",
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "value": number(self.value),
            "value_max": None if self.value_max is None else number(self.value_max),
            "modifier": self.modifier,
            "unit": self.unit,
            "kind": self.kind,
            "metric": self.metric,
            "label": self.label,
            "activity": self.activity,
            "status": self.status,
            "entity": self.entity,
            "period_start": iso(self.period.start),
            "period_end": iso(self.period.end),
            "qualifier": self.qualifier,
            "section": " / ".join(self.section),
            "sentence": self.sentence,
            "pattern": self.pattern,
            "decimals": self.decimals,
            "of": self.of,
            "entity_from": self.entity_from,
            "period_from": self.period_from,
            "confidence": {"metric": self.confidence.metric, "period": self.confidence.period, "entity": self.confidence.entity},
            "doubt": [asdict(d) for d in self.doubt],
            "votes": [list(v) for v in self.votes],
        }

    def to_row(self) -> dict[str, Any]:
        """The fact as a flat row of `FACT_FIELDS`: a column for each confidence, the reasons for doubt in one text."""
        row = self.to_dict()
        del row["type"], row["votes"]
        row |= {f"confidence_{name}": value for name, value in row.pop("confidence").items()}
        return {**row, "doubt": AND.join(d.why for d in self.doubt)}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period in the text, resolved against the report's own period."""

    start: int
    end: int
    quote: str
    period: Period
    form: str  # own, ago, until, deadline, day, calendar
    shape: str = ""  # the form of dates.toml that found it
    members: tuple[Period, ...] = ()  # of a list (一、二、三季度) each

    def to_dict(self) -> dict[str, Any]:
        return {
            "type": "date",
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "period_start": iso(self.period.start),
            "period_end": iso(self.period.end),
        }


@dataclass(frozen=True, slots=True)
class Event:
    """A dated deed: what was done, and who did it."""

    start: int
    end: int
    quote: str
    date: Day | None
    activity: str
    label: str
    actor: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "type": "event",
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "date": iso(self.date),
            "activity": self.activity,
            "label": self.label,
            "actor": self.actor,
        }


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A numeral that is neither fact nor date, and the reason."""

    start: int
    end: int
    quote: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        return {"type": "unclaimed", "start": self.start, "end": self.end, "quote": self.quote, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under one heading path; the first of a path begins with the heading's line."""

    start: int
    end: int
    path: tuple[str, ...]
    plan: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """How far a word speaks for the figures behind it (annotation guide, "Whose and when").

    `kind` is period, owner, plan or topic.  `value` holds for the figures that begin in `start:stop`; `trigger` is the span of the words that opened it.

    `value` is a Period, an owner ("" is the reporter itself), whether what is told is planned, or a topic.  `source` says what
    opened it: heading, mention, ago, base, deal, subject, list, cue, duty.  `doubt` is the reason in Chinese why it may not be so.
    """

    kind: str
    start: int
    stop: int
    value: Period | str | bool
    source: str
    trigger: tuple[int, int]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in one text."""

    text: str
    brigade: str
    period: Period
    title: str
    facts: tuple[Fact, ...] = ()
    dates: tuple[DateMention, ...] = ()
    events: tuple[Event, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()
    sections: tuple[Section, ...] = ()
    patterns_version: str = ""
    scopes: tuple[Scope, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """The facts as a pandas frame, one row a fact, columns as in `Fact.to_row`."""
        import pandas as pd

        return pd.DataFrame([f.to_row() for f in self.facts], columns=list(FACT_FIELDS))

    def records(self) -> list[dict[str, Any]]:
        """Facts, dates, events and unclaimed numerals as JSON-ready objects."""
        groups: tuple[tuple[Any, ...], ...] = (self.facts, self.dates, self.events, self.unclaimed)
        return [item.to_dict() for group in groups for item in group]


def number(value: Decimal) -> int | float:
    """A Decimal as the JSON number a reader expects: 190000, not 1.9E+5."""
    return int(value) if value == value.to_integral_value() else float(value)


def iso(day: Day | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(slots=True)
class Quantity:
    """A figure on its way to becoming a fact: the mutable working state shared by the pipeline's steps."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    modifier: str
    unit: str
    kind: str
    decimals: int
    zero: bool = False  # a stated zero: no numeral
    flat: bool = False  # 持平
    left: str = ""
    right: str = ""
    left_start: int = 0
    right_end: int = 0
    sentence: int = 0
    glued: bool = False  # nothing but a list mark between this figure and the one before
    bracket: int = 0  # depth of brackets around it
    verb: str = ""
    base_of: int | None = None
    drop: str = ""  # the reason it is no fact after all
    extra: dict[str, Any] = field(default_factory=dict)


AND = "；"
FACT_FIELDS = (
    "start", "end", "quote", "value", "value_max", "modifier", "unit", "kind", "metric", "label", "activity",
    "status", "entity", "period_start", "period_end", "qualifier", "section", "sentence", "pattern", "decimals", "of",
    "entity_from", "period_from", "confidence_metric", "confidence_period", "confidence_entity", "doubt",
)  # fmt: skip
__all__ = [
    "Confidence",
    "DateMention",
    "Doubt",
    "Event",
    "Fact",
    "Period",
    "Quantity",
    "Report",
    "Section",
    "Unclaimed",
    "fields",
    "replace",
]
