"""brigade correct: a person's correction of a stored fact; it survives a new import of the same text."""

from __future__ import annotations

import argparse
import re

from brigade.common import db_option, patterns_option


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="报告", help="报告编号")
    parser.add_argument("place", metavar="位置", help="数据在原文中的位置 起..止,或原文中的数字(如 442家)")
    deed = parser.add_mutually_exclusive_group(required=True)
    deed.add_argument("--wrong", action="store_true", help="标为错误,不再使用")
    deed.add_argument("--set-metric", metavar="指标", help="改为此指标(编号或名称)")
    deed.add_argument("--set-value", type=float, metavar="数值", help="改为此数值")
    deed.add_argument("--add", metavar="指标", help="补上漏掉的数据,指标为此(配合 --value)")
    parser.add_argument("--value", type=float, metavar="数值", help="补遗漏时的数值")
    parser.add_argument("--unit", metavar="单位", default="", help="单位")
    parser.add_argument("--label", metavar="说法", default="", help="说法;同一处有两条数据时用来区分")
    parser.add_argument("--who", metavar="姓名", required=True, help="更正人")
    parser.add_argument("--why", metavar="理由", required=True, help="更正理由")
    db_option(parser)
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from corpus import Corpus
    from corpus.keeping.corrections import correct
    from corpus.keeping.store import Store
    from corpus.reading.names import metric_id

    Store(args.db, read_only=True).close()  # a missing store is told, not made
    with Corpus(args.db, patterns=args.patterns) as corpus:
        report = corpus.report(args.report)
        start, end = _place(report["text"], args.place)
        metric = metric_id(args.set_metric or args.add, corpus.catalog) if args.set_metric or args.add else ""
        correct(
            corpus.store, report["report_id"], start, end, _deed(args), corpus.catalog, metric=metric,
            value=args.value if args.add else args.set_value, unit=args.unit, label=args.label, who=args.who, why=args.why,
        )  # fmt: skip
    print("已更正:" + report["text"][start:end])
    return 0


def _place(text: str, words: str) -> tuple[int, int]:
    """The stretch of the text that `words` name: start..end, or a figure that the text has once.  Raises CorpusError where it has not."""
    from corpus.errors import CorpusError

    span = re.fullmatch(r"(\d+)\.\.(\d+)", words)
    if span:
        return int(span[1]), int(span[2])
    count = text.count(words)
    if count != 1:
        raise CorpusError(f"“{words}”在原文中出现 {count} 次,请改用位置 起..止(见 brigade facts --format jsonl)。", "span")
    start = text.index(words)
    return start, start + len(words)


def _deed(args: argparse.Namespace) -> str:
    """The kind of correction, as `corpus.keeping.corrections` calls it."""
    if args.wrong:
        return "wrong"
    if args.set_metric:
        return "metric"
    return "add" if args.add else "value"
