"""The lessons of a store: lines of the journal that say what a figure counts, here and wherever it is told like that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import journal
from corpus.keeping.journal import Entry, fields_of
from corpus.keeping.store import Store
from corpus.lessons import Told
from corpus.reading.tables import of_table
from extract import Lesson, extract_report
from extract.lessons import checked
from extract.meaning.judge import judge_of
from extract.meaning.resolved import LEVELS
from patterns import Catalog

Row = dict[str, Any]
Taught = tuple[Lesson, Row]  # a lesson, and the label, unit, kind and metric of its figure


def lessons_of(store: Store, catalog: Catalog) -> list[Taught]:
    """The lessons in force, oldest first; those of metrics that the catalog has no more are left out."""
    held = journal.read(store, f"deed = 'teach' AND {journal.holding()}")
    return [taught_by(entry) for entry in held if not entry.after["metric"] or entry.after["metric"] in catalog.metrics]


def taught_by(entry: Entry) -> Taught:
    """What a line teaches."""
    told = entry.after
    row = {name: told.get(name) for name in ("unit", "kind", "metric", "qualifier")}
    return Lesson(told["text"], told["start"], told["end"], told["metric"] or None), {**row, "label": entry.label, "id": entry.id}


def entry_of(row: Row, text: str, metric: str, who: str, why: str, target: int | None = None, qualifier: str | None = None) -> Entry:
    """The line that teaches what the figure of a stored fact counts, and of which part of it where a person said that too.

    Its text is the paragraph in the report's `text`; of a cell of a table, whose row says nothing of its column, what prose would say.
    """
    unit = row["unit"] or ""
    if of_table(row["pattern"] or "") or of_table(fields_of(row["original"]).get("pattern") or ""):
        told, start, end = f"{row['label']}{row['quote'].removesuffix(unit)}{unit}", len(row["label"]), None
    else:
        begin, stop = text.rfind("\n", 0, row["start"]) + 1, text.find("\n", row["end"])
        told, start, end = text[begin : stop if stop >= 0 else len(text)], row["start"] - begin, row["end"] - begin
    after = {"text": told, "start": start, "end": len(told) if end is None else end, "metric": metric, "unit": unit, "kind": row["kind"]}
    after |= {} if qualifier is None else {"qualifier": qualifier}
    return Entry("teach", who, why, target=target, quote=row["quote"], label=row["label"], sentence=row["sentence"], after=after)


def entries_of(lessons: Iterable[Told], catalog: Catalog, who: str, why: str) -> list[Entry]:
    """The lines for lessons from elsewhere.  Raises CorpusError for a lesson of an unknown metric or without a figure."""
    out = []
    for n, (lesson, words) in enumerate(lessons, 1):
        try:
            checked(lesson, catalog)
        except ValueError as error:
            raise CorpusError(f"第 {n} 条经验:{error}", "lessons") from error
        quote = lesson.text[lesson.start : lesson.end]
        told = words or _read(lesson, catalog)
        if told is None:
            raise CorpusError(f"第 {n} 条经验所指的“{quote}”读不出数字,请改正后再导入。", "lessons")
        after = {"text": lesson.text, "start": lesson.start, "end": lesson.end, "metric": lesson.metric or ""}
        after |= {name: told[name] for name in ("unit", "kind")} | {name: words[name] for name in ("qualifier",) if name in words}
        out.append(Entry("teach", who, why, quote=quote, label=told["label"], sentence=lesson.text, after=after))
    return out


def _read(lesson: Lesson, catalog: Catalog) -> dict[str, Any] | None:
    """How the figure of a lesson is told in its text."""
    facts = extract_report(lesson.text, catalog=catalog).facts
    return next((f.to_row() for f in facts if f.start < lesson.end and lesson.start < f.end), None)


def known(entries: Sequence[Entry], lessons: Sequence[Taught]) -> list[Entry]:
    """Those of the lines that say something else than the last lesson in force of the same words."""
    said = {(row["label"], row["unit"], row["kind"]): (row["metric"], row["qualifier"]) for _, row in lessons}
    new = []
    for e in entries:
        words = (e.label, e.after["unit"], e.after["kind"])
        told = (e.after["metric"], e.after.get("qualifier"))
        if said.get(words) != told:
            new.append(e)
        said[words] = told
    return new


_OPEN = "(metric = '' OR doubt <> '' OR original IS NOT NULL)"  # what a lesson of like words may change, or has changed
_LIKE = 0.3  # share of the characters that labels have in common from which they may be found alike


def idents_like(store: Store, lessons: Iterable[Entry], catalog: Catalog) -> list[str]:
    """The ids of the reports that have a figure a lesson may speak of: told in its words or in like ones, or a change of what it names."""
    query = f"""SELECT DISTINCT report_id FROM facts WHERE kind = $kind AND (
                  coalesce(unit, '') = $unit AND (label = $label OR (right(label, 1) = right($label, 1) AND {_OPEN}))
                  OR list_contains($units::VARCHAR[], coalesce(unit, '')) AND {_OPEN} AND label <> '' AND jaccard(label, $label) >= {_LIKE})
                OR (kind IN {LEVELS} AND $kind IN ('count', 'change') AND contains(sentence, $label))"""
    judge = judge_of(catalog)
    idents: dict[str, None] = {}
    for lesson in lessons:
        told = {"kind": lesson.after["kind"], "unit": lesson.after["unit"], "label": lesson.label}
        if lesson.label:
            found = store.db.execute(query, {**told, "units": sorted(judge.counting_like(told["unit"]))}).fetchall()
            idents |= dict.fromkeys(ident for (ident,) in found)
    return list(idents)


def reports_like(store: Store, lessons: Iterable[Entry], catalog: Catalog) -> list[Row]:
    """The reports of `idents_like` with their text."""
    return reports_with(store, idents_like(store, lessons, catalog))


def reports_with(store: Store, idents: list[str]) -> list[Row]:
    """Reports with their text, by id."""
    return store.rows("SELECT * FROM reports WHERE report_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY report_id", [idents])


def count_like(store: Store, label: str, unit: str, kind: str, metric: str, *, doubtful: bool = False) -> int:
    """How many stored figures told in just these words have another metric, or (`doubtful`) have it in doubt."""
    other = "(metric <> ? OR doubt <> '')" if doubtful else "metric <> ?"
    query = f"""SELECT count(*) AS n FROM facts WHERE label = ? AND coalesce(unit, '') = ? AND kind = ? AND {other} AND corrected = ''"""
    return int(store.rows(query, [label, unit, kind, metric])[0]["n"])
