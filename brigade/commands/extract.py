"""brigade extract: facts of one or more files, as a table or a file."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

from brigade.common import brigade_period_options, catalog_of, format_of, patterns_option, period_of, print_jsonl, write_text

if TYPE_CHECKING:
    from extract import Lesson, Report
    from patterns import Catalog

FORMATS = ("table", "jsonl", "csv", "xlsx")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="文件", nargs="+", help="报告文件(文本、Word、PDF 等)")
    parser.add_argument("--format", choices=FORMATS, help="输出格式,默认 table;按 --out 的扩展名自动判断")
    parser.add_argument("--out", "-o", metavar="文件", help="保存到文件")
    parser.add_argument("--lessons", metavar="文件", help="更正文件(TOML):同样的说法按其中的指标归类,相近的标为存疑")
    brigade_period_options(parser)
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from corpus.errors import CorpusError
    from corpus.reading.bounded import read_all
    from corpus.reading.report import report_and_doubts

    period = period_of(args.period)
    catalog = catalog_of(args.patterns)
    form = format_of(args.format, args.out, FORMATS)
    if form == "xlsx" and not args.out:
        raise CorpusError("保存为 Excel 要用 --out 给出文件名,例如 --out 结果.xlsx。", "arguments")
    lessons = _lessons(args.lessons, catalog) if args.lessons else ()
    reports: list[tuple[str, Report]] = []
    failed: list[str] = []
    for name in args.files:
        try:
            contents = read_all(name)
        except CorpusError as error:
            failed.append(" ".join(str(error).split()))
            continue
        for unread in contents.unread:
            print(f"未读取:{unread}", file=sys.stderr)
        for document in contents.documents:
            told = f"{name} › {document.inside}" if document.inside else name
            report, doubts = report_and_doubts(document, brigade=args.brigade, period=period, catalog=catalog, lessons=lessons)
            for note in (*document.notes, *doubts):
                print(f"{told}:{note}", file=sys.stderr)
            reports.append((told, report))
    several = len(args.files) > 1 or len(reports) > 1
    if args.out and reports:
        _save(args.out, form, reports, catalog, several)
        print(f"已保存 {sum(len(report.facts) for _, report in reports)} 条数据到 {args.out}", file=sys.stderr)
    elif reports:
        _print(form, reports, catalog, several)
    for message in failed:
        print(message, file=sys.stderr)
    if failed and len(args.files) > 1:
        print(f"共 {len(args.files)} 个文件,{len(failed)} 个未能读取。", file=sys.stderr)
    return 2 if failed else 0


def _lessons(path: str, catalog: Catalog) -> tuple[Lesson, ...]:
    """The lessons of a file; those that teach nothing are told."""
    from corpus.lessons import read_lessons
    from extract.lessons import lost

    lessons = read_lessons(path, catalog)
    for lesson in lost(lessons, catalog):
        print(f"更正文件 {path} 中有一条未起作用,所指的“{lesson.text[lesson.start : lesson.end]}”读不出数字或没有说法。", file=sys.stderr)
    return lessons


def _save(out: str, form: str, reports: list[tuple[str, Report]], catalog: Catalog, named: bool) -> None:
    """A workbook, or else what would be printed; Excel knows a CSV file as UTF-8 by the mark at its beginning."""
    if form == "xlsx":
        from brigade.output.facts_excel import write_reports

        write_reports(out, reports, catalog)
        return
    buffer = io.StringIO()
    with redirect_stdout(buffer):
        _print(form, reports, catalog, named)
    write_text(out, ("\ufeff" if form == "csv" else "") + buffer.getvalue())


def _print(form: str, reports: list[tuple[str, Report]], catalog: Catalog, named: bool) -> None:
    if form == "jsonl":
        print_jsonl(_records(reports, named))
    elif form == "csv":
        from brigade.output.frames import facts_csv

        sys.stdout.write(facts_csv(reports, named))
    else:
        from brigade.output.report_table import print_report

        for name, report in reports:
            print_report(report, catalog, name)


def _records(reports: list[tuple[str, Report]], named: bool) -> Iterator[dict[str, Any]]:
    """All that was found, fact by fact; each with its file where there are several."""
    for name, report in reports:
        for record in report.records():
            yield {**record, "file": name} if named else record
