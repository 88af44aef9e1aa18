"""brigade show: one report's text with its facts marked, in the terminal or as a page."""

from __future__ import annotations

import argparse

from brigade.common import db_option, safe, write_text


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="报告", help="报告编号(brigade reports 可查),或标题中的词")
    db_option(parser)
    parser.add_argument("--html", metavar="文件", help="保存为网页")


def run(args: argparse.Namespace) -> int:
    from corpus import Corpus

    with Corpus(args.db, read_only=True) as corpus:
        report = corpus.report(args.report)
        facts = corpus.fact_rows(report_id=report["report_id"])
        left = corpus.store.rows('SELECT * FROM unclaimed WHERE report_id = ? ORDER BY "start"', [report["report_id"]])
        names = {m.id: m.name for m in corpus.catalog.metrics.values()}
    if args.html:
        from brigade.output.report_page import page

        write_text(args.html, page(report, facts, left, names))
        print(f"已保存到 {args.html}")
        return 0
    from rich.text import Text

    from brigade.output.terminal import console
    from brigade.output.words import figure

    text = Text(safe(report["text"]))
    for fact in facts:
        text.stylize("bold underline cyan" if fact["metric"] else "underline yellow", fact["start"], fact["end"])
    for item in left:
        text.stylize("dim", item["start"], item["end"])
    screen = console()
    screen.print(text, soft_wrap=True)
    screen.print(f"\n数据 {len(facts)} 条;蓝色为有指标,黄色为未归类,灰色不作为数据。", markup=False)
    for fact in facts:
        screen.print(
            f"  {fact['quote']} → {names.get(fact['metric'], '(未归类)')} {figure(fact['value'], fact['modifier'], fact['value_max'])}{fact['unit']} {fact['label']}",
            markup=False,
        )
    return 0
