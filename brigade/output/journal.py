"""Lines of the journal as people read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from brigade.output.words import FIELDS, REVIEW, STATUS, figure
from corpus.periods import period_in_chinese

if TYPE_CHECKING:
    from corpus.keeping.journal import Entry
    from corpus.keeping.undoing import Undone
    from patterns import Catalog

DEEDS = {
    "change": "更正", "wrong": "标为错误", "add": "补遗漏", "current": "指定现行", "beside": "并列", "teach": "记为经验", "review": "核对状态",
    "rename": "大队改名", "set": "改归属", "remove": "删除报告", "undo": "撤销", "redo": "重做",
}  # fmt: skip
_FIELD = {**FIELDS, "metric": "指标"}
_SHOWN = ("metric", "value", "unit", "period_start", "period_end", "entity", "status", "qualifier")
_EMPTY = {"metric": "无", "entity": "本级", "qualifier": "无"}


def sentence(entry: Entry, catalog: Catalog) -> str:
    """What a line did: 442家 改数值 442 → 443."""
    return _TELLERS.get(entry.deed, _of_fact)(entry, catalog)


def _undoing(entry: Entry, _: Catalog) -> str:
    return f"{DEEDS[entry.deed]}第 {entry.target} 号"


def _identity(entry: Entry, _: Catalog) -> str:
    old, new = (
        f"{f['brigade'] or '未知大队'} {period_in_chinese(f['period_start'], f['period_end']) or '未知期间'}"
        for f in (entry.before, {**entry.before, **entry.after})
    )
    return f"归属 {old} → {new}"


def _name(entry: Entry, _: Catalog) -> str:
    return f"大队“{entry.before['brigade'] or '未知'}”改为“{entry.after['brigade']}”(报告 {len(entry.after['reports'])} 份)"


def _review(entry: Entry, _: Catalog) -> str:
    return f"核对状态 {REVIEW[entry.before['review']]} → {REVIEW[entry.after['review']]}"


def metric_named(metric: str, catalog: Catalog) -> str:
    """What a lesson says that figures count: a metric by name, none of ours, or one that the patterns have no more."""
    if not metric:
        return "不是指标"
    return catalog.metrics[metric].name if metric in catalog.metrics else f"{metric}(现已没有这个指标,经验不起作用)"


def _lesson(entry: Entry, catalog: Catalog) -> str:
    metric = entry.after["metric"]
    name = metric_named(metric, catalog)
    return f"说法“{entry.label}”({entry.after['unit'] or '无单位'})归为{name}"


def _removed(entry: Entry, _: Catalog) -> str:
    name = entry.before.get("title") or re.split(r"[\\/]", entry.path)[-1]
    return f"删除报告“{name}”({entry.before.get('facts') or 0} 条数据)"


def _choice(entry: Entry, _: Catalog) -> str:
    when = period_in_chinese(entry.period_start, entry.period_end)
    return f"{entry.brigade} {when} 现行版本改为{_file(entry)}"


def _beside(entry: Entry, _: Catalog) -> str:
    when = period_in_chinese(entry.period_start, entry.period_end)
    return f"{entry.brigade} {when} {_file(entry)}与现行版本并列,都计入"


def _file(entry: Entry) -> str:
    """The report of a line by its file."""
    name = re.split(r"[\\/]", entry.path)[-1]
    return f"“{name}”" if name else f" {entry.after['report_id']} "


def _wrong(entry: Entry, _: Catalog) -> str:
    return f"“{entry.quote}”标为错误"


def _of_fact(entry: Entry, catalog: Catalog) -> str:
    if entry.before and all(entry.before.get(name) == value for name, value in entry.after.items()):
        return f"“{entry.quote}”确认无误:" + ",".join(f"{_FIELD[n]} {_told(n, entry.after, catalog)}" for n in _SHOWN if n in entry.after)
    parts = [_part(name, entry, catalog) for name in _SHOWN if name in entry.after]
    return f"“{entry.quote}”{'补为数据' if entry.deed == 'add' else '改'}:" + ",".join(parts)


_TELLERS: dict[str, Callable[[Entry, Catalog], str]] = {
    "undo": _undoing, "redo": _undoing, "set": _identity, "rename": _name, "review": _review, "teach": _lesson, "current": _choice, "wrong": _wrong,
    "beside": _beside, "remove": _removed,
}  # fmt: skip


def outcome(done: Undone, otherwise: str) -> str:
    """What to add where undoing or doing again changed nothing: a later correction goes over it, or (`otherwise`) it has no place by now."""
    if done.effect:
        return ""
    return f";后来还有第 {done.later} 号更正,以它为准,数据没有变化" if done.later else f";{otherwise},数据没有变化"


def _part(name: str, entry: Entry, catalog: Catalog) -> str:
    new = _told(name, entry.after, catalog)
    return f"{_FIELD[name]} {_told(name, entry.before, catalog)} → {new}" if name in entry.before else f"{_FIELD[name]} {new}"


def _told(name: str, fields: dict[str, Any], catalog: Catalog) -> str:
    value = fields[name]
    if name == "metric" and value in catalog.metrics:
        return catalog.metrics[value].name
    if name == "value":
        return figure(value, fields.get("modifier") or "exact", fields.get("value_max"))
    if name == "status":
        return STATUS.get(value, str(value))
    return str(value) if value else _EMPTY.get(name, "未知")
