"""The register of brigades in the store: names, other spellings, parents, numbers by year; what is stored under a spelling takes the name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import journal, keptcells
from corpus.keeping.journal import Entry
from corpus.keeping.registry import Brigade, Registry
from corpus.keeping.series import join_series
from corpus.keeping.store import Store
from corpus.keeping.versions import settle
from corpus.reading.identify.brigades import bare
from extract.reading.characters import CHINESE
from patterns import Catalog


def registered(store: Store) -> list[Brigade]:
    """The brigades of the store's register, by name."""
    out = []
    for row in store.rows("SELECT * FROM brigades ORDER BY name"):
        numbers = {
            column: {int(year): value for year, value in told.items()} for column, told in json.loads(row["numbers"] or "{}").items()
        }
        out.append(Brigade(row["name"], tuple(json.loads(row["aliases"] or "[]")), row["parent"] or "", row["level"] or "", numbers))
    return out


def registry_with(store: Store, given: Registry | None) -> Registry | None:
    """The store's register and the one given beside it, which goes before; None where both are empty."""
    own = registered(store)
    if not own:
        return given
    return Registry(merged(own, list(given.brigades.values()) if given is not None else []))


def merged(own: Iterable[Brigade], new: Iterable[Brigade]) -> list[Brigade]:
    """Both by name; of a brigade in both the spellings and numbers of either, the rest as the new one tells it."""
    out = {b.name: b for b in own}
    for b in new:
        old = out.get(b.name)
        if old is None:
            out[b.name] = b
            continue
        numbers = {c: {**old.numbers.get(c, {}), **b.numbers.get(c, {})} for c in dict.fromkeys([*old.numbers, *b.numbers])}
        spellings = tuple(dict.fromkeys([*old.aliases, *b.aliases]))
        out[b.name] = Brigade(b.name, spellings, b.parent or old.parent, b.level or old.level, numbers)
    return list(out.values())


def enter(store: Store, brigades: Iterable[Brigade]) -> None:
    """Adds brigades to the register, or to what it knows of them; call inside a transaction."""
    _replace(store, merged(registered(store), brigades))


def _replace(store: Store, brigades: Iterable[Brigade]) -> None:
    store.db.execute("DELETE FROM brigades")
    rows = [
        {
            "name": b.name, "aliases": json.dumps(list(b.aliases), ensure_ascii=False), "parent": b.parent, "level": b.level,
            "numbers": json.dumps(b.numbers, ensure_ascii=False),
        }
        for b in brigades
    ]  # fmt: skip
    store.insert("brigades", rows)


def rename_stored(store: Store, registry: Registry, catalog: Catalog, *, who: str = "", why: str = "") -> list[tuple[str, str, int]]:
    """Gives reports stored under a spelling the name of the register; returns (spelling, name, reports).  Call inside a transaction."""
    out = []
    for row in store.rows(
        "SELECT brigade, list(report_id ORDER BY report_id) AS reports FROM reports WHERE brigade <> '' GROUP BY brigade ORDER BY brigade"
    ):
        name = registry.resolve(row["brigade"])
        if name and name != row["brigade"]:
            rename(store, row["brigade"], name, row["reports"], catalog, who=who, why=why)
            out.append((row["brigade"], name, len(row["reports"])))
    nameless: dict[str, list[str]] = {}
    for row in store.rows("SELECT report_id, title, path FROM reports WHERE brigade = '' ORDER BY report_id"):
        name = registry.resolve(row["title"]) or registry.resolve(PurePath(row["path"]).stem)
        if name:
            nameless.setdefault(name, []).append(row["report_id"])
    for name, reports in nameless.items():
        rename(store, "", name, reports, catalog, who=who, why=why)
        out.append(("(未识别)", name, len(reports)))
    return out


