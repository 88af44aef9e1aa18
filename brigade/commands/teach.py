"""brigade teach: one decision for all figures told in the same words."""

from __future__ import annotations

import argparse

from brigade.common import db_option, existing, patterns_option, who_options

NONE = "无"  # what is written for none of the metrics


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("label", metavar="说法", help="brigade suggest 列出的说法")
    parser.add_argument("metric", metavar="指标", help=f"指标编号或名称;写“{NONE}”为不是指标,以后不再列出")
    parser.add_argument("--unit", metavar="单位", help=f"只限此单位;写“{NONE}”为没有单位")
    parser.add_argument("--qualifier", metavar="限定", help=f"它是指标的哪一部分;写“{NONE}”为总数")
    who_options(parser)
    db_option(parser)
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from corpus.keeping.lessons import teach_words
    from corpus.reading.names import metric_id

    with existing(args.db, args.patterns) as corpus:
        metric = "" if args.metric == NONE else metric_id(args.metric, corpus.catalog)
        unit = "" if args.unit == NONE else args.unit
        done = teach_words(
            corpus.store,
            args.label.strip(),
            metric,
            corpus.catalog,
            unit=unit,
            qualifier="" if args.qualifier == NONE else args.qualifier,
            who=args.who,
            why=args.why,
        )
    if not done.new:
        print(f"“{args.label}”:已有这条经验,没有改动")
        return 0
    print(
        f"“{args.label}”:库中随之改动的数据 {done.changed} 条,以后导入的报告也按此归类(第 {done.numbers[0]} 号;撤销用 brigade undo {done.numbers[0]})"
    )
    return 0
