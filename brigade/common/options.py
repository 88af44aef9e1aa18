"""Options that several commands have."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path


def patterns_option(parser: argparse.ArgumentParser, *, below: bool = False) -> None:
    """`below` of this and the next: for a part of a command that has the option too, whose value it leaves where nothing is given."""
    default = argparse.SUPPRESS if below else None
    parser.add_argument("--patterns", metavar="文件夹", default=default, help="自己的规则文件夹,叠加在自带规则之上")


def brigade_period_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brigade", metavar="名称", help="报告所属大队,不写则从标题识别")
    parser.add_argument("--period", metavar="期间", help="报告期间,如 2023、2023H1、2023Q3、2023-01-01..2023-06-20,不写则从标题识别")


def db_option(parser: argparse.ArgumentParser, *, below: bool = False) -> None:
    default = argparse.SUPPRESS if below else "brigade.duckdb"
    parser.add_argument("--db", metavar="文件", default=default, help="数据库文件,默认 brigade.duckdb")


def format_option(parser: argparse.ArgumentParser, *choices: str, below: bool = False) -> None:
    default = argparse.SUPPRESS if below else None
    parser.add_argument("--format", choices=choices or ("table", "csv", "jsonl"), default=default, help="输出格式,默认 table")


def parts_of(parser: argparse.ArgumentParser, parts: Mapping[str, str]) -> dict[str, argparse.ArgumentParser]:
    """The parts of a command, each with its help: brigade lessons list.  Without one the first is done; which one, `args.part` says.

    The command and each part have --db, --format and --patterns.
    """
    db_option(parser)
    format_option(parser)
    patterns_option(parser)
    parser.set_defaults(part=next(iter(parts)))
    subs = parser.add_subparsers(metavar="操作", title="操作")
    made = {}
    for name, told in parts.items():
        made[name] = subs.add_parser(name, help=told, description=told + "。", allow_abbrev=False)
        made[name].set_defaults(part=name)
        db_option(made[name], below=True)
        format_option(made[name], below=True)
        patterns_option(made[name], below=True)
    return made


def who_options(parser: argparse.ArgumentParser) -> None:
    """Who does it, and why."""
    parser.add_argument("--who", metavar="姓名", default="", help="操作人")
    parser.add_argument("--why", metavar="理由", default="", help="理由")


def format_of(given: str | None, out: str | None, known: Sequence[str]) -> str:
    """The format asked for by --format, else the one of `known` that the suffix of --out names, else "table"."""
    suffix = Path(out).suffix.lower().removeprefix(".") if out else ""
    return given or (suffix if suffix in known else "table")
