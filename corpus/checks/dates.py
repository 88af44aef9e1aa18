"""D: dates that cannot be, or do not belong to the report's period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.checks.base import Check, Context, Finding

_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]")
_LAST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class NoSuchDay(Check):
    code = "D701"
    severity = "error"
    title = "不存在的日期"
    why = "2月没有30日,6月没有31日。"
    mend = "改正日期。"
    bad = "2月30日，大队召开会议。"
    good = "2月28日，大队召开会议。"

    def run(self, context: Context) -> Iterator[Finding]:
        import unicodedata

        plain = "".join(c if len(n := unicodedata.normalize("NFKC", c)) != 1 else n for c in context.text)
        for match in _MONTH_DAY.finditer(plain):
            month, day = int(match[1]), int(match[2])
            year = re.search(r"((?:19|20)\d{2})年\s?$", plain[max(0, match.start() - 6) : match.start()])
            last = _LAST[month - 1] if 1 <= month <= 12 else 0
            y = int(year[1]) if year else context.report.period.end.year if context.report.period.end else 0
            if month == 2 and y and not (y % 4 == 0 and (y % 100 or y % 400 == 0)):
                last = 28
            if not 1 <= month <= 12 or not 1 <= day <= last:
                yield self.finding(f"“{match[0]}”这一天不存在", [], spans=[match.span()], text=context.text)


class OutsidePeriod(Check):
    code = "D702"
    severity = "warning"
    title = "日期不在报告期内"
    why = "半年报里写了下半年的事,多半是日期写错或抄自往期。"
    mend = "核对日期。"
    bad = "(上半年总结)9月12日，大队召开会议。"
    good = "(上半年总结)3月12日，大队召开会议。"

    def run(self, context: Context) -> Iterator[Finding]:
        own = context.report.period
        if own.start is None or own.end is None:
            return
        plans = [(s.start, s.end) for s in context.report.sections if s.plan]
        events = {e.start for e in context.report.events}
        days = {
            (r["period_start"], r["sentence_start"])
            for r in context.rows
            if r["period_start"] and r["period_start"] == r["period_end"] and r["status"] == "actual"
        }
        for mention in context.report.dates:
            day = mention.period.end
            if day is None or own.start <= day <= own.end or any(a <= mention.start < b for a, b in plans):
                continue
            deed = mention.form == "day" and (
                mention.start in events or any(d == mention.period.start and s <= mention.start < s + 600 for d, s in days)
            )
            late = mention.form == "until" and day > own.end
            if deed and mention.start > len(context.report.title):
                yield self.finding(
                    f"“{mention.quote}”({day})不在报告期 {own.start}—{own.end} 内",
                    [],
                    spans=[(mention.start, mention.end)],
                    text=context.text,
                )
            elif late:
                yield self.finding(f"“{mention.quote}”晚于报告期末 {own.end}", [], spans=[(mention.start, mention.end)], text=context.text)


class OldYear(Check):
    code = "D703"
    severity = "warning"
    title = "年份像是往年留下的"
    why = "本期的事写成了往年的年份,多半是套用旧稿忘了改。"
    mend = "核对年份。"
    bad = "(2023年总结)2022年，大队共检查单位442家。"
    good = "(2023年总结)2023年，大队共检查单位442家。"

    def run(self, context: Context) -> Iterator[Finding]:
        own = context.report.period
        if own.start is None or own.end is None:
            return
        plans = [(s.start, s.end) for s in context.report.sections if s.plan]
        for mention in context.report.dates:
            year = re.match(r"(?:截至|截止)?((?:19|20)\d{2})", mention.quote)
            if not year or mention.form in ("ago", "deadline") or any(a <= mention.start < b for a, b in plans):
                continue
            if own.start.year <= int(year[1]) <= own.end.year or mention.end <= len(context.report.title) + 2:
                continue
            text = context.text
            before = text[max(0, mention.start - 10) : mention.start]
            after = text[mention.end : mention.end + 8]
            if re.search(r"(?:与|和|同|较|比|从|自|据|于|在|截至|《|“|[(（])[^,，。;；]{0,4}$", before) or re.match(
                r"(?:同期|相比|以来|起|前|底前|的|—|-|至|到|计划|工作(?:计划|打算|安排)|比|专项|行动)", after
            ):
                continue
            if before and before[-1] not in "，,。;；\n:： 　":
                continue
            facts = [
                r
                for r in context.rows
                if r["start"] >= mention.end and r["sentence_start"] <= mention.start < r["sentence_end"] and r["status"] == "actual"
            ]
            if facts and not re.search(r"计划|打算|力争|目标", text[mention.end : mention.end + 20]):
                yield self.finding(
                    f"报告期是 {own.start}—{own.end},这里写的是“{mention.quote}”,请核对",
                    [],
                    spans=[(mention.start, mention.end)],
                    text=text,
                )
