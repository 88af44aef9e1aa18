"""brigade suggest: frequent labels without a metric, or with a doubtful one."""

from __future__ import annotations

import argparse

from brigade.common import db_option, format_option, names_of


def arguments(parser: argparse.ArgumentParser) -> None:
    db_option(parser)
    parser.add_argument("--limit", type=int, default=30, metavar="N", help="列出条数,默认 30")
    format_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.output.listing import show
    from corpus import Corpus
    from corpus.errors import CorpusError

    if args.limit < 1:
        raise CorpusError("--limit 后面的条数要大于 0。", "arguments")
    with Corpus(args.db, read_only=True) as corpus:
        rows = corpus.suggest(args.limit)
        names = names_of(corpus.catalog)
    for row in rows:
        row["name"] = names.get(row["nearest"], "")
        row["state"] = "存疑" if row["doubtful"] else "没有指标"
    show(
        f"还没有指标或存疑的说法 {len(rows)} 种(用 brigade teach 说法 指标 一次定下)",
        [
            ("label", "说法"),
            ("unit", "单位"),
            ("count", "次数"),
            ("brigades", "大队数"),
            ("state", "情况"),
            ("name", "可能的指标"),
            ("example", "例句"),
        ],
        rows,
        args.format,
    )
    return 0
