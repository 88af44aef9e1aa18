"""Makes a folder, packed, that installs and starts on a machine without a network: `python packaging/bundle.py --platform windows --python 3.11`.

It holds the wheels for that platform and Python, the samples, the guide, and a file to start it with.  Needs the extra `packaging` and a network.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from uv import find_uv_bin

ROOT = Path(__file__).parent.parent
PARTS = Path(__file__).parent / "bundle"
TAGS = {  # platform → the tags that its wheels may have, and how uv calls it
    "windows": (("win_amd64",), "x86_64-pc-windows-msvc"),
    "linux": (("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"), "x86_64-manylinux_2_28"),
    "linux-arm": (("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"), "aarch64-manylinux_2_28"),
}
STARTS = {"windows": "启动.bat", "linux": "start.sh", "linux-arm": "start.sh"}
WITHOUT_WHEELS = ("jieba", "antlr4-python3-runtime")  # of pure Python, on PyPI as source only
PIP = (sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "--quiet")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", choices=list(TAGS), default="windows")
    parser.add_argument("--python", default=f"{sys.version_info[0]}.{sys.version_info[1]}", help="such as 3.11")
    parser.add_argument("--installer", type=Path, help="the installer of that Python for Windows, to be put in")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    asked = parser.parse_args()
    print(bundle(asked.platform, asked.python, asked.out, asked.installer))


def bundle(platform: str, python: str, out: Path, installer: Path | None = None) -> Path:
    """The packed folder.  Raises CalledProcessError where a wheel cannot be had."""
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version
    name = f"brigade-metrics-{version[1]}-{platform}-py{python.replace('.', '')}"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder) / name
        wheels = inside / "wheels"
        wheels.mkdir(parents=True)
        own_wheel(wheels)
        wheels_of_others(wheels, platform, python, Path(folder))
        lock(wheels)
        fill(inside, platform, python, version[1])
        if installer:
            shutil.copy(installer, inside / installer.name)
        return pack(inside, out / name, "zip" if platform == "windows" else "tar")  # wheels are packed already


def own_wheel(wheels: Path) -> None:
    """The program's own, with its guide."""
    subprocess.run([*PIP, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT)], check=True)


def wheels_of_others(wheels: Path, platform: str, python: str, scratch: Path) -> None:
    """Those that the program and its page need there, held against the hashes of packaging/locked/page.txt."""
    tags, triple = TAGS[platform]
    wanted = scratch / "wanted.txt"
    command = [
        find_uv_bin(),
        "pip",
        "compile",
        "pyproject.toml",
        "--extra",
        "ocr",
        "--extra",
        "web",
        "--constraints",
        "packaging/locked/page.txt",
    ]
    where = ["--python-platform", triple, "--python-version", python]
    subprocess.run([*command, *where, "--generate-hashes", "--no-annotate", "--no-header", "-q", "-o", str(wanted)], cwd=ROOT, check=True)
    entries = re.split(r"\n(?=\S)", wanted.read_text(encoding="utf-8").strip())
    for names, more in ((True, ["wheel"]), (False, ["download"])):
        chosen = [e for e in entries if (e.split("==")[0].lower() in WITHOUT_WHEELS) == names]
        wanted.write_text("\n".join(chosen) + "\n", encoding="utf-8")
        if names:
            more += ["--wheel-dir", str(wheels)]
        else:
            more += ["--dest", str(wheels), "--only-binary=:all:", "--implementation", "cp", "--python-version", python]
            more += [word for tag in (*tags, "any") for word in ("--platform", tag)]
        subprocess.run([*PIP, *more, "--no-deps", "--require-hashes", "-r", str(wanted)], check=True)


def lock(wheels: Path) -> None:
    """Writes what is to be installed, each wheel with its hash."""
    lines = []
    for path in sorted(wheels.glob("*.whl")):
        name, version = path.name.split("-")[:2]
        lines.append(f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n")
    (wheels / "requirements.txt").write_text("".join(lines), encoding="utf-8")


def fill(inside: Path, platform: str, python: str, version: str) -> None:
    """The samples, the guide, and what starts it all."""
    shutil.copytree(ROOT / "corpus" / "samples", inside / "样例报告", ignore=shutil.ignore_patterns("gold", "__pycache__"))
    for name in ("start.py", "请先读我.txt"):
        text = (PARTS / name).read_text(encoding="utf-8")
        text = text.replace("@PYTHON@", python).replace("@VERSION@", version).replace("@START@", STARTS[platform])
        newline = "\r\n" if name.endswith(".txt") else "\n"
        (inside / name).write_text(text, encoding="utf-8-sig" if name.endswith(".txt") else "utf-8", newline=newline)
    start = (PARTS / STARTS[platform]).read_text(encoding="utf-8").replace("@PYTHON@", python)
    (inside / STARTS[platform]).write_text(start, encoding="utf-8", newline="\r\n" if platform == "windows" else "\n")
    (inside / STARTS[platform]).chmod(0o755)
    for name in ("LICENSE", "THIRD_PARTY.md", "CHANGELOG.md"):
        shutil.copy(ROOT / name, inside)
    guide(inside / "使用手册")


def guide(target: Path) -> None:
    """The guide as pages that a browser opens from the folder."""
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(target)], cwd=ROOT, check=True)


def pack(inside: Path, target: Path, how: str) -> Path:
    """Packs beside, then renames."""
    packed = Path(shutil.make_archive(f"{target}.part", how, inside.parent, inside.name))
    done = target.with_name(packed.name.replace(".part", "", 1))
    packed.replace(done)
    return done


if __name__ == "__main__":
    main()
