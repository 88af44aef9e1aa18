"""brigade demo: the main job on the bundled samples: extract, import, compare, check."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", "-o", metavar="文件夹", default="brigade-demo", help="结果保存到此文件夹,默认 brigade-demo")


def run(args: argparse.Namespace) -> int:
    from importlib.resources import as_file, files

    with as_file(files("corpus").joinpath("samples")) as samples:
        return _demo(Path(samples), Path(args.out), args.main)


def _steps(samples: Path, out: Path, db: Path) -> Iterator[tuple[str, list[str]]]:
    """What is shown, in order: a title and the command line."""
    draft = samples / "baishi-2023H1.txt"
    side_by_side = ["compare", "--db", str(db), "--period", "2023H1", "--with", "2022H1", "--brigades", "清河", "白石"]
    yield "第一步 提取:从一份报告中取出每一个数字", ["extract", str(samples / "qinghe-2023H1.txt")]
    yield "第二步 入库:把全部样例报告读入数据库", ["import", str(samples), "--db", str(db)]
    yield "第三步 对比:两个大队 2023 年上半年,与上年同期相比", side_by_side
    yield "        保存为 Excel", [*side_by_side, "-o", str(out / "对比.xlsx")]
    yield "        保存为网页", [*side_by_side, "-o", str(out / "对比.html")]
    yield (
        "第四步 查错:检查一份有意写错的草稿",
        ["check", str(draft), "--db", str(db), "--fail-on", "never", "-o", str(out / "草稿批注.docx")],
    )


def _demo(samples: Path, out: Path, main: Callable[[list[str]], int]) -> int:
    from brigade.output.terminal import console

    screen = console()
    out.mkdir(parents=True, exist_ok=True)
    db = out / "demo.duckdb"
    for old in (db, db.with_name(db.name + ".wal")):
        old.unlink(missing_ok=True)
    for title, command in _steps(samples, out, db):
        screen.print(f"\n=== {title}\n$ brigade {' '.join(command)}", markup=False)
        status = main(command)
        if status:
            return status
    screen.print(f"\n演示完成,结果在 {out} 文件夹:demo.duckdb、对比.xlsx、对比.html、草稿批注.docx", markup=False)
    return 0
