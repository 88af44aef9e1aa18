"""brigade suggest: frequent labels without a metric."""

from __future__ import annotations

import argparse

from brigade.common import db_option, format_option


def arguments(parser: argparse.ArgumentParser) -> None:
    db_option(parser)
    parser.add_argument("--limit", type=int, default=30, metavar="N", help="列出条数,默认 30")
    format_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.output.listing import show
    from corpus import Corpus

    with Corpus(args.db, read_only=True) as corpus:
        rows = corpus.suggest(args.limit)
    show(
        "还没有指标的说法",
        [("label", "说法"), ("unit", "单位"), ("count", "次数"), ("brigades", "大队数"), ("nearest", "最接近的指标"), ("example", "例句")],
        rows,
        args.format,
    )
    return 0
