"""What stands behind a numeral: its unit in every writing, and the approximation behind it (余, 以上, 左右)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from extract.reading.characters import CHINESE
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Tail:
    """A unit behind a numeral.  `name` is the base unit, `form` as written, `modifier` what stands behind says or ""."""

    form: str
    name: str
    kind: str
    end: int
    modifier: str = ""
    unit_end: int = 0


class Units:
    """Reads units; compiled once for a catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        table = catalog.tables["units"]
        self.kind: dict[str, str] = {}
        for group in table["group"]:
            for form in group["forms"].split():
                self.kind.setdefault(form, group["kind"])
        self.base: dict[str, str] = table["base"]
        self.guards: dict[str, str] = table["guards"]
        self._joined = set(table["joined"]["first"].split())
        self._second: str = table["joined"]["second"]
        self._over = frozenset(table["some"]["forms"].split())
        words = catalog.tables["modifiers"]
        self.after = {w: m for m in ("over", "under", "about") for w in words[m]["after"].split()}
        self.after_words = "|".join(sorted(self.after, key=len, reverse=True))
        self.forms = sorted(self.kind, key=len, reverse=True)
        self.pattern = "|".join(self._guarded(form) for form in self.forms)
        links, mid = table["linker"], table["some"]["before_linked"]
        linker = "|".join(rf"{re.escape(k)}(?P<mid>[{mid}])?(?=(?:{'|'.join(v)}))" for k, v in links.items())
        self.linked = {k: frozenset(f[0] for f in v) for k, v in links.items()}
        self._tail = re.compile(
            rf"(?: ?_+ ?| ?)(?:{linker})?(?:(?P<unit>{self.pattern})|\((?P<inner>{'|'.join(map(re.escape, self.forms))})\))"
            rf"(?:(?P<slash>/)?(?(slash)| ?\()(?P<pair>{table['pair']['forms']})(?(slash)(?={table['pair']['closing']})|\)))?(?:(?<=[{table['trailing']['behind']}])(?:{table['trailing']['forms']})+)?"
            rf"(?P<out>{table['some']['behind']})?{table['included']['pattern']}(?P<after>{self.after_words})?"
        )
        self._bare_after = re.compile(rf"{table['included']['pattern']}(?P<after>{self.after_words})")

    def _guarded(self, form: str) -> str:
        if form in self.guards:
            return f"{re.escape(form)}(?!{self.guards[form]})"
        return re.escape(form) + ("(?![A-Za-z])" if form[-1].isascii() and form[-1].isalpha() else "")

    def tail(self, text: str, at: int) -> Tail | None:
        """The unit at `at`, or None."""
        match = self._tail.match(text, at)
        if match is None:
            return None
        form = match["unit"] or match["inner"]
        name = self.base.get(form, form)
        pair = match["pair"]
        if pair == self._second and form in self._joined and text[match.start("pair") - 1] == "/":
            name = form + self._second
        modifier = self.after.get(match["after"] or "", "") or ("over" if match["out"] or match["mid"] or form in self._over else "")
        return Tail(form, name, self.kind[form], match.end(), modifier, match.end("unit") if match["unit"] else match.end("inner") + 1)

    def behind(self, text: str, at: int) -> tuple[str, int]:
        """The approximation that stands at `at` without a unit (以上, 左右), and where it ends; "" and `at` where none does."""
        match = self._bare_after.match(text, at)
        return (self.after[match["after"]], match.end()) if match else ("", at)


class Before:
    """The approximation in front of a figure: 约, 近, 超过; over, under, about or ""."""

    def __init__(self, catalog: Catalog) -> None:
        words = catalog.tables["modifiers"]
        self._modifier = {w: m for m in ("over", "under", "about") for w in words[m]["before"].split()}
        neutral = words["neutral"]["before"].split()
        every = "|".join(sorted([*self._modifier, *neutral], key=len, reverse=True))
        self._run = re.compile(rf"(?:{every})+$")
        self._word = re.compile(every)
        self._round_only = set(words["round"]["before"].split())
        self._far = re.compile(words["far"]["pattern"].replace("<cn>", CHINESE))
        self.last = {w[-1] for w in (*self._modifier, *neutral)}

    def modifier(self, text: str, start: int, round_number: bool) -> str:
        """What the words before `start` say; 上 and 成 say it only of a round number (上千人)."""
        match = self._run.search(text[max(0, start - 8) : start].rstrip())
        if match:
            for word in reversed(self._word.findall(match[0])):
                if word in self._modifier and (round_number or word not in self._round_only):
                    return self._modifier[word]
        return self.far(text, start)

    def far(self, text: str, start: int) -> str:
        """What words further off say: 约占全部警情的五分之二, 至多停放2辆."""
        match = self._far.search(text, max(0, start - 16), start)
        return self._modifier[match["word"] or match["bound"]] if match else ""


@functools.lru_cache(maxsize=8)
def units_of(catalog: Catalog) -> Units:
    return Units(catalog)


@functools.lru_cache(maxsize=8)
def before_of(catalog: Catalog) -> Before:
    return Before(catalog)


def rules(catalog: Catalog, name: str) -> dict[str, Any]:
    """A part of figures.toml."""
    part: dict[str, Any] = catalog.tables["figures"][name]
    return part
