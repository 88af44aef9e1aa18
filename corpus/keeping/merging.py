"""Two names that are one brigade: found by likeness, put together, taken apart again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import journal
from corpus.keeping.journal import Entry
from corpus.keeping.register import from_fields, merged, move, registered, rename, write_register
from corpus.keeping.registry import Brigade, Registry, plain_name
from corpus.keeping.store import Store
from corpus.reading.identify.brigades import bare
from extract.reading.characters import CHINESE
from patterns import Catalog

_LIKE = 80.0  # of 100: how like two names are that may be one brigade
_NUMBERS = re.compile(rf"\d+|[{CHINESE}]+")
Known = dict[str, Brigade]  # the register by name


@dataclass(frozen=True, slots=True)
class Merged:
    """The line of the journal, the two names as the store has them, how many reports moved, and of how many periods both have reports."""

    number: int
    old: str
    new: str
    moved: int
    twice: int


def merge(store: Store, old: str, new: str, catalog: Catalog, *, renaming: bool = False, who: str = "", why: str = "") -> Merged:
    """Two names are one brigade: what is stored under `old` goes under `new`, which has `old` as another spelling from now on.

    Raises CorpusError where a name is not known, `new` only unless it is a new name (`renaming`), or where both are one already.
    """
    own = registered(store)
    known = {b.name: b for b in own}
    old, new = _known(store, known, old), new.strip() if renaming else _known(store, known, new)
    if old == new:
        raise CorpusError(f"两个名称已是同一个大队“{old}”,没有改动。", "arguments")
    if not new:
        raise CorpusError("请给出新的大队名称。", "arguments")
    if renaming and (new in known or store.rows("SELECT 1 FROM reports WHERE brigade = ? LIMIT 1", [new])):
        raise CorpusError(f"“{new}”库中已有,合并请去掉 --rename。", "arguments")
    reports = [r["report_id"] for r in store.rows("SELECT report_id FROM reports WHERE brigade = ? ORDER BY report_id", [old])]
    twice = store.rows(
        """SELECT period_start FROM reports WHERE brigade IN (?, ?) AND period_end IS NOT NULL
           GROUP BY period_start, period_end HAVING count(DISTINCT brigade) = 2""",
        [old, new],
    )
    with store.transaction():
        write_register(store, _joined(known, old, new).values())
        number = rename(store, old, new, reports, catalog, who=who, why=why, register=own)
    return Merged(number, old, new, len(reports), len(twice))


def _known(store: Store, known: Known, words: str) -> str:
    """The brigade that words name: its name, or another spelling in the register.  Raises CorpusError for an unknown one."""
    stored = {r["brigade"] for r in store.rows("SELECT DISTINCT brigade FROM reports WHERE brigade <> ''")}
    if words in stored | known.keys():
        return words
    like = [name for name in sorted(stored | known.keys()) if plain_name(name) == plain_name(words)]
    name = like[0] if len(like) == 1 else Registry(list(known.values())).called(words)
    if not name:
        raise CorpusError(f"没有名为“{words}”的大队,用 brigade brigades 查看名称;要改成新名称请加 --rename。", "missing")
    return name


def _joined(known: Known, old: str, new: str) -> Known:
    """The register with one brigade for two: what it says of both, where they differ what it says of `new`."""
    gone = known.get(old, Brigade(old))
    into = merged([replace(gone, name=new, aliases=())], [known.get(new, Brigade(new))])[0]
    into = replace(into, aliases=tuple(dict.fromkeys([*into.aliases, old, *gone.aliases])))
    return {**{name: b for name, b in known.items() if name != old}, new: into}


def _parted(known: Known, entry: Entry) -> tuple[Known, str]:
    """The register without what a merging brought into it, and the name under which its reports stand by now."""
    old, new = entry.before["brigade"], entry.after["brigade"]
    before = {b["name"]: from_fields(b) for b in entry.before.get("register", [])}
    was = before.get(old, Brigade(old))
    into = before.get(new, Brigade(new))
    holder = next((b for b in known.values() if old and old in b.aliases), known.get(new))
    if holder is None:
        return known, new
    theirs = {old, *was.aliases} - set(into.aliases)
    back = tuple(a for a in was.aliases if a in holder.aliases)  # not those that were taken away since
    numbers = {
        column: {y: v for y, v in years.items() if y in into.numbers.get(column, {}) or was.numbers.get(column, {}).get(y) != v}
        for column, years in holder.numbers.items()
    }
    left = replace(
        holder,
        parent=_without(holder.parent, was.parent, into.parent),
        level=_without(holder.level, was.level, into.level),
        aliases=tuple(a for a in holder.aliases if a not in theirs),
        numbers={column: years for column, years in numbers.items() if years},
    )
    out = {**known, holder.name: left}
    for_others = bool(was.aliases) and not back and replace(was, aliases=()) == Brigade(old)  # there only for spellings gone since
    if old in before and not for_others:
        out[old] = replace(was, aliases=back)
    if left == Brigade(left.name) and left.name not in before:
        del out[left.name]  # it was in the register only for the other spelling
    return out, holder.name


def _without(now: str, brought: str, before: str) -> str:
    return before if now == brought else now


def take_name(store: Store, entry: Entry, undone: bool, catalog: Catalog) -> bool:
    """Undoes or does again what a renaming or merging did; whether any report stands under another name now.  Call inside a transaction."""
    old, new = entry.before["brigade"], entry.after["brigade"]
    known = {b.name: b for b in registered(store)}
    said = {e.report_id for e in journal.read(store, f"deed = 'set' AND {journal.holding()}") if "brigade" in e.after}
    if not undone:
        if old:
            new = Registry(list(known.values())).called(new) or new
            write_register(store, _joined(known, old, new).values())
        now = store.rows("SELECT report_id FROM reports WHERE brigade = ?", [old])
        idents = {r["report_id"] for r in now if old or r["report_id"] in entry.after["reports"]}
        return move(store, sorted(idents - said), new, catalog)
    known, holder = _parted(known, entry)
    write_register(store, known.values())
    rows = store.rows('SELECT report_id, title, path, brigade_from, "text" FROM reports WHERE brigade = ?', [holder])
    idents = {r["report_id"] for r in rows if r["report_id"] in entry.after["reports"] or (old and _tells(r, old, holder))}
    return move(store, sorted(idents - said), old, catalog)


def _tells(report: dict[str, Any], old: str, new: str) -> bool:
    """Whether a report that came in meanwhile names the brigade by its old name, where it names it at all."""
    path = PurePath(report["path"])
    spots = {"title": report["title"], "file": path.stem, "folder": path.parent.name, "text": (report["text"] or "")[:200]}
    return Registry([Brigade(old), Brigade(new)]).resolve(spots.get(report["brigade_from"] or "", "") or "") == old


def alike(names: Iterable[str], endings: Iterable[str]) -> list[tuple[str, str, float]]:
    """Pairs of names that may be one brigade, the likeliest first, with how like they are (of 100) but for the `endings` all have."""
    from rapidfuzz import fuzz

    told = sorted(set(names))
    own = {name: bare(name, endings) for name in told}
    numbers = {name: _NUMBERS.findall(name) for name in told}  # 一大队 and 二大队 are never one
    pairs = []
    for i, a in enumerate(told):
        for b in told[i + 1 :]:
            score = 100.0 if own[a] == own[b] else fuzz.ratio(own[a], own[b]) if min(len(own[a]), len(own[b])) > 2 else 0.0
            if score >= _LIKE and numbers[a] == numbers[b]:
                pairs.append((a, b, score))
    return sorted(pairs, key=lambda p: -p[2])
