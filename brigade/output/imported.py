"""What an import did, in figures and sentences; the command and the page say the same."""

from __future__ import annotations

from corpus.importing.importer import Summary

COUNTS = {
    "read": "读入文件", "reports": "其中报告", "facts": "提取数据", "unchanged": "未变化,没有重读", "failed": "未能读取", "refused": "不像报告,未存入",
    "unread": "部分内容未读取", "doubtful": "需要确认", "skipped": "扩展名不认识,未读",
}  # fmt: skip
REFUSED = "no_report"  # the kind of what is stored only if it is asked for
UNREAD = "unread"


def counts(summary: Summary) -> dict[str, int]:
    """How many files, reports and facts; of `unread` and `doubtful` how many things are said.  The keys are those of COUNTS."""
    refused = sum(kind == REFUSED for _, kind, _ in summary.failed)
    unread = sum(kind == UNREAD for _, kind, _ in summary.review)
    return {
        "read": summary.read, "reports": summary.reports, "facts": summary.facts, "unchanged": summary.unchanged, "failed": len(summary.failed) - refused,
        "refused": refused, "unread": unread, "doubtful": len(summary.review) - unread, "skipped": sum(summary.skipped.values()),
    }  # fmt: skip


def closing(summary: Summary, stored: bool) -> list[str]:
    """The last lines of an import: what was passed over, and where all of it can be read again if it was `stored`."""
    told = counts(summary)
    lines = []
    if summary.unchanged:
        lines.append(f"{summary.unchanged} 个文件和规则都没有变化,沿用原来的结果,没有重读。")
    if summary.skipped:
        endings = "、".join(f"{ending} {count}" for ending, count in sorted(summary.skipped.items()))
        lines.append(f"扩展名不认识、未读的文件 {told['skipped']} 个:{endings}。")
    if told["refused"]:
        lines.append(f"不像报告、未存入的文件 {told['refused']} 个;确要存入,请加 --force 再导入一次。")
    if stored and (summary.failed or summary.review):
        lines.append("以上问题可随时用 brigade problems 查看。")
    return lines
