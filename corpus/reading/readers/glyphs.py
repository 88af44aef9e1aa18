"""The characters of a PDF page as pdfium has them, each with its place, and only those that a reader of the page sees.

Places are those of the page as it is shown, y growing downwards.  What leaves no trace on the drawn page (white, covered, clipped, off the page) is no
character of it, nor is the second stroke of a character that is drawn twice to look bold.
"""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import repeat
from operator import attrgetter, eq, lt, sub
from typing import Any, NamedTuple

from corpus.reading.readers.drawn import Drawn
from corpus.reading.readers.shownpage import Box, Shown
from corpus.reading.readers.signs import WITHOUT_WIDTH
from corpus.reading.readers.textpage import TextPage
from corpus.reading.readers.visible import Hand, Hands, Sight, Written

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


def is_unknown(sign: str) -> bool:
    """Whether it stands for a character of which the file does not tell what it is; the marks of lists in symbol fonts do not count."""
    code = ord(sign[0])
    return sign == _UNKNOWN or (0xE000 <= code <= 0xF8FF and not 0xF020 <= code <= 0xF0FF)


_made: Callable[[Iterable[Any]], Glyph] = partial(tuple.__new__, Glyph)  # without a call of Python for each
_X0, _TOP, _X1, _BOTTOM, _BASE, _SIZE, _WAY = map(attrgetter, ("x0", "top", "x1", "bottom", "base", "size", "way"))


def glyphs_of(page: Any, shown: Shown, drawn: Drawn) -> list[Glyph]:
    """The visible characters of a page, in the order of the file."""
    text = TextPage(page)
    sight, strokes = Sight(page, text, shown, drawn), _by_height(drawn.strokes)
    glyphs, objects = _characters(text, shown, Hands(text, shown, drawn))
    visible = _seen(glyphs, objects, sight) if glyphs else []
    if strokes:
        visible = [glyph for glyph in visible if not any(_strikes(stroke, glyph) for stroke in _near(strokes, glyph))]
    return once(visible)


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


def _characters(text: TextPage, shown: Shown, hands: Hands) -> tuple[list[Glyph], list[Written]]:
    """The characters of the file, and its text objects."""
    numbers = text.numbers
    lefts, tops, rights, bottoms = shown.boxes(*text.rooms())
    signs = [_UNKNOWN if unknown else _sign(code) for unknown, code in zip(text.unknown(), text.codes, strict=True)]
    objects: list[Written] = []
    bases: list[float] = []
    sizes: list[float] = []
    ways: list[tuple[float, float]] = []
    start = 0
    for address, group in itertools.groupby(text.objects):
        count = len(list(group))
        end = start + count
        hand = hands.of(address, numbers[start])
        objects.append(Written(hand, start, end))
        bases += _bases(text, numbers[start:end], lefts[start:end], shown, hand)
        sizes += [hand.size] * count if hand.size else [bottoms[n] - tops[n] or 1.0 for n in range(start, end)]
        ways += [hand.way] * count
        start = end
    columns = zip(signs, lefts, tops, rights, bottoms, bases, sizes, ways, repeat(False), map(str.isspace, signs), numbers, strict=False)
    return list(map(_made, columns)), objects


def _seen(glyphs: list[Glyph], objects: list[Written], sight: Sight) -> list[Glyph]:
    """The visible characters of text objects that follow each other: all together, else by halves, in the end one by one."""
    part = glyphs[objects[0].start : objects[-1].end]
    box = min(map(_X0, part)), min(map(_TOP, part)), max(map(_X1, part)), max(map(_BOTTOM, part))
    if sight.shows_all(glyphs, objects, box):
        return part
    if len(objects) > 1:
        half = len(objects) // 2
        return _seen(glyphs, objects[:half], sight) + _seen(glyphs, objects[half:], sight)
    hand = objects[0].hand
    return [g for g in part if g.blank or sight.shows(g.text, g[1:5], g.number, hand)]


def _bases(text: TextPage, numbers: list[int], starts: list[float], shown: Shown, hand: Hand) -> list[float]:
    """The baselines of the characters of an object.

    Of a line that runs to the right only the first and the last are asked for: what lies between stands on another only where both differ.
    """
    axis = 1 if hand.level else 0
    if hand.level and all(map(lt, starts, starts[1:])):
        first = shown.point(*text.origin(numbers[0]))[axis]
        if len(numbers) == 1 or first == shown.point(*text.origin(numbers[-1]))[axis]:
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


def once(glyphs: list[Glyph]) -> list[Glyph]:
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
