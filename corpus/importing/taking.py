"""A batch of outcomes into the store, in one transaction: versions told apart, corrections carried over, cells made anew."""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.cells import Row
from corpus.importing.ingest import Outcome, Rows, sha256_of
from corpus.keeping import journal, keptcells
from corpus.keeping.differences import Difference, differences, facts_of
from corpus.keeping.overlay import laid_over
from corpus.keeping.series import join_series
from corpus.keeping.store import Store, now
from corpus.keeping.versions import best, of_periods, series_of, settle, write_choice
from corpus.periods import period_name
from corpus.reading.places import is_url, key_of, on_disk
from patterns import Catalog

POLICIES = ("newest", "replace", "keep", "skip")  # what becomes of a report of whose brigade and period there is one
_BEFORE = """
SELECT report_id, path, part, sha256, brigade, period_start, period_end, arrived, series, review, reviewed_by, reviewed_at
FROM reports WHERE path IN (SELECT unnest(?))
"""


@dataclass(frozen=True, slots=True)
class Version:
    """A report that came to a brigade and period of which there was one, or the new content of a file.

    `other` and `report` are rows of reports (the one that was current, and the new one); `taken` is new (it is current now), old (the
    other stays), both (they stand beside each other) or skipped (it was not stored).
    """

    report: Mapping[str, Any]
    other: Mapping[str, Any]
    taken: str
    changes: list[Difference] = field(default_factory=list)

    @property
    def same_file(self) -> bool:
        return bool(self.report["path"] == self.other["path"])


def take(store: Store, outcomes: list[Outcome], policy: str, catalog: Catalog) -> list[Version]:
    """Stores what was read of some files, all or nothing; returns what there is to say of versions.  Adds to the outcomes' problems."""
    good = [o for o in outcomes if not o.failed]
    with store.transaction():
        store.db.execute("DELETE FROM problems WHERE path IN (SELECT unnest(?))", [[key_of(o.path) for o in outcomes]])
        moved = [o.moved_from for o in good if o.moved_from]
        old = store.rows(_BEFORE, [[*(key_of(o.path) for o in good), *moved]])
        replaced = {(r["path"], r["part"]): r for r in old}
        groups = {_group(r) for r in [*old, *(report for o in good for report, _ in o.reports)]}
        known = _current(store, groups)
        told = facts_of(store, {r["report_id"] for r in [*old, *known.values()]})
        store.forget(r["report_id"] for r in old)
        fresh, facts, predecessors, lost = _put(store, good, replaced)
        unjoined = [r for r in fresh if r["series"] is None]
        join_series(store, {r["report_id"]: bool(r["is_table"]) for r in unjoined}, {_group(r) for r in unjoined}, catalog)
        settle(store, groups)
        if policy in _DEEDS:
            _choose(store, fresh, groups, policy)
            settle(store, groups)
        for outcome in good:
            outcome.problems += [*_gone(outcome, old), *_not_carried(store, outcome, lost, predecessors)]
        said = _said(store, fresh, predecessors, known, told, policy)
        skipped = {v.report["report_id"] for v in said if v.taken == "skipped"}
        if skipped:
            store.forget(skipped)
            settle(store, groups)
        keptcells.refresh(store, groups, catalog, facts)
        for outcome in outcomes:
            ident = outcome.reports[0][0]["report_id"] if outcome.reports and outcome.reports[0][0]["report_id"] not in skipped else ""
            for kind, message in outcome.problems:
                store.problem(key_of(outcome.path), kind, message, ident)
    return said


_DEEDS = {"replace": "current", "keep": "beside"}  # what a policy says of a report


def _group(report: Mapping[str, Any]) -> tuple[str, Any, Any]:
    return report["brigade"], report["period_start"], report["period_end"]


