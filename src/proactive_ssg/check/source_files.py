"""The sources of a site as names and texts tell: which file made a page, and where a tag stands in it."""

from __future__ import annotations

import os
import re
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

from proactive_ssg.check.finding import Place
from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.config import Config
from proactive_ssg.content.front_matter import OPENING, split
from proactive_ssg.fingerprint import of_bytes

__all__ = ["SourceFiles"]

_DATE = re.compile(r"\d{2,4}-\d{1,2}-\d{1,2}-")
_PERMALINK = re.compile(rb"^permalink:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_HEAD = 4096
_SHORTEST = 4


class SourceFiles:
    """The text files of a site by the page that each of them makes."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def file_of(self, path: Path) -> Path | None:
        """By the permalink in the front matter, else the same path, else the only file of this name."""
        if not path.is_relative_to(self._config.destination):
            return None
        key = _key(path.relative_to(self._config.destination).as_posix())
        paths, names = self._index
        if key in paths:
            return paths[key]
        found = names.get(key.rpartition("/")[2], [])
        return found[0] if len(found) == 1 else None

    def state_of(self, path: Path) -> str:
        source = self.file_of(path)
        return of_bytes(_content(source)) if source else ""

    def locate(self, page: AuditedPage, element: Element | None) -> Place | None:
        """The first line that has a value of the element's attributes, else where the text begins."""
        source = self.file_of(page.path)
        if source is None:
            return None
        text = _content(source).decode("utf-8-sig", errors="replace")
        values = element.attributes.values() if element is not None else ()
        for value in sorted(filter(None, values), key=len, reverse=True):
            at = text.find(value) if len(value) >= _SHORTEST else -1
            if at >= 0:
                return Place(source, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        parts = split(text)
        return Place(source, text.count("\n", 0, len(text) - len(parts[1])) + 1 if parts else 1, 1)

    @cached_property
    def _index(self) -> tuple[dict[str, Path], dict[str, list[Path]]]:
        paths: dict[str, Path] = {}
        names: dict[str, list[Path]] = {}
        endings = tuple(f".{ending}" for ending in (*self._config.markdown_ext, "html", "htm", "xhtml"))
        for folder, folders, files in os.walk(self._config.source):
            folders[:] = [name for name in folders if self._is_read(Path(folder), name)]
            within = Path(folder).relative_to(self._config.source).as_posix()
            for name in files:
                if not name.lower().endswith(endings):
                    continue
                path = Path(folder, name)
                with path.open("rb") as file:
                    head = file.read(_HEAD)
                if not OPENING.match(head):
                    continue
                found = _PERMALINK.search(head)
                written = found[1].decode("utf-8", errors="replace") if found else ""
                key = _key(
                    written if written and ":" not in written else f"{within}/{_DATE.sub('', name, count=1)}"
                )
                paths.setdefault(key, path)
                names.setdefault(key.rpartition("/")[2], []).append(path)
        return paths, names

    def _is_read(self, folder: Path, name: str) -> bool:
        skipped = (self._config.destination, self._config.templates_dir)
        layouts = (self._config.layouts_dir, self._config.includes_dir, self._config.data_dir)
        return not name.startswith(".") and folder / name not in skipped and name not in layouts


def _key(path: str) -> str:
    """``aide`` for ``aide/index.html``, ``/aide/``, ``aide.md`` and ``./aide.html``."""
    pure = PurePosixPath(path.strip("/") or "index")
    pure = pure.with_suffix("") if pure.suffix and not path.endswith("/") else pure
    return str(pure.parent if pure.name == "index" else pure).removeprefix("_")


@lru_cache(maxsize=64)
def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
