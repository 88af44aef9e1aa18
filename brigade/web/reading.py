"""The reader of the queue: one thread that takes file by file into the store."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any

from brigade.output.imported import REFUSED, UNREAD, counts
from brigade.web.queue import DONE, DOUBT, NOT, Queue, Waiting
from brigade.web.workplace import Workplace
from corpus.errors import CorpusError
from corpus.reading.bounded import contents_or_why

_BUSY = 1.0  # seconds until a store that others write to is tried again
_OF_FILE = "SELECT report_id FROM reports WHERE path = ? ORDER BY part"
_BROKEN = "读取时出错了,没有存入;请联系管理员查看服务窗口中的信息。"


class Reader:
    """Works as long as there is something to read; `wake` it when there is."""

    def __init__(self, place: Workplace, queue: Queue) -> None:
        self._place, self._queue = place, queue
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, daemon=True, name="reader")
                self._thread.start()

    def _work(self) -> None:
        while True:
            item = self._queue.take()
            if item is None:
                with self._lock:
                    if not self._queue.counts().get("waiting"):
                        self._thread = None
                        return
                continue
            try:
                state, told = self._read(item)
            except CorpusError as error:
                state, told = NOT, {"why": self._place.hidden(str(error))}
            except Exception:  # what nobody foresaw is for who runs the server
                traceback.print_exc(file=sys.stderr)
                state, told = NOT, {"why": _BROKEN}
            self._queue.end(item.id, state, told)

    def _read(self, item: Waiting) -> tuple[str, dict[str, Any]]:
        """What came of a file: its reports, what of it is unread or doubtful, why it is not stored, and the figures of COUNTS."""
        folder = self._place.uploads / item.upload
        found = list(folder.iterdir()) if item.upload and folder.is_dir() else []
        if len(found) != 1:
            return NOT, {"why": "上传的文件已不在,请重新放入。"}
        path = found[0]
        contents = {str(path): contents_or_why(path)}  # before the store is taken: nobody waits for a file to be read
        while True:
            try:
                return self._stored(path, item, contents)
            except CorpusError as error:
                if error.kind != "busy":
                    raise
                time.sleep(_BUSY)

    def _stored(self, path: Path, item: Waiting, contents: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        hidden = self._place.hidden
        with self._place.corpus() as corpus:
            summary = corpus.import_files([str(path)], force=item.forced, contents=contents)
            reports = [r["report_id"] for r in corpus.store.rows(_OF_FILE, [str(path.resolve())])]
            same = [r["report_id"] for _, other in summary.duplicates for r in corpus.store.rows(_OF_FILE, [other])]
        told: dict[str, Any] = {
            "reports": reports, "counts": counts(summary), "unread": [hidden(m) for _, kind, m in summary.review if kind == UNREAD],
            "doubts": [hidden(m) for _, kind, m in summary.review if kind != UNREAD],
            "versions": [v.report["report_id"] for v in summary.versions if not v.same_file],
        }  # fmt: skip
        if summary.failed:
            told["why"] = "；".join(hidden(why) for _, _, why in summary.failed)
            if not reports:
                return NOT, {**told, "asked": all(kind == REFUSED for _, kind, _ in summary.failed)}
        if summary.duplicates:
            return NOT, {
                **told,
                "why": f"内容与库中的“{Path(summary.duplicates[0][1]).name}”完全相同,没有再存入。",
                "reports": same,
                "same": True,
            }
        return (DOUBT if told["unread"] or told["doubts"] or told["versions"] or summary.failed else DONE), told
