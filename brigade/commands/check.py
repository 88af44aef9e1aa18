"""brigade check: reviews the figures of a draft."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brigade.common import brigade_period_options, fit, patterns_option, period_of, print_jsonl, write_text

if TYPE_CHECKING:
    from rich.text import Text

    from corpus.answers import Draft
    from corpus.checks import Context, Finding
    from corpus.reading.document import Document
    from extract import Period
    from patterns import Catalog

LEVELS = {"error": ("error",), "warning": ("error", "warning"), "never": ()}
SCOPES = ("once", "draft", "brigade")
COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "cyan"}
INDENT = "    "
SENTENCE_ENDS = "。\n"
AROUND = 60  # characters of a long sentence that are shown on either side of a figure


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
    parser.add_argument("--fix", metavar="文件", help="另存一份 .docx,把有把握的改正(算错的百分比、写错的单位)作为修订写入")
    parser.add_argument("--answer", metavar="代码", help="答复:此代码的结果已核实,不再提示(配合 --reason)")
    parser.add_argument("--reason", metavar="理由", help="答复的理由")
    parser.add_argument(
        "--scope", choices=tuple(SCOPES), help="答复的范围:once 只这几条(默认),draft 这份稿件的这一类,brigade 本大队的这一类"
    )
    parser.add_argument("--at", metavar="文字", help="只答复所在句子含有这些文字的结果")
    parser.add_argument("--all", action="store_true", help="连已答复的一起列出")
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from corpus.answers import Draft, answers_of, split
    from corpus.reading.bounded import read
    from patterns import load_catalog

    _refuse_mistakes(args)
    catalog = load_catalog(args.patterns)
    period = period_of(args.period)
    document = read(args.draft)
    context, found = _reviewed(document, period, catalog, args)
    draft = Draft.of(context)
    if args.answer:
        return _answer(found, draft, args)
    still, done = split(found, answers_of(args.draft, args.db), draft)
    listed = found if args.all else still
    if args.out:
        _save(args, context, document, listed)
    if args.fix:
        from brigade.output.revisions import write_fixed

        fixed = write_fixed(args.fix, document, still)
    if args.format == "jsonl":
        for doubt in context.doubts:
            print(f"注意:{doubt}。", file=sys.stderr)
        print_jsonl(f.to_dict() for f in listed)
    else:
        _show(context, document, listed, done, args)
        if args.fix:
            print(f"已改正 {fixed} 处,修订保存在 {args.fix}")
    return 1 if any(f.severity in LEVELS[args.fail_on] for f in still) else 0


def _answer(found: list[Finding], draft: Draft, args: argparse.Namespace) -> int:
    """Keeps the answer to the findings of a code, of those only in whose sentence the words of `--at` stand."""
    from corpus.answers import add_answers, answers_file
    from corpus.errors import CorpusError

    meant = [f for f in found if f.code.startswith(args.answer) and (not args.at or "".join(args.at.split()) in draft.sentence(f))]
    if not meant:
        raise CorpusError(f"没有符合“{args.at or args.answer}”的检查结果可以答复,请先运行 brigade check 查看。", "arguments")
    path = answers_file(args.draft, args.db)
    count = add_answers(path, meant, args.reason, draft, args.scope or "once")
    print(f"已记下 {count} 条答复,保存在 {path}")
    return 0


def _refuse_mistakes(args: argparse.Namespace) -> None:
    """Raises CorpusError for options that do not go together and for codes that are none."""
    from corpus.checks import catalogue
    from corpus.errors import CorpusError

    if args.out and _suffix(args.out) not in (".docx", ".html", ".htm"):
        raise CorpusError(f"检查结果不能保存为“{_suffix(args.out)}”,请用 .docx 或 .html。", "format")
    if args.fix and _suffix(args.fix) != ".docx":
        raise CorpusError(f"改正稿不能保存为“{_suffix(args.fix)}”,请用 .docx。", "format")
    if any(out and Path(out).resolve() == Path(args.draft).resolve() for out in (args.out, args.fix)):
        raise CorpusError("不能覆盖草稿本身,请换一个文件名。", "arguments")
    if bool(args.answer) != bool(args.reason):
        raise CorpusError("--answer 和 --reason 要一起用。", "arguments")
    if not args.answer and (args.scope or args.at):
        raise CorpusError("--scope 和 --at 要和 --answer 一起用。", "arguments")
    if args.at and args.scope not in (None, "once"):
        raise CorpusError("--at 只用于 --scope once:draft 和 brigade 答复的是这一类的全部结果,请去掉 --at 或改用 once。", "arguments")
    known = catalogue()
    for code in [*(args.select or []), *(args.ignore or []), *([args.answer] if args.answer else [])]:
        if not any(c.startswith(code) for c in known):
            raise CorpusError(f"没有检查代码“{code}”,用 brigade explain 查看全部代码。", "code")


def _reviewed(document: Document, period: Period | None, catalog: Catalog, args: argparse.Namespace) -> tuple[Context, list[Finding]]:
    """The draft held against itself, the store and the ledger that are given."""
    from brigade.commands.import_ import registry_of
    from corpus.checks import run_checks
    from corpus.review import context_of

    with ExitStack() as stack:
        corpus = None
        if args.db:
            from corpus import Corpus

            corpus = stack.enter_context(
                Corpus(args.db, read_only=True, patterns=args.patterns, registry=registry_of(args.registry, args.db))
            )
        context = context_of(document, corpus=corpus, brigade=args.brigade, period=period, ledger=args.ledger, catalog=catalog)
        return context, run_checks(context, args.select, args.ignore)


def _save(args: argparse.Namespace, context: Context, document: Document, findings: list[Finding]) -> None:
    """The draft with its findings, as Word comments or as a page."""
    if _suffix(args.out) == ".docx":
        from brigade.output.word import write

        write(args.out, document, findings)
    else:
        from brigade.output.check_page import page

        write_text(args.out, page(context.report.title or args.draft, document.text, findings))


def _suffix(out: str) -> str:
    return Path(out).suffix.lower()


def _show(
    context: Context, document: Document, findings: list[Finding], answered: list[tuple[Finding, str]], args: argparse.Namespace
) -> None:
    """Findings with their sentences, how many there are, what was not checked, and where the draft was saved."""
    from brigade.output.terminal import console
    from brigade.output.words import SEVERITY

    screen = console()
    for doubt in context.doubts:
        screen.print(f"注意:{fit(doubt)}。", markup=False)
    for finding in findings:
        _show_finding(screen, finding, document)
    counts = "、".join(f"{SEVERITY[s]} {sum(f.severity == s for f in findings)} 条" for s in ("error", "warning", "info"))
    screen.print(f"检查 {len(context.rows)} 个数据:{counts}" + (f";已答复 {len(answered)} 条" if answered else ""), markup=False)
    for finding, reason in answered if args.all else ():
        screen.print(f"已答复 {finding.code} {fit(finding.message)}:{fit(reason)}", markup=False)
    notes = _unchecked(context, args)
    if notes:
        screen.print("未检查:" + ";".join(notes) + "。", markup=False)
    if args.out:
        screen.print(f"已保存到 {args.out}", markup=False)


def _show_finding(screen: Any, finding: Finding, document: Document) -> None:
    """What is wrong, the sentence with the figures marked, where it stands and how to mend it."""
    from rich.text import Text

    from brigade.output.words import SEVERITY
    from corpus.checks import catalogue

    check = catalogue()[finding.code]
    head = Text(f"{SEVERITY[finding.severity]} {finding.code} ", style=COLOURS[finding.severity])
    head.append(fit(f"{check.title}:{finding.message}"), style="default")
    screen.print(head)
    where = ""
    if finding.spans:
        screen.print(_sentence(finding, document.text))
        where = document.where(finding.spans[0][0])
    screen.print(f"    {where + ',' if where else ''}{check.mend}", markup=False)


def _sentence(finding: Finding, text: str) -> Text:
    """The sentence of the first figure, cut where it is long, with the figures marked."""
    from rich.text import Text

    start, end = finding.spans[0]
    begin = max(*(text.rfind(c, 0, start) + 1 for c in SENTENCE_ENDS), start - AROUND)
    stop = min(*(p for c in SENTENCE_ENDS if (p := text.find(c, end)) >= 0), len(text), end + AROUND)
    line = Text(INDENT + fit(text[begin:stop]), style="dim")
    for a, b in finding.spans:
        if begin <= a and b <= stop:
            line.stylize("not dim bold underline", a - begin + len(INDENT), b - begin + len(INDENT))
    return line


def _unchecked(context: Context, args: argparse.Namespace) -> list[str]:
    """What could not be checked, and why."""
    notes = []
    unknown = sum(u.reason == "unknown" for u in context.report.unclaimed)
    if unknown:
        notes.append(f"{unknown} 处数字未能判断,没有检查")
    if not context.report.period.end:
        notes.append("报告期间未识别,日期和往期没有检查,可用 --period 指定")
    if args.db and not context.past:
        notes.append("数据库里没有本大队往期报告,没有与往期对照")
    if not args.db:
        notes.append("没有给出 --db,没有与往期对照")
    return [*notes, *context.ledger_notes]
