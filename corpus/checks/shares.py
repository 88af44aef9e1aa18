"""Shares of a whole (S202, S204)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus.cells import Row
from corpus.checks.base import Check, shown
from corpus.checks.figures import quotient
from corpus.checks.finding import Finding
from corpus.checks.named import named_part, named_whole, other_name, runs
from corpus.checks.pairs import AMOUNTS, same_scope, with_earlier
from corpus.checks.percentages import agrees, is_share
from corpus.checks.siblings import wholes_of_list


class Shares(Check):
    code = "S202"
    severity = "error"
    title = "占比与部分、总数不符"
    why = "占比可以由部分和总数算出,算出来的应与写的一致(允许末位四舍五入或截尾)。"
    mend = "重新计算占比,或核对部分与总数。"
    bad = "火灾396起，其中三季度133起，占33.4%。"
    good = "火灾396起，其中三季度133起，占33.6%。"

    def run(self) -> Iterator[Finding]:
        for share, earlier in with_earlier(self.context):
            if not is_share(self.context, share):
                continue
            part = self._part(share)
            if part is None:
                continue
            wholes = self._wholes(share, part, earlier)
            if not wholes or any(agrees(part, whole, share) for whole in wholes) or part["value"] > wholes[0]["value"]:
                continue
            low, high = quotient(part, wholes[0])
            yield self.finding(
                f"“{shown(part)}”占“{shown(wholes[0])}”应为 {(low + high) / 2:.{max(1, share['decimals'])}f}%,写成了 {share['quote']}",
                [share, part, wholes[0]],
                right=(low + high) / 2,
            )

    def _part(self, share: Row) -> Row | None:
        """The one figure that the share is told of."""
        part = self.context.referent(share)
        if part is None or other_name(self.context, share, part):
            part = named_part(self.context, share)
        if part is None or part["kind"] not in AMOUNTS or not part["value"] or part["value_max"] is not None:
            return None
        return part if same_scope(part, share) else None

    def _wholes(self, share: Row, part: Row, earlier: list[Row]) -> list[Row]:
        """What the share may be a share of: what it names, the draft's own totals, larger figures told before it, at last what its list divides."""
        named = named_whole(self.context, share, part)
        if named is not None:
            return [named]
        found = [*self._totals(part)]
        for row in reversed(earlier):
            if part["metric"] and row["seq"] != part["seq"] and _is_whole_of(part, row) and row not in found:
                found.append(row)
        if not found and part["metric"] in self.context.catalog.roles("of_a_fire"):
            found += [r for r in self.context.rows[: part["seq"]] if _is_whole_of(part, r)][:1]
        return found or self._of_its_list(part) or wholes_of_list(self.context, share, part)

    def _of_its_list(self, part: Row) -> list[Row]:
        """What the other members of its list are parts of, where what the last of them counts is in doubt: …、其他24起,占18.8%."""
        sentence = self.context.sentence_of(part)
        others = [r for r in sentence if r["seq"] < part["seq"] and r["qualifier"] and r["unit"] == part["unit"] and same_scope(r, part)]
        metrics = {r["metric"] for r in others}
        if len(others) < 2 or len(metrics) != 1 or not self.context.pattern("parts.closing_part").search(part["label"]):
            return []
        whole = self.context.stated(others[0]["metric"])
        return [whole] if whole is not None and whole["unit"] == part["unit"] else []

    def _totals(self, part: Row) -> Iterator[Row]:
        own = self.context.stated(part["metric"])
        if own is not None and own["seq"] != part["seq"] and own["unit"] == part["unit"]:
            yield own
        for relation in self.context.relations("sum"):
            total = self.context.stated(relation["whole"])
            if total is not None and part["metric"] in relation["parts"]:
                yield total


def _is_whole_of(part: Row, row: Row) -> bool:
    """Whether a figure is told of the same as the part and of all of it."""
    return all(row[field] == part[field] for field in ("metric", "kind", "unit")) and not row["qualifier"] and same_scope(row, part)


class ShareTotal(Check):
    code = "S204"
    severity = "warning"
    title = "同一总体的占比之和超过 100%"
    why = "同一总体的各部分占比加起来不会超过 100%。"
    mend = "核对各占比;不同口径的占比请分开写。"
    bad = "住宅占46.2%，厂房占31.5%，商铺占29.0%。"
    good = "住宅占46.2%，厂房占31.5%，商铺占19.0%。"

    def run(self) -> Iterator[Finding]:
        for rows in self.context.sentences():
            groups: dict[str, list[Row]] = defaultdict(list)
            for row in rows:
                if row["metric"] and is_share(self.context, row):
                    groups[self._whole(row["metric"])].append(row)
            groups |= {str(n): run for n, run in enumerate(runs(self.context, rows))}
            for shares in groups.values():
                names = {r["qualifier"] or r["metric"] for r in shares}
                total = sum(r["value"] for r in shares)
                rounding = 0.6 * len(shares) * 10.0 ** -min(r["decimals"] for r in shares)
                if len(shares) >= 2 and len(names) == len(shares) and total > 100 + rounding:
                    yield self.finding(f"各占比相加为 {total:.1f}%,超过 100%", shares)

    def _whole(self, metric: str) -> str:
        """What the shares of a metric add up to: an activity for parts of one whole, else the metric itself."""
        activity = metric.partition(".")[0]
        return activity if activity in self.context.table("shares")["one_whole"] else metric
