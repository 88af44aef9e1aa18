"""What the drafter has answered: findings silenced with a reason, in a file that the next versions of the draft are held against as well."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from corpus.checks import Context, Finding
from corpus.errors import CorpusError

SCOPES = ("once", "draft", "brigade")
_NAME = "answers.toml"  # behind the name of a store, or by itself in the folder of the drafts
_HEAD = "# 已答复的检查结果。scope:once 只这一条(句子大体不变、数字不变时有效),draft 这份稿件(同一大队同一期间)的这一类,brigade 这个大队的这一类。\n"
_ENDS = ("\u3002", "\n")
_ALIKE = 80  # percent of a sentence that stays the same in the next version


@dataclass(frozen=True, slots=True)
class Draft:
    """Whose draft the findings are of, and of when; versions of it have these in common, whatever their files are called."""

    text: str
    brigade: str = ""
    period: str = ""

    @classmethod
    def of(cls, context: Context) -> Draft:
        """The draft under review."""
        own = context.report.period
        return cls(context.text, context.brigade, f"{own.start}—{own.end}" if own.end else "")

    def sentence(self, finding: Finding) -> str:
        """The sentence of the first figure of a finding, without blanks; "" of what is about no figure."""
        if not finding.spans:
            return ""
        start, end = finding.spans[0]
        begin = max(self.text.rfind(c, 0, start) + 1 for c in _ENDS)
        stop = min((p for c in _ENDS if (p := self.text.find(c, end)) >= 0), default=len(self.text))
        return "".join(self.text[begin:stop].split())


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.  `once` holds for the figures of a sentence, `draft` for a code in a draft, `brigade` for a code in all drafts of a brigade."""

    code: str
    reason: str
    scope: str = "once"
    figures: tuple[str, ...] = ()
    message: str = ""  # of a finding without figures
    sentence: str = ""  # "" of answers of earlier versions, which any sentence fits
    brigade: str = ""
    period: str = ""
    who: str = ""

    def fits(self, finding: Finding, draft: Draft) -> bool:
        """Whether this is the answer to a finding; a figure that was changed since is no longer answered."""
        if self.code != finding.code:
            return False
        if self.scope == "brigade":
            return self.brigade == draft.brigade
        if self.scope == "draft":
            return (self.brigade, self.period) == (draft.brigade, draft.period)
        if not finding.quotes:
            return (self.message, self.brigade) == (finding.message, draft.brigade)
        if self.figures != finding.quotes:
            return False
        return not self.sentence or not finding.spans or _alike(self.sentence, draft.sentence(finding))


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return one in other or other in one or ratio(one, other) >= _ALIKE


def answers_file(draft: str | Path, store: str | None = None) -> Path:
    """Where answers are kept: beside the store (大队.duckdb.answers.toml), else in the folder of the draft, for all its versions."""
    if store:
        return Path(store + "." + _NAME)
    return Path(draft).parent / _NAME


def answers_of(draft: str | Path, store: str | None = None) -> list[Answer]:
    """All answers that a draft is held against: beside the store, in its folder, and in the file of its own of earlier versions of the program.

    Raises CorpusError for a broken file.
    """
    path = Path(draft)
    places = [answers_file(draft, store), answers_file(draft), path.with_name(path.name + "." + _NAME)]
    return [answer for place in dict.fromkeys(places) for answer in read_answers(place)]


def read_answers(path: Path) -> list[Answer]:
    """The answers of a file, none where there is no file.  Raises CorpusError for a broken one."""
    if not path.is_file():
        return []
    try:
        return [_answer(e) for e in tomllib.loads(path.read_text(encoding="utf-8")).get("answer", [])]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CorpusError(f"答复文件 {path} 写法有误({error}),请改正或删除后再试。", "format") from error


def _answer(entry: dict[str, Any]) -> Answer:
    known = {f.name: entry[f.name] for f in fields(Answer) if f.name in entry}
    answer = Answer(**{**known, "code": entry["code"], "reason": entry["reason"], "figures": tuple(entry.get("figures", ()))})
    if answer.scope not in SCOPES:
        raise ValueError(answer.scope)
    return answer


def split(findings: list[Finding], answers: Iterable[Answer], draft: Draft) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """Findings still open, and those answered with their reason."""
    known = list(answers)
    still, done = [], []
    for finding in findings:
        answer = next((a for a in known if a.fits(finding, draft)), None)
        if answer is None:
            still.append(finding)
        else:
            done.append((finding, answer.reason))
    return still, done


def add_answers(path: Path, findings: list[Finding], reason: str, draft: Draft, scope: str = "once", *, who: str = "") -> int:
    """Writes the reason for each finding, or for each of their codes; returns how many were new.

    Raises CorpusError where a scope needs the brigade or the period and they are not known.
    """
    if scope != "once" and not draft.brigade:
        raise CorpusError("没有认出是哪个大队的稿件,请用 --brigade 指定后再答复。", "brigade")
    if scope == "draft" and not draft.period:
        raise CorpusError("没有认出报告期间,请用 --period 指定后再答复。", "period")
    known = read_answers(path)
    new = [
        replace(_new(f, reason, draft, scope), who=who) for f in findings if not any(a.fits(f, draft) and a.scope == scope for a in known)
    ]
    new = list(dict.fromkeys(new))
    _write(path, (path.read_text(encoding="utf-8") if path.is_file() else _HEAD) + "".join(map(_entry, new)))
    return len(new)


def withdraw(path: Path, finding: Finding, draft: Draft) -> int:
    """Takes the answers back that silence a finding, also those to its kind; returns how many.  Raises CorpusError for a broken file."""
    known = read_answers(path)
    kept = [a for a in known if not a.fits(finding, draft)]
    if len(kept) < len(known):
        _write(path, _HEAD + "".join(map(_entry, kept)))
    return len(known) - len(kept)


def _write(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _new(finding: Finding, reason: str, draft: Draft, scope: str) -> Answer:
    if scope == "brigade":
        return Answer(finding.code, reason, scope, brigade=draft.brigade)
    if scope == "draft":
        return Answer(finding.code, reason, scope, brigade=draft.brigade, period=draft.period)
    return Answer(finding.code, reason, scope, finding.quotes, finding.message, draft.sentence(finding), draft.brigade, draft.period)


def _entry(answer: Answer) -> str:
    lines = [f"{f.name} = {_written(getattr(answer, f.name))}" for f in fields(Answer) if getattr(answer, f.name)]
    return "\n[[answer]]\n" + "\n".join(lines) + "\n"


def _written(value: str | tuple[str, ...]) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
