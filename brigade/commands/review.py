"""brigade review: writes down how far a report has been gone through."""

from __future__ import annotations

import argparse

from brigade.common import db_option, existing
from brigade.output.words import REVIEW


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="报告", nargs="+", help="报告编号")
    parser.add_argument("--state", choices=list(REVIEW.values()), default=REVIEW["done"], help="核对状态,默认已核对")
    parser.add_argument("--who", metavar="姓名", required=True, help="核对人")
    db_option(parser)


def run(args: argparse.Namespace) -> int:
    from corpus.errors import CorpusError
    from corpus.keeping.reviewing import doubtful, review

    if not args.who.strip():
        raise CorpusError("请用 --who 写明核对人。", "arguments")
    state = next(key for key, word in REVIEW.items() if word == args.state)
    with existing(args.db) as corpus:
        reports = [corpus.report(words) for words in args.report]
        for report in reports:
            review(corpus.store, report, state, who=args.who)
            left = doubtful(corpus.store, report["report_id"]) if state == "done" else 0
            if not report["current"]:
                print(f"注意:{report['report_id']} 不是现行版本,对比用的是另一份(见 brigade versions)")
            print(f"{report['title'] or report['path']}:{args.state}" + (f",其中 {left} 条数据仍存疑" if left else ""))
    return 0
