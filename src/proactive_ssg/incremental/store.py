"""The store on disk: payloads by kind and key in one SQLite file, each with a checksum.

A store that is damaged, of another version or another program's holds nothing: it is made anew. What it gives
back is what was put in, or nothing.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

__all__ = ["Store"]

_FORMAT = 2
# Rows beside the index: with the payloads inside of it, writing and looking up took half as long again.
_SCHEMA = (
    "CREATE TABLE entries (kind TEXT NOT NULL, key TEXT NOT NULL, payload BLOB NOT NULL, sum BLOB NOT NULL, "
    "PRIMARY KEY (kind, key))"
)


_DAMAGE = (sqlite3.Error, OSError, ValueError, TypeError, OverflowError, MemoryError)
"""What a file that is no store of ours, or no longer one, makes of a question."""


class Store:
    """Open for one build; ``version`` is that of everything that payloads depend on.

    Changes are kept until :meth:`commit`. The file is written without waiting for the disk: a power cut may
    damage it, which costs a clean build and no more. ``alone``: no other program opens it meanwhile, and the
    processes that were forked end before the commit.
    """

    def __init__(self, path: Path, version: str, *, alone: bool = False) -> None:
        self._path = path
        self._alone = alone
        self._version = f"{_FORMAT} {version}"
        self._owner = os.getpid()
        self._connection: sqlite3.Connection | None = None
        self._changes: dict[tuple[str, str], bytes | None] = {}
        self._is_new = True
        self._open()

    def get(self, kind: str, key: str) -> bytes | None:
        """The payload; None where there is none, or what is there is damaged."""
        changed = self._changes.get((kind, key), b"")
        if changed != b"":
            return changed
        if self._is_new or not self._is_ours():
            return None
        row = None
        with self._careful() as connection:
            row = connection.execute(
                "SELECT payload, sum FROM entries WHERE kind = ? AND key = ?", (kind, key)
            ).fetchone()
        return row[0] if row is not None and _is_whole(kind, key, *row) else None

    def all(self, kind: str) -> dict[str, bytes]:
        """Every payload of this kind that was there when the store was opened."""
        found: dict[str, bytes] = {}
        if self._is_new or not self._is_ours():
            return found
        with self._careful() as connection:
            rows = connection.execute("SELECT key, payload, sum FROM entries WHERE kind = ?", (kind,))
            for key, payload, check in rows:
                if _is_whole(kind, key, payload, check):
                    found[key] = payload
        return found

    def put(self, kind: str, key: str, payload: bytes) -> None:
        """Keep it, once the build is committed."""
        self._changes[kind, key] = payload

    def drop(self, kind: str, keys: Iterable[str]) -> None:
        """Forget these, once the build is committed."""
        for key in keys:
            self._changes[kind, key] = None

    def keys(self, kind: str) -> set[str]:
        """The keys of this kind that were there when the store was opened."""
        found: set[str] = set()
        if not self._is_new and self._is_ours():
            with self._careful() as connection:
                rows = connection.execute("SELECT key FROM entries WHERE kind = ?", (kind,))
                found = {str(row[0]) for row in rows}
        return found

    def commit(self) -> None:
        """Write the changes; where that fails, the next build finds nothing, and is a clean one."""
        try:
            connection = self._create() if self._is_new else self._connection
            assert connection is not None
            gone = [place for place, payload in self._changes.items() if payload is None]
            kept = (
                (kind, key, payload, _sum(kind, key, payload))
                for (kind, key), payload in self._changes.items()
                if payload is not None
            )
            connection.rollback()  # of the questions
            with connection:
                connection.executemany("DELETE FROM entries WHERE kind = ? AND key = ?", gone)
                connection.executemany("REPLACE INTO entries VALUES (?, ?, ?, ?)", kept)
            self._changes.clear()
            self._is_new = False
        except _DAMAGE:
            self._forget()

    def undo(self) -> None:
        """Forget the changes since the last commit."""
        self._changes.clear()

    def close(self) -> None:
        """Give the file back; what was not committed is lost."""
        if self._connection is not None and self._owner == os.getpid():
            self._connection.close()
        self._connection = None
        self._is_new = True

    def _is_ours(self) -> bool:
        """A forked process must not use its parent's connection; it opens one of its own."""
        if self._owner != os.getpid():
            self._owner = os.getpid()
            self._changes = {}
            self._connection = None
            self._open()
        return not self._is_new

    def _open(self) -> None:
        if not self._path.is_file():
            return
        try:
            connection = sqlite3.connect(f"file:{_quoted(self._path)}?mode=rw", uri=True, timeout=5)
            self._connection = connection
            self._prepare(connection)
            found = connection.execute("SELECT payload FROM entries WHERE kind = 'version'").fetchall()
            self._is_new = found != [(self._version.encode(),)]
            if self._alone:  # each question in a transaction of its own would lock and unlock the file
                connection.execute("BEGIN")
        except _DAMAGE:
            self._is_new = True
        if self._is_new and self._connection is not None:
            self._connection.close()
            self._connection = None

    def _create(self) -> sqlite3.Connection:
        self._forget()
        self._connection = connection = sqlite3.connect(self._path)
        self._prepare(connection)
        with connection:
            connection.execute(_SCHEMA)
        self._changes["version", "1"] = self._version.encode()
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA cache_size = -16000")

    def _forget(self) -> None:
        """Remove the file: what is wrong with it is nobody's business."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        self._is_new = True
        for ending in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                os.unlink(f"{self._path}{ending}")  # noqa: PTH108

    @contextlib.contextmanager
    def _careful(self) -> Iterator[sqlite3.Connection]:
        """A damaged file holds nothing from now on."""
        assert self._connection is not None
        try:
            yield self._connection
        except _DAMAGE:
            self._is_new = True


def _quoted(path: Path) -> str:
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _sum(kind: str, key: str, payload: bytes) -> bytes:
    found = blake2b(f"{kind}\0{key}\0".encode(), digest_size=8)
    found.update(payload)
    return found.digest()


def _is_whole(kind: str, key: object, payload: object, check: object) -> bool:
    return isinstance(key, str) and isinstance(payload, bytes) and _sum(kind, key, payload) == check
