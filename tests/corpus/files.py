"""Files of every format, made by real programs from the samples."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from tests.conftest import need


def docx(path: Path, lines: list[str], rows: list[list[str]] | None = None) -> Path:
    import docx as word

    document = word.Document()
    document.styles["Normal"].font.name = "Noto Sans CJK SC"
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                table.cell(r, c).text = cell
    document.save(str(path))
    return path


def convert(source: Path, form: str, folder: Path) -> Path:
    """By LibreOffice, with a profile of its own so that several may run."""
    soffice = need("soffice")
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation=file://{folder}/profile{os.getpid()}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / (source.stem + "." + form.partition(":")[0])


def scan(pdf: Path, target: Path) -> Path:
    """A PDF of pictures only, as a scanner makes it."""
    import pypdfium2

    pages = [page.render(scale=200 / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(str(pdf))]
    pages[0].save(str(target), save_all=True, append_images=pages[1:], resolution=200)
    return target


def fact_keys(report: Any) -> list[tuple[Any, ...]]:
    return sorted((f.quote.replace(" ", ""), str(f.value), f.metric, f.modifier, f.unit) for f in report.facts)
