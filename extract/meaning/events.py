"""Dated deeds: a day told in the text, and what was done on it by whom."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.meaning.activities import activities_of
from extract.meaning.resolved import Resolved
from extract.model import DateMention, Event
from patterns import Catalog


class _Told(NamedTuple):
    """What a sentence tells of a day: its words from `start` to `end`, behind a subject that stands before the day."""

    day: DateMention
    subject: str
    start: int
    end: int


class Events:
    """Reads events by the words of `patterns/activities.toml`, compiled."""

    def __init__(self, catalog: Catalog) -> None:
        table = catalog.tables["activities"]["event"]
        self._deed, self._convening, self._meeting = (re.compile(table[name]) for name in ("deed", "convening", "meeting"))
        self._clock, self._no_day = re.compile(table["clock"]), re.compile(table["no_day"])
        self._on: str = table["on"]
        self._meeting_activity: str = table["meeting_activity"]
        self._activities = activities_of(catalog)

    def find(
        self,
        text: str,
        raw: str,
        dates: list[DateMention],
        sentences: list[tuple[int, int]],
        facts: dict[int, list[Resolved]],
        plans: list[bool],
    ) -> list[Event]:
        """One event for each day that opens a clause of a sentence about something done; not in plans, not a cut-off."""
        found: list[Event] = []
        for i, days in _days(dates, sentences):
            if plans[i]:
                continue
            start, stop = sentences[i]
            for n, day in enumerate(days):
                told = self._told(text, day, start, days[n + 1].start if n + 1 < len(days) else stop)
                event = self._event(text, raw, told, facts.get(i, [])) if told is not None else None
                if event:
                    found.append(event)
        return found

    def _told(self, text: str, day: DateMention, start: int, end: int) -> _Told | None:
        """What is told of a day before `end` in the sentence that begins at `start`; None where the day does not open its clause."""
        clause = text[max(start, text.rfind(",", start, day.start) + 1) : day.start]
        if len(clause) > 24 or self._no_day.search(clause) or (len(clause) > 12 and not clause.endswith(self._on)):
            return None
        subject = clause.removesuffix(self._on).strip() if clause.endswith(self._on) else ""
        skip = self._clock.match(text[day.end : end])
        return _Told(day, subject, day.end + (skip.end() if skip else 0), end)

    def _event(self, text: str, raw: str, told: _Told, facts: list[Resolved]) -> Event | None:
        body = text[told.start : told.end].rstrip(",;、 ")
        if len(body) < 4:
            return None
        deed = self._convening.search(body) or self._deed.search(body)
        if not deed:
            return None
        convened = self._convening.match(deed[0]) is not None
        actor = re.split(r"[,。]", body[: deed.start()])[-1][-16:]
        label = re.split(r"[,。;]", body[deed.start() :])[0] if convened else re.sub(r"^[,、 ]+", "", body)[:60]
        if told.subject:  # 消防站于11月18日投入执勤: what was done stands on both sides of the day
            actor, label = actor or told.subject, told.subject + label
        if convened and self._meeting.search(label):
            activity = self._meeting_activity
        else:
            inside = next((r for r in facts if told.start <= r.figure.start < told.end), None)
            activity = (inside.activity if inside is not None else "") or self._activities.best(label, body, "", "")
        quote_end = told.start + len(body)
        return Event(told.day.start, quote_end, raw[told.day.start : quote_end], told.day.period.start, activity, label, actor)


def _days(dates: list[DateMention], sentences: list[tuple[int, int]]) -> Iterator[tuple[int, list[DateMention]]]:
    """The sentences that tell days, by their number, with those days."""
    spot = 0
    for i, (start, stop) in enumerate(sentences):
        while spot < len(dates) and dates[spot].start < start:
            spot += 1
        days = []
        at = spot
        while at < len(dates) and dates[at].start < stop:
            if dates[at].form == "day":
                days.append(dates[at])
            at += 1
        if days:
            yield i, days


@functools.lru_cache(maxsize=8)
def events_of(catalog: Catalog) -> Events:
    return Events(catalog)
