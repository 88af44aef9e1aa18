"""What two versions of a report tell otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.keeping.store import Store

Row = Mapping[str, Any]
_FIELDS = 'seq, "start", quote, "value", value_max, modifier, unit, kind, metric, label, status, entity, period_start, period_end, qualifier, sentence'


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that was added (`old` is None), dropped (`new` is None) or changed; both are rows of facts."""

    old: Row | None
    new: Row | None

    @property
    def what(self) -> str:
        """added, dropped or changed."""
        return "added" if self.old is None else "dropped" if self.new is None else "changed"

    @property
    def row(self) -> Row:
        """The newer of the two."""
        found = self.new if self.new is not None else self.old
        assert found is not None
        return found


def facts_of(store: Store, report_ids: Iterable[str]) -> dict[str, list[Row]]:
    """The facts of reports that no person marked wrong, in their order."""
    out: dict[str, list[Row]] = {ident: [] for ident in report_ids}
    if not out:
        return out
    query = f"SELECT report_id, {_FIELDS} FROM facts WHERE corrected <> 'wrong' AND report_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY report_id, seq"
    for row in store.rows(query, [list(out)]):
        out[row["report_id"]].append(row)
    return out


def differences(old: Iterable[Row], new: Iterable[Row]) -> list[Difference]:
    """Facts are held against one another that say the same of the same owner and time; in the order of the new version, dropped ones last."""
    waiting: dict[Any, list[Row]] = defaultdict(list)
    for row in old:
        waiting[_subject(row)].append(row)
    rest: list[Row] = []
    for row in new:  # those that did not change take their partners first
        same = next((o for o in waiting[_subject(row)] if _figure(o) == _figure(row)), None)
        if same is None:
            rest.append(row)
        else:
            waiting[_subject(row)].remove(same)
    out = []
    for row in rest:
        partners = waiting[_subject(row)]
        out.append(Difference(partners.pop(0) if partners else None, row))
    return out + [Difference(row, None) for partners in waiting.values() for row in partners]


def _subject(row: Row) -> tuple[Any, ...]:
    return (
        row["metric"] or row["label"],
        row["kind"],
        row["entity"],
        row["status"],
        row["qualifier"],
        str(row["period_start"]),
        str(row["period_end"]),
    )


def _figure(row: Row) -> tuple[Any, ...]:
    return row["value"], row["value_max"], row["modifier"], row["unit"]
