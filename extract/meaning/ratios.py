"""Shares of a whole, and rates that say how much of a thing was done."""

from __future__ import annotations

from extract.meaning.asking import Asking
from extract.meaning.labels import label_of
from extract.meaning.levels import to_level
from extract.meaning.resolved import LEVELS, Resolved, Situation, last_of
from extract.model import Quantity
from extract.parsing.frames import Frame


class Ratios:
    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._cause = asking.catalog.tables["roles"]["activity"]["listed_by_cause"]
        self._fires = asking.catalog.role("fires")

    def share(self, figure: Quantity, before: str, after: str, antecedent: Resolved | None, told: Situation) -> Resolved:
        """A share: of what `before` names (住宅火灾占…), else of the whole that `after` names (占总数的…), else of what was told."""
        asking, cues = self._asking, self._asking.cues
        own = asking.subject_words(cues["share_own"].sub("", before))
        whole = asking.plain(asking.words.content(cues["share_whole"].sub("", after)))
        metric, of = self._shared(own, whole, antecedent, told)
        label = (own or (of.label if of else "")) + cues.text["share_lead"] + whole
        resolved = Resolved(figure, "ratio", metric, cues.text["share_label"] if metric else "", label[:40], value=figure.value)
        resolved.value_max, resolved.of = figure.value_max, of
        resolved.frame = Frame(own, "", "", "subject") if own else None
        resolved.qualifier = (of.qualifier if of else "") if not own or cues["plain_label"].fullmatch(own) else own
        if of is not None and not metric:
            resolved.activity = of.activity
        return resolved

    def _shared(self, own: str, whole: str, antecedent: Resolved | None, told: Situation) -> tuple[str, Resolved | None]:
        asking = self._asking
        metric: str | None = None
        of = antecedent
        if own:
            metric = asking.named(own, told)
            if metric:
                of = last_of(metric, told.told)
            elif antecedent is not None and antecedent.metric.partition(".")[0] == self._cause:
                metric = self._fires
        if not metric and whole:
            named = asking.matcher.subject(whole)
            match = next((r for r in reversed(told.told) if r.metric in named and r.kind not in LEVELS), None)
            if match is not None:
                metric, of = match.metric, match
            elif not own:
                metric = named[0] if named else asking.named(whole, told)
        if not metric and not own:
            metric = antecedent.metric if antecedent else ""
        return metric or "", of

    def ratio(self, figure: Quantity, words: str, told: Situation, antecedent: Resolved | None, before: Resolved | None = None) -> Resolved:
        """A rate (整改率98%): `words` are left¤right of the figure, `before` the rate told right before it (由八成提到93.7%)."""
        asking, cues = self._asking, self._asking.cues
        left, _, right = words.partition("¤")
        left = cues["from"].sub("", left)
        if asking.kinds.came_to(right):
            right = ""
        if before is not None and to_level(asking, left):
            return Resolved(
                figure, "ratio", before.metric, before.pattern, before.label, value=figure.value, value_max=figure.value_max, of=before.of
            )
        own = asking.plain(left)
        metric, pattern = asking.matcher.best(own + "¤" + asking.plain(right), "%", "ratio", told.context, ())
        content = asking.words.content(left)
        if not metric and not pattern:
            metric = asking.rate_of(asking.plain(content), told) if content else ""
            if not content and cues["rate_of_right"].match(right):  # 八成的火灾发生在农村
                metric = asking.judge.subject(Frame("", cues["rate_of_right"].sub("", asking.plain(right)), "", "subject"))
            pattern = asking.judge.how if metric else ""
        label = label_of(asking, content, asking.plain(right))
        if antecedent is not None and label and len(label) <= 4 and not metric:
            label = antecedent.label + label if len(antecedent.label) <= 12 and antecedent.label not in label else label
        resolved = Resolved(figure, "ratio", metric, pattern, label, value=figure.value, value_max=figure.value_max)
        resolved.frame = Frame(asking.plain(content) or asking.plain(right), "", "%", "ratio") if own or right else None
        resolved.of = antecedent if cues["rate_end"].search(label) and not right else None
        return resolved
