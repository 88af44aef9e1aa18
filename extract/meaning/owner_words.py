"""The words that tell owners, compiled, and who the reporter itself is."""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass

from extract.parsing.clauses import words_of
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who tells: its name as far as known, its level (1 town … 5 country, 0 unknown), how its area is called (县, 市) and itself (大队)."""

    name: str
    level: int
    area: str
    rank: str


class OwnerWords:
    """The words of `patterns/scopes.toml` that tell owners."""

    def __init__(self, catalog: Catalog) -> None:
        table = catalog.tables["scopes"]["owner"]
        bodies = "|".join(sorted(map(re.escape, table["bodies"].split()), key=len, reverse=True))
        compiled = {name: re.compile(words) for name, words in table.items() if isinstance(words, str)}
        self.own, self.clause = compiled["self"], compiled["clause"]
        self.clause_end = compiled["clause_end"]
        self.list_ends, self.joint, self.deals = compiled["list_ends"], compiled["joint"], compiled["deals"]
        self.shared, self.shared_joint = compiled["shared"], compiled["shared_joint"]
        self.lone_place = re.compile(f"(?<![\u4e00-\u9fff])(?:{table['place']})")
        self.place, self.place_is_none, self.between = compiled["place"], compiled["place_is_none"], compiled["place_between"]
        self.government_reports, self.not_behind, self.helps = compiled["government_reports"], compiled["not_behind"], compiled["helps"]
        self.relative_behind, self.counts_it = compiled["relative_behind"], compiled["counts_it"]
        self.governments, self._often = compiled["governments"], int(table["often"])
        self.nominal = compiled["nominal"]
        self.acts, self.passing = compiled["acts"], compiled["passing"]
        self.colon, self.adverbs, self.preposition = compiled["colon"], compiled["adverbs"], compiled["preposition"]
        self.generic, self.trades, self.strip = compiled["generic"], compiled["trades"], compiled["strip"]
        self.common, self.full_name, self.not_names = compiled["common"], compiled["full_name"], compiled["not_names"]
        self.verb_within: int = table["verb_within"]
        self.default_level: int = table["default_level"]
        prefix = table["prefix"]
        self.area_levels: dict[str, int] = table["areas"]
        self._whole_area: str = table["whole_area"]
        areas = "|".join(sorted(map(re.escape, self.area_levels), key=len, reverse=True))
        self.areas = re.compile(areas)
        # where names may end, looked for once in a text, and where a figure would stand right behind
        between = f"(?P<between>{table['place_between']})"
        self.name_ends = (re.compile(f"(?:{bodies})(?!{table['goes_on']}){between}"), re.compile(f"[{table['place_lasts']}]{between}"))
        self.body = re.compile(f"(?:{table['each']})?(?:{prefix}{{0,14}}?)(?:{bodies})(?:{table['subject_words']})?(?!{table['goes_on']})")
        self.body_again = re.compile(f"(?:{prefix}{{0,4}}?)(?:{bodies})(?:{table['subject_words']})?(?!{table['goes_on']})")
        # the head of a clause: what may stand before a subject, and whether the reporter or an area is told there
        self.joints, self.name_within = table["joint_marks"], table["name_within"]
        self.head = re.compile(f"(?:{table['opening']})(?:(?=(?P<owner>{table['self']}|{areas})))?")
        self.clause_head = re.compile(f"(?:{table['clause']}){self.head.pattern}")
        name = f"(?P<name>{table['place']}|{prefix}{{0,10}}?(?:{bodies}))"
        self.listed_before = re.compile(f"(?:{table['list_before']}){name}(?:{table['place_between']})$")
        self.sent_before = re.compile(f"{table['sent_before']}{name}$")
        self.sent_again = re.compile(f"(?:{table['joint']}){name}")
        self.alone, self.alike = compiled["alone"], int(table["alike"])
        self.listed, self.counters = compiled["listed"], frozenset(table["counters"].split())
        self._levels = [(level, re.compile(words)) for level, words in table["levels"]]
        self.short_name = compiled["short_name"]
        self._ranks, self._bare_ranks, self._of_self = compiled["ranks"], compiled["bare_ranks"], compiled["of_self"]
        self._place_of = compiled["place_of_name"]

        self._find_verb = words_of(catalog).verb
        self.does = functools.lru_cache(maxsize=1 << 14)(self._does)

    def _does(self, words: str) -> bool:
        """Whether words that would name a body hold a deed."""
        bare = self.trades.sub("", words)
        return self._find_verb(bare) is not None or self.acts.search(bare) is not None

    def level_of(self, name: str) -> int:
        """1 town … 5 country; 0 where the name tells none."""
        return next((level for level, words in self._levels if words.search(name)), 0)

    def reporter(self, title: str, text: str, brigade: str) -> Reporter:
        """From the title, else from the first full name of a brigade and from what the text calls itself (我县, 大队)."""
        named = self.full_name.search(title)
        called = self._of_self.search(text)
        told = brigade or (named[0] if named else self._most_named(text[:_HEAD], called["area"] if called else "")) or title
        areas = self._place_of.findall(told)
        area = areas[-1] if areas else called["area"] if called else ""
        ranks = self._ranks.findall(told) or sorted(set(self._bare_ranks.findall(text)), key=self.level_of)
        level = self.level_of(told) or (self.level_of(ranks[0]) if ranks else self.area_levels.get(self._whole_area + area, 0))
        first = self.areas.search(text, 0, _HEAD)
        if not level and first and (text.count(first[0], 0, _HEAD) > 1 or self.own.match(text, first.end())):
            level = self.area_levels[first[0]]  # 全国公安消防部队
        if not brigade and not named:
            told += self._often_named(text[:_HEAD])
        return Reporter(told, level, area, ranks[0] if ranks else "")

    def _most_named(self, head: str, area: str) -> str:
        """The full name of a brigade whose end (北苑街道专职消防队) the head of a text has most often, the first of equals.

        Where the text says 我县, it is none of a 市.
        """
        names = [m[0] for m in self.full_name.finditer(head)] or self._again_and_again(head)
        names = [n for n in names if not (area and (own := self._place_of.findall(n)) and own[-1] != area)]
        return max(names, key=lambda name: head.count(name[-_TAIL:]), default="")

    def _again_and_again(self, head: str) -> list[str]:
        """A short name (会址中队) that the head of a text has again and again, and no other so often."""
        names = Counter(m[0] for m in self.short_name.finditer(head)).most_common(2)
        alone = names and names[0][1] > 1 and (len(names) == 1 or names[0][1] > names[1][1])
        return [names[0][0]] if alone else []

    def _often_named(self, head: str) -> str:
        """The place that a text names far more often than any other."""
        names = {m[0] for m in self.lone_place.finditer(head) if not self.place_is_none.search(m[0])}
        places = Counter({name: head.count(name) for name in names}).most_common(2)
        if not places or places[0][1] < self._often or (len(places) > 1 and places[0][1] < 2 * places[1][1]):
            return ""
        return places[0][0]


_TAIL = 7  # characters that tell a name by its end
_HEAD = 1500  # characters of a text that may name its reporter


@functools.lru_cache(maxsize=8)
def owner_words(catalog: Catalog) -> OwnerWords:
    return OwnerWords(catalog)
