"""The folder of layouts: which files it holds, their front matter, and the chain that ``layout:`` makes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path
from typing import Any

from proactive_ssg.content.front_matter import parse_front_matter
from proactive_ssg.diagnose import at, os_error, undecodable
from proactive_ssg.errors import Diagnostic, Diagnostics, ProblemsError
from proactive_ssg.i18n import _
from proactive_ssg.model.page import FrontMatter
from proactive_ssg.templates.engine import TemplateSource
from proactive_ssg.templates.jinja_errors import close_names

__all__ = ["LayoutFolder", "LayoutStep", "at_layout_key"]

_PREFERRED = (".html", ".htm", ".xml", ".json", ".txt")


@dataclass(frozen=True, slots=True)
class LayoutStep:
    """One layout of a chain: the template, and ``layout`` as this template sees it."""

    template: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _File:
    source: TemplateSource
    front_matter: FrontMatter


class LayoutFolder:
    """The templates below one folder, by their path in it: nothing else can be named or read."""

    def __init__(self, root: Path, zone: tzinfo, diagnostics: Diagnostics) -> None:
        """``zone``: of times without offset; ``diagnostics``: where what is odd is said."""
        self._root = root
        self._zone = zone
        self._diagnostics = diagnostics
        self.paths = dict(_walk(root))
        self._layouts = _by_layout_name(self.paths)
        self._files: dict[str, _File | ProblemsError] = {}
        self._chains: dict[str, tuple[LayoutStep, ...] | ProblemsError] = {}

    @property
    def layout_names(self) -> list[str]:
        names = (name for name in self._layouts if not name.startswith("partials/"))
        return sorted(name for name in names if name not in self.paths)

    def lookup(self, name: str) -> TemplateSource | None:
        """The source of a template, None where there is none; raises :class:`ProblemsError`."""
        return self._file(name).source if name in self.paths else None

    def chain(self, name: str) -> tuple[LayoutStep, ...] | None:
        """The layout ``name`` and those that its front matter leads to, innermost first; None without it."""
        if name not in self._layouts:
            return None
        if name not in self._chains:
            try:
                self._chains[name] = self._follow(name)
            except ProblemsError as error:
                self._chains[name] = error
        chain = self._chains[name]
        if isinstance(chain, ProblemsError):
            raise chain
        return chain

    def _follow(self, name: str) -> tuple[LayoutStep, ...]:
        steps: list[LayoutStep] = []
        names: list[str] = []
        data: Mapping[str, Any] = {}
        current: str | None = name
        while current is not None:
            template = self._layouts[current]
            file = self._file(template)
            names.append(current)
            data = _merged(file.front_matter.data, data)
            steps.append(LayoutStep(template, data))
            current = _layout_of(file.front_matter)
            if current in names:
                raise ProblemsError(_cycle(file, [*names, current]))
            if current is not None and current not in self._layouts:
                raise ProblemsError(self.unknown(current, file.source.path, file.front_matter))
        return tuple(steps)

    def unknown(self, name: str, path: Path, front_matter: FrontMatter) -> Diagnostic:
        """The diagnostic for a layout that does not exist, where ``path`` asks for it."""
        message = _("there is no layout {name!r} in {folder}").format(name=name, folder=self._root.name)
        hint = close_names(name, self.layout_names)
        if not hint and self.layout_names:
            hint = _("the layouts are {names}").format(names=", ".join(self.layout_names))
        return at_layout_key("layout-unknown", message, path, front_matter, hint)

    def _file(self, name: str) -> _File:
        if name not in self._files:
            try:
                self._files[name] = self._read(name, self.paths[name])
            except ProblemsError as error:
                self._files[name] = error
        file = self._files[name]
        if isinstance(file, ProblemsError):
            raise file
        return file

    def _read(self, name: str, path: Path) -> _File:
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
        self._diagnostics.extend(problems.items)
        front_matter = parsed[0]
        return _File(TemplateSource(name, path, text, front_matter.end_line), front_matter)


def at_layout_key(code: str, message: str, path: Path, front_matter: FrontMatter, hint: str) -> Diagnostic:
    """A diagnostic at the value of ``layout:`` in the front matter of ``path``."""
    line = front_matter.lines.get("layout", 0)
    if not line:
        hint = _("it comes from defaults: in the configuration; {hint}").format(hint=hint)
    found = at(code, message, path, line, hint=hint)
    before, colon, value = found.source_line.partition(":")
    column = len(before) + 2 + len(value) - len(value.lstrip()) if colon else 0
    return replace(found, column=column)


def _walk(root: Path) -> list[tuple[str, Path]]:
    """The files below ``root`` by their path in it; links that lead out of it are left out."""
    found: list[tuple[str, Path]] = []
    inside = os.path.realpath(root)
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


def _layout_of(front_matter: FrontMatter) -> str | None:
    name = front_matter.data.get("layout")
    return None if name in (None, False, "", "none", "nil", "null") else str(name)


def _cycle(file: _File, names: list[str]) -> Diagnostic:
    message = _("the layouts go in a circle: {chain}").format(chain=" -> ".join(names))
    hint = _("take layout: out of one of them")
    return at_layout_key("layout-cycle", message, file.source.path, file.front_matter, hint)


def _merged(outer: Mapping[str, Any], inner: Mapping[str, Any]) -> dict[str, Any]:
    """Jekyll::Utils.deep_merge_hashes: the inner layout's keys win, nil does not, mappings are merged."""
    merged = dict(outer)
    for key, value in inner.items():
        known = merged.get(key)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            merged[key] = _merged(known, value)
        elif value is not None or key not in merged:
            merged[key] = value
    return merged
