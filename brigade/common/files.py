"""Files that appear under their name only when they are whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import CorpusError


@contextmanager
def whole(path: str | Path) -> Iterator[Path]:
    """The path to write to; what was written there takes the name `path` when the block ends without an error."""
    target = Path(path)
    part = target.with_name(target.name + ".part")
    yield part
    part.replace(target)


def write_text(path: str | Path, text: str) -> None:
    """Writes a file whole or not at all.  Raises CorpusError where `path` is a folder."""
    if Path(path).is_dir():
        raise CorpusError(f"{Path(path)} 是文件夹,请给出要保存的文件名。", "folder")
    with whole(path) as part:
        part.write_text(text, encoding="utf-8")
