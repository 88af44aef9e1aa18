"""brigade remove: takes a report out of the store."""

from __future__ import annotations

import argparse
from pathlib import Path

from brigade.common import db_option


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="报告", help="报告编号")
    parser.add_argument("--who", default="", metavar="姓名", help="谁删除的,记入更正记录")
    db_option(parser)


def run(args: argparse.Namespace) -> int:
    from corpus import Corpus
    from corpus.errors import CorpusError

    if not Path(args.db).is_file():
        raise CorpusError(f"找不到数据库 {args.db},请用 --db 指出位置。", "missing")
    with Corpus(args.db) as corpus:
        report = corpus.remove(args.report, who=args.who)
    print(f"已删除 {report['report_id']} {report['title'] or report['path']}")
    return 0
