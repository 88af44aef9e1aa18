"""brigade current: makes one version of a report the one that counts."""

from __future__ import annotations

import argparse

from brigade.common import db_option, patterns_option


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="报告", help="报告编号(见 brigade versions)")
    parser.add_argument("--who", metavar="姓名", default="", help="操作人")
    parser.add_argument("--why", metavar="理由", default="", help="理由")
    db_option(parser)
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from corpus import Corpus
    from corpus.keeping.store import Store
    from corpus.keeping.versions import choose

    Store(args.db, read_only=True).close()  # a missing store is told, not made
    with Corpus(args.db, patterns=args.patterns) as corpus:
        report = corpus.report(args.report)
        choose(corpus.store, report, corpus.catalog, who=args.who, why=args.why)
    print(f"现行版本已改为 {report['report_id']} {report['title'] or report['path']}")
    return 0
