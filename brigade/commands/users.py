"""brigade users: who may use the page, and what each may do."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import Any

from brigade.common import existing, parts_of
from brigade.output.words import ROLES

PARTS = {"list": "列出全部账号", "add": "新建账号,或改已有账号的权限和密码", "role": "改权限", "remove": "删除账号(更正记录中的姓名保留)"}
HEADINGS = [("name", "姓名"), ("told", "权限"), ("since", "建立时间")]


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parts_of(parser, PARTS)
    for name in ("add", "role", "remove"):
        parts[name].add_argument("name", metavar="姓名", help="登录时写的姓名,也写入更正记录")
    for name in ("add", "role"):
        parts[name].add_argument(
            "--role",
            choices=list(ROLES.values()),
            required=name == "role",
            default=ROLES["review"],
            help="查看:只看;核对:还可更正;管理:还可删除报告、导入经验。默认核对",
        )
    parts["add"].add_argument("--password-file", metavar="文件", help="第一行是密码;不写则在屏幕上询问")


def run(args: argparse.Namespace) -> int:
    from corpus.keeping import users

    with existing(args.db, args.patterns, read_only=args.part == "list") as corpus:
        if args.part == "list":
            return _list(corpus, args.format)
        if args.part == "remove":
            users.remove(corpus.store, args.name)
            print(f"已删除账号 {args.name}")
            return 0
        role = next(key for key, word in ROLES.items() if word == args.role)
        if args.part == "role":
            users.give_role(corpus.store, args.name, role)
        else:
            users.enter(corpus.store, args.name, role, _password(args.password_file))
    print(f"账号 {args.name}:{args.role}")
    return 0


def _list(corpus: Any, form: str | None) -> int:
    from brigade.output.listing import show
    from corpus.keeping.users import users

    rows = [{**row, "told": ROLES[row["role"]]} for row in users(corpus.store)]
    show(f"账号 {len(rows)} 个", HEADINGS, rows, form)
    return 0


def _password(path: str | None) -> str:
    """The first line of the file, else what somebody types twice.  Raises CorpusError where there is none."""
    from corpus.errors import CorpusError

    if path:
        try:
            return (Path(path).read_text(encoding="utf-8-sig").splitlines() or [""])[0].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise CorpusError(f"读不了密码文件 {path},请检查路径,并存为 UTF-8 文本。", "password") from error
    if not sys.stdin.isatty():
        raise CorpusError("请用 --password-file 给出密码。", "password")
    password, again = getpass.getpass("密码:"), getpass.getpass("再输一次:")
    if again != password:
        raise CorpusError("两次输入的密码不同,没有保存。", "password")
    return password
