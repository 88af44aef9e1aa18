"""Names of bodies and places as a text writes them, and which of them are the reporter's own."""

from __future__ import annotations

from extract.meaning.owner_words import Reporter, owner_words
from extract.parsing.clauses import words_of
from patterns import Catalog


class OwnerNames:
    """The names that may own figures in the report of `reporter`."""

    def __init__(self, catalog: Catalog, title: str, text: str, brigade: str) -> None:
        self._table = owner_words(catalog)
        ends = [match for words in self._table.name_ends for match in words.finditer(text)]
        self._ends = sorted(m.start("between") for m in ends)  # where names may end
        self._before_figures = {m.end() for m in ends}  # where a figure would stand right behind a name
        self._known: set[str] = set()  # names that stood beside places in a list
        self._find_verb = words_of(catalog).verb
        self._reporter = self._table.reporter(title, text, brigade)

    @property
    def reporter(self) -> Reporter:
        return self._reporter

    def _body(self, text: str, at: int, stop: int) -> tuple[int, int] | None:
        match = self._table.body.match(text, at, min(stop, at + 24))
        if match is None:
            return None
        while (longer := self._table.body_again.match(text, match.end(), min(stop, at + 24))) and not self._acts(longer[0]):
            match = longer  # 公安派出所, 县政府办公室
        name = text[at : match.end()]
        if self._table.not_names.match(name) or self._table.does(name):
            return None
        return at, match.end()

    def _place(self, text: str, at: int, stop: int) -> tuple[int, int] | None:
        match = self._table.place.match(text, at, min(stop, at + 12))
        if match is None or self._table.place_is_none.search(match[0]) or self._acts(match[0]):
            return None
        end = match.end()
        while (inner := self._table.place.match(text, end, min(stop, end + 8))) and not self._table.place_is_none.search(inner[0]):
            if self._acts(inner[0]):
                break
            end = inner.end()  # 云州市东岭区
        return at, end

    def _acts(self, words: str) -> bool:
        return self._find_verb(words) is not None or self._table.acts.search(words) is not None

    def _name(self, text: str, span: tuple[int, int]) -> str:
        name = text[span[0] : span[1]]
        return self._table.strip.sub("", name) or name

    def _is_reporter(self, name: str) -> bool:
        """The reporter by its name, or its place, or its bare rank (大队)."""
        own = self._reporter
        if self._table.governments.search(name):
            return self._table.government_reports.search(own.name) is not None
        bare = self._table.common.sub("", name)
        if not own.name and bare:
            return self._table.full_name.search(name) is not None
        if own.name.endswith(name) or name in own.name[-len(name) - 2 :]:
            return True
        if not bare:
            return self._table.level_of(name) <= (own.level or self._table.default_level)
        if own.rank and own.rank in name:
            return bare in own.name
        place = self._table.place.fullmatch(name) is not None
        return place and (name in own.name or (len(bare) > 1 and bare in own.name))

    def _of_area(self, word: str) -> str:
        """全省 in the report of a county is another's; the reporter's own area, and what lies within, is its own."""
        level = self._table.area_levels[word]
        own = self._reporter
        if own.area and word[1:].startswith(own.area):
            return ""
        limit = own.level or self._table.default_level
        return word if level > limit else ""

    def _may_list(self, name: str, unit: str) -> bool:
        """Whether a figure right behind the name is its own (城北站208起), not a count of such bodies (重点单位30家)."""
        table = self._table
        if table.place.fullmatch(name):
            return not table.place_is_none.search(name)
        return bool(table.listed.search(name)) and unit not in table.counters and not table.not_names.match(name)
