"""brigade explain: what a check's code means and how to mend what it finds."""

from __future__ import annotations

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="代码", nargs="?", help="检查代码,如 S201;不写则列出全部")


def run(args: argparse.Namespace) -> int:
    from brigade.output.terminal import table
    from brigade.output.words import SEVERITY
    from corpus.checks import catalogue
    from corpus.errors import CorpusError

    codes = catalogue()
    if not args.code:
        table(
            "检查代码",
            [("代码", "left"), ("级别", "left"), ("检查什么", "left")],
            [(c, SEVERITY[k.severity], k.title) for c, k in codes.items()],
        )
        return 0
    check = codes.get(args.code.upper())
    if check is None:
        raise CorpusError(f"没有检查代码“{args.code}”,用 brigade explain 查看全部代码。", "code")
    print(
        f"{check.code} {check.title}({SEVERITY[check.severity]})\n\n为什么:{check.why}\n怎么改:{check.mend}\n\n不对:{check.bad}\n正确:{check.good}"
    )
    return 0
