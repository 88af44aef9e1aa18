"""argparse in Chinese: its headings, its help, and its errors as one sentence."""

from __future__ import annotations

import argparse

_CHINESE = {
    "usage: ": "用法:", "positional arguments": "参数", "options": "选项", "optional arguments": "选项",
    "show this help message and exit": "显示帮助", "the following arguments are required: %s": "缺少参数:%s",
    "unrecognized arguments: %s": "不认识的参数:%s", "expected one argument": "后面要跟一个值",
    "expected at least one argument": "后面至少要跟一个值", "invalid choice: %(value)r (choose from %(choices)s)": "“%(value)s”不在可选范围内,可选:%(choices)s",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": "“%(value)s”不在可选范围内,可选:%(choices)s",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s:%(message)s", "invalid %(type)s value: %(value)r": "“%(value)s”不是有效的值",
    "not allowed with argument %s": "不能与 %s 同时使用", "subcommands": "命令", "show program's version number and exit": "显示版本",
    "one of the arguments %s is required": "至少要给出其中一个:%s", "ambiguous option: %(option)s could match %(matches)s": "选项 %(option)s 不明确,可能是 %(matches)s",
    "%(prog)s: error: %(message)s\n": "%(message)s\n",
}  # fmt: skip


class Parser(argparse.ArgumentParser):
    """Its mistakes are one Chinese sentence, without the usage."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(2, f"{message};用法见 {self.prog} --help。\n")


def speak_chinese() -> None:
    """From here on every parser of this process uses our words for what argparse says."""
    argparse._ = lambda text: _CHINESE.get(text, text)  # type: ignore[attr-defined]
