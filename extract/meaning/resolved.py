"""A figure with its meaning, in the making: what the steps of meaning share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extract.model import Period, Quantity
from extract.parsing.frames import Frame

LEVELS = ("change", "ratio")  # kinds that are no levels themselves


@dataclass(slots=True)
class Resolved:
    """A figure with its meaning."""

    figure: Quantity
    kind: str
    metric: str = ""
    pattern: str = ""
    label: str = ""
    qualifier: str = ""
    activity: str = ""
    value: Decimal = Decimal(0)
    value_max: Decimal | None = None
    verb: str = ""
    stock: str = ""  # what says that it is there (现有, 拥有), for those listed behind
    noun: str = ""  # the object of its verb, for a later verb that has none
    of: Resolved | None = None
    inherited: bool = False
    part: bool = False
    base: str = ""  # how it is told for comparison
    whole_label: str = ""  # of the whole that it is a part of
    entity: str = ""
    entity_from: str = ""
    own_name: str = ""  # how the reporter names itself as the owner
    status: str = "actual"
    period: Period | None = None
    period_from: str = ""
    doubts: dict[str, str] = field(default_factory=dict)
    frame: Frame | None = None
    votes: tuple[tuple[str, float], ...] = ()  # what the examples say of the frame
    rule: str = ""  # what the rules said of it
    lesson: str | None = None  # what a lesson says of it, "" none of ours
    change_word: str = ""

    def doubt_metric(self, why: str) -> None:
        """The metric may be another, for this reason in Chinese; "" says nothing."""
        if why and self.metric:
            self.doubts["metric"] = why

    def all_votes(self) -> tuple[tuple[str, str, float], ...]:
        """What each reader said: the reader, the metric ("" or "-" none), its share."""
        told = (("lessons", self.lesson, 1.0),) if self.lesson is not None else ()
        if self.frame is None or not self.votes:
            return told
        return (*told, ("rules", self.rule, 1.0), *(("examples", metric, round(share, 3)) for metric, share in self.votes))


@dataclass(slots=True)
class Situation:
    """Where a figure is told: what its sentence told before it, what the sentence before carries on, its text and heading."""

    told: Sequence[Resolved]
    carried: Sequence[Resolved]
    start: int  # of the sentence
    text: str  # of the sentence
    heading: str  # the path of headings
    about_fires: bool = False
    leading: Mapping[str, Resolved] = field(default_factory=dict)  # by unit: what a sentence that breaks it down has parts of
    fires: Resolved | None = None  # the last count of fires, whose parts a later sentence may list

    def after(self, told: Sequence[Resolved]) -> Situation:
        """The same place once these were told."""
        return Situation(told, self.carried, self.start, self.text, self.heading, self.about_fires, self.leading, self.fires)

    @property
    def context(self) -> str:
        return f"{self.heading}|{self.text}"

    @property
    def chain(self) -> list[Resolved]:
        return [*self.carried, *self.told]

    @property
    def previous(self) -> Resolved | None:
        return self.told[-1] if self.told else None

    @property
    def levels(self) -> list[Resolved]:
        """What was told that a share or a change may refer to."""
        found = [r for r in self.chain if r.kind not in LEVELS and not r.figure.flat]
        return found or list(self.leading.values())[:1]


def last_of(metric: str, told: Iterable[Resolved]) -> Resolved | None:
    """The last level of this metric."""
    return next((r for r in reversed(list(told)) if metric and r.metric == metric and r.kind not in LEVELS), None)


def doubt_of(source: Resolved | None) -> str:
    """Why the metric that is taken over from `source` may not be so."""
    return source.doubts.get("metric", "") if source is not None else ""


def told_label(previous: Resolved | None) -> str:
    """The label of what was told before; of a change, that of what changed."""
    if previous is not None and previous.kind == "change" and previous.of is not None:
        return previous.of.label
    return previous.label if previous is not None else ""
