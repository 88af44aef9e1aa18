"""brigade undo: takes a correction, or the choice of a version, back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from brigade.common import db_option, existing, patterns_option

if TYPE_CHECKING:
    from corpus.keeping.undoing import Undone


def arguments(parser: argparse.ArgumentParser) -> None:
    options(parser, "不写则为最近一次")


def run(args: argparse.Namespace) -> int:
    done, told = turned(args, "undo")
    from brigade.output.journal import outcome

    lessons = "".join(f",连同第 {number} 号经验" for number in done.lessons)
    print(f"已撤销第 {done.entry.id} 号{lessons}:{told}" + outcome(done, "现有数据中已没有它改动的内容"))
    return 0


def options(parser: argparse.ArgumentParser, otherwise: str) -> None:
    """The options of undo and redo; `otherwise` says which line is meant where none is named."""
    parser.add_argument("number", metavar="编号", type=int, nargs="?", help=f"brigade history 中的编号;{otherwise}")
    parser.add_argument("--who", metavar="姓名", default="", help="操作人")
    db_option(parser)
    patterns_option(parser)


def turned(args: argparse.Namespace, deed: str) -> tuple[Undone, str]:
    """What was undone or (`deed` redo) done again, and its line as people read it."""
    from brigade.output.journal import sentence
    from corpus.keeping import undoing

    turn = undoing.redo if deed == "redo" else undoing.undo
    with existing(args.db, args.patterns) as corpus:
        done = turn(corpus.store, corpus.catalog, args.number, who=args.who)
        return done, sentence(done.entry, corpus.catalog)
