"""What the plugins of this room ask git, without a shell; nothing where there is no git or no repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO

__all__ = ["commit_times", "output"]

# A repository's own configuration must not run programs here.
_SAFE = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false")


def _command(folder: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(folder), *_SAFE, *arguments]


def output(folder: Path, *arguments: str) -> str:
    """What ``git ARGUMENTS`` prints in ``folder``; empty when it fails."""
    try:
        done = subprocess.run(  # noqa: S603
            _command(folder, *arguments),
            capture_output=True,
            check=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return os.fsdecode(done.stdout).strip()


def commit_times(folder: Path, wanted: Collection[str]) -> dict[str, int]:
    """When each path (relative to ``folder``) was last committed, in seconds since the epoch.

    One process for all of them, which is left as soon as every wanted path has been seen.
    """
    command = _command(folder, "log", "--format=%x01%ct", "--name-only", "--no-renames", "--relative", "-z")
    found: dict[str, int] = {}
    if not wanted:
        return found
    try:
        process = subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
        )
    except OSError:
        return found
    missing = set(wanted)
    with process:
        assert process.stdout is not None
        for path, time in _commits(process.stdout):
            if path in missing:
                found[path] = time
                missing.remove(path)
                if not missing:
                    break
        process.kill()
    return found


def _commits(stream: IO[bytes]) -> Iterator[tuple[str, int]]:
    """Each path of each commit, the newest first: ``\\1TIME\\0`` and then, after a line break, paths."""
    rest, time = b"", 0
    while chunk := stream.read(1 << 16):
        *fields, rest = (rest + chunk).split(b"\0")
        for item in fields:
            text = item.lstrip(b"\n")
            if text.startswith(b"\x01"):
                time = int(text[1:])
            elif text:
                yield os.fsdecode(text), time
