"""The figures of a table with the headings that stand above and beside each."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.reading.document import Cell
from corpus.reading.labels import label_of
from corpus.reading.tables.grid import Matrix, Row, filled
from corpus.reading.tables.heads import Head, head_of, says_brigades
from corpus.reading.tables.kinds import figure_in, plain
from corpus.reading.tables.regions import Part
from corpus.reading.units import is_unit
from corpus.reading.words import expression
from extract import Period
from patterns import Catalog

Path = tuple[Cell, ...]  # headings from the outermost to the one next to the figure


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure, the headings above it and beside it, the unit of a column of units; `doubt` says why its headings are uncertain."""

    cell: Cell
    above: Path
    beside: Path
    unit: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Spots:
    """All figures of a part.  `named` are cells below a heading of brigades, whose words are names whatever they are."""

    all: tuple[Spot, ...]
    named: frozenset[int]


def spots_of(part: Part, own: Period, catalog: Catalog) -> Spots:
    top = _spread(part.top, part.columns.labels)
    found: list[Spot] = []
    named: set[int] = set()
    sections: tuple[Cell, ...] = ()
    above_row: dict[int, Cell] = {}
    naming = {c for c in part.columns.labels if _heads_brigades(top, c, catalog) and not _has_units(part.body, c, catalog)}
    for r, row in enumerate(part.body):
        section = _section(row, part, own, catalog)
        if section is not None:
            sections = _opened(sections, section, own, catalog)
            above_row = {}
            continue
        beside, doubt = _beside(row, part, above_row)
        named |= {id(row[c]) for c in naming if row[c] is not None}
        unit = _unit(row, part, catalog)
        for c in part.columns.figures:
            cell = row[c]
            if cell is None or figure_in(cell, catalog) is None or (c and row[c - 1] is cell) or (r and part.body[r - 1][c] is cell):
                continue
            found.append(_spot(cell, c, row, part, top, (*sections, *beside), unit, doubt))
    return Spots(tuple(found), frozenset(named))


def _spot(cell: Cell, c: int, row: Row, part: Part, top: Matrix, beside: Path, unit: str, doubt: str) -> Spot:
    covered = [d for d in range(c, len(row)) if row[d] is cell]
    paths = {tuple(id(h) for h in path): path for d in covered if (path := _above(d, top))}
    if len(paths) > 1 or (cell.rows > 1 and len([r for r in part.body if r[c] is cell]) > 1):
        doubt = doubt or "合并了几行或几列"
    return Spot(cell, next(iter(paths.values()), ()), beside, unit, doubt)


def _above(c: int, top: Matrix) -> Path:
    """The headings of a column, each once."""
    out: list[Cell] = []
    for row in top:
        cell = row[c]
        if cell is not None and not any(cell is other for other in out):
            out.append(cell)
    return tuple(out)


def _spread(top: Matrix, labels: tuple[int, ...]) -> Matrix:
    """Upper rows of headings where blanks stand for what is left of them (nothing is merged there): 2022年 | _ | 2023年 | _."""
    out = [list(row) for row in top]
    for r, row in enumerate(out[:-1]):
        if any(cell is not None and (cell.columns > 1 or cell.rows > 1) for cell in row):
            continue
        below = top[r + 1]
        for c in range(1, len(row)):
            left = row[c - 1]
            if (
                row[c] is None
                and left is not None
                and below[c] is not None
                and c - 1 not in labels
                and below[left_edge(row, c)] is not None
            ):
                row[c] = left
    return out


def left_edge(row: Row, c: int) -> int:
    """Where the heading that reaches to the left of `c` begins."""
    at = c - 1
    while at and row[at - 1] is row[c - 1]:
        at -= 1
    return at


def _beside(row: Row, part: Part, above: dict[int, Cell]) -> tuple[Path, str]:
    """The labels of a row; a blank left of another label stands for what is above it."""
    labels = part.columns.labels
    last = max((c for c in labels if row[c] is not None), default=-1)
    out: list[Cell] = []
    for c in labels:
        cell = row[c]
        if cell is None and c < last:
            cell = above.get(c)
        elif cell is not None and above.get(c) is not cell:
            above.update({c: cell})
            for right in [other for other in above if other > c]:
                del above[right]
        if cell is not None and not any(cell is other for other in out):
            out.append(cell)
    return tuple(out), "所在行没有名称" if labels and last < 0 else ""


def _unit(row: Row, part: Part, catalog: Catalog) -> str:
    cell = row[part.columns.units] if part.columns.units is not None else None
    return plain(cell.text, catalog).strip("()") if cell is not None else ""


def _heads_brigades(top: Matrix, c: int, catalog: Catalog) -> bool:
    return any(says_brigades(cell.text, catalog) for cell in _above(c, top))


def _has_units(body: Matrix, c: int, catalog: Catalog) -> bool:
    """Whether 单位 above a column means units of measure: any of its cells is one."""
    return any(is_unit(plain(cell.text, catalog).strip("()"), catalog) for row in body if (cell := row[c]) is not None)


def _section(row: Row, part: Part, own: Period, catalog: Catalog) -> Cell | None:
    """A row of one label, which heads those below it; a label of a metric that merely has no figure is none."""
    cells = filled(row)
    if len(cells) != 1 or figure_in(cells[0], catalog) or len(row) < 2:
        return None
    cell = cells[0]
    head = head_of(cell.text, own, catalog)
    wide = sum(other is cell for other in row) > 1
    if expression("heading.foot", catalog).match(plain(cell.text, catalog)) or (head.metric and not wide):
        return None
    return cell


def _opened(sections: Path, cell: Cell, own: Period, catalog: Catalog) -> Path:
    """A section takes the place of one that says the same sort of thing."""

    def sort(section: Cell) -> str:
        head = head_of(section.text, own, catalog)
        return "brigade" if head.brigade else "period" if head.period else "words"

    return (*(s for s in sections if sort(s) != sort(cell)), cell)


def heads_of(path: Path, own: Period, catalog: Catalog, named: frozenset[int] = frozenset()) -> list[Head]:
    """What the headings of a path say; a cell below a heading of brigades names one unless it says something else."""
    return [_named(cell, own, catalog) if id(cell) in named else head_of(cell.text, own, catalog) for cell in path]


def _named(cell: Cell, own: Period, catalog: Catalog) -> Head:
    """A cell below a heading of brigades: a name, unless it is a sum, a period, a number, or says that it is none (支队本级)."""
    head = head_of(cell.text, own, catalog)
    words = plain(cell.text, catalog)
    if expression("heading.no_name", catalog).search(words):
        return Head(label=label_of(words, catalog))
    told = head.brigade or head.period or head.total or head.skipped or head.index
    return head if told or figure_in(cell, catalog) or is_unit(words, catalog) else Head(brigade=words)
