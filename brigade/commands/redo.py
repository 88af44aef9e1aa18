"""brigade redo: does an undone correction, or choice of a version, again."""

from __future__ import annotations

import argparse

from brigade.commands.undo import options, turned


def arguments(parser: argparse.ArgumentParser) -> None:
    options(parser, "不写则为最近撤销的一次")


def run(args: argparse.Namespace) -> int:
    done, told = turned(args, "redo")
    from brigade.output.journal import outcome

    print(f"已重做第 {done.entry.id} 号:{told}" + outcome(done, "现有数据中找不到它的原句"))
    return 0
