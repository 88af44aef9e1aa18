"""The steps of the pipeline over one `Draft`, and the public function that runs them.

Each step reads what the earlier ones left and adds its own; the spaCy components of `extract.pipes` are these same steps.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from extract.meaning.activities import activities_of
from extract.meaning.audit import audit
from extract.meaning.events import find_events
from extract.meaning.resolve import Resolved, Resolver
from extract.meaning.scope import period_for, scope_of
from extract.model import UNKNOWN, DateMention, Event, Fact, Period, Quantity, Report, Section, Unclaimed
from extract.parsing.clauses import frame, words_of
from extract.reading.calendar import parse_period
from extract.reading.dates import date_finder
from extract.reading.figures import quantity_finder
from extract.reading.layout import Layout, layout
from extract.reading.names import mask_names
from extract.reading.own_period import report_period
from extract.reading.text import blank_endless, normalise
from extract.reading.zeros import find_flat, zero_finder
from patterns import Catalog, load_catalog


@dataclass(slots=True)
class Draft:
    """A report in the making: the bus that the steps share."""

    text: str
    catalog: Catalog
    brigade: str = ""
    period: Period = UNKNOWN
    norm: str = ""
    shape: Layout | None = None
    mask: bytearray = field(default_factory=bytearray)
    dates: list[DateMention] = field(default_factory=list)
    zeros: list[Quantity] = field(default_factory=list)
    named: list[tuple[int, int, str]] = field(default_factory=list)
    damaged: list[tuple[int, int]] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    broken: list[Quantity] = field(default_factory=list)  # what looks like a figure and cannot be read
    resolved: dict[int, list[Resolved]] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()
    done: set[str] = field(default_factory=set)  # steps that have run, where spaCy runs them one by one

    @property
    def layout(self) -> Layout:
        if self.shape is None:
            raise RuntimeError("the structure step has not run")
        return self.shape

    def report(self) -> Report:
        shape = self.layout
        title = self.text[shape.title[0] : shape.title[1]]
        return Report(
            self.text, self.brigade, self.period, title, self.facts, tuple(self.dates), self.events, self.unclaimed,
            shape.sections, self.catalog.version,
        )  # fmt: skip


def structure(draft: Draft) -> None:
    """Normalised text, title, headings, sections, sentences; the report's own period where it was not given."""
    draft.norm, draft.damaged = blank_endless(normalise(draft.text, draft.catalog))
    draft.shape = layout(draft.norm, draft.catalog)
    draft.norm = draft.shape.norm
    draft.mask = bytearray(len(draft.norm))
    if draft.period.end is None:
        draft.period = report_period(draft.norm, draft.shape.title[1], draft.catalog)
    if _is_a_year(draft.period):
        told = (replace(s, plan=s.plan and not _PAST_HALF.match(draft.norm, s.start)) for s in draft.shape.sections)
        draft.shape = replace(draft.shape, sections=tuple(told))
    if not draft.brigade:
        draft.brigade = brigade_in_title(draft.norm[draft.shape.title[0] : draft.shape.title[1]])


_PAST_HALF = re.compile(r"\s*下半年,")  # in a report of the whole year these are no plans


def _is_a_year(period: Period) -> bool:
    return period.start is not None and period.end is not None and (period.end - period.start).days > 330


_BRIGADE = re.compile(
    r"[\u4e00-\u9fff*×]{1,24}?(?:消防救援(?:大队|支队|总队|站)|公安消防(?:大队|支队|总队)|消防(?:大队|支队|总队|中队|救援局)|派出所|公安分局|公安局|应急管理(?:所|站|局|办公室|办|中心)|应急办|安监站|大队|支队)"
)


def brigade_in_title(title: str) -> str:
    """The brigade's name as the title writes it, or ""."""
    match = _BRIGADE.search(re.sub(r"^(?:关于|\d{4}年(?:度)?(?:上半年|下半年|第?[一二三四]季度)?)", "", title.replace(" ", "")))
    return match[0] if match else ""


def find_dates(draft: Draft) -> None:
    """Dates, section by section: a heading with a year (2023年工作打算) lends it to what stands below."""
    finder = date_finder(draft.catalog)
    own = draft.period
    found: list[DateMention] = []
    for section in draft.layout.sections:
        found.extend(finder.find(draft.norm, own, _context_year(section, own), section.start, section.end))
    draft.dates = [replace(d, quote=draft.text[d.start : d.end]) for d in found]  # as written, not as matched
    for mention in found:
        draft.mask[mention.start : mention.end] = b"\1" * (mention.end - mention.start)


