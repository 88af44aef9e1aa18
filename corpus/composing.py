"""The examples that the example reader learns from: clauses composed from rows, frames of marked sentences, strangers."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from extract.meaning.learned import NONE
from extract.meaning.resolved import Resolved
from extract.parsing.frames import Frame, kind_of, scenes_of
from extract.parsing.lexicon import THING, VERB, Lexicon, lexicon_of
from extract.reading.calendar import as_period
from extract.steps import Draft, find_dates, find_metrics, find_numerals, find_quantities, structure
from patterns import Catalog
from patterns.weights import Row

Example = tuple[Frame, str]
_STOP = "。"  # a sentence ends with it
_ANY = as_period("2023")
_LOOSE = 0.35
_REGISTER = 0.06  # figures of a register have no unit
_LITERAL = 30  # per cent of that for a row of words without a class: it says less
_EACH = 100  # clauses composed from one row


def compose(rows: Iterable[Row], catalog: Catalog, each: int = _EACH, seed: int = 7) -> list[Example]:
    """Frames as clauses of these rows would give: verb before, thing before or behind, verb carried, one of them left out."""
    lexicon = lexicon_of(catalog)
    out: list[Example] = []
    loose = _nouns(lexicon)
    for row in rows:
        rng = random.Random(f"{seed} {row}")  # of the row alone: a row more changes nothing of the others
        verbs, things = _words(row.verbs, VERB, lexicon), _words(row.things, THING, lexicon)
        literal = all(cell.startswith("<") for cell in (*row.verbs, *row.things))
        for _ in range(each if not literal else each * _LITERAL // 100):
            frame = _clause(row, verbs, things, catalog, rng)
            if rng.random() < _LOOSE and frame.kind != "subject":
                frame = _with(frame, rng.choice(loose), rng)
            out.append((frame, row.metric))
    return out


def _with(frame: Frame, words: str, rng: random.Random) -> Frame:
    """The frame with words of no class before its own: they modify and decide nothing."""
    if frame.right and rng.random() < 0.5:
        return frame._replace(right=words + frame.right)
    return frame._replace(left=words + frame.left) if frame.left else frame


def from_sentences(sentences: Iterable[tuple[str, tuple[str, ...]]], catalog: Catalog, times: int = 12) -> list[Example]:
    """The frames of the marked figures of sentences, each so many times: what was written weighs more than what was composed."""
    out: list[Example] = []
    for sentence, answers in sentences:
        starts, text = [], ""
        for part in sentence.split("⟨"):
            text += part.replace("⟩", "")
            starts.append(len(text))
        frames = {r.figure.start: r.frame for r in _figures(text + _STOP, catalog)}
        for start, answer in zip(starts, answers, strict=False):
            frame = frames.get(start)
            if frame is not None:
                out += [(frame, answer)] * times
    return out


def from_catalog(catalog: Catalog, times: int = 40) -> list[Example]:
    """The frames of the examples that the metrics' own entries carry."""
    out: list[Example] = []
    for metric in catalog.metrics.values():
        for example in metric.examples:
            frames = [r.frame for r in _figures(example.text, catalog) if r.frame is not None and float(r.value) == example.value]
            if len(frames) == 1:
                out += [(frames[0], metric.id)] * times
    return out


def _figures(text: str, catalog: Catalog) -> list[Resolved]:
    draft = Draft(text, catalog, period=_ANY)
    for step in (structure, find_dates, find_numerals, find_quantities, find_metrics):
        step(draft)
    return [r for told in draft.resolved.values() for r in told]


def strangers(rows: Sequence[Row], catalog: Catalog, count: int, seed: int = 11) -> list[Example]:
    """Clauses that count what no row knows: a verb with a noun of another trade, a verb with nothing; "none of ours"."""
    rng = random.Random(seed)
    lexicon = lexicon_of(catalog)
    nouns = _nouns(lexicon)
    bare = {(w, u) for row in rows if not row.things for cell in _words(row.verbs, VERB, lexicon) for w in cell for u in row.units}
    verbs = [w for name in catalog.tables["words"][VERB] for w in lexicon.members(VERB, name)]
    units = sorted({u for row in rows for u in row.units})
    weights = [sum(u in row.units for row in rows) for u in units]
    out: list[Example] = []
    while len(out) < count:
        verb = rng.choice(verbs) if rng.random() < 0.75 else ""
        unit = rng.choices(units, weights)[0]
        noun = rng.choice(nouns) if rng.random() < 0.85 else ""
        if not noun and ((verb, unit) in bare or (not verb)):
            continue
        if rng.random() < 0.3:
            noun = rng.choice(nouns) + noun
        left, right = (verb + noun, "") if rng.random() < 0.6 else (verb, noun)
        out.append((Frame(left, right, unit, _kind(unit, "count", catalog)), NONE))
    return out


