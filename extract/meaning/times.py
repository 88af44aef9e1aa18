"""Which period a mention opens for the figures behind it, and which it gives to a base value alone."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from extract.meaning.reach import PERIOD, PLAN, closing
from extract.meaning.resolved import Resolved
from extract.model import UNKNOWN, DateMention, Period, Scope
from extract.parsing.clauses import words_of
from patterns import Catalog


@functools.lru_cache(maxsize=8)
def _compiled(catalog: Catalog) -> dict[str, re.Pattern[str]]:
    table = catalog.tables["scopes"]["period"]
    return {name: re.compile(words) for name, words in table.items() if isinstance(words, str)}


class Times:
    """The period scopes of a sentence."""

    def __init__(self, catalog: Catalog, own: Period) -> None:
        table = catalog.tables["scopes"]["period"]
        expression = _compiled(catalog)
        self._before, self._after = expression["reference_before"], expression["reference_after"]
        self._weak_before, self._weak_after = expression["weak_before"], expression["weak_after"]
        self._share, self._superlative = expression["share_before"], expression["superlative"]
        self._before_most = expression["before_superlative"]
        self._named = expression["named_before"]
        self._between, self._from, self._goes_on = expression["base_between"], expression["base_from"], expression["base_goes_on"]
        self._noun_between, self._base_told = expression["base_noun"], expression["base_told"]
        self._joint, self._deals, self._carries = expression["list_joint"], expression["deals"], expression["carries"]
        self._no_base: str = table["base_not_units"]
        self._find_verb = words_of(catalog).verb
        self._plain = frozenset(table["shapes"]["plain"].split())
        self._within_own = frozenset(table["shapes"]["within_own"].split())
        self._why = table["doubts"]
        self._own = own

    def carries_on(self, text: str, start: int) -> bool:
        """Whether the sentence that begins at `start` goes on with the periods and owners of the one before (其中, 同比)."""
        return self._carries.match(text, start) is not None

    def of(
        self, text: str, start: int, stop: int, reach: int, mentions: Sequence[DateMention], figures: Sequence[Resolved]
    ) -> Iterator[Scope]:
        """The scopes that the mentions of text[start:stop] open; a sentence's period holds up to `reach`."""
        opening: list[DateMention] = []
        compared: DateMention | None = None
        for mention in mentions:
            if self._is_name(text, start, mention) or self._is_whole(text, start, mention):
                continue
            if self._is_reference(text, start, mention, figures):
                compared = mention
                yield from self._base(text, mention, figures)
            elif self._is_told_base(text, mention, figures):
                yield from self._base(text, mention, figures)
            elif mention.form == "ago" and (bases := list(self._base(text, mention, figures, start))):
                yield from bases
            else:
                opening.append(mention)
        if compared is not None:
            yield from self._bases_of(text, compared, figures)
        groups = list(self._joined(text, opening))
        for group, following in itertools.zip_longest(groups, groups[1:]):
            yield from self._opened(text, group, figures, (stop, reach), following[0].start if following else stop)

    def heading(self, text: str, start: int, mentions: Sequence[DateMention]) -> Period | None:
        """The period that a heading opens for its section: that of the mention it begins with."""
        first = mentions[0]
        if self._is_name(text, start, first) or self._is_reference(text, start, first, ()):
            return None
        last = mentions[-1]
        if len(mentions) > 1 and first.period.end and last.period.end and first.period.contains(last.period):
            first = last  # 2023年 上半年
        return self.period(first)

    def period(self, mention: DateMention) -> Period:
        """What a mention gives to its figures: 2023年 in a report of its first half is the year as far as the report goes."""
        if mention.form == "own":
            return mention.period if mention.period.end else self._own
        if self._is_year_of_own(mention):
            return Period(mention.period.start, self._own.end)
        return mention.period

    def _is_year_of_own(self, mention: DateMention) -> bool:
        own = self._own
        start, end = mention.period.start, mention.period.end
        whole = start is not None and end is not None and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        return (
            whole
            and mention.shape in self._plain
            and mention.form == "calendar"
            and own.start is not None
            and mention.period.start is not None
            and mention.period.start.year == own.start.year
            and mention.period.contains(own)
        )

    # ---- what a mention does -----------------------------------------------------------------------------------------

    def _is_name(self, text: str, start: int, mention: DateMention) -> bool:
        if mention.form in ("until", "own", "ago"):
            return False
        return self._named.search(text, max(start, mention.start - 16), mention.start) is not None

    def _is_whole(self, text: str, start: int, mention: DateMention) -> bool:
        """占全年的36.8%, 为全年最多的一个月: the whole that something is a share or the most of."""
        near = max(start, mention.start - 4)
        if self._share.search(text, near, mention.start):
            return True
        most = self._superlative.match(text, mention.end)
        return most is not None and self._before_most.search(text, near, mention.start) is not None

    def _is_reference(self, text: str, start: int, mention: DateMention, figures: Sequence[Resolved]) -> bool:
        near = max(start, mention.start - 8)
        if self._before.search(text, near, mention.start) or self._after.match(text, mention.end):
            return True
        if self._weak_before.search(text, near, mention.start) and self._weak_after.match(text, mention.end):
            return True
        base = next((r for r in figures if r.figure.start >= mention.end), None)
        if base is None or not self._earlier(mention):
            return False
        near_enough = self._noun_between.fullmatch(text, mention.end, base.figure.start)
        return bool(near_enough and self._goes_on.match(text, base.figure.end))

    def _is_told_base(self, text: str, mention: DateMention, figures: Sequence[Resolved]) -> bool:
        """火灾134起,2021年为151起: an earlier time with a value and nothing else, behind a figure of the sentence."""
        behind = any(r.figure.end <= mention.start for r in figures)
        return behind and self._earlier(mention) and self._base_told.match(text, mention.end) is not None

    def _earlier(self, mention: DateMention) -> bool:
        end, own = mention.period.end, self._own.start
        return end is not None and (own is None or end < own)

    # ---- base values ------------------------------------------------------------------------------------------------

    def _base(self, text: str, mention: DateMention, figures: Sequence[Resolved], start: int | None = None) -> Iterator[Scope]:
        """较上月36.2%, 去年同期的58起, 由去年143起降为: the base value right behind its period.

        With the `start` of the sentence also one whose noun was told before: 罚款23.4万元,上年同期罚款18.9万元.
        """
        for r in figures:
            at = r.figure.start
            if at < mention.end:
                continue
            if r.kind == "change" or text[at : r.figure.end].endswith(self._no_base):
                return
            close = self._between.fullmatch(text, mention.end, at)
            noun = self._noun_between.fullmatch(text, mention.end, at)
            again = noun and start is not None and len(text[mention.end : at]) > 1 and text[mention.end : at] in text[start : mention.start]
            if close or again or (noun and self._goes_on.match(text, r.figure.end)):
                end = self._glued_end(text, r, figures) if close else r.figure.end
                yield Scope(PERIOD, at, end, self.period(mention), "base", (mention.start, mention.end))
            return

    def _glued_end(self, text: str, first: Resolved, figures: Sequence[Resolved]) -> int:
        """去年同期为1204起、9人: the end of the last figure that only a list mark parts from the one before."""
        end = first.figure.end
        for r in figures:
            if r.figure.start > end and r.kind != "change" and self._joint.fullmatch(text, end, r.figure.start):
                end = r.figure.end
        return end

    def _bases_of(self, text: str, compared: DateMention, figures: Sequence[Resolved]) -> Iterator[Scope]:
        """与前年相比,…由117起降为101起: what it came down from is of the period compared with."""
        for r in figures:
            at = r.figure.start
            if at > compared.end and self._from.search(text, max(compared.end, at - 8), at) and self._goes_on.match(text, r.figure.end):
                yield Scope(PERIOD, at, r.figure.end, self.period(compared), "base", (compared.start, compared.end))

    # ---- periods that hold --------------------------------------------------------------------------------------------

    def _joined(self, text: str, mentions: Sequence[DateMention]) -> Iterator[list[DateMention]]:
        """Mentions that a list mark joins: 2021年、2022年."""
        group: list[DateMention] = []
        for mention in mentions:
            if group and not self._joint.fullmatch(text, group[-1].end, mention.start):
                yield group
                group = []
            group.append(mention)
        if group:
            yield group

    def _opened(
        self, text: str, group: list[DateMention], figures: Sequence[Resolved], ends: tuple[int, int], next_start: int
    ) -> Iterator[Scope]:
        first, last = group[0], group[-1]
        span = (first.start, last.end)
        stop, reach = ends
        until = closing(text, last.end, stop)
        if until == last.end and text[first.start - 1 : first.start] == "(" and self.period(first) == self._own:
            until = closing(text, last.end + 1, stop)  # 2024年春节期间(2月9日至17日): the bracket says when that is
        until = reach if until == stop else until
        members = [self.period(m) for m in group] if len(group) > 1 else list(first.members)
        dealt = list(self._dealt(text, span, members, figures, until)) if len(members) > 1 else []
        yield from dealt
        whole = self._whole(group)
        if whole.end is None and all(m.shape in self._within_own for m in group):
            yield Scope(PERIOD, last.end, until, self._own, "mention", span, self._why["mention"])
            return
        doubt = "" if whole.end or self._own.end is None else self._why["mention"]
        if whole is UNKNOWN and first.form != "own":
            doubt = self._why["mention"]
        if len(group) == 1 and self._is_year_of_own(first) and whole != first.period:
            doubt = self._why["year"]
        if first.form == "deadline":
            yield from self._due(text, span, whole, figures, min(until, next_start), doubt)
        else:
            yield Scope(PERIOD, last.end, until, whole, "ago" if first.form == "ago" else "mention", span, doubt)
        if first.form == "deadline" and self._own.end and whole.end and whole.end > self._own.end:
            yield Scope(PLAN, last.end, until, True, "deadline", span)

    def _due(self, text: str, span: tuple[int, int], whole: Period, figures: Sequence[Resolved], until: int, doubt: str) -> Iterator[Scope]:
        """11月底前完成120家,新建1座,整改率达95%: a deadline is of its own clause, of deeds and of rates behind, to the next subject."""
        comma = text.find(",", span[1] + 1, until)
        end = until if comma < 0 else comma
        for r in figures:
            if end <= r.figure.start < until:
                verb = self._find_verb(text[r.figure.left_start : r.figure.start].lstrip())
                if r.kind != "ratio" and (verb is None or verb[0]):
                    break
                end = r.figure.end
        yield Scope(PERIOD, span[1], end, whole, "deadline", span, doubt)

    def _whole(self, group: list[DateMention]) -> Period:
        """All days that joined mentions tell; a mention without a year makes it unknown."""
        periods = [self.period(m) for m in group]
        if len(periods) == 1:
            return periods[0]
        starts, ends = [p.start for p in periods if p.start], [p.end for p in periods if p.end]
        if len(starts) < len(periods) or len(ends) < len(periods):
            return UNKNOWN
        return Period(min(starts), max(ends))

    def _dealt(self, text: str, span: tuple[int, int], members: list[Period], figures: Sequence[Resolved], until: int) -> Iterator[Scope]:
        """一、二、三季度分别35、42、58起: each figure has its own; so have the lists behind of as many figures of one unit."""
        behind = [r for r in figures if span[1] <= r.figure.start < until]
        size = len(members)
        if len(behind) < size or not self._deals.search(text, span[1], behind[0].figure.start):
            return
        for n in range(0, len(behind) - size + 1, size):
            row = behind[n : n + size]
            together = all(self._joint.fullmatch(text, a.figure.right_end, b.figure.left_start) for a, b in itertools.pairwise(row))
            if n and (len({r.figure.unit for r in row}) > 1 or not together):
                return
            for r, period in zip(row, members, strict=True):
                yield Scope(PERIOD, r.figure.start, r.figure.end, period, "deal", span)
