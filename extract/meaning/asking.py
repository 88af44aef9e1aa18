"""What every reader of figures needs: the text, the words, and who is asked for a metric."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from extract.meaning.judge import judge_of
from extract.meaning.kinds import kinds_of
from extract.meaning.matching import matcher
from extract.meaning.resolved import Situation
from extract.meaning.taught import Taught
from extract.model import Quantity
from extract.parsing.clauses import words_of
from extract.parsing.frames import Frame, scenes_of
from extract.parsing.groups import groups_of
from patterns import Catalog


class Named(NamedTuple):
    """A metric that words name, "" for none of ours, and why it may not be so."""

    metric: str
    doubt: str = ""


class CountingWords:
    """The words of `patterns/counting.toml`, compiled."""

    def __init__(self, catalog: Catalog) -> None:
        table = catalog.tables["counting"]
        self.text: dict[str, str] = table["words"]
        self.lists: dict[str, list[str]] = {name: words.split() for name, words in table["lists"].items()}
        self.reasons: dict[str, str] = table["reasons"]
        self.final = frozenset(self.reasons.values())
        self._noise = str.maketrans("", "", self.text["noise"] + "\n")
        self._compiled = {name: re.compile(words) for name, words in self.text.items() if name != "noise"}
        self.plain = functools.lru_cache(maxsize=1 << 15)(self._plain)

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self._compiled[name]

    def _plain(self, words: str) -> str:
        """Words without blanks, quotes and brackets."""
        return words.translate(self._noise)


@functools.lru_cache(maxsize=8)
def counting_words(catalog: Catalog) -> CountingWords:
    return CountingWords(catalog)


class Asking:
    """One report's text and those who are asked about it."""

    def __init__(self, text: str, catalog: Catalog, taught: Taught | None = None) -> None:
        self.text, self.catalog, self._taught = text, catalog, taught
        self.cues = counting_words(catalog)
        self.plain = self.cues.plain
        self.words, self.groups, self.kinds = words_of(catalog), groups_of(catalog), kinds_of(catalog)
        self.matcher, self.judge, self.scenes = matcher(catalog), judge_of(catalog), scenes_of(catalog)

    def extended(self, figure: Quantity, start: int) -> str:
        """The clause before the figure's own, where no other figure stands in it."""
        at = figure.left_start - 1
        if at <= start or self.text[at] not in ",:":
            return ""
        begin = max(self.text.rfind(c, start, at) for c in ",;:。(")
        return self.text[max(begin + 1, start) : at]

    def subject_words(self, words: str) -> str:
        """What a change or a share is told of: the words without those of the comparison."""
        words = self.kinds.base.sub("", self.cues["compared_with"].sub("", words))
        return self.plain(self.words.content(words))

    def named(self, words: str, told: Situation) -> Named | None:
        """The metric that words name without a figure of theirs; None where there are no words, no metric where they name something else."""
        if not words:
            return None
        said = self._taught.subject(words) if self._taught is not None else None
        return Named(said) if said is not None else self._named(words, told)

    def _named(self, words: str, told: Situation) -> Named | None:
        if self.cues["rate_noun"].search(words):
            return self.rate_of(words, told)
        votes = self.judge.votes(Frame(words, "", "", "subject"))
        rules = self._named_by_rules(words, told)
        sure = self.judge.likeliest(votes, sure=True)
        if sure and sure != rules:
            return Named(sure, self.judge.why["differ" if rules else "example"])
        if rules:
            return Named(rules, "" if self.judge.supports(votes, rules) else self.judge.why["alone"])
        like = next((r for r in reversed(told.chain) if r.label and (words in r.label or r.label in words)), None)
        if like is not None:
            return Named(like.metric, like.doubts.get("metric", ""))
        return self._by_examples(self.judge.likeliest(votes))

    def by_examples(self, frame: Frame) -> Named:
        """What the examples alone say a thing is, doubtful."""
        return self._by_examples(self.judge.likeliest(self.judge.votes(frame)))

    def _by_examples(self, metric: str) -> Named:
        return Named(metric, self.judge.why["example"] if metric else "")

    def _named_by_rules(self, words: str, told: Situation) -> str:
        found = self.matcher.subject(words)
        if not found:
            return self.matcher.best(words + "¤", None, "count", told.context, told.chain)[0]
        known = {r.metric for r in told.chain}
        return next((metric for metric in found if metric in known), found[0])

    def rate_of(self, words: str, told: Situation) -> Named:
        """X率 carries the metric of the X that it is a share of; a rate of nothing of ours (合格率) has none."""
        cues = self.cues
        metric, why = self.matcher.best(words + "¤", "%", "ratio", told.context, ())
        if metric or why or cues["rate_none"].search(words):
            return Named(metric)
        named = self.by_examples(Frame(words, "", "%", "ratio"))
        of = cues["rate_tail"].sub("", words) if cues["rate_end"].search(words) else ""
        if named.metric or not of:
            return named
        found = self.matcher.subject(of)
        return Named(found[0], self.judge.why["alone"]) if found else self.by_examples(Frame(of, "", "", "subject"))
