"""brigade extract: facts of one or more files, as a table or a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brigade.common import brigade_period_options, catalog_of, patterns_option, period_of, print_jsonl, write_text

if TYPE_CHECKING:
    from extract import Report

FORMATS = ("table", "jsonl", "csv", "xlsx")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="文件", nargs="+", help="报告文件(文本、Word、PDF 等)")
    parser.add_argument("--format", choices=FORMATS, help="输出格式,默认 table;按 --out 的扩展名自动判断")
    parser.add_argument("--out", "-o", metavar="文件", help="保存到文件")
    brigade_period_options(parser)
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from corpus.errors import CorpusError
    from corpus.reading.readers import read
    from corpus.reading.report import report_of

    period = period_of(args.period)
    catalog = catalog_of(args.patterns)
    form = (
        args.format
        or ({".jsonl": "jsonl", ".csv": "csv", ".xlsx": "xlsx"}.get(Path(args.out).suffix.lower()) if args.out else None)
        or "table"
    )
    if form == "xlsx" and not args.out:
        raise CorpusError("保存为 Excel 要用 --out 给出文件名,例如 --out 结果.xlsx。", "arguments")
    reports = [(name, report_of(read(name), brigade=args.brigade, period=period, catalog=catalog)) for name in args.files]
    many = len(reports) > 1
    if form == "jsonl":
        _jsonl(reports, many, args.out)
    elif form == "csv":
        from brigade.output.frames import facts_csv

        text = facts_csv(reports, many)
        if args.out:
            write_text(args.out, "\ufeff" + text)
        else:
            sys.stdout.write(text)
    elif form == "xlsx":
        from brigade.output.excel import write_reports

        write_reports(args.out, reports, catalog)
    else:
        from brigade.output.report_table import print_report

        if args.out:
            import io
            from contextlib import redirect_stdout

            buffer = io.StringIO()
            with redirect_stdout(buffer):
                for name, report in reports:
                    print_report(report, catalog, name)
            write_text(args.out, buffer.getvalue())
        else:
            for name, report in reports:
                print_report(report, catalog, name)
    if args.out:
        count = sum(len(report.facts) for _, report in reports)
        print(f"已保存 {count} 条数据到 {args.out}", file=sys.stderr)
    return 0


def _jsonl(reports: list[tuple[str, Report]], many: bool, out: str | None) -> None:
    def rows() -> Any:
        for name, report in reports:
            for record in report.records():
                yield {**record, "file": name} if many else record

    if out:
        import io

        buffer = io.StringIO()
        print_jsonl(rows(), buffer)
        write_text(out, buffer.getvalue())
    else:
        print_jsonl(rows())
