"""The words of a plain figure: its own, the verb of its list, how it is told for comparison, what a sum is spent on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.meaning.asking import Asking
from extract.meaning.levels import base_value
from extract.meaning.resolved import Situation
from extract.model import Quantity
from extract.parsing.groups import Deal

_CLAUSE_OPENERS = frozenset(",;:(")


@dataclass(slots=True)
class Count:
    """A figure being asked: its words, and the answer so far."""

    figure: Quantity
    told: Situation
    deal: Deal | None
    left: str
    right: str
    base: str = ""
    rate: str = ""
    price: bool = False
    content: str = ""
    verb_at: tuple[int, int] | None = None
    carried_verb: str = ""
    stock: str = ""
    seen: str = ""
    evidence: str = ""
    metric: str = ""
    pattern: str = ""
    label: str = ""
    inherited: bool = False
    part: bool = False
    whole_label: str = ""
    doubt: str = ""  # of a metric that is taken over

    @property
    def verb(self) -> str:
        return self.content[self.verb_at[0] : self.verb_at[1]] if self.verb_at else ""

    @property
    def open(self) -> bool:
        """Nothing was found, and nothing that forbids to look further."""
        return not self.metric and not self.pattern


class CountWords:
    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def words(self, figure: Quantity, told: Situation, deal: Deal | None) -> Count:
        """The figure with its words, nothing asked yet."""
        asking, cues, text = self._asking, self._asking.cues, self._asking.text
        c = Count(figure, told, deal, figure.left, figure.right)
        previous = told.previous
        if deal is not None:
            c.left = deal.lead + deal.item + deal.middle
        elif self.compact(c) and previous is not None and not previous.figure.zero and not c.left.strip():
            c.left = figure.left = previous.figure.left
        c.base = base_value(asking, figure, c.left)
        if not c.base and previous is not None and previous.base and self.listed(c) and not asking.plain(c.left).strip(cues.text["marks"]):
            c.base = previous.base  # 与2022年的161起、8人、392.6万元相比
            c.right = cues["compared_behind"].sub("", c.right)
        if c.base == "from":
            c.left = cues["from"].sub("", c.left)
        elif c.base == "bare" and cues["compared_lead"].fullmatch(asking.plain(c.left)):
            c.left = ""
        if asking.kinds.came_to(c.right):
            c.right = ""  # 182起降至161起: the word is the second one's
        c.rate = asking.kinds.rate(c.left)
        c.content = asking.words.content(c.left.replace(c.rate, "", 1) if c.rate else c.left)
        c.verb_at = asking.words.verb(c.content) if c.content else None
        c.carried_verb = self._carried_verb(c)
        c.stock = self._stock(c)
        opener = deal is None and text[figure.left_start - 1 : figure.left_start] in _CLAUSE_OPENERS
        if not c.rate and not figure.glued and not opener:
            clause = text[told.start : figure.start]
            c.rate = asking.kinds.rate(clause[max(clause.rfind(mark) for mark in ",;:(") + 1 :])
        price = cues["price"].search(text[figure.end - 4 : figure.end + 4]) if figure.kind == "money" else None
        if price and not c.rate:  # 1338元/座: the price of one, not the sum spent
            c.rate = cues.text["per"] + price[1]
            c.right = cues["price_unit"].sub("", c.right)
        c.price = price is not None
        c.seen = self._seen(c)
        c.evidence = asking.plain(c.left) + "¤" + c.seen
        return c

    def compact(self, c: Count) -> bool:
        """15车104人: nothing stands between it and the figure before."""
        previous = c.told.previous
        return c.figure.glued and previous is not None and not self._asking.text[previous.figure.end : c.figure.start].strip(" ")

    def listed(self, c: Count) -> bool:
        """Whether the figure goes on in a list that the one before opened: 45名、消防文员12名."""
        previous = c.told.previous
        if previous is None:
            return False
        return self._asking.text[previous.figure.right_end : c.figure.start].lstrip(" ")[:1] in self._asking.cues.lists["joins"]

    def _carried_verb(self, c: Count) -> str:
        """The verb of the list, for a figure that has none of its own."""
        previous, worth = c.told.previous, self._asking.cues["worth"]
        if c.verb_at or c.base or previous is None or self._asking.cues["stock"].search(c.left):
            return ""
        if c.right.strip() and not (self.listed(c) and (previous.figure.right.strip() or worth.search(c.left))):
            return ""
        of_worth = worth.search(c.left) or worth.search(previous.figure.left)  # 价值X元的Y: the money is that of the thing
        if (previous.figure.kind == "money") != (c.figure.kind == "money") and not of_worth:
            return ""
        return previous.verb if ";" not in self._asking.text[previous.figure.end : c.figure.start] else ""

    def _stock(self, c: Count) -> str:
        """现有官兵31人、消防车5辆: what says that it is there holds for all of a list; the readers of examples see it, labels do not."""
        previous, cues = c.told.previous, self._asking.cues
        own = cues["stocked"].search(self._asking.plain(c.left))
        if own:
            return own[0]
        if c.verb_at or c.base or previous is None or c.figure.kind == "money":
            return ""
        between = self._asking.text[previous.figure.right_end : c.figure.start].lstrip(" ")
        return previous.stock if between[:1] in (*cues.lists["joins"], *cues.text["stock_joins"]) else ""

    def _seen(self, c: Count) -> str:
        """The words behind that count: its own, or what a sum is spent on in the clause behind."""
        asking, cues = self._asking, self._asking.cues
        right = asking.plain(c.right)
        behind = c.figure.extra.get("next", "")
        if c.figure.kind != "money" or right or not behind or len(c.content) > 8 or cues["fund"].search(c.content):
            return right
        words = asking.plain(behind)
        if cues["in_turn"].match(words) or not cues["spent"].search(words):
            return ""
        if not cues["compared"].match(behind):
            c.right = re.split(r"[,;]", words)[0]
        return words