def _current(store: Store, groups: set[tuple[str, Any, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """What was current before, by brigade, period and series."""
    return {(*_group(r), r["series"] or ""): r for r in of_periods(store, groups) if r["current"]}


def _put(
    store: Store, outcomes: list[Outcome], replaced: dict[tuple[str, str], dict[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, list[Row]], dict[str, dict[str, Any]], dict[str, list[journal.Entry]]]:
    """Stores the reports with the corrections that concern them; says in the outcomes which of them stood otherwise before.

    Returns the reports, and by their ids their facts, what the store had of their file and part, and the corrections that have no place in them.
    """
    entries = journal.of_facts(store, [report for o in outcomes for report, _ in o.reports])
    rows: list[Rows] = []
    predecessors: dict[str, dict[str, Any]] = {}
    unplaced: dict[str, list[journal.Entry]] = {}
    for outcome in outcomes:
        for report, tables in outcome.reports:
            before = replaced.get((report["path"], report["part"])) or replaced.get((outcome.moved_from, report["part"]))
            if before:
                predecessors[report["report_id"]] = before
            same = before is not None and before["sha256"] == report["sha256"]
            report |= {"imported_at": now(), "arrived": before["arrived"] if same and before else dt.datetime.now()}
            report |= {name: before[name] if same and before else None for name in ("reviewed_by", "reviewed_at")}
            report["review"] = before["review"] if same and before else ""
            if before and before["review"] and not same:
                outcome.problems.append(("reviewed", "内容有变化,核对状态已恢复为未核对"))
            report["series"] = before["series"] if before and _group(before) == _group(report) else None  # None: yet to be found
            facts, unplaced[report["report_id"]], carried = laid_over(tables["facts"], entries, report)
            report["facts"] = sum(f["corrected"] != "wrong" for f in facts)
            rows.append((report, {**tables, "facts": facts}))
            outcome.problems += [("carried", _carried(c.entry, c.how)) for c in carried]
    store.put(rows)
    facts_told: dict[str, list[Row]] = {report["report_id"]: [_stored(fact, report) for fact in tables["facts"]] for report, tables in rows}
    return [report for report, _ in rows], facts_told, predecessors, unplaced


def _stored(fact: dict[str, Any], report: dict[str, Any]) -> Row:
    """A row of a fact as the store will give it back."""
    days = {name: _day(fact[name]) for name in ("period_start", "period_end")}
    return {**fact, **days, "report_id": report["report_id"]}


@functools.lru_cache(maxsize=4096)
def _day(told: str | dt.date | None) -> dt.date | None:
    return dt.date.fromisoformat(told) if isinstance(told, str) else told


def _gone(outcome: Outcome, old: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What to say of the reports that the file held before and holds no more."""
    path = key_of(outcome.path)
    held = {_group(report) for report, _ in outcome.reports} | {report["part"] for report, _ in outcome.reports}
    several = [r for r in old if r["path"] == path and not held & {_group(r), r["part"]}]
    return [
        ("gone", f"原有{r['brigade'] or '未知大队'}{period_name(r['period_start'], r['period_end'])}的数据,新内容里没有了,已移出,请核对")
        for r in several
    ]


def _not_carried(
    store: Store, outcome: Outcome, unplaced: dict[str, list[journal.Entry]], predecessors: dict[str, dict[str, Any]]
) -> list[tuple[str, str]]:
    """What to say of corrections of the same file, under whatever name, or of another version of the report, that have no place in it."""
    out: list[tuple[str, str]] = []
    for report, _ in outcome.reports:
        lost = unplaced[report["report_id"]]
        peers = of_periods(store, [_group(report)]) if lost else []
        here = next((r for r in peers if r["report_id"] == report["report_id"]), None)
        versions = [r for r in peers if here is not None and series_of(r) == series_of(here)]
        before = predecessors.get(report["report_id"])
        versions += [before] if before else []
        idents = {r["report_id"] for r in versions} | {(r["sha256"], r["part"]) for r in versions}
        for entry in lost:
            if (entry.path, entry.part) == (report["path"], report["part"]) or {entry.report_id, (entry.sha256, entry.part)} & idents:
                out.append(("lost", _lost(entry)))
    return out


def _carried(entry: journal.Entry, how: str) -> str:
    what = "句子有改动" if how == "sentence" else "数字有改动"
    return f"{entry.id} 号更正(“{entry.quote}”)所在的{what},更正已沿用,请核对"


def _lost(entry: journal.Entry) -> str:
    return f"{entry.id} 号更正(“{entry.quote}”,{entry.sentence[:30]})在新内容里找不到,未能沿用,请核对"


def _choose(store: Store, fresh: list[dict[str, Any]], groups: set[tuple[str, Any, Any]], policy: str) -> None:
    """Writes down what the command says of reports that meet another of their brigade and period; of several new versions the best."""
    new = {r["report_id"] for r in fresh}
    series: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for report in of_periods(store, groups):
        series[series_of(report)].append(report)
    for several in series.values():
        came = [r for r in several if r["report_id"] in new]
        if came and len(came) < len(several):
            for report in [best(came)] if policy == "replace" else came:
                write_choice(store, _DEEDS[policy], report, why="导入时指定")


def _said(
    store: Store,
    fresh: list[dict[str, Any]],
    predecessors: dict[str, dict[str, Any]],
    known: dict[tuple[Any, ...], dict[str, Any]],
    told: dict[str, list[Any]],
    policy: str,
) -> list[Version]:
    """What there is to say of each new report that meets one that was there before, or a new content of its file."""
    stored = {r["report_id"]: r for r in of_periods(store, {_group(r) for r in fresh})}
    met = [r["report_id"] for r in fresh if r["report_id"] in predecessors or any(key[:3] == _group(r) for key in known)]
    now_told = facts_of(store, met)
    out = []
    for report in fresh:
        row = stored.get(report["report_id"], {**report, "current": True})
        file = predecessors.get(report["report_id"])
        if file is not None and file["sha256"] != report["sha256"]:
            changes = differences(told[file["report_id"]], now_told[report["report_id"]])
            out.append(Version(row, {**file, "title": ""}, "new", changes))
        other = known.get((*_group(report), row.get("series") or ""))
        itself = {report["report_id"], file["report_id"] if file else ""}
        if other is not None and other["report_id"] not in itself and (file is None or policy in _DEEDS):
            taken = "skipped" if policy == "skip" else "both" if policy == "keep" else "new" if row["current"] else "old"
            out.append(Version(row, other, taken, differences(told[other["report_id"]], now_told[report["report_id"]])))
        elif other is None and file is None:
            beside = next((o for key, o in known.items() if key[:3] == _group(report)), None)
            if beside is not None:
                both = differences(told[beside["report_id"]], now_told[report["report_id"]])
                out.append(Version(row, beside, "both", [d for d in both if d.what == "changed"]))
    return out


def is_there(path: str, digest: str) -> bool:
    """Whether a file of the store is still where it was read, with this content."""
    if is_url(path):
        return True
    try:
        return sha256_of(on_disk(path)) == digest
    except OSError:
        return False
