"""brigades.csv: spellings, columns, and a broken file."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.keeping.registry import load


def test_registry(tmp_path: Path) -> None:
    path = tmp_path / "brigades.csv"
    path.write_text("name,aliases,parent,level,population\n清河县消防救援大队,清河大队;清河消防,云州支队,大队,420000\n", encoding="gb18030")
    registry = load(path)
    assert registry.resolve("清河县 消防救援大队") == "清河县消防救援大队"
    assert registry.resolve("清河大队2023年总结") == "清河县消防救援大队"
    assert registry.resolve("乙县大队") == ""
    assert registry.brigades["清河县消防救援大队"].columns == {"population": 420000.0}
    path.write_text("名字\nx\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="name"):
        load(path)
