"""An older store is brought forward: a copy kept beside it, then every step in one transaction, or nothing."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.failures import damaged
from corpus.keeping import schema
from corpus.keeping.steps import STEP_4

# version → the statements that lead to it from the version before.  A step is never changed once it has been released.
STEPS: Mapping[int, tuple[str, ...]] = {
    2: ('CREATE TABLE history ("version" INTEGER, "at" TIMESTAMP)',),  # since when the store has which shape
    3: (  # how far a fact can be relied on; what OCR tells is called recognised
        "ALTER TABLE facts RENAME COLUMN confidence TO recognised",
        "ALTER TABLE facts ADD COLUMN confidence_metric DOUBLE",
        "ALTER TABLE facts ADD COLUMN confidence_period DOUBLE",
        "ALTER TABLE facts ADD COLUMN confidence_entity DOUBLE",
        "ALTER TABLE facts ADD COLUMN doubt VARCHAR",
    ),
    4: STEP_4,
    5: ('CREATE TABLE users ("name" VARCHAR, "role" VARCHAR, salt VARCHAR, "hash" VARCHAR, since TIMESTAMP)',),  # who may use the page
}


def version_of(db: Any) -> int:
    """The schema version that a store tells; 0 where it tells none, -1 where what it tells is no number."""
    row = db.execute('SELECT "value" FROM meta WHERE "key" = \'schema\'').fetchone()
    if row is None:
        return 0
    return int(row[0]) if str(row[0]).isascii() and str(row[0]).isdecimal() else -1


def bring_forward(db: Any, path: Path, steps: Mapping[int, tuple[str, ...]] = STEPS) -> Path:
    """Brings the store open in `db` to the newest version of `steps`; returns the copy made of it before.

    Raises CorpusError where a step or the copy fails; the store is then as it was.
    """
    import duckdb

    found, newest = version_of(db), max(steps)
    try:
        backup = _copy(db, path, found)
    except (duckdb.Error, OSError) as error:
        raise CorpusError(
            f"数据库 {path} 要先升级(版本 {found} → {newest}),但无法在旁边保存备份,请检查权限和磁盘空间。", "migration"
        ) from error
    db.execute("BEGIN")
    try:
        for version in range(found + 1, newest + 1):
            for statement in steps[version]:
                db.execute(statement)
            record(db, version)
        db.execute('UPDATE meta SET "value" = ? WHERE "key" = \'schema\'', [str(newest)])
        db.execute("COMMIT")
    except duckdb.Error as error:
        db.execute("ROLLBACK")
        raise CorpusError(f"数据库 {path} 升级到版本 {newest} 失败,原库没有改动,备份在 {backup}。", "migration") from error
    print(f"数据库 {path} 已由版本 {found} 升级到版本 {newest},升级前的备份:{backup}", file=sys.stderr)
    return backup


def record(db: Any, version: int) -> None:
    """Writes down that the store has this shape from now on."""
    db.execute("INSERT INTO history VALUES (?, ?)", [version, dt.datetime.now().replace(microsecond=0)])


def _copy(db: Any, path: Path, version: int) -> Path:
    """The whole store in a file beside it, made by DuckDB itself, which holds the lock meanwhile; an earlier copy is never overwritten."""
    backup = path.with_name(f"{path.name}.v{version}.bak")
    number = 2
    while backup.exists():
        backup = path.with_name(f"{path.name}.v{version}.bak{number}")
        number += 1
    part = backup.with_name(backup.name + ".part")
    part.unlink(missing_ok=True)
    name = db.execute("SELECT current_database()").fetchone()[0]
    db.execute(f"ATTACH {_quoted(str(part), chr(39))} AS brigade_backup")
    try:
        db.execute(f"COPY FROM DATABASE {_quoted(name, chr(34))} TO brigade_backup")
    finally:
        db.execute("DETACH brigade_backup")
    part.replace(backup)
    return backup


def _quoted(word: str, mark: str) -> str:
    return mark + word.replace(mark, mark * 2) + mark


def check(db: Any, path: Path) -> bool:
    """Whether an older store must be brought forward.  Raises CorpusError for a file that is no store, or of a newer program."""
    names = {row[0] for row in db.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    if "meta" not in names or "reports" not in names:
        raise CorpusError(f"{path} 不是本程序的数据库,请换一个 --db 文件。", "format")
    version = version_of(db)
    if version < 0 or (version == schema.VERSION and not names.issuperset(schema.TABLES)):
        raise CorpusError(damaged(path), "damaged")
    if version > schema.VERSION:
        raise CorpusError(f"数据库 {path} 由更新版本的程序建立(版本 {version}),请升级本程序。", "too_new")
    return version < schema.VERSION
