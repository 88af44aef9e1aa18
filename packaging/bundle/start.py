"""安装(第一次)并打开网页;不用网络。由 启动.bat 或 start.sh 调用。"""

# Only what Python itself brings; messages are for whoever double-clicked.
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NEEDED, VERSION = "@PYTHON@", "@VERSION@"
PROGRAM, DATA = HERE / "程序", HERE / "数据"
DONE = PROGRAM / f"已安装-{VERSION}"


def main() -> int:
    have = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if have != NEEDED:
        return say(f"本安装包要用 Python {NEEDED},这里运行的是 {have};请安装 Python {NEEDED} 后再启动。")
    if sys.maxsize < 2**32:
        return say(f"本安装包要用 64 位的 Python {NEEDED},这里运行的是 32 位;请安装 64 位的 Python {NEEDED} 后再启动。")
    try:
        if not DONE.exists():
            install()
        DATA.mkdir(exist_ok=True)
    except OSError as error:
        return say(f"文件夹 {HERE} 写不进去({error.strerror}),请把整个文件夹复制到自己可写、空间足够的位置再启动。")
    except subprocess.CalledProcessError:
        shutil.rmtree(PROGRAM, ignore_errors=True)
        return say("安装没有完成,原因见上面的信息;常见原因是磁盘空间不足(需要约 1.5 GB)或安装包没有完整解压,请解压后再启动一次。")
    return run([*sys.argv[1:]] if sys.argv[1:] else ["web", "--open", "--db", str(DATA / "brigade.duckdb"), "--folder", str(DATA / "网页")])


def install() -> None:
    """Makes the environment anew; the mark that it is whole is written last."""
    print(f"第一次启动:正在安装到 {PROGRAM},约需两三分钟,请稍候……", flush=True)
    shutil.rmtree(PROGRAM, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(PROGRAM)], check=True)
    pip = [str(python()), "-m", "pip", "--isolated", "--disable-pip-version-check", "install", "--quiet", "--no-warn-script-location"]
    wheels = HERE / "wheels"
    subprocess.run(
        [*pip, "--no-index", "--find-links", str(wheels), "--no-deps", "--require-hashes", "-r", str(wheels / "requirements.txt")],
        check=True,
    )
    DONE.touch()
    print("安装完成。", flush=True)


def python() -> Path:
    return PROGRAM / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(arguments: list[str]) -> int:
    """The program, with what is typed into it; Ctrl-C or the closing of the window ends it."""
    if os.name != "nt":  # in the place of this one: whoever ends this ends the program
        os.execv(python(), [str(python()), "-m", "brigade", *arguments])
    try:
        return subprocess.run([str(python()), "-m", "brigade", *arguments], check=False).returncode
    except KeyboardInterrupt:
        return 0


def say(words: str) -> int:
    print(words, file=sys.stderr, flush=True)
    return 2


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.exit(main())
