"""brigade compare: brigades or periods side by side."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brigade.common import db_option, patterns_option, period_of, write_text
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from corpus import Corpus
    from corpus.comparing.comparison import Comparison
    from extract import Period

FORMATS = ("table", "csv", "jsonl", "parquet")
_PAGES = (".html", ".htm")
_WITH_MORE = (".xlsx", *_PAGES)  # files that tell odd figures as well
_BY_SUFFIX = {".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet"}


def arguments(parser: argparse.ArgumentParser) -> None:
    db_option(parser)
    parser.add_argument("--period", metavar="期间", help="各大队在此期间并列,如 2023H1")
    parser.add_argument("--brigade", metavar="名称", help="一个大队的各期间并列")
    parser.add_argument("--brigades", metavar="名称", nargs="+", help="只看这些大队")
    parser.add_argument("--over", choices=("year", "half", "quarter", "month"), help="配合 --brigade:按年、半年、季、月")
    parser.add_argument("--with", dest="base", metavar="期间", help="与此期间相比的变化")
    parser.add_argument("--per", metavar="分母", help="month(按月平均)、brigades.csv 的列(如 population)或指标编号(如 response.dispatches)")
    parser.add_argument("--metric", metavar="指标", nargs="+", help="只看这些指标(编号、名称或活动类型)")
    parser.add_argument("--activity", metavar="类型", nargs="+", help="只看这些活动类型")
    parser.add_argument("--rank", metavar="指标", help="按此指标排名")
    parser.add_argument("--outliers", action="store_true", help="列出异常偏高、偏低的数字")
    parser.add_argument("--coverage", action="store_true", help="列出哪个大队哪个期间缺哪个指标")
    parser.add_argument("--difference", action="store_true", help="缺下半年报告时,用全年减上半年推算")
    parser.add_argument("--parent", metavar="支队", help="加上此支队的合计列(需要大队名册)")
    parser.add_argument("--money", choices=("元", "万元"), help="金额的单位;不写则一万元以上用万元,一亿元以上用亿元(csv、jsonl 总是元)")
    parser.add_argument("--reviewed", action="store_true", help="只用已核对的报告")
    parser.add_argument("--registry", metavar="文件", help="大队名册 brigades.csv")
    parser.add_argument("--format", choices=FORMATS, help="输出格式,默认 table")
    parser.add_argument("--out", "-o", metavar="文件", help="保存为 .xlsx、.html、.csv、.jsonl 或 .parquet")
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.commands.import_ import registry_of
    from brigade.output.compare_table import print_coverage
    from corpus import Corpus
    from corpus.comparing.coverage import coverage
    from corpus.comparing.outliers import outliers
    from corpus.periods import period_name
    from corpus.reading.names import metric_id

    suffix, form = _file_and_form(args)
    period, base = period_of(args.period), period_of(args.base)
    with Corpus(args.db, read_only=True, patterns=args.patterns, registry=registry_of(args.registry, args.db)) as corpus:
        if args.coverage:
            covered = [r for r in coverage(corpus) if period is None or r["period"] == period_name(period.start, period.end)]
            return print_coverage(covered, args.format)
        metrics = [metric_id(word, corpus.catalog) for word in args.metric or []]
        rank = metric_id(args.rank, corpus.catalog) if args.rank else None
        out = _compared(corpus, args, period, base, metrics, rank)
        if rank:
            return _print_ranking(out, rank, args.format, args.money)
        odd = outliers(corpus, out) if args.outliers or suffix in _WITH_MORE else []
        if args.outliers:
            return _print_outliers(odd, args.format)
        covered = coverage(corpus) if suffix in _WITH_MORE else []
        if not args.out:  # the store stays open: what a figure came from is read when it is shown
            _print(out, form, args.money)
            return 0
        return _save(out, odd, covered, form, suffix, args)


def _file_and_form(args: argparse.Namespace) -> tuple[str, str]:
    """The ending of the file ("" for none) and the format.  Raises CorpusError where they cannot be."""
    if args.out and (args.rank or args.outliers or args.coverage):
        raise CorpusError("--out 只保存对比表;排名、异常数字、缺报情况请加 --format csv 并转存为文件。", "arguments")
    suffix = Path(args.out).suffix.lower() if args.out else ""
    form = args.format or _BY_SUFFIX.get(suffix, "table")
    if args.out and suffix not in (*_WITH_MORE, *_BY_SUFFIX):
        raise CorpusError(f"不支持保存为“{suffix}”,请用 .xlsx、.html、.csv、.jsonl 或 .parquet。", "format")
    if form == "parquet" and not args.out:
        raise CorpusError("parquet 格式要用 --out 给出文件名。", "arguments")
    return suffix, form


def _compared(
    corpus: Corpus, args: argparse.Namespace, period: Period | None, base: Period | None, metrics: list[str], rank: str | None
) -> Comparison:
    """The table that is asked for, with the metrics that are divided by and ranked by among those asked for."""
    from corpus.comparing.compare import compare

    per = _divisor(corpus, args.per)
    if metrics:
        metrics = [*metrics, *(m for m in (per, rank) if m and m in corpus.catalog.metrics)]
    return compare(
        corpus, period=period, brigade=args.brigade, brigades=args.brigades, over=args.over, base=base, per=per, metrics=metrics or None,
        activities=args.activity, difference=args.difference, parent=args.parent, reviewed=args.reviewed,
    )  # fmt: skip


def _divisor(corpus: Corpus, per: str | None) -> str | None:
    """month and the columns of brigades.csv as they are written, a metric by its id."""
    from corpus.comparing.divide import is_column
    from corpus.reading.names import metric_id

    if not per or per == "month" or is_column(per, corpus.registry):
        return per
    return metric_id(per, corpus.catalog)


def _print_ranking(out: Comparison, metric: str, form: str | None, money: str | None) -> int:
    from brigade.output.compare_money import in_money
    from brigade.output.listing import show
    from brigade.output.terminal import console
    from brigade.output.words import MARKS, figure
    from corpus.comparing.ranking import ranking

    if metric not in out.cells:
        raise CorpusError(f"所选报告都没有指标 {metric}。", "empty")
    people = form in (None, "table")
    rows = ranking(in_money(out, money) if people else out, metric)
    for row in rows:
        row["shown"] = figure(row["value"], row["modifier"] or "exact") + "".join(
            sign for mark, sign in MARKS.items() if mark in row["marks"]
        )
    columns = [("rank", "名次"), ("brigade", "大队"), ("period", "期间"), ("shown", "数值"), ("unit", "单位"), ("quartile", "四分位")]
    show(f"{out.name(metric)}排名", columns, rows, form)
    for note in out.notes if people else ():
        console().print(f"注:{note}", markup=False)
    return 0


def _print_outliers(odd: list[dict[str, Any]], form: str | None) -> int:
    from brigade.output.listing import show

    columns = [
        ("brigade", "大队"), ("period", "期间"), ("metric_name", "指标"), ("value", "数值"), ("unit", "单位"), ("z", "偏离"), ("reason", "理由"),
        ("sentence", "原句"),
    ]  # fmt: skip
    show("异常数字", columns, odd, form)
    return 0


def _print(out: Comparison, form: str, money: str | None) -> None:
    from brigade.output.compare_rows import csv_text, jsonl
    from brigade.output.compare_table import print_comparison

    if form == "table":
        print_comparison(out, money)
    else:
        sys.stdout.write(csv_text(out) if form == "csv" else jsonl(out))


def _save(
    out: Comparison, odd: list[dict[str, Any]], covered: list[dict[str, Any]], form: str, suffix: str, args: argparse.Namespace
) -> int:
    """As a workbook or page by the file's ending, else in the format; a table is only printed."""
    from brigade.output.compare_rows import csv_text, jsonl, write_parquet

    path = args.out

    if suffix == ".xlsx":
        from brigade.output.compare_excel import write

        write(path, out, odd, covered, args.money)
    elif suffix in _PAGES:
        from brigade.output.compare_page import page

        write_text(path, page(out, odd, args.money))
    elif form == "parquet":
        write_parquet(out, path)
    elif form == "csv":
        write_text(path, "\ufeff" + csv_text(out))
    elif form == "jsonl":
        write_text(path, jsonl(out))
    else:
        _print(out, form, args.money)
        return 0
    print(f"已保存到 {path}", file=sys.stderr)
    return 0
