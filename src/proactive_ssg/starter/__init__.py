"""What ``new site`` writes: a small site in one of our languages, with the layouts and the stylesheet.

The layouts and the stylesheet are those of the repository's own site. A wheel carries a copy beside this
file (``force-include`` in ``pyproject.toml``); in a checkout they are where they are maintained.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

__all__ = ["LANGUAGES", "starter_files"]

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[2]
LANGUAGES = ("en", "fr")
# Packaging tools act on a file of the real name.
RENAMED = {"gitignore": ".gitignore"}
# Where the shared files are in a checkout, in the wheel, and in the site.
SHARED = (("layouts", "layouts", "layouts"), ("content/assets/css", "css", "content/assets/css"))


def starter_files(lang: str, date: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every file of a new site in ``lang``, as path and content; ``date`` is that of the first post."""
    folder = HERE / lang
    for path in _files(folder):
        name = RENAMED.get(path.name, path.name.replace("DATE", date))
        place = PurePosixPath(path.relative_to(folder).as_posix()).with_name(name)
        yield place, path.read_bytes().replace(b"DATE", date.encode())
    for in_checkout, in_wheel, in_site in SHARED:
        shared = _shared(in_checkout, in_wheel)
        for path in _files(shared):
            yield PurePosixPath(in_site, path.relative_to(shared).as_posix()), path.read_bytes()


def _shared(in_checkout: str, in_wheel: str) -> Path:
    """The maintained folder when this is a checkout (its copy would be old), else the copy of the wheel."""
    maintained = CHECKOUT / in_checkout
    is_checkout = (CHECKOUT / "pyproject.toml").is_file() and maintained.is_dir()
    return maintained if is_checkout else HERE / in_wheel


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
