"""brigade rescue: what can be read of a damaged store, as a new store."""

from __future__ import annotations

import argparse

_TABLES = {
    "reports": "报告", "facts": "数据", "dates": "日期", "events": "事件", "unclaimed": "其他数字", "problems": "导入问题", "journal": "更正记录", "brigades": "名册",
}  # fmt: skip
_NAMED = 20  # files that are listed


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("damaged", metavar="原库", help="损坏的数据库文件,不会被改动")
    parser.add_argument("--out", "-o", metavar="新库", required=True, help="新数据库的文件名")


def run(args: argparse.Namespace) -> int:
    from corpus.keeping.rescue import rescue

    done = rescue(args.damaged, args.out)
    print(f"已取出报告 {done.reports} 份、数据 {done.facts} 条,存入 {args.out}。")
    for path in done.lost[:_NAMED]:
        print(f"需要重新导入:{path}")
    if len(done.lost) > _NAMED:
        print(f"需要重新导入的还有 {len(done.lost) - _NAMED} 个文件。")
    if done.without_text:
        print(f"数据完好、原文读不出的报告 {len(done.without_text)} 份,重新导入原文件后补上原文:")
        for path in done.without_text[:_NAMED]:
            print(f"  {path}")
        if len(done.without_text) > _NAMED:
            print(f"  等 {len(done.without_text)} 个文件")
    if done.unread:
        print(
            f"读不出的数据行共 {sum(done.unread.values())} 行:"
            + "、".join(f"{_TABLES.get(name, name)} {count}" for name, count in done.unread.items())
        )
    return 1 if done.lost or done.unread or done.without_text else 0
