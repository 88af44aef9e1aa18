"""People who may use the page: their names, what they may do, and their passwords, of which only a hash is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping.store import Store

ROLES = ("view", "review", "manage")  # what each may do, the next also all that the one before may
SHORTEST = 8  # characters of a password
LONGEST_NAME, LONGEST = 20, 1024
# RFC 7914; 16 MiB a try, what OWASP's cheat sheet on storing passwords asks at least (N 2^14 with p 5)
_COST = {"n": 2**14, "r": 8, "p": 5}


def users(store: Store) -> list[dict[str, Any]]:
    """All, by name: name, role, since."""
    return store.rows("SELECT name, role, since FROM users ORDER BY name")


def stamps(store: Store) -> dict[str, str]:
    """By name what changes with the password, and tells nothing of it."""
    rows = store.rows("SELECT name, salt, hash FROM users")
    return {row["name"]: hashlib.sha256(f"{row['salt']}{row['hash']}".encode()).hexdigest()[:16] for row in rows}


def enter(store: Store, name: str, role: str, password: str) -> None:
    """Adds a person, or gives one who is there another role and password.  Raises CorpusError for an empty name, an unknown role, a short password."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise CorpusError(f"姓名不能为空,也不能超过 {LONGEST_NAME} 个字。", "arguments")
    _expect_role(role)
    if not SHORTEST <= len(password) <= LONGEST:
        raise CorpusError(f"密码太短,请至少用 {SHORTEST} 个字符。", "arguments")
    salt = secrets.token_bytes(16)
    row = {"name": name, "role": role, "salt": salt.hex(), "hash": _hash(password, salt), "since": dt.datetime.now().replace(microsecond=0)}
    with store.transaction():
        store.db.execute("DELETE FROM users WHERE name = ?", [name])
        store.insert("users", [row])


def give_role(store: Store, name: str, role: str) -> None:
    """Raises CorpusError for an unknown role, and where nobody has this name."""
    _expect_role(role)
    _expect(store, name)
    with store.transaction():
        store.db.execute("UPDATE users SET role = ? WHERE name = ?", [role, name])


def remove(store: Store, name: str) -> None:
    """Raises CorpusError where nobody has this name.  What he did stays in the journal."""
    _expect(store, name)
    with store.transaction():
        store.db.execute("DELETE FROM users WHERE name = ?", [name])


def role_of(store: Store, name: str) -> str:
    """What a person may do; "" for somebody who is not, or no longer, there."""
    found = store.rows("SELECT role FROM users WHERE name = ?", [name])
    return str(found[0]["role"]) if found else ""


def admitted(store: Store, name: str, password: str) -> str:
    """The role of the person of this name and password, "" for anybody else; takes as long for a name that nobody has."""
    found = store.rows("SELECT role, salt, hash FROM users WHERE name = ?", [name])
    salt, kept = (bytes.fromhex(found[0]["salt"]), found[0]["hash"]) if found else (b"\0" * 16, "")
    told = _hash(password[:LONGEST], salt)
    return str(found[0]["role"]) if found and hmac.compare_digest(told, kept) else ""


def _hash(password: str, salt: bytes) -> str:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, maxmem=2**26, **_COST).hex()


def _expect(store: Store, name: str) -> None:
    if not role_of(store, name):
        raise CorpusError(f"没有名为“{name}”的账号,用 brigade users 查看。", "missing")


def _expect_role(role: str) -> None:
    if role not in ROLES:
        raise CorpusError("权限只能是查看、核对或管理。", "arguments")
