"""What a heading of a row or a column says: a metric, a brigade, a period."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass, replace

from corpus.reading.labels import Label, label_of, metric_named
from corpus.reading.tables.figures import figure_of
from corpus.reading.tables.kinds import plain
from corpus.reading.units import is_unit
from corpus.reading.words import entry, expression
from extract import Period, parse_period
from extract.reading.dates import date_finder
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Head:
    """What one heading says: words that may name a metric, or a brigade, or a period, or that units or plain figures follow, or nothing.

    `total` heads sums, `part` a part of what stands before it (其中), `work` a kind of work; what is `skipped` are no figures of the
    period (同比, 目标, 备注), `index` numbers lines.
    """

    label: Label | None = None
    brigade: str = ""
    period: Period | None = None
    units: bool = False
    figures: bool = False
    total: bool = False
    part: bool = False
    work: bool = False
    skipped: bool = False
    index: bool = False

    @property
    def metric(self) -> str:
        return self.label.metric if self.label is not None and not self.work else ""

    @property
    def tells(self) -> bool:
        """Something that heads figures, not mere words."""
        return bool(self.metric or self.brigade or self.period or self.figures or self.total or self.skipped or self.units or self.work)


NOTHING = Head()


@functools.lru_cache(maxsize=4096)
def head_of(text: str, own: Period, catalog: Catalog) -> Head:
    """What a heading says; `own` is the report's period.  A row or column of sums has no brigade."""
    words = plain(text, catalog).rstrip(":、,。")
    bare = _without_unit(words, catalog)
    if not words or (figure_of(words, catalog) and period_words(words, own, catalog) is None):
        return NOTHING
    if metric_named(bare, catalog) is not None:
        return Head(label=label_of(words, catalog))
    return _simple(words, bare, own, catalog) or _name_or_period(words, bare, own, catalog) or _labelled(words, own, catalog)


def _name_or_period(words: str, bare: str, own: Period, catalog: Catalog) -> Head | None:
    if expression("heading.brigade", catalog).search(words) and len(words) >= 3:
        return Head(brigade=words)
    period = period_words(bare, own, catalog)
    return Head(period=period) if period else None


def _without_unit(words: str, catalog: Catalog) -> str:
    """Words without the unit in brackets behind them."""
    found = expression("heading.unit", catalog).search(words)
    unit = next((g for g in found.groups() if g), "") if found else ""
    return words[: found.start()] if found and is_unit(unit, catalog) else words


def _simple(words: str, bare: str, own: Period, catalog: Catalog) -> Head | None:
    """A heading that words of the table itself make, whatever metrics there are."""
    if (relative := _relative(bare, own, catalog)) is not None:
        return Head(period=relative)
    total, figures = (bool(expression(f"heading.{name}", catalog).match(bare)) for name in ("total", "figures"))
    skipped = not total and any(re.search(some, bare) for some in entry("heading.skipped", catalog))
    if skipped or total or figures:
        return Head(skipped=True) if skipped else Head(total=total, figures=figures and not total, label=_unit_alone(words, bare, catalog))
    if is_unit(bare, catalog):  # a row of units below the headings: 检查单位 | 罚款 over 家 | 万元
        return Head(figures=True, label=replace(label_of("", catalog, bare), metric=""))
    if expression("heading.work", catalog).match(words):
        return Head(work=True, label=Label(words, "", "", 1, "count"))
    units, index = (bool(expression(f"heading.{name}", catalog).match(words)) for name in ("units", "index"))
    return Head(units=units, index=index) if units or index else None


def _unit_alone(words: str, bare: str, catalog: Catalog) -> Label | None:
    """The unit of a heading that names nothing else: 数量(家)."""
    return replace(label_of(words, catalog), metric="", words="") if words != bare else None


def _labelled(words: str, own: Period, catalog: Catalog) -> Head:
    """A heading that names a metric, perhaps with its period: 2022年检查单位(家), 检查单位(2022年)."""
    part = bool(expression("heading.part", catalog).match(words))
    words = expression("heading.part", catalog).sub("", words)
    words = expression("heading.total_of", catalog).sub("", words) or words
    for rest, told in _with_period(words, catalog):
        period = period_words(told, own, catalog)
        if period and rest:
            return Head(label=label_of(rest, catalog), period=period, part=part)
    return Head(label=label_of(words, catalog), part=part)


def _with_period(words: str, catalog: Catalog) -> list[tuple[str, str]]:
    """(the rest, what may be a period): in brackets, or ends with 年, 月, 季度."""
    found = [(words[: m.start()] + words[m.end() :], m[1]) for m in re.finditer(r"\(([^()]+)\)", words)]
    for m in expression("heading.ends_period", catalog).finditer(words):
        if m.end() >= 2 and m.end() < len(words):
            found.append((words[m.end() :], words[: m.end()]))
    return sorted(found, key=lambda pair: len(pair[0]))


def says_brigades(text: str, catalog: Catalog) -> bool:
    """大队, 填报单位: the heading of a column of brigades; a name of one heads none."""
    words = plain(text, catalog)
    return bool(expression("heading.brigades", catalog).search(words)) and not (
        len(words) >= 3 and expression("heading.brigade", catalog).search(words)
    )


def period_words(words: str, own: Period, catalog: Catalog) -> Period | None:
    """2023H1, 2023年上半年, 上半年 (of the report's year), 第一季度, 3月, 本月, 去年同期; None where the words are no period."""
    words = words.strip()
    parsed = parse_period(words)
    if parsed:
        return parsed
    if relative := _relative(words, own, catalog):
        return relative
    month = expression("heading.numeric_month", catalog).fullmatch(words)
    if month:
        return month_of(int(month[1]), int(month[2]))
    words = expression("heading.behind_period", catalog).sub("", words)
    mentions = date_finder(catalog).find(words, own, own.end.year if own.end else None)
    if len(mentions) == 1 and mentions[0].end - mentions[0].start >= 0.6 * len(words) and mentions[0].period.end:
        return None if expression("heading.numeric_day", catalog).fullmatch(words) else mentions[0].period
    return None


def _relative(words: str, own: Period, catalog: Catalog) -> Period | None:
    """The report's own period, its last month or quarter, the month before."""
    if own.end is None:
        return None
    year, month = own.end.year, own.end.month
    told = {
        "own_period": own,
        "own_year": Period(dt.date(year, 1, 1), own.end),
        "own_month": month_of(year, month),
        "month_before": month_of(year, month - 1) if month > 1 else month_of(year - 1, 12),
        "own_quarter": parse_period(f"{year}Q{(month + 2) // 3}"),
    }
    return next((period for name, period in told.items() if words in entry(f"heading.{name}", catalog)), None)


def month_of(year: int, month: int) -> Period:
    first = dt.date(year, month, 1)
    return Period(first, dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1))
