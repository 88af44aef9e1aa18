"""Dated deeds: a day told in the text, and what was done on it by whom."""

from __future__ import annotations

import re

from extract.meaning.activities import Activities
from extract.meaning.resolved import Resolved
from extract.model import DateMention, Event

_DEED = re.compile(
    r"(?:组织)?(?:召开|举行|举办|开展|承办|印发|签订|启动|挂牌|揭牌|成立|参加|接待|组织|出动|处置|扑救|营救|投入|启用|揭幕|开工|竣工|落成|完工|通过|荣获|获评|授牌|入驻|进驻|赴|走访|慰问)"
)
_MEETING = re.compile(r"(?:召开|举行|举办)")
_CLOCK = re.compile(r"^(?:\d{1,2}时(?:\d{1,2}分)?许?|凌晨|上午|下午|晚上?|夜间|当日|当天|[,、 ]|起|开始)+")


def find_events(
    text: str,
    raw: str,
    dates: list[DateMention],
    sentences: list[tuple[int, int]],
    facts: dict[int, list[Resolved]],
    plans: list[bool],
    activities: Activities,
) -> list[Event]:
    """One event for each day that opens a clause of a sentence about something done; not in plans, not a cut-off."""
    found: list[Event] = []
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
        if plans[i] or not days:
            continue
        for n, day in enumerate(days):
            clause = text[max(start, text.rfind(",", start, day.start) + 1) : day.start]
            if len(clause) > 24 or re.search(r"(?:截至|截止|至|到|与|[《“(])$", clause) or (len(clause) > 12 and not clause.endswith("于")):
                continue
            subject = clause[:-1].strip() if clause.endswith("于") else ""
            end = days[n + 1].start if n + 1 < len(days) else stop
            body = text[day.end : end]
            skip = _CLOCK.match(body)
            offset = day.end + (skip.end() if skip else 0)
            event = _event(text, raw, day, offset, end, facts.get(i, []), activities, subject)
            if event:
                found.append(event)
    return found


def _event(
    text: str, raw: str, day: DateMention, offset: int, end: int, facts: list[Resolved], activities: Activities, subject: str = ""
) -> Event | None:
    body = text[offset:end].rstrip(",;、 ")
    if len(body) < 4:
        return None
    deed = _MEETING.search(body) or _DEED.search(body)
    if not deed:
        return None
    actor = re.split(r"[,。]", body[: deed.start()])[-1][-16:]
    if _MEETING.match(deed[0]):
        label = re.split(r"[,。;]", body[deed.start() :])[0]
    else:
        label = re.sub(r"^[,、 ]+", "", body)[:60]
    if subject:  # 消防站于11月18日投入执勤: what was done stands on both sides of the day
        actor, label = actor or subject, subject + label
    inside = [r for r in facts if offset <= r.figure.start < end]
    if _MEETING.match(deed[0]) and re.search(r"会", label):
        activity = "meeting"
    elif inside and inside[0].activity:
        activity = inside[0].activity
    else:
        activity = activities.best(label, body, "", "")
    quote_end = offset + len(body)
    return Event(day.start, quote_end, raw[day.start : quote_end], day.period.start, activity, label, actor)