def rename(store: Store, old: str, new: str, reports: list[str], catalog: Catalog, *, who: str, why: str) -> int:
    """Puts reports of one name under another, with a line in the journal; call inside a transaction."""
    number = journal.write(
        store, Entry("rename", who, why, brigade=new, before={"brigade": old}, after={"brigade": new, "reports": reports})
    )
    move(store, reports, new, catalog)
    return number


def move(store: Store, reports: list[str], name: str, catalog: Catalog) -> bool:
    """Puts reports under a name; versions are settled and cells made anew.  Whether there were any.  Call inside a transaction."""
    asked = "SELECT * FROM reports WHERE report_id IN (SELECT unnest(?::VARCHAR[])) AND brigade <> ?"
    rows = store.rows(asked, [reports, name])
    if not rows:
        return False
    idents = [r["report_id"] for r in rows]
    store.db.execute("UPDATE reports SET brigade = ?, series = NULL WHERE report_id IN (SELECT unnest(?::VARCHAR[]))", [name, idents])
    periods = {(r["period_start"], r["period_end"]) for r in rows}
    groups = {(brigade, *period) for period in periods for brigade in (name, *(r["brigade"] for r in rows))}
    join_series(store, {r["report_id"]: (r["series"] or "").startswith("table") for r in rows}, groups, catalog)
    settle(store, groups)
    keptcells.refresh(store, groups, catalog)
    return True


def merge(store: Store, old: str, new: str, catalog: Catalog, *, who: str = "", why: str = "") -> tuple[int, int]:
    """Two names are one brigade: what is stored under `old` goes under `new`, which has `old` as another spelling from now on.

    Returns the line in the journal and how many reports moved.  Raises CorpusError where nothing is known under `old`.
    """
    reports = [r["report_id"] for r in store.rows("SELECT report_id FROM reports WHERE brigade = ? ORDER BY report_id", [old])]
    known = {b.name: b for b in registered(store)}
    if not reports and old not in known:
        raise CorpusError(f"没有名为“{old}”的大队,用 brigade brigades 查看。", "missing")
    if old == new:
        raise CorpusError("要合并的两个大队名称相同。", "arguments")
    gone = known.pop(old, None)
    aliases = (old, *(gone.aliases if gone else ()))
    into = known.get(new, Brigade(new))
    known[new] = replace(into, aliases=tuple(dict.fromkeys([*into.aliases, *aliases])))
    with store.transaction():
        number = rename(store, old, new, reports, catalog, who=who, why=why)
        _replace(store, known.values())
    return number, len(reports)


def take_name(store: Store, entry: Entry, undone: bool, catalog: Catalog) -> bool:
    """Undoes or does again what `rename` or `merge` did; call inside a transaction."""
    old, new, reports = entry.before["brigade"], entry.after["brigade"], entry.after["reports"]
    if undone:
        known = {b.name: b for b in registered(store)}
        if new in known:
            known[new] = replace(known[new], aliases=tuple(a for a in known[new].aliases if a != old))
            _replace(store, known.values())
        return move(store, reports, old, catalog)
    if old:
        enter(store, [Brigade(new, (old,))])
    return move(store, reports, new, catalog)


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


_LIKE = 80.0
_NUMBERS = re.compile(rf"\d+|[{CHINESE}]+")


def rows_of(store: Store) -> list[dict[str, Any]]:
    """The register and the names that only reports have: name, aliases, parent, level, numbers, registered, reports."""
    counts = {r["brigade"]: r["n"] for r in store.rows("SELECT brigade, count(*) AS n FROM reports WHERE brigade <> '' GROUP BY brigade")}
    known = {b.name: b for b in registered(store)}
    return [
        {
            "name": name, "aliases": "、".join(b.aliases), "parent": b.parent, "level": b.level, "numbers": b.columns,
            "registered": name in known, "reports": counts.get(name, 0),
        }
        for name in sorted({*known, *counts})
        for b in [known.get(name, Brigade(name))]
    ]  # fmt: skip
