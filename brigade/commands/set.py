"""brigade set: another brigade or period for a stored report."""

from __future__ import annotations

import argparse

from brigade.common import db_option, existing, patterns_option, period_of, who_options


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="报告", help="报告编号")
    parser.add_argument("--brigade", metavar="名称", help="改为此大队")
    parser.add_argument("--period", metavar="期间", help="改为此期间,如 2023H1、2023年上半年")
    who_options(parser)
    db_option(parser)
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from corpus.keeping.identity import STAYED, set_identity
    from corpus.periods import period_in_chinese

    period = period_of(args.period)
    with existing(args.db, args.patterns) as corpus:
        report = corpus.report(args.report)
        number = set_identity(corpus.store, report, corpus.catalog, brigade=args.brigade, period=period, who=args.who, why=args.why)
        report = corpus.report(report["report_id"])
        stayed = sum(STAYED in (row["doubt"] or "") for row in corpus.fact_rows(report_id=report["report_id"]))
    when = period_in_chinese(report["period_start"], report["period_end"])
    print(f"已改为 {report['brigade']} {when}(第 {number} 号;撤销用 brigade undo {number})")
    if stayed:
        print(f"表格中另有 {stayed} 个数字的期间要看表头才能确定,已标为存疑;请重新导入文件 {report['path']}")
    return 0
