"""The steps of the pipeline over one `Draft`.

Each step reads what the earlier ones left and adds its own; the spaCy components of `extract.pipes` are these same steps.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from extract.meaning.audit import audit
from extract.meaning.events import events_of
from extract.meaning.own_names import without_owner
from extract.meaning.resolve import Resolver
from extract.meaning.resolved import Resolved
from extract.meaning.scopes import apply_scopes, confidence_of, find_scopes
from extract.meaning.taught import Taught
from extract.model import UNKNOWN, DateMention, Event, Fact, Period, Quantity, Report, Scope, Section, Unclaimed
from extract.parsing.clauses import frame, words_of
from extract.parsing.leads import drop_leading_dates, drop_names_of_prizes
from extract.reading.dates import date_finder
from extract.reading.figures import quantity_finder
from extract.reading.layout import Layout, layout
from extract.reading.names import mask_names
from extract.reading.own_name import brigade_in_title
from extract.reading.own_period import Own, own_period
from extract.reading.text import blank_endless, normalise, script_of
from extract.reading.zeros import find_flat, zero_finder
from patterns import Catalog


@dataclass(slots=True)
class Draft:
    """A report in the making: the bus that the steps share."""

    text: str
    catalog: Catalog
    brigade: str = ""
    period: Period = UNKNOWN
    taught: Taught | None = None
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
    own: Own = field(default_factory=lambda: Own(UNKNOWN))
    scopes: list[Scope] = field(default_factory=list)
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
            shape.sections, self.catalog.version, tuple(self.scopes),
        )  # fmt: skip


def structure(draft: Draft) -> None:
    """Normalised text, title, headings, sections, sentences; the report's own period where it was not given."""
    draft.norm, draft.damaged = blank_endless(normalise(draft.text, draft.catalog))
    draft.shape = layout(draft.norm, draft.catalog)
    draft.norm = draft.shape.norm
    draft.mask = bytearray(len(draft.norm))
    own = own_period(draft.norm, draft.shape, draft.catalog)
    if draft.period.end is None:
        draft.period = own.period
    else:
        own = Own(draft.period, own.written, "given")
    draft.own = own
    if _is_a_year(draft.period) or _is_second_half(draft.period):  # here 下半年, opens no plans
        past = draft.catalog.expression("scopes", "plan.past_half")
        told = (replace(s, plan=s.plan and not past.match(draft.norm, s.start)) for s in draft.shape.sections)
        draft.shape = replace(draft.shape, sections=tuple(told))
    if not draft.brigade:
        draft.brigade = brigade_in_title(draft.norm[draft.shape.title[0] : draft.shape.title[1]], draft.catalog)


def _is_a_year(period: Period) -> bool:
    return period.start is not None and period.end is not None and (period.end - period.start).days > 330


def _is_second_half(period: Period) -> bool:
    return period.start is not None and period.end is not None and (period.start.month, period.end.month) == (7, 12)


def find_dates(draft: Draft) -> None:
    """Dates, section by section: a heading with a year (2023年工作打算) lends it to what stands below."""
    finder = date_finder(draft.catalog)
    own = draft.period
    found: list[DateMention] = []
    written = draft.own.written
    for section in draft.layout.sections:
        found.extend(finder.find(draft.norm, own, _context_year(section, own, draft.catalog), section.start, section.end, written))
    if written and draft.own.source == "text":
        found = [_by_writing(mention, written) for mention in found]
    draft.dates = [replace(d, quote=draft.text[d.start : d.end]) for d in found]  # as written, not as matched
    for mention in found:
        draft.mask[mention.start : mention.end] = b"\1" * (mention.end - mention.start)


def _by_writing(mention: DateMention, written: dt.date) -> DateMention:
    """A day without a year in a piece of news: the last such day before that of writing, whatever year the piece sums up."""
    day = mention.period.end
    if mention.form != "day" or day is None or mention.period.start != day:
        return mention
    if str(day.year)[2:] in mention.quote or not mention.quote.strip()[:1].isdigit():
        return mention  # the year is written
    try:
        moved = day.replace(year=written.year)
    except ValueError:  # the 29th of February
        return mention
    return replace(mention, period=Period(moved, moved)) if day < moved <= written else mention


def _context_year(section: Section, own: Period, catalog: Catalog) -> int | None:
    year = catalog.expression("dates", "own_period.year")
    for heading in reversed(section.path):
        match = year.search(heading)
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
    resolver = Resolver(norm, draft.catalog, draft.taught)
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
        drop_leading_dates(norm, figures, draft.dates, date_starts, draft.period, draft.catalog)
        drop_names_of_prizes(figures, draft.catalog)
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


def find_scope(draft: Draft) -> None:
    """Status, entity and period of each fact."""
    draft.scopes = find_scopes(draft.norm, draft.layout, draft.dates, draft.resolved, draft.period, draft.brigade, draft.catalog)
    apply_scopes(draft.norm, draft.text, draft.scopes, draft.resolved, draft.own, draft.catalog)
    for told in draft.resolved.values():
        for r in told:
            without_owner(r, draft.brigade, draft.catalog)


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
        written = script_of(draft.norm[start:stop], text[start:stop])
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
                    r.label.translate(written) if written else r.label,
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
                    *confidence_of(r, draft.catalog),
                    r.all_votes(),
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
    draft.events = tuple(events_of(draft.catalog).find(draft.norm, draft.text, draft.dates, sentences, draft.resolved, plans))


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
