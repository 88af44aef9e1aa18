"""The characters of a PDF page as pdfium has them, each with its place, and only those that a reader of the page sees.

Places are those of the page as it is shown, y growing downwards.  What leaves no trace on the drawn page (white, covered, clipped, off the page) is no
character of it, nor is the second stroke of a character that is drawn twice to look bold.
"""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import repeat
from operator import attrgetter, eq, lt, sub
from typing import Any, NamedTuple

from corpus.reading.readers.drawn import Drawn
from corpus.reading.readers.shownpage import Box, Shown
from corpus.reading.readers.signs import WITHOUT_WIDTH
from corpus.reading.readers.textpage import TextPage
from corpus.reading.readers.visible import Hand, Hands, Sight

_BAND = 8.0
_PLACE = 64.0
_SAME = 0.3  # sizes between two drawings of one character
_UNKNOWN = "\ufffd"


class Glyph(NamedTuple):
    """A character: its box, its baseline and its size, the direction in which its line runs, (1, 0) for one that stands upright."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    way: tuple[float, float] = (1.0, 0.0)
    raised: bool = False
    blank: bool = False
    number: int = -1  # in the file

    @property
    def unknown(self) -> bool:
        """A character of which the file does not tell what it is; the marks of lists in symbol fonts do not count."""
        code = ord(self.text[0])
        return self.text == _UNKNOWN or (0xE000 <= code <= 0xF8FF and not 0xF020 <= code <= 0xF0FF)


_X0, _TOP, _BASE, _SIZE, _WAY = map(attrgetter, ("x0", "top", "base", "size", "way"))


def glyphs_of(page: Any, shown: Shown, drawn: Drawn) -> list[Glyph]:
    """The visible characters of a page, in the order of the file."""
    text = TextPage(page)
    sight, strokes = Sight(page, text, shown, drawn), _by_height(drawn.strokes)
    visible: list[Glyph] = []
    for glyphs, box, hand in _objects(text, shown, Hands(text, shown, drawn)):
        if sight.shows_all([g.text for g in glyphs], box, [g.number for g in glyphs], hand):
            visible += glyphs
        else:
            visible += [g for g in glyphs if g.blank or sight.shows(g.text, g[1:5], g.number, hand)]
    if strokes:
        visible = [glyph for glyph in visible if not any(_strikes(stroke, glyph) for stroke in _near(strokes, glyph))]
    return _once(visible)


def _by_height(strokes: list[Box]) -> dict[int, list[Box]]:
    """Thin level strokes by their height on the page: those of tables, those under words, and those that strike words out."""
    out: defaultdict[int, list[Box]] = defaultdict(list)
    for box in strokes:
        out[int((box[1] + box[3]) / 2 // _BAND)].append(box)
    return out


def _near(strokes: dict[int, list[Box]], glyph: Glyph) -> Iterator[Box]:
    """The strokes between a character's head and its baseline."""
    for band in range(int((glyph.base - glyph.size) // _BAND), int(glyph.base // _BAND) + 1):
        yield from strokes.get(band, ())


def _strikes(stroke: Box, glyph: Glyph) -> bool:
    """Whether a stroke goes through the middle of a character."""
    middle = (stroke[1] + stroke[3]) / 2
    across = stroke[0] < (glyph.x0 + glyph.x1) / 2 < stroke[2]
    return across and glyph.way == (1.0, 0.0) and 0.15 * glyph.size < glyph.base - middle < 0.5 * glyph.size


def _objects(text: TextPage, shown: Shown, hands: Hands) -> Iterator[tuple[list[Glyph], Box, Hand]]:
    """The characters of the file by text object, the box of all of them, and how they are drawn."""
    numbers, codes = text.numbers, text.codes
    lefts, heads, rights, feet = shown.boxes(*text.rooms())
    signs = [_UNKNOWN if unknown else _sign(code) for unknown, code in zip(text.unknown(), codes, strict=True)]
    blanks = list(map(str.isspace, signs))
    at = 0
    for address, group in itertools.groupby(text.objects):
        end = at + sum(1 for _ in group)
        part = slice(at, end)
        hand = hands.of(address, numbers[at])
        x0, top, x1, bottom = lefts[part], heads[part], rights[part], feet[part]
        sizes = repeat(hand.size) if hand.size else [low - high or 1.0 for high, low in zip(top, bottom, strict=True)]
        bases = _bases(text, numbers[part], x0, shown, hand)
        columns = zip(
            signs[part], x0, top, x1, bottom, bases, sizes, repeat(hand.way), repeat(False), blanks[part], numbers[part], strict=False
        )
        yield list(map(_made, columns)), (min(x0), min(top), max(x1), max(bottom)), hand
        at = end


def _made(values: Iterable[Any]) -> Glyph:
    return tuple.__new__(Glyph, values)


def _bases(text: TextPage, numbers: list[int], starts: list[float], shown: Shown, hand: Hand) -> list[float]:
    """The baselines of the characters of an object.

    Of a line that runs to the right only the first and the last are asked for: what lies between stands on another only where both differ.
    """
    axis = 1 if hand.level else 0
    if hand.level and all(map(lt, starts, starts[1:])):
        first, last = (shown.point(*text.origin(number))[axis] for number in (numbers[0], numbers[-1]))
        if first == last:
            return [first] * len(numbers)
    return [shown.point(*text.origin(number))[axis] for number in numbers]


@lru_cache(maxsize=8192)
def _sign(code: int) -> str:
    if not code or 0xD800 <= code <= 0xDFFF:
        return _UNKNOWN
    sign = chr(code)
    if sign in "\t\r\n" or WITHOUT_WIDTH.match(sign):
        return " "
    return _UNKNOWN if unicodedata.category(sign) in ("Cc", "Cn") else sign


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """Each character once that is drawn again at nearly the same place."""
    gone: set[int] = set()
    for line in _by_line(glyphs):
        if _may_repeat(line):
            gone |= _again(line)
    return [glyph for glyph in glyphs if glyph.number not in gone] if gone else glyphs


def _by_line(glyphs: list[Glyph]) -> Iterable[list[Glyph]]:
    """The solid characters by their height on the page, so that none stands upon one of another line."""
    reach = _SAME * max(map(_SIZE, glyphs), default=0.0)
    lines: dict[float, list[Glyph]] = {}
    line: list[Glyph] = []
    last = -math.inf
    for top in sorted(set(map(_TOP, glyphs))):
        line = line if top - last < reach else []
        lines[top], last = line, top
    for glyph in glyphs:
        if not glyph.blank:
            lines[glyph.top].append(glyph)
    return {id(line): line for line in lines.values()}.values()


def _may_repeat(line: list[Glyph]) -> bool:
    """Whether a line runs back, or has the same character twice within its reach."""
    places = list(map(_X0, line))
    for n, step in enumerate(map(sub, places[1:], places)):
        reach = _SAME * line[n].size
        if step < 0:
            return True
        if step < reach:
            near = itertools.takewhile(lambda other, end=places[n] + reach: other.x0 < end, line[n + 1 :])  # type: ignore[misc]
            if any(other.text == line[n].text for other in near):
                return True
    return False


def _again(glyphs: list[Glyph]) -> set[int]:
    """The numbers of those that stand upon an earlier one that is the same."""
    places: defaultdict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    gone = set()
    for glyph in glyphs:
        text, x, y, reach = glyph.text, glyph.x0, glyph.top, _SAME * glyph.size
        left, right, high, low = (
            int((x - reach) / _PLACE),
            int((x + reach) / _PLACE),
            int((y - reach) / _PLACE),
            int((y + reach) / _PLACE),
        )
        if left == right and high == low:
            near = places[text, left, high]
        else:
            near = [other for i in range(left, right + 1) for j in range(high, low + 1) for other in places[text, i, j]]
        if near and any(_same(glyph, other) for other in near):
            gone.add(glyph.number)
        else:
            places[text, int(x / _PLACE), int(y / _PLACE)].append(glyph)
    return gone


def _same(a: Glyph, b: Glyph) -> bool:
    reach = _SAME * min(a.size, b.size)
    if abs(a.top - b.top) >= reach:
        return False
    beside = min(reach, 0.5 * (a.x1 - a.x0))  # two narrow signs stand beside each other, not upon
    return abs(a.size - b.size) < 0.2 * a.size and abs(a.x0 - b.x0) < beside


def upright(glyphs: list[Glyph], width: float, height: float) -> list[tuple[list[Glyph], bool]]:
    """The characters by the way their lines run, each group turned upright, the largest first; (glyphs, whether it was turned).

    What stands aslant is a watermark or a stamp and belongs to no group.
    """
    groups: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for told, run in itertools.groupby(glyphs, _WAY):
        way = _straight(told)
        if way is not None:
            groups[way] += run
    down, aside = groups.get((1, 0), []), groups.get((0, 1), [])
    if aside and _runs_down(down):  # figures that lie on their side among characters that stand below each other
        columns = [_laid(glyph, width) for glyph in down] + [_turned(glyph, (0, 1), width, height) for glyph in aside]
        others = {way: group for way, group in groups.items() if way not in ((1, 0), (0, 1))}
        return [(columns, True), *_upright(others, width, height)]
    return _upright(groups, width, height)


@lru_cache(maxsize=1024)
def _straight(way: tuple[float, float]) -> tuple[int, int] | None:
    """The side to which a line runs; None where it runs aslant."""
    near = (round(way[0]), round(way[1]))
    return near if math.hypot(way[0] - near[0], way[1] - near[1]) < 0.12 and abs(near[0]) + abs(near[1]) == 1 else None


def _upright(groups: dict[tuple[int, int], list[Glyph]], width: float, height: float) -> list[tuple[list[Glyph], bool]]:
    out = []
    for way, group in sorted(groups.items(), key=lambda item: -len(item[1])):
        turned = group if way == (1, 0) else [_turned(glyph, way, width, height) for glyph in group]
        if _runs_down(turned):
            side = height if way[1] else width
            turned = [_laid(glyph, side) for glyph in turned]
        out.append((turned, turned[0] is not group[0]))
    return out


def _turned(glyph: Glyph, way: tuple[int, int], width: float, height: float) -> Glyph:
    if way == (0, 1):
        box = (glyph.top, width - glyph.x1, glyph.bottom, width - glyph.x0)
        base = width - glyph.base
    elif way == (0, -1):
        box = (height - glyph.bottom, glyph.x0, height - glyph.top, glyph.x1)
        base = glyph.base
    else:
        box = (width - glyph.x1, height - glyph.bottom, width - glyph.x0, height - glyph.top)
        base = height - glyph.base
    return glyph._replace(x0=box[0], top=box[1], x1=box[2], bottom=box[3], base=base)


def _runs_down(glyphs: list[Glyph]) -> bool:
    """Vertical writing: most characters stand below the one before."""
    solid = [g for g in glyphs if not g.blank]
    bases = list(map(_BASE, solid))
    if 2 * sum(map(eq, bases, bases[1:])) > len(solid):
        return False
    pairs = list(itertools.pairwise(solid))
    down = sum(abs(b.x0 - a.x0) < 0.6 * a.size and 0.5 * a.size < b.base - a.base < 2.5 * a.size for a, b in pairs)
    return len(pairs) > 5 and down > 0.6 * len(pairs)


def _laid(glyph: Glyph, width: float) -> Glyph:
    """A character of a column that runs down, as one of a line that runs to the right; columns follow each other from the right."""
    middle = width - (glyph.x0 + glyph.x1) / 2
    return glyph._replace(
        x0=glyph.base - 0.88 * glyph.size,
        x1=glyph.base + 0.12 * glyph.size,
        top=middle - glyph.size / 2,
        bottom=middle + glyph.size / 2,
        base=middle + 0.38 * glyph.size,
    )
