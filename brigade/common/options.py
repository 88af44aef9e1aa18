"""Options that several commands have."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path


def patterns_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--patterns", metavar="文件夹", help="自己的规则文件夹,叠加在自带规则之上")


def brigade_period_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brigade", metavar="名称", help="报告所属大队,不写则从标题识别")
    parser.add_argument("--period", metavar="期间", help="报告期间,如 2023、2023H1、2023Q3、2023-01-01..2023-06-20,不写则从标题识别")


def db_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", metavar="文件", default="brigade.duckdb", help="数据库文件,默认 brigade.duckdb")


def format_option(parser: argparse.ArgumentParser, *choices: str) -> None:
    parser.add_argument("--format", choices=choices or ("table", "csv", "jsonl"), help="输出格式,默认 table")


def format_of(given: str | None, out: str | None, known: Sequence[str]) -> str:
    """The format asked for by --format, else the one of `known` that the suffix of --out names, else "table"."""
    suffix = Path(out).suffix.lower().removeprefix(".") if out else ""
    return given or (suffix if suffix in known else "table")
