"""brigade undo: takes a correction, or the choice of a version, back."""

from __future__ import annotations

import argparse

from brigade.common import db_option, patterns_option
from brigade.output.journal import outcome, sentence


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="编号", type=int, nargs="?", help="brigade history 中的编号;不写则为最近一次")
    parser.add_argument("--who", metavar="姓名", default="", help="操作人")
    db_option(parser)
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from corpus import Corpus
    from corpus.keeping.store import Store
    from corpus.keeping.undoing import undo

    Store(args.db, read_only=True).close()  # a missing store is told, not made
    with Corpus(args.db, patterns=args.patterns) as corpus:
        done = undo(corpus.store, corpus.catalog, args.number, who=args.who)
        told = sentence(done.entry, corpus.catalog)
    print(f"已撤销第 {done.entry.id} 号:{told}" + outcome(done, "现有数据中已没有它改动的内容"))
    return 0
