"""brigade history: who changed what, when and why."""

from __future__ import annotations

import argparse
from typing import Any

from brigade.common import db_option, format_option, patterns_option

HEADINGS = [
    ("id", "编号"), ("at", "时间"), ("who", "操作人"), ("brigade", "大队"), ("period", "期间"), ("told", "内容"), ("why", "理由"), ("state", "状态"),
]  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("which", metavar="编号", nargs="?", help="报告编号,或更正的编号;不写则列出全部")
    db_option(parser)
    format_option(parser)
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.output.journal import sentence
    from brigade.output.listing import show
    from corpus import Corpus
    from corpus.keeping import journal
    from corpus.keeping.standing import without_place
    from corpus.periods import period_name

    rows: list[dict[str, Any]] = []
    with Corpus(args.db, read_only=True, patterns=args.patterns) as corpus:
        holds = journal.all_in_force(corpus.store)
        entries = _entries(corpus, args.which)
        placeless = without_place(corpus.store, (e for e in entries if e.id in holds))
        for entry in entries:
            state = (
                ""
                if entry.deed in journal.FINAL
                else "已撤销"
                if entry.id not in holds
                else "原句已不在"
                if entry.id in placeless
                else "有效"
            )
            rows.append({
                **{name: getattr(entry, name) for name in entry.__slots__}, "period": period_name(entry.period_start, entry.period_end),
                "told": sentence(entry, corpus.catalog), "state": state, "at": entry.at.isoformat(" ", "seconds") if entry.at else "",
            })  # fmt: skip
    show(f"更正记录 {len(rows)} 条", HEADINGS, rows, args.format)
    return 0


def _entries(corpus: Any, which: str | None) -> list[Any]:
    """The lines asked for: all, one and those that undid or did it again, or those of a report."""
    from corpus.keeping import journal

    if which is None:
        return journal.read(corpus.store)
    if which.isdigit() and len(which) < 8:
        journal.line(corpus.store, int(which))
        return journal.read(corpus.store, "id = ? OR target = ?", [int(which), int(which)])
    report = corpus.report(which)
    return journal.of_report(corpus.store, report)
