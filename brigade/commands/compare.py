"""brigade compare: brigades or periods side by side."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from brigade.common import db_option, patterns_option, period_of, print_jsonl

FORMATS = ("table", "csv", "jsonl", "parquet")


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
    parser.add_argument("--registry", metavar="文件", help="大队名册 brigades.csv")
    parser.add_argument("--format", choices=FORMATS, help="输出格式,默认 table")
    parser.add_argument("--out", "-o", metavar="文件", help="保存为 .xlsx、.html、.csv、.jsonl 或 .parquet")
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.commands.import_ import registry_of
    from corpus import Corpus
    from corpus.comparing.compare import compare, coverage, outliers, ranking
    from corpus.errors import CorpusError
    from corpus.reading.names import metric_id

    form = (
        args.format
        or ({".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet"}.get(Path(args.out).suffix.lower()) if args.out else None)
        or "table"
    )
    suffix = Path(args.out).suffix.lower() if args.out else ""
    if args.out and suffix not in (".xlsx", ".html", ".htm", ".csv", ".jsonl", ".parquet"):
        raise CorpusError(f"不支持保存为“{suffix}”,请用 .xlsx、.html、.csv、.jsonl 或 .parquet。", "format")
    if form == "parquet" and not args.out:
        raise CorpusError("parquet 格式要用 --out 给出文件名。", "arguments")
    period, base = period_of(args.period), period_of(args.base)
    with Corpus(args.db, read_only=True, patterns=args.patterns, registry=registry_of(args.registry, args.db)) as corpus:
        catalog = corpus.catalog
        if args.coverage:
            from brigade.output.compare_table import print_coverage

            return print_coverage(coverage(corpus), args.format)
        metrics = [metric_id(w, catalog) for w in args.metric] if args.metric else None
        rank = metric_id(args.rank, catalog) if args.rank else None
        per = args.per
        if per and per != "month" and not (corpus.registry and any(per in b.columns for b in corpus.registry.brigades.values())):
            per = metric_id(per, catalog)
        asked = [*(metrics or []), *([per] if metrics and per in catalog.metrics else []), *([rank] if metrics and rank else [])] or None
        out = compare(
            corpus, period=period, brigade=args.brigade, brigades=args.brigades, over=args.over, base=base, per=per, metrics=asked,
            activities=args.activity, difference=args.difference, parent=args.parent,
        )  # fmt: skip
        if rank:
            if rank not in out.cells:
                raise CorpusError(f"所选报告都没有指标 {rank}。", "empty")
            from brigade.output.listing import show

            show(
                f"{out.name(rank)}排名",
                [("rank", "名次"), ("brigade", "大队"), ("period", "期间"), ("value", "数值"), ("unit", "单位"), ("quartile", "四分位")],
                ranking(out, rank),
                args.format,
            )
            return 0
        odd = outliers(corpus, out) if args.outliers or suffix in (".xlsx", ".html", ".htm") else []
        if args.outliers:
            from brigade.output.listing import show

            show(
                "异常数字",
                [
                    ("brigade", "大队"),
                    ("period", "期间"),
                    ("metric_name", "指标"),
                    ("value", "数值"),
                    ("unit", "单位"),
                    ("z", "偏离"),
                    ("reason", "理由"),
                ],
                odd,
                args.format,
            )
            return 0
        extra = coverage(corpus) if suffix in (".xlsx", ".html", ".htm") else []
    return _show(out, odd, extra, form, suffix, args)


def _show(out: Any, odd: list[dict[str, Any]], extra: list[dict[str, Any]], form: str, suffix: str, args: argparse.Namespace) -> int:
    import csv
    import io
    import sys

    from brigade.common import write_text

    if suffix == ".xlsx":
        from brigade.output.compare_excel import write

        write(args.out, out, odd, extra)
    elif suffix in (".html", ".htm"):
        from brigade.output.compare_page import page

        write_text(args.out, page(out, odd))
    elif form == "parquet":
        _parquet(out, args.out)
    elif form in ("jsonl", "csv"):
        rows = out.rows()
        buffer = io.StringIO()
        if form == "jsonl":
            print_jsonl(rows, buffer)
        else:
            columns = list(out.frame().columns)
            writer = csv.DictWriter(buffer, columns, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            for row in rows:
                flat = {
                    **row,
                    "marks": " ".join(row["marks"]),
                    "sources": " ".join(f"{s['report_id']}:{s['start']}-{s['end']}" for s in row["sources"]),
                }
                writer.writerow(flat)
        if args.out:
            write_text(args.out, ("\ufeff" if form == "csv" else "") + buffer.getvalue())
        else:
            sys.stdout.write(buffer.getvalue())
            return 0
    else:
        from brigade.output.compare_table import print_comparison

        print_comparison(out)
        return 0
    print(f"已保存到 {args.out}", file=sys.stderr)
    return 0


def _parquet(out: Any, path: str) -> None:
    import duckdb

    frame = out.frame()
    frame["marks"] = frame["marks"].map(" ".join)
    frame["sources"] = frame["sources"].map(lambda items: " ".join(f"{s['report_id']}:{s['start']}-{s['end']}" for s in items))
    for column in ("value", "value_max", "base_value", "change", "change_pct"):
        if column in frame:
            frame[column] = frame[column].astype("float64")
    part = Path(path).with_name(Path(path).name + ".part")
    db = duckdb.connect()
    db.register("cells", frame)
    db.execute(f"COPY cells TO '{str(part).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
    part.replace(path)
