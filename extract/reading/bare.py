"""Numbers without a unit: a figure where one ends its clause behind a noun, or counts people; money behind a word of money."""

from __future__ import annotations

import re

from extract.reading.characters import CHINESE, POWERS
from extract.reading.numbers import Number
from extract.reading.units import rules
from patterns import Catalog


class Bare:
    def __init__(self, catalog: Catalog) -> None:
        table = rules(catalog, "bare")
        self._money = re.compile(table["money"])
        self._coins = re.compile(table["coins"])
        self._label = re.compile(table["label"])
        self._people = re.compile("|".join(table["people"].split()))
        self._register = re.compile(f"(?:{table['register']}):$")
        self._registers = re.compile(f"(?:{table['register']}):\\d")
        self._year = re.compile(table["year_or_hotline"])
        self._before_none = frozenset(table["before_none"])
        self._currency = frozenset(table["currency"])
        self._closing = re.compile(rf"(?=[,;。、\n)!]|\s|$)(?! +[\d{CHINESE}])")
        self._listed = re.compile(r"、\d+[、。,;](?!\d)")
        self.money_unit: str = table["money_unit"]

    def people(self, text: str, number: Number) -> bool:
        """百万群众, 4000余万用户: a round number of 万 and more before a word for people."""
        return number.scaled and self._people.match(text, number.end) is not None

    def coins(self, text: str, start: int) -> bool:
        """Whether a word of money stands before: 罚款两千块."""
        return self._coins.search(text, max(0, start - 10), start) is not None

    def kind(self, text: str, number: Number, begin: int | None = None) -> str | None:
        """count or money, or None where the numeral, or what `begin` opens before it, is no figure."""
        start = number.start if begin is None else begin
        if text[max(0, start - 3) : start].rstrip(" ")[-1:] in self._currency:
            return "money"
        if self.people(text, number):
            return "count"
        behind_a_noun = self._behind_a_noun(text, start) or self._in_register(text, start, number)
        if not self._closing.match(text, number.end) or not (behind_a_noun or self._told_apart(text, start, number.end)):
            return None
        if self._is_money(text, number, start):
            return "money"
        return None if not behind_a_noun or self._is_no_count(text, number, start) else "count"

    @staticmethod
    def _told_apart(text: str, start: int, end: int) -> bool:
        """经费:611万, 损失(3万): behind a colon or alone in brackets."""
        return text[start - 1 : start] == ":" or text[start - 1 : start] + text[end : end + 1] == "()"

    def _in_register(self, text: str, start: int, number: Number) -> bool:
        """用车:1126;用人:6204: digits behind a noun and a colon, where more of the kind follow or went before."""
        if number.chinese or text[start - 1 : start] != ":" or not self._register.search(text, max(0, start - 14), start):
            return False
        line = max(text.rfind("\n", 0, start), 0)
        stop = text.find("\n", number.end)
        return len(self._registers.findall(text, line, stop if stop >= 0 else len(text))) > 1

    def _behind_a_noun(self, text: str, start: int) -> bool:
        before = text[max(0, start - 4) : start].rstrip(" ")[-1:]
        return ("\u4e00" <= before <= "\u9fff" or before in ("”", ")", "》")) and before not in self._before_none

    def _is_money(self, text: str, number: Number, start: int) -> bool:
        """A round number behind a word of money: 投资200万, 运维费用为十几万."""
        round_number = number.scaled or (number.chinese and number.end - number.start > 1)
        return round_number and self._money.search(text, max(0, start - 10), start) is not None

    def _is_no_count(self, text: str, number: Number, start: int) -> bool:
        """A lone Chinese numeral, a year, a hotline, an item of a list of numbers, the number of a document."""
        if number.chinese and not (number.end - number.start > 2 and any(c in POWERS for c in text[number.start : number.end])):
            return True
        if not number.scaled and (self._year.fullmatch(text, number.start, number.end) or self._listed.match(text, number.end)):
            return True
        return self._label.search(text, max(0, start - 8), start) is not None
