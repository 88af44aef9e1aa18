"""brigade patterns list | check | try: look at the rules, check them with their examples, see why a figure got its metric."""

from __future__ import annotations

import argparse
import sys

from brigade.common import catalog_of, format_option, patterns_option, print_jsonl


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


def _list(args, catalog) -> int:  # type: ignore[no-untyped-def]
    from extract.meaning.activities import activities_of

    names = activities_of(catalog).names
    metrics = [m for m in catalog.metrics.values() if args.word in m.id or args.word in m.name or args.word in names.get(m.activity, "")]
    rows = [
        {
            "metric": m.id,
            "name": m.name,
            "activity": names.get(m.activity, m.activity),
            "unit": m.unit,
            "units": " ".join(m.units),
            "kind": m.kind,
            "file": catalog.sources[m.id],
        }
        for m in metrics
    ]
    if args.format == "jsonl":
        print_jsonl(rows)
    elif args.format == "csv":
        import csv

        writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else ["metric"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        from brigade.output.terminal import table

        table(
            f"指标 {len(rows)} 个",
            [(h, "left") for h in ("编号", "名称", "活动类型", "单位", "可用单位", "位置")],
            [(r["metric"], r["name"], r["activity"], r["unit"], r["units"], r["file"]) for r in rows],
        )
    return 0


def _check(args, catalog) -> int:  # type: ignore[no-untyped-def]
    from extract.examples import failures

    wrong = failures(catalog)
    for line in wrong:
        print(line)
    print(f"共 {len(catalog.metrics)} 个指标,规则版本 {catalog.version};" + (f"例句不符 {len(wrong)} 处。" if wrong else "例句全部相符。"))
    return 1 if wrong else 0


def _try(args, catalog) -> int:  # type: ignore[no-untyped-def]
    from brigade.common import period_of
    from brigade.output.terminal import table
    from brigade.output.words import KINDS, REASONS, figure
    from extract import extract_report
    from extract.examples import reasons
    from extract.model import number

    report = extract_report(args.text, period=period_of(args.period), catalog=catalog)
    rows = []
    for f in report.facts:
        name = catalog.metrics[f.metric].name if f.metric else "(未归类)"
        source = catalog.sources.get(f.metric, "") + (" " + f.pattern if f.pattern else "")
        rows.append(
            (
                f.quote,
                figure(number(f.value), f.modifier),
                f.unit,
                KINDS[f.kind],
                name,
                f.metric,
                f.label,
                source,
                ";".join(reasons(f, catalog)),
            )
        )
    table("提取到的数据", [(h, "left") for h in ("原文", "数值", "单位", "类别", "指标", "编号", "说法", "规则", "其他候选")], rows)
    if report.dates:
        table(
            "日期",
            [("原文", "left"), ("起", "left"), ("止", "left")],
            [(d.quote, d.period.start or "", d.period.end or "") for d in report.dates],
        )
    if report.unclaimed:
        table(
            "不作为数据的数字", [("原文", "left"), ("原因", "left")], [(u.quote, REASONS.get(u.reason, u.reason)) for u in report.unclaimed]
        )
    return 0
