"""The draft against the brigade's own earlier reports (H501, H502, H504)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from corpus.cells import Cell, Row, interval
from corpus.checks.base import Check, shown
from corpus.checks.finding import Finding
from corpus.periods import period_in_chinese
from extract.reading.calendar import year_before

_SENTENCE = 15  # characters, below which a sentence is alike by chance
_DIGITS = 3  # digits before zeros at the end, below which a figure is alike by chance
_MANY = 3  # figures that are not the same by chance
_RARE = ((1, 5), (2, 4))  # figures of so many digits that are not either
_REPORTS = 3  # earlier reports that make a custom


class Cumulative(Check):
    code = "H501"
    severity = "error"
    title = "累计数小于当年前期"
    why = "同一年里累计的数只会增加,全年不会少于半年。"
    mend = "核对两份报告的数和口径。"
    bad = "(半年报检查442家)全年检查单位430家。"
    good = "(半年报检查442家)全年检查单位930家。"

    def run(self) -> Iterator[Finding]:
        own = self.context.report.period
        if own.start is None or own.end is None:
            return
        for (start, end), cells in self.context.past.items():
            if start != own.start or end >= own.end:
                continue
            for metric, earlier in cells.items():
                now = self.context.stated(metric)
                if now is None or not self._adds_up(metric) or earlier.how != "stated" or earlier.value is None:
                    continue
                if interval(now)[1] < interval(earlier.sources[0])[0]:
                    yield self.finding(f"“{shown(now)}”小于同年{end.month}月底的“{earlier.sources[0]['quote']}”", [now])

    def _adds_up(self, metric: str) -> bool:
        spec = self.context.catalog.metrics[metric]
        return spec.flow and spec.kind != "ratio"


class Stale(Check):
    code = "H502"
    severity = "warning"
    title = "与往期报告雷同"
    why = "整句或数字与往期完全相同,多半是照抄后忘了改。"
    mend = "核对是否为本期数字。"
    bad = "(上年)检查单位612家,发现隐患980处。(本期)检查单位612家,发现隐患980处。"
    good = "(本期)检查单位702家,发现隐患1215处。"

    def run(self) -> Iterator[Finding]:
        reported: set[int] = set()
        yield from self._sentences(reported)
        yield from self._figures(reported)

    def _sentences(self, reported: set[int]) -> Iterator[Finding]:
        """Whole sentences with figures that an earlier text has as well; their figures are `reported` once."""
        for name, text in self.context.past_texts:
            for rows in self.context.sentences():
                sentence = rows[0]["sentence"]
                figures = [r for r in rows if _may_be_copied(r)]
                if len(sentence) >= _SENTENCE and len(figures) >= 2 and rows[0]["seq"] not in reported and sentence in text:
                    reported.update(r["seq"] for r in rows)
                    yield self.finding(f"整句与《{name}》完全相同:{sentence[:40]}", figures)

    def _figures(self, reported: set[int]) -> Iterator[Finding]:
        """Figures of a report of another period, to the last digit: more than meet by chance, else a hint where they are last year's."""
        own = self.context.report.period
        then = year_before(own)
        for (start, end), cells in self.context.past.items():
            if (start, end) == (own.start, own.end):
                continue
            told = [self.context.stated(metric) for metric, cell in self.context.cells.items() if self._copied(cell, cells.get(metric))]
            rows = [r for r in told if r is not None and r["seq"] not in reported and r["modifier"] == "exact"]
            rows = sorted((r for r in rows if _telling_digits(r) >= _DIGITS), key=itemgetter("start"))
            words = "、".join(f"“{shown(r)}”" for r in rows)
            report = f"{period_in_chinese(start, end)}的报告一个不差"
            if _beyond_chance(rows):
                reported.update(r["seq"] for r in rows)
                yield self.finding(f"{words}与{report},请核对是否忘了更新", rows)
            elif rows and (start, end) == (then.start, then.end):
                yield self.finding(f"{words}与上年同期报告一个不差,可能只是碰巧", rows, "info")

    def _copied(self, cell: Cell, old: Cell | None) -> bool:
        flows = self.context.catalog.metrics[cell.metric].flow  # 辖区人口 may well stay the same
        return flows and old is not None and old.how == "stated" and cell.value == old.value


def _may_be_copied(row: Row) -> bool:
    return row["status"] == "actual" and row["kind"] in ("count", "money") and any(c.isdigit() for c in row["quote"])


def _beyond_chance(rows: list[Row]) -> bool:
    """Whether so many figures are hardly the same by chance: three, two of four digits, one of five.

    A report tells some thirty figures and is held against several, so that one or two of three digits meet in every tenth draft.
    """
    digits = sorted((_telling_digits(r) for r in rows), reverse=True)
    return len(digits) >= _MANY or any(len(digits) >= n and digits[n - 1] >= least for n, least in _RARE)


def _telling_digits(row: Row) -> int:
    """Digits of a figure as it is written, without zeros at the end: money of ten thousand and more is written in 万."""
    value = row["value"] / 10000 if row["kind"] == "money" and row["value"] >= 10000 else row["value"]
    digits = re.sub(r"\D", "", f"{value:.4f}".rstrip("0").rstrip("."))
    return len(digits.rstrip("0"))


class Missing(Check):
    code = "H504"
    severity = "warning"
    title = "历次都有的指标这次没有"
    why = "每期都写的指标这次没提,可能是漏了。"
    mend = "补上,或确认本期确实没有。"
    bad = "(历次都写接警起数,这次没写)"
    good = "接警出动305起。"

    def run(self) -> Iterator[Finding]:
        past = self.context.past
        if len(past) < _REPORTS:
            return
        always = set.intersection(*(set(cells) for cells in past.values()))
        told = {r["metric"] for r in self.context.rows}
        for metric in sorted(always - told):
            yield self.absent(f"往期 {len(past)} 份报告都有“{self.context.name(metric)}”,本稿没有")
