"""What is counted, in the report's own words, verb first where there is one; and what in it narrows the metric."""

from __future__ import annotations

import functools
import re

from extract.meaning.asking import Asking
from extract.meaning.resolved import Resolved
from patterns import Catalog

_LONGEST, _SHORTENED = 40, 26


@functools.lru_cache(maxsize=8)
def plain_words(catalog: Catalog) -> dict[str, re.Pattern[str]]:
    """Of each metric that has them, the words of a label that narrow nothing."""
    shared = catalog.tables["lexicon"]["plain"]["words"]
    return {m.id: re.compile(f"(?:{catalog.expand(m.plain)}|{shared})") for m in catalog.metrics.values() if m.plain}


def label_of(asking: Asking, content: str, right: str, tail: str = "", verb: str = "") -> str:
    """The figure's own words, with the verb of its list before a bare noun."""
    content = asking.plain(content)
    if len(content) > _SHORTENED:
        content = _shortened(asking, content)
    if right:
        more = asking.plain(tail) if tail and len(tail) > len(right) else right
        return (content + more)[:_LONGEST]
    if verb and content and not asking.words.verb(content) and not asking.cues["named"].search(content):
        return verb + content
    return content


def _shortened(asking: Asking, content: str) -> str:
    """A long phrase by its verb and its last noun: 组织开展…、电动自行车等专项整治."""
    last = content[-_SHORTENED:]
    cut_at = asking.words.verb(last)
    if cut_at and cut_at[0] <= 14:
        return last[cut_at[0] :]
    opening = asking.words.verb(content)
    verb = content[: opening[1]] if opening and opening[0] <= 2 else ""
    noun = content[-16:]
    return verb + noun[noun.find("、") + 1 :]


def narrow(asking: Asking, r: Resolved) -> None:
    """What narrows the metric, where the label has more than the metric's own words."""
    plain = plain_words(asking.catalog).get(r.metric)
    if plain is None or r.kind not in ("count", "money", "measure") or r.figure.zero:
        return
    rest = plain.sub("", r.label).strip(asking.cues.text["trim"])
    if rest and rest != r.verb and ((r.inherited and not r.base) or len(rest) > 1):
        r.qualifier = rest
