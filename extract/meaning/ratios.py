"""Shares of a whole, and rates that say how much of a thing was done."""

from __future__ import annotations

from extract.meaning.asking import Asking, Named
from extract.meaning.labels import label_of
from extract.meaning.levels import to_level
from extract.meaning.resolved import LEVELS, Resolved, Situation, doubt_of, last_of
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
        metric, of, doubt = self._shared(own, whole, antecedent, told)
        label = (own or (of.label if of else "")) + cues.text["share_lead"] + whole
        resolved = Resolved(figure, "ratio", metric, cues.text["share_label"] if metric else "", label[:40], value=figure.value)
        resolved.value_max, resolved.of = figure.value_max, of
        resolved.doubt_metric(doubt)
        resolved.frame = Frame(own, "", "", "subject") if own else None
        resolved.qualifier = (of.qualifier if of else "") if not own or cues["plain_label"].fullmatch(own) else own
        if of is not None and not metric:
            resolved.activity = of.activity
        return resolved

    def _shared(self, own: str, whole: str, antecedent: Resolved | None, told: Situation) -> tuple[str, Resolved | None, str]:
        """The metric shared, the fact it refers to, and why it may not be so."""
        if own:
            return self._share_of(own, antecedent, told) or self._in_whole(whole, told) or ("", antecedent, "")
        if antecedent is not None and antecedent.metric:
            return antecedent.metric, antecedent, doubt_of(antecedent)
        found = self._in_whole(whole, told)
        if found:
            return found
        named = self._asking.named(whole, told)
        return (named.metric, antecedent, named.doubt) if named and named.metric else ("", antecedent, "")

    def _share_of(self, own: str, antecedent: Resolved | None, told: Situation) -> tuple[str, Resolved | None, str] | None:
        """厂房、仓储场所分别占13.5%: of what its own words name, else of the fires that the sentence is about."""
        named = self._asking.named(own, told)
        by_cause = antecedent is not None and antecedent.metric.partition(".")[0] == self._cause
        if named and named.metric and not (by_cause and named.doubt):
            return named.metric, last_of(named.metric, told.told), named.doubt
        return (self._fires, antecedent, doubt_of(antecedent)) if by_cause else None

    def _in_whole(self, whole: str, told: Situation) -> tuple[str, Resolved | None, str] | None:
        """占检查单位总数的…: of the whole that is named, where it was told."""
        found = self._asking.matcher.subject(whole) if whole else ()
        match = next((r for r in reversed(told.told) if r.metric in found and r.kind not in LEVELS), None)
        return (match.metric, match, doubt_of(match)) if match is not None else None

    def ratio(self, figure: Quantity, words: str, told: Situation, antecedent: Resolved | None, before: Resolved | None = None) -> Resolved:
        """A rate (整改率98%): `words` are left¤right of the figure, `before` the rate told right before it (由八成提到93.7%)."""
        asking, cues = self._asking, self._asking.cues
        left, _, right = words.partition("¤")
        left = cues["from"].sub("", left)
        if asking.kinds.came_to(right):
            right = ""
        if cues["times_of_earlier"].search(left):
            return self._times(figure, cues["times_of_earlier"].sub("", left), told, antecedent)
        if before is not None and (to_level(asking, left) or cues["rate_base"].fullmatch(asking.plain(left))):
            same = Resolved(
                figure, "ratio", before.metric, before.pattern, before.label, value=figure.value, value_max=figure.value_max, of=before.of
            )
            same.doubt_metric(doubt_of(before))
            return same
        own = asking.plain(left)
        metric, pattern = asking.matcher.best(own + "¤" + asking.plain(right), "%", "ratio", told.context, ())
        content = asking.words.content(left)
        doubt = ""
        if not metric and not pattern:
            metric, doubt = self._rated(asking.plain(content), right, told)
            pattern = asking.judge.how if metric else ""
        label = label_of(asking, content, asking.plain(right))
        if antecedent is not None and label and len(label) <= 4 and not metric:
            label = antecedent.label + label if len(antecedent.label) <= 12 and antecedent.label not in label else label
        resolved = Resolved(figure, "ratio", metric, pattern, label, value=figure.value, value_max=figure.value_max)
        resolved.doubt_metric(doubt)
        resolved.frame = Frame(asking.plain(content) or asking.plain(right), "", "%", "ratio") if own or right else None
        resolved.of = antecedent if cues["rate_end"].search(label) and not right else None
        return resolved

    def _times(self, figure: Quantity, words: str, told: Situation, antecedent: Resolved | None) -> Resolved:
        """接警量是去年同期的2倍: of what stands before, else of what was told."""
        own = self._asking.subject_words(words)
        named = self._asking.named(own, told)
        if named is None:
            metric, label, doubt = (antecedent.metric, antecedent.label, doubt_of(antecedent)) if antecedent else ("", "", "")
        else:
            metric, label, doubt = named.metric, own, named.doubt
        resolved = Resolved(figure, "ratio", metric, self._asking.cues.text["change"] if metric else "", label, value=figure.value)
        resolved.of = antecedent if named is None else last_of(metric, told.chain)
        resolved.doubt_metric(doubt)
        return resolved

    def _rated(self, content: str, right: str, told: Situation) -> Named:
        """What a rate without a rule is of: its own words, else those behind (八成的火灾发生在农村)."""
        asking, behind = self._asking, self._asking.cues["rate_of_right"]
        if content:
            return asking.rate_of(content, told)
        if behind.match(right):
            return asking.by_examples(Frame("", behind.sub("", asking.plain(right)), "", "subject"))
        return Named("")
