"""Changes: signed differences against another time, and what has not changed."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.meaning.asking import Asking, Named
from extract.meaning.resolved import Resolved, Situation, doubt_of, last_of
from extract.model import Quantity
from extract.parsing.frames import Frame


class Changes:
    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        roles = asking.catalog.role
        self._dead, self._hurt = roles("deaths"), roles("injuries")

    def change(
        self, figure: Quantity, change: re.Match[str] | None, subject: str, antecedent: Resolved | None, told: Situation
    ) -> Resolved:
        """A change of what `subject` names, else of what was told before."""
        asking, cues, chain = self._asking, self._asking.cues, told.chain
        words = asking.subject_words(subject)
        word = change["word"] if change else ""
        if not word:
            earlier = chain[-1].change_word if chain and chain[-1].kind == "change" and figure.glued else ""
            word = earlier or self._nearest(figure, told.start)
        sign = asking.kinds.sign(word) if word else 1
        foreign = cues["foreign"].search(subject) or (words and cues["foreign"].search(figure.left))
        harm = self._dead_or_hurt(words, change)
        named = Named("" if foreign else harm) if foreign or harm else asking.named(words, told)
        if named is None:
            of = antecedent
            before = chain[-1] if antecedent is None and chain and chain[-1].kind == "change" else antecedent
            metric, label, doubt = (before.metric, before.label, doubt_of(before)) if before else ("", "", "")
        else:
            metric, label, of, doubt = named.metric, words, last_of(named.metric, chain), named.doubt
        resolved = Resolved(figure, "change", metric, cues.text["change"], (label + (word or cues.text["change"]))[:40])
        resolved.value = figure.value * sign
        resolved.value_max = figure.value_max * sign if figure.value_max is not None else None
        resolved.of, resolved.change_word = of, word
        resolved.frame = Frame(words, "", "", "subject") if words else None
        resolved.doubt_metric(doubt)
        resolved.qualifier = of.qualifier if of else ""
        if of is not None and not metric:
            resolved.activity = of.activity
        return resolved

    def _dead_or_hurt(self, words: str, change: re.Match[str] | None) -> str:
        """少亡2人, 伤3人."""
        cues = self._asking.cues
        match = cues["dead_or_hurt"].fullmatch(words or "") or (change and cues["fewer_dead_or_hurt"].search(change[0]))
        if not match:
            return ""
        return self._hurt if match["which"] == cues.text["hurt"] else self._dead

    def _nearest(self, figure: Quantity, start: int) -> str:
        last = None
        for last in self._asking.kinds.any_change.finditer(self._asking.text, start, figure.start):  # noqa: B007
            pass
        return last[0] if last else ""

    def flat(self, figure: Quantity, left: str, told: Situation, of: Resolved | None = None) -> Resolved:
        """持平: a change of nothing, of what its words name, else of what it is dealt to (`of`), else of what was told last."""
        asking = self._asking
        held = asking.cues["held"]
        words = held.sub("", asking.subject_words(held.sub("", left)))
        named = asking.named(words, told)
        levels = told.levels
        of = (of or (levels[-1] if levels else None)) if named is None else None
        metric, doubt = named if named is not None else (of.metric if of else "", doubt_of(of))
        base, word = words or (of.label if of else ""), asking.cues.text["flat"]
        resolved = Resolved(figure, "change", metric, word, base + word, value=Decimal(0))
        resolved.of = of
        resolved.doubt_metric(doubt)
        return resolved
