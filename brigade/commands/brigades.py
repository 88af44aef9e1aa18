"""brigade brigades: the register of brigades in the store; import, export, like names, merging."""

from __future__ import annotations

import argparse
import io
from typing import Any

from brigade.common import existing, parts_of, who_options, whole, write_text

PARTS = {
    "list": "列出名册和报告中的大队", "import": "读入名册(CSV 或 Excel),已有报告的大队名随之统一", "export": "把名册保存为 CSV 或 Excel",
    "like": "列出可能是同一大队的名称", "merge": "甲就是乙:甲的报告归入乙,甲成为乙的别名",
}  # fmt: skip
HEADINGS = [
    ("name", "大队"), ("aliases", "别名"), ("parent", "上级"), ("level", "级别"), ("reports", "报告"), ("state", "名册"), ("told", "数字"),
]  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parts_of(parser, PARTS)
    parts["import"].add_argument("file", metavar="文件", help="名册,CSV 或 Excel")
    parts["export"].add_argument("file", metavar="文件", help="要保存的文件,以 .csv 或 .xlsx 结尾")
    parts["merge"].add_argument("old", metavar="甲", help="要并入的大队")
    parts["merge"].add_argument("new", metavar="乙", help="并入哪个大队")
    parts["merge"].add_argument("--rename", action="store_true", help="乙是甲的新名称,库中还没有")
    for name in ("import", "merge"):
        who_options(parts[name])


def run(args: argparse.Namespace) -> int:

    with existing(args.db, args.patterns, read_only=args.part not in ("import", "merge")) as corpus:
        if args.part == "import":
            return _import(corpus, args)
        if args.part == "export":
            return _export(corpus, args.file)
        if args.part == "merge":
            return _merge(corpus, args)
        return _like(corpus, args.format) if args.part == "like" else _list(corpus, args.format)


def _list(corpus: Any, form: str | None) -> int:
    from brigade.output.listing import show
    from corpus.keeping.register import rows_of

    rows = rows_of(corpus.store)
    for row in rows:
        row["state"] = "已登记" if row["registered"] else "未登记"
        row["told"] = "、".join(f"{column} {value:,.10g}" for column, value in row["numbers"].items())
    show(f"大队 {len(rows)} 个", HEADINGS, rows, form)
    return 0


def _import(corpus: Any, args: argparse.Namespace) -> int:
    from brigade.output.terminal import table
    from corpus.keeping.register import enter, registered, rename_stored
    from corpus.keeping.registry import Registry, load

    new = load(args.file)
    with corpus.store.transaction():
        enter(corpus.store, new.brigades.values())
        renamed = rename_stored(corpus.store, Registry(registered(corpus.store)), corpus.catalog, who=args.who, why=f"读入名册 {args.file}")
    print(f"已读入名册 {len(new.brigades)} 个大队")
    if renamed:
        table("按名册改名的已有报告", ["原来的写法", "名册中的名称", ("报告", "right")], renamed)
    return 0


def _export(corpus: Any, path: str) -> int:
    from brigade.output.register import book_of, csv_of
    from corpus.keeping.register import registered

    brigades = registered(corpus.store)
    if path.lower().endswith(".xlsx"):
        made = io.BytesIO()
        book_of(brigades).save(made)
        with whole(path) as part:
            part.write_bytes(made.getvalue())
    else:
        write_text(path, csv_of(brigades))
    print(f"已保存 {len(brigades)} 个大队到 {path}")
    return 0


def _like(corpus: Any, form: str | None) -> int:
    from brigade.output.listing import show
    from corpus.keeping.merging import alike
    from corpus.keeping.register import rows_of
    from corpus.reading.words import entry

    rows = rows_of(corpus.store)
    counts = {row["name"]: row["reports"] for row in rows}
    pairs = [
        {"a": a, "reports_a": counts[a], "b": b, "reports_b": counts[b], "score": round(score)}
        for a, b, score in alike(counts, entry("registry.common", corpus.catalog))
    ]
    columns = [("a", "甲"), ("reports_a", "甲的报告"), ("b", "乙"), ("reports_b", "乙的报告"), ("score", "相似")]
    show(f"可能是同一大队的名称 {len(pairs)} 对(用 brigade brigades merge 甲 乙 合并)", columns, pairs, form)
    return 0


def _merge(corpus: Any, args: argparse.Namespace) -> int:
    from corpus.keeping.merging import merge

    done = merge(corpus.store, args.old, args.new, corpus.catalog, renaming=args.rename, who=args.who, why=args.why)
    print(f"“{done.old}”已并入“{done.new}”,报告 {done.moved} 份(第 {done.number} 号;撤销用 brigade undo {done.number})")
    if done.twice:
        print(f"有 {done.twice} 个期间两边都有报告,同一期间只计一份,请用 brigade versions --brigade {done.new} 核对")
    return 0
