"""Files into the stage: written, copied, or taken over from the published site when nothing changed."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import Any

__all__ = ["PublishedSite", "copy_file", "link_or_copy", "write_file"]

_CHUNK = 1 << 20


class PublishedSite:
    """The files of the last build, as far as they may be taken over: plain files in plain folders."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._plain = {"": True}

    def status(self, relative: str) -> tuple[str, os.stat_result] | None:
        """Path and status of a published plain file; None when there is none (a link is none)."""
        path = f"{self._folder}/{relative}"
        try:
            status = os.lstat(path)
        except (OSError, ValueError):
            return None
        is_plain = stat.S_ISREG(status.st_mode) and self._is_plain(relative.rpartition("/")[0])
        return (path, status) if is_plain else None

    def _is_plain(self, folder: str) -> bool:
        """Is there no link on the way to ``folder``?"""
        known = self._plain.get(folder)
        if known is None:
            mode = os.lstat(f"{self._folder}/{folder}").st_mode
            known = stat.S_ISDIR(mode) and self._is_plain(folder.rpartition("/")[0])
            self._plain[folder] = known
        return known

    def with_content(self, relative: str, content: bytes) -> os.stat_result | None:
        """The status of the published file, where that holds exactly ``content``."""
        found = self.status(relative)
        if found is None or found[1].st_size != len(content):
            return None
        try:
            with open(found[0], "rb") as file:  # noqa: PTH123 (once per page: Path is slow)
                return found[1] if file.read() == content else None
        except OSError:
            return None

    def copy_of(
        self, relative: str, source: str, status: os.stat_result, since: int
    ) -> os.stat_result | None:
        """The status of the published copy of ``source``, times included.

        Bytes are compared unless the source has not been touched since the build began that copied it, of
        which its change time, that no program can set, is the proof.
        """
        found = self.status(relative)
        if found is None:
            return None
        path, published = found
        if (published.st_size, published.st_mtime_ns) != (status.st_size, status.st_mtime_ns):
            return None
        if status.st_ctime_ns < since:
            return published
        import filecmp

        try:
            return published if filecmp.cmp(path, source, shallow=False) else None
        except OSError:
            return None


def link_or_copy(path: str, target: str) -> None:
    """``path`` at ``target`` with its times: a hard link, or a copy where the file system has none."""
    try:
        os.link(path, target, follow_symlinks=False)
    except OSError:
        import shutil

        shutil.copy2(path, target, follow_symlinks=False)


def write_file(target: str, content: bytes) -> os.stat_result:
    """A new file with this content; its status, once all is written."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        written = os.write(descriptor, content)
        while written < len(content):
            written += os.write(descriptor, memoryview(content)[written:])
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def copy_file(source: Any, target: str, status: os.stat_result) -> None:
    """The bytes of the open file ``source`` at ``target``, with the rights and times of ``status``."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    descriptor = os.open(target, flags, stat.S_IMODE(status.st_mode) & 0o777)
    try:
        if not _copied_by_the_system(source.fileno(), descriptor):
            import shutil

            with open(descriptor, "wb", closefd=False) as copy:
                shutil.copyfileobj(source, copy, _CHUNK)
    finally:
        os.close(descriptor)
    os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))


def _copied_by_the_system(source: int, target: int) -> bool:
    """Copy without passing through Python (and without copying at all where the disk shares blocks)."""
    if not hasattr(os, "copy_file_range"):
        return False
    copied = 0
    with contextlib.suppress(OSError):
        while count := os.copy_file_range(source, target, 1 << 30):
            copied += count
        return copied > 0
    if copied:
        os.lseek(source, 0, os.SEEK_SET)
        os.lseek(target, 0, os.SEEK_SET)
        os.ftruncate(target, 0)
    return False
