"""Where a file lies: a path of this machine, or a URL of shared storage (fsspec: s3://, hdfs://, file://, …)."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import CorpusError


def is_url(path: str) -> bool:
    return "://" in path


def key_of(path: str | Path) -> str:
    """What names the file in the store: its resolved path, or its URL; text that UTF-8 can hold."""
    return str(path) if is_url(str(path)) else in_utf8(str(Path(path).resolve()))


def in_utf8(path: str) -> str:
    """A path as text that UTF-8 can hold: a name in the bytes of another encoding, from an old archive or disk, is read as GBK."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return str(Path(*(_named(name) for name in Path(path).parts)))
    return path


def _named(name: str) -> str:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        with contextlib.suppress(UnicodeError):
            return os.fsencode(name).decode("gb18030")
        return name.encode("utf-8", "surrogateescape" if os.name == "posix" else "replace").decode("utf-8", "replace")
    return name


def misnamed(path: str) -> list[str]:
    """What is said of a file whose name is not in UTF-8, beside the way other programs show it."""
    name = Path(path).name
    if in_utf8(name) == name:
        return []
    return [f"文件名“{os.fsencode(name).decode('utf-8', 'replace')}”不是 UTF-8 编码,按 GBK 读作“{in_utf8(name)}”,请核对"]


def on_disk(key: str) -> Path:
    """The file that a key of the store names, also where a name on the way to it is in the bytes of GBK on the disk."""
    path = Path(key)
    if path.exists() or os.name != "posix":
        return path
    found = Path(path.anchor)
    for name in path.parts[1:]:
        in_gbk = os.fsdecode(name.encode("gb18030", "replace"))
        found /= name if (found / name).exists() else in_gbk
    return found if found.exists() else path


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
