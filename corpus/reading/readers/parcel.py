"""A file that holds others: what a reader of archives and mails hands over of each."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.reading.readers import running

TEXT = "邮件正文"  # the name of a mail's own text among what it holds


@dataclass(frozen=True, slots=True)
class Member:
    """One file within another: its path there, parted by /, and its bytes.  `within` says more of where it stands: the subject of a mail."""

    name: str
    data: bytes
    within: str = ""

    @property
    def is_text(self) -> bool:
        return self.name == TEXT


def letter(subject: str, text: str, page: bytes, within: str = "") -> Member | None:
    """A mail's own text, plain where it has one, else as a web page or as RTF; a subject that is its title stands above it.  None for a mail without any."""
    if text.strip():
        title = running.title_among([subject], [line for line in text.split("\n") if line.strip()][:6])
        return Member(TEXT, f"{title}\n{text}".lstrip("\n").encode("utf-8", "replace"), within)
    if page.strip():
        return Member(TEXT, page, within)
    return None
