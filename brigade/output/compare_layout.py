"""How a comparison is laid out, wherever it is shown: its title, headings, units and the metrics worth a chart."""

from __future__ import annotations

from collections import Counter

from brigade.output.words import period_words
from corpus.comparing.comparison import Comparison


def one_brigade(out: Comparison) -> bool:
    return len({brigade for brigade, _ in out.columns}) == 1


def one_period(out: Comparison) -> bool:
    return len({period for _, period in out.columns}) == 1


def heads(out: Comparison) -> list[str]:
    """The headings of the columns, without what is the same in all."""
    if one_brigade(out):
        return [period_words(period) for _, period in out.columns]
    return [brigade if one_period(out) else f"{brigade} {period_words(period)}" for brigade, period in out.columns]


def subject(out: Comparison, otherwise: str) -> str:
    """The one brigade or period that the table is of, `otherwise` for several of both."""
    brigade, period = out.columns[0]
    return brigade if one_brigade(out) else period_words(period) if one_period(out) else otherwise


def title(out: Comparison, otherwise: str) -> str:
    return f"对比:{subject(out, otherwise)}"


def against(out: Comparison) -> str:
    """The period that changes are told against, as people write it; "" for none."""
    return period_words(out.base)


def unit(out: Comparison, metric: str) -> str:
    """The unit of a row: the one that most columns have, the first of those."""
    units = Counter(c.unit for c in out.cells[metric].values() if c.unit)
    return max(units, key=units.__getitem__, default="")


def charted(out: Comparison, at_most: int) -> list[str]:
    """The metrics that most columns tell, at least two; none where only one column is there to draw.  Totals are not counted."""
    columns = out.reported
    if len(columns) < 2:
        return []
    told = {metric: sum(out.cells[metric][c].known is not None for c in columns) for metric in out.metrics}
    return sorted((m for m in out.metrics if told[m] >= 2), key=lambda m: -told[m])[:at_most]


def chart_title(out: Comparison, metric: str) -> str:
    """隐患整改率(%): the name with its unit."""
    of = unit(out, metric)
    return f"{out.name(metric)}({of})" if of else out.name(metric)
