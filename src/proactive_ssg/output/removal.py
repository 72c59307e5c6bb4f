"""Taking a published site away again: the files that our last build wrote, and what it remembered."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proactive_ssg.output.manifest import CACHE, Manifest
from proactive_ssg.output.problems import unwritable
from proactive_ssg.output.swap import remove_tree

__all__ = ["Removal", "remove_site"]


@dataclass(frozen=True, slots=True)
class Removal:
    """``files`` of ours that are gone; ``foreign`` ones that stay because no build of ours wrote them."""

    files: int
    foreign: int
    cache: Path | None


def remove_site(destination: Path, root: Path, keep_files: Sequence[str] = ()) -> Removal:
    """Remove from ``destination`` what our last build wrote, the folders left empty, and the cache in ``root``.

    What the cache does not name is somebody else's: without a cache everything in there is.
    """
    published = Path(os.path.realpath(destination))
    cache = root / CACHE
    outputs = Manifest.load(cache, published).outputs
    try:
        files = sum(
            _removed(published / relative) for relative in outputs if not _is_kept(relative, keep_files)
        )
        foreign = _prune(published) if published.is_dir() else 0
        has_cache = cache.is_dir() and not cache.is_symlink()
        if has_cache:
            remove_tree(cache)
    except OSError as error:
        raise unwritable(Path(error.filename or published), error) from error
    return Removal(files, foreign, cache if has_cache else None)


def _is_kept(relative: str, keep_files: Sequence[str]) -> bool:
    return relative.startswith(tuple(keep_files))


def _removed(path: Path) -> bool:
    if not os.path.lexists(path):
        return False
    path.unlink()
    return True


def _prune(folder: Path) -> int:
    """Remove the folders below and including ``folder`` that hold nothing; the number of files that stay."""
    staying = 0
    for child in folder.iterdir():
        is_folder = child.is_dir() and not child.is_symlink()
        staying += _prune(child) if is_folder else 1
    if not staying and not any(folder.iterdir()):
        folder.rmdir()
    return staying
