"""Whose figures a clause tells: its subject, to the next subject; the places of a list; the reporter itself is none."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from extract.meaning.owner_names import OwnerNames
from extract.meaning.reach import OWNER, closing
from extract.meaning.resolved import Resolved
from extract.model import Scope

_NEAR = 20  # characters before a figure that may hold the name of its place


class Owners(OwnerNames):
    """The owner scopes of a sentence."""

    def of(self, text: str, start: int, stop: int, reach: int, dates: Mapping[int, int], figures: Sequence[Resolved]) -> Iterator[Scope]:
        """The scopes that the subjects and places of text[start:stop] open; `dates` are ends of mentions by their starts."""
        table = self._table
        if not figures:
            return
        dealing = table.deals.search(text, start, stop) is not None
        last_listed = start
        listed = 0  # how many owners in a row were told in a list without a verb
        for at, may_own in self._clauses(text, start, stop, dates, figures):
            if not may_own and not dealing and listed < 2:  # most clauses begin with no owner
                continue
            own = table.own.match(text, at, stop)
            if own or (listed > 1 and table.list_ends.match(text, at, stop)):
                yield Scope(OWNER, at, self._until(text, at, stop, reach), "", "self", own.span() if own else (at, at))
                listed = 0
                continue
            until = self._until(text, at, stop, reach)
            sharing = list(self._sharing(text, at, stop, figures, until)) if dealing else []
            area = table.areas.match(text, at, stop)
            names = self._named(text, at, area.end() if area else at, stop) if may_own else []
            if area and not names:
                yield from sharing
                yield Scope(OWNER, area.end(), until, self._of_area(area[0]), "area", area.span())
                listed = 0
                continue
            dealt = list(self._dealt(text, names, figures, until)) if len(names) > 1 else sharing
            yield from dealt
            how = "" if dealt or not names else self._subject(text, names[-1], figures, stop, dates)
            if how:
                alone = sum(last_listed <= r.figure.start < at for r in figures) == 1
                listed = 0 if how != "list" else listed + 1 if alone or not listed else 1
                last_listed = at
                yield self._owning(text, names, until, how)
        places = list(self._places(text, start, figures))
        yield from places
        if places or self._known:
            yield from self._like_places(text, start, figures)

    def _named(self, text: str, at: int, begin: int, stop: int) -> list[tuple[int, int]]:
        """The names at the head of a clause, the first from `at`: 全市各级政府 is one name."""
        names = self._names(text, begin, stop)
        if not names or (at < begin and self._table.own.match(text, names[0][0], stop)):
            return []
        return [(at, names[0][1]), *names[1:]]

    def _owning(self, text: str, names: list[tuple[int, int]], until: int, how: str) -> Scope:
        first, last = names[0], names[-1]
        name = text[first[0] : last[1]] if len(names) > 1 else self._name(text, last)
        if how == "list":  # each place of a list owns its own
            stop = text.find(";", last[1], until)
            until = until if stop < 0 else stop
        if how == "help":
            until = next((m.start() for m in self._table.clause.finditer(text, last[1], until)), until)
        return Scope(OWNER, last[1], until, "" if self._is_reporter(name) else name, how, (first[0], last[1]))

    @staticmethod
    def _until(text: str, at: int, stop: int, reach: int) -> int:
        """Where an owner told at `at` ends: with its bracket, else with the last sentence that goes on with this one."""
        until = closing(text, at, stop)
        return reach if until == stop else until

    # ---- clauses ------------------------------------------------------------------------------------------------------

    def _clauses(
        self, text: str, start: int, stop: int, dates: Mapping[int, int], figures: Sequence[Resolved]
    ) -> Iterator[tuple[int, bool]]:
        """Where the subjects of clauses may stand, past 其中, 据统计, a number, a date; and whether an owner may be told there.

        Behind 、 only where a figure stands before it (A镇5起、B镇7起), else it joins words.
        """
        table = self._table
        last = figures[-1].figure.start
        ends: set[int] = set()
        for r in figures:
            ends.update((r.figure.right_end, r.figure.end))
        first = table.head.match(text, start, stop)
        for match in itertools.chain([first] if first else [], table.clause_head.finditer(text, start, last)):
            begin = match.start()
            if match is not first and text[begin] in table.joints and begin not in ends and text[begin - 1] != ")":
                continue
            while match.end() in dates and (behind := table.head.match(text, dates[match.end()], stop)):
                match = behind
            at = match.end()
            yield at, match.lastgroup is not None or self._may_name(text, at)

    def _may_name(self, text: str, at: int) -> bool:
        """Whether a name may begin at `at`: one ends not far behind, with no deed before its end."""
        place = bisect_right(self._ends, at)
        if place == len(self._ends) or self._ends[place] > at + self._table.name_within:
            return False
        words = text[at : self._ends[place]]
        return words.isalpha() and not self._table.does(words)

    def _names(self, text: str, at: int, stop: int) -> list[tuple[int, int]]:
        """The spans of a body, a place, or several joined, that begin at `at`."""
        found: list[tuple[int, int]] = []
        while True:
            span = self._body(text, at, stop) or self._place(text, at, stop)
            if span is None:
                return found
            found.append(span)
            joint = self._table.joint.match(text, span[1], stop)
            if joint is None:
                return found
            at = joint.end()

    def _subject(self, text: str, name: tuple[int, int], figures: Sequence[Resolved], stop: int, dates: Mapping[int, int]) -> str:
        """How the name at the head of a clause owns what follows: by a verb, by a colon, by a figure right behind; "" if not."""
        table, end = self._table, name[1]
        behind = next((r for r in figures if r.figure.start >= end), None)
        following = behind.figure.start if behind else stop
        if table.not_behind.match(text, end, stop) or table.relative_behind.fullmatch(text, end, following):
            return ""
        if behind and behind.figure.unit in table.counters and table.counts_it.fullmatch(text, end, following):
            return ""
        if table.colon.match(text, end, stop):
            return "line"
        if behind and table.between.fullmatch(text, end, following):
            written = text[name[0] : end]
            if self._may_list(written, behind.figure.unit) and not table.passing.fullmatch(written):
                return "list"
        return self._by_deed(text, name, stop, dates)

    def _by_deed(self, text: str, name: tuple[int, int], stop: int, dates: Mapping[int, int]) -> str:
        """Whether a verb or a preposition stands behind the name: "help", "subject" or ""."""
        table = self._table
        adverbs = table.adverbs.match(text, name[1], stop)
        at = adverbs.end() if adverbs else name[1]
        at = dates.get(at, at)
        near = text[at : min(at + table.verb_within, stop)]
        if table.helps.match(near):
            return "help"
        if table.preposition.match(near):
            return "subject"
        verb = self._find_verb(table.clause_end.split(near)[0])
        if verb is None or table.nominal.match(near):
            return ""
        generic = table.generic.fullmatch(text, *name) or self._place(text, name[0], name[1]) == name
        return "" if generic and verb[0] else "subject"

    # ---- lists ------------------------------------------------------------------------------------------------------------

    def _dealt(self, text: str, names: list[tuple[int, int]], figures: Sequence[Resolved], until: int) -> Iterator[Scope]:
        """A镇、B镇分别5起、7起: each its own."""
        told = [(self._name(text, name), name) for name in names]
        yield from self._rows(text, names[-1][1], told, figures, until)

    def _sharing(self, text: str, at: int, stop: int, figures: Sequence[Resolved], until: int) -> Iterator[Scope]:
        """高新、城南、河口大队分别5起、7起、9起: names that share their last word."""
        match = self._table.shared.match(text, at, stop)
        if match is None:
            return
        parts = self._table.shared_joint.split(match["names"])
        if any(self._acts(part) for part in parts):
            return
        told = [(part.removesuffix(match["last"]) + match["last"], match.span()) for part in parts]
        yield from self._rows(text, match.end(), told, figures, until)

    def _rows(
        self, text: str, end: int, told: list[tuple[str, tuple[int, int]]], figures: Sequence[Resolved], until: int
    ) -> Iterator[Scope]:
        behind = [r for r in figures if end <= r.figure.start < until]
        size = len(told)
        if len(behind) < size or not self._table.deals.search(text, end, behind[0].figure.start):
            return
        for n in range(0, len(behind) - size + 1, size):
            row = behind[n : n + size]
            if len({r.figure.unit for r in row}) > 1:
                return
            for (name, span), r in zip(told, row, strict=True):
                yield Scope(OWNER, r.figure.start, r.figure.end, name, "deal", span)

    def _places(self, text: str, start: int, figures: Sequence[Resolved]) -> Iterator[Scope]:
        """集中在石桥镇(21起)、柳湾镇(14起); 出动派出所3组8人: the name right before a figure owns it and what is glued to it."""
        table = self._table
        floor, sent = start, False
        for i, r in enumerate(figures):
            at = r.figure.start
            if at < floor:
                continue
            if at not in self._before_figures:
                sent, floor = False, r.figure.end
                continue
            begin = max(floor, at - _NEAR)
            match = table.sent_before.search(text, begin, at)
            if match is None and sent:
                match = table.sent_again.fullmatch(text, floor, at)
            sent = match is not None
            match = match or table.listed_before.search(text, max(floor - 1, at - _NEAR, 0), at)
            floor = r.figure.end
            if match is None or table.does(match["name"]):
                continue
            if not sent and not self._may_list(match["name"], r.figure.unit):
                continue
            for other in figures[i + 1 :]:
                if other.figure.start != floor:
                    break
                floor = other.figure.end
            name = self._name(text, match.span("name"))
            yield Scope(OWNER, at, floor, "" if self._is_reporter(name) else name, "list", match.span("name"))

    def _like_places(self, text: str, start: int, figures: Sequence[Resolved]) -> Iterator[Scope]:
        """兴义72起,兴仁26起,顶效开发区7起: what stands in a list beside a place, or stood so before, is a place too."""
        run: list[tuple[Resolved, tuple[int, int]]] = []
        floor = start
        for r in [*figures, None]:
            match = self._table.alone.search(text, max(floor - 1, r.figure.start - _NEAR, 0), r.figure.start) if r else None
            listed = match is not None and r is not None and not self._acts(match["name"])
            if run and (not listed or r is None or r.figure.unit != run[0][0].figure.unit):
                yield from self._as_places(text, run)
                run = []
            if listed and r is not None and match is not None:
                run.append((r, match.span("name")))
            floor = r.figure.end if r else floor

    def _as_places(self, text: str, run: list[tuple[Resolved, tuple[int, int]]]) -> Iterator[Scope]:
        names = {text[a:b] for _, (a, b) in run}
        if not any(name in self._known or self._may_list(name, "") for name in names):
            return
        if len(run) < self._table.alike and not names <= self._known:
            return
        self._known |= names
        for r, (begin, end) in run:
            name = text[begin:end]
            yield Scope(OWNER, r.figure.start, r.figure.end, "" if self._is_reporter(name) else name, "list", (begin, end))
