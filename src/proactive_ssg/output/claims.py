"""Claims: the places in the site under way that are taken."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path, PurePosixPath

from proactive_ssg.i18n import _
from proactive_ssg.output.problems import conflict, problem

__all__ = ["Claims"]


class Claims:
    """Each file has a place of its own, and none is outside.

    ``published``: the folder that diagnostics name.
    """

    def __init__(self, published: Path) -> None:
        self._published = published
        self.files: set[str] = set()
        self._folders = {""}

    def take(self, output_path: PurePosixPath) -> str:
        """The path as text, which is taken from now on; OutputError where it cannot be."""
        relative = str(output_path)
        leads_out = ".." in relative and ".." in output_path.parts
        if relative == "." or relative.startswith("/") or leads_out or "\0" in relative:
            message = _("{path} is no place in the site").format(path=str(output_path))
            raise problem("output-outside", message, self._published)
        if relative in self.files:
            message = _("two sources are written to this file")
            raise problem("output-twice", message, self._published / relative)
        if relative in self._folders or not self._take_folder(relative.rpartition("/")[0]):
            raise conflict(self._published / relative)
        self.files.add(relative)
        return relative

    def _take_folder(self, folder: str) -> bool:
        """From now on this is a folder of the site; False where it is a file."""
        if folder in self._folders:
            return True
        if folder in self.files or not self._take_folder(folder.rpartition("/")[0]):
            return False
        self._folders.add(folder)
        return True

    def add(self, files: Set[str]) -> None:
        """The files of the last build that stay have their places already."""
        self.files |= files
