"""Options and small helpers that several commands share."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import CorpusError

if TYPE_CHECKING:
    from extract import Period
    from patterns import Catalog


def patterns_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--patterns", metavar="文件夹", help="自己的规则文件夹,叠加在自带规则之上")


def brigade_period_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brigade", metavar="名称", help="报告所属大队,不写则从标题识别")
    parser.add_argument("--period", metavar="期间", help="报告期间,如 2023、2023H1、2023Q3、2023-01-01..2023-06-20,不写则从标题识别")


def db_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", metavar="文件", default="brigade.duckdb", help="数据库文件,默认 brigade.duckdb")


def format_option(parser: argparse.ArgumentParser, *choices: str) -> None:
    parser.add_argument("--format", choices=choices or ("table", "csv", "jsonl"), help="输出格式,默认 table")


def period_of(text: str | None) -> Period | None:
    """The Period a user wrote, None where nothing was written.  Raises CorpusError for what is no period."""
    if text is None:
        return None
    from extract.reading.calendar import parse_period

    period = parse_period(text)
    if period is None:
        raise CorpusError(f"看不懂期间“{text}”,请写成 2023、2023H1、2023Q3、2023M05 或 2023-01-01..2023-06-20。", "period")
    return period


def catalog_of(folder: str | None) -> Catalog:
    from patterns import load_catalog

    return load_catalog(folder)


def print_jsonl(rows: Iterable[Mapping[str, Any]], out: Any = None) -> None:
    stream = out or sys.stdout
    for row in rows:
        stream.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


def write_text(path: str | Path, text: str) -> None:
    """Writes a file whole or not at all."""
    target = Path(path)
    if target.is_dir():
        raise CorpusError(f"{target} 是文件夹,请给出要保存的文件名。", "folder")
    part = target.with_name(target.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(target)


def safe(text: str) -> str:
    """Text that any stream can print: lone surrogates become U+FFFD."""
    return text.encode("utf-8", "replace").decode("utf-8")
