"""The total that a figure is a part of: the same unit, a bare noun, after 其中, a colon, or in a run of places or causes."""

from __future__ import annotations

from extract.meaning.asking import Asking
from extract.meaning.resolved import Resolved, Situation
from extract.model import Quantity


def whole_of(asking: Asking, figure: Quantity, content: str, right: str, verb: str, told: Situation) -> Resolved | None:
    """The figure told before whose part this one is, None where it stands for itself."""
    cues = asking.cues
    if figure.kind == "money" and cues["sum"].search(asking.text, max(0, figure.start - 8), figure.start):
        return None  # a sum is no part
    if verb or cues["rest"].search(content + right) or (right and asking.words.verb(right)):
        return None
    before = [r for r in told.chain if r.kind in ("count", "money") and not r.figure.zero]
    leading = told.leading.get(figure.unit)
    if not before and leading is not None and content and asking.catalog.metrics[leading.metric].inherit:
        return leading
    if not before:
        of_fires = told.about_fires or cues["of_fires"].search(told.heading)
        return (
            told.fires
            if told.fires is not None
            and figure.unit in asking.catalog.tables["roles"]["activity"]["units_of_events"][:1]
            and content
            and of_fires
            else None
        )
    last = _like(asking, before, figure)
    if last is None or not last.metric or not asking.catalog.metrics[last.metric].inherit:
        return None
    between = asking.text[last.figure.end : figure.start]
    body = asking.catalog.expression("scopes", "owner.listed").search(content)
    within = figure.bracket > 0 and (body or ")" not in between)  # 抢险(149趟)、帮忙(150趟): each in a bracket of its own
    listed = bool(cues["part"].search(between)) or bool(within) or (last.part and not _closed(asking.text, last.figure, between))
    return last if listed or _runs_on(asking, last, figure, content) else None


def _closed(text: str, last: Quantity, between: str) -> bool:
    """136起(其中摘蜂窝58起)、空跑14起: whether the bracket that held the last part is closed; (149起)、(150起) hold nothing but their figures."""
    opened = text.rfind("(", 0, last.start)
    return last.bracket > 0 and ")" in between and opened >= 0 and bool(text[opened + 1 : last.start].strip())


def _like(asking: Asking, before: list[Resolved], figure: Quantity) -> Resolved | None:
    """The last figure told, or of fires the last one of this unit."""
    last = before[-1]
    if last.figure.unit == figure.unit:
        return last
    earlier = [r for r in before if r.figure.unit == figure.unit and r.metric]
    cause = asking.catalog.tables["roles"]["activity"]["listed_by_cause"]
    return earlier[-1] if earlier and earlier[-1].metric.partition(".")[0] == cause else None


def _runs_on(asking: Asking, last: Resolved, figure: Quantity, content: str) -> bool:
    """Whether such figures are listed by cause, by place or by medium without a word for it."""
    roles = asking.catalog.tables["roles"]["activity"]
    area = last.metric.partition(".")[0]
    if area == roles["listed_by_cause"] and figure.unit in roles["units_of_events"][:1]:
        return True
    if area == roles["listed_by_place"] and figure.unit in roles["units_of_events"]:
        return asking.catalog.expression("scopes", "owner.place").search(content) is not None
    return area == roles["listed_by_medium"] and asking.cues["media_parts"].search(content) is not None
