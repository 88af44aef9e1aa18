"""brigade facts: stored facts, filtered."""

from __future__ import annotations

import argparse

from brigade.common import db_option, format_option, names_of, period_of

HEADINGS = [
    ("brigade", "大队"), ("period", "期间"), ("name", "指标"), ("label", "说法"), ("shown", "数值"), ("unit", "单位"), ("qualifier", "限定"),
    ("entity", "主体"), ("state", "状态"), ("mended", "更正"), ("sentence", "原句"), ("report_id", "报告"),
]  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    db_option(parser)
    parser.add_argument("--brigade", metavar="名称", help="大队名称(含即可)")
    parser.add_argument("--period", metavar="期间", help="期间,如 2023H1")
    parser.add_argument("--metric", metavar="指标", help="指标编号或名称,或活动类型前缀,如 inspection.units、检查单位、inspection")
    parser.add_argument("--activity", metavar="类型", help="活动类型,如 inspection")
    parser.add_argument("--text", metavar="词", help="说法或原句中含此词")
    parser.add_argument("--report", metavar="编号", help="某一份报告")
    parser.add_argument("--doubtful", action="store_true", help="只列出存疑的数据,并说明疑点")
    parser.add_argument("--removed", action="store_true", help="也列出标为错误的数据")
    format_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.output.listing import show
    from brigade.output.words import CORRECTED, STATUS, figure
    from corpus import Corpus
    from corpus.api import COLUMNS
    from corpus.periods import period_in_chinese
    from corpus.reading.names import metric_id

    with Corpus(args.db, read_only=True) as corpus:
        names = names_of(corpus.catalog)
        metric = metric_id(args.metric, corpus.catalog) if args.metric else None
        rows = corpus.fact_rows(
            brigade=args.brigade, period=period_of(args.period), metric=metric, activity=args.activity, text=args.text,
            report_id=corpus.report(args.report)["report_id"] if args.report else None, removed=True,
        )  # fmt: skip
    if args.doubtful:
        rows = [row for row in rows if row["doubt"]]
    wrong = sum(row["corrected"] == "wrong" for row in rows)
    rows = [row for row in rows if args.removed or row["corrected"] != "wrong"]
    rows = [{k: row.get(k) for k in COLUMNS} for row in rows]
    if args.format not in ("csv", "jsonl"):
        for row in rows:
            row["name"] = names.get(row["metric"], "(未归类)")
            row["shown"] = figure(row["value"], row["modifier"], row["value_max"])
            row["period"] = period_in_chinese(row["period_start"], row["period_end"]) or row["period"]
            row["state"] = STATUS[row["status"]] if row["status"] != "actual" else ""
            row["mended"] = CORRECTED.get(row["corrected"], "更正" if row["corrected"] else "")
    left = f",另有 {wrong} 条已标为错误(--removed 可见)" if wrong and not args.removed else ""
    headings = [*HEADINGS[:6], ("doubt", "疑点"), *HEADINGS[-2:]] if args.doubtful else HEADINGS
    show(f"{'存疑的' if args.doubtful else ''}数据 {len(rows)} 条{left}", headings, rows, args.format)
    return 0
