"""The program and its parts: versions, the extras, recognition, fonts."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from brigade.health.line import ILL, MISSING, WELL, Line

PROGRAM = "brigade-metrics"
TRIED = ((3, 11), (3, 13))  # the first and the last Python that the program was tried with
EXTRAS = {"ocr": "扫描件识别", "web": "网页", "dask": "多台机器导入"}


def program() -> Iterator[Line]:
    """The program, Python, and the packages it cannot do without."""
    yield Line("程序", WELL, f"{version(PROGRAM)},{platform.system()} {platform.machine()}")
    told = platform.python_version()
    tried = TRIED[0] <= sys.version_info[:2] <= TRIED[1]
    yield Line("Python", WELL if tried else ILL, told if tried else f"{told} 没有试过,请用 {'、'.join(f'3.{n}' for n in range(11, 14))}")
    wrong = [w for w in map(_lacking, _required("")) if w]
    yield Line("必需的组件", ILL if wrong else WELL, f"缺少或版本不合:{'、'.join(wrong)},请重新安装" if wrong else "齐全")


def extras() -> Iterator[Line]:
    """What is installed only where it is wanted."""
    for extra, name in EXTRAS.items():
        wrong = [w for w in map(_lacking, _required(extra)) if w]
        if wrong:
            yield Line(name, MISSING, f"没有安装,需要时运行 pip install '{PROGRAM}[{extra}]'")
        elif extra == "ocr":
            yield _recognition(name)
        else:
            yield Line(name, WELL, "已安装")


def _recognition(name: str) -> Line:
    """Whether the engine starts: its libraries may be there and one of the system's not."""
    from corpus.reading.readers.recognise import hindrance

    why = hindrance("auto")
    return Line(name, ILL, f"{why.why},{why.remedy}") if why else Line(name, WELL, "已安装,能启动")


def fonts() -> Line:
    """Whether Chinese can be shown by a browser of this computer; other computers have fonts of their own."""
    if sys.platform in ("win32", "darwin"):
        return Line("中文字体", WELL, "系统自带")
    if shutil.which("fc-list") is None:
        return Line("中文字体", MISSING, "不能查看(没有 fc-list);只用命令或在别的电脑上开网页则不需要")
    found = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False).stdout.splitlines()
    if not found:
        return Line("中文字体", MISSING, "没有;要在本机浏览器中看网页,请安装 fonts-noto-cjk")
    return Line("中文字体", WELL, Path(found[0].split(",")[0]).name)


def _required(extra: str) -> list[Requirement]:
    """What the program asks for by itself, or with an extra."""
    try:
        asked = [Requirement(line) for line in requires(PROGRAM) or ()]
    except PackageNotFoundError:
        return []
    if not extra:
        return [r for r in asked if r.marker is None or r.marker.evaluate({"extra": ""})]
    return [r for r in asked if r.marker is not None and r.marker.evaluate({"extra": extra}) and not r.marker.evaluate({"extra": ""})]


def _lacking(asked: Requirement) -> str:
    """A package that is not there, or in a version that is not asked for; "" for one that is as it should be."""
    try:
        found = version(asked.name)
    except PackageNotFoundError:
        return asked.name
    return "" if asked.specifier.contains(found, prereleases=True) else f"{asked.name} {found}"
