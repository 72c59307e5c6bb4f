"""Publishing into a folder that cannot be swapped: a mounted volume, or one in a folder of somebody else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from proactive_ssg.output.carry import Carrier, ancestors
from proactive_ssg.output.swap import remove_tree

__all__ = ["publish_in_place"]


def publish_in_place(
    stage: Path, published: Path, carrier: Carrier, new: Iterable[str], outputs: frozenset[str]
) -> None:
    """Move each ``new`` file of ``stage`` to its place; every file is old or new, the site as a whole is not.

    ``outputs`` are all files of the next site; the others of ours go away.

    Pages come last and stale files go at the very end, so that no page refers to what is not there yet.
    What is in the way is found before the first file is moved.
    """
    wanted = sorted(new, key=lambda path: (path.endswith(".html"), path))
    for obstacle in {obstacle for path in wanted for obstacle in _obstacles(published, path, carrier)}:
        remove_tree(obstacle)
    for relative in wanted:
        target = published / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(stage / relative, target)  # noqa: PTH105
    for relative in carrier.ours - outputs:
        if carrier.is_stale(relative):
            _remove(published / relative, published)
    remove_tree(stage)


def _obstacles(published: Path, relative: str, carrier: Carrier) -> Iterator[Path]:
    """Stale files where a folder must be, and folders of nothing else where a file must be."""
    for folder in ancestors(relative.rpartition("/")[0]):
        path = published / folder
        if os.path.lexists(path) and (path.is_symlink() or not path.is_dir()):
            if not carrier.is_stale(folder):
                raise carrier.in_the_way(folder)
            yield path
    target = published / relative
    if target.is_dir() and not target.is_symlink():
        files = (path for path in target.rglob("*") if path.is_symlink() or not path.is_dir())
        if not all(carrier.is_stale(path.relative_to(published).as_posix()) for path in files):
            raise carrier.in_the_way(relative)
        yield target


def _remove(path: Path, top: Path) -> None:
    """Remove a file, and the folders that are empty without it."""
    is_file = os.path.lexists(path) and (path.is_symlink() or not path.is_dir())
    if is_file and path.parent.resolve().is_relative_to(top):
        path.unlink()
    folder = path.parent
    while folder != top and folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
