"""Recognised lines as paragraphs and tables, and what is said of those that cannot be made out."""

from __future__ import annotations

from corpus.reading.document import Box, Builder, Doubt
from corpus.reading.readers import where as places
from corpus.reading.readers.lines import Line, Margins, opens_paragraph
from corpus.reading.readers.recognise import SURE, certainty
from corpus.reading.readers.unruled import Found, tables_among
from corpus.reading.words import expression

_CLEAR = 0.5  # below it a line is no text
_TELLING = 20  # characters of which it can be told whether they are Chinese
_SHORT = 2.0  # heights that a line which ends its paragraph stays behind the others
_GAP = 0.5  # heights between two pieces of a row that are not one text

Row = list[Line]  # from left to right


def write(lines: list[Line], out: Builder, where: str) -> None:
    """Lines in reading order as paragraphs and tables; a line that reaches the right edge goes on in the next.  Numbers of pages are dropped."""
    rows = _without_page_number(_rows(clear(lines, out, where)))
    margins = Margins.of(line for row in rows for line in row)
    tables = tables_among(rows)
    paragraph: list[Row] = []
    for row in rows:
        table = next((t for t in tables if _holds(t, row)), None)
        opens = table is not None or (paragraph and opens_paragraph(row[0], paragraph[-1][-1], margins, _SHORT))
        if paragraph and opens:
            _write_paragraph(paragraph, out, where)
            paragraph = []
        if table is None:
            paragraph.append(row)
        elif row is next(r for r in rows if _holds(table, r)):
            _write_table(table, [line for r in rows if _holds(table, r) for line in r], out, where)
    if paragraph:
        _write_paragraph(paragraph, out, where)


def clear(lines: list[Line], out: Builder, where: str) -> list[Line]:
    """The lines that can be made out; of the others, of a picture without any, and of one that is doubtful as a whole `out` is told."""
    kept = [line for line in lines if line.confidence >= _CLEAR]
    unclear = len(lines) - len(kept)
    if not kept:
        out.unread.append(f"{where}没有认出文字,请对照原件")
    elif unclear:
        out.unread.append(f"{where}有{unclear}行认不清,未读取,请对照原件")
    if kept and (certainty(lines) < SURE or _is_foreign(lines)):
        out.unsure.append(f"{where}认得不可靠(可信度 {certainty(lines):.0%}),其中的数字请逐个对照原件,或重新扫描")
    return kept


def _is_foreign(lines: list[Line]) -> bool:
    """Whether hardly a character is Chinese or a figure: a picture of something else, or one that was misread."""
    text = "".join(line.text for line in lines)
    known = len(expression("page.known_in_a_picture").findall(text))
    return len(text) >= _TELLING and known < 0.5 * len(text)


def _rows(lines: list[Line]) -> list[Row]:
    """The lines by the height at which they stand; what is parted by no gap is one."""
    rows: list[Row] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        if last is None or abs(line.middle - last.middle) >= 0.5 * line.height:
            rows.append([line])
        elif line.x0 - last.x1 < _GAP * line.height:
            box = (last.x0, min(last.top, line.top), line.x1, max(last.bottom, line.bottom))
            rows[-1][-1] = Line(last.text + line.text, *box, min(last.confidence, line.confidence))
        else:
            rows[-1].append(line)
    return [kept for row in rows if (kept := [line for line in row if line.text.strip()])]


def _without_page_number(rows: list[Row]) -> list[Row]:
    """The number of a page stands alone in the first row or the last; elsewhere such a number is the figure of a cell."""
    number = expression("page.number_in_a_picture")

    def is_number(row: Row) -> bool:
        return len(row) == 1 and number.fullmatch(row[0].text) is not None

    if rows and is_number(rows[-1]):
        rows = rows[:-1]
    return rows[1:] if rows and is_number(rows[0]) else rows


def _holds(table: Found, row: Row) -> bool:
    top, bottom = min(p.top for p in table.pieces), max(p.bottom for p in table.pieces)
    return top <= row[0].middle <= bottom


def _write_table(table: Found, lines: list[Line], out: Builder, where: str) -> None:
    """A table with a doubt for each cell: what of it is least sure."""
    name = f"{where}表格"
    grid = []
    for r, (texts, spans) in enumerate(zip(table.rows, table.spans, strict=True), 1):
        cells = [(c, text, span) for c, (text, span) in enumerate(zip(texts, spans, strict=True)) if text is not None]
        grid.append([Box(text, places.cell(name, r, c + 1), (r, c + 1), span, 1, c) for c, text, span in cells])
    before = len(out.tables)
    out.table(grid, out.last())
    least = min(line.confidence for line in lines)
    for cell in (cell for made in out.tables[before:] for row in made.rows for cell in row):
        sure = min((line.confidence for line in lines if line.text in cell.text), default=least)
        out.doubts.append(Doubt(cell.start, cell.end, sure))


def _write_paragraph(rows: list[Row], out: Builder, where: str) -> None:
    """A block with the box of its first line, and a doubt for each line; pieces that a gap parts do not run into each other."""
    first = rows[0][0]
    text = "".join("\t".join(line.text for line in row) for row in rows)
    at, _ = out.add(text, where, (first.x0, first.top, first.x1, first.bottom))
    for row in rows:
        for n, line in enumerate(row):
            out.doubts.append(Doubt(at, at + len(line.text), line.confidence))
            at += len(line.text) + (n < len(row) - 1)
