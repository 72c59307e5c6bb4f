"""Taking a published site away again: the files that our last build wrote, and what it remembered."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from proactive_ssg.output.manifest import Manifest, state_folders
from proactive_ssg.output.problems import unwritable
from proactive_ssg.output.swap import remove_tree

__all__ = ["Removal", "remove_site"]


@dataclass(frozen=True, slots=True)
class Removal:
    """``files`` of ours that are gone; ``foreign`` ones that stay because no build of ours wrote them."""

    files: int
    foreign: int
    cache: Path | None


def remove_site(
    destination: Path, root: Path, keep_files: Sequence[str] = (), cache: Path | None = None
) -> Removal:
    """Remove from ``destination`` what our last build wrote, folders left empty, and the cache.

    What the cache does not name is somebody else's: without a cache everything in there is.
    """
    published = Path(os.path.realpath(destination))
    caches = state_folders(root, published, cache)
    outputs = {relative for folder in caches for relative in Manifest.load(folder, published).outputs}
    ours = [published / relative for relative in outputs if not relative.startswith(tuple(keep_files))]
    try:
        files = sum(_removed(path) for path in ours)
        _remove_empty_folders(published, ours)
        for folder in caches:
            remove_tree(folder)
    except OSError as error:
        raise unwritable(Path(error.filename or published), error) from error
    return Removal(files, _files_in(published), caches[0] if caches else None)


def _removed(path: Path) -> bool:
    """Remove one file; not through a link that has come into the place of one of our folders."""
    if not os.path.lexists(path) or os.path.realpath(path.parent) != str(path.parent):
        return False
    path.unlink()
    return True


def _remove_empty_folders(published: Path, ours: Iterable[Path]) -> None:
    """Only those that held files of ours: git has empty ones that it needs."""
    folders = {parent for path in ours for parent in path.parents if parent.is_relative_to(published)}
    for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _files_in(folder: Path) -> int:
    return sum(len(files) for _folder, _folders, files in os.walk(folder))
