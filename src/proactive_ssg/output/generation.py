"""The next site as a whole folder, made of the files that changed and of hard links to those that did not.

A folder that was published before last holds most of them already: it is brought up to date, which costs a
look at each file and work for those that differ; making and removing ten thousand folders costs seconds.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from proactive_ssg.output.carry import Carrier, ancestors
from proactive_ssg.output.copying import link_or_copy

__all__ = ["Generation"]


class Generation(NamedTuple):
    """What the next site consists of: ``new`` files of ``stage``, and ``kept`` ones of ``published``."""

    stage: Path
    published: Path
    new: frozenset[str]
    kept: Mapping[str, os.stat_result]

    def complete(self, carrier: Carrier) -> None:
        """Make the stage the whole site."""
        folders = {""}
        for relative in self.kept:
            self._link(relative, self.stage, folders)
        if self.published.is_dir():
            carrier.carry()

    def renew(self, tree: Path, carrier: Carrier) -> None:
        """Make ``tree``, an older site, the whole site; what is new leaves the stage."""
        folders = {""}
        for relative in self.kept.keys() - self._clear(tree):
            self._link(relative, tree, folders)
        for relative in self.new:
            _make_folder(tree, relative.rpartition("/")[0], folders)
            os.replace(self.stage / relative, tree / relative)  # noqa: PTH105
        carrier.carry()

    def _link(self, relative: str, tree: Path, folders: set[str]) -> None:
        _make_folder(tree, relative.rpartition("/")[0], folders)
        link_or_copy(f"{self.published}/{relative}", f"{tree}/{relative}")

    def _clear(self, tree: Path) -> set[str]:
        """Remove what does not belong there; the kept files that are there."""
        wanted = {folder for name in (*self.new, *self.kept) for folder in ancestors(name.rpartition("/")[0])}
        found: set[str] = set()
        self._clear_folder(tree, "", wanted, found)
        return found

    def _clear_folder(self, tree: Path, folder: str, wanted: set[str], found: set[str]) -> None:
        with os.scandir(f"{tree}/{folder}") as entries:
            inside = list(entries)
        for entry in inside:
            relative = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                self._clear_folder(tree, relative, wanted, found)
                if relative not in wanted:
                    with contextlib.suppress(OSError):
                        os.rmdir(entry.path)  # noqa: PTH106
            elif _is_same(entry, self.kept.get(relative)):
                found.add(relative)
            else:
                os.unlink(entry.path)  # noqa: PTH108


def _is_same(entry: os.DirEntry[str], wanted: os.stat_result | None) -> bool:
    """Is this the very file?"""
    if wanted is None:
        return False
    status = entry.stat(follow_symlinks=False)
    return (status.st_ino, status.st_size, status.st_mtime_ns) == (
        wanted.st_ino,
        wanted.st_size,
        wanted.st_mtime_ns,
    )


def _make_folder(tree: Path, folder: str, known: set[str]) -> None:
    """``folder`` and those above it; what is there stays as it is."""
    if folder in known:
        return
    _make_folder(tree, folder.rpartition("/")[0], known)
    with contextlib.suppress(FileExistsError):
        os.mkdir(f"{tree}/{folder}")  # noqa: PTH102
    known.add(folder)
