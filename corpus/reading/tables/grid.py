"""A table as a grid: what a merged cell covers holds that cell; parts of a sheet lie apart where rows or columns are empty."""

from __future__ import annotations

from collections.abc import Callable

from corpus.reading.document import Cell, Table

Row = list[Cell | None]
Matrix = list[Row]


def matrix_of(table: Table) -> Matrix:
    """The grid of a table; None where nothing stands, or prose."""
    cells = [cell for row in table.rows for cell in row if cell.text.strip() and not cell.prose]
    if not cells:
        return []
    bottom, right = max(c.row + c.rows for c in cells), max(c.column + c.columns for c in cells)
    grid: Matrix = [[None] * right for _ in range(bottom)]
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            grid[row][cell.column : cell.column + cell.columns] = [cell] * cell.columns
    return grid


def filled(row: Row) -> list[Cell]:
    """The cells of a row, each once."""
    found: list[Cell] = []
    for cell in row:
        if cell is not None and not any(cell is other for other in found):
            found.append(cell)
    return found


def apart(grid: Matrix) -> list[Matrix]:
    """The stretches of rows between empty ones."""
    out: list[Matrix] = [[]]
    for row in grid:
        if any(row):
            out[-1].append(row)
        elif out[-1]:
            out.append([])
    return [part for part in out if part]


def columns_apart(grid: Matrix, labelled: Callable[[int], bool]) -> list[Matrix]:
    """The stretches of columns between empty ones; those of a single column are no table of their own.

    Nor is what has no labels of its own, as `labelled` says of its first column: the empty column before it is one of the same table,
    left blank or hidden.
    """
    used = [any(row[c] for row in grid) for c in range(len(grid[0]) if grid else 0)]
    spans: list[tuple[int, int]] = []
    for c, some in enumerate(used):
        if (some and spans and spans[-1][1] == c) or (some and spans and not labelled(c)):
            spans[-1] = (spans[-1][0], c + 1)
        elif some:
            spans.append((c, c + 1))
    wide = [span for span in spans if span[1] - span[0] > 1]
    if len(wide) < len(spans) or len(wide) < 2:
        return [cut(grid, spans[0][0], spans[-1][1])] if spans else []
    return [cut(grid, first, last) for first, last in spans]


def cut(grid: Matrix, first: int, last: int) -> Matrix:
    return [row[first:last] for row in grid]
