"""From figures to facts: kind, metric, label and relation of each figure of a sentence, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.meaning.activities import activities_of
from extract.meaning.asking import Asking
from extract.meaning.changes import Changes
from extract.meaning.counts import Counts
from extract.meaning.labels import narrow
from extract.meaning.ratios import Ratios
from extract.meaning.resolved import LEVELS, Resolved, Situation
from extract.meaning.singles import rank, zero
from extract.meaning.taught import Taught
from extract.model import Quantity
from extract.parsing.groups import Deal
from extract.reading.tokenizer import cut
from patterns import Catalog

_LOOK_BACK = 40  # figures of a sentence that a later one may refer to


class Resolver:
    """Works through one report's sentences; keeps what earlier sentences told."""

    def __init__(self, text: str, catalog: Catalog, taught: Taught | None = None) -> None:
        self._asking, self._taught = Asking(text, catalog, taught), taught
        self._counts, self._changes, self._ratios = Counts(self._asking), Changes(self._asking), Ratios(self._asking)
        self._activities = activities_of(catalog)
        self._last: list[Resolved] = []
        self._heading = ""
        self._leading: dict[str, Resolved] = {}  # by unit: the first count of the last sentence that leads with one
        self._fires: Resolved | None = None
        self._fires_id = catalog.role("fires")

    def sentence(self, start: int, stop: int, figures: list[Quantity], heading: str) -> list[Resolved]:
        """The facts of one sentence, in order of their figures."""
        asking = self._asking
        text = asking.text[start:stop]
        carried = self._last if asking.cues["carries"].match(text) else []
        about_fires = asking.cues["about_fires"].search(text) is not None
        if heading != self._heading:
            self._heading, self._leading = heading, {}
        leading = self._leading if asking.cues["broken_down"].match(text) else {}
        base = Situation((), carried, start, text, heading, about_fires, leading, self._fires)
        everything: list[Resolved] = []
        i = 0
        while i < len(figures):
            figure = figures[i]
            told = base.after(everything[-_LOOK_BACK:])
            group = None if figure.drop or figure.zero else asking.groups.respective(figures, i)
            if figure.drop:
                i += 1
            elif group:
                size, deals, written = group
                everything.extend(self._respective(figures[i : i + size], deals, written, told))
                i += size
            else:
                everything.extend(self._single(figure, told))
                i += 1
        self._drop_parties(everything)
        self._label_activities(everything, heading)
        for r in everything:
            if r.metric and not r.qualifier:
                narrow(asking, r)
        if everything:
            self._last = everything[-_LOOK_BACK:]
            first = everything[0]
            leads = first.kind == "count" and first.metric and not first.part
            if not leading:  # one that breaks down may follow another that does
                self._leading = {first.figure.unit: first} if leads else {}
            self._fires = next((r for r in reversed(everything) if r.metric == self._fires_id and r.kind == "count"), self._fires)
        return everything

    def _single(self, figure: Quantity, told: Situation) -> list[Resolved]:
        """One figure, or one that several things share (A、B各3次)."""
        if not figure.zero and figure.kind in ("ratio", "change") and self._asking.cues["both_fell"].search(figure.left):
            return self._both(figure, told)
        if figure.flat:
            return [self._learnt(self._changes.flat(figure, left, told)) for left in self._held(figure)]
        shared = None if figure.zero else self._asking.groups.each(figure, cut)
        if not shared:
            return [self._one(figure, told, None)]
        out: list[Resolved] = []
        for deal in shared:
            out.append(self._one(figure, told.after([*told.told, *out[-1:]]), deal))
        return out

    def _both(self, figure: Quantity, told: Situation) -> list[Resolved]:
        """伤亡人数均下降50%: the dead and the hurt each."""
        asking, out = self._asking, []
        change = asking.kinds.is_change(figure, figure.left, asking.text[told.start : figure.left_start], asking.matcher.subject)
        for name in asking.cues.lists["dead_and_hurt"]:
            out.append(self._learnt(self._changes.change(figure, change, name, None, told)))
        return out

    def _held(self, figure: Quantity) -> list[str]:
        """火灾起数、亡人数持平: what has not changed, each thing for itself."""
        asking = self._asking
        named = asking.groups.items(asking.cues["held"].sub("", asking.subject_words(asking.cues["held"].sub("", figure.left))))
        return named if len(named) > 1 and all(asking.matcher.subject(n) for n in named) else [figure.left]

    def _one(self, figure: Quantity, told: Situation, deal: Deal | None) -> Resolved:
        return self._learnt(self._by_kind(figure, told, deal))

    def _learnt(self, r: Resolved) -> Resolved:
        """The figure with what lessons say of it."""
        if self._taught is not None:
            self._taught.teach(r)
        return r

    def _by_kind(self, figure: Quantity, told: Situation, deal: Deal | None) -> Resolved:
        asking, left = self._asking, figure.left
        if figure.kind == "rank":
            return rank(asking, figure, told)
        if figure.zero:
            return zero(asking, figure, told)
        if figure.flat:
            return self._changes.flat(figure, left, told)
        change = asking.kinds.is_change(figure, left, asking.text[told.start : figure.left_start], asking.matcher.subject)
        if change or figure.kind == "change":
            subject = left[: change.start()] if change else left
            return self._changes.change(figure, change, subject, self._changed(figure, subject, told), told)
        if figure.kind != "ratio":
            return self._counts.count(figure, told, deal)
        return self._ratio(figure, told)

    def _changed(self, figure: Quantity, subject: str, told: Situation) -> Resolved | None:
        """What a change without a subject of its own refers to: the last level, the rate before, what the change before was of."""
        previous = told.previous
        # 141起(去年同期158起、车辆281辆次),同比下降10.8%: what stands in a bracket that has closed is not what changed
        levels = [r for r in told.levels if r.figure.bracket <= figure.bracket] or told.levels
        antecedent = self._in_its_unit(figure, levels, told) or (levels[-1] if levels else None)
        if previous is None or self._asking.subject_words(subject):
            return antecedent
        if previous.kind == "change" and previous.of is not None:
            antecedent = previous.of
        if previous.kind == "ratio" and figure.unit == self._asking.cues.text["points"]:
            antecedent = previous
        return antecedent

    @staticmethod
    def _in_its_unit(figure: Quantity, levels: list[Resolved], told: Situation) -> Resolved | None:
        """接警131起,其中火灾40起,抢救财产640万元。较上年同期减少8起: what is counted in its unit; a sentence of its own speaks of the first of it."""
        if figure.kind != "count":
            return None
        same = [r for r in levels if r.figure.unit == figure.unit and r.kind == "count"]
        if not same or (levels[-1].figure.unit == figure.unit and told.told):
            return None
        wholes = [r for r in same if not r.part]
        return (wholes or same)[0] if not told.told else same[-1]

    def _ratio(self, figure: Quantity, told: Situation) -> Resolved:
        asking, left, right = self._asking, figure.left, figure.right
        levels = told.levels
        antecedent = levels[-1] if levels else None
        share = asking.cues["share"].search(left)
        if share:
            return self._ratios.share(figure, left[: share.start()], left[share.start() :], antecedent, told)
        if not asking.subject_words(left) and not right.strip() and levels and figure.bracket > 0:
            return self._ratios.share(figure, "", asking.cues.text["share_lead"], antecedent, told)
        words = left
        if not asking.words.content(left) and not right.strip():
            words = asking.extended(figure, told.start)
        previous = told.previous
        before = previous if previous is not None and previous.kind == "ratio" else None
        return self._ratios.ratio(figure, words + ("¤" + right if right.strip() else ""), told, antecedent, before)

    # ---- 分别 -----------------------------------------------------------------------------------------------------------

    def _respective(self, figures: list[Quantity], deals: list[Deal], written: bool, told: Situation) -> list[Resolved]:
        asking, first = self._asking, figures[0]
        left = first.left
        change = self._shared_change(first, deals, told)
        share = asking.cues["share"].search(left) if first.kind == "ratio" else None
        levels = told.levels
        if change or first.kind == "change":
            self._name_the_four(first, deals, told)
        if change and not levels and not any(d.item for d in deals):
            self._name_by_words_before(first, deals, told)
        if change or share:  # nothing falls from zero, and zero has no share, but where it makes up the number
            solid = [r for r in levels if r.value]
            levels = levels if len(solid) < len(deals) <= len(levels) else solid
        out: list[Resolved] = []
        for figure, deal in zip(figures, deals, strict=True):
            antecedent = _antecedent(figure, deal, levels)
            now = told.after([*told.told, *out])
            if figure.flat:
                figure.left = deal.item
                out.append(self._learnt(self._changes.flat(figure, deal.item, now, antecedent)))
            elif change or figure.kind == "change":
                self._with_verb(deal)
                subject = left if asking.cues["foreign"].search(left) and deal.item else deal.item
                own = asking.kinds.change_word(figure.left) if figure is not first else None
                resolved = self._changes.change(figure, own or change, subject, antecedent, told)
                if subject is not deal.item:
                    resolved.label = deal.item + resolved.change_word
                out.append(self._learnt(resolved))
            elif share:
                whole = self._dealt_whole(left[share.start() :], deals, deal, antecedent)
                out.append(self._learnt(self._ratios.share(figure, deal.item or "", whole, antecedent, told)))
            elif figure.kind == "ratio":
                lead = antecedent.label if antecedent and not deal.item else deal.item
                label = lead + (deal.middle or left.replace(asking.cues.text["deals"], ""))
                out.append(self._learnt(self._ratios.ratio(figure, label, told, antecedent)))
            else:
                if not written and antecedent is not None and not asking.words.content(deal.middle) and not deal.lead:
                    deal.item = antecedent.label
                out.append(self._one(figure, now, deal))
        return out

    def _with_verb(self, deal: Deal) -> None:
        """接警起数、出动车次分别增长: the verb before the names is the first one's, and of each that has none."""
        if deal.lead and deal.item and (not deal.index or not self._asking.words.verb(deal.item)):
            deal.item = deal.lead + deal.item

    def _dealt_whole(self, words: str, deals: list[Deal], deal: Deal, antecedent: Resolved | None) -> str:
        """分别占A和B的…: the whole of the n-th share."""
        lead = self._asking.cues.text["share_lead"]
        wholes = self._asking.groups.items(self._asking.cues["share_only"].sub("", words))
        if len(wholes) != len(deals) or deal.item:
            return words
        return lead if antecedent is not None else lead + wholes[deal.index]  # each has its own whole: what it refers to tells which

    def _shared_change(self, first: Quantity, deals: list[Deal], told: Situation) -> re.Match[str] | None:
        asking = self._asking
        change = asking.kinds.is_change(first, first.left, asking.text[told.start : first.left_start])
        if change or first.kind != "count" or not all(d.item and asking.matcher.subject(d.item) for d in deals):
            return change
        word = asking.kinds.change_word(first.left)  # 起数、亡人分别减少2起、10人
        return word if word and word.start() >= first.left.rfind(asking.cues.text["deals"]) else None

    def _name_the_four(self, first: Quantity, deals: list[Deal], told: Situation) -> None:
        """火灾四项指标同比分别下降…: the four figures of a fire report, in their order."""
        cues = self._asking.cues
        names = cues.lists["four"]
        if any(d.item for d in deals):
            return
        if len(deals) == len(names) and cues["four_figures"].search(self._asking.text, told.start, first.start):
            for deal, name in zip(deals, names, strict=True):
                deal.item = name

    def _name_by_words_before(self, first: Quantity, deals: list[Deal], told: Situation) -> None:
        """起数、亡人、伤人“三下降”,分别减少…: the names stand in the clause before."""
        asking = self._asking
        named = asking.groups.items(asking.cues["slogan"].sub("", asking.extended(first, told.start)))
        if len(named) == len(deals) and all(asking.matcher.subject(n) for n in named):
            for deal, name in zip(deals, named, strict=True):
                deal.item = name

    # ---- activities --------------------------------------------------------------------------------------------------

    def _drop_parties(self, told: Sequence[Resolved]) -> None:
        """与14个乡镇、27个部门签订责任书41份: where the letters are counted, those who sign are not."""
        letters = self._asking.catalog.role("letters")
        unit = self._asking.catalog.metrics[letters].unit
        signed = [r for r in told if r.metric == letters]
        if any(r.figure.unit == unit for r in signed):
            for r in signed:
                if r.figure.unit != unit and r.kind == "count":
                    r.metric = r.pattern = ""
                    r.doubts.pop("metric", None)

    def _label_activities(self, told: Sequence[Resolved], heading: str) -> None:
        previous = ""
        for i, r in enumerate(told):
            if r.metric:
                r.activity = r.metric.partition(".")[0]
            elif r.of is not None and r.kind in LEVELS and (r.of.activity or r.of.metric):
                r.activity = r.of.activity or r.of.metric.partition(".")[0]
            elif not r.activity or r.activity == "other":
                before = previous or next((t.metric.partition(".")[0] for t in told[i + 1 :] if t.metric), "")
                r.activity = self._activities.best(r.label, r.figure.left + r.figure.right, heading, before)
            previous = r.activity


def _antecedent(figure: Quantity, deal: Deal, levels: list[Resolved]) -> Resolved | None:
    """The fact told before that the n-th figure of a list refers back to."""
    if figure.kind not in ("ratio", "change", "money") and figure.unit:
        same = [r for r in levels if r.figure.unit == figure.unit]
        if same:
            return same[-1]
    recent = levels[-deal.size :]
    return recent[deal.index] if len(recent) == deal.size else (levels[-1] if levels else None)
