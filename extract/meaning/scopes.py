"""How far time, owner and plan reach: all scopes of a report, and what they make of its figures.

Headings open scopes for their section, sentences for their clauses, brackets for themselves; one walk from left to right asks of
each figure which scope speaks (`extract.meaning.reach`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from extract.meaning.owners import Owners
from extract.meaning.plans import Plans, plans_of
from extract.meaning.reach import OWNER, PERIOD, PLAN, TOPIC, Scope, Walk
from extract.meaning.resolve import Resolved
from extract.meaning.times import Times
from extract.model import DateMention, Period
from extract.reading.layout import Layout
from extract.reading.own_period import heading_words
from patterns import Catalog


def find_scopes(
    norm: str, shape: Layout, dates: Sequence[DateMention], told: Mapping[int, list[Resolved]], own: Period, brigade: str, catalog: Catalog
) -> list[Scope]:
    """The scopes of a report; `told` are the figures of its sentences, by the number of the sentence."""
    times, plans = Times(catalog, own), plans_of(catalog)
    owners = Owners(catalog, norm[shape.title[0] : shape.title[1]], norm, brigade)
    starts = [d.start for d in dates]
    ends = {d.start: d.end for d in dates}
    found = list(_of_headings(norm, shape, dates, starts, times, catalog))
    reach = _reaches(norm, shape, times)
    for i, figures in told.items():
        start, stop = shape.sentences[i]
        within = dates[bisect_left(starts, start) : bisect_left(starts, stop)]
        found += times.of(norm, start, stop, reach[i], within, figures)
        found += owners.of(norm, start, stop, reach[i], ends, figures)
        found += plans.of(norm, start, stop)
    return sorted(found, key=lambda s: s.start)


def apply_scopes(norm: str, raw: str, scopes: Sequence[Scope], told: Mapping[int, list[Resolved]], own: Period, plans: Plans) -> None:
    """Gives each figure its period, owner and status; names as `raw`, the report as read, writes them."""
    walks = {kind: Walk(s for s in scopes if s.kind == kind) for kind in (PERIOD, OWNER, PLAN)}
    for figures in told.values():
        for r in sorted(figures, key=lambda r: r.figure.start):
            at = r.figure.start
            period = walks[PERIOD].at(at, "ago" if r.kind == "change" else "")
            r.period, r.period_from = own, "title"
            if period is not None and isinstance(period.value, Period):
                r.period, r.period_from = period.value, "heading" if period.source == "heading" else "mention"
                r.doubts["period"] = period.doubt
            owner = walks[OWNER].at(at)
            if owner is not None and isinstance(owner.value, str):
                begin, end = owner.trigger
                at = norm.find(owner.value, begin, end) if owner.value else -1
                r.entity = raw[at : at + len(owner.value)] if at >= 0 else owner.value  # in the report's own script
                r.entity_from = raw[begin:end] if owner.value else ""
                r.doubts["entity"] = owner.doubt
            plan = walks[PLAN].at(r.figure.start)
            if (plan is not None and plan.value) or plans.limits(norm, r.figure.end):
                r.status = "planned"


def _of_headings(norm: str, shape: Layout, dates: Sequence[DateMention], starts: list[int], times: Times, catalog: Catalog) -> list[Scope]:
    """The scopes that headings open: the period, the plan and the topic of their section and of those below it."""
    found: list[Scope] = []
    periods: dict[tuple[str, ...], tuple[Period, tuple[int, int]]] = {}
    seen: set[tuple[str, ...]] = set()
    for section in shape.sections:
        path = section.path
        if path and path not in seen:
            seen.add(path)
            begin, end = heading_words(norm, section, catalog)
            mentions = dates[bisect_left(starts, begin) : bisect_right(starts, end)]
            told = times.heading(norm, begin, mentions) if mentions and mentions[0].start == begin else None
            if told is not None:
                periods[path] = told, (mentions[0].start, mentions[-1].end)
        line = (section.start, section.start)
        for size in range(len(path), 0, -1):
            if path[:size] in periods:
                period, line = periods[path[:size]]
                found.append(Scope(PERIOD, section.start, section.end, period, "heading", line))
                break
        if section.plan:
            found.append(Scope(PLAN, section.start, section.end, True, "heading", line))
        if path:
            found.append(Scope(TOPIC, section.start, section.end, "/".join(path), "heading", line))
    return found


def _reaches(norm: str, shape: Layout, times: Times) -> list[int]:
    """Of each sentence, where the last of those ends that go on with it (其中, 同比)."""
    reach = [stop for _, stop in shape.sentences]
    for i in range(len(reach) - 2, -1, -1):
        following = shape.sentences[i + 1][0]
        if "\n" not in norm[shape.sentences[i][1] : following + 1] and times.carries_on(norm, following):
            reach[i] = reach[i + 1]
    return reach
