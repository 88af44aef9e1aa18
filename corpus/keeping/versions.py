"""Several reports of one brigade and period: which are versions of one another, and which of the versions counts."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import journal, keptcells
from corpus.keeping.store import Store
from extract import Period
from patterns import Catalog

Report = dict[str, Any]
_GROUP = """
SELECT report_id, path, part, sha256, title, format, brigade, period_start, period_end, rank, revision, modified, arrived, choice, chosen_at, "current",
       series, patterns_version, facts FROM reports
WHERE (brigade, period_start, period_end) IN (SELECT unnest(?::VARCHAR[]), unnest(?::DATE[]), unnest(?::DATE[]))
ORDER BY report_id
"""


def of_periods(store: Store, groups: Iterable[tuple[str, Any, Any]]) -> list[Report]:
    """All reports of these brigades and periods, without their text."""
    known = sorted({g for g in groups if g[0] and g[1] and g[2]}, key=str)
    return store.rows(_GROUP, [list(column) for column in zip(*known, strict=True)]) if known else []


def settle(store: Store, groups: Iterable[tuple[str, Any, Any]]) -> None:
    """Marks what is current: of each series the version that a person chose, else the final or else the newest.

    Choices are lines of the journal; `choice` and `chosen_at` only repeat what holds.  Reports that stand beside the others (`choice`
    beside) always count.  A choice of the current one holds until a version comes that was not there when it was made and is no lesser
    draft.  Call inside a transaction.
    """
    reports = of_periods(store, groups)
    _take_choices(store, reports)
    series: dict[Any, list[Report]] = defaultdict(list)
    for report in reports:
        series[series_of(report)].append(report)
    for several in series.values():
        versions = [r for r in several if r["choice"] != "beside"]
        counting = {r["report_id"] for r in several} - {r["report_id"] for r in versions}
        counting |= {best(versions)["report_id"]} if versions else set()
        wrong = [r["report_id"] for r in several if bool(r["current"]) != (r["report_id"] in counting)]
        if wrong:
            store.db.execute('UPDATE reports SET "current" = NOT "current" WHERE report_id IN (SELECT unnest(?))', [wrong])


def series_of(report: Mapping[str, Any]) -> tuple[Any, ...]:
    """What the versions of one report have in common."""
    return report["brigade"], report["period_start"], report["period_end"], report["series"] or ""


def _take_choices(store: Store, reports: list[Report]) -> None:
    """Gives reports, here and in the store, the choices of the journal that hold; a later one of the same series goes over an earlier."""
    by_id = {r["report_id"]: r for r in reports}
    by_content = {(r["sha256"], r["part"]): r for r in reports}  # a moved file has another id
    chosen: dict[str, tuple[str, Any]] = {}
    for entry in journal.choices(store, reports):
        report = by_id.get(entry.report_id)
        if report is None or (report["sha256"], report["part"]) != (entry.sha256, entry.part):
            report = by_content.get((entry.sha256, entry.part), report)
        if report is None or not _of_same(entry, report):
            continue
        if entry.deed == "current":
            chosen = {ident: told for ident, told in chosen.items() if series_of(by_id[ident]) != series_of(report)}
        chosen[report["report_id"]] = (entry.deed, entry.at)
    for report in reports:
        told = chosen.get(report["report_id"], ("", None))
        if told != (report["choice"] or "", report["chosen_at"]):
            store.db.execute("UPDATE reports SET choice = ?, chosen_at = ? WHERE report_id = ?", [*told, report["report_id"]])
            report["choice"], report["chosen_at"] = told


def _of_same(entry: journal.Entry, report: Report) -> bool:
    """Whether a choice is about this report: its content, or another content of its file for the same period."""
    days = (entry.period_start, entry.period_end) == (report["period_start"], report["period_end"])
    return days or (entry.sha256, entry.part) == (report["sha256"], report["part"])


def best(versions: list[Report]) -> Report:
    """The version that counts; see `settle`."""
    newest = max(versions, key=functools.cmp_to_key(_later))
    chosen = [v for v in versions if v["choice"] == "current"]
    if chosen:
        choice = max(chosen, key=lambda v: v["chosen_at"])
        since = [v for v in versions if v["arrived"] and v["arrived"] > choice["chosen_at"] and v["rank"] >= choice["rank"]]
        return max(since, key=functools.cmp_to_key(_later)) if since else choice
    return newest


def _later(a: Report, b: Report) -> int:
    """Positive where `a` is the later version: the final one, the one of the higher number, the one changed last."""
    if a["rank"] != b["rank"]:
        return 1 if a["rank"] > b["rank"] else -1
    numbers = (a["revision"] or 0, b["revision"] or 0)
    keys = [(a["modified"] or 0, b["modified"] or 0), numbers, (a["report_id"], b["report_id"])]
    if all(numbers) and numbers[0] != numbers[1]:
        keys.insert(0, numbers)
    return next((1 if x > y else -1 for x, y in keys if x != y), 0)


def take_out(store: Store, report: Report, catalog: Catalog, *, who: str = "") -> None:
    """Removes a report with all that belongs to it, all or nothing; another version of it may become current; a line of the journal says who did.

    What the journal says of its figures stays, and holds again where the report comes back.
    """
    group = (report["brigade"], report["period_start"], report["period_end"])
    with store.transaction():
        about = {name: report[name] for name in journal.OF_WHOM}
        journal.write(store, journal.Entry("remove", who, "", before={"title": report["title"], "facts": report["facts"]}, **about))
        store.forget([report["report_id"]])
        store.db.execute("DELETE FROM problems WHERE report_id = ?", [report["report_id"]])
        settle(store, [group])
        keptcells.refresh(store, [group], catalog)


def choose(store: Store, report: Report, catalog: Catalog, *, who: str = "", why: str = "") -> None:
    """Makes a version the one that counts, until a newer one comes; a line of the journal says who did.

    Raises CorpusError where its brigade or period is unknown.
    """
    group = (report["brigade"], report["period_start"], report["period_end"])
    if not all(group):
        raise CorpusError(f"报告 {report['report_id']} 的大队或期间未知,谈不上哪一版现行,请先补上。", "arguments")
    with store.transaction():
        write_choice(store, "current", report, who, why)
        settle(store, [group])
        keptcells.refresh(store, [group], catalog)


def write_choice(store: Store, deed: str, report: Mapping[str, Any], who: str = "", why: str = "") -> None:
    """The line of the journal that makes a stored report the current one of its series, or (`deed` beside) one that counts beside it.

    Call inside a transaction, and `settle` after it.
    """
    group = (report["brigade"], report["period_start"], report["period_end"])
    before = next((r["report_id"] for r in of_periods(store, [group]) if r["series"] == report["series"] and r["current"]), "")
    entry = journal.Entry(
        deed, who, why, report_id=report["report_id"], path=report["path"], sha256=report["sha256"], part=report["part"], brigade=group[0],
        period_start=group[1], period_end=group[2], before={"report_id": before}, after={"report_id": report["report_id"]},
    )  # fmt: skip
    journal.write(store, entry)


def several(store: Store, brigade: str | None = None, period: Period | None = None) -> list[Report]:
    """The reports of brigades and periods that have more than one, current ones first; `brigade` need only be contained."""
    where = "AND contains(brigade, ?)" if brigade else ""
    where += " AND period_start = ? AND period_end = ?" if period else ""
    values = ([brigade] if brigade else []) + ([period.start, period.end] if period else [])
    return store.rows(
        f"""SELECT report_id, brigade, period_start, period_end, title, path, format, rank, revision, modified, choice, "current", series, facts
            FROM reports WHERE brigade <> '' AND period_end IS NOT NULL {where}
            QUALIFY count(*) OVER (PARTITION BY brigade, period_start, period_end) > 1
            ORDER BY brigade, period_start, period_end, series, "current" DESC, arrived, report_id""",
        values,
    )
