"""Lines of the journal as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brigade.output.words import FIELDS, STATUS, figure
from corpus.periods import period_name

if TYPE_CHECKING:
    from corpus.keeping.journal import Entry
    from corpus.keeping.undoing import Undone
    from patterns import Catalog

DEEDS = {"change": "更正", "wrong": "标为错误", "add": "补遗漏", "current": "指定现行", "beside": "并列", "undo": "撤销", "redo": "重做"}
_SHOWN = ("metric", "value", "unit", "period_start", "period_end", "entity", "status", "qualifier")
_EMPTY = {"metric": "无", "entity": "本级", "qualifier": "无"}


def sentence(entry: Entry, catalog: Catalog) -> str:
    """What a line did: 442家 改数值 442 → 443."""
    if entry.deed in ("undo", "redo"):
        return f"{DEEDS[entry.deed]}第 {entry.target} 号"
    if entry.deed == "current":
        return f"{entry.brigade} {period_name(entry.period_start, entry.period_end)} 现行版本 {entry.before.get('report_id') or '无'} → {entry.after['report_id']}"
    if entry.deed == "beside":
        return f"{entry.brigade} {period_name(entry.period_start, entry.period_end)} 报告 {entry.after['report_id']} 与 {entry.before.get('report_id') or '现行版本'} 并列,都计入"
    if entry.deed == "wrong":
        return f"“{entry.quote}”标为错误"
    parts = [_part(name, entry, catalog) for name in _SHOWN if name in entry.after]
    return f"“{entry.quote}”{'补为数据' if entry.deed == 'add' else '改'}:" + ",".join(parts)


def outcome(done: Undone, otherwise: str) -> str:
    """What to add where undoing or doing again changed nothing: a later correction goes over it, or (`otherwise`) it has no place by now."""
    if done.effect:
        return ""
    return f";后来还有第 {done.later} 号更正,以它为准,数据没有变化" if done.later else f";{otherwise},数据没有变化"


def _part(name: str, entry: Entry, catalog: Catalog) -> str:
    new = _told(name, entry.after, catalog)
    return f"{FIELDS[name]} {_told(name, entry.before, catalog)} → {new}" if name in entry.before else f"{FIELDS[name]} {new}"


def _told(name: str, fields: dict[str, Any], catalog: Catalog) -> str:
    value = fields[name]
    if name == "metric" and value in catalog.metrics:
        return catalog.metrics[value].name
    if name == "value":
        return figure(value, fields.get("modifier") or "exact", fields.get("value_max"))
    if name == "status":
        return STATUS.get(value, str(value))
    return str(value) if value else _EMPTY.get(name, "未知")
