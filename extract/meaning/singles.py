"""Figures that stand for themselves: ranks and stated zeros."""

from __future__ import annotations

from decimal import Decimal

from extract.meaning.asking import Asking
from extract.meaning.judge import Votes
from extract.meaning.labels import label_of
from extract.meaning.resolved import Resolved, Situation
from extract.model import Quantity
from extract.parsing.frames import Frame


def rank(asking: Asking, figure: Quantity, told: Situation) -> Resolved:
    """第一名: of a contest or an assessment, by the words around it."""
    content = asking.plain(asking.words.content(figure.left))
    right = asking.plain(figure.right)
    before = "" if content else asking.plain(asking.extended(figure, told.start))
    frame = Frame(content, right, figure.unit, "rank", before=before, topics=asking.scenes.topics(told.heading.rpartition("/")[2]))
    votes = asking.judge.votes(frame)
    metric, pattern, doubt = _ranked_in(asking, content + right, told.context, votes) or asking.judge.decide("", "", votes)
    resolved = Resolved(figure, "rank", metric, pattern, label_of(asking, content, right), value=figure.value)
    resolved.activity = asking.catalog.tables["roles"]["activity"]["prizes"]
    resolved.frame, resolved.votes = frame, votes
    resolved.doubt_metric(doubt)
    return resolved


def _ranked_in(asking: Asking, words: str, context: str, votes: Votes) -> tuple[str, str, str] | None:
    """A place or prize of a contest, or of an assessment of the work: by its own words, else by the sentence, then doubtful.

    None where neither tells.
    """
    cues, role = asking.cues, asking.catalog.role
    for near, sure in ((words, True), (context, False)):
        contest, assessed = cues["contest"].search(near), cues["assessed"].search(near)
        if contest or assessed:
            metric = role("assessment_rank" if assessed and not contest else "contest_rank")
            supported = dict(votes).get(metric, 0.0) >= asking.judge.firm
            doubt = "" if sure or supported else asking.judge.why["alone"]
            return metric, asking.catalog.tables["roles"]["activity"]["prizes"], doubt
    return None


def zero(asking: Asking, figure: Quantity, told: Situation) -> Resolved:
    """未发生亡人火灾: what is denied, with what stands before where that is nearer."""
    cues, text = asking.cues, asking.cues.text
    words = asking.plain(figure.extra["object"])
    left = asking.plain(asking.words.content(figure.left))
    subject = "" if words and figure.glued else left[-12:]
    if words == text["occurred"] or not words:
        words = left.removeprefix(text["achieved"]).removesuffix(text["accident"]) if left else words
        subject = ""
    metric, pattern = asking.matcher.best(words + "¤", "", "count", told.context, told.told)
    if subject and words in cues.lists["harm"]:
        nearer, its = asking.matcher.best(subject + words + "¤", "", "count", told.context, told.told)
        metric, pattern = (nearer, its) if nearer else (metric, pattern)
        words = subject + words
    doubt = ""
    if not metric and not pattern:
        metric, doubt = asking.by_examples(Frame(words, "", "", "subject"))
        pattern = asking.judge.how if metric else ""
    if metric == asking.catalog.role("fires") and cues["narrower"].search(words):
        metric, pattern = "", cues.reasons["narrower"]  # none of a kind is not none at all
    resolved = Resolved(figure, "count", metric, pattern, words, value=Decimal(0))
    resolved.doubt_metric(doubt)
    if figure.extra.get("planned"):
        resolved.status = "planned"
    return resolved
