"""What the preview shows right now, shared between the builder and the threads that answer browsers."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from proactive_ssg.errors import Diagnostic

__all__ = ["Preview", "State"]


@dataclass(frozen=True, slots=True)
class State:
    """One moment of the preview.

    ``version`` names what browsers should show: a page of another version reloads. ``good``: there is a
    built site to serve. ``problems`` are those of the last build when it failed. ``notes`` say, by output
    path, why a normal build would leave a page out. ``serial`` counts the moments.
    """

    serial: int = 0
    version: str = ""
    ready: bool = False
    good: bool = False
    problems: tuple[Diagnostic, ...] = ()
    notes: Mapping[PurePosixPath, tuple[str, ...]] = field(default_factory=dict)


class Preview:
    """The current state, and waiting for the next one. Safe for threads."""

    def __init__(self) -> None:
        # Browsers keep pages of an earlier preview open: its versions must not look like ours.
        self._run = secrets.token_hex(4)
        self._condition = threading.Condition()
        self._state = State(version=f"{self._run}-0")
        self._closed = False

    @property
    def state(self) -> State:
        return self._state

    @property
    def closed(self) -> bool:
        return self._closed

    def succeeded(self, notes: Mapping[PurePosixPath, tuple[str, ...]], *, reloads: bool = True) -> None:
        """A new version of the site is in place; browsers that show one stay at it unless it ``reloads``."""
        self._publish(reloads=reloads or not self._state.good, good=True, problems=(), notes=notes)

    def failed(self, problems: tuple[Diagnostic, ...]) -> None:
        """The last build failed; the last good one, if any, is still served."""
        # A failure over a good site changes no page: browsers stay and show the problems on top.
        self._publish(reloads=not self._state.good, problems=problems)

    def _publish(self, *, reloads: bool, **changes: object) -> None:
        with self._condition:
            serial = self._state.serial + 1
            version = f"{self._run}-{serial}" if reloads else self._state.version
            self._state = replace(self._state, serial=serial, version=version, ready=True, **changes)  # type: ignore[arg-type]
            self._condition.notify_all()

    def wait(self, serial: int, timeout: float) -> State | None:
        """The state after ``serial`` once there is one; None when the time is over or the preview closed."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._state.serial > serial, timeout)
            return None if self._closed or self._state.serial <= serial else self._state

    def wait_ready(self, timeout: float) -> State:
        """The state after the first build, or the one of now when that takes too long."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._state.ready, timeout)
            return self._state

    def close(self) -> None:
        """Let everybody who waits go."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()
