"""Snapshot: every file and folder that a build could have read, as it was when the build began.

Where all of them are what they were, and every file of the site is what was written, there is nothing to do.
That is found out with one look at each (its size, its times, its number), without reading any, and without
loading what builds a site.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostic, Diagnostics
from proactive_ssg.fingerprint import fingerprint, plain
from proactive_ssg.i18n import current_language
from proactive_ssg.incremental import told_bytes
from proactive_ssg.incremental.diagnostic_json import to_json
from proactive_ssg.incremental.environment import environment
from proactive_ssg.incremental.limits import Limits
from proactive_ssg.incremental.store import Store
from proactive_ssg.repair.log import RepairLog
from proactive_ssg.result import BuildResult

__all__ = [
    "REPAIRS",
    "SNAPSHOT",
    "TOLD",
    "Comparison",
    "KeptDiagnostics",
    "Snapshot",
    "keep_repairs",
    "stamp_of_output",
]

SNAPSHOT, TOLD, REPAIRS = "snapshot", "told", "repairs"
_NEVER = frozenset((".git", ".hg", ".svn", "__pycache__", ".proactive-cache", ".jekyll-cache", ".sass-cache"))
_RACY_NS = 30_000_000
"""A file that changed so shortly before it was looked at may change again without a trace."""

Stamp = list[int]


@dataclass(slots=True)
class Snapshot:
    """What was looked at before the build read anything; kept when the build is over."""

    key: str
    stamps: dict[str, Stamp | None] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """What is in each folder: its times change with what editors and builds put there for a while."""
    ignored: list[str] = field(default_factory=list)
    begun: int = 0
    usable: bool = True
    _seen: dict[str, Stamp | None] = field(default_factory=dict)

    @classmethod
    def take(cls, config: Config) -> Snapshot:
        """Look at everything that a build of ``config`` may read."""
        name = config.destination.name
        ignored = [name, *(f".{name}{end}" for end in (".stage", ".old", ".state"))]
        found = cls(key_of(config), ignored=ignored)
        pruned = {str(config.destination), *ignored[1:]}
        folders = {config.root, config.source, config.templates_dir, *config.static_dirs}
        if config.theme is not None:
            folders.add(config.theme.root)
        if "node_modules" not in repr((config.include, config.static_dirs)):
            pruned.add("node_modules")
        top = [
            path
            for path in folders
            if not any(path != other and path.is_relative_to(other) for other in folders)
        ]
        begun = found.begun = time.time_ns()
        for folder in sorted(top):
            found._walk(str(folder), pruned)
        for file in config.files:
            found._look(str(file))
        found._seen = dict(found.stamps)
        for path, stamp in found.stamps.items():
            found.stamps[path] = _settled(stamp, begun)
        return found

    def holds(self) -> bool:
        """Is each file still what it was? If not, nobody knows which of the two a page shows."""
        return _holds(self._seen)

    def add(self, paths: Iterable[str]) -> None:
        """The build has read these files and folders too: look at those which it was not known of."""
        for path in paths:
            if path not in self.stamps and path not in self.names:
                self._look(path)
                stamp = self.stamps[path]
                if stamp is None or max(stamp[1:3]) >= self.begun - _RACY_NS:  # as it was when it was read?
                    self.usable = False

    def _walk(self, folder: str, pruned: set[str]) -> None:
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
        except OSError:
            self.usable = False
            return
        self.names[folder] = _of_names((entry.name for entry in found), self.ignored)
        for entry in found:
            if entry.name in _NEVER or entry.name in pruned or entry.path in pruned:
                continue
            if entry.is_dir(follow_symlinks=False):
                self._walk(entry.path, pruned)
            else:
                self._look(entry.path)

    def _look(self, path: str) -> None:
        self.stamps[path] = _stamp(path)

    # -- kept, and asked again -------------------------------------------------------------------

    def keep(
        self,
        store: Store,
        result: BuildResult,
        outputs: Mapping[str, os.stat_result],
        limits: Limits,
        spans: Iterable[tuple[int, int, int]] = (),
        *,
        restless: bool = False,
    ) -> None:
        """Remember that this state of the source gave ``result``; ``restless``: some pages show the time.

        ``outputs``: the files of the site; ``limits``: how long it stays what it is; ``spans``: from where to
        where the diagnostics are those of which page.
        """
        if not (self.usable and limits.known):
            for kind in (SNAPSHOT, TOLD):
                store.drop(kind, ("1",))
            return
        kept: dict[str, Any] = {
            "key": self.key,
            "stamps": self.stamps,
            "names": self.names,
            "restless": restless,
            "ignored": self.ignored,
            "outputs": {path: stamp_of_output(status) for path, status in outputs.items()},
            "until": None if limits.until is None else limits.until.timestamp(),
            "errors": result.diagnostics.errors,
            "warnings": result.diagnostics.warnings,
            "pages": result.pages,
            "static_files": result.static_files,
            "notes": {str(path): notes for path, notes in result.notes.items()},
        }
        store.put(SNAPSHOT, "1", json.dumps(kept).encode())
        store.put(TOLD, "1", told_bytes.to_bytes(result.diagnostics.items, spans))
        keep_repairs(store, result.repairs)


@dataclass(slots=True)
class Comparison:
    """What is known of the last build, and the files that ``changed`` since."""

    kept: dict[str, Any]
    changed: list[str]
    stamps: dict[str, Stamp | None]
    """Those of the changed files, taken before anybody reads them."""
    _seen: dict[str, Stamp | None]

    @classmethod
    def of(cls, store: Store, config: Config, published: Path, now: datetime) -> Comparison | None:
        """None where more than files has changed: settings, folders, the published site, the day."""
        payload = store.get(SNAPSHOT, "1")
        if payload is None:
            return None
        kept = json.loads(payload)
        if kept["key"] != key_of(config) or (kept["until"] is not None and now.timestamp() >= kept["until"]):
            return None
        if any(_names(path, kept["ignored"]) != names for path, names in kept["names"].items()):
            return None
        if any(_stamp(f"{published}/{path}", 3) != stamp for path, stamp in kept["outputs"].items()):
            return None
        begun = time.time_ns()
        seen = {path: _stamp(path) for path in kept["stamps"]}
        stamps = {path: seen[path] for path, old in kept["stamps"].items() if seen[path] != old}
        for path, stamp in stamps.items():
            stamps[path] = _settled(stamp, begun)
        return cls(kept, list(stamps), stamps, seen)

    def holds(self) -> bool:
        """Is each file still what it was when they were compared?"""
        return _holds(self._seen)

    def tell(self, store: Store, result: BuildResult) -> bool:
        """``result`` is what the last build had to say; False where that is lost."""
        told = store.get(TOLD, "1")
        if told is None:
            return False
        result.diagnostics = KeptDiagnostics(self.kept["errors"], self.kept["warnings"], told)
        result.pages, result.static_files = self.kept["pages"], self.kept["static_files"]
        result.repairs = RepairLog(store.get(REPAIRS, "1") or b"")
        result.notes = {PurePosixPath(path): tuple(notes) for path, notes in self.kept["notes"].items()}
        return True


def keep_repairs(store: Store, repairs: RepairLog) -> None:
    """What was repaired on each page, for builds that render none of them."""
    content = repairs.to_bytes()
    if content:
        store.put(REPAIRS, "1", content)
    else:
        store.drop(REPAIRS, ("1",))


class KeptDiagnostics(Diagnostics):
    """What the last build had to say: its number, and each when somebody wants to read it."""

    __slots__ = ("_content", "_kept_errors", "_kept_warnings", "_read")

    def __init__(self, errors: int, warnings: int, content: bytes) -> None:
        self._kept_errors, self._kept_warnings, self._content = errors, warnings, content
        self._read: list[Diagnostic] | None = None

    @property
    def items(self) -> list[Diagnostic]:  # type: ignore[override]
        if self._read is None:
            self._read = told_bytes.from_bytes(self._content)[0]
        return self._read

    @property
    def errors(self) -> int:
        return self._kept_errors

    @property
    def warnings(self) -> int:
        return self._kept_warnings


def key_of(config: Config) -> str:
    """What a build depends on besides files: the configuration as it was understood, and the environment."""
    return fingerprint(
        plain(config.settings),
        str(config.root),
        str(config.source),
        config.previewed,
        config.environment,
        to_json(config.warnings),
        current_language(),
        environment(),
    )


def _names(folder: str, ignored: Iterable[str]) -> str:
    """The names in a folder, but for those that builds make and remove."""
    try:
        return _of_names(os.listdir(folder), ignored)  # noqa: PTH208 (names, not paths)
    except OSError:
        return ""


def _of_names(names: Iterable[str], ignored: Iterable[str]) -> str:
    return fingerprint(sorted({*names} - {*ignored, *_NEVER}))


def _holds(seen: Mapping[str, Stamp | None]) -> bool:
    return all(_stamp(path) == stamp for path, stamp in seen.items())


def _settled(stamp: Stamp | None, now: int) -> Stamp | None:
    """A stamp that no file will have, for one of which nobody can tell whether it is the same next time."""
    return [] if stamp is not None and max(stamp[1:3]) > now - _RACY_NS else stamp


def _stamp(path: str, length: int = 4) -> Stamp | None:
    try:
        status = os.stat(path) if length == 4 else os.lstat(path)  # noqa: PTH116
    except OSError:
        return None
    return (
        stamp_of_output(status)
        if length == 3
        else [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
    )


def stamp_of_output(status: os.stat_result) -> Stamp:
    """Of an output: its change time is that of the last link to it, and so says nothing."""
    return [status.st_size, status.st_mtime_ns, status.st_ino]
