"""Lessons in a file: TOML, one [[lesson]] a correction, so that one office can teach another.

[[lesson]]
text = "全年走水87起。"
start = 4
end = 7
metric = "fire.fires"   # "" where the figure counts nothing of ours
label = "走水"           # these three where the lesson comes from a store: how the figure was told there, for cells of tables
unit = "起"
kind = "count"
qualifier = ""          # where a person said of which part of the metric it is, "" of the whole
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

from corpus.errors import CorpusError
from extract import Lesson
from extract.lessons import checked
from patterns import Catalog

_FIELDS = {"text": str, "start": int, "end": int, "metric": str}
_NAMES = {"text": "例句", "start": "起点", "end": "止点", "metric": "指标"}
WORDS = ("label", "unit", "kind")
PART = "qualifier"
Told = tuple[Lesson, dict[str, str]]  # with the WORDS, where they are known, and the PART where it was said


def read_lessons(path: Path | str, catalog: Catalog) -> tuple[Lesson, ...]:
    """The lessons of a file, in its order.  Raises CorpusError where it cannot be read, a field is missing or a metric unknown."""
    return tuple(lesson for lesson, _ in read_told(path, catalog))


def read_told(path: Path | str, catalog: Catalog) -> tuple[Told, ...]:
    """The lessons of a file with how their figures were told, in its order; raises as `read_lessons`."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise CorpusError(f"更正文件打不开：{path}。请检查文件名和权限。", "lessons") from error
    return told_in(content, str(path), catalog)


def told_in(content: bytes, path: str, catalog: Catalog) -> tuple[Told, ...]:
    """As `read_told`, of a file's content."""
    try:
        told = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise CorpusError(
            f"更正文件读不懂：{path} 不是 TOML 文件,或不是 UTF-8 编码。请用导出经验得到的文件(brigade lessons export)。", "lessons"
        ) from error
    rows = told.get("lesson", None if told else [])  # what tells of other things is no such file
    if not isinstance(rows, list):
        raise CorpusError(f"更正文件 {path} 中没有经验([[lesson]])。请用导出经验得到的文件(brigade lessons export)。", "lessons")
    found = []
    for i, row in enumerate(rows, 1):
        missing = [name for name, kind in _FIELDS.items() if not isinstance(row, dict) or type(row.get(name)) is not kind]
        if missing:
            raise CorpusError(
                f"更正文件 {path} 第{i}条缺少或写错了{'、'.join(f'{_NAMES[name]}({name})' for name in missing)}。请补上后再试。", "lessons"
            )
        words = {name: row[name] for name in WORDS if isinstance(row.get(name), str)}
        if len(words) == len(WORDS) and isinstance(row.get(PART), str):
            words[PART] = row[PART]
        found.append((Lesson(row["text"], row["start"], row["end"], row["metric"] or None), words if len(words) >= len(WORDS) else {}))
        try:
            checked(found[-1][0], catalog)
        except ValueError as error:
            raise CorpusError(f"更正文件 {path} 第{i}条：{error}", "lessons") from error
    return tuple(found)


def written(lessons: Iterable[Lesson]) -> str:
    """The lessons as the text of such a file."""
    return written_told((lesson, {}) for lesson in lessons)


def written_told(lessons: Iterable[Told]) -> str:
    """The lessons with how their figures were told as the text of such a file."""
    parts = [
        f"[[lesson]]\ntext = {_string(lesson.text)}\nstart = {lesson.start}\nend = {lesson.end}\nmetric = {_string(lesson.metric or '')}\n"
        + "".join(f"{name} = {_string(words[name])}\n" for name in (*WORDS, PART) if words.get(name) is not None)
        for lesson, words in lessons
    ]
    return "\n".join(parts)


def _string(text: str) -> str:
    """A basic string of TOML: JSON's, with DEL escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
