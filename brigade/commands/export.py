"""brigade export: the stored facts as one file."""

from __future__ import annotations

import argparse
import io
from pathlib import Path
from typing import TYPE_CHECKING

from brigade.common import db_option, names_of, period_of, print_jsonl, write_text

if TYPE_CHECKING:
    import pandas as pd

    from corpus import Corpus


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", "-o", metavar="文件", required=True, help="保存为 .xlsx、.csv、.jsonl 或 .parquet")
    db_option(parser)
    parser.add_argument("--brigade", metavar="名称", help="只导出名称含此词的大队")
    parser.add_argument("--period", metavar="期间", help="只导出此期间")
    parser.add_argument("--gold", metavar="报告", help="改为把一份(更正过的)报告导出为标注文件,供 brigade evaluate 使用")


def run(args: argparse.Namespace) -> int:
    from corpus import Corpus
    from corpus.errors import CorpusError

    suffix = Path(args.out).suffix.lower()
    with Corpus(args.db, read_only=True) as corpus:
        if args.gold:
            print(f"已导出 {_gold(corpus, args.gold, args.out)} 行标注到 {args.out}")
            return 0
        if suffix not in WRITERS:
            raise CorpusError(f"不支持导出为“{suffix}”,请用 .xlsx、.csv、.jsonl 或 .parquet。", "format")
        frame = corpus.facts(brigade=args.brigade, period=period_of(args.period))
        WRITERS[suffix](args.out, frame, corpus)
    print(f"已导出 {len(frame)} 条数据到 {args.out}")
    return 0


def _gold(corpus: Corpus, report: str, out: str) -> int:
    """Writes a report's facts as they stand after corrections, in the form of annotations; returns how many lines."""
    from corpus.keeping.gold import gold_of

    rows = gold_of(corpus.store, corpus.report(report)["report_id"])
    lines = io.StringIO()
    print_jsonl(rows, lines)
    write_text(out, lines.getvalue())
    return len(rows)


def _xlsx(out: str, frame: pd.DataFrame, corpus: Corpus) -> None:
    from brigade.output.facts_excel import write_facts

    write_facts(out, frame, names_of(corpus.catalog), corpus.reports())


def _csv(out: str, frame: pd.DataFrame, _: Corpus) -> None:
    from brigade.output.frames import frame_csv

    write_text(out, "\ufeff" + frame_csv(frame))


def _jsonl(out: str, frame: pd.DataFrame, _: Corpus) -> None:
    write_text(out, frame.to_json(orient="records", lines=True, force_ascii=False, date_format="iso"))


def _parquet(out: str, frame: pd.DataFrame, corpus: Corpus) -> None:
    from brigade.output.frames import write_parquet

    write_parquet(out, frame, corpus.store.db)


WRITERS = {".xlsx": _xlsx, ".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}
