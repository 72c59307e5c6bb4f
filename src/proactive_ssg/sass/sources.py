"""The files and folders that the compilation of a stylesheet depends on, looked at once each.

``@use "a/b"`` is looked for beside the file that says it, then in every load path: as ``a/b.scss``,
``a/_b.scss``, ``a/b/_index.scss`` and so on. A new file at any of these places may be found before the one
that was loaded: so the names in all of these folders count, wherever they exist. Where a path with ``../``
may be meant, further folders do.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from proactive_ssg.fingerprint import of_bytes

__all__ = ["Loaded", "Sources"]

_ENDINGS = (".scss", ".sass", ".css")
_UP = os.pardir

_Tree = dict[str, "_Tree"]
"""Folders below a folder, by their names."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a compilation has read: ``files``, for a stylesheet that might lie in any of ``folders``.

    ``climbs``: its text has paths upwards (``../``).
    """

    folders: tuple[str, ...]
    files: tuple[str, ...]
    climbs: bool


@dataclass(frozen=True, slots=True)
class _Folder:
    sheets: tuple[str, ...]
    folders: frozenset[str]


class Sources:
    """What is on the disk, as it was when it was first asked for."""

    def __init__(self, load_paths: Iterable[str]) -> None:
        self._load_paths = tuple(load_paths)
        self._contents: dict[str, str | None] = {}
        self._climbing: set[str] = set()
        self._listed: dict[str, _Folder] = {}
        self._found: dict[Loaded, list[tuple[str, frozenset[str]]]] = {}

    def content(self, path: str) -> str | None:
        """The fingerprint of a file; None where it cannot be read."""
        if path not in self._contents:
            try:
                content = Path(path).read_bytes()
                self._contents[path] = of_bytes(content)
                if b"../" in content:
                    self._climbing.add(path)
            except OSError:
                self._contents[path] = None
        return self._contents[path]

    def names(self, loaded: Loaded) -> list[Any]:
        """The names in every folder in which something might be found instead of what was loaded."""
        return [
            (folder, self._list(folder).sheets, sorted(self._list(folder).folders & below))
            for folder, below in self._searched(loaded)
        ]

    def watched(self, loaded: Loaded) -> list[str]:
        """All that the stylesheet depends on: files, and the folders that are there."""
        searched = (folder for folder, _below in self._searched(loaded))
        return [*loaded.files, *(folder for folder in searched if os.path.isdir(folder))]  # noqa: PTH112

    def newest(self, loaded: Loaded) -> int:
        """When the last of all these files changed, or got its name."""
        paths = set(loaded.files)
        for folder, below in self._searched(loaded):
            found = self._list(folder)
            paths.update(f"{folder}/{name}" for name in (*found.sheets, *(found.folders & below)))
        return max(map(_changed, paths), default=0)

    def _searched(self, loaded: Loaded) -> list[tuple[str, frozenset[str]]]:
        """Each folder, with the names of those below it that matter."""
        if loaded not in self._found:
            self._found[loaded] = self._search(loaded)
        return self._found[loaded]

    def _search(self, loaded: Loaded) -> list[tuple[str, frozenset[str]]]:
        climbs = loaded.climbs or any(self.content(path) and path in self._climbing for path in loaded.files)
        bases = dict.fromkeys([*loaded.folders, *map(os.path.dirname, loaded.files), *self._load_paths])
        for path in loaded.files:
            if _stem(path) == "index":  # `@use "a"` that found a/_index.scss: a.scss would be nearer
                bases[os.path.dirname(os.path.dirname(path))] = None  # noqa: PTH120
        wanted = self._wanted(loaded.files, climbs=climbs)
        done: dict[str, set[str]] = {}
        for base in bases:
            self._descend(os.path.normpath(base), wanted, done)
        return [(folder, frozenset(done[folder])) for folder in sorted(done)]

    def _wanted(self, files: Iterable[str], *, climbs: bool) -> _Tree:
        """The folders, relative to a load path, that the files were or might be found in."""
        tree: _Tree = {}
        for path in files:
            for base in self._load_paths:
                node = tree
                names = PurePath(os.path.relpath(os.path.dirname(path), base)).parts  # noqa: PTH120
                if _UP in names and not climbs:
                    continue
                for name in names:
                    node = node.setdefault(name, {})
                node.setdefault(_stem(path), {})
        return tree

    def _descend(self, folder: str, wanted: _Tree, done: dict[str, set[str]]) -> None:
        there = self._list(folder).folders
        done.setdefault(folder, set()).update(wanted.keys() - {_UP})
        for name, below in wanted.items():
            if name == _UP or name in there:
                self._descend(os.path.normpath(f"{folder}/{name}"), below, done)

    def _list(self, folder: str) -> _Folder:
        found = self._listed.get(folder)
        if found is None:
            sheets, folders = [], []
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if entry.name.lower().endswith(_ENDINGS):
                            sheets.append(entry.name)
                        elif entry.is_dir():
                            folders.append(entry.name)
            except OSError:
                pass  # it is not there: it has no names
            found = self._listed[folder] = _Folder(tuple(sorted(sheets)), frozenset(folders))
        return found


def _stem(path: str) -> str:
    """What `@use` calls the file: ``_sizes.scss`` is ``sizes``."""
    return os.path.splitext(os.path.basename(path))[0].removeprefix("_")  # noqa: PTH119, PTH122


def _changed(path: str) -> int:
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return 0
    return max(status.st_mtime_ns, status.st_ctime_ns)
