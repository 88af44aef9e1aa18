"""Whether a Chinese numeral with a unit counts something (新增三处), or is part of a word or a set phrase (三级, 这一次)."""

from __future__ import annotations

import re

from extract.reading.characters import JOINED, LARGE, POWERS
from extract.reading.numbers import Number
from extract.reading.units import Tail, rules
from patterns import Catalog

_BREAKS = ",;。、\n)!"


def _closes(text: str, at: int) -> bool:
    behind = text[at : at + 1]
    return not behind or behind in _BREAKS or behind.isspace()


class Counting:
    def __init__(self, catalog: Catalog) -> None:
        table = rules(catalog, "counting")
        self._deed = re.compile(table["deed"])
        self._thing = re.compile(table["thing"])
        self._sets = {key: frozenset(table[key].split()) for key in (
            "abstract", "formal_words", "never", "before_large", "before_none", "pointing", "one_thing", "one_opens", "calendar", "day_not",
        )}  # fmt: skip
        self._team_not = re.compile(table["one_team_not"])
        self._long = {"year": re.compile(table["long_years"]), "days": re.compile(table["long_days"])}
        self._one, self._team, self._month, self._time = table["one"], table["one_team"], table["month"], table["time"]
        self._year, self._day, self._day_week = table["year"], table["day"], frozenset(table["day_week"].split())
        self._fixed = frozenset(table["fixed_units"].split())

    def counts(self, text: str, number: Number, tail: Tail, *, ranged: bool = False) -> bool:
        """Whether the numeral at `number`, written in Chinese characters, counts what `tail` names; `ranged` where it is one of two ends."""
        word = text[number.start : number.end]
        before = text[max(0, number.start - 6) : number.start]
        if self._no_count(word, before[-1:], tail):
            return False
        if number.formal:
            return True
        if before and before[-1] in self._sets["before_none"]:
            return False
        if tail.form in self._fixed or len(tail.form) >= 2:
            return word != self._one or tail.form != self._month or bool(self._deed.search(before))
        if ranged or tail.modifier or len(word) > 1 or word in JOINED or number.some or number.scaled:  # 两到三次, 三层以上, 十二处
            return tail.form not in self._sets["never"] or number.some or number.high is not None or len(word) > 2
        return self._lone(text, word, before, tail)

    def _no_count(self, word: str, last: str, tail: Tail) -> bool:
        """罚款(万元), 万人大会; 拾起, 队伍 (but 伍元)."""
        if all(POWERS.get(c, 0) >= LARGE for c in word):
            return last not in self._sets["before_large"]
        return word in self._sets["formal_words"] and tail.kind != "money"

    def _lone(self, text: str, word: str, before: str, tail: Tail) -> bool:
        """One character: it needs a deed before it, a thing behind it, or the end of a clause."""
        if tail.form in self._sets["calendar"]:
            return self._of_time(text, word, before, tail)
        if tail.form in self._sets["never"]:
            return False
        if self._stands_apart(text, before, tail):
            return True
        if tail.form in self._sets["abstract"] or word == self._one:
            return self._in_set_phrases(text, word, before, tail)
        return True

    def _of_time(self, text: str, word: str, before: str, tail: Tail) -> bool:
        """历时两天, 为期三年; several days that end their clause (值守两天,)."""
        if tail.form == self._year and self._long["year"].search(before):
            return True
        if tail.form in self._day_week and self._long["days"].search(before):
            return True
        return tail.form == self._day and word != self._one and _closes(text, tail.end) and before[-1:] not in self._sets["day_not"]

    def _stands_apart(self, text: str, before: str, tail: Tail) -> bool:
        """Behind a noun at the end of the clause, or alone in brackets."""
        last = before[-1:]
        if last == "(":
            return text[tail.end : tail.end + 1] == ")"
        named = last and ("\u4e00" <= last <= "\u9fff" or last in "”)》") and last not in self._sets["pointing"]
        return bool(named) and _closes(text, tail.end)

    def _in_set_phrases(self, text: str, word: str, before: str, tail: Tail) -> bool:
        thing = self._thing.match(text[tail.end : tail.end + 12])
        if self._deed.search(before):
            if word == self._one and tail.form in self._sets["one_thing"] and not thing:
                return False
            return not (word == self._one and tail.form == self._team and self._team_not.search(before))
        if word == self._one:
            return tail.form in self._sets["one_opens"] and (not before.strip() or before[-1:] in ",;:。、(\n ")
        return bool(thing) or (tail.form == self._time and bool(re.match(r"[\u4e00-\u9fff]{2,}", text[tail.end : tail.end + 8])))
