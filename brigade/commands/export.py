"""brigade export: the stored facts as one file."""

from __future__ import annotations

import argparse
from pathlib import Path

from brigade.common import db_option, period_of


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", "-o", metavar="文件", required=True, help="保存为 .xlsx、.csv、.jsonl 或 .parquet")
    db_option(parser)
    parser.add_argument("--brigade", metavar="名称", help="只导出名称含此词的大队")
    parser.add_argument("--period", metavar="期间", help="只导出此期间")
    parser.add_argument("--gold", metavar="报告", help="改为把一份(更正过的)报告导出为标注文件,供 brigade evaluate 使用")


def run(args: argparse.Namespace) -> int:
    from brigade.common import write_text
    from corpus import Corpus
    from corpus.errors import CorpusError

    suffix = Path(args.out).suffix.lower()
    with Corpus(args.db, read_only=True) as corpus:
        if args.gold:
            import json

            from corpus.keeping.corrections import gold_of

            rows = gold_of(corpus.store, corpus.report(args.gold)["report_id"])
            write_text(args.out, "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows))
            print(f"已导出 {len(rows)} 行标注到 {args.out}")
            return 0
        if suffix not in (".xlsx", ".csv", ".jsonl", ".parquet"):
            raise CorpusError(f"不支持导出为“{suffix}”,请用 .xlsx、.csv、.jsonl 或 .parquet。", "format")
        frame = corpus.facts(brigade=args.brigade, period=period_of(args.period))
        names = {m.id: m.name for m in corpus.catalog.metrics.values()}
        if suffix == ".xlsx":
            from brigade.output.excel import write_facts

            write_facts(args.out, frame, names, corpus.reports())
        elif suffix == ".csv":
            write_text(args.out, "\ufeff" + frame.to_csv(index=False, lineterminator="\n"))
        elif suffix == ".jsonl":
            write_text(args.out, frame.to_json(orient="records", lines=True, force_ascii=False, date_format="iso"))
        else:
            target = Path(args.out)
            part = target.with_name(target.name + ".part")
            corpus.store.db.register("exported", frame)
            corpus.store.db.execute(f"COPY exported TO '{str(part).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
            part.replace(target)
    print(f"已导出 {len(frame)} 条数据到 {args.out}")
    return 0
