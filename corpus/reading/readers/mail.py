"""Saved mails (.eml): the text of the message and what is attached to it."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, Message, MIMEPart
from pathlib import Path

from corpus.reading.readers.encoding import decode
from corpus.reading.readers.parcel import Member, letter
from corpus.reading.readers.safety import Allowance


def members(path: Path, allowance: Allowance) -> Iterator[Member]:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    yield from _members(message, path, allowance)


def _members(message: EmailMessage, path: Path, allowance: Allowance) -> Iterator[Member]:
    subject = " ".join(str(message.get("Subject", "")).split())
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    own = letter(subject, _text(plain, path), b"" if page is None else _text(page, path).encode("utf-8"), subject)
    if own is not None:
        allowance.take(len(own.data), path)
        yield own
    for n, part in enumerate(_attached(message, (plain, page)), 1):
        data = _bytes(part)
        allowance.take(len(data), path)
        yield Member(_name(part, n), data, subject)


def _attached(message: MIMEPart, own: tuple[MIMEPart | None, MIMEPart | None]) -> Iterator[MIMEPart]:
    """All parts that hold something and are not the text itself; a mail within is one part."""
    if message in own:
        return
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        if message.get_filename() or message.get_content_maintype() != "text" or message.get_content_disposition() == "attachment":
            yield message
        return
    for part in message.iter_parts():
        assert isinstance(part, MIMEPart)
        yield from _attached(part, own)


def _name(part: MIMEPart, number: int) -> str:
    name = (part.get_filename() or "").replace("\\", "/").rpartition("/")[2].strip()
    if name:
        return name
    return f"附件{number}.eml" if part.get_content_type() == "message/rfc822" else f"附件{number}"


def _bytes(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: MIMEPart | None, path: Path) -> str:
    """The text of a part by its bytes, whatever it says of its encoding."""
    if part is None:
        return ""
    data = _bytes(part)
    return decode(data, path, part.get_content_charset() or "") if data.strip() else ""
