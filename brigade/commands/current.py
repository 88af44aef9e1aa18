"""brigade current: makes one version of a report the one that counts."""

from __future__ import annotations

import argparse

from brigade.common import db_option, existing, patterns_option, who_options


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="报告", help="报告编号(见 brigade versions)")
    who_options(parser)
    db_option(parser)
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from corpus.keeping.versions import choose

    with existing(args.db, args.patterns) as corpus:
        report = corpus.report(args.report)
        choose(corpus.store, report, corpus.catalog, who=args.who, why=args.why)
    print(f"现行版本已改为 {report['report_id']} {report['title'] or report['path']}")
    return 0
