"""The folders of layouts: which files they hold, by which names, and their front matter."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple

from proactive_ssg.content.front_matter import parse_front_matter
from proactive_ssg.diagnose import os_error, undecodable
from proactive_ssg.errors import Diagnostic, Diagnostics, ProblemsError
from proactive_ssg.model.page import FrontMatter
from proactive_ssg.templates.engine import TemplateSource

__all__ = ["LayoutFile", "LayoutFolder"]

_PREFERRED = (".html", ".htm", ".xml", ".json", ".txt")
Accepts = Callable[[str], bool]


class LayoutFile(NamedTuple):
    """A template and the front matter before it."""

    source: TemplateSource
    front_matter: FrontMatter


class LayoutFolder:
    """The templates below one folder, by their path in it: nothing else can be named or read.

    ``accepts``: which of them are layouts of Liquid (all names with an extension that Jekyll does not leave
    out); without it the templates are Jinja2's. ``zone``: of times without offset; ``diagnostics``: where
    what is odd is said; ``within``: the folder that no link may lead out of.
    """

    def __init__(
        self,
        root: Path,
        zone: tzinfo,
        diagnostics: Diagnostics,
        *,
        accepts: Accepts | None = None,
        within: Path | None = None,
    ) -> None:
        self.root = root
        self.is_liquid = accepts is not None
        self._zone = zone
        self._diagnostics = diagnostics
        self.paths = dict(_walk(root, within or root))
        self.layouts = _by_jekyll_name(self.paths, accepts) if accepts else _by_layout_name(self.paths)
        self._files: dict[str, LayoutFile | ProblemsError] = {}
        self._odd: dict[str, list[Diagnostic]] = {}

    @property
    def layout_names(self) -> list[str]:
        """The names that ``layout:`` may give."""
        names = (name for name in self.layouts if not name.startswith("partials/"))
        return sorted(name for name in names if name not in self.paths)

    def lookup(self, name: str) -> TemplateSource | None:
        """The source of a template, None where there is none; raises :class:`ProblemsError`."""
        return self.file(name).source if name in self.paths else None

    def file(self, template: str) -> LayoutFile:
        """The template at that path of the folder; raises :class:`ProblemsError`."""
        if template not in self._files:
            try:
                self._files[template] = self._read(template, self.paths[template])
            except ProblemsError as error:
                self._files[template] = error
        if template in self._odd:
            self._diagnostics.extend(self._odd[template])
        file = self._files[template]
        if isinstance(file, ProblemsError):
            raise file
        return file

    def _read(self, name: str, path: Path) -> LayoutFile:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ProblemsError(os_error("layout-unreadable", path, error)) from error
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ProblemsError(undecodable(path, content, error)) from error
        problems = Diagnostics()
        parsed = parse_front_matter(text, path, self._zone, problems)
        if parsed is None:
            raise ProblemsError(*problems.items)
        if problems.items:
            self._odd[name] = problems.items
        front_matter = parsed[0]
        return LayoutFile(TemplateSource(name, path, text, front_matter.end_line), front_matter)


def _walk(root: Path, within: Path) -> list[tuple[str, Path]]:
    """The files below ``root`` by their path in it; links that lead out of ``within`` are left out."""
    found: list[tuple[str, Path]] = []
    inside = os.path.realpath(within)
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            # realpath: Path.resolve raises where a link leads to itself.
            if not name.startswith(".") and Path(os.path.realpath(path)).is_relative_to(inside):
                found.append((path.relative_to(root).as_posix(), path))
    return found


def _by_layout_name(paths: Mapping[str, Path]) -> dict[str, str]:
    """Template names by the name that ``layout:`` gives (without extension; HTML before other kinds)."""

    def rank(name: str) -> tuple[int, str]:
        suffix = Path(name).suffix.lower()
        return (_PREFERRED.index(suffix) if suffix in _PREFERRED else len(_PREFERRED)), name

    found: dict[str, str] = {}
    for name in sorted(paths, key=rank):
        found.setdefault(name.removesuffix(Path(name).suffix), name)
        found.setdefault(name, name)
    return found


def _by_jekyll_name(paths: Mapping[str, Path], accepts: Accepts) -> dict[str, str]:
    """The same as Jekyll's ``layout_reader.rb`` has it: of two files of one name the last one counts."""
    names = (name for name in sorted(paths) if "." in name.rpartition("/")[2] and accepts(name))
    return {name.rpartition(".")[0]: name for name in names}
