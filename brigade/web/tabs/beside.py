"""What earlier reports and a ledger say of the metrics of a finding."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from brigade.common import names_of
from brigade.output.words import figure
from brigade.web.checked import Checked
from brigade.web.uploads import KEY
from brigade.web.workplace import workplace
from corpus.errors import CorpusError
from corpus.periods import period_in_chinese

tab = Blueprint("beside", __name__)
_EARLIER = """
SELECT f.report_id, f."start", f.quote, f."value", f.value_max, f.modifier, f.unit, f.metric, f.sentence, f.doubt, f.period_start, f.period_end
FROM facts f JOIN reports r USING (report_id)
WHERE r."current" AND r.brigade = ? AND f.metric IN (SELECT unnest(?::VARCHAR[])) AND f.corrected <> 'wrong' AND f.status = 'actual' AND f.entity = ''
  AND f.qualifier = '' AND f.kind NOT IN ('change', 'rate') ORDER BY f.metric, f.period_end DESC, f."start" LIMIT 60
"""


@tab.get("/check/<draft>/beside")
def beside(draft: str) -> ResponseReturnValue:
    """What the brigade's reports of all periods and the ledger tell of the metrics of the finding `n`."""
    checked = Checked.load(workplace().uploads / draft) if re.fullmatch(KEY, draft) else None
    number = request.args.get("n", -1, int)
    if checked is None or not 0 <= number < len(checked.findings):
        raise CorpusError("这次检查的结果已不在,请重新上传草稿。", "missing")
    metrics = list(dict.fromkeys(f["metric"] for f in checked.findings[number].figures if f.get("metric")))
    with workplace().reading() as corpus:
        names = names_of(corpus.catalog)
        rows = corpus.store.rows(_EARLIER, [checked.brigade, metrics]) if checked.brigade and metrics else []
    ledger = [
        {"name": e["name"], "shown": figure(e["value"]) + (e["unit"] or ""), "where": e["where"]}
        for e in checked.ledger
        if e["metric"] in metrics
    ]
    return {"earlier": [_row(r, names) for r in rows], "ledger": ledger, "asked": bool(metrics), "brigade": checked.brigade}


def _row(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {
        "report": row["report_id"], "start": row["start"], "name": names.get(row["metric"], ""), "period": period_in_chinese(row["period_start"], row["period_end"]),
        "shown": figure(row["value"], row["modifier"], row["value_max"]) + (row["unit"] or ""), "sentence": row["sentence"], "quote": row["quote"],
        "doubt": row["doubt"] or "",
    }  # fmt: skip
