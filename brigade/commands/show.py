"""brigade show: one report's text with its facts marked, in the terminal or as a page."""

from __future__ import annotations

import argparse

from brigade.common import StoredReport, db_option, safe, stored_report, write_text


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="报告", help="报告编号(brigade reports 可查),或标题中的词")
    db_option(parser)
    parser.add_argument("--html", metavar="文件", help="保存为网页")


def run(args: argparse.Namespace) -> int:
    from corpus import Corpus

    with Corpus(args.db, read_only=True) as corpus:
        told = stored_report(corpus, args.report)
    if args.html:
        from brigade.output.report_page import page

        write_text(args.html, page(*told))
        print(f"已保存到 {args.html}")
    else:
        _print(told)
    return 0


def _print(told: StoredReport) -> None:
    """The text in the terminal with its figures in colours, then a line for each fact."""
    from rich.text import Text

    from brigade.output.terminal import console
    from brigade.output.words import figure

    text = Text(safe(told.report["text"]))
    standing = [fact for fact in told.facts if fact["corrected"] != "wrong"]
    for fact in told.facts:
        if fact["corrected"] == "wrong":
            text.stylize("strike dim", fact["start"], fact["end"])
    for fact in standing:
        text.stylize("bold underline cyan" if fact["metric"] else "underline yellow", fact["start"], fact["end"])
    for item in told.left:
        text.stylize("dim", item["start"], item["end"])
    screen = console()
    screen.print(text, soft_wrap=True)
    screen.print(f"\n数据 {len(standing)} 条;蓝色为有指标,黄色为未归类,灰色不作为数据,划线为已标为错误。", markup=False)
    for fact in standing:
        name = told.names.get(fact["metric"], "(未归类)")
        value = figure(fact["value"], fact["modifier"], fact["value_max"])
        screen.print(f"  {fact['quote']} → {name} {value}{fact['unit']} {fact['label']}", markup=False)
