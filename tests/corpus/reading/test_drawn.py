"""Pages written in the language of PDF: what hides characters hides them from the reader, what does not does not; rules make tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading.readers import read
from corpus.reading.readers.glyphs import Glyph, once

SEEN = "BT /F 14 Tf 50 400 Td (units 442 found) Tj ET"
FINES = "BT /F 14 Tf 50 300 Td (fines 48 given) Tj ET"
GRID = "50 200 m 250 200 l 50 230 m 250 230 l 50 260 m 250 260 l 50 200 m 50 260 l 150 200 m 150 260 l 250 200 m 250 260 l S"
CELLS = " ".join(
    f"BT /F 12 Tf {x} {y} Td ({text}) Tj ET"
    for x, y, text in ((60, 240, "item"), (160, 240, "this"), (60, 210, "units"), (160, 210, "442"))
)
DOWN = "检查单位四百四十二家"
BOTH, ONE = "units 442 found fines 48 given", "units 442 found"
CASES: dict[str, tuple[str, str]] = {
    "plain": (f"{SEEN} {FINES}", BOTH),
    "unpainted": (f"{SEEN} BT 3 Tr ET {FINES}", ONE),
    "clipped away": (f"{SEEN} q 0 350 400 100 re W n {FINES} Q", ONE),
    "within its clip": (f"{SEEN} q 0 250 400 100 re W n {FINES} Q", BOTH),
    "clipped by a triangle": (f"{SEEN} q 300 0 m 400 0 l 400 100 l h W n {FINES} Q", ONE),
    "layer that is off": (f"{SEEN} /OC /Off BDC {FINES} EMC", ONE),
    "transparent": (f"{SEEN} q /Clear gs {FINES} Q", ONE),
    "on a light ground": (f"0.9 g 40 280 300 60 re f 0 g {SEEN} {FINES}", BOTH),
    "on a black ground": (f"0 g 40 280 300 60 re f {SEEN} {FINES}", ONE),
    "under white": (f"{SEEN} {FINES} 1 g 40 280 300 60 re f", ONE),
    "under a broad white line": (f"{SEEN} {FINES} 1 G 20 w 40 305 m 300 305 l S", ONE),
    "in a frame": (f"{SEEN} {FINES} 40 280 300 60 re S", BOTH),
    "white": (f"{SEEN} 1 g {FINES}", ONE),
    "in a form": (f"{SEEN} q 1 0 0 1 0 -100 cm /Form Do Q", "units 442 found in a form 7"),
    "struck out in a form": (f"{SEEN} {FINES} q 1 0 0 1 0 -100 cm /Strike Do Q", ONE),
    "ruled": (f"{SEEN} {GRID} {CELLS}", "units 442 found item\tthis units\t442"),
    "ruled, moved": (f"{SEEN} q 1 0 0 1 20 -50 cm {GRID} {CELLS} Q", "units 442 found item\tthis units\t442"),
    "not told for one of two 2s": (f"{SEEN} BT /Half 14 Tf 50 300 Td (fines 4A2 given in all) Tj ET", f"{ONE} fines 42\ufffd given in all"),
    "aslant by a degree": ("BT /F 14 Tf 0.9998 0.0175 -0.0175 0.9998 50 400 Tm (units 442 found) Tj ET", ONE),
    "a page whose last word is white": (f"{SEEN} {FINES} 1 g BT /F 14 Tf 180 300 Td (or 99) Tj ET", BOTH),
    "drawn twice to look bold": (f"{SEEN} BT /F 14 Tf 50.4 400 Td (units) Tj 33.5 0 Td (442) Tj 27.2 0 Td (found) Tj ET", ONE),
    "doubled signs": ("BT /F 14 Tf 50 400 Td (fill 1144 all) Tj ET", "fill 1144 all"),
    "below each other": (f"BT /Down 14 Tf 300 400 Td <{DOWN.encode('utf-16-be').hex()}> Tj ET", DOWN),
    "few words and a rule": ("BT /F 14 Tf 50 400 Td (fines 48) Tj ET 50 390 m 200 390 l S", "fines 48"),
}


def written(path: Path, content: str) -> Path:
    """A page of 400 by 500 points; it has a font /F, one that does not tell what its 2 is and one that runs down, a state /Clear,
    a layer /Off and two forms."""
    inside = "/Font << /F 4 0 R /Half 9 0 R /Down 10 0 R >>"
    forms = ("BT /F 14 Tf 50 400 Td (in a form 7) Tj ET", "40 403 m 300 403 l S")
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 500] /Contents 5 0 R /Resources << {inside} /ExtGState << /Clear << /ca 0 >> >>"
        " /Properties << /Off 6 0 R >> /XObject << /Form 7 0 R /Strike 8 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /OCG /Name (off) >>",
        *(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 400 500] /Resources << {inside} >> /Length {len(form)} >>\nstream\n{form}\nendstream"
            for form in forms
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [50 /g50 65 /two] >> >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V /DescendantFonts [11 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    ]
    out, places = b"%PDF-1.5\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(f"{at:010} 00000 n \n".encode() for at in places)
    path.write_bytes(out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return path


@pytest.mark.parametrize("name", CASES)
def test_what_is_seen(tmp_path: Path, name: str) -> None:
    content, want = CASES[name]
    assert " ".join(read(written(tmp_path / "a.pdf", content), ocr="never").text.split("\n")).strip() == want


# signs of size 10 on one line, with their left edges, and those that stay
AGAIN = {
    "apart": ([("4", 0.0), ("4", 5.0), ("2", 10.0)], "442"),
    "sign by sign": ([("4", 0.0), ("4", 0.4), ("2", 5.0), ("2", 5.4)], "42"),
    "word by word": ([("4", 0.0), ("2", 5.0), ("4", 0.4), ("2", 5.4)], "42"),
    "with another between": ([("1", 0.0), ("4", 0.2), ("1", 0.4)], "14"),
    "narrow signs": ([("l", 0.0), ("l", 2.2), ("i", 4.4), ("l", 6.6)], "llil"),
}


@pytest.mark.parametrize("name", AGAIN)
def test_what_is_drawn_again(name: str) -> None:
    signs, want = AGAIN[name]
    wide = {"l": 2.2, "i": 2.2}
    line = [Glyph(s, x, 0.0, x + wide.get(s, 5.0), 10.0, 9.0, 10.0, number=n) for n, (s, x) in enumerate(signs)]
    assert "".join(glyph.text for glyph in once(line)) == want
