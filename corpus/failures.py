"""What is said of errors that libraries and the system raise: one Chinese sentence that says what is wrong and what to do."""

from __future__ import annotations

import errno

from corpus.errors import CorpusError
from patterns.errors import PatternError

_FULL = ("no space left", "disk quota", "file too large", "could not write all bytes", "could not write to file", "max_temp_directory_size")
_DAMAGED = ("checksum", "corrupt", "invalidated", "serialization", "deserialize", "internal error", "fatal error")  # of DuckDB's messages
_REFUSED = ("permission denied", "read-only", "operation not permitted")
_OURS = ("ParserException", "SyntaxException", "BinderException", "CatalogException", "NotImplementedException")
_SYSTEM = {
    "ENOSPC": "磁盘空间不够,请清理后再试", "EDQUOT": "磁盘配额不够,请清理后再试", "EFBIG": "文件过大,超过了系统的上限",
    "EACCES": "没有权限,请检查文件和文件夹的权限", "EPERM": "没有权限,请检查文件和文件夹的权限", "EROFS": "所在的磁盘只能读,请换一个位置",
    "ENOENT": "找不到,请检查路径", "EISDIR": "是文件夹,请给出文件名", "ENOTDIR": "路径中有一段不是文件夹,请检查路径",
    "ENAMETOOLONG": "文件名过长,请改短", "EMFILE": "同时打开的文件过多,请关闭一些程序后再试", "ENOMEM": "内存不够,请关闭一些程序后再试",
    "EIO": "磁盘读写出错,请检查磁盘",
}  # fmt: skip


def sentence(error: BaseException) -> str | None:
    """What to say of an error; None of one that is a fault of the program."""
    if isinstance(error, (CorpusError, PatternError)):
        return str(error)
    home = type(error).__module__.partition(".")[0].lstrip("_")
    if home == "duckdb":
        told = of_store(error)
        return str(told) if told else None
    if home == "xlsxwriter":
        inner = error.args[0] if error.args and isinstance(error.args[0], OSError) else error.__context__
        return of_system(inner) if isinstance(inner, OSError) else "无法保存 Excel 文件,请检查内容是否过大、磁盘空间是否够用。"
    if isinstance(error, MemoryError):
        return "内存不够,没有做完,请关闭一些程序,或分批处理。"
    if isinstance(error, OSError):
        return of_system(error)
    return None


def of_system(error: OSError) -> str:
    """A failed operation on a file."""
    named = f" {error.filename}" if error.filename else ""
    return f"文件操作失败{named}:{why(error)}。"


def why(error: OSError) -> str:
    """What the system says, and what to do."""
    return _SYSTEM.get(errno.errorcode.get(error.errno or 0, ""), f"{error.strerror or error},请检查路径、权限和磁盘空间")


def of_store(error: BaseException, path: object = "") -> CorpusError | None:
    """What is said of an error of DuckDB in the store at `path`; None of a question that was put wrongly, a fault of ours."""
    told = str(error).lower()
    store = f"数据库 {path}" if path else "数据库"
    if any(word in told for word in _FULL):
        return CorpusError(f"{store} 写不进去,磁盘空间不够;没有写完的部分已撤销,请清理磁盘后再试。", "full")
    if any(word in told for word in _REFUSED):
        return CorpusError(f"{store} 没有读写的权限,请检查文件和文件夹的权限。", "permission")
    if type(error).__name__ == "OutOfMemoryException":
        return CorpusError(f"{store} 处理时内存不够,请关闭一些程序后再试。", "memory")
    if any(word in told for word in _DAMAGED):
        return CorpusError(damaged(path), "damaged")
    if type(error).__name__ in _OURS:
        return None
    return CorpusError(f"{store} 出错,没有做完,请检查磁盘后再试(DuckDB:{str(error).splitlines()[0][:160]})。", "store")


def damaged(path: object) -> str:
    """Of a store of which a part cannot be read any more."""
    store, given = (f"数据库 {path}", path) if path else ("数据库", "原库")
    return f"{store} 已损坏,不再写入;请用 brigade rescue {given} --out 新库.duckdb 取出完好的报告,再用新库继续。"
