"""Planned or actual, whose figure, and which period: what the sentence says of all its figures."""

from __future__ import annotations

import functools
import re

from extract.model import DateMention, Period, Quantity
from patterns import Catalog

_OPENING = re.compile(r"(?:其中|据统计|今年以来|全年|上半年|下半年|截至[^,]{0,10}|[一二三四]季度|目前|[,、:\s]|\d{4}年|一是|二是|三是)*")


class Scope:
    def __init__(self, catalog: Catalog) -> None:
        table = catalog.tables["scope"]
        self._plan = re.compile(table["plan"]["cue"])
        self._resume = re.compile(table["plan"]["resume"])
        self._duty = re.compile(table["plan"]["duty"])
        self._entity = re.compile(table["entity"]["pattern"])
        self._strip = re.compile(table["entity"]["strip"])
        self._place = re.compile(table["entity"]["administrative"])
        self._compare = re.compile(r"(?:与|和|同|较|比|相较于?|对比|去?年?比)(?:20\d\d年)?$")

    def plan_from(self, text: str, start: int, stop: int) -> int:
        """Offset of the first plan cue of a sentence, or -1."""
        match = self._plan.search(text, start, stop)
        return match.start() if match else -1

    def intended(self, text: str, first: int, at: int) -> bool:
        """Whether the last plan cue before `at` still speaks there: 目标任务200家,实际完成215家 was done."""
        last = first
        for match in self._plan.finditer(text, first, at):
            last = match.end()
        return not self._resume.search(text, last, at)

    def names_others(self, text: str, start: int, stop: int) -> bool:
        """Whether a sentence names another body at all."""
        return self._entity.search(text, start, stop) is not None

    def owes(self, text: str, start: int, stop: int) -> bool:
        """Whether a sentence holds a norm at all."""
        return self._duty.search(text, start, stop) is not None

    def owed(self, text: str, start: int, at: int) -> bool:
        """A norm (应建, 需配备) speaks for the figures of its own clause."""
        clause = max(text.rfind(c, start, at) for c in ",;。(") + 1
        return bool(self._duty.search(text, max(start, clause), at))

    def entity(self, text: str, sentence_start: int, figure: Quantity) -> tuple[str, str]:
        """(entity, mention) of the nearest other body that is the subject of the figure's clause."""
        clause = text[max(sentence_start, figure.left_start) : figure.start]
        found = None
        for match in self._entity.finditer(clause):
            before = clause[max(0, match.start() - 2) : match.start()]
            if re.search(r"[向由与经请受对给被为报于获在]$|报请|提请|推动|参加|召开|荣获|列入", before):
                continue
            if match[0].startswith("全") and not _OPENING.fullmatch(clause[: match.start()]):
                continue  # 参加全省比武: the province is where, not whose
            if clause[match.end() : match.end() + 3].startswith(("会议", "全体", "成员", "联席", "工作会")) and "政府" not in match[0]:
                continue
            found = match
        if found is None and figure.right:
            behind = self._entity.match(figure.right)
            if behind and not figure.right.startswith(("联席", "会议", "全体"), behind.end()):
                found = behind
        if found is None:
            return "", ""
        name = found[0]
        return self._short(name), name

    def sentence_entity(self, text: str, start: int, stop: int) -> str:
        """A body that opens the sentence as its subject: 县政府先后…, 全国共接报…"""
        head = text[start:stop]
        match = self._entity.search(head[:40])
        if (
            match
            and not match[0].startswith(("安委", "消安"))
            and re.fullmatch(r"(?:[^,。;]{0,16}[,:])?(?:\s|据统计,?|今年以来,?|[、。]|其中,?)*", head[: match.start()])
        ):
            return self._short(match[0])
        return ""

    def place(self, words: str) -> str:
        match = self._place.search(words)
        return match[0] if match else ""

    def _short(self, name: str) -> str:
        if name.endswith("领导") and len(name) <= 5:
            return name
        short = self._strip.sub("", name)
        return short or name

    def sets_period(self, text: str, mention: DateMention, sentence_start: int) -> bool:
        """Whether a date speaks for the figures behind it, or only names a base of comparison or stands in a title."""
        before = text[sentence_start : mention.start]
        clause = re.split(r"[,;:(]", before)[-1]
        after = text[mention.end : mention.end + 4]
        if mention.form == "ago" and not before.endswith("(") and re.search(r"(?:与|和|同|较|比|相较于?|相比|对比)$", before.rstrip()):
            return False
        if self._compare.search(before.rstrip()) or re.match(r"(?:相比|相较|增长|上升|下降|增加|减少|提高|同比)", after):
            return False
        if mention.form == "ago" and re.match(r"(?:相比|持平)", after):
            return False
        if re.search(
            r"(?:召开|印发|制定|关于|举办|《|“|签订|编制|部署|贯彻|落实|启动|完善|制发|出台|组织开展|总结|从|自)[^,;。]{0,12}$", clause
        ) and mention.form not in ("until",):
            return bool(re.search(r"[从自]$", clause))
        return True


@functools.lru_cache(maxsize=8)
def scope_of(catalog: Catalog) -> Scope:
    return Scope(catalog)


def period_for(mention: DateMention, own: Period) -> Period | None:
    """The period a mention gives to its figures; None where that is the report's own."""
    if mention.form == "own" or mention.period.end is None:
        return None
    if mention.form in ("calendar",) and mention.period.contains(own):
        return None
    return mention.period
