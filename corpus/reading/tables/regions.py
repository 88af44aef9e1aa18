"""A sheet or table to its parts: lines above, tables one below the other and side by side, each with its head rows and columns."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace

from corpus.reading.document import Cell, Table
from corpus.reading.tables.columns import Columns, columns_of, side_by_side
from corpus.reading.tables.grid import Matrix, Row, apart, columns_apart, cut, filled, matrix_of
from corpus.reading.tables.heads import head_of
from corpus.reading.tables.kinds import figure_in, is_none, is_year, plain
from corpus.reading.words import expression
from extract import Period
from patterns import Catalog

_HEADS = 4  # rows of headings at most


@dataclass(frozen=True, slots=True)
class Part:
    """A table with one head: `top` are its head rows, `body` the rows below, `columns` says what stands in each column."""

    top: Matrix
    body: Matrix
    columns: Columns
    lines: tuple[str, ...] = ()  # what stands above it, from the top


@dataclass(slots=True)
class _Band:
    """Rows of one table in the making."""

    lines: list[str] = field(default_factory=list)
    top: Matrix = field(default_factory=list)
    body: Matrix = field(default_factory=list)
    figured: set[int] = field(default_factory=set)  # columns with figures


def parts_of(table: Table, own: Period, catalog: Catalog, before: Part | None = None) -> list[Part]:
    """The parts of a table in order; `before` is the last part of the table that it may go on (over the page)."""
    out: list[Part] = []
    lines: list[str] = []
    for stretch in apart(matrix_of(table)):
        for band in _bands(stretch, lines, own, catalog):
            lines = band.lines
            if not band.body:
                continue
            for part in _beside(band, own, catalog):
                previous = out[-1] if out else before
                out.append(_continued(part, previous, own, catalog))
            lines = []
    return out


def _bands(stretch: Matrix, lines: list[str], own: Period, catalog: Catalog) -> list[_Band]:
    """The tables of a stretch of rows; each begins with the lines above it.  The last may be lines alone, of what follows."""
    bands = [_Band(lines=list(lines))]
    for n, row in enumerate(stretch):
        band = bands[-1]
        figures = _has_figures(row, catalog)
        if not band.body and not figures:
            _above(band, row, own, catalog)
        elif not band.body and _years(row, own, catalog) and n + 1 < len(stretch):
            band.top.append(row)
        elif figures or not _opens(stretch[n : n + 6], band, own, catalog):
            band.body.append(row)
            band.figured.update(c for c, cell in enumerate(row) if figures and figure_in(cell, catalog))
        else:
            lone = len(filled(row)) == 1
            bands.append(_Band(lines=[] if not lone else [filled(row)[0].text], top=[] if lone else [row]))
    return [_without_empty_head(band) for band in bands]


def _above(band: _Band, row: Row, own: Period, catalog: Catalog) -> None:
    """A row before any figure: a line above the table, or one of headings."""
    cells = filled(row)
    lined = [cell.text for cell in cells if _is_line(cell, catalog)]
    told = _told_by_form(cells, own, catalog)
    if told:
        band.lines.extend(told)
    elif band.top and (len(cells) == 1 or any(_no_heading(cell, own, catalog) for cell in cells[1:])):
        band.body.append(row)  # a section, or a row without a figure that can be read
    elif (len(cells) == 1 and not band.top) or (lined and len(lined) >= len(cells) - 1):
        band.lines.extend(cell.text for cell in cells)
    else:
        band.top.append(row)


def _no_heading(cell: Cell, own: Period, catalog: Catalog) -> bool:
    """A mark for no figure, or something with a number that heads nothing: 702(120)."""
    return is_none(cell, catalog) or (any(c.isdigit() for c in cell.text) and not head_of(cell.text, own, catalog).tells)


def _told_by_form(cells: list[Cell], own: Period, catalog: Catalog) -> list[str]:
    """Who fills in a form and of when it is: 填报单位 | 甲县大队 | 报告期 | 2023年上半年."""
    out = []
    for label, value in itertools.pairwise(cells):
        words, head = plain(label.text, catalog), head_of(value.text, own, catalog)
        if expression("heading.form_owner", catalog).match(words) and head.brigade:
            out.append(f"{words.rstrip(':')}:{value.text}")
        elif expression("heading.form_period", catalog).match(words) and head.period:
            out.append(value.text)
    return out


def _is_line(cell: Cell, catalog: Catalog) -> bool:
    words = plain(cell.text, catalog)
    return any(expression(f"heading.{name}", catalog).match(words) for name in ("owner_line", "unit_line", "foot"))


def _without_empty_head(band: _Band) -> _Band:
    """Head rows beyond the most that a table has are rows without figures; the lowest are the head."""
    if len(band.top) > _HEADS:
        band.lines.extend(cell.text for row in band.top[:-_HEADS] for cell in filled(row))
        band.top = band.top[-_HEADS:]
    return band


def _has_figures(row: Row, catalog: Catalog) -> bool:
    return any(figure_in(cell, catalog) for cell in row)


def _years(row: Row, own: Period, catalog: Catalog) -> bool:
    """A row of bare years, which heads columns: 指标 | 2022 | 2023."""
    cells = filled(row)
    years = [cell for cell in cells if is_year(cell, catalog)]
    words = [cell for cell in cells if not is_year(cell, catalog)]
    return bool(years) and all(not figure_in(cell, catalog) and not head_of(cell.text, own, catalog).metric for cell in words)


def _opens(rows: Matrix, band: _Band, own: Period, catalog: Catalog) -> bool:
    """A row without figures below others with figures: the head, or the line above the head, of another table."""
    cells = filled(rows[0])
    if len(cells) == 1:
        if len(rows) < 3 or len(filled(rows[1])) < 2 or _has_figures(rows[1], catalog):
            return False
        return _opens(rows[1:], band, own, catalog)
    heads = [rows[0][c] for c in sorted(band.figured) if not is_none(rows[0][c], catalog)]
    if not any(cell is not None and head_of(cell.text, own, catalog).tells for cell in heads):
        return False
    return any(_has_figures(row, catalog) for row in rows[1:4])


def _beside(band: _Band, own: Period, catalog: Catalog) -> list[Part]:
    """The tables of a band that stand side by side."""
    out = []
    whole = [*band.top, *band.body]
    heads = len(band.top)

    def labelled(c: int) -> bool:
        return any(not is_none(row[c], catalog) and not figure_in(row[c], catalog) for row in band.body)

    for grid in columns_apart(whole, labelled):
        top, body = grid[:heads], grid[heads:]
        columns = columns_of(top, body, own, catalog)
        for first, last, shared in side_by_side(top, body, columns, own, catalog):
            rows = [[*(row[c] for c in shared), *row[first:last]] for row in grid]
            kept = [r for r in range(len(rows)) if any(rows[r])]
            part_top = [rows[r] for r in kept if r < heads]
            part_body = [rows[r] for r in kept if r >= heads]
            if part_body:
                out.append(Part(part_top, part_body, columns_of(part_top, part_body, own, catalog), tuple(band.lines)))
    return out


def _continued(part: Part, before: Part | None, own: Period, catalog: Catalog) -> Part:
    """A part without a head goes on with the head of one before that is laid out alike."""
    if part.top or before is None or not before.top:
        return part
    width = len(part.body[0])
    if width != len(before.body[0]):
        return part
    columns = columns_of(before.top, part.body, own, catalog)
    if (columns.figures, columns.labels) != (before.columns.figures, before.columns.labels):
        return part
    lines = part.lines or before.lines
    return replace(part, top=cut(before.top, 0, width), columns=columns, lines=lines)
