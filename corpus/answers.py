"""What the drafter has answered: findings silenced with a reason, in a file beside the draft; a changed figure brings them back."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from corpus.checks import Finding
from corpus.errors import CorpusError

Key = tuple[str, tuple[str, ...], str]  # code, figures, message of a finding without figures
Answers = dict[Key, str]  # with the reason that was given


def sidecar(draft: str | Path) -> Path:
    """总结.docx → 总结.docx.answers.toml"""
    path = Path(draft)
    return path.with_name(path.name + ".answers.toml")


def _key(code: str, quotes: list[str] | tuple[str, ...], message: str) -> Key:
    return code, tuple(quotes), "" if quotes else message


def read_answers(path: Path) -> Answers:
    """The answers of a file, none where there is no file.  Raises CorpusError for a broken one."""
    if not path.is_file():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("answer", [])
        return {_key(e["code"], e.get("figures", []), e.get("message", "")): e["reason"] for e in entries}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise CorpusError(f"答复文件 {path} 写法有误({error}),请改正或删除后再试。", "format") from error


def split(findings: list[Finding], answers: Answers) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """Findings still open, and those answered with their reason."""
    still, done = [], []
    for finding in findings:
        reason = answers.get(_key(finding.code, finding.quotes, finding.message))
        if reason is None:
            still.append(finding)
        else:
            done.append((finding, reason))
    return still, done


def add_answers(path: Path, findings: list[Finding], reason: str) -> int:
    """Writes the reason for each finding; returns how many were new."""
    known = read_answers(path)
    new = [f for f in findings if _key(f.code, f.quotes, f.message) not in known]
    text = path.read_text(encoding="utf-8") if path.is_file() else "# 已答复的检查结果;数字一改,对应的结果会重新出现。\n"
    text += "".join(_entry(f, reason) for f in new)
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    return len(new)


def _entry(finding: Finding, reason: str) -> str:
    figures = ", ".join(_quoted(q) for q in finding.quotes)
    return (
        f"\n[[answer]]\ncode = {_quoted(finding.code)}\nfigures = [{figures}]\n"
        f"message = {_quoted(finding.message)}\nreason = {_quoted(reason)}\n"
    )


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
