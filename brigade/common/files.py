"""Files that appear under their name only when they are whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.errors import CorpusError


@contextmanager
def whole(path: str | Path) -> Iterator[Path]:
    """The path to write to; what was written there takes the name `path` when the block ends without an error, else it is gone.

    What an earlier program that was killed left there is overwritten.  Raises CorpusError where `path` is a folder or lies in none.
    """
    target = Path(path)
    if target.is_dir():
        raise CorpusError(f"{target} 是文件夹,请给出要保存的文件名。", "folder")
    if not target.parent.is_dir():
        raise CorpusError(f"无法保存到 {target},文件夹 {target.parent} 不存在,请先建立。", "folder")
    part = target.with_name(target.name + ".part")
    try:
        yield part
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def write_text(path: str | Path, text: str) -> None:
    """Writes a file whole or not at all, in UTF-8; lone surrogates become question marks.  Raises CorpusError as `whole` does."""
    with whole(path) as part:
        part.write_text(text, encoding="utf-8", errors="replace")
