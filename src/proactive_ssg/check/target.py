"""What is audited: a built site, any folder of HTML or some files; its pages, and which URLs exist there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote

from proactive_ssg.model.permalink import HTML_EXTENSIONS

__all__ = ["Target", "decode", "decoded", "is_partial"]

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_OF_A_PAGE = re.compile(r"<(?:!doctype|html|head|body|frameset)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Target:
    """``root`` is the folder that visitors see as ``baseurl``; ``files`` the pages, relative to it.

    ``address``: scheme and host of the site (``https://example.org``), where they are known; ``whole``: there
    is nothing of the site but what lies in ``root``, so that what is not there is missing; ``is_part``: not
    all of its pages are among ``files``.
    """

    root: Path
    files: tuple[str, ...]
    baseurl: str = ""
    address: str = ""
    whole: bool = True
    is_part: bool = False

    @classmethod
    def of_folder(cls, root: Path, baseurl: str = "", address: str = "") -> Target:
        """All that is in a folder; what begins with a dot is not published."""
        found: list[str] = []
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if not name.startswith(".") or name == ".well-known")
            within = Path(folder).relative_to(root)
            pages = (
                name for name in names if name.lower().endswith(HTML_EXTENSIONS) and not name.startswith(".")
            )
            found.extend((within / name).as_posix() for name in pages)
        return cls(root, tuple(sorted(found)), baseurl.rstrip("/"), address.rstrip("/"))

    @classmethod
    def of_files(cls, files: Iterable[Path]) -> Target:
        """Some files, of a site that nobody knows more of."""
        paths = sorted({Path(os.path.abspath(path)) for path in files})  # noqa: PTH100 (links stay)
        root = Path(os.path.commonpath([path.parent for path in paths]))
        return cls(root, tuple(path.relative_to(root).as_posix() for path in paths), whole=False)

    def below(self, paths: Iterable[Path]) -> Target:
        """The pages that ``paths`` are, or that lie in them; links may lead to all others too."""
        wanted = [path.relative_to(self.root).as_posix() for path in paths]
        if "." in wanted:
            return self
        files = (file for file in self.files if any(f"{file}/".startswith(f"{name}/") for name in wanted))
        return replace(self, files=tuple(files), is_part=True)

    def path(self, file: str) -> Path:
        return self.root / file

    def url(self, file: str) -> str:
        """The path that visitors know: ``aide/index.html`` is ``/aide/``."""
        folder, _slash, name = file.rpartition("/")
        shown = "" if name in ("index.html", "index.htm") else name
        return quote(f"{self.baseurl}/{folder}{'/' if folder else ''}{shown}", safe="/~:@!$&'()*+,;=")

    def find(self, path: str) -> str | None:
        """The file that a server would send for ``path`` (decoded, below the base URL); None: not found."""
        names = [name for name in path.split("/") if name not in ("", ".")]
        file = "/".join(names)
        if "\0" in file or ".." in names:
            return None
        if not file or path.endswith("/"):
            return self._index(file)
        if self._is_file(file):
            return file
        return self._index(file) or next(
            (f"{file}{suffix}" for suffix in HTML_EXTENSIONS if self._is_file(f"{file}{suffix}")), None
        )

    @property
    def stylesheets(self) -> list[str]:
        """The stylesheets of the site, where all of it is there to be audited."""
        if not self.whole or self.is_part:
            return []
        return sorted(file for file in self._all if file.lower().endswith(".css") and "/." not in f"/{file}")

    def other_case(self, path: str) -> str:
        """A file that differs from ``path`` in case alone; empty where there is none."""
        name = path.strip("/").lower()
        names = (name, f"{name}/index.html".lstrip("/"), f"{name}.html")
        return next((self._lower[name] for name in names if name in self._lower), "")

    def _index(self, folder: str) -> str | None:
        within = f"{folder}/" if folder else ""
        names = (f"{within}index{suffix}" for suffix in HTML_EXTENSIONS)
        return next((name for name in names if self._is_file(name)), None)

    def _is_file(self, file: str) -> bool:
        return file in self._all if self.whole else (self.root / file).is_file()

    @cached_property
    def _all(self) -> frozenset[str]:
        found: list[str] = []
        start = len(str(self.root).rstrip(os.sep)) + 1
        for folder, _folders, names in os.walk(self.root, followlinks=True):
            within = folder[start:].replace(os.sep, "/")
            found.extend(f"{within}/{name}" if within else name for name in names)
        return frozenset(found)

    @cached_property
    def _lower(self) -> dict[str, str]:
        return {file.lower(): file for file in self._all} if self.whole else {}


def decode(content: bytes) -> str:
    """The text of a page: UTF-8, or what it says of itself."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = _CHARSET.search(content[:4096])
        try:
            return content.decode(found[1].decode() if found else "cp1252", errors="replace")
        except (LookupError, UnicodeError):
            return content.decode("utf-8", errors="replace")


def is_partial(text: str) -> bool:
    """Is it a piece of HTML, and not a page?"""
    return _OF_A_PAGE.search(text) is None


def decoded(path: str) -> str:
    """A path of a URL as the name of a file."""
    return unquote(path, errors="surrogateescape")
