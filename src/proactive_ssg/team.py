"""Several processes that share work on pages: each has everything, as it was when they were forked."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["Worker", "outcomes", "processors"]

T = TypeVar("T")
R = TypeVar("R")
T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)

PAYS = 48
"""Pages from which on a second process takes less time than starting it."""

_PIECE = 8
_MOST_LONG = 50
_PR_SET_PDEATHSIG = 1


class Worker(Protocol[T_contra, R_co]):
    """Makes an outcome, which can be pickled, of a page; ``pause`` ends the threads that it has."""

    def outcome(self, page: T_contra, /) -> R_co: ...
    def pause(self) -> None: ...


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def outcomes(
    worker: Worker[T, R], pages: Sequence[T], jobs: int, is_long: Callable[[T], bool] | None = None
) -> Iterator[R]:
    """The outcome of each of ``pages``, in their order, made by up to ``jobs`` processes.

    ``is_long``: may the page take much longer than others? Such pages are begun first: at the end, one of
    them would have a single process at work while the others wait for it.
    Processes are forked, so that nothing of the site is copied before it is changed; where that is not
    possible (Windows, a program with threads), this process does the work alone.
    """
    jobs = min(jobs, len(pages) // (PAYS // 2))
    if jobs < 2 or not _may_fork(worker):
        yield from map(worker.outcome, pages)
        return
    with _Team(worker, _pieces(pages, is_long), jobs) as team:
        yield from team.outcomes()


def _may_fork(worker: Worker[T, R]) -> bool:
    import multiprocessing  # not for the small sites that one process renders

    if not hasattr(os, "fork") or "fork" not in multiprocessing.get_all_start_methods():
        return False
    worker.pause()  # a compiler of stylesheets has threads
    return threading.active_count() == 1


@dataclass(slots=True)
class _Piece(Generic[T]):
    """Pages that one process makes in a row."""

    pages: list[T]
    is_long: bool = False


def _pieces(pages: Sequence[T], is_long: Callable[[T], bool] | None) -> list[_Piece[T]]:
    """``pages`` in their order, each long one by itself."""
    pieces: list[_Piece[T]] = []
    long_ones = 0
    for page in pages:
        # What is made before its turn waits in memory.
        if is_long is not None and long_ones < _MOST_LONG and is_long(page):
            long_ones += 1
            pieces.append(_Piece([page], True))
        elif pieces and not pieces[-1].is_long and len(pieces[-1].pages) < _PIECE:
            pieces[-1].pages.append(page)
        else:
            pieces.append(_Piece([page]))
    return pieces


class _Team(Generic[T, R]):
    """The processes, each with a pipe: it is sent the number of a piece, and answers with its outcomes."""

    def __init__(self, worker: Worker[T, R], pieces: list[_Piece[T]], jobs: int) -> None:
        self._worker = worker
        self._pieces = pieces
        self._jobs = jobs
        self._free = iter(sorted(range(len(pieces)), key=lambda number: not pieces[number].is_long))
        self._done: dict[int, list[R]] = {}
        self._running: dict[Connection, int] = {}
        self._processes: list[BaseProcess] = []

    def __enter__(self) -> _Team[T, R]:
        from multiprocessing import get_context

        context = get_context("fork")
        gc.freeze()  # what is there stays: the garbage collector would touch, and so copy, all of it
        try:
            for _number in range(self._jobs):
                ours, theirs = context.Pipe()
                others = [*self._running, ours]
                process = context.Process(target=self._work, args=(theirs, others), daemon=True)
                process.start()
                theirs.close()
                self._processes.append(process)
                self._running[ours] = -1
                self._send(ours)
        finally:
            gc.unfreeze()
        return self

    def __exit__(self, *_exception: object) -> None:
        for connection in list(self._running):
            connection.close()
        for process in self._processes:
            process.kill()
            process.join()

    def outcomes(self) -> Iterator[R]:
        for number in range(len(self._pieces)):
            while number not in self._done:
                if not self._receive() and number not in self._done:  # all have died: we do what is left
                    self._done[number] = self._made(number)
            yield from self._done.pop(number)

    def _made(self, number: int) -> list[R]:
        return [self._worker.outcome(page) for page in self._pieces[number].pages]

    def _receive(self) -> bool:
        """Take what is ready; False when nobody is left who could send anything."""
        from multiprocessing.connection import Connection, wait

        for found in wait(list(self._running)) if self._running else ():
            assert isinstance(found, Connection)
            try:
                self._done[self._running[found]] = found.recv()
                self._send(found)
            except (EOFError, OSError):
                lost = self._running.pop(found)
                found.close()
                if lost not in self._done and lost >= 0:
                    self._done[lost] = self._made(lost)
        return bool(self._running)

    def _send(self, connection: Connection) -> None:
        number = next(self._free, None)
        if number is None:
            del self._running[connection]
            connection.close()
        else:
            self._running[connection] = number
            connection.send(number)

    def _work(self, pipe: Connection, others: Sequence[Connection]) -> None:
        """In the other process: pieces as they are asked for, until nobody asks any more."""
        for other in others:
            other.close()
        _end_with_parent()
        with contextlib.suppress(EOFError, OSError):
            while True:
                pipe.send(self._made(pipe.recv()))


def _end_with_parent() -> None:
    """Ctrl-C is for the parent, which ends us; should it be killed, so are we."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
