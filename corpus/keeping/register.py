"""The register of brigades in the store: names, other spellings, parents, numbers by year; what is stored under a spelling takes the name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from corpus.keeping import journal, keptcells
from corpus.keeping.journal import Entry
from corpus.keeping.registry import Brigade, Registry, one_of_each
from corpus.keeping.series import join_series
from corpus.keeping.store import Store
from corpus.keeping.versions import settle
from patterns import Catalog


def registered(store: Store) -> list[Brigade]:
    """The brigades of the store's register, by name."""
    return [
        from_fields({**row, "aliases": json.loads(row["aliases"] or "[]"), "numbers": json.loads(row["numbers"] or "{}")})
        for row in store.rows("SELECT * FROM brigades ORDER BY name")
    ]


def as_fields(b: Brigade) -> dict[str, Any]:
    """A brigade as JSON can hold it."""
    return {"name": b.name, "aliases": list(b.aliases), "parent": b.parent, "level": b.level, "numbers": b.numbers}


def from_fields(fields: dict[str, Any]) -> Brigade:
    """What `as_fields` gave, after JSON, where years are strings."""
    numbers = {column: {int(year): value for year, value in told.items()} for column, told in fields["numbers"].items()}
    return Brigade(fields["name"], tuple(fields["aliases"]), fields["parent"] or "", fields["level"] or "", numbers)


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
    """Adds brigades to the register, or to what it knows of them; call inside a transaction.

    Raises CorpusError where one spelling would be that of two brigades.
    """
    both = merged(registered(store), brigades)
    one_of_each(both)
    write_register(store, both)


def write_register(store: Store, brigades: Iterable[Brigade]) -> None:
    """The brigades are the register from now on; call inside a transaction."""
    store.db.execute("DELETE FROM brigades")
    kept = ("aliases", "numbers")
    store.insert("brigades", [{**as_fields(b), **{k: json.dumps(as_fields(b)[k], ensure_ascii=False) for k in kept}} for b in brigades])


def rename_stored(store: Store, registry: Registry, catalog: Catalog, *, who: str = "", why: str = "") -> list[tuple[str, str, int]]:
    """Gives reports stored under a spelling the name of the register; returns (spelling, name, reports).  Call inside a transaction."""
    out = []
    for row in store.rows(
        "SELECT brigade, list(report_id ORDER BY report_id) AS reports FROM reports WHERE brigade <> '' GROUP BY brigade ORDER BY brigade"
    ):
        name = registry.called(row["brigade"])
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


def rename(
    store: Store, old: str, new: str, reports: list[str], catalog: Catalog, *, who: str, why: str, register: Iterable[Brigade] = ()
) -> int:
    """Puts reports of one name under another, with a line in the journal, which also keeps what the `register` said of both before;
    call inside a transaction."""
    before = {"brigade": old, "register": [as_fields(b) for b in register if b.name in (old, new)]}
    number = journal.write(store, Entry("rename", who, why, brigade=new, before=before, after={"brigade": new, "reports": reports}))
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
