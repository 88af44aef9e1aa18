"""brigade correct: a person's correction of a stored fact; it survives new imports and can be undone."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from brigade.common import db_option, existing, patterns_option, period_of

if TYPE_CHECKING:
    from corpus import Corpus

NONE, OWN = "无", "本级"  # what is written for an empty field


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="报告", help="报告编号")
    parser.add_argument("place", metavar="位置", help="数据在原文中的位置 起..止,或原文中的数字(如 442家)")
    parser.add_argument("--wrong", action="store_true", help="标为错误,不再使用(仍可在 facts --removed 中看到)")
    parser.add_argument("--add", metavar="指标", help="补上漏掉的数据,指标为此(配合 --value)")
    parser.add_argument("--set-metric", metavar="指标", help=f"改为此指标(编号或名称);写“{NONE}”为不属于任何指标")
    parser.add_argument("--set-value", metavar="数值", help="改为此数值,可带单位,如 709000、70.9万元、1.2万、400余家")
    parser.add_argument("--set-unit", metavar="单位", help="改为此单位")
    parser.add_argument("--set-period", metavar="期间", help="改为此期间,如 2023、2023H1、2023Q3、2023M05")
    parser.add_argument("--set-entity", metavar="主体", help=f"改为此主体;写“{OWN}”为报告单位自己")
    parser.add_argument("--set-status", choices=("actual", "planned"), help="改为实际(actual)或计划(planned)")
    parser.add_argument("--set-qualifier", metavar="限定", help=f"改为此限定;写“{NONE}”为没有限定")
    parser.add_argument("--value", metavar="数值", help="补遗漏时的数值")
    parser.add_argument("--unit", metavar="单位", default="", help="数值的单位")
    parser.add_argument("--label", metavar="说法", default="", help="说法;同一处有两条数据时用来区分")
    parser.add_argument(
        "--teach", action=argparse.BooleanOptionalAction, default=True, help="改指标时,以后同样的说法也这样归类(默认;--no-teach 只改这一处)"
    )
    parser.add_argument("--who", metavar="姓名", required=True, help="更正人")
    parser.add_argument("--why", metavar="理由", required=True, help="更正理由")
    db_option(parser)
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.output.journal import sentence
    from corpus.keeping.corrections import correct
    from corpus.keeping.journal import lessons_with, line

    deed = _deed(args)
    with existing(args.db, args.patterns) as corpus:
        report = corpus.report(args.report)
        start, end = _place(report["text"], args.place)
        like = _like(corpus, report["report_id"], start, end, args) if args.set_metric and args.teach else 0
        number = correct(
            corpus.store, report["report_id"], start, end, deed, corpus.catalog, metric=_metric(args, corpus.catalog),
            value=args.value if args.add else args.set_value, unit=args.set_unit or args.unit, label=args.label,
            entity=_emptied(args.set_entity, OWN), period=period_of(args.set_period), status=args.set_status,
            qualifier=_emptied(args.set_qualifier, NONE), who=args.who, why=args.why, teach=args.teach,
        )  # fmt: skip
        told = sentence(line(corpus.store, number), corpus.catalog)
        taught = lessons_with(corpus.store, number)
    if taught:
        print(f"以后同样的说法也这样归类;库中另有同样说法的数据 {like} 条,已随之改动(只改这一处用 --no-teach)")
    elif args.set_metric and args.teach:
        print("只改了这一处:这种说法的单位与指标不合(或没有说法),没有记为经验,以后同样的说法还要逐条更正")
    print(f"已更正:{told}(第 {number} 号;撤销用 brigade undo {number})")
    return 0


def _deed(args: argparse.Namespace) -> str:
    """The kind of correction.  Raises CorpusError where the options name none, or several."""
    from corpus.errors import CorpusError

    sets = [args.set_metric, args.set_value, args.set_unit, args.set_period, args.set_entity, args.set_status, args.set_qualifier]
    change = any(told is not None for told in sets)
    asked = [deed for deed, told in (("wrong", args.wrong), ("add", args.add), ("change", change)) if told]
    if len(asked) != 1:
        raise CorpusError(
            "请在 --wrong(标为错误)、--add(补遗漏)和 --set-…(改指标、数值、单位、期间、主体、状态、限定)中选一种。", "arguments"
        )
    return asked[0]


def _metric(args: argparse.Namespace, catalog: object) -> str | None:
    from corpus.reading.names import metric_id

    words = args.add or args.set_metric
    if words is None:
        return None
    return "" if words == NONE and not args.add else metric_id(words, catalog)  # type: ignore[arg-type]


def _like(corpus: Corpus, ident: str, start: int, end: int, args: argparse.Namespace) -> int:
    """How many other stored figures are told in the same words and will follow."""
    from corpus.keeping.teaching import count_like

    metric = _metric(args, corpus.catalog) or ""
    query = 'SELECT * FROM facts WHERE report_id = ? AND "start" = ? AND "end" = ?'
    rows = [r for r in corpus.store.rows(query, [ident, start, end]) if args.label in ("", r["label"])]
    return max(0, sum(count_like(corpus.store, r["label"], r["unit"] or "", r["kind"], metric) - (r["metric"] != metric) for r in rows[:1]))


def _emptied(words: str | None, empty: str) -> str | None:
    return "" if words == empty else words


def _place(text: str, words: str) -> tuple[int, int]:
    """The stretch of the text that `words` name: start..end, or a figure that the text has once.  Raises CorpusError where it has not."""
    from corpus.errors import CorpusError

    span = re.fullmatch(r"(\d+)\.\.(\d+)", words)
    if span:
        return int(span[1]), int(span[2])
    spots = [m.start() for m in re.finditer(rf"(?<![\d.]){re.escape(words)}" if words[:1].isdigit() else re.escape(words), text)]
    if len(spots) != 1:
        raise CorpusError(f"“{words}”在原文中出现 {len(spots)} 次,请改用位置 起..止(见 brigade facts --format jsonl)。", "span")
    return spots[0], spots[0] + len(words)
