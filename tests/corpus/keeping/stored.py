"""A store made by a test: reports as files of text, what a person does by name, what is stored after it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.importing.importer import Summary, run_import
from corpus.keeping.corrections import correct
from corpus.keeping.identity import set_identity
from corpus.keeping.lessons import teach_words
from corpus.keeping.merging import merge
from corpus.keeping.registry import load
from corpus.keeping.reviewing import review
from corpus.keeping.store import Store
from corpus.keeping.undoing import redo, undo
from extract import parse_period
from patterns import load_catalog


def report(brigade: str, *lines: str, period: str = "2023年上半年") -> str:
    return "\n".join([f"{brigade}{period}工作总结", *lines, ""])


class Stored:
    """A store over a folder of files; the deeds are methods, so that a table can name them."""

    def __init__(self, folder: Path, files: dict[str, str]) -> None:
        self.catalog = load_catalog()
        self.folder = folder / "reports"
        self.folder.mkdir()
        self.store = Store(folder / "t.duckdb")
        self.put(files)
        self.take()

    def put(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.folder / name).write_text(text, encoding="utf-8")

    def take(self, register: Path | None = None, *, anew: bool = False) -> Summary:
        """Imports the folder; `anew` reads files again that have not changed."""
        if anew:
            with self.store.transaction():
                self.store.db.execute("UPDATE reports SET patterns_version = ''")
        return run_import(self.store, [str(self.folder)], registry=load(register) if register else None)

    def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        return self.store.rows(query, list(values))

    def report(self, name: str) -> dict[str, Any]:
        """The report of a file; of one with several the one whose part begins so: 表.csv/甲县."""
        file, _, part = name.partition("/")
        (row,) = self.rows("SELECT * FROM reports WHERE ends_with(path, ?) AND starts_with(part, ?)", f"/{file}", part)
        return row

    def fact(self, name: str, quote: str) -> dict[str, Any]:
        (row,) = self.rows("SELECT * FROM facts WHERE report_id = ? AND quote = ?", self.report(name)["report_id"], quote)
        return row

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """All rows of reports, facts and cells, but for when and by which patterns they were read."""
        reports = self.rows("SELECT * EXCLUDE (imported_at, patterns_version) FROM reports ORDER BY path, part")
        facts = self.rows("SELECT * FROM facts ORDER BY report_id, seq")
        cells = self.rows("SELECT * FROM cells ORDER BY brigade, period_start, metric")
        return {"reports": reports, "facts": facts, "cells": cells}

    # --- deeds

    def teach(self, label: str, metric: str, unit: str | None = None) -> None:
        teach_words(self.store, label, metric, self.catalog, unit=unit)

    def correct(self, name: str, quote: str, metric: str, teach: bool = True) -> None:
        fact = self.fact(name, quote)
        correct(self.store, fact["report_id"], fact["start"], fact["end"], "change", self.catalog, metric=metric, who="王", teach=teach)

    def set(self, name: str, brigade: str | None = None, period: str | None = None) -> None:
        set_identity(self.store, self.report(name), self.catalog, brigade=brigade, period=parse_period(period) if period else None)

    def merge(self, old: str, new: str) -> None:
        merge(self.store, old, new, self.catalog)

    def review(self, name: str, state: str) -> None:
        review(self.store, self.report(name), state, who="王")

    def undo(self, number: int | None = None) -> None:
        undo(self.store, self.catalog, number)

    def redo(self, number: int | None = None) -> None:
        redo(self.store, self.catalog, number)

    def write(self, name: str, text: str) -> None:
        """The file has another text, and is imported."""
        self.put({name: text})
        self.take()

    def move(self, name: str, to: str) -> None:
        (self.folder / name).rename(self.folder / to)
        self.take()

    def again(self) -> None:
        self.take(anew=True)

    def do(self, deeds: list[tuple[Any, ...]]) -> None:
        for name, *arguments in deeds:
            getattr(self, name)(*arguments)