_YEAR = re.compile(r"(20\d{2}|19\d{2})年")


def _context_year(section: Section, own: Period) -> int | None:
    for heading in reversed(section.path):
        match = "年" in heading and _YEAR.search(heading)
        if match:
            return int(match[1])
    if section.plan and own.end and _is_a_year(own):
        return own.end.year + 1
    return own.end.year if own.end else None


def find_numerals(draft: Draft) -> None:
    """Numerals that are no figures: enumerators, names, document numbers, clock times, idioms; and the stated zeros."""
    for start, end in draft.layout.enumerators:
        if not any(draft.mask[start:end]):
            draft.mask[start:end] = b"\1" * (end - start)
    draft.zeros = zero_finder(draft.catalog).find(draft.norm, draft.mask)
    draft.zeros += find_flat(draft.norm, draft.mask, draft.catalog)
    draft.named = mask_names(draft.norm, draft.mask, draft.catalog)


def find_quantities(draft: Draft) -> None:
    """Figures with value, unit, modifier and kind, in order with the zeros."""
    found = quantity_finder(draft.catalog).find(draft.norm, draft.mask)
    draft.broken = [q for q in found if q.drop]
    draft.quantities = sorted([*(q for q in found if not q.drop), *draft.zeros], key=lambda q: q.start)


def find_metrics(draft: Draft) -> None:
    """What each figure measures, sentence by sentence, with shares, changes and lists resolved."""
    norm = draft.norm
    words = words_of(draft.catalog)
    date_starts = [d.start for d in draft.dates]
    resolver = Resolver(norm, draft.catalog)
    sections = draft.layout.sections
    starts = [s.start for s in sections]
    spot = 0
    numbered = dict(draft.layout.enumerators)
    quantities = draft.quantities
    for i, (start, stop) in enumerate(draft.layout.sentences):
        while spot < len(quantities) and quantities[spot].start < start:
            spot += 1
        last = spot
        while last < len(quantities) and quantities[last].start < stop:
            last += 1
        if last == spot:
            continue
        figures = quantities[spot:last]
        start = _past_enumerator(norm, start, numbered)
        frame(norm, (start, stop), figures, words)
        _drop_leading_dates(figures, draft, date_starts)
        _drop_names_of_prizes(figures)
        section = sections[bisect_right(starts, start) - 1] if sections else None
        draft.resolved[i] = resolver.sentence(start, stop, figures, "/".join(section.path) if section else "")
        spot = last


def _past_enumerator(norm: str, start: int, numbered: dict[int, int]) -> int:
    """Where the words of a sentence begin: behind its number (1.检查单位…)."""
    at = start
    while at < len(norm) and norm[at] == " ":
        at += 1
    if at not in numbered:
        return start
    at = numbered[at]
    return at + 1 if norm[at : at + 1] in (".", "、") else at


def _drop_leading_dates(figures: list[Quantity], draft: Draft, starts: list[int]) -> None:
    """下半年检查单位…: the period that opens a clause is no part of what is counted; a base of comparison stays."""
    own = draft.period
    for figure in figures:
        if figure.zero or figure.bracket > 0:
            continue
        at = bisect_right(starts, figure.left_start - 1)
        while at < len(starts) and starts[at] < figure.start:
            mention = draft.dates[at]
            at += 1
            lead = draft.norm[figure.left_start : mention.start]
            if mention.end > figure.start or lead.strip(" 在于至到截止期间内的"):
                break
            earlier = own.start and mention.period.end and mention.period.end < own.start
            if (
                mention.form == "ago"
                or earlier
                or re.match(r"[一二三]至", mention.quote)
                or draft.norm[mention.end : mention.end + 2] in ("相比", "同期")
            ):
                break
            figure.left_start = mention.end
            figure.left = draft.norm[mention.end : figure.start]


def _drop_names_of_prizes(figures: list[Quantity]) -> None:
    """荣获二等奖2个: the prize is the name of what is counted."""
    for a, b in itertools.pairwise(figures):
        if b.start - a.end > 1 or b.left_start != a.end:
            continue
        if a.kind == "rank" and b.kind == "count" and not b.left.strip():
            a.drop = "name"
            b.left = a.left + "等奖"
        elif b.kind == "rank" and a.kind == "count" and not a.right.strip() and not b.left.strip():
            b.drop = "name"
            a.right = "等奖" + b.right