def _nouns(lexicon: Lexicon) -> list[str]:
    """Common nouns of the segmenter's dictionary that hold no word of ours."""
    import jieba

    found = []
    with jieba.get_dict_file() as file:
        for line in file:
            word, frequency, tag = line.decode("utf-8").split()
            if tag in ("n", "nz", "vn") and 2 <= len(word) <= 4 and int(frequency) >= 40:
                if not any(w.thing for w in lexicon.segment(word)):
                    found.append(word)
    return sorted(found)


def _words(cells: Sequence[str], role: str, lexicon: Lexicon) -> list[list[str]]:
    """Of each cell its words: a class's members, or the <word> itself."""
    found = []
    for cell in cells:
        if ">" in cell[:-1]:  # 16个区县签订责任书: the thing counted, and the object of what it does
            head, _, thing = cell.partition(">")
            found.append([f"{a}>{b}" for a in lexicon.members(THING, head) for b in lexicon.members(THING, thing)])
            continue
        if cell.startswith("<"):
            found.append([cell[1:-1]])
            continue
        members = lexicon.members(role, cell) or lexicon.members(THING if role == VERB else VERB, cell)
        if not members:
            raise ValueError(f"no class {cell}")
        found.append(members)
    return found


def _pick(cells: list[list[str]], rng: random.Random) -> str:
    if not cells:
        return ""
    return rng.choice(rng.choices(cells, [min(len(c), 6) if len(c) > 1 else 1 for c in cells])[0])


def _clause(row: Row, verbs: list[list[str]], things: list[list[str]], catalog: Catalog, rng: random.Random) -> Frame:
    words: dict[str, list[str]] = catalog.tables["judge"]["composing"]
    verb, thing, unit = _pick(verbs, rng), _pick(things, rng), rng.choice(row.units)
    metric = catalog.metrics.get(row.metric)
    kind = _kind(unit, metric.kind if metric else "count", catalog)
    if thing and kind == "count" and rng.random() < _REGISTER:
        unit = ""
    modifiers = [m for m in row.modifiers if m[0] not in "@#"]
    modifier = rng.choice(modifiers) if modifiers and rng.random() < 0.3 else ""
    if rng.random() < 0.25:
        modifier = rng.choice(words["fillers"]) + modifier
    carried = before = ""
    left, right = verb + modifier + thing, ""
    shape = rng.random()
    if thing and shape < 0.3:
        left, right = verb, modifier + thing
    elif thing and verb and shape < 0.45:
        left, right, carried = modifier + thing, "", verb
    elif thing and verb and shape < 0.52:
        left, right = "", modifier + thing + verb
    elif thing and verb and shape < 0.58:
        left = modifier + thing + verb
    elif thing and verb and shape < 0.63:
        left, before = verb, modifier + thing
    elif thing and verb and shape < 0.7:
        left, right = rng.choice(words["relative"]), modifier + thing + rng.choice(words["closing"]) + verb
    if ">" in thing:
        head, _, target = thing.partition(">")
        left, right, carried, before = rng.choice(words["towards"]), modifier + head + rng.choice(words["doing"]) + verb + target, "", ""
    elif rng.random() < 0.12 and (thing or verb):
        kind, unit = "subject", ""
        left, right = (left + right, "") if rng.random() < 0.8 else ("", left + right)
    return Frame(
        left,
        right,
        unit,
        kind,
        carried,
        before,
        scenes_of(catalog).topics(_topic(row, catalog, rng)),
        scenes=_scenes(left + right, row, catalog, rng),
    )


def _kind(unit: str, kind: str, catalog: Catalog) -> str:
    """The kind of frame that a figure of this unit has."""
    kinds: dict[str, str] = catalog.tables["judge"]["kinds"]
    named = next((name for name, units in kinds.items() if unit in units.split()), "")
    return named or ("count" if kind == "money" else kind_of(kind))


def _topic(row: Row, catalog: Catalog, rng: random.Random) -> str:
    """A heading of the row's activity now and then; a row of #topic stands under that one."""
    topics = catalog.tables["judge"]["topics"]
    named = [m[1:] for m in row.modifiers if m.startswith("#")]
    if named:
        return rng.choice(topics[rng.choice(named)].split())
    activity = row.metric.partition(".")[0]
    if rng.random() < 0.3 and activity in topics:
        return str(rng.choice(topics[activity].split()))
    return ""


def _scenes(words: str, row: Row, catalog: Catalog, rng: random.Random) -> tuple[str, ...]:
    """Those of the clause's own words, mostly that of the row, and now and then any."""
    found = set(scenes_of(catalog).of(words))
    named = [m[1:] for m in row.modifiers if m.startswith("@")]
    if named and rng.random() < 0.8:
        found.update(named)
    if rng.random() < 0.1:
        found.add(rng.choice(list(catalog.tables["judge"]["scenes"])))
    return tuple(sorted(found))
