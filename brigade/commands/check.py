"""brigade check: reviews the figures of a draft."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from brigade.common import brigade_period_options, patterns_option, period_of, print_jsonl, safe, write_text

LEVELS = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", metavar="草稿", help="草稿文件")
    parser.add_argument("--db", metavar="文件", help="与此数据库中的往期报告、同期大队对照")
    parser.add_argument("--ledger", metavar="文件", help="与此台账(.xlsx 或 .csv)对照")
    parser.add_argument("--registry", metavar="文件", help="大队名册 brigades.csv")
    brigade_period_options(parser)
    parser.add_argument("--select", nargs="+", metavar="代码", help="只查这些代码,可写前缀,如 S C401")
    parser.add_argument("--ignore", nargs="+", metavar="代码", help="不查这些代码")
    parser.add_argument("--fail-on", choices=tuple(LEVELS), default="error", help="到此级别以退出码 1 结束,默认 error")
    parser.add_argument("--format", choices=("table", "jsonl"), help="输出格式,默认 table")
    parser.add_argument("--out", "-o", metavar="文件", help="保存为带批注的 .docx 或带标记的 .html")
    parser.add_argument("--answer", metavar="代码", help="答复:此代码的结果已核实,不再提示(配合 --reason)")
    parser.add_argument("--reason", metavar="理由", help="答复的理由")
    parser.add_argument("--all", action="store_true", help="连已答复的一起列出")
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.commands.import_ import registry_of
    from corpus.answers import add_answers, read_answers, sidecar, split
    from corpus.checks import catalogue
    from corpus.checks.run import context_of, run_checks
    from corpus.errors import CorpusError
    from corpus.reading.readers import read
    from patterns import load_catalog

    suffix = Path(args.out).suffix.lower() if args.out else ""
    if args.out and suffix not in (".docx", ".html", ".htm"):
        raise CorpusError(f"检查结果不能保存为“{suffix}”,请用 .docx 或 .html。", "format")
    if args.out and Path(args.out).resolve() == Path(args.draft).resolve():
        raise CorpusError("不能覆盖草稿本身,请换一个文件名。", "arguments")
    if bool(args.answer) != bool(args.reason):
        raise CorpusError("--answer 和 --reason 要一起用。", "arguments")
    known = catalogue()
    for code in [*(args.select or []), *(args.ignore or []), *([args.answer] if args.answer else [])]:
        if not any(c.startswith(code) for c in known):
            raise CorpusError(f"没有检查代码“{code}”,用 brigade explain 查看全部代码。", "code")
    catalog = load_catalog(args.patterns)
    period = period_of(args.period)
    document = read(args.draft)
    corpus: Any = None
    if args.db:
        from corpus import Corpus

        corpus = Corpus(args.db, read_only=True, patterns=args.patterns, registry=registry_of(args.registry, args.db))
    try:
        context = context_of(document, corpus=corpus, brigade=args.brigade, period=period, ledger=args.ledger, catalog=catalog)
        found = run_checks(context, args.select, args.ignore)
    finally:
        if corpus is not None:
            corpus.close()
    if args.answer:
        count = add_answers(sidecar(args.draft), [f for f in found if f.code.startswith(args.answer)], args.reason)
        print(f"已记下 {count} 条答复,保存在 {sidecar(args.draft)}")
        return 0
    still, done = split(found, read_answers(sidecar(args.draft)))
    listed = found if args.all else still
    if suffix == ".docx":
        from brigade.output.word import write

        write(args.out, document, listed)
    elif suffix:
        from brigade.output.check_page import page

        write_text(args.out, page(context.report.title or args.draft, document.text, listed))
    if args.format == "jsonl":
        print_jsonl(f.to_dict() for f in listed)
    else:
        _show(context, document, listed, done, args)
    return 1 if any(f.severity in LEVELS[args.fail_on] for f in still) else 0


def _show(context: Any, document: Any, found: list[Any], done: list[Any], args: argparse.Namespace) -> None:
    from rich.text import Text

    from brigade.output.terminal import console
    from brigade.output.words import SEVERITY
    from corpus.checks import catalogue

    screen = console()
    codes = catalogue()
    colours = {"error": "bold red", "warning": "bold yellow", "info": "cyan"}
    text = document.text
    for finding in found:
        head = Text(f"{SEVERITY[finding.severity]} {finding.code} ", style=colours[finding.severity])
        head.append(safe(f"{codes[finding.code].title}:{finding.message}"), style="default")
        screen.print(head)
        if finding.spans:
            start, end = finding.spans[0]
            begin = max(text.rfind(c, 0, start) for c in "。\n") + 1
            stop = min((p for c in "。\n" if (p := text.find(c, end)) >= 0), default=len(text))
            begin = max(begin, start - 60)
            stop = min(stop, end + 60)
            line = Text("    " + safe(text[begin:stop]), style="dim")
            for a, b in finding.spans:
                if begin <= a and b <= stop:
                    line.stylize("not dim bold underline", a - begin + 4, b - begin + 4)
            screen.print(line)
            where = document.where(start)
            screen.print(f"    {where + ',' if where else ''}{codes[finding.code].mend}", markup=False)
        else:
            screen.print(f"    {codes[finding.code].mend}", markup=False)
    counts = "、".join(f"{SEVERITY[s]} {sum(f.severity == s for f in found)} 条" for s in ("error", "warning", "info"))
    screen.print(f"检查 {len(context.rows)} 个数据:{counts}" + (f";已答复 {len(done)} 条" if done else ""), markup=False)
    unknown = sum(u.reason == "unknown" for u in context.report.unclaimed)
    notes = []
    if unknown:
        notes.append(f"{unknown} 处数字未能判断,没有检查")
    if not context.report.period.end:
        notes.append("报告期间未识别,日期和往期没有检查,可用 --period 指定")
    if args.db and not context.past:
        notes.append("数据库里没有本大队往期报告,没有与往期对照")
    if not args.db:
        notes.append("没有给出 --db,没有与往期对照")
    if notes:
        screen.print("未检查:" + ";".join(notes) + "。", markup=False)
    if args.out:
        screen.print(f"已保存到 {args.out}", markup=False)
