"""Undoing and doing again what a person did, on what stands in the store by now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import journal, keptcells
from corpus.keeping.corrections import relay
from corpus.keeping.identity import turn_identity
from corpus.keeping.journal import Entry
from corpus.keeping.merging import take_name
from corpus.keeping.overlay import UNKNOWN
from corpus.keeping.reviewing import review_now, take_review
from corpus.keeping.store import Store
from corpus.keeping.teaching import reports_like
from corpus.keeping.versions import settle
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Undone:
    """The line that was undone or done again, whether that changed anything that stands now, the later line that goes over it (0: none), and
    the lessons that went with it."""

    entry: Entry
    effect: bool
    later: int = 0
    lessons: tuple[int, ...] = ()


def undo(store: Store, catalog: Catalog, number: int | None = None, *, who: str = "") -> Undone:
    """Undoes a line of the journal, the last one in force where none is named.

    Raises CorpusError where there is nothing to undo, where it is undone already, or where the line itself tells of an undoing.
    """
    return _turn(store, catalog, number, "undo", who)


def redo(store: Store, catalog: Catalog, number: int | None = None, *, who: str = "") -> Undone:
    """Does an undone line again, the one undone last where none is named; raises as `undo` does."""
    return _turn(store, catalog, number, "redo", who)


def _turn(store: Store, catalog: Catalog, number: int | None, deed: str, who: str) -> Undone:
    undone = deed == "redo"
    number = journal.last(store, undone=undone) if number is None else number
    if number is None:
        raise CorpusError("没有可以重做的更正。" if undone else "没有可以撤销的更正。", "empty")
    entry = journal.line(store, number)
    if entry.deed in journal.UNDOING:
        raise CorpusError(f"第 {number} 号是撤销或重做的记录,请给出更正本身的编号。", "arguments")
    if entry.deed in journal.FINAL:
        raise CorpusError(f"第 {number} 号是删除报告的记录,不能撤销;请重新导入这份文件,原来的更正会照样用上。", "arguments")
    if journal.in_force(store, number) == undone:
        raise CorpusError(f"第 {number} 号更正{'没有撤销过,不用重做' if undone else '已经撤销'}。", "arguments")
    if entry.deed == "teach" and entry.target is not None and not journal.in_force(store, entry.target):
        raise CorpusError(f"第 {number} 号经验随第 {entry.target} 号更正一起撤销了,请重做第 {entry.target} 号。", "arguments")
    if not undone and entry.deed == "change" and not entry.before and _unknown(store, entry):
        raise CorpusError(f"第 {number} 号更正是旧版本留下的,没有保存原来的数值,请先重新导入该报告的文件,再撤销。", "unknown")
    with store.transaction():
        about = {name: getattr(entry, name) for name in journal.OF_WHOM}
        journal.write(store, Entry(deed, who, "", target=number, **about))
        if entry.deed == "review":
            effect = take_review(store, entry, review_now(store, entry))
        elif entry.deed == "set":
            effect = turn_identity(store, entry, catalog)
        elif entry.deed == "rename":
            effect = take_name(store, entry, not undone, catalog)
        elif entry.deed in journal.OF_VERSIONS:
            effect = _choice(store, entry, catalog)
        elif entry.deed == "teach":
            effect = _lesson(store, entry, catalog)
        else:
            effect = _facts(store, entry, catalog)
    return Undone(entry, effect, 0 if effect else journal.over(store, entry), tuple(journal.lessons_with(store, number)))


def _facts(store: Store, entry: Entry, catalog: Catalog) -> bool:
    """Lays the corrections anew over the reports that this one is about; whether any of their facts is another one now."""
    query = (
        """SELECT * FROM reports WHERE sha256 = ? OR path = ? OR (brigade <> '' AND brigade = ? AND period_start = ? AND period_end = ?)"""
    )
    reports = store.rows(query, [entry.sha256, entry.path, entry.brigade, entry.period_start, entry.period_end])
    reports += reports_like(store, journal.read(store, "deed = 'teach' AND target = ?", [entry.id]), catalog)
    before = _rows(store, reports)
    relay(store, reports, catalog)
    return _rows(store, reports) != before


def _lesson(store: Store, entry: Entry, catalog: Catalog) -> bool:
    reports = reports_like(store, [entry], catalog)
    before = _rows(store, reports)
    relay(store, reports, catalog)
    return _rows(store, reports) != before


def _unknown(store: Store, entry: Entry) -> bool:
    """Whether what was extracted is not known any more of the figure."""
    query = """SELECT 1 FROM facts f JOIN reports r USING (report_id) WHERE r.sha256 = ? AND r.part = ? AND f."start" = ? AND f."end" = ? AND f.original = ?"""
    return bool(store.rows(query, [entry.sha256, entry.part, entry.start, entry.end, UNKNOWN]))


def _rows(store: Store, reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    idents = [r["report_id"] for r in reports]
    return store.rows("SELECT * FROM facts WHERE report_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY report_id, seq", [idents])


def _choice(store: Store, entry: Entry, catalog: Catalog) -> bool:
    """Settles anew which version counts; whether that is another one."""
    group = (entry.brigade, entry.period_start, entry.period_end)
    current = 'SELECT report_id FROM reports WHERE "current" AND brigade = ? AND period_start = ? AND period_end = ? ORDER BY report_id'
    before = store.rows(current, group)
    settle(store, [group])
    keptcells.refresh(store, [group], catalog)
    return store.rows(current, group) != before
