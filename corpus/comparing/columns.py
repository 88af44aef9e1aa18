"""Which reports stand side by side: only those of one length, unless they are put on a month's footing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from corpus.cells import Cell, missing
from corpus.comparing.comparison import Key
from corpus.comparing.differenced import differenced
from corpus.comparing.table import ReportKey, Table
from corpus.errors import CorpusError
from corpus.periods import length, months, period_in_chinese, period_name
from extract import Period

OVER = {"year": 12, "half": 6, "quarter": 3, "month": 1}  # months
_NAMED = 8  # reports left out that a note names


@dataclass(frozen=True, slots=True)
class Column:
    """A report, or what stands for one, as one column."""

    brigade: str
    start: date | None
    end: date | None
    cells: dict[str, Cell]

    @property
    def key(self) -> Key:
        return self.brigade, period_name(self.start, self.end)

    def cell(self, metric: str) -> Cell:
        """The cell of a metric, a missing one where nothing is said of it."""
        return self.cells.get(metric) or missing(self.brigade, self.start, self.end, metric)


def columns_of(
    table: Table, notes: list[str], *, period: Period | None, one_brigade: bool, over: str | None, monthly: bool, difference: bool
) -> list[Column]:
    """The columns for what is asked, see `compare`; what is left out and why is added to `notes`.

    `one_brigade`: the periods of a single brigade are asked for; `monthly`: figures are to be told per month, so lengths may differ.
    Raises CorpusError for an unknown `over`.
    """
    if period is not None:
        found = [_of_period(table, keys, period, monthly, difference, notes) for keys in table.by_brigade().values()]
        return [column for column in found if column is not None]
    if one_brigade and not over and not monthly and len({k[0] for k in table.keys}) == 1:
        chosen = _of_commonest_length(table.keys, notes)
    elif over:
        chosen = _of_length_over(table.keys, over, notes)
    else:
        chosen = sorted(table.keys)
        if not monthly and len({_length(k) for k in chosen}) > 1:
            notes.append("表中期间长短不同,只可各列自看,不可横向比较;可用 --per month 或 --period 指定期间")
    return [_column(table, key) for key in chosen]


def _column(table: Table, key: ReportKey) -> Column:
    return Column(*key, table.cells(key))


def _length(key: ReportKey) -> int:
    return length(key[1], key[2])


def _name(key: ReportKey) -> str:
    return period_in_chinese(key[1], key[2])


# ---- brigades in one period -------------------------------------------------------------------------------------------


def _of_period(table: Table, keys: list[ReportKey], period: Period, monthly: bool, difference: bool, notes: list[str]) -> Column | None:
    """A brigade's own report of the period, or what may stand for it."""
    exact = next((k for k in keys if k[1:] == (period.start, period.end)), None)
    if exact:
        return _column(table, exact)
    brigade = keys[0][0]
    made = differenced(table, keys, period) if difference else None
    if made is not None:
        notes.append(f"{brigade}没有{period_in_chinese(period.start, period.end)}的报告,由全年减上半年推算")
        return Column(brigade, period.start, period.end, made)
    near = [k for k in keys if k[1] <= period.end and period.start <= k[2]]  # type: ignore[operator]
    if not near:
        return None
    if not monthly:
        notes.append(f"{brigade}有{'、'.join(map(_name, near))}的报告,期间长短不同,未列入;可用 --per month 按月平均比较")
        return None
    key = _nearest(near, period)
    notes.append(f"{brigade}用的是{_name(key)}的报告,按月平均")
    return _column(table, key)


def _nearest(near: list[ReportKey], period: Period) -> ReportKey:
    """The longest that lies inside the period, else the shortest that reaches beyond it."""

    def closeness(key: ReportKey) -> float:
        span = months(key[1], key[2])
        return span if period.contains(Period(key[1], key[2])) else -span

    return max(near, key=closeness)


# ---- periods ----------------------------------------------------------------------------------------------------------


def _of_commonest_length(keys: list[ReportKey], notes: list[str]) -> list[ReportKey]:
    by_length: dict[int, list[ReportKey]] = defaultdict(list)
    for key in keys:
        by_length[_length(key)].append(key)
    chosen = max(by_length.values(), key=len)
    left = [k for k in keys if k not in chosen]
    if left:
        notes.append("期间长短不同,未列入:" + "、".join(map(_name, left)) + ";可用 --per month")
    return sorted(chosen, key=lambda k: k[1])


def _of_length_over(keys: list[ReportKey], over: str, notes: list[str]) -> list[ReportKey]:
    if over not in OVER:
        raise CorpusError(f"--over 只能是 year、half、quarter 或 month,不认识“{over}”。", "arguments")
    ordered = sorted(keys)
    left = [k for k in ordered if _length(k) != OVER[over]]
    if left:
        named = "、".join(f"{k[0]} {_name(k)}" for k in left[:_NAMED])
        notes.append(f"期间长短不同,未列入:{named}" + ("等" if len(left) > _NAMED else ""))
    return [k for k in ordered if _length(k) == OVER[over]]
