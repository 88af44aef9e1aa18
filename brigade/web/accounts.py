"""Who may do what at the page: the accounts of the store, looked up at most every few seconds."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from brigade.output.words import ROLES
from corpus.errors import CorpusError
from corpus.keeping import users
from corpus.keeping.users import ROLES as LEVELS

if TYPE_CHECKING:
    from brigade.web.workplace import Workplace

_FRESH = 3.0  # seconds that what the store said is taken for true
# what a deed takes; every other one takes "review"
_VIEWERS = frozenset(("entrance.login", "entrance.logout", "check.begin"))
_MANAGERS = frozenset(("importing.remove", "lessons.take"))


class Accounts:
    """The accounts of one store."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._lock = threading.Lock()
        self._roles: dict[str, str] = {}
        self._stamps: dict[str, str] = {}
        self._since = float("-inf")

    def roles(self) -> dict[str, str]:
        """The role of each name; none where the page has no accounts."""
        with self._lock:
            if time.monotonic() - self._since > _FRESH:
                with self._place.reading() as corpus:
                    self._roles = {row["name"]: row["role"] for row in users.users(corpus.store)}
                    self._stamps = users.stamps(corpus.store)
                self._since = time.monotonic()
            return self._roles

    def known(self, name: str) -> str:
        """The role of a name as it was last read, also where the store cannot be opened; "" for one that has none."""
        return self._roles.get(name, "")

    def stamp(self, name: str) -> str:
        """What changes with the password of a name; "" for one that has no account."""
        self.roles()
        return self._stamps.get(name, "")

    def admitted(self, name: str, password: str) -> bool:
        """Whether somebody of this name and password may come in."""
        with self._place.reading() as corpus:
            found = bool(users.admitted(corpus.store, name, password))
        if found:
            with self._lock:
                self._since = float("-inf")  # the account may be newer than what is remembered
        return found

    def expect(self, name: str, endpoint: str) -> None:
        """Raises CorpusError (role) where the person may not do what this address does."""
        needed = "view" if endpoint in _VIEWERS else "manage" if endpoint in _MANAGERS else "review"
        role = self.roles().get(name, "")
        if not role:
            raise CorpusError("这个账号已不在,请重新登录。", "login")
        if LEVELS.index(role) < LEVELS.index(needed):
            raise CorpusError(f"您的权限是“{ROLES[role]}”,这一步要有“{ROLES[needed]}”权限,请联系管理员。", "role")
