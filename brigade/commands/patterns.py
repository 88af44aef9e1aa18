"""brigade patterns list | check | try | train: look at the rules, check them, see why a figure got its metric, learn from the examples."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from brigade.common import catalog_of, format_option, metrics_with, patterns_option, period_of

if TYPE_CHECKING:
    from extract.model import Fact
    from extract.parsing.frames import Frame
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
    deeds.add_parser("train", help="例词、例句或词类改动之后,重新学习(约一分钟)")
    attempt = deeds.add_parser("try", help="试一句话:提取到什么,用的哪条规则,为什么不是别的指标")
    attempt.add_argument("text", metavar="句子", help="要试的句子")
    attempt.add_argument("--period", metavar="期间", help="报告期间")
    patterns_option(attempt)


def run(args: argparse.Namespace) -> int:
    if args.deed == "train":
        return _train()
    catalog = catalog_of(args.patterns)
    return {"list": _list, "check": _check, "try": _try}[args.deed](args, catalog)


def _train() -> int:
    from corpus.training import learn
    from patterns import load_catalog
    from patterns.weights import WEIGHTS, save_weights

    data, examples = learn(load_catalog())
    try:
        save_weights(data)
    except OSError as error:
        raise ValueError(f"学习结果写不进 {WEIGHTS.parent}:{error.strerror}。请检查该文件夹的写入权限。") from error
    print(f"从 {examples} 个例子学得 {len(data['features'])} 个特征,已写入 {WEIGHTS.name}。")
    return 0


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
    from patterns.weights import learned_from, load_weights

    wrong = failures(catalog)
    if load_weights().get("from") != learned_from():
        wrong.append("例词、例句或词类改动后还没有重新学习,请运行 brigade patterns train。")
    for line in wrong:
        print(line)
    print(f"共 {len(catalog.metrics)} 个指标,规则版本 {catalog.version};" + (f"例句不符 {len(wrong)} 处。" if wrong else "例句全部相符。"))
    return 1 if wrong else 0


def _try(args: argparse.Namespace, catalog: Catalog) -> int:
    from brigade.output.brackets import brackets
    from brigade.output.terminal import table
    from brigade.output.words import REASONS, STATUS
    from extract import extract_report
    from extract.examples import frames_of

    report = extract_report(args.text, period=period_of(args.period), catalog=catalog)
    headings = ["原文", "数值", "单位", "类别", "指标", "编号", "说法", "规则", "其他候选"]
    table("提取到的数据", headings, [_tried(fact, catalog) for fact in report.facts])
    if report.facts:
        table(
            "各数字的词与两种判断", ["原文", "词", "规则", "例句"], [_voted(f, frame, catalog) for f, frame in frames_of(report, catalog)]
        )
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


def _voted(fact: Fact, frame: Frame | None, catalog: Catalog) -> tuple[str, str, str, str]:
    """What each reader says of a figure: the rules, and the examples with their shares."""
    from brigade.output.phrases import told_as
    from extract.parsing.lexicon import lexicon_of
    from extract.parsing.phrases import parse

    def name(metric: str) -> str:
        return catalog.metrics[metric].name if metric in catalog.metrics else "无此指标"

    rules = [name(metric) for reader, metric, _ in fact.votes if reader == "rules"]
    examples = [f"{name(metric)} {share:.0%}" for reader, metric, share in fact.votes if reader == "examples" and share >= 0.01]
    words = told_as(frame, parse(frame, lexicon_of(catalog))) if frame is not None else ""
    return fact.quote, words, "".join(rules), "；".join(examples)


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
