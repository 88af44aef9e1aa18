"""The command `brigade`: finds the subcommand, and turns every mistake of a user into one Chinese sentence and status 2."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from brigade.common.chinese import Parser, speak_chinese
from brigade.common.ending import guarded
from corpus.quiet import silence

# each command, a module of `brigade.commands`, in the order of the help
HELP = {
    "demo": "用自带的样例报告演示全部功能",
    "extract": "从报告中提取数据,打印表格或保存文件",
    "import": "把文件夹里的历史报告读入数据库",
    "reports": "列出数据库中的报告",
    "problems": "列出导入时读不了、未读取、需要确认的文件",
    "facts": "查询数据库中的数据",
    "show": "显示一份报告的原文,数据加亮",
    "remove": "从数据库删除一份报告",
    "export": "把数据库中的数据导出为 Excel、CSV 等",
    "rescue": "从损坏的数据库取出完好的报告,存入新库",
    "set": "改报告的大队或期间",
    "brigades": "大队名册:读入、导出、找相似的名称、合并",
    "review": "记下报告的核对状态:核对中、已核对",
    "versions": "列出同一期间的几份材料和各版的不同",
    "current": "指定哪一版报告现行",
    "correct": "更正数据:标为错误、改指标、改数值、补遗漏",
    "undo": "撤销更正",
    "redo": "重做撤销了的更正",
    "history": "查看更正记录:谁、何时、为何、改了什么",
    "suggest": "列出还没有指标或存疑的常见说法",
    "teach": "一次定下某个说法属于哪个指标,已有和以后的数据都随之改",
    "lessons": "查看、导出、导入、删除由更正得来的经验",
    "compare": "大队之间、时期之间的对比",
    "check": "检查报告草稿中的数字",
    "explain": "说明一个检查代码的含义和改法",
    "ledger_template": "生成台账模板",
    "web": "打开网页:导入、核对、比较、查错、词语与指标",
    "users": "网页的账号:谁可以查看、核对、管理",
    "doctor": "检查程序、组件、数据库和电脑是否正常",
    "patterns": "查看、检查、试用规则",
    "evaluate": "用标注好的报告评测提取效果",
}
COMMANDS = tuple(HELP)


def build(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The parser; only the arguments of the command that `argv` names are declared."""
    speak_chinese()
    parser = Parser(prog="brigade", description="消防救援大队工作总结数据工具:提取、入库、对比、查错。", allow_abbrev=False)
    parser.add_argument("--version", action="store_true", help="显示版本")
    commands = parser.add_subparsers(dest="command", metavar="命令", parser_class=Parser)
    wanted = next((a for a in argv if not a.startswith("-")), "")
    for module in COMMANDS:
        name = module.replace("_", "-")
        sub = commands.add_parser(name, help=HELP[module], description=HELP[module] + "。", allow_abbrev=False)
        if name == wanted:
            command = importlib.import_module(f"brigade.commands.{'import_' if module == 'import' else module}")
            command.arguments(sub)
            sub.set_defaults(run=command.run, main=main)  # main: the demo runs other commands
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    argv = sys.argv[1:] if argv is None else list(argv)
    silence()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a name in the bytes of GBK must not end the program
    with guarded() as end:
        end.status = _run(argv)
    return end.status


def _run(argv: Sequence[str]) -> int:
    parser = build(argv)
    args = parser.parse_args(argv)
    if args.version:
        from importlib.metadata import version

        print(version("brigade-metrics"))
        return 0
    if not args.command:
        parser.print_help()
        return 0
    status = int(args.run(args))
    sys.stdout.flush()
    return status
