"""What a check of an uploaded draft found, kept beside the draft: it is there again after a restart, and what is answered is held against it anew."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from brigade.common import json_of, whole
from corpus.answers import Answer, Draft
from corpus.checks import Finding

NAME = "check.json"


@dataclass(slots=True)
class Checked:
    """`period` is that of the draft as answers know it, `when` the same in Chinese; `count` the figures that were looked at; `ledger` the
    rows of a ledger (metric, name, value, unit, where), `notes` what of it could not be used; `doubts` what the title says otherwise; `taken` the numbers of the findings whose
    mend was accepted; `at` when it was made."""

    name: str
    title: str
    text: str
    brigade: str
    period: str
    when: str
    count: int
    at: str
    findings: list[Finding] = field(default_factory=list)
    ledger: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    ledger_upload: str = ""
    doubts: list[str] = field(default_factory=list)

    @property
    def draft(self) -> Draft:
        return Draft(self.text, self.brigade, self.period)

    def save(self, folder: Path) -> None:
        """Writes it into the folder of the draft, whole or not at all."""
        with whole(str(folder / NAME)) as part:
            part.write_text(json_of(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Checked | None:
        """What is kept in the folder of a draft; None where its check has not ended, or is of another version of the program."""
        try:
            kept = json.loads((folder / NAME).read_text(encoding="utf-8"))
            kept["findings"] = [_finding(row) for row in kept["findings"]]
            return cls(**kept)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def answer_of(self, finding: Finding, answers: list[Answer]) -> Answer | None:
        """The first answer that fits a finding."""
        return next((a for a in answers if a.fits(finding, self.draft)), None)

    def open(self, answers: list[Answer]) -> list[Finding]:
        """The findings that nobody has answered."""
        return [f for f in self.findings if self.answer_of(f, answers) is None]


def _finding(row: dict[str, Any]) -> Finding:
    mend = row["mend"]
    spans = tuple((start, end) for start, end in row["spans"])
    return Finding(
        row["code"], row["severity"], row["message"], spans, tuple(row["figures"]), None if mend is None else (mend[0], mend[1], mend[2])
    )
