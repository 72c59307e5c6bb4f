"""Publishing into a folder that cannot be swapped: a mounted volume, or one in a folder of somebody else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from proactive_ssg.output.carry import Carrier
from proactive_ssg.output.swap import remove_tree

__all__ = ["publish_in_place"]


def publish_in_place(stage: Path, published: Path, carrier: Carrier, outputs: Iterable[str]) -> None:
    """Move each file of ``stage`` to its place; every file is old or new, the site as a whole is not.

    Pages come last and stale files go at the very end, so that no page refers to what is not there yet.
    """
    wanted = sorted(outputs, key=lambda path: (path.endswith(".html"), path))
    for relative in wanted:
        target = published / relative
        if target.is_dir() and not target.is_symlink() and _is_ours(target, published, carrier):
            remove_tree(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(stage / relative, target)  # noqa: PTH105
    for relative in carrier.ours.difference(wanted):
        if carrier.is_stale(relative):
            (published / relative).unlink(missing_ok=True)
            _remove_empty_folders((published / relative).parent, published)
    remove_tree(stage)


def _is_ours(folder: Path, published: Path, carrier: Carrier) -> bool:
    files = (path for path in folder.rglob("*") if not path.is_dir())
    return all(carrier.is_stale(path.relative_to(published).as_posix()) for path in files)


def _remove_empty_folders(folder: Path, top: Path) -> None:
    while folder != top and folder.is_relative_to(top):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
