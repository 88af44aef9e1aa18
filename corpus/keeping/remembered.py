"""The lessons of a store as a list, and what those of a file would add to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.errors import CorpusError
from corpus.keeping import journal, paging
from corpus.keeping.figures import fits, units_of
from corpus.keeping.journal import Entry
from corpus.keeping.lessons import NO_UNIT, TaughtNow, teach_all
from corpus.keeping.paging import Listed, Page
from corpus.keeping.store import Store
from corpus.keeping.teaching import entries_of, known, lessons_of
from corpus.lessons import PART, Told
from extract import Lesson
from patterns import Catalog

_FIELDS = ", ".join(f"""json_extract_string("after", '$.{name}') AS {name}""" for name in ("text", "unit", "kind", "metric"))
# of several lessons of the same words the last one speaks: `by` is its number
_HELD = f"""
SELECT *, {_FIELDS},
       max(id) OVER (PARTITION BY label, json_extract_string("after", '$.unit'), json_extract_string("after", '$.kind')) AS "by"
FROM journal WHERE deed = 'teach' AND {journal.holding()}
"""
_WORDS = "(contains(label, $words) OR contains(unit, $words) OR contains(who, $words) OR contains(text, $words) OR list_contains($metrics::VARCHAR[], metric))"
_ORDER = {"id": "id", "label": "label", "unit": "unit", "metric": "metric", "who": "who", "at": '"at"'}


def remembered(store: Store, page: Page, *, words: str = "", metrics: Sequence[str] = ()) -> Listed:
    """A page of the lessons in force, the newest first: those with `words`, or of one of `metrics` ("" none of ours) where there are words.

    Each with id, label, unit, kind, metric, who, at, text, target, and `by`: the number of the lesson that speaks in its place, its own
    where that is itself.
    """
    query, values = f'SELECT id, label, unit, kind, metric, who, "at", text, target, "by" FROM ({_HELD})', {}
    if words:
        query, values = f"{query} WHERE {_WORDS}", {"words": words, "metrics": list(metrics)}
    return paging.listed(store, query, values, page, _ORDER, "id DESC")


def lesson_called(store: Store, number: int) -> Entry:
    """The line of a lesson.  Raises CorpusError where there is none of this number, or where it tells of something else."""
    found = journal.read(store, "id = ? AND deed = 'teach'", [number])
    if not found:
        raise CorpusError(f"第 {number} 号不是经验,请刷新页面后再试。", "arguments")
    return found[0]


def teach_otherwise(store: Store, number: int, metric: str, catalog: Catalog, *, who: str = "") -> TaughtNow:
    """Teaches that what a lesson speaks of counts another metric, "" nothing of ours; the earlier lesson stays in the journal.

    Raises CorpusError for an unknown metric, and for one in whose units such figures are not told.
    """
    entry = lesson_called(store, number)
    told, unit, kind = catalog.metrics.get(metric), entry.after["unit"], entry.after["kind"]
    if metric and told is None:
        raise CorpusError("没有这个指标,请从列表中选择。", "metric")
    if told is not None and not fits(told, unit, kind, catalog):
        raise CorpusError(f"“{told.name}”的单位是{units_of(told)},“{entry.label}”的单位是“{unit or NO_UNIT}”,不能归为此指标。", "arguments")
    lesson = Lesson(entry.after["text"], entry.after["start"], entry.after["end"], metric or None)
    return teach_all(store, [(lesson, {"label": entry.label, "unit": unit, "kind": kind})], catalog, who=who)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Of lessons from elsewhere: how many are new, how many of these say something else than what is known, how many are known."""

    new: int
    other: int
    known: int


def foreseen(store: Store, lessons: Iterable[Told], catalog: Catalog) -> Foreseen:
    """What `teach_all` would write down; raises as it does."""
    entries, own = entries_of(lessons, catalog, "", ""), lessons_of(store, catalog)
    new = known(entries, own)
    said = {(row["label"], row["unit"], row["kind"]) for _, row in own}
    other = sum((e.label, e.after["unit"], e.after["kind"]) in said for e in new)
    return Foreseen(len(new), other, len(entries) - len(new))


def exported(store: Store, catalog: Catalog) -> list[Told]:
    """The lessons in force as a file takes them."""
    return [(lesson, {k: row[k] for k in ("label", "unit", "kind", PART)}) for lesson, row in lessons_of(store, catalog)]
