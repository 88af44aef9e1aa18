"""brigade lessons: what corrections taught; list, export, import, forget."""

from __future__ import annotations

import argparse
from typing import Any

from brigade.common import existing, parts_of, write_text

PARTS = {
    "list": "列出全部经验", "export": "把全部经验保存为 TOML 文件,供别的支队导入", "import": "导入别处保存的经验", "forget": "不再用某一条经验",
}  # fmt: skip
HEADINGS = [("id", "编号"), ("label", "说法"), ("unit", "单位"), ("name", "指标"), ("who", "操作人"), ("at", "时间"), ("text", "例句")]


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parts_of(parser, PARTS)
    parts["export"].add_argument("file", metavar="文件", help="要保存的 TOML 文件")
    parts["import"].add_argument("file", metavar="文件", help="brigade lessons export 保存的文件")
    parts["forget"].add_argument("number", metavar="编号", type=int, help="brigade lessons 列出的编号")
    for name in ("import", "forget"):
        parts[name].add_argument("--who", metavar="姓名", default="", help="操作人")


def run(args: argparse.Namespace) -> int:

    with existing(args.db, args.patterns, read_only=args.part in ("list", "export")) as corpus:
        if args.part == "export":
            return _export(corpus, args.file)
        if args.part == "import":
            return _import(corpus, args.file, args.who)
        if args.part == "forget":
            return _forget(corpus, args.number, args.who)
        return _list(corpus, args.format)


def _list(corpus: Any, form: str | None) -> int:
    from brigade.output.journal import metric_named
    from brigade.output.listing import show
    from corpus.keeping import journal

    rows = []
    for entry in journal.read(corpus.store, f"deed = 'teach' AND {journal.holding()}"):
        metric = entry.after["metric"]
        rows.append({
            "id": entry.id, "label": entry.label, "unit": entry.after["unit"], "metric": metric, "name": metric_named(metric, corpus.catalog),
            "who": entry.who, "at": entry.at.isoformat(" ", "seconds") if entry.at else "", "text": entry.after["text"],
        })  # fmt: skip
    show(f"经验 {len(rows)} 条", HEADINGS, rows, form)
    return 0


def _export(corpus: Any, path: str) -> int:
    from corpus.keeping import journal
    from corpus.keeping.teaching import lessons_of
    from corpus.lessons import written_told

    lessons = lessons_of(corpus.store, corpus.catalog)
    write_text(path, written_told(lessons))
    gone = len(journal.read(corpus.store, f"deed = 'teach' AND {journal.holding()}")) - len(lessons)
    print(f"已保存 {len(lessons)} 条经验到 {path}" + (f",另有 {gone} 条的指标现已没有,未保存" if gone else ""))
    return 0


def _import(corpus: Any, path: str, who: str) -> int:
    from corpus.keeping.lessons import teach_all
    from corpus.lessons import read_told

    taught = teach_all(corpus.store, read_told(path, corpus.catalog), corpus.catalog, who=who, why=f"导入 {path}")
    known = f"(另有 {taught.known} 条已有)" if taught.known else ""
    print(f"已导入 {taught.new} 条经验{known};库中随之改动的数据 {taught.changed} 条")
    return 0


def _forget(corpus: Any, number: int, who: str) -> int:
    from corpus.errors import CorpusError
    from corpus.keeping import journal
    from corpus.keeping.undoing import undo

    entry = journal.line(corpus.store, number)
    if entry.deed != "teach":
        raise CorpusError(f"第 {number} 号不是经验,用 brigade lessons 查看经验的编号。", "arguments")
    undo(corpus.store, corpus.catalog, number, who=who)
    print(f"已不再用第 {number} 号经验:“{entry.label}”(恢复用 brigade redo {number})")
    return 0
