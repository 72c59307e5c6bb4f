"""One build at a time into one destination."""

from __future__ import annotations

import os
import time
from pathlib import Path

from proactive_ssg.i18n import _
from proactive_ssg.output.problems import problem, unwritable

try:
    import fcntl
except ImportError:  # Windows: no advisory locks of this kind
    fcntl = None  # type: ignore[assignment]

__all__ = ["Lock"]

_PAUSE = 0.05


class Lock:
    """An advisory lock on a file; the system releases it with the process, however that one ends."""

    def __init__(self, path: Path, destination: Path) -> None:
        self._path = path
        self._destination = destination
        self._descriptor: int | None = None

    def acquire(self, timeout: float) -> None:
        """Take the lock; OutputError when another build still holds it after ``timeout`` seconds."""
        try:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise unwritable(self._path, error) from error
        deadline = time.monotonic() + timeout
        while not self._try():
            if time.monotonic() >= deadline:
                self.release()
                message = _("another build is writing this site")
                hint = _("wait until it has ended, or end it")
                raise problem("build-locked", message, self._destination, hint)
            time.sleep(_PAUSE)

    def _try(self) -> bool:
        if fcntl is None or self._descriptor is None:
            return True
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks: better an unguarded build than none
            return True
        return True

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
