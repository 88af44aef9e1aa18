"""brigade reports: what is in the store."""

from __future__ import annotations

import argparse

from brigade.common import db_option, format_option

QUERY = """
SELECT report_id, brigade, title, format, facts, "current", path, brigade_from, period_from, period_start, period_end, chars, ocr, imported_at,
       patterns_version, sha256, review, reviewed_by, reviewed_at
FROM reports ORDER BY brigade, period_start, path
"""
HEADINGS = [
    ("report_id", "编号"), ("brigade", "大队"), ("period", "期间"), ("title", "标题"), ("format", "格式"), ("facts", "数据"), ("current", "现行"), ("state", "核对"), ("path", "文件"),
]  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    db_option(parser)
    parser.add_argument("--brigade", metavar="名称", help="只列出名称含此词的大队")
    format_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.output.listing import show
    from brigade.output.words import REVIEW
    from corpus import Corpus
    from corpus.periods import period_name

    with Corpus(args.db, read_only=True) as corpus:
        rows = corpus.store.rows(QUERY)
    for row in rows:
        row["state"] = REVIEW.get(row["review"] or "", "")
        row["period"] = period_name(row["period_start"], row["period_end"])
    if args.brigade:
        rows = [r for r in rows if args.brigade in r["brigade"]]
    show(f"报告 {len(rows)} 份", HEADINGS, rows, args.format)
    return 0
