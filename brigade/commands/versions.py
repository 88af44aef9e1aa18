"""brigade versions: brigades and periods with several reports, and what the versions tell otherwise."""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from brigade.common import db_option, format_option, names_of, patterns_option, period_of
from brigade.output.words import RANKS

HEADINGS = [
    ("brigade", "大队"), ("period", "期间"), ("report_id", "编号"), ("kind", "种类"), ("current", "现行"), ("version", "版本"), ("changed", "文件时间"),
    ("facts", "数据"), ("title", "标题"), ("file", "文件"),
]  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="报告", nargs="?", help="报告编号:列出它与现行版本的不同;不写则列出有几份材料的大队和期间")
    parser.add_argument("--brigade", metavar="名称", help="大队名称(含即可)")
    parser.add_argument("--period", metavar="期间", help="期间,如 2023H1")
    db_option(parser)
    format_option(parser)
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.output.listing import show
    from corpus import Corpus
    from corpus.keeping.versions import several
    from corpus.periods import period_name

    with Corpus(args.db, read_only=True, patterns=args.patterns) as corpus:
        if args.report:
            return _differences(corpus, args)
        rows = several(corpus.store, args.brigade, period_of(args.period))
    for row in rows:
        row |= {
            "period": period_name(row["period_start"], row["period_end"]), "kind": "统计表" if row["series"].startswith("table") else "报告",
            "version": _version(row), "file": Path(row["path"]).name,
            "changed": datetime.fromtimestamp(row["modified"]).strftime("%Y-%m-%d %H:%M") if row["modified"] else "",
        }  # fmt: skip
    groups = Counter((row["brigade"], row["period"]) for row in rows)
    show(f"有几份材料的大队和期间 {len(groups)} 个", HEADINGS, rows, args.format)
    return 0


def _version(row: dict[str, Any]) -> str:
    told = [RANKS.get(row["rank"], ""), f"第{row['revision']:g}稿" if row["revision"] and row["revision"] > 1 else ""]
    told.append({"current": "人工指定", "beside": "并列"}.get(row["choice"] or "", ""))
    return " ".join(filter(None, told))


def _differences(corpus: Any, args: argparse.Namespace) -> int:
    from brigade.output.changes import HEADINGS as OF_CHANGES
    from brigade.output.changes import change_rows
    from brigade.output.listing import show
    from corpus.errors import CorpusError
    from corpus.keeping.differences import differences, facts_of
    from corpus.keeping.versions import of_periods

    report = corpus.report(args.report)
    group = (report["brigade"], report["period_start"], report["period_end"])
    others = [r for r in of_periods(corpus.store, [group]) if r["report_id"] != report["report_id"]]
    alike = [r for r in others if r["series"] == report["series"]] or others
    other = next((r for r in alike if r["current"]), alike[0] if alike else None)
    if other is None:
        raise CorpusError(f"报告 {report['report_id']} 没有同一大队、同一期间的其他版本。", "missing")
    told = facts_of(corpus.store, [report["report_id"], other["report_id"]])
    rows = change_rows(differences(told[other["report_id"]], told[report["report_id"]]), names_of(corpus.catalog))
    show(f"{report['report_id']} 与 {other['report_id']} 的不同 {len(rows)} 处", OF_CHANGES, rows, args.format)
    return 0
