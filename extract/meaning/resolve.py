"""From figures to facts: kind, metric, label and relation of each figure of a sentence, in order.

The order of evidence for a metric: the figure's own words; the same with the verb inherited from the head of the list; the
clause before, where the figure's own clause says nothing; the whole that it is a part of.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from decimal import Decimal

from extract.meaning.activities import activities_of
from extract.meaning.kinds import kinds_of
from extract.meaning.matching import matcher
from extract.model import Period, Quantity
from extract.parsing.clauses import words_of
from extract.parsing.groups import Deal, each, respective, split_items
from extract.reading.tokenizer import cut
from patterns import Catalog

_NOISE = str.maketrans("", "", ' “”‘’"《》()*「」『』#\n')
_PART = re.compile(r"其中|含|包括|包含|分别是|:$")
_SHARE = re.compile(r"占(?:比|到|了|据)?|比重|比例|份额")
_RATIO = re.compile(r"[\u4e00-\u9fff]{0,12}(?<!概)(?<!效)率")
_REST = re.compile(r"剩余|正在|尚未|未|列入|不合格|限期")
_FUND = re.compile(r"经费|资金|预算|补助|拨款|款|损失|价值|财产|财物")
_SPENT = re.compile(r"购|采购|建|改造|维修|修缮|更新|配备|添置|硬化|用于|消火栓|装修|打造|补充|增配")
_NARROWER = re.compile(r"影响|人以上|人员?伤亡|冒烟|责任")
_SHORT_OF = re.compile(r"尚缺|仍缺|缺口|缺编|缺额|短缺|欠账|欠缺")
_OTHERS = frozenset(("其他", "其它", "其余"))
_NAMED = re.compile(r"(?:数|率|面积|标准|价值|金额|总额|消耗|评比|提醒|考核|会操|伙食费|拨款|自筹)$")  # says what it counts without a verb
_PRICE = re.compile(r"元/ ?((?:平方|立方)?[\u4e00-\u9fff㎡])")
_SUM = re.compile(r"(?:共计|合计|总计|总共)(?:为|达)?:?(?:约|近)?$")
_LACKING = re.compile(r"[^,]{0,10}(?:未(?!来)|尚未|没有|不足|缺乏|缺少|不达标|不合格)")


@functools.lru_cache(maxsize=1 << 15)
def _plain(words: str) -> str:
    """Words without spaces, quotes and brackets."""
    return words.translate(_NOISE)


_ABOUT_FIRES = re.compile(r"从?(?:起火|引发火灾|火灾)[^,;。]{0,12}(?:看|分析|统计|分|:)|火灾原因|起火原因|起火场所|火因")
_PLAIN = re.compile(
    r"(?:火灾|死亡|亡人|受伤|伤人|财产|经济|直接)*(?:起数|人数|损失|数|总数)?|.{0,4}亡"
)  # the metric itself, nothing narrower
_EARLIER = re.compile(r"(?:去年|上年|前年|上月|上季度|上周|同期|\d{4}年)[^,;。]{0,6}$")
_SAME_TIME = re.compile(r"同期(?:为|是)?$")
_FROM_LEVEL = re.compile(r"(?:由|从)(?:[^,;。]{0,14}的)?$")
_LEVEL_CUE = re.compile(r"[年期月季周由从到至为成]")  # without one of these no figure is a level told for comparison
_CLAUSE_OPENERS = frozenset(",;:(")
_FROM = re.compile(r"(?:由|从)(?:原来|去年|上年|上年度|同期|往年|\d{4}年)?(?:同期)?的?$")
_SOLITARY = frozenset(
    [
        "死亡",
        "受伤",
        "伤亡",
        "造成",
        "发生",
        "出现",
        "占",
        "达到",
        "接警",
        "接处警",
        "接报",
        "出警",
        "执勤",
        "编制",
        "完成",
        "实现",
        "同比",
        "罚款",
        "拘留",
    ]
)  # speak for one figure only
_FOREIGN = re.compile(r"生产安全|道路交通|交通事故|刑事|治安|发案|信访|溺水|工矿")  # changes of another trade's figures
_LOOK_BACK = 40  # figures of a sentence that a later one may refer to
_CARRY = re.compile(r"\s*(?:其中|其余|同比|环比|较|比|与[^,。]{0,12}相比|占|分别|另外|此外)")


@functools.lru_cache(maxsize=8)
def plain_words(catalog: Catalog) -> dict[str, re.Pattern[str]]:
    """Of each metric that has them, the words of a label that narrow nothing."""
    shared = catalog.tables["lexicon"]["plain"]["words"]
    return {m.id: re.compile(f"(?:{catalog.expand(m.plain)}|{shared})") for m in catalog.metrics.values() if m.plain}


@dataclass(slots=True)
class Resolved:
    """A figure with its meaning."""

    figure: Quantity
    kind: str
    metric: str = ""
    pattern: str = ""
    label: str = ""
    qualifier: str = ""
    activity: str = ""
    value: Decimal = Decimal(0)
    value_max: Decimal | None = None
    verb: str = ""
    noun: str = ""  # the object of its verb, for a later verb that has none
    of: Resolved | None = None
    inherited: bool = False
    part: bool = False
    entity: str = ""
    entity_from: str = ""
    status: str = "actual"
    period: Period | None = None
    period_from: str = ""
    doubts: dict[str, str] = field(default_factory=dict)
    evidence: str = ""
    extra: dict[str, str] = field(default_factory=dict)


def _told_label(previous: Resolved | None) -> str:
    """The label of what was told before; of a change, that of what changed."""
    if previous is not None and previous.kind == "change" and previous.of is not None:
        return previous.of.label
    return previous.label if previous is not None else ""


def _levels(carried: list[Resolved], told: list[Resolved]) -> list[Resolved]:
    return [r for r in [*carried, *told] if r.kind not in ("change", "ratio") and not r.figure.flat]


class Resolver:
    """Works through one report's sentences; keeps what earlier sentences told."""

    def __init__(self, text: str, catalog: Catalog) -> None:
        self.text = text
        self.words = words_of(catalog)
        self.kinds = kinds_of(catalog)
        self.matcher = matcher(catalog)
        self.activities = activities_of(catalog)
        self._place = re.compile(catalog.tables["scopes"]["owner"]["place"])
        self.catalog = catalog
        self._last: list[Resolved] = []
        self._about_fires = False
        self._plain = plain_words(catalog)
        self._fires: Resolved | None = None  # the last count of fires, whose parts a later sentence may list

    def sentence(self, start: int, stop: int, figures: list[Quantity], heading: str) -> list[Resolved]:
        """The facts of one sentence, in order of their figures."""
        text = self.text[start:stop]
        told: list[Resolved] = []
        carried = self._last if _CARRY.match(text) else []
        self._about_fires = bool(_ABOUT_FIRES.search(text))
        context = heading + "|" + text
        i = 0
        everything = told
        while i < len(figures):
            figure = figures[i]
            if figure.drop:
                i += 1
                continue
            told = everything[-_LOOK_BACK:]
            group = None if figure.zero else respective(figures, i, self.words)
            if group:
                size, deals, written = group
                everything.extend(self._respective(figures[i : i + size], deals, written, told, carried, context, start))
                i += size
                continue
            shared = None if figure.zero or figure.flat else each(figure, self.words, cut)
            if shared:
                for deal in shared:
                    everything.append(self._one(figure, [*told, *everything[-1:]], carried, context, start, deal))
            else:
                everything.append(self._one(figure, told, carried, context, start, None))
            i += 1
        told = everything
        self._label_activities(told, heading)
        for r in told:
            if r.metric and not r.qualifier:
                self._narrow(r)
        if told:
            self._last = told[-_LOOK_BACK:]
            self._fires = next((r for r in reversed(told) if r.metric == "fire.fires" and r.kind == "count"), self._fires)
        return told

    # ---- groups -------------------------------------------------------------------------------------------------

    def _respective(
        self,
        figures: list[Quantity],
        deals: list[Deal],
        written: bool,
        told: list[Resolved],
        carried: list[Resolved],
        context: str,
        start: int,
    ) -> list[Resolved]:
        first = figures[0]
        left = first.left
        change = self.kinds.is_change(first, left, self.text[start : first.left_start])
        share = _SHARE.search(left) if first.kind == "ratio" else None
        if not change and first.kind == "count" and all(d.item and self.matcher.subject(d.item) for d in deals):
            word = self.kinds.change_word(left)  # 起数、亡人分别减少2起、10人
            change = word if word and word.start() >= left.rfind("分别") else None
        levels = _levels(carried, told)
        if change and not levels and not any(d.item for d in deals):
            named = split_items(re.sub(r"[“「][^”」]*[”」]$", "", self._extended(first, start)))
            if len(named) == len(deals) and all(self.matcher.subject(n) for n in named):
                for deal, name in zip(deals, named, strict=True):  # 起数、亡人、伤人“三下降”,分别减少…
                    deal.item = name
        if change or share:  # nothing falls from zero, and zero has no share
            levels = [r for r in levels if r.value]
        out: list[Resolved] = []
        for figure, deal in zip(figures, deals, strict=True):
            if figure.flat:
                figure.left = deal.item
                out.append(self._one(figure, [*told, *out], carried, context, start, None))
                continue
            antecedent = self._antecedent(figure, deal, levels)
            if change or figure.kind == "change":
                subject = first.left if _FOREIGN.search(first.left) and deal.item else deal.item
                resolved = self._change(figure, change, subject, antecedent, [*carried, *told], context, start)
                if subject is not deal.item:
                    resolved.label = deal.item + resolved.extra["word"]
                out.append(resolved)
            elif share:
                wholes = split_items(re.sub(r"^占(?:到|了|据)?|的$", "", left[share.start() :]))
                whole = "占" + wholes[deal.index] if len(wholes) == len(deals) and not deal.item else left[share.start() :]
                if len(wholes) == len(deals) and not deal.item and antecedent is not None:
                    whole = "占"  # each share has its own whole: the fact it refers to tells which
                out.append(self._share(figure, deal.item or "", whole, antecedent, told, context))
            elif figure.kind == "ratio":
                label = (antecedent.label if antecedent and not deal.item else deal.item) + (deal.middle or left.replace("分别", ""))
                out.append(self._ratio(figure, label, context, antecedent))
            else:
                if not written and antecedent is not None and not self.words.content(deal.middle) and not deal.lead:
                    deal.item = antecedent.label
                out.append(self._one(figure, [*told, *out], carried, context, start, deal))
        return out

    def _antecedent(self, figure: Quantity, deal: Deal, levels: list[Resolved]) -> Resolved | None:
        """The fact told before that the n-th figure of a list refers back to."""
        if figure.kind not in ("ratio", "change", "money") and figure.unit:
            same = [r for r in levels if r.figure.unit == figure.unit]
            if same:
                return same[-1]
        recent = levels[-deal.size :]
        return recent[deal.index] if len(recent) == deal.size else (levels[-1] if levels else None)

    # ---- one figure ---------------------------------------------------------------------------------------------

    def _one(
        self, figure: Quantity, told: list[Resolved], carried: list[Resolved], context: str, start: int, deal: Deal | None
    ) -> Resolved:
        left, right = figure.left, figure.right
        previous = told[-1] if told else None
        if figure.kind == "rank":
            return self._rank(figure, context)
        if figure.zero:
            return self._zero(figure, told, context)
        before = self.text[start : figure.left_start]
        if figure.flat:
            return self._flat(figure, left, told, carried, context)
        change = self.kinds.is_change(figure, left, before, self.matcher.subject)
        if not change and figure.kind not in ("change", "ratio"):
            return self._count(figure, told, carried, context, start, deal)
        levels = _levels(carried, told)
        if change or figure.kind == "change":
            subject = left[: change.start()] if change else left
            antecedent = levels[-1] if levels else None
            if previous is not None and previous.kind == "change" and previous.of is not None and not self._subject_words(subject):
                antecedent = previous.of
            if previous is not None and previous.kind == "ratio" and figure.unit == "个百分点" and not self._subject_words(subject):
                antecedent = previous
            return self._change(figure, change, subject, antecedent, [*carried, *told], context, start)
        share = _SHARE.search(left)
        if share:
            return self._share(figure, left[: share.start()], left[share.start() :], levels[-1] if levels else None, told, context)
        if not self._subject_words(left) and not right.strip() and levels and figure.bracket > 0:
            return self._share(figure, "", "占", levels[-1], told, context)
        words = self._extended(figure, start) if not self.words.content(left) and not right.strip() else left
        antecedent = levels[-1] if levels else None
        last_ratio = previous if previous is not None and previous.kind == "ratio" else None
        return self._ratio(figure, words + ("¤" + right if right.strip() else ""), context, antecedent, last_ratio)

    def _count(
        self,
        figure: Quantity,
        told: list[Resolved],
        carried: list[Resolved],
        context: str,
        start: int,
        deal: Deal | None,
    ) -> Resolved:
        left, right = figure.left, figure.right
        previous = told[-1] if told else None
        compact = figure.glued and previous is not None and self.text[previous.figure.end : figure.start].strip(" ") == ""
        words = self.words
        if deal is not None:
            left = deal.lead + deal.item + deal.middle
        elif compact and previous is not None and not previous.figure.zero and not left.strip():
            left = previous.figure.left
            figure.left = left
        base = self._base_value(figure, left) if _LEVEL_CUE.search(left) else ""
        if base == "from":
            left = _FROM.sub("", left)
        if self.kinds.came_to(right):
            right = ""  # 182起降至161起: the word is the second one's
        rate = self.kinds.rate(left)
        content = words.content(left.replace(rate, "", 1)) if rate else words.content(left)
        verb_at = words.verb(content) if content else None
        verb = content[verb_at[0] : verb_at[1]] if verb_at else ""
        inherited_verb = ""
        if (
            not verb
            and not base
            and previous is not None
            and not right.strip()
            and (previous.figure.kind == "money") == (figure.kind == "money")
            and ";" not in self.text[previous.figure.end : figure.start]
        ):
            inherited_verb = previous.verb
        if not rate and not figure.glued and not (deal is None and self.text[figure.left_start - 1 : figure.left_start] in _CLAUSE_OPENERS):
            clause = self.text[start : figure.start]
            rate = self.kinds.rate(clause[max(clause.rfind(c) for c in ",;:(") + 1 :])
        price = _PRICE.search(self.text[figure.end - 4 : figure.end + 4]) if figure.kind == "money" else None
        if price and not rate:  # 1338元/座: the price of one, not the sum spent
            rate = "每" + price[1]
            right = re.sub(r"^/ ?(?:平方|立方)?.", "", right)
        kind = "rate" if rate and figure.kind in ("count", "money", "measure") else figure.kind
        table_kind = figure.kind
        chain = [*carried, *told]
        tail = figure.extra.get("tail", "")
        right_words = _plain(right)
        seen = right_words
        if figure.kind == "money" and not right_words and "next" in figure.extra and len(content) <= 8 and not _FUND.search(content):
            seen = _plain(figure.extra["next"])
            if seen.startswith("其中") or not _SPENT.search(seen):
                seen = ""
            elif not figure.extra["next"].startswith(("同比", "比", "较")):
                right_words = re.split(r"[,;]", seen)[0]
        evidence = _plain(left) + "¤" + seen
        if _LACKING.match(right_words):
            metric, pattern = "", "否定"
        elif _SHORT_OF.search(left):
            metric, pattern = "", "缺"
        elif price:
            metric, pattern = "", "单价"
        elif self.text[figure.start - 1 : figure.start] in ("每", "隔"):
            metric, pattern = "", "每"  # 平均每331起火灾: how many go to one
        else:
            metric, pattern = self._matched(
                evidence, inherited_verb if content and self._listed(figure, previous) else "", figure, table_kind, context, chain
            )
        count = next((r for r in reversed(told) if r.kind not in ("change", "ratio")), None) if content in _OTHERS else None
        if count is not None and count.part and count.figure.unit == figure.unit:
            metric, pattern = "", ""  # the rest of the whole whose parts are listed
        if metric.startswith("scope.") and "deed" in figure.extra:
            metric, pattern = "", "另有所为"  # 34个乡镇、19个部门签订责任书: counted for what they did
        label = self._label(content, right_words, tail, inherited_verb)
        inherited = part = False
        extended = ""
        if not metric and not pattern and not content and right_words and previous is not None and previous.verb and not verb:
            metric, pattern = self.matcher.best(previous.verb + evidence, figure.unit, table_kind, context, chain)
        if not metric and not pattern and inherited_verb and content:
            metric, pattern = self.matcher.best(inherited_verb + evidence, figure.unit, table_kind, context, chain)
        if not metric and not pattern and not content and (not right_words) and not figure.glued:
            extended = self._extended(figure, start)
            if previous is not None and extended and previous.figure.end > figure.left_start - 1 - len(extended):
                extended = ""  # that clause is about the figure in it
            if extended:
                evidence = (extended + left).translate(_NOISE) + "¤"
                metric, pattern = self.matcher.best(evidence, figure.unit, table_kind, context, chain)
                label = self._label(words.content(extended), "", "", "")
        if base and not (base == "from" and metric):
            levels = _levels(carried, told)
            source = next((r for r in reversed(levels) if r.figure.unit == figure.unit), None)
            if source is None and base == "bare" and not content and levels:
                source = levels[-1]
            if source is not None and (not metric or not content or base == "bare"):
                metric, pattern, label = source.metric, source.pattern, source.label
                inherited = True
        if not metric and not pattern and verb_at == (0, len(content)) and previous is not None and previous.figure.unit == figure.unit:
            noun = previous.noun
            if noun:  # 新建消火栓12个,维修8个: the noun is the one before
                metric, pattern = self.matcher.best(f"{content}{noun}¤", figure.unit, table_kind, context, chain)
                label = content + noun if metric else label
        if not metric and not pattern and figure.unit:
            whole = self._whole(figure, content, right_words, verb, told, carried, context.partition("|")[0])
            if whole is not None:
                metric, pattern, inherited, part = whole.metric, whole.pattern + "↓", True, True
                if whole.metric.partition(".")[0] not in ("fire",) or label:
                    label = label or whole.label
        if not metric and not content and _SUM.search(self.text, max(0, figure.start - 8), figure.start):
            label = "合计"
        if content in ("总数", "总量", "总计", "保有量", "合计") and previous is not None:
            label = previous.label + content
        if not metric and compact and not content and previous is not None:
            label = label or previous.label
        resolved = Resolved(figure, kind, metric, pattern if metric else "", label, value=figure.value, value_max=figure.value_max)
        if base:
            verb = inherited_verb = ""
        resolved.verb = (verb if verb_at and verb_at[0] == 0 else "") if verb else inherited_verb
        if resolved.verb in _SOLITARY:
            resolved.verb = ""
        resolved.noun = content[verb_at[1] :] if verb_at and verb_at[0] == 0 else ""
        resolved.inherited = inherited
        resolved.part = part
        resolved.evidence = evidence
        if deal is not None:
            resolved.qualifier = deal.item
        elif rate:
            resolved.qualifier = rate
        elif part and content:
            resolved.qualifier = content
        if not resolved.label:
            resolved.label = rate if rate and figure.kind == "money" else _told_label(previous)
        return resolved

    def _listed(self, figure: Quantity, previous: Resolved | None) -> bool:
        """Whether the figure goes on in a list that the one before opened: 45名、消防文员12名."""
        return previous is not None and self.text[previous.figure.end : figure.start].lstrip(" ")[:1] in tuple("、和及与")

    def _matched(self, evidence: str, verb: str, figure: Quantity, kind: str, context: str, chain: list[Resolved]) -> tuple[str, str]:
        """The better of the figure's own words and the same with the verb of the list (招录消防员45名、文员12名)."""
        metric, pattern, score = self.matcher.scored(evidence, figure.unit, kind, context, chain)
        if verb:
            metric2, pattern2, score2 = self.matcher.scored(verb + evidence, figure.unit, kind, context, chain)
            if metric2 and score2 > score + 2.0:  # the figure's own words, where they name something, weigh more
                return metric2, pattern2
        return metric, pattern

    def _label(self, content: str, right: str, tail: str, verb: str) -> str:
        content = _plain(content)
        if len(content) > 26:
            content = self._shortened(content)
        if right:
            more = _plain(tail) if tail and len(tail) > len(right) else right
            return (content + more)[:40]
        if verb and content and not self.words.verb(content) and not _NAMED.search(content):
            return verb + content
        return content

    def _shortened(self, content: str) -> str:
        """A long phrase by its verb and its last noun: 组织开展…、电动自行车等专项整治."""
        last = content[-26:]
        cut_at = self.words.verb(last)
        if cut_at and cut_at[0] <= 14:
            return last[cut_at[0] :]
        opening = self.words.verb(content)
        verb = content[: opening[1]] if opening and opening[0] <= 2 else ""
        noun = content[-16:]
        return verb + noun[noun.find("、") + 1 :]

    def _extended(self, figure: Quantity, start: int) -> str:
        """The clause before the figure's own, where no other figure stands in it."""
        at = figure.left_start - 1
        if at <= start or self.text[at] not in ",:":
            return ""
        begin = max(self.text.rfind(c, start, at) for c in ",;:。(")
        begin = max(begin + 1, start)
        return self.text[begin:at]

    def _base_value(self, figure: Quantity, left: str) -> str:
        """Whether the figure is the value of an earlier period told for comparison: (去年同期151起), 由97起降至81起."""
        if _EARLIER.search(left) and (figure.bracket > 0 or _SAME_TIME.search(left)):
            return "bare"
        if _FROM_LEVEL.search(left):
            return "from"
        if self._to_level(left):
            return "to"
        return ""

    def _whole(
        self, figure: Quantity, content: str, right: str, verb: str, told: list[Resolved], carried: list[Resolved], heading: str
    ) -> Resolved | None:
        """The total that this figure is a part of: the same unit, a bare noun, after 其中, a colon, or in a run of places or causes."""
        if figure.kind == "money" and _SUM.search(self.text, max(0, figure.start - 8), figure.start):
            return None  # a sum is no part
        if verb or _REST.search(content + right) or (right and self.words.verb(right)):
            return None
        before = [r for r in [*carried, *told] if r.kind in ("count", "money") and not r.figure.zero]
        if not before and self._fires is not None and figure.unit == "起" and content and ("火灾" in heading or self._about_fires):
            return self._fires
        if not before:
            return None
        last = before[-1]
        if last.figure.unit != figure.unit:
            earlier = [r for r in before if r.figure.unit == figure.unit and r.metric]
            if not earlier or not self.catalog.metrics[earlier[-1].metric].id.startswith("fire"):
                return None
            last = earlier[-1]
        if not last.metric or not self.catalog.metrics[last.metric].inherit:
            return None
        between = self.text[last.figure.end : figure.start]
        listed = bool(_PART.search(between)) or figure.bracket > 0 or last.part
        area = last.metric.partition(".")[0]
        if (
            listed
            or (area == "fire" and figure.unit == "起")
            or (area == "response" and figure.unit in ("起", "次") and self._place.search(content))
        ):
            return last
        if area == "media" and re.search(r"级|媒体|报|网", content):
            return last
        return None

    # ---- changes and shares -------------------------------------------------------------------------------------

    def _subject_words(self, words: str) -> str:
        words = self.kinds.base.sub("", words)
        words = re.sub(
            r"(?:与|和|较|比|同)?(?:去年|上年|前年|今年|\d{4}年)(?:度)?(?:同期)?(?:相比|均值?|平均值?)?|[前近][两三几]?年(?:均值?|平均值?)?|同期|相比",
            "",
            words,
        )
        return self.words.content(words).translate(_NOISE)

    def _named(self, words: str, told: list[Resolved], context: str) -> str | None:
        """The metric that the words name; None when they name nothing known, "" when they name something else."""
        if not words:
            return None
        chain = [r.metric for r in told]
        if _RATIO.search(words) and "整改率" not in words:
            return ""
        found = self.matcher.subject(words)
        if found:
            for metric in found:
                if metric in chain:
                    return metric
            return found[0]
        metric, _ = self.matcher.best(words + "¤", None, "count", context, told)
        if metric:
            return metric
        for r in reversed(told):
            if r.label and (words in r.label or r.label in words):
                return r.metric
        return ""

    def _change(
        self,
        figure: Quantity,
        change: re.Match[str] | None,
        subject: str,
        antecedent: Resolved | None,
        told: list[Resolved],
        context: str,
        start: int,
    ) -> Resolved:
        words = self._subject_words(subject)
        sign = 1
        word = change["word"] if change else ""
        if not word:
            earlier = told[-1].extra.get("word", "") if told and told[-1].kind == "change" and figure.glued else ""
            word = earlier or self._nearest_change(figure, start)
        if word:
            sign = self.kinds.sign(word)
        foreign = bool(_FOREIGN.search(subject) or (words and _FOREIGN.search(figure.left)))
        named = "" if foreign else self._named(words, told, context)
        if re.fullmatch(r"(?:少|多)?(?:亡|死|伤|死亡)", words or "") or (change and re.search(r"(?:少|多)(?:亡|死|伤)$", change[0])):
            token = (change[0] if change else words)[-1]
            named = "fire.injuries" if token == "伤" else "fire.deaths"
        of: Resolved | None = None
        if named is None:
            of = antecedent
            before = told[-1] if antecedent is None and told and told[-1].kind == "change" else antecedent
            metric = before.metric if before else ""
            base_label = before.label if before else ""
        else:
            metric = named
            base_label = words
            of = next((r for r in reversed(told) if r.metric == metric and metric and r.kind not in ("change", "ratio")), None)
        resolved = Resolved(figure, "change", metric, "变化", (base_label + (word or "变化"))[:40], value=figure.value * sign)
        resolved.value_max = figure.value_max * sign if figure.value_max is not None else None
        resolved.of = of
        resolved.extra["word"] = word
        resolved.qualifier = of.qualifier if of else ""
        if of is not None and not metric:
            resolved.activity = of.activity
        return resolved

    def _nearest_change(self, figure: Quantity, start: int) -> str:
        last = None
        for last in self.kinds._any_change.finditer(self.text, start, figure.start):  # noqa: B007
            pass
        return last[0] if last else ""

    def _share(
        self, figure: Quantity, before: str, after: str, antecedent: Resolved | None, told: list[Resolved], context: str
    ) -> Resolved:
        own = self._subject_words(re.sub(r"^(?:但|而|虽然)+|(?:却|仅|也|只|均|约|虽然)+$", "", before))
        whole = re.sub(r"^占(?:比|到|了|据)?|总数|总量|全部|全市|全县|全省|的|当年", "", after)
        whole = self.words.content(whole).translate(_NOISE)
        metric: str | None = None
        of = antecedent
        if own:
            metric = self._named(own, told, context)
            if metric:
                of = next((r for r in reversed(told) if r.metric == metric and r.kind not in ("change", "ratio")), None)
            elif antecedent is not None and antecedent.metric.startswith("fire."):
                metric = antecedent.metric if antecedent.metric == "fire.fires" else "fire.fires"
        if not metric and whole:
            named = self.matcher.subject(whole)
            if named:
                match = next((r for r in reversed(told) if r.metric in named and r.kind not in ("change", "ratio")), None)
                if match is not None:
                    metric, of = match.metric, match
                elif not own:
                    metric = named[0]
        if not metric and not own:
            metric = antecedent.metric if antecedent else ""
        label = (own or (of.label if of else "")) + "占" + whole
        resolved = Resolved(
            figure, "ratio", metric or "", "占比" if metric else "", label[:40], value=figure.value, value_max=figure.value_max
        )
        resolved.of = of
        resolved.qualifier = (of.qualifier if of else "") if not own or _PLAIN.fullmatch(own) else own
        if of is not None and not metric:
            resolved.activity = of.activity
        return resolved

    def _to_level(self, left: str) -> bool:
        return self.kinds.level_after_change(left) and not self.words.content(
            re.sub(r"(?:由|从).*$", "", self.kinds.to_pattern.sub("", left))
        )

    def _ratio(
        self, figure: Quantity, words: str, context: str, antecedent: Resolved | None, antecedent_ratio: Resolved | None = None
    ) -> Resolved:
        left, _, right = words.partition("¤")
        left = _FROM.sub("", left)
        if self.kinds.came_to(right):
            right = ""
        if self._to_level(left) and antecedent_ratio is not None:
            return Resolved(
                figure, "ratio", antecedent_ratio.metric, antecedent_ratio.pattern, antecedent_ratio.label,
                value=figure.value, value_max=figure.value_max, of=antecedent_ratio.of,
            )  # fmt: skip
        evidence = _plain(left) + "¤" + _plain(right)
        metric, pattern = self.matcher.best(evidence, "%", "ratio", context, ())
        label = self._label(self.words.content(left), _plain(right), "", "")
        if antecedent is not None and label and len(label) <= 4 and not metric:
            label = antecedent.label + label if len(antecedent.label) <= 12 and antecedent.label not in label else label
        resolved = Resolved(figure, "ratio", metric, pattern, label, value=figure.value, value_max=figure.value_max)
        resolved.of = antecedent if "率" in label and not right else None
        return resolved

    def _flat(self, figure: Quantity, left: str, told: list[Resolved], carried: list[Resolved], context: str) -> Resolved:
        words = self._subject_words(left)
        named = self._named(words, told, context)
        levels = _levels(carried, told)
        of = levels[-1] if levels and named is None else None
        metric = named if named is not None else (of.metric if of else "")
        base = words or (of.label if of else "")
        resolved = Resolved(figure, "change", metric, "持平", base + "持平", value=Decimal(0))
        resolved.of = of
        return resolved

    def _rank(self, figure: Quantity, context: str) -> Resolved:
        content = self.words.content(figure.left).translate(_NOISE)
        label = self._label(content, _plain(figure.right), "", "")
        return Resolved(figure, "rank", "", "", label, activity="award", value=figure.value)

    def _zero(self, figure: Quantity, told: list[Resolved], context: str) -> Resolved:
        words = _plain(figure.extra["object"])
        left = self.words.content(figure.left).translate(_NOISE)
        chain = told
        subject = "" if words and figure.glued else left[-12:]
        if words == "发生" or not words:
            words = left.removeprefix("实现").removesuffix("事故") if left else words
            subject = ""
        metric, pattern = self.matcher.best(words + "¤", "", "count", context, chain)
        if subject and words in ("伤亡", "受伤", "牺牲", "死亡", "人员伤亡"):
            metric2, pattern2 = self.matcher.best(subject + words + "¤", "", "count", context, chain)
            metric, pattern = (metric2, pattern2) if metric2 else (metric, pattern)
            words = subject + words
        if metric == "fire.fires" and _NARROWER.search(words):
            metric, pattern = "", "部分"  # none of a kind is not none at all
        resolved = Resolved(figure, "count", metric, pattern, words, value=Decimal(0))
        if figure.extra.get("planned"):
            resolved.status = "planned"
        return resolved

    # ---- qualifiers ----

    def _narrow(self, r: Resolved) -> None:
        """What narrows the metric, where the label has more than the metric's own words."""
        plain = self._plain.get(r.metric)
        if plain is None or r.kind not in ("count", "money", "measure") or r.figure.zero:
            return
        rest = plain.sub("", r.label).strip("的、和及在等")
        if rest and rest != r.verb and (r.inherited or len(rest) > 1):
            r.qualifier = rest

    # ---- activities ---------------------------------------------------------------------------------------------

    def _label_activities(self, told: list[Resolved], heading: str) -> None:
        previous = ""
        for i, r in enumerate(told):
            if r.metric:
                r.activity = r.metric.partition(".")[0]
            elif r.of is not None and r.kind in ("ratio", "change") and (r.of.activity or r.of.metric):
                r.activity = r.of.activity or r.of.metric.partition(".")[0]
            elif not r.activity or r.activity == "other":
                before = previous or next((t.metric.partition(".")[0] for t in told[i + 1 :] if t.metric), "")
                r.activity = self.activities.best(r.label, r.figure.left + r.figure.right, heading, before)
            previous = r.activity
