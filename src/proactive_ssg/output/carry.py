"""What is in the published folder without being ours: kept files, and files that no build of ours wrote."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from proactive_ssg.i18n import _
from proactive_ssg.output.copying import link_or_copy
from proactive_ssg.output.problems import OutputError, problem

__all__ = ["Carrier", "ancestors"]


class Carrier(NamedTuple):
    """Takes foreign files from ``published`` over into ``stage``.

    ``ours`` are the outputs of the last build, which vanish unless they were written again; ``keep`` are
    beginnings of paths that stay in any case (Jekyll's ``keep_files``).
    """

    published: Path
    stage: Path
    ours: frozenset[str]
    keep: tuple[str, ...]

    def carry(self) -> None:
        """Take everything over that is not there yet."""
        self._folder("")

    def is_stale(self, relative: str) -> bool:
        return relative in self.ours and not self._is_kept(relative)

    def _is_kept(self, relative: str) -> bool:
        return relative.startswith(self.keep)

    def _folder(self, relative: str) -> None:
        with os.scandir(f"{self.published}/{relative}") as entries:
            found = list(entries)
        if not found and relative and not os.path.lexists(self.stage / relative):
            self._make_folder(relative)  # an empty folder is none of ours: git has some that it needs
        for entry in found:
            path = f"{relative}/{entry.name}" if relative else entry.name
            if entry.is_dir(follow_symlinks=False):
                self._folder(path)
            elif not self.is_stale(path):
                self._file(entry, path)

    def _file(self, entry: os.DirEntry[str], path: str) -> None:
        target = self.stage / path
        if os.path.lexists(target):
            if target.is_dir() and not target.is_symlink():
                raise self.in_the_way(path)
            return
        self._make_folder(path.rpartition("/")[0])
        if entry.is_symlink():
            target.symlink_to(Path(entry.path).readlink())
        else:
            link_or_copy(entry.path, str(target))

    def _make_folder(self, relative: str) -> None:
        """``relative`` in the stage, with the rights that each of its folders has in the published one."""
        for part in ancestors(relative):
            target = self.stage / part
            if not os.path.lexists(target):
                target.mkdir()
                target.chmod(stat.S_IMODE((self.published / part).stat().st_mode))
            elif target.is_symlink() or not target.is_dir():
                raise self.in_the_way(part)

    def in_the_way(self, path: str) -> OutputError:
        """The site needs a place where something foreign is."""
        message = _("the site needs this place, and no build made what is there")
        return problem("output-in-the-way", message, self.published / path, _("move it away, or remove it"))


def ancestors(relative: str) -> Iterable[str]:
    """``a``, ``a/b`` and ``a/b/c`` of ``a/b/c``."""
    parts = relative.split("/") if relative else []
    return ("/".join(parts[: end + 1]) for end in range(len(parts)))
