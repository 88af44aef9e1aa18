"""What a plain figure counts.

The order of the rules' evidence: the figure's own words; the same with the verb of its list; the clause before, where its own says
nothing; the noun told before; the whole that it is a part of.  Then the examples vote on its frame, and the judge decides.
"""

from __future__ import annotations

import re

from extract.meaning.asking import Asking
from extract.meaning.counted import Count, CountWords
from extract.meaning.labels import label_of
from extract.meaning.resolved import Resolved, Situation, doubt_of, told_label
from extract.meaning.wholes import whole_of
from extract.model import Quantity
from extract.parsing.frames import Frame, kind_of
from extract.parsing.groups import Deal

_BETTER = 2.0  # points by which the words with the verb of the list must fit better than the figure's own


class Counts(CountWords):
    def __init__(self, asking: Asking) -> None:
        super().__init__(asking)
        self._deeds_of = asking.catalog.tables["roles"]["activity"]["counted_for_deeds"]
        scenes: dict[str, dict[str, str]] = asking.catalog.tables["roles"]["scene"]
        self._in_scenes = {name: (re.compile(table["unless"]), table) for name, table in scenes.items()}
        self._shortfalls = frozenset(asking.catalog.roles("shortfalls"))
        self._cause = asking.catalog.tables["roles"]["activity"]["listed_by_cause"]

    def count(self, figure: Quantity, told: Situation, deal: Deal | None) -> Resolved:
        """The figure's metric, label, qualifier and what it hands on to the next."""
        c = self.words(figure, told, deal)
        self._by_own_words(c)
        c.label = label_of(self._asking, c.content, self._asking.plain(c.right), figure.extra.get("tail", ""), c.carried_verb)
        self._by_words_before(c)
        self._by_level(c)
        self._by_noun_before(c)
        self._by_whole(c)
        return self._judged(c)

    # ---- the rules --------------------------------------------------------------------------------------------------

    def _ask(self, c: Count, evidence: str) -> tuple[str, str, float]:
        return self._asking.matcher.scored(evidence, c.figure.unit, c.figure.kind, c.told.context, c.told.chain)

    def _forbidden(self, c: Count) -> str:
        """Why the figure counts nothing of ours although its words may name it."""
        cues, text, at = self._asking.cues, self._asking.text, c.figure.start
        left_out = cues["left_out"].search(text, max(0, at - 20), at)
        excepted = cues["except"].search(text, max(0, at - 20), at) and cues["except_behind"].match(c.right)
        found = {
            "lacking": cues["lacking"].match(self._asking.plain(c.right)),
            "short_of": cues["short_of"].search(c.left),
            "left_out": left_out or excepted,
            "noted": cues["noted"].search(text, max(0, at - 26), at),
            "threshold": self._limits(c),
            "price": c.price,
            "how_many_to_one": cues["how_many_to_one"].fullmatch(text[at - 1 : at]),  # 平均每331起火灾: how many go to one
        }
        return next((cues.reasons[name] for name, holds in found.items() if holds), "")

    def _limits(self, c: Count) -> bool:
        """出警超过900次的消防站, 300平方米以上餐饮场所64家: tells which ones are counted, and is no count itself."""
        cues, text, figure = self._asking.cues, self._asking.text, c.figure
        beyond = cues["threshold_head"].search(text, figure.start, figure.end) is not None
        if cues["threshold"].match(c.right):
            return beyond or cues["threshold_lead"].search(text, max(0, figure.start - 3), figure.start) is not None
        return beyond and figure.kind == "measure" and bool(c.right.strip())

    def _by_own_words(self, c: Count) -> None:
        """The figure's own words, or better the same with the verb of the list (招录消防员45名、文员12名)."""
        c.pattern = self._forbidden(c)
        if c.pattern:
            metric, pattern, _ = self._ask(c, c.evidence)
            if c.pattern == self._asking.cues.reasons["short_of"] and metric in self._shortfalls:
                c.metric, c.pattern = metric, pattern
            return
        c.metric, c.pattern, score = self._ask(c, c.evidence)
        if c.carried_verb and c.content and self.listed(c):
            metric, pattern, better = self._ask(c, c.carried_verb + c.evidence)
            if metric and better > score + _BETTER:  # the figure's own words, where they name something, weigh more
                c.metric, c.pattern = metric, pattern
        if c.content in self._asking.cues.lists["others"]:
            count = next((r for r in reversed(c.told.told) if r.kind not in ("change", "ratio")), None)
            if count is not None and count.part and count.figure.unit == c.figure.unit:
                c.metric = c.pattern = ""  # the rest of the whole whose parts are listed
        if c.metric.partition(".")[0] == self._deeds_of and "deed" in c.figure.extra:
            c.metric, c.pattern = "", self._asking.cues.reasons["other_deed"]  # 34个乡镇签订责任书: counted for what they did

    def _by_words_before(self, c: Count) -> None:
        """A verb told before, before the own words; the clause before, where the own says nothing."""
        asking, previous = self._asking, c.told.previous
        right = asking.plain(c.right)
        if c.open and not c.content and right and previous is not None and previous.verb:
            c.metric, c.pattern, _ = self._ask(c, previous.verb + c.evidence)
        if c.open and c.carried_verb and c.content:
            c.metric, c.pattern, _ = self._ask(c, c.carried_verb + c.evidence)
        if c.open and c.content and not c.verb_at and not right and self._asking.text[c.figure.left_start - 1 : c.figure.left_start] == ":":
            self._by_colon(c)
            return
        if not (c.open and not c.content and not right and not c.figure.glued):
            return
        before = asking.extended(c.figure, c.told.start)
        if previous is not None and before and previous.figure.end > c.figure.left_start - 1 - len(before):
            return  # that clause is about the figure in it
        if before:
            c.metric, c.pattern, _ = self._ask(c, asking.plain(before + c.left) + "¤")
            c.label = label_of(asking, asking.words.content(before), "")

    def _by_colon(self, c: Count) -> None:
        """各级媒体用稿：国家级6条、省级21条: the words before the colon say what is counted, the own ones which part."""
        asking = self._asking
        lead = asking.extended(c.figure, c.told.start)
        if not lead:
            return
        c.metric, c.pattern, _ = self._ask(c, asking.plain(lead + c.left) + "¤")
        if c.open:
            frame = Frame(asking.plain(lead), "", c.figure.unit, kind_of(c.figure.kind))
            c.metric, c.pattern, c.doubt = asking.judge.decide("", "", asking.judge.votes(frame))
        if c.metric:
            c.inherited = c.part = True

    def _by_level(self, c: Count) -> None:
        """由97起降至81起: the metric of the level that it is compared with."""
        if not c.base or (c.base == "from" and c.metric):
            return
        levels = c.told.levels
        source = next((r for r in reversed(levels) if r.figure.unit == c.figure.unit), None)
        if source is None and c.base == "bare" and not c.content and levels:
            source = levels[-1]
        if source is not None and (not c.metric or not c.content or c.base == "bare"):
            c.metric, c.pattern, c.label, c.inherited = source.metric, source.pattern, source.label, True
            c.doubt = doubt_of(source)

    def _by_noun_before(self, c: Count) -> None:
        """新建消火栓12个,维修8个: the noun is the one before."""
        previous = c.told.previous
        if not c.open or previous is None or not previous.noun or c.verb_at != (0, len(c.content)):
            return
        if previous.figure.unit == c.figure.unit:
            c.metric, c.pattern, _ = self._ask(c, f"{c.content}{previous.noun}¤")
            c.label = c.content + previous.noun if c.metric else c.label

    def _by_whole(self, c: Count) -> None:
        if not c.open or not c.figure.unit:
            return
        whole = whole_of(self._asking, c.figure, c.content, self._asking.plain(c.right), c.verb, c.told)
        if whole is not None:
            c.metric, c.pattern, c.inherited, c.part = whole.metric, whole.pattern + "↓", True, True
            c.whole_label, c.doubt = whole.whole_label or whole.label, doubt_of(whole)
            if whole.metric.partition(".")[0] != self._cause or c.label:
                c.label = c.label or whole.label

    # ---- the judge ------------------------------------------------------------------------------------------------------

    def _frame(self, c: Count) -> Frame:
        asking, figure, told = self._asking, c.figure, c.told
        tail, right = figure.extra.get("tail", ""), asking.plain(c.right)
        behind = asking.plain(tail) if len(tail) > len(right) else right or c.seen
        deed = asking.plain(figure.extra.get("deed", ""))
        if deed not in behind:
            behind += deed
        before = ""
        bare = not c.content or c.verb_at == (0, len(c.content))
        if bare and not figure.glued and asking.text[figure.left_start - 1 : figure.left_start] in (",", ":"):
            before = asking.plain(asking.extended(figure, told.start))
        previous = told.previous
        noun = ""
        if previous is not None and not behind and (not c.content or asking.judge.alike(previous.figure.unit, figure.unit)):
            noun = previous.noun  # 新建消火栓12具,维修8具; 举办培训46期、2800人次
        left = asking.plain(c.left.replace(c.rate, "", 1) if c.rate else c.left).lstrip(asking.cues.text["marks"])
        kind = kind_of(figure.kind)
        topics = asking.scenes.topics(told.heading.rpartition("/")[2])
        scenes = asking.scenes.of(told.text)
        after = asking.plain(figure.extra.get("after", ""))
        if not asking.cues["goes_on"].match(after):
            after = ""
        return Frame(
            left,
            behind,
            figure.unit,
            kind,
            c.carried_verb or ("" if c.stock in left else c.stock),
            before,
            topics,
            asking.plain(noun),
            scenes,
            after,
        )

    def _judged(self, c: Count) -> Resolved:
        asking, figure, previous = self._asking, c.figure, c.told.previous
        frame = self._frame(c)
        votes, doubt = asking.judge.votes(frame), c.doubt
        self._by_scene(c, frame)
        rule = c.metric
        if c.pattern not in asking.cues.final and not c.inherited:
            c.metric, c.pattern, doubt = asking.judge.decide(c.metric, c.pattern, votes, self._in_context(c.pattern), frame.kind)
        if c.metric and not c.inherited and self._by_scene(c, frame) and not c.metric:
            doubt = ""
        kind = "rate" if c.rate and figure.kind in ("count", "money", "measure") else figure.kind
        resolved = Resolved(figure, kind, c.metric, c.pattern if c.metric else "", self._labelled(c), value=figure.value)
        resolved.value_max, resolved.frame, resolved.votes, resolved.rule = figure.value_max, frame, votes, rule
        if doubt:
            resolved.doubts["metric"] = doubt
        self._hand_on(resolved, c)
        resolved.inherited, resolved.part, resolved.whole_label, resolved.base = c.inherited, c.part, c.whole_label, c.base
        if c.deal is not None:
            resolved.qualifier = c.deal.item if c.deal.item != resolved.label else ""  # 行政处罚、临时查封分别: names the metric itself
        elif c.rate:
            resolved.qualifier = c.rate
        elif c.part and c.content:
            resolved.qualifier = c.content
        if not resolved.label:
            resolved.label = c.rate if c.rate and figure.kind == "money" else told_label(previous)
        return resolved

    def _by_scene(self, c: Count, frame: Frame) -> bool:
        """演练中出动车辆6辆: the same words count another thing in a drill, on guard; whether that was so."""
        for scene in frame.scenes:
            unless, others = self._in_scenes.get(scene, (None, {}))
            other = others.get(c.metric)
            if unless is not None and other is not None and not unless.search(c.told.text):
                c.metric = other
                c.pattern = c.pattern if other else self._asking.cues.reasons["drill"]
                return True
        return False

    def _in_context(self, pattern: str) -> bool:
        """Whether the rule rests on what was told before in the sentence, which the examples do not see."""
        metric, _, number = pattern.partition("#")
        entry = self._asking.catalog.metrics.get(metric)
        return entry is not None and number.isdigit() and bool(entry.rules[int(number) - 1].after)

    def _labelled(self, c: Count) -> str:
        asking, previous = self._asking, c.told.previous
        at = c.figure.start
        if not c.metric and not c.content and asking.cues["sum"].search(asking.text, max(0, at - 8), at):
            return asking.cues.text["total_label"]
        if c.content in asking.cues.lists["totals"] and previous is not None:
            return previous.label + c.content
        if not c.metric and not c.content and not c.label and previous is not None and self.compact(c):
            return previous.label
        return c.label

    def _hand_on(self, resolved: Resolved, c: Count) -> None:
        """The verb and its object, for what follows in the list."""
        opens = c.verb_at is not None and c.verb_at[0] == 0
        if not c.base:
            resolved.verb = (c.verb if opens else "") if c.verb else c.carried_verb
        resolved.stock = c.stock
        if resolved.verb in self._asking.cues.lists["solitary"]:
            resolved.verb = ""
        resolved.noun = c.content[c.verb_at[1] :] if c.verb_at else c.content
