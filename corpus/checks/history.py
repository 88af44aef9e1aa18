"""H: the draft against the brigade's own past and its peers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from corpus.checks.base import Check, Context, Finding, shown
from corpus.comparing.cells import interval


def _length(start, end) -> int:  # type: ignore[no-untyped-def]
    return round((end - start).days / 30.4) if start and end else 0


def _past_values(context: Context, metric: str) -> list[float]:
    own = _length(context.report.period.start, context.report.period.end)
    same = [c[metric] for (a, b), c in context.past.items() if _length(a, b) == own and metric in c]
    return [c.value for c in same if c.how in ("stated", "summed") and c.value]


class Cumulative(Check):
    code = "H501"
    severity = "error"
    title = "累计数小于当年前期"
    why = "同一年里累计的数只会增加,全年不会少于半年。"
    mend = "核对两份报告的数和口径。"
    bad = "(半年报检查442家)全年检查单位430家。"
    good = "(半年报检查442家)全年检查单位930家。"

    def run(self, context: Context) -> Iterator[Finding]:
        own = context.report.period
        if own.start is None or own.end is None:
            return
        for (start, end), cells in context.past.items():
            if start != own.start or end >= own.end:
                continue
            for metric, earlier in cells.items():
                now = context.cells.get(metric)
                spec = context.catalog.metrics[metric]
                if (
                    now is None
                    or not spec.flow
                    or spec.kind == "ratio"
                    or now.how != "stated"
                    or earlier.how != "stated"
                    or earlier.value is None
                ):
                    continue
                if interval(now.sources[0])[1] < interval(earlier.sources[0])[0]:
                    yield self.finding(
                        f"“{shown(now.sources[0])}”小于同年{end.month}月底的“{earlier.sources[0]['quote']}”", [now.sources[0]]
                    )


class Stale(Check):
    code = "H502"
    severity = "warning"
    title = "与往期报告雷同"
    why = "整句或数字与往期完全相同,多半是照抄后忘了改。"
    mend = "核对是否为本期数字。"
    bad = "(上年)检查单位612家,发现隐患980处。(本期)检查单位612家,发现隐患980处。"
    good = "(本期)检查单位702家,发现隐患1215处。"

    def run(self, context: Context) -> Iterator[Finding]:
        reported: set[int] = set()
        for name, text in context.past_texts:
            for rows in context.sentences():
                sentence = rows[0]["sentence"]
                figures = [
                    r for r in rows if r["status"] == "actual" and any(c.isdigit() for c in r["quote"]) and r["kind"] in ("count", "money")
                ]
                if len(sentence) >= 15 and len(figures) >= 2 and rows[0]["seq"] not in reported and sentence in text:
                    reported.update(r["seq"] for r in rows)
                    yield self.finding(f"整句与《{name}》完全相同:{sentence[:40]}", figures)
        own = (context.report.period.start, context.report.period.end)
        for (start, end), cells in context.past.items():
            if (start, end) == own:
                continue
            for metric, cell in context.cells.items():
                old = cells.get(metric)
                if (
                    cell.how != "stated"
                    or old is None
                    or old.how != "stated"
                    or cell.sources[0]["seq"] in reported
                    or not context.catalog.metrics[metric].flow
                ):
                    continue
                row = cell.sources[0]
                value = row["value"] / 10000 if row["kind"] == "money" and row["value"] >= 10000 else row["value"]
                digits = re.sub(r"\D", "", f"{value:.4f}".rstrip("0").rstrip("."))
                if cell.value == old.value and row["modifier"] == "exact" and len(digits.rstrip("0")) >= 3:
                    reported.add(row["seq"])
                    yield self.finding(f"“{shown(row)}”与{start}—{end}的报告一个不差,请核对是否忘了更新", [row])


class OwnHistory(Check):
    code = "H503"
    severity = "warning"
    title = "与本大队历次相差悬殊"
    why = "比历次高出或低于许多倍,多半是漏写或多写了“万”,或错了一位。"
    mend = "核对位数和“万”。"
    bad = "(历次约800条)发布提示短信8万余条。"
    good = "(历次约8万条)发布提示短信8万余条。"

    def run(self, context: Context) -> Iterator[Finding]:
        from corpus.comparing.statistics import median, robust_z

        for metric, cell in context.cells.items():
            if cell.how not in ("stated", "summed") or not cell.value or context.catalog.metrics[metric].kind == "ratio":
                continue
            past = [math.log10(v) for v in _past_values(context, metric)]
            if not past:
                continue
            value = math.log10(cell.value)
            z = robust_z(value, past)
            away = value - median(past)
            far = (
                abs(z) > 6 and abs(away) > 0.5
                if z is not None
                else abs(away) >= (0.85 if len(past) >= 2 else 1.3) and (max(past) - min(past) < 0.6)
            )
            if far:
                yield self.finding(
                    f"“{shown(cell.sources[0])}”是本大队历次中位数({10 ** median(past):,.4g})的 {10**away:.3g} 倍", list(cell.sources)[:1]
                )


class Missing(Check):
    code = "H504"
    severity = "warning"
    title = "历次都有的指标这次没有"
    why = "每期都写的指标这次没提,可能是漏了。"
    mend = "补上,或确认本期确实没有。"
    bad = "(历次都写接警起数,这次没写)"
    good = "接警出动305起。"

    def run(self, context: Context) -> Iterator[Finding]:
        if len(context.past) < 3:
            return
        always = set.intersection(*(set(c) for c in context.past.values()))
        told = {r["metric"] for r in context.rows}
        for metric in sorted(always - told):
            yield Finding(self.code, self.severity, f"往期 {len(context.past)} 份报告都有“{context.name(metric)}”,本稿没有", ())


class Peers(Check):
    code = "H505"
    severity = "info"
    title = "与同期其他大队相差悬殊"
    why = "与同期其他大队相差许多倍,值得再看一眼。"
    mend = "核对数字;确有原因的不必改。"
    bad = "(各大队约600家)检查单位60000家。"
    good = "(各大队约600家)检查单位650家。"

    def run(self, context: Context) -> Iterator[Finding]:
        from corpus.comparing.statistics import median, robust_z

        for metric, cell in context.cells.items():
            if cell.how not in ("stated", "summed") or not cell.value or context.catalog.metrics[metric].kind == "ratio":
                continue
            told = [c[metric] for c in context.peers.values() if metric in c and c[metric].how in ("stated", "summed")]
            others = [math.log10(c.value) for c in told if c.value]
            z = robust_z(math.log10(cell.value), others)
            if z is not None and abs(z) > 3.5:
                yield self.finding(
                    f"“{shown(cell.sources[0])}”与同期其他 {len(others)} 个大队的中位数({10 ** median(others):,.4g})相差悬殊",
                    list(cell.sources)[:1],
                )
