"""Reads the pattern files, ours and a user's own folder laid over them, and refuses a broken one in one sentence."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from patterns.checked import check_expression, check_table, line_of
from patterns.errors import PatternError
from patterns.schema import Metric
from patterns.timed import Expression, Timed

HOME = Path(__file__).parent
TABLES = (
    "units",
    "modifiers",
    "names",
    "lexicon",
    "changes",
    "zeros",
    "scopes",
    "activities",
    "dates",
    "characters",
    "derived",
    "relations",
    "roles",
    "files",
    "review",
    "numbers",
    "figures",
    "judge",
    "counting",
    "layout",
    "clauses",
)


@dataclass(frozen=True)
class Catalog:
    """Everything the extractor knows.  `tables` holds the plain TOML tables by file name, `metrics` the metrics by id."""

    metrics: dict[str, Metric]
    tables: dict[str, dict[str, Any]]
    sources: dict[str, str] = field(default_factory=dict)
    version: str = ""
    supplied: frozenset[str] = frozenset()  # metrics of the user's own folder
    folder: str | None = None  # that folder, for who loads the same again in another process

    def __hash__(self) -> int:
        return id(self)

    def rule(self, pattern: str, metric: str) -> Expression:
        """An expression of this metric with its macros; one of the user's own runs under a timeout."""
        expanded = self.expand(pattern)
        return Timed(expanded, metric) if metric in self.supplied else re.compile(expanded)

    def expand(self, pattern: str) -> str:
        """The pattern with every <macro> replaced by its words."""
        macros = self.tables["lexicon"]["macros"]
        return re.sub(r"<([a-z]+)>", lambda m: f"(?:{macros[m[1]]})" if m[1] in macros else m[0], pattern)

    def role(self, name: str) -> str:
        """The metric that stands in a role (`whole_of_dispatches`); roles.toml names it.  Raises KeyError for an unknown role."""
        return str(self.tables["roles"]["metric"][name])

    def roles(self, name: str) -> tuple[str, ...]:
        """The metrics of a set of roles.toml.  Raises KeyError for an unknown set."""
        return tuple(self.tables["roles"]["set"][name])

    def expression(self, table: str, key: str) -> re.Pattern[str]:
        """The expression `key` (dots part the levels) of a table, compiled once.  Raises KeyError where there is none."""
        return _compiled(self, table, key)

    def words(self, table: str, key: str, inner: str = "words") -> list[str]:
        entry = self.tables[table][key]
        return (entry[inner] if isinstance(entry, dict) else entry).split()


@functools.lru_cache(maxsize=1024)
def _compiled(catalog: Catalog, table: str, key: str) -> re.Pattern[str]:
    entry: Any = catalog.tables[table]
    for part in key.split("."):
        entry = entry[part]
    return re.compile(entry)


@functools.lru_cache(maxsize=16)
def table(name: str) -> dict[str, Any]:
    """One of our own tables alone, for who reads a file before any catalog is chosen."""
    return _read(HOME / f"{name}.toml")[0]


def _read(path: Path) -> tuple[dict[str, Any], str]:
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), text
    except UnicodeDecodeError as error:
        raise PatternError(f"规则文件 {path} 不是 UTF-8 编码,请另存为 UTF-8 后再试。") from error
    except tomllib.TOMLDecodeError as error:
        raise PatternError(f"规则文件 {path} 写法有误:{error}。请按提示的行号改正。") from error
    except OSError as error:
        raise PatternError(f"规则文件 {path} 无法读取,请检查权限。") from error


def _metrics(path: Path, metrics: dict[str, Metric], sources: dict[str, str], macros: dict[str, str]) -> None:
    data, text = _read(path)
    unknown = set(data) - {"metric"}
    if unknown:
        name = sorted(unknown)[0]
        raise PatternError(f"规则文件 {path} 第 {line_of(text, name)} 行:不认识的项目“{name}”,这里只能写 [[metric]]。")
    for entry in data.get("metric", []):
        ident = str(entry.get("id", ""))
        line = line_of(text, f'"{ident}"') if ident else 1
        try:
            metric = Metric.model_validate(entry)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise PatternError(f"规则文件 {path} 第 {line} 行,指标“{ident}”的“{where}”不对:{first['msg']}。") from error
        for pattern in [
            metric.subjects,
            metric.exclude,
            metric.plain,
            *(p for r in metric.rules for p in (r.match, r.context, r.context_not, r.after)),
        ]:
            if pattern:
                for macro in re.findall(r"(?<!\?P)(?<!\?)<([a-z]+)>", pattern):
                    if macro not in macros:
                        at = line_of(text, pattern)
                        raise PatternError(f"规则文件 {path} 第 {at} 行:词表里没有“<{macro}>”。")
                if not path.is_relative_to(HOME):  # ours are compiled where they are needed
                    check_expression(re.sub(r"<[a-z]+>", "x", pattern), path, text)
        metrics[metric.id] = metric
        sources[metric.id] = f"{path.name}:{line}"


def _classes(path: Path) -> dict[str, Any]:
    """The classes of one role; no word stands in two of them."""
    data, text = _read(path)
    classes: dict[str, str] = data.get("classes", {})
    seen: dict[str, str] = {}
    for name, words in classes.items():
        for word in words.split():
            if seen.setdefault(word, name) != name:
                at = line_of(text, f"{name} =")
                raise PatternError(f"词类文件 {path} 第 {at} 行:“{word}”已在“{seen[word]}”类中,一个词只能属于一类,请删去一处。")
    return classes


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key, lists are lengthened, everything else is replaced."""
    merged = dict(base)
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _merge(merged[key], value)
        elif isinstance(value, list) and isinstance(merged.get(key), list):
            merged[key] = [*value, *merged[key]]
        else:
            merged[key] = value
    return merged


def _fingerprint(folders: list[Path]) -> str:
    import hashlib

    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for kind in ("*.toml", "*.gz") for p in folder.rglob(kind)):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@functools.lru_cache(maxsize=8)
def load_catalog(folder: str | None = None) -> Catalog:
    """Our patterns, with the files of `folder` laid over them (same names, same layout; a metric of the same id replaces ours).

    Raises PatternError for a missing folder or a broken file.
    """
    folders = [HOME]
    if folder:
        own = Path(folder)
        if not own.is_dir():
            raise PatternError(f"找不到规则文件夹 {folder},请检查 --patterns 后面的路径。")
        folders.append(own)
    tables: dict[str, dict[str, Any]] = {name: {} for name in (*TABLES, "words")}
    for root in folders:
        for name in TABLES:
            path = root / f"{name}.toml"
            if path.is_file():
                data, text = _read(path)
                if root is not HOME:
                    check_table(data, tables[name], path, text)
                tables[name] = _merge(tables[name], data)
        for path in sorted((root / "words").glob("*.toml")):
            tables["words"] = _merge(tables["words"], {path.stem: _classes(path)})
        strange = [p for p in root.glob("*.toml") if p.stem not in TABLES]
        if strange:
            raise PatternError(f"不认识的规则文件 {strange[0]};可用的文件名:{'、'.join(TABLES)},指标放在 metrics 文件夹里。")
    metrics: dict[str, Metric] = {}
    sources: dict[str, str] = {}
    supplied: dict[str, Metric] = {}
    for root in folders:
        for path in sorted((root / "metrics").glob("*.toml")):
            _metrics(path, metrics if root is HOME else supplied, sources, tables["lexicon"].get("macros", {}))
    return Catalog(metrics | supplied, tables, sources, _fingerprint(folders), frozenset(supplied), folder)
