"""Where the program works: the store, its folder, the disk and the memory."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from brigade.health.line import ILL, MISSING, WELL, Line
from corpus.errors import CorpusError

GIB, MIB = 1 << 30, 1 << 20
LEAST_DISK, LEAST_MEMORY = 2 * GIB, GIB


def store(path: str) -> Iterator[Line]:
    """Whether the store opens and can be read to its end, how much is in it, and the copies beside it."""
    file = Path(path)
    if not file.exists():
        yield Line("数据库", MISSING, f"{path} 还没有,第一次导入时建立")
        return
    from corpus.keeping.store import Store

    try:
        with Store(file, read_only=True) as opened:
            opened.verify()
            row = opened.rows("SELECT count(*) AS reports, coalesce(sum(facts), 0) AS facts FROM reports")[0]
    except CorpusError as error:
        yield Line("数据库", ILL, str(error))
        return
    yield Line("数据库", WELL, f"{path},{file.stat().st_size / MIB:,.0f} MB,报告 {row['reports']:,} 份,数据 {row['facts']:,} 条,读得完整")
    copies = sorted(p.name for p in file.parent.glob(f"{file.name}.v*.bak*"))
    if copies:
        yield Line("升级前的备份", WELL, "、".join(copies))


def room(path: str) -> Iterator[Line]:
    """Whether there is room beside the store and for temporary files, and whether one may write there."""
    for what, folder in (("数据库所在的磁盘", Path(path).resolve().parent), ("临时文件夹", Path(tempfile.gettempdir()))):
        if not folder.is_dir():
            yield Line(what, ILL, f"文件夹 {folder} 不存在")
            continue
        free = shutil.disk_usage(folder).free
        if not os.access(folder, os.W_OK):
            yield Line(what, ILL, f"不能写入 {folder},请检查权限")
        elif free < LEAST_DISK:
            yield Line(what, ILL, f"只剩 {free / GIB:.1f} GB,请清理出 {LEAST_DISK // GIB} GB 以上")
        else:
            yield Line(what, WELL, f"剩余 {free / GIB:,.0f} GB")
    memory = psutil.virtual_memory().available
    low = memory < LEAST_MEMORY
    yield Line("内存", ILL if low else WELL, f"可用 {memory / GIB:.1f} GB" + (",偏少,请关闭其他程序" if low else ""))
