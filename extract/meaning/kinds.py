"""What kind of fact a figure is, given the words before it: a level, a share, a change, a rate."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from extract.model import Quantity
from patterns import Catalog

_RATE = re.compile(
    r"(?:日均|月均|年均|周均|人均(?:年|每年)?|户均|平均(?:每(?:起(?:警情|火灾|事故)?|次(?:警情|出动)?|天|日|周|月|年|小时|人|户|车|家|站|队|名[\u4e00-\u9fff]{1,4}?员|个[\u4e00-\u9fff]{1,3}?(?:站|队|镇|村|大队)|\d+起)|(?=用时|响应))|每(?:天|日|月|周|年|季度?|夜|晚|人|起|次|个?(?:月|季度|乡镇|村|站|队|班|小时)|个(?:微型|专职|消防|村级?|小型|执勤|救援|乡镇|社区|小区){0,2}(?:消防)?(?:站|队|中队|点|村|社区|班组)|旬|半年|两周|[一二三两\d]+[天周月年])|逐月|按月|按季)+"
)
_CACHE = 1 << 15
_NOT_RATE = re.compile(r"每(?:战|案|逢|个环节|一)")


class Kinds:
    def __init__(self, catalog: Catalog) -> None:
        tables = catalog.tables["changes"]
        up = sorted(tables["up"]["words"].split(), key=len, reverse=True)
        down = sorted(tables["down"]["words"].split(), key=len, reverse=True)
        words = sorted({*up, *down}, key=len, reverse=True)
        filler = r"(?:了|约|近|超过|超|逾|至少|幅度|分别|幅|达到?|为|率|,| |人|起|死|亡|伤)*"
        self._down = set(down)
        no_change = tables["no_change"]["before"]
        guarded = "|".join(rf"(?<![{no_change[w]}]){w}" if w in no_change else w for w in words)
        self._change = re.compile(rf"(?P<word>{guarded}){filler}$")
        self.any_change = re.compile("|".join(w for w in words if len(w) > 1))
        self._strong = re.compile("|".join(tables["strong"]["words"].split()))
        self.base = re.compile(tables["base"]["pattern"])
        self._came_to = re.compile(r"(?:由|从)[^,;。]*\d[^,;。]*(?:升|降|增|减|提|少|多|加|缩短|压缩)[^,;。\d]{0,3}[到至为][^,;。]*,$")
        self.change_word = functools.lru_cache(maxsize=_CACHE)(self._change_word)
        self.level_after_change = functools.lru_cache(maxsize=_CACHE)(self._level_after_change)
        self.to_pattern = re.compile(rf"(?:{'|'.join(w for w in words)}|压|控|升|降)(?:到|至|(?<!幅)为|成)(?:了|约|近)?$")

    def _change_word(self, left: str) -> re.Match[str] | None:
        if self.to_pattern.search(left):
            return None
        return self._change.search(left)

    def _level_after_change(self, left: str) -> bool:
        """由97起降至81起: 81 is a level."""
        return bool(self.to_pattern.search(left))

    def came_to(self, words: str) -> bool:
        """Whether words are nothing but a change and what it came to: 降至, 增加到."""
        match = self.to_pattern.match(words) if words else None
        return match is not None and match.end() == len(words)

    def sign(self, word: str) -> int:
        return -1 if word in self._down else 1

    def is_change(self, figure: Quantity, left: str, before: str, subject: Callable[[str], object] | None = None) -> re.Match[str] | None:
        """The change word where the figure is a change.

        `before` is the sentence up to the figure's clause, `subject` tells whether words name a metric (与去年相比,亡人减少1人).
        """
        match = self.change_word(left)
        if match is None:
            return None
        word = match["word"]
        if figure.unit in ("%", "‰", "个百分点"):
            return match
        if figure.right.strip() and not self.base.search(left):
            return None
        if (
            self.base.search(left)
            or self._strong.search(word)
            or (len(word) == 1 and re.search(r"(?:少|多)(?:亡|死|伤|发)?$|[降升减]$", match[0].rstrip("人了 ")))
        ):
            return match if self.base.search(left) or self.base.search(before) or self._strong.search(word) else None
        if not left[: match.start()].removeprefix("分别").strip() and (self.base.search(before) or self._came_to.search(before)):
            return match
        if subject is not None and self.base.search(before.rpartition(";")[2]) and subject(left[: match.start()].strip()):
            return match
        return None

    @staticmethod
    @functools.lru_cache(maxsize=_CACHE)
    def rate(left: str) -> str:
        """The per-what of a rate (日均, 每月), or ""."""
        found = ""
        for match in _RATE.finditer(left):
            if not _NOT_RATE.match(left, match.start()):
                found = match[0]
        return found


@functools.lru_cache(maxsize=8)
def kinds_of(catalog: Catalog) -> Kinds:
    return Kinds(catalog)
