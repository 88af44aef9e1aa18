"""Where a file lies: a path of this machine, or a URL of shared storage (fsspec: s3://, hdfs://, file://, …)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import CorpusError


def is_url(path: str) -> bool:
    return "://" in path


def key_of(path: str | Path) -> str:
    """What names the file in the store: its resolved path, or its URL."""
    return str(path) if is_url(str(path)) else str(Path(path).resolve())


def listed(url: str) -> list[str]:
    """The files below a URL, in order.  Raises CorpusError where fsspec or its driver is missing, or nothing is there."""
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(url)
        found = sorted(system.find(path))
    except ImportError as error:
        raise CorpusError(f"读取 {url} 需要另装组件:fsspec 和这种地址的驱动(如 s3fs)。", "missing") from error
    except (OSError, ValueError) as error:
        raise CorpusError(f"无法读取 {url},请检查地址、网络和权限。", "missing") from error
    if not found:
        raise CorpusError(f"{url} 下没有文件,请检查路径。", "missing")
    return [str(system.unstrip_protocol(f)) for f in found]


@contextmanager
def local(path: str) -> Iterator[str]:
    """A local path of the file: itself, or a copy of a URL's under its own name, gone afterwards."""
    if not is_url(path):
        yield path
        return
    import fsspec

    with tempfile.TemporaryDirectory() as folder:
        parts = path.rstrip("/").split("/")
        target = Path(folder) / (parts[-2] if len(parts) > 3 else "x") / parts[-1]  # the folder's name may tell the brigade
        target.parent.mkdir()
        try:
            with fsspec.open(path, "rb") as source, target.open("wb") as sink:
                while chunk := source.read(1 << 20):
                    sink.write(chunk)
        except OSError as error:
            raise CorpusError(f"无法读取 {path},请检查地址、网络和权限。", "unreadable") from error
        yield str(target)
