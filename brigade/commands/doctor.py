"""brigade doctor: whether the program, its parts, the store and the computer are as they should be."""

from __future__ import annotations

import argparse

from brigade.common import db_option, format_option

STATES = {"ok": "正常", "missing": "未装", "bad": "有问题"}
HEADINGS = [("what", "项目"), ("word", "情况"), ("told", "说明")]


def arguments(parser: argparse.ArgumentParser) -> None:
    db_option(parser)
    format_option(parser)


def run(args: argparse.Namespace) -> int:
    from brigade.health import parts, place
    from brigade.output.listing import show

    lines = [*parts.program(), *parts.extras(), parts.fonts(), *place.store(args.db), *place.room(args.db)]
    rows = [{"what": line.what, "state": line.state, "word": STATES[line.state], "told": line.told} for line in lines]
    bad = sum(row["state"] == "bad" for row in rows)
    show(f"检查完毕,{f'有问题 {bad} 项' if bad else '一切正常'}", HEADINGS, rows, args.format)
    return 1 if bad else 0
