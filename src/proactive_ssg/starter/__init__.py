"""What ``new site`` writes: a small site in one of our languages, with the layouts and the stylesheet; what
``new site --blank`` and ``new-theme`` write.

The layouts and the stylesheet are those of the repository's own site. A wheel carries a copy beside this
file (``force-include`` in ``pyproject.toml``); in a checkout they are where they are maintained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

__all__ = ["BLANK_FOLDERS", "LANGUAGES", "blank_files", "starter_files", "theme_files"]

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[2]
LANGUAGES = ("en", "fr")
BLANK_FOLDERS = ("_data", "_drafts", "_includes", "_posts")
# Packaging tools act on a file of the real name.
RENAMED = {
    "gitignore": ".gitignore",
    "pyproject.toml.txt": "pyproject.toml",
    "gemspec": "NAME.gemspec",
    "gemfile": "Gemfile",
}
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


def blank_files(lang: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every file of the least site in Jekyll's layout; its empty folders are ``BLANK_FOLDERS``."""
    for place, path in _spoken("blank", lang):
        yield place, path.read_bytes()


def theme_files(name: str, author: str, year: int, lang: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every file of a new theme, as path and content; ``name`` is that of its package."""
    module = re.sub(r"\W+", "_", name.lower(), flags=re.ASCII)
    words = {"NAME": name, "AUTHOR": author.replace('"', "'"), "YEAR": str(year), "MODULE": module}
    for place, path in _spoken("theme", lang):
        text = re.sub(r"\b(NAME|AUTHOR|YEAR|MODULE)\b", lambda word: words[word[1]], path.read_text("utf-8"))
        place = place.with_name(RENAMED.get(place.name, place.name))
        yield PurePosixPath(place.as_posix().replace("NAME", name)), text.encode()


def _spoken(name: str, lang: str) -> Iterator[tuple[PurePosixPath, Path]]:
    """The files of a folder; those of ``NAME.LANG`` take the places of the English ones."""
    folder, other = HERE / name, HERE / f"{name}.{lang}"
    for path in _files(folder):
        place = PurePosixPath(path.relative_to(folder).as_posix())
        yield place, other / place if (other / place).is_file() else path


def _shared(in_checkout: str, in_wheel: str) -> Path:
    """The maintained folder when this is a checkout (its copy would be old), else the copy of the wheel."""
    maintained = CHECKOUT / in_checkout
    is_checkout = (CHECKOUT / "pyproject.toml").is_file() and maintained.is_dir()
    return maintained if is_checkout else HERE / in_wheel


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
