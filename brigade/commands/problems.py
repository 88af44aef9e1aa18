"""brigade problems: what imports could not read, left unread or found doubtful, by file."""

from __future__ import annotations

import argparse

from brigade.common import db_option, format_option

HEADINGS = [("path", "文件"), ("kind_name", "类型"), ("message", "说明"), ("report_id", "报告")]


def arguments(parser: argparse.ArgumentParser) -> None:
    db_option(parser)
    parser.add_argument("--kind", metavar="类型", help="只列出这一类,如 需要确认、未读取、已损坏")
    parser.add_argument("--path", metavar="词", default="", help="只列出路径含此词的文件")
    format_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.output.listing import show
    from brigade.output.words import PROBLEMS
    from corpus import Corpus
    from corpus.errors import CorpusError

    known = {name: kind for kind, name in PROBLEMS.items()}
    if args.kind and args.kind not in known and args.kind not in PROBLEMS:
        raise CorpusError(f"没有“{args.kind}”这一类,可用的有:{'、'.join(known)}。", "arguments")
    with Corpus(args.db, read_only=True) as corpus:
        rows = corpus.problems(kind=known.get(args.kind, args.kind), path=args.path)
    for row in rows:
        row["kind_name"] = PROBLEMS.get(row["kind"], row["kind"])
    files = len({row["path"] for row in rows})
    show(f"{files} 个文件,{len(rows)} 条", HEADINGS, rows, args.format)
    return 0
