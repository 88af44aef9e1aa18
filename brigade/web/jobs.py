"""Work that takes longer than a visitor should wait for a page: it goes on in a thread, and the page asks how far it is."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import CorpusError

KEPT = 200  # jobs whose outcome is remembered


@dataclass
class Job:
    """`step` says what is being done, `result` is there when it is `done`, `error` where it failed."""

    step: str = ""
    done: bool = False
    error: str = ""
    result: Any = None
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> int:
        return int(time.monotonic() - self.began)


class Jobs:
    """The jobs of one server, by key."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def start(self, key: str, work: Callable[[Job], Any]) -> Job:
        """Runs `work` in a thread of its own; it may say at what step it is."""
        job = Job()
        with self._lock:
            self._jobs[key] = job
            for old in list(self._jobs)[:-KEPT]:
                del self._jobs[old]
        threading.Thread(target=self._run, args=(job, work), daemon=True).start()
        return job

    def get(self, key: str) -> Job | None:
        return self._jobs.get(key)

    @staticmethod
    def _run(job: Job, work: Callable[[Job], Any]) -> None:
        try:
            job.result = work(job)
        except CorpusError as error:
            job.error = str(error)
        except Exception:  # what nobody foresaw is for who runs the server; the visitor is told that it failed
            traceback.print_exc(file=sys.stderr)
            job.error = "检查时出错了,没有结果;请联系管理员查看服务窗口中的信息。"
        job.done = True
