"""brigade evaluate: precision, recall and F1 of extraction against annotated reports."""

from __future__ import annotations

import argparse

from brigade.common import catalog_of, patterns_option, print_jsonl


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("gold", metavar="标注", help="标注文件(.jsonl)或文件夹")
    parser.add_argument("reports", metavar="报告", help="报告文件或文件夹,与标注同名")
    parser.add_argument("--errors", action="store_true", help="列出每个错误和它的原句")
    parser.add_argument("--format", choices=("table", "jsonl"), help="输出格式,默认 table")
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.output.terminal import table
    from corpus.evaluating.evaluate import evaluate

    result = evaluate(args.gold, args.reports, catalog_of(args.patterns))
    if args.format == "jsonl":
        print_jsonl([result.figures])
        if args.errors:
            print_jsonl(result.errors)
        return 0
    table(f"评测:{len(result.names)} 份报告", ["项目", ("结果", "right")], result.shown())
    if args.errors:
        rows = [(e["file"], e["field"], e["quote"], e["expected"], e["found"], e["sentence"]) for e in result.errors]
        table("错误", ["文件", "项目", "原文", "应为", "得到", "原句"], rows)
    return 0
