"""Books that Excel locks with a password of its own: those that recommend to be opened for reading only."""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO

_OWN = "VelvetSweatshop"  # the password that Excel tries by itself ([MS-OFFCRYPTO] 2.4.2.3)
_OLE = b"\xd0\xcf\x11\xe0"


def opened(path: Path) -> IO[bytes]:
    """The package, unlocked where Excel's own password opens it.  Raises an error of msoffcrypto where it does not."""
    source = path.open("rb")
    if source.read(4) != _OLE:
        source.seek(0)
        return source
    import msoffcrypto

    with source:
        out = io.BytesIO()
        book = msoffcrypto.OfficeFile(source)
        book.load_key(password=_OWN, verify_password=True)
        book.decrypt(out)
        out.seek(0)
        return out


def opens(path: Path) -> bool:
    """Whether Excel would open the locked file without asking."""
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    try:
        opened(path).close()
    except (DecryptionError, FileFormatError, InvalidKeyError, ParseError):
        return False
    return True


def unlocked_old(path: Path) -> bytes:
    """An old book (.xls), unlocked where Excel's own password opens it, else as it is: xlrd says what is wrong with it."""
    data = path.read_bytes()
    if not data.startswith(_OLE):
        return data
    import msoffcrypto

    try:
        book = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not book.is_encrypted():
            return data
        out = io.BytesIO()
        book.load_key(password=_OWN, verify_password=True)
        book.decrypt(out)
        return out.getvalue()
    except Exception:  # a book of Excel 5, a damaged one, one with a person's password
        return data
