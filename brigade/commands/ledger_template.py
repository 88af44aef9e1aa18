"""brigade ledger-template: an empty ledger to fill in."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

from brigade.common import catalog_of, patterns_option, period_of, print_csv, write_text


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", "-o", metavar="文件", required=True, help="保存为 .xlsx 或 .csv")
    parser.add_argument("--periods", nargs="+", metavar="期间", default=["2023H1", "2023H2"], help="列出的期间,默认 2023H1 2023H2")
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from corpus.errors import CorpusError
    from corpus.reading.ledger import template_rows

    for period in args.periods:
        period_of(period)
    rows = template_rows(catalog_of(args.patterns), args.periods)
    suffix = Path(args.out).suffix.lower()
    if suffix == ".xlsx":
        from brigade.output.excel import Book

        book = Book(args.out)
        sheet = book.sheet("台账", rows[0], rows[1:], [26, 24, 10, *[14] * len(args.periods)])
        sheet.freeze_panes(1, 3)
        book.close()
    elif suffix == ".csv":
        out = io.StringIO()
        headings = [str(n) for n in range(len(rows[0]))]  # two periods may have one name
        print_csv(headings, (dict(zip(headings, row, strict=True)) for row in rows), out)
        write_text(args.out, "\ufeff" + out.getvalue().partition("\n")[2])
    else:
        raise CorpusError(f"模板不能保存为“{suffix}”,请用 .xlsx 或 .csv。", "format")
    print(f"已生成台账模板 {args.out}:{len(rows) - 1} 个指标")
    return 0