# what governments and their leaders do for fire safety: the subject of the sentence is whose figure it is
_OF_OTHERS = frozenset(
    ("meeting.fire_work", "oversight.reports_heard", "oversight.leader_inspections", "oversight.instructions", "oversight.supervisions")
)


def find_scope(draft: Draft) -> None:
    """Status, entity and period of each fact."""
    scope = scope_of(draft.catalog)
    norm = draft.norm
    sections = draft.layout.sections
    starts = [s.start for s in sections]
    dates = draft.dates
    date_starts = [d.start for d in dates]
    for i, told in draft.resolved.items():
        start, stop = draft.layout.sentences[i]
        section = sections[bisect_right(starts, start) - 1]
        first, last = bisect_right(date_starts, start - 1), bisect_right(date_starts, stop)
        mentions = [d for d in dates[first:last] if scope.sets_period(norm, d, start)]
        plan_from = 0 if section.plan else scope.plan_from(norm, start, stop)
        heading_period = _heading_period(section, draft) if section.plan else None
        others = scope.names_others(norm, start, stop)
        owing = scope.owes(norm, start, stop)
        before: Resolved | None = None
        for r in told:
            at = r.figure.start
            if (
                section.plan
                or (0 <= plan_from < at and norm.find(";", plan_from, at) < 0 and scope.intended(norm, plan_from, at))
                or (owing and scope.owed(norm, start, at))
            ):
                r.status = "planned"
            _set_period(r, mentions, draft.period, heading_period, section.plan, norm)
            if others:
                r.entity, r.entity_from = scope.entity(norm, start, r.figure)
            if r.entity and r.activity == "inspection" and not r.entity.startswith("全"):
                r.entity = r.entity_from = ""  # 区政府挂牌督办: named for the order, counted in the brigade's own district
            subject = "" if r.entity or not others else scope.sentence_entity(norm, max(start, norm.rfind(";", start, at) + 1), at)
            if not r.entity and subject and (r.activity in ("fire", "response") or r.metric in _OF_OTHERS):
                r.entity, r.entity_from = subject, subject
            if not r.entity and r.metric in ("fire.fires", "fire.deaths") and r.kind == "count":
                place = scope.place(re.sub(r"火灾$|发生$", "", r.label))
                if place and r.inherited | (r.label.startswith(place)):
                    r.entity, r.entity_from = place, place
            if not r.entity and before is not None and before.entity and before.figure.end == at:
                r.entity, r.entity_from = before.entity, before.entity_from  # 增援力量15车82人
            before = r
            if r.entity and r.qualifier in r.entity:
                r.qualifier = ""


def _heading_period(section: Section, draft: Draft) -> Period | None:
    year = None
    for heading in reversed(section.path):
        match = _YEAR.search(heading)
        if match:
            year = int(match[1])
            half = "H1" if "上半年" in heading else "H2" if "下半年" in heading else ""
            return parse_period(f"{year}{half}")
        if re.search(r"下半年", heading) and draft.period.end:
            return parse_period(f"{draft.period.end.year}H2")
        if re.search(r"明年|来年", heading) and draft.period.end:
            return parse_period(str(draft.period.end.year + 1))
    return None


_CAME_TO = re.compile(r"\d[^,;。]{1,5}?(?:升|降|增|减|提|缩|压|加|少|高|低)[^,;。\d]{0,3}[到至为]了?$")


def _set_period(r: Resolved, mentions: list[DateMention], own: Period, heading: Period | None, plan: bool, norm: str) -> None:
    at = r.figure.start
    r.period, r.period_from = own, "title"
    if heading is not None:
        r.period, r.period_from = heading, "heading"
    chosen: DateMention | None = None
    for mention in mentions:
        if mention.start > at:
            if mention.end <= r.figure.start:
                chosen = mention
            break
        between = norm[mention.end : at]
        if norm.count("(", mention.start, at) < norm.count(")", mention.start, at):
            continue  # the bracket in which it was said is closed
        if mention.form == "deadline" and "," in re.sub(r"^[,]", "", between):
            continue  # a deadline speaks for its own clause
        chosen = mention
    if chosen is not None and own.start and chosen.period.end and chosen.period.end < own.start and _CAME_TO.search(norm, chosen.end, at):
        chosen = None  # 由上年的9.7人增加到10.4人: what it came to is now
    if chosen is not None and chosen.form == "deadline" and own.end and chosen.period.end and chosen.period.end > own.end:
        r.status = "planned"  # what is due after the report's period is not done yet
    if chosen is not None and chosen.form == "calendar" and own.end and chosen.period.start and chosen.period.start.year > own.end.year:
        r.status = "planned"
    if chosen is not None and r.kind != "change":
        period = period_for(chosen, own)
        if period is not None:
            r.period, r.period_from = period, "mention"
        elif chosen.form in ("own", "calendar") and not (plan and heading is not None):
            r.period, r.period_from = own, "mention"
    elif chosen is not None and r.kind == "change":
        period = period_for(chosen, own)
        if (
            period is not None
            and chosen.form in ("calendar", "until", "day", "deadline")
            and not (own.start and period.end and period.end < own.start)
        ):
            r.period, r.period_from = period, "mention"


