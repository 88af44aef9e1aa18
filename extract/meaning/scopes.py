"""How far time, owner and plan reach: all scopes of a report, and what they make of its figures.

Headings open scopes for their section, sentences for their clauses, brackets for themselves; one walk from left to right asks of
each figure which scope speaks (`extract.meaning.reach`).
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from extract.meaning.owners import Owners
from extract.meaning.plans import plans_of
from extract.meaning.reach import OWNER, PERIOD, PLAN, TOPIC, Walk
from extract.meaning.resolved import Resolved
from extract.meaning.times import Times
from extract.model import Confidence, DateMention, Doubt, Period, Scope
from extract.reading.layout import Layout
from extract.reading.own_period import Own, heading_words
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
    for i, all_told in told.items():
        start, stop = shape.sentences[i]
        figures = sorted({r.figure.start: r for r in all_told}.values(), key=lambda r: r.figure.start)
        within = dates[bisect_left(starts, start) : bisect_left(starts, stop)]
        if within:
            found += times.of(norm, start, stop, reach[i], within, figures)
        found += owners.of(norm, start, stop, reach[i], ends, figures)
        found += plans.of(norm, start, stop)
    return sorted(found, key=lambda s: s.start)


def apply_scopes(norm: str, raw: str, scopes: Sequence[Scope], told: Mapping[int, list[Resolved]], own: Own, catalog: Catalog) -> None:
    """Gives each figure its period, owner and status; names as `raw`, the report as read, writes them."""
    walks = {kind: Walk(s for s in scopes if s.kind == kind) for kind in (PERIOD, OWNER, PLAN)}
    reasons: dict[str, str] = catalog.tables["scopes"]["period"]["doubts"]
    carried: str = catalog.tables["scopes"]["owner"]["doubts"]["carried"]
    ends = re.compile(catalog.tables["scopes"]["owner"]["doubts"]["beyond"])
    limits = plans_of(catalog).limits
    own_doubt = reasons["own"] if own.period.end is None else "" if own.sure else reasons["opening"]
    for figures in told.values():
        for r in sorted(figures, key=lambda r: r.figure.start):
            at = r.figure.start
            period = walks[PERIOD].at(at, "ago" if r.kind == "change" else "")
            r.period, r.period_from, doubt = own.period, "title", own_doubt
            if period is not None and isinstance(period.value, Period):
                r.period, r.period_from = period.value, "heading" if period.source == "heading" else "mention"
                doubt = period.doubt or (own_doubt if period.value == own.period else "")
            _doubt(r, "period", doubt)
            owner = walks[OWNER].at(at)
            if owner is not None and isinstance(owner.value, str) and owner.value:
                begin, end = owner.trigger
                place = norm.find(owner.value, begin, end)
                r.entity = raw[place : place + len(owner.value)] if place >= 0 else owner.value
                r.entity_from = raw[begin:end]
                _doubt(r, "entity", owner.doubt or (carried if ends.search(norm, end, at) else ""))
            elif owner is not None:
                r.own_name = norm[slice(*owner.trigger)]
            plan = walks[PLAN].at(at)
            if (plan is not None and plan.value) or limits(norm, r.figure.end):
                r.status = "planned"


def _doubt(r: Resolved, field: str, why: str) -> None:
    if why:
        r.doubts[field] = why


def confidence_of(r: Resolved, catalog: Catalog) -> tuple[Confidence, tuple[Doubt, ...]]:
    """How far a figure's metric, period and owner can be relied on, and what is doubtful."""
    named = "metric" if r.metric else "no_metric"
    weak = r.metric and r.lesson is None and r.votes and dict(r.votes).get(r.metric, 0.0) < catalog.tables["judge"]["thresholds"]["firm"]
    return _confidence("weak" if weak else named, tuple(r.doubts.items()), catalog)


@functools.lru_cache(maxsize=256)
def _confidence(named: str, doubts: tuple[tuple[str, str], ...], catalog: Catalog) -> tuple[Confidence, tuple[Doubt, ...]]:
    table, doubtful = catalog.tables["scopes"]["confidence"], dict(doubts)
    by_reason = {catalog.tables["judge"]["doubts"][reason]: sure for reason, sure in table["reasons"].items()}
    sure = {name: table["doubtful"] if name in doubtful else table[name] for name in ("period", "entity")}
    sure["metric"] = by_reason.get(doubtful.get("metric", ""), table["doubtful"]) if "metric" in doubtful else table[named]
    if named == "no_metric":
        sure["metric"] = table["no_metric"]
    return Confidence(**sure), tuple(Doubt(name, why) for name, why in doubts)


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
