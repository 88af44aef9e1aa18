"""brigade patterns list | check | try: look at the rules, check them with their examples, see why a figure got its metric."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from brigade.common import catalog_of, format_option, metrics_with, patterns_option, period_of

if TYPE_CHECKING:
    from extract.model import Fact
    from patterns import Catalog

HEADINGS = [("metric", "编号"), ("name", "名称"), ("activity", "活动类型"), ("unit", "单位"), ("units", "可用单位"), ("file", "位置")]


def arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", metavar="操作", required=True)
    listing = deeds.add_parser("list", help="列出全部指标")
    listing.add_argument("word", metavar="关键词", nargs="?", default="", help="只列出编号、名称或活动类型含此词的指标")
    format_option(listing)
    patterns_option(listing)
    check = deeds.add_parser("check", help="检查规则文件,并用每个指标自带的例句验证")
    patterns_option(check)
    attempt = deeds.add_parser("try", help="试一句话:提取到什么,用的哪条规则,为什么不是别的指标")
    attempt.add_argument("text", metavar="句子", help="要试的句子")
    attempt.add_argument("--period", metavar="期间", help="报告期间")
    patterns_option(attempt)


def run(args: argparse.Namespace) -> int:
    catalog = catalog_of(args.patterns)
    return {"list": _list, "check": _check, "try": _try}[args.deed](args, catalog)


def _list(args: argparse.Namespace, catalog: Catalog) -> int:
    from brigade.output.listing import show
    from extract.meaning.activities import activities_of

    names = activities_of(catalog).names
    rows = [
        {
            "metric": m.id, "name": m.name, "activity": names.get(m.activity, m.activity), "unit": m.unit, "units": " ".join(m.units), "kind": m.kind,
            "file": catalog.sources[m.id],
        }
        for m in metrics_with(args.word, catalog)
    ]  # fmt: skip
    headings = HEADINGS if rows or args.format != "csv" else HEADINGS[:1]  # CSV of nothing is the heading of the id alone
    show(f"指标 {len(rows)} 个", headings, rows, args.format)
    return 0


def _check(_: argparse.Namespace, catalog: Catalog) -> int:
    from extract.examples import failures

    wrong = failures(catalog)
    for line in wrong:
        print(line)
    print(f"共 {len(catalog.metrics)} 个指标,规则版本 {catalog.version};" + (f"例句不符 {len(wrong)} 处。" if wrong else "例句全部相符。"))
    return 1 if wrong else 0


def _try(args: argparse.Namespace, catalog: Catalog) -> int:
    from brigade.output.brackets import brackets
    from brigade.output.terminal import table
    from brigade.output.words import REASONS, STATUS
    from extract import extract_report

    report = extract_report(args.text, period=period_of(args.period), catalog=catalog)
    headings = ["原文", "数值", "单位", "类别", "指标", "编号", "说法", "规则", "其他候选"]
    table("提取到的数据", headings, [_tried(fact, catalog) for fact in report.facts])
    for line in brackets(report):
        print(line)
    if report.facts:
        told = [
            (f.quote, f.period.start or "未知", f.period.end or "未知", f.entity or "本单位", STATUS[f.status], _doubts(f))
            for f in report.facts
        ]
        table("期间、主体和状态", ["原文", "起", "止", "主体", "状态", "存疑"], told)
    if report.dates:
        table("日期", ["原文", "起", "止"], [(d.quote, d.period.start or "", d.period.end or "") for d in report.dates])
    if report.unclaimed:
        table("不作为数据的数字", ["原文", "原因"], [(u.quote, REASONS.get(u.reason, u.reason)) for u in report.unclaimed])
    return 0


def _doubts(fact: Fact) -> str:
    return "；".join(d.why for d in fact.doubt)


def _tried(fact: Fact, catalog: Catalog) -> tuple[str, ...]:
    """A fact with the rule that gave its metric and the metrics it might have had instead."""
    from brigade.output.words import KINDS, figure
    from extract.examples import reasons
    from extract.model import number

    name = catalog.metrics[fact.metric].name if fact.metric else "(未归类)"
    rule = catalog.sources.get(fact.metric, "") + (" " + fact.pattern if fact.pattern else "")
    others = ";".join(reasons(fact, catalog))
    return fact.quote, figure(number(fact.value), fact.modifier), fact.unit, KINDS[fact.kind], name, fact.metric, fact.label, rule, others