def make_facts(draft: Draft) -> None:
    """The frozen facts, in order; every number keeps the way back to its sentence."""
    facts: list[Fact] = []
    index: dict[int, int] = {}
    pending: list[tuple[int, Resolved]] = []
    sections = draft.layout.sections
    starts = [s.start for s in sections]
    text = draft.text
    for i, told in draft.resolved.items():
        start, stop = draft.layout.sentences[i]
        sentence = text[start:stop].strip()
        lead = len(text[start:stop]) - len(text[start:stop].lstrip())
        section = sections[bisect_right(starts, start) - 1]
        for r in told:
            figure = r.figure
            index[id(r)] = len(facts)
            if r.of is not None:
                pending.append((len(facts), r.of))
            facts.append(
                Fact(
                    figure.start,
                    figure.end,
                    text[figure.start : figure.end],
                    r.value,
                    r.value_max,
                    figure.modifier,
                    figure.unit,
                    r.kind,
                    r.metric,
                    r.label,
                    r.activity or "other",
                    r.status,
                    r.entity,
                    r.period or UNKNOWN,
                    r.qualifier,
                    section.path,
                    start + lead,
                    start + lead + len(sentence),
                    sentence,
                    r.pattern,
                    figure.decimals,
                    None,
                    r.entity_from,
                    r.period_from,
                )
            )
    for at, source in pending:
        if id(source) in index:
            facts[at] = replace(facts[at], of=index[id(source)])
    draft.facts = tuple(facts)


def find_events_step(draft: Draft) -> None:
    """Dated deeds."""
    sections = draft.layout.sections
    starts = [s.start for s in sections]
    sentences = list(draft.layout.sentences)
    plans = [sections[bisect_right(starts, start) - 1].plan for start, _ in sentences]
    draft.events = tuple(find_events(draft.norm, draft.text, draft.dates, sentences, draft.resolved, plans, activities_of(draft.catalog)))


def audit_step(draft: Draft) -> None:
    """Every numeral left over, with the reason."""
    claimed = bytearray(len(draft.norm))
    for fact in draft.facts:
        claimed[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    for mention in draft.dates:
        claimed[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    dropped = {q.start: (q.end, q.drop) for q in [*draft.quantities, *draft.broken] if q.drop}
    found = audit(draft.norm, draft.text, claimed, draft.named, draft.layout.enumerators, dropped)
    endless = [Unclaimed(start, end, draft.text[start:end], "damaged") for start, end in draft.damaged]
    draft.unclaimed = tuple(sorted([*found, *endless], key=lambda u: u.start)) if endless else found


STEPS = {
    "structure": structure,
    "dates": find_dates,
    "numerals": find_numerals,
    "quantities": find_quantities,
    "metrics": find_metrics,
    "scope": find_scope,
    "facts": make_facts,
    "events": find_events_step,
    "audit": audit_step,
}


def as_period(period: Period | str | tuple[dt.date, dt.date] | None) -> Period:
    """A Period from what a caller may give.  Raises ValueError for a string that is no period."""
    if period is None:
        return UNKNOWN
    if isinstance(period, Period):
        return period
    if isinstance(period, str):
        parsed = parse_period(period)
        if parsed is None:
            raise ValueError(f"not a period: {period!r}")
        return parsed
    return Period(*period)


def extract_report(
    text: str,
    *,
    brigade: str | None = None,
    period: Period | str | tuple[dt.date, dt.date] | None = None,
    catalog: Catalog | None = None,
) -> Report:
    """Every fact, date, event and left-over numeral of a report's text.

    Pure: no file is read but the patterns, no clock; the same text gives the same report.  `period` may be a Period, a
    pair of dates or a string such as 2023H1; where it is not given the title tells it.  Raises ValueError for a bad period.
    """
    draft = Draft(text, catalog or load_catalog(), brigade or "", as_period(period))
    for step in STEPS.values():
        step(draft)
    return draft.report()
