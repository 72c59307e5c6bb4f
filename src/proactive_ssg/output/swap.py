"""Putting one folder in the place of another: a reader finds the old or the new one, never half of it."""

from __future__ import annotations

import errno
import os
from functools import cache
from pathlib import Path
from typing import Any

from proactive_ssg.signals import signals_wait

__all__ = ["recover", "remove_tree", "swap"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}


def swap(stage: Path, published: Path, old: Path) -> None:
    """Make ``stage`` the ``published`` folder; what was there is at ``old`` afterwards, if anything was."""
    if not os.path.lexists(published):
        stage.rename(published)
        return
    if _exchange(stage, published):
        stage.rename(old)
        return
    with signals_wait():
        published.rename(old)
        try:
            stage.rename(published)
        except BaseException:
            old.rename(published)
            raise


def recover(published: Path, old: Path) -> None:
    """Undo or finish a swap that a power cut or a ``kill -9`` interrupted."""
    if os.path.lexists(old):
        if os.path.lexists(published):
            remove_tree(old)
        else:
            old.rename(published)


def remove_tree(folder: Path) -> None:
    """Remove a folder of ours, also one whose own rights forbid it."""

    def allow(function: Any, path: str, _info: object) -> None:
        os.chmod(os.path.dirname(path), 0o700)  # noqa: PTH101, PTH120
        if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114
            os.chmod(path, 0o700)  # noqa: PTH101
        function(path)

    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        import shutil

        shutil.rmtree(folder, onerror=allow)


@cache
def _renameat2() -> Any:
    """Linux's system call through the C library, or None where there is none."""
    import ctypes

    try:
        function = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return None
    function.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    function.restype = ctypes.c_int
    return function


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; false where system or file system cannot."""
    function = _renameat2()
    if function is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if function(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    import ctypes

    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))
