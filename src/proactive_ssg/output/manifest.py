"""What the last build wrote into a destination: everything else in there is somebody else's."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from proactive_ssg.output.problems import unwritable
from proactive_ssg.output.swap import remove_tree

__all__ = ["CACHE", "PREVIEW", "Manifest", "state_folder", "state_folders"]

CACHE = ".proactive-cache"
PREVIEW = "preview"
"""The name under which previews remember texts; their folder is another one each time."""
_VERSION = 1


def _is_inside(relative: str) -> bool:
    """Nothing outside the destination is ours, whatever the file says."""
    return not relative.startswith("/") and ".." not in relative.split("/")


def _places(root: Path, destination: Path, cache: Path | None) -> tuple[Path, ...]:
    """Where what builds remember may lie: ``cache``, or beside the destination, or among temporary files.

    The last is for who may write the destination and nothing around it, as in a container.
    """
    cache = root / CACHE if cache is None else cache
    beside = destination.parent / f".{destination.name}.state"
    if not hasattr(os, "getuid"):
        return cache, beside
    import tempfile

    name = hashlib.sha256(os.fsencode(destination)).hexdigest()[:16]
    return cache, beside, Path(tempfile.gettempdir(), f"proactive-ssg-{os.getuid()}", name)


def state_folder(root: Path, destination: Path, cache: Path | None = None) -> Path:
    """The folder for what builds remember (``cache``), made in the first place where that is allowed."""
    first: OSError | None = None
    cache, *others = _places(root, destination, cache)
    for number, folder in enumerate((cache, *others)):
        try:
            if number > 1:
                _make_private(folder.parent, destination)
            _prepare(folder)
        except OSError as error:
            first = first or error
        else:
            return folder
    assert first is not None
    raise unwritable(cache, first) from first


def state_folders(root: Path, destination: Path, cache: Path | None = None) -> list[Path]:
    """The folders in which something of ``destination`` may be remembered, that are there."""
    cache, *others = _places(root, destination, cache)
    places = [cache, *others[:1], *(folder for folder in others[1:] if _is_private(folder.parent))]
    return [folder for folder in places if folder.is_dir() and not folder.is_symlink()]


def _make_private(folder: Path, destination: Path) -> None:
    """A folder that is ours alone; OSError where somebody else was first, or nothing can be published."""
    if not os.access(destination, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    folder.mkdir(mode=0o700, exist_ok=True)
    if not _is_private(folder):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _is_private(folder: Path) -> bool:
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o077 and status.st_uid == os.getuid()


def _prepare(folder: Path) -> None:
    """Make the folder; OSError where nothing can be written in it."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    if not os.access(folder, os.W_OK):  # an earlier build made it, on a disk now read-only
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))


@dataclass(slots=True)
class Manifest:
    """``outputs`` of the last build, relative to ``destination``; ``started``: when it began (in ns)."""

    path: Path
    destination: Path
    outputs: frozenset[str] = frozenset()
    started: int = 0

    @classmethod
    def load(cls, folder: Path, destination: Path, name: str = "") -> Manifest:
        """What is remembered of ``destination``; nothing when it cannot be read, which deletes nothing.

        ``name``: under which it is remembered, for one that is in another place each time (a preview's).
        """
        key = name or hashlib.sha256(os.fsencode(destination)).hexdigest()[:16]
        path = folder / f"outputs-{key}.json"
        try:
            stored = json.loads(path.read_bytes())
            if stored["version"] == _VERSION and stored["destination"] == str(destination):
                outputs = frozenset(path for path in map(str, stored["outputs"]) if _is_inside(path))
                return cls(path, destination, outputs, int(stored["started"]))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return cls(path, destination)

    def store(self, outputs: Iterable[str], started: int) -> None:
        """Remember ``outputs``, at once or not at all; OutputError when the disk refuses."""
        stored = {
            "version": _VERSION,
            "destination": str(self.destination),
            "started": started,
            "outputs": sorted(outputs),
        }
        aside = self.path.with_suffix(".tmp")
        try:
            aside.write_text(json.dumps(stored, ensure_ascii=True), encoding="utf-8")
            aside.replace(self.path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise unwritable(self.path, error) from error

    def forget_vanished(self) -> None:
        """Remove what is remembered of destinations that no longer exist (those of previews)."""
        for path in self.path.parent.glob("outputs-*.json"):
            try:
                gone = not Path(json.loads(path.read_bytes())["destination"]).exists()
                if gone and path.stem != f"outputs-{PREVIEW}":
                    path.unlink()
                    pages = path.with_name(path.name.replace("outputs-", "pages-")).with_suffix(".db")
                    pages.unlink(missing_ok=True)
                    remove_tree(path.with_name(path.stem.replace("outputs-", "site-")))
            except (OSError, ValueError, KeyError, TypeError):
                continue
