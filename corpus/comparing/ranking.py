"""Columns in the order of one metric."""

from __future__ import annotations

from typing import Any

from corpus.comparing.comparison import Comparison
from corpus.comparing.plain import plain
from corpus.comparing.reasons import reasons_of
from corpus.shown import number


def ranking(out: Comparison, metric: str) -> list[dict[str, Any]]:
    """Columns by a metric, highest first: rank (equal values share one), value, quartile (1 the highest quarter); those without a value last."""
    cells = {key: out.cells[metric][key] for key in out.reported}
    told = sorted((-value, key) for key, cell in cells.items() if (value := cell.known) is not None)
    rows: list[dict[str, Any]] = []
    for place, (_, key) in enumerate(told, 1):
        value = plain(cells[key].value)
        same = rows and number(rows[-1]["value"]) == number(cells[key].known or 0)  # who reads the same figure has the same place
        rank = rows[-1]["rank"] if same else place
        shown = {
            "value": value,
            "modifier": cells[key].modifier,
            "unit": cells[key].unit,
            "marks": list(cells[key].marks),
            "reasons": reasons_of(cells[key]),
        }
        rows.append(_row(rank, metric, key, shown, cells[key].how, 1 + 4 * (rank - 1) // len(told)))
    nothing: dict[str, Any] = {"value": None, "modifier": "", "unit": "", "marks": [], "reasons": []}
    return rows + [_row(None, metric, key, nothing, cell.how, None) for key, cell in cells.items() if cell.known is None]


def _row(rank: int | None, metric: str, key: tuple[str, str], shown: dict[str, Any], how: str, quartile: int | None) -> dict[str, Any]:
    return {"rank": rank, "brigade": key[0], "period": key[1], "metric": metric, **shown, "how": how, "quartile": quartile}
