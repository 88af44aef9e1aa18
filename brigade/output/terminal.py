"""Readable Chinese tables in the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from brigade.common import fit


def console() -> Any:
    from rich.console import Console

    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "140"))
    return Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)


def table(title: str, columns: Sequence[str | tuple[str, str]], rows: Iterable[Sequence[Any]], caption: str = "") -> None:
    """Prints one table; `columns` are headings, or (heading, left or right); a heading alone stands left."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, caption=caption or None, caption_justify="left", pad_edge=False)
    for column in columns:
        heading, side = (column, "left") if isinstance(column, str) else column
        grid.add_column(heading, justify="right" if side == "right" else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(fit(str(cell))) if not hasattr(cell, "markup") else cell for cell in row))
    console().print(grid)
