"""brigade demo: the main job on the bundled samples: extract, import, compare, check."""

from __future__ import annotations

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", "-o", metavar="文件夹", default="brigade-demo", help="结果保存到此文件夹,默认 brigade-demo")


def run(args: argparse.Namespace) -> int:
    from importlib.resources import as_file, files

    with as_file(files("corpus").joinpath("samples")) as samples:
        return _demo(Path(samples), Path(args.out))


def _demo(samples: Path, out: Path) -> int:
    from brigade.cli import main
    from brigade.output.terminal import console

    screen = console()
    out.mkdir(parents=True, exist_ok=True)
    db = out / "demo.duckdb"
    for old in (db, db.with_name(db.name + ".wal")):
        old.unlink(missing_ok=True)
    draft = samples / "baishi-2023H1.txt"
    side_by_side = ["compare", "--db", str(db), "--period", "2023H1", "--with", "2022H1", "--brigades", "清河", "白石"]
    steps = (
        ("第一步 提取:从一份报告中取出每一个数字", ["extract", str(samples / "qinghe-2023H1.txt")]),
        ("第二步 入库:把全部样例报告读入数据库", ["import", str(samples), "--db", str(db)]),
        ("第三步 对比:两个大队 2023 年上半年,与上年同期相比", side_by_side),
        ("        保存为 Excel", [*side_by_side, "-o", str(out / "对比.xlsx")]),
        ("        保存为网页", [*side_by_side, "-o", str(out / "对比.html")]),
        (
            "第四步 查错:检查一份有意写错的草稿",
            ["check", str(draft), "--db", str(db), "--fail-on", "never", "-o", str(out / "草稿批注.docx")],
        ),
    )
    for title, command in steps:
        screen.print(f"\n=== {title}\n$ brigade {' '.join(command)}", markup=False)
        status = main(command)
        if status:
            return status
    screen.print(f"\n演示完成,结果在 {out} 文件夹:demo.duckdb、对比.xlsx、对比.html、草稿批注.docx", markup=False)
    return 0
