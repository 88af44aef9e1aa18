"""Extraction against `jieba.cut` on the same texts in one run: python benchmarks/extract.py [FILE…] (the samples where none is given)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    import jieba

    from benchmarks.run import seconds
    from extract import extract_report

    jieba.setLogLevel(60)
    jieba.initialize()
    paths = [Path(p) for p in sys.argv[1:]] or sorted((ROOT / "corpus" / "samples").glob("*.txt"))
    texts = [p.read_text(encoding="utf-8") for p in paths]
    extract_report(texts[0])
    mine = seconds(lambda: [extract_report(t) for t in texts], 5)
    base = seconds(lambda: [list(jieba.cut(t)) for t in texts], 5)
    print(f"{sum(map(len, texts)):,} characters: extraction {base / mine:.2f} x jieba.cut")


if __name__ == "__main__":
    main()
