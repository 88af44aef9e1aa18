"""The shape of the pattern files.  pydantic refuses what does not fit and says where."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["count", "money", "ratio", "change", "rate", "rank", "measure", "duration"]
Modifier = Literal["exact", "over", "under", "about", "range"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(Strict):
    """One sentence and what must come of it: the value and modifier of the fact that carries the metric."""

    text: str
    value: float
    modifier: Modifier = "exact"


class Rule(Strict):
    """One way a metric is said.

    `match` is a regular expression over the evidence ``left¤right``, the words on either side of the figure ¤;
    <name> stands for a macro of lexicon.toml.  `units` narrows the metric's units for this rule; `context` must be
    found in the heading path or the sentence, `after` names metrics (or activities) one of which must have been told
    earlier in the sentence.  `weight` is added to the score.
    """

    match: str
    units: list[str] = []
    context: str = ""
    context_not: str = ""
    after: str = ""
    weight: float = 0.0


class Metric(Strict):
    """A thing that brigades count: `id` never changes, the rules grow freely."""

    id: str = Field(pattern=r"^[a-z]+\.[a-z_]+$")
    name: str
    unit: str
    kind: Kind = "count"
    units: list[str] = []
    subjects: str = ""  # how the metric is named where no figure of it stands beside: 亡人, 起数
    exclude: str = ""  # evidence in which the metric is never meant
    plain: str = ""  # words of a label that narrow nothing; what is left of it is the qualifier (住宅火灾 → 住宅)
    flow: bool = True  # counted over the period; False for what is there at its end (人员, 消火栓总数), which no month divides
    inherit: bool = True  # may pass to the parts of a list (其中…)
    rules: list[Rule] = []
    examples: list[Example] = []
    near_misses: list[str] = []

    @property
    def activity(self) -> str:
        return self.id.partition(".")[0]
