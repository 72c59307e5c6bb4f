"""Ctrl-C and ``kill`` at a moment that suits; a leaf."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["signals_wait"]


@contextmanager
def signals_wait() -> Iterator[None]:
    """Hold back Ctrl-C and ``kill`` for an instant that must not be cut in two; they come right after it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
