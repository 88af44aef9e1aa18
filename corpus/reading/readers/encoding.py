"""Bytes of unknown encoding to text: UTF-8, GB18030, Big5 and UTF-16, by what they give, whatever a file says of itself."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import CorpusError

_SAMPLE = 20_000
_BAD = 50  # one broken character in so many at most
_FEW = 4  # and so many in any text
# of each encoding the first bytes of its common signs and characters: a text read in the wrong one is full of rare ones
_COMMON = {"gb18030": (0xA1, 0xD7), "big5hkscs": (0xA1, 0xC6)}


def decode(data: bytes, path: str | Path = "", declared: str = "") -> str:
    """Text of unknown encoding, without BOM.

    `declared` is what the file says, believed where its bytes do not speak against it.  A few broken characters show as U+FFFD.
    Raises CorpusError for what is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries = ["utf-16"]
    elif wide := wide_of(data):
        tries = [wide]
    else:
        tries = ["utf-8-sig", *_COMMON]
        if _fits(data, "utf-8-sig"):
            return data.decode("utf-8-sig")
    texts = {name: text for name in tries if _is_text(text := data.decode(name, "replace"))}
    if not texts:
        raise CorpusError(f"文件 {path} 不是文本,或编码无法识别,请另存为 UTF-8 文本后再试。", "encoding")
    said = _known(declared)
    return max(texts.items(), key=lambda item: _commonness(item[1], item[0]) + (0.1 if item[0] == said else 0.0))[1]


def _fits(data: bytes, name: str) -> bool:
    try:
        return "\0" not in data.decode(name)[:_SAMPLE]
    except UnicodeDecodeError:
        return False


def _known(declared: str) -> str:
    """The name of an encoding that a file declares, "" for one that tells nothing."""
    name = declared.lower().replace("_", "-")
    if name in ("gbk", "gb2312", "gb18030", "cp936", "x-gbk"):
        return "gb18030"
    return {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf-8": "utf-8-sig"}.get(name, "")


def wide_of(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of line breaks, digits and spaces is zero; "" for none."""
    head = data[:4000]
    zeros = [head[i::2].count(0) for i in (0, 1)]
    if sum(zeros) < 0.02 * len(head) or min(zeros) > 0.05 * max(zeros):
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _commonness(text: str, name: str) -> float:
    """The share of common characters among all that are not ASCII; a broken one counts against it."""
    solid = re.sub(r"[\x00-\x7f]", "", text[:_SAMPLE])
    if not solid:
        return 1.0
    bad = solid.count("\ufffd")
    if name not in _COMMON:
        return 1.0 - 4 * bad / len(solid)
    first, last = _COMMON[name]
    common = 0
    for char in solid:
        code = char.encode(name, "ignore")
        common += len(code) == 2 and first <= code[0] <= last and not (name == "gb18030" and code[1] < 0xA1)
    return (common - 4 * bad) / len(solid)


def _is_text(text: str) -> bool:
    sample = text[:_SAMPLE]
    odd = len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]", sample))
    plain = len(re.findall(r"[\t\n\r -~\u3000-\u303f\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u2010-\u2040\u2500-\u257f]", sample))
    return not odd and sample.count("\ufffd") <= max(_FEW, len(sample) / _BAD) and plain >= 0.7 * len(sample)
