"""brigade import: files and folders into the store."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brigade.common import brigade_period_options, db_option, patterns_option, period_of, print_jsonl, registry_of

if TYPE_CHECKING:
    from corpus.importing.importer import Summary
    from corpus.importing.taking import Version
    from corpus.processes.limits import Limits

_LEAST = 300  # MB that the program itself takes
__all__ = ["arguments", "registry_of", "run"]  # check and compare still look for registry_of here


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="路径", nargs="+", help="文件或文件夹")
    db_option(parser)
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="同时处理的文件数,默认为处理器个数")
    brigade_period_options(parser)
    parser.add_argument("--registry", metavar="文件", help="大队名册 brigades.csv;不写则用数据库旁边的 brigades.csv(如有)")
    parser.add_argument("--ocr", choices=("auto", "always", "never"), default="auto", help="扫描件识别:auto 需要时,always 总是,never 从不")
    parser.add_argument("--engine", choices=("local", "dask"), default="local", help="local 本机多进程;dask 用多台机器(配合 --scheduler)")
    parser.add_argument("--scheduler", metavar="地址", help="Dask 调度器地址,如 tcp://10.0.0.1:8786")
    parser.add_argument("--parts", metavar="文件夹", help="各机器共用的中间文件夹,默认在数据库旁边")
    parser.add_argument(
        "--seconds", type=float, metavar="秒", help="读一个文件最多用的处理器时间,默认 20 秒,大文件每 MB 另加 3 秒;超过即停,继续读其他文件"
    )
    parser.add_argument("--memory", type=int, metavar="MB", help="读一个文件最多用的内存,默认 1024 MB;超过即停,继续读其他文件")
    parser.add_argument("--force", action="store_true", help="没有数据、也没有报告标题的文件也存入")
    same = parser.add_mutually_exclusive_group()
    same.add_argument("--replace", dest="policy", action="store_const", const="replace", help="已有同期报告时,以这次导入的为现行")
    same.add_argument("--keep-both", dest="policy", action="store_const", const="keep", help="已有同期报告时,两份并列,都计入")
    same.add_argument("--skip", dest="policy", action="store_const", const="skip", help="已有同期报告时,这次的不存入")
    parser.set_defaults(policy="newest")
    parser.add_argument("--dry-run", action="store_true", help="只试读,不写入数据库")
    parser.add_argument("--format", choices=("table", "jsonl"), help="结果的输出格式")
    patterns_option(parser)


def run(args: argparse.Namespace) -> int:
    from patterns import load_catalog

    load_catalog(args.patterns)  # a broken pattern file is told before anything is read
    summary = _import(args, _options(args))
    if args.format == "jsonl":
        _print_lines(summary)
    else:
        _print_tables(summary, "" if args.dry_run else args.db)
        _print_versions(summary, args.patterns)
    return summary.status


def _options(args: argparse.Namespace) -> dict[str, Any]:
    """The options of `run_import`; with a Dask cluster also where the outcomes come from."""
    options: dict[str, Any] = {
        "jobs": args.jobs or os.cpu_count() or 1, "brigade": args.brigade, "period": period_of(args.period), "ocr": args.ocr, "patterns": args.patterns,
        "registry": registry_of(args.registry, args.db), "force": args.force, "policy": args.policy,
    }  # fmt: skip
    from corpus.errors import CorpusError

    options["limits"] = _limits(args.seconds, args.memory)
    if args.engine == "dask":
        from corpus.importing.cluster import outcomes_of

        if not args.scheduler:
            raise CorpusError("--engine dask 要用 --scheduler 给出调度器地址。", "arguments")
        options["outcomes"] = outcomes_of(args.scheduler, args.parts or f"{args.db}.parts", options["limits"])
    return options


def _limits(seconds: float | None, memory: int | None) -> Limits:
    """Raises CorpusError for limits within which no file can be read."""
    from corpus.errors import CorpusError
    from corpus.processes.limits import Limits

    usual = Limits()
    told = replace(usual, seconds=usual.seconds if seconds is None else seconds, mib=usual.mib if memory is None else memory)
    if not 1 <= told.seconds <= told.longest or told.mib < _LEAST:
        raise CorpusError(f"--seconds 请用 1 到 {usual.longest:.0f},--memory 请用 {_LEAST} 以上。", "arguments")
    return told


def _import(args: argparse.Namespace, options: dict[str, Any]) -> Summary:
    from corpus.importing.importer import find_files, run_import
    from corpus.keeping.store import Store

    if args.dry_run:
        return _with_progress(lambda tick: run_import(None, args.paths, progress=tick, **options))
    find_files(args.paths)  # a missing path must not leave an empty store behind
    with Store(args.db) as store:
        return _with_progress(lambda tick: run_import(store, args.paths, progress=tick, **options))


def _with_progress(work: Callable[[Any], Summary]) -> Summary:
    """Does the work; in a terminal a bar shows how far it is, told by the `tick` that `work` is given."""
    if not sys.stderr.isatty():
        return work(None)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("导入"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
        console=Console(stderr=True),
    ) as bar:
        task = bar.add_task("", total=None)
        return work(lambda n, total, path: bar.update(task, completed=n, total=total, description=Path(path).name))


def _print_lines(summary: Summary) -> None:
    from brigade.output.imported import counts

    print_jsonl([{"type": "summary", **counts(summary), "skipped": dict(summary.skipped)}])
    print_jsonl({"type": "renamed", "from": old, "to": new, "reports": n} for old, new, n in summary.renamed)
    print_jsonl({"type": "duplicate", "path": path, "of": other} for path, other in summary.duplicates)
    print_jsonl(
        {
            "type": "version", "path": v.report["path"], "report_id": v.report["report_id"], "other": v.other["report_id"], "taken": v.taken,
            "changes": [{"what": c.what, "old": c.old, "new": c.new} for c in v.changes],
        }
        for v in summary.versions
    )  # fmt: skip
    print_jsonl({"type": "problem", "path": p, "kind": k, "message": m} for p, k, m in [*summary.failed, *summary.review])


def _print_tables(summary: Summary, db: str) -> None:
    """`db` is where it was stored, "" for a dry run."""
    from brigade.output.imported import COUNTS, UNREAD, closing, counts
    from brigade.output.terminal import table

    table(
        f"导入结果 → {db}" if db else "导入结果(试读,未写入)",
        ["项目", ("数量", "right")],
        [(COUNTS[key], number) for key, number in counts(summary).items()],
    )
    if summary.renamed:
        table("按名册改名的已有报告", ["原来的写法", "名册中的名称", ("报告", "right")], summary.renamed)
    if summary.duplicates:
        table("内容与库中文件完全相同,未再存入", ["文件", "库中文件"], summary.duplicates)
    if summary.formats:
        print("格式:" + "、".join(f"{k} {v}" for k, v in sorted(summary.formats.items())))
    unread = [(p, m) for p, kind, m in summary.review if kind == UNREAD]
    doubtful = [(p, m) for p, kind, m in summary.review if kind != UNREAD]
    for title, heading, rows in (
        ("未能读取的文件", "原因", [(p, m) for p, _, m in summary.failed]),
        ("文件中未读取的内容", "内容", unread),
        ("需要确认", "问题", doubtful),
    ):
        if rows:
            table(title, ["文件", heading], rows)
    for line in closing(summary, bool(db)):
        print(line)


_TAKEN = {"new": "新的为现行", "old": "原来的仍为现行", "both": "两份都计入", "skipped": "未存入"}
_MANY = 12  # changed figures of a report that are listed


def _became(version: Version) -> str:
    """What was done with the report, as the table says it."""
    if version.same_file:
        return "已更新" if version.report["current"] else "已更新;现行的是另一版"
    return _TAKEN[version.taken]


def _print_versions(summary: Summary, patterns: str | None) -> None:
    """What became of reports of whose brigade and period there was one already, and what they tell otherwise."""
    if not summary.versions:
        return
    from brigade.common import names_of
    from brigade.output.changes import HEADINGS, change_rows, counted
    from brigade.output.terminal import table
    from corpus.periods import period_in_chinese
    from patterns import load_catalog

    names = names_of(load_catalog(patterns))
    rows = [
        (
            v.report["brigade"], period_in_chinese(v.report["period_start"], v.report["period_end"]), Path(v.report["path"]).name,
            "同一文件,内容有变" if v.same_file else f"{Path(v.other['path']).name}({v.other['report_id']})",
            counted(v.changes), _became(v),
        )
        for v in summary.versions
    ]  # fmt: skip
    table("已有同期报告", ["大队", "期间", "这次的文件", "已有的", "数据变化", "处理"], rows)
    for v in summary.versions:
        changes = change_rows(v.changes, names)
        if changes:
            more = f",列出 {_MANY} 处,其余用 brigade versions {v.report['report_id']} 查看" if len(changes) > _MANY else ""
            headings = [heading for _, heading in HEADINGS]
            table(
                f"{Path(v.report['path']).name}:变化 {len(changes)} 处{more}",
                headings,
                [tuple(r[f] for f, _ in HEADINGS) for r in changes[:_MANY]],
            )
    if any(v.taken in ("new", "old") and not v.same_file for v in summary.versions):
        print("改由哪一版现行:brigade versions 查看,brigade current 编号 指定。")
