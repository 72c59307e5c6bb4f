"""The chain that ``layout:`` makes, from the layout of a page outwards, in whatever language each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proactive_ssg.diagnose import at
from proactive_ssg.errors import Diagnostic, Diagnostics, ProblemsError, Severity
from proactive_ssg.i18n import _
from proactive_ssg.journal import Journal
from proactive_ssg.model.page import FrontMatter
from proactive_ssg.render.layout_folder import LayoutFile, LayoutFolder
from proactive_ssg.templates.close_names import close_names
from proactive_ssg.templates.engine import TemplateSource

__all__ = ["LayoutStep", "Layouts", "at_layout_key"]


@dataclass(frozen=True, slots=True)
class LayoutStep:
    """One layout of a chain: the template, and ``layout`` as this template sees it.

    ``own``: its own front matter, with the ``lines`` of its keys.
    """

    template: str
    data: Mapping[str, Any]
    source: TemplateSource
    is_liquid: bool = False
    own: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)


class Layouts:
    """The layouts of a site: a name is looked for in each of ``folders``, then among ``extra``.

    ``extra``: the Liquid text of layouts that plugins bring, by name. What Jekyll passes over in silence
    (a chain of Liquid layouts that goes in a circle or leads nowhere) goes to ``diagnostics`` as a warning.
    """

    def __init__(
        self,
        folders: Sequence[LayoutFolder],
        extra: Mapping[str, str],
        diagnostics: Diagnostics,
        journal: Journal | None = None,
    ) -> None:
        self._journal = journal or Journal()
        self.folders = folders
        self._extra = {
            name: LayoutFile(TemplateSource(name, Path(f"{name}.html"), text), FrontMatter())
            for name, text in extra.items()
        }
        self._diagnostics = diagnostics
        self._chains: dict[str, tuple[tuple[LayoutStep, ...] | ProblemsError, list[Diagnostic]]] = {}

    @property
    def names(self) -> list[str]:
        """The names that ``layout:`` may give."""
        return sorted({name for folder in self.folders for name in folder.layout_names} | set(self._extra))

    @property
    def severity(self) -> Severity:
        """How bad a missing layout is: Jekyll only warns; where all layouts are Jinja2's it is an error."""
        return Severity.WARNING if any(folder.is_liquid for folder in self.folders) else Severity.ERROR

    def chain(self, name: str) -> tuple[LayoutStep, ...] | None:
        """The layout ``name`` and those that its front matter leads to, innermost first; None without it.

        What is odd about them is told to every page that has them: who hears it twice keeps it once.
        """
        self._journal.note("layout", name)
        if self._find(name) is None:
            return None
        if name not in self._chains:
            told_before = len(self._diagnostics.items)
            chain: tuple[LayoutStep, ...] | ProblemsError
            try:
                chain = self._follow(name)
            except ProblemsError as error:
                chain = error
            self._chains[name] = (chain, self._diagnostics.items[told_before:])
            del self._diagnostics.items[told_before:]
        chain, told = self._chains[name]
        self._diagnostics.extend(told)
        if isinstance(chain, ProblemsError):
            raise chain
        return chain

    def known(self, name: str | None) -> tuple[LayoutStep, ...]:
        """The chain of a layout that was asked for before, with nothing told or noted; else none."""
        chain, _told = self._chains.get(name or "", ((), []))
        return () if isinstance(chain, ProblemsError) else chain

    def _find(self, name: str) -> tuple[LayoutFolder, str] | LayoutFile | None:
        for folder in self.folders:
            if name in folder.layouts:
                return folder, folder.layouts[name]
        return self._extra.get(name)

    def _step(self, name: str, inner: Mapping[str, Any]) -> tuple[LayoutStep, FrontMatter]:
        found = self._find(name)
        assert found is not None
        if isinstance(found, LayoutFile):
            return LayoutStep(name, dict(inner), found.source, True), found.front_matter
        folder, template = found
        file = folder.file(template)
        data = _merged(file.front_matter.data, inner)
        own = file.front_matter
        return LayoutStep(template, data, file.source, folder.is_liquid, own.data, own.lines), own

    def _follow(self, name: str) -> tuple[LayoutStep, ...]:
        steps: list[LayoutStep] = []
        names: list[str] = []
        current: str | None = name
        while current is not None:
            step, front_matter = self._step(current, steps[-1].data if steps else {})
            steps.append(step)
            names.append(current)
            current = _layout_of(front_matter)
            if current is None or (current in _NO_LAYOUT and self._find(current) is None):
                break
            problem = None
            if current in names:
                problem = _cycle(step.source.path, front_matter, [*names, current])
            elif self._find(current) is None:
                problem = self.unknown(current, step.source.path, front_matter)
            if problem is not None:
                if not step.is_liquid:
                    raise ProblemsError(problem._replace(severity=Severity.ERROR))
                self._diagnostics.add(problem._replace(severity=Severity.WARNING))
                break
        return tuple(steps)

    def unknown(self, name: str, path: Path, front_matter: FrontMatter) -> Diagnostic:
        """The diagnostic for a layout that does not exist, where ``path`` asks for it."""
        folders = ", ".join(dict.fromkeys(folder.root.name for folder in self.folders))
        message = _("there is no layout {name!r} in {folder}").format(name=name, folder=folders)
        names = self.names
        hint = close_names(name, names)
        if not hint and names:
            hint = _("the layouts are {names}").format(names=", ".join(names))
        found = at_layout_key("layout-unknown", message, path, front_matter, hint)
        return found._replace(severity=self.severity)


def at_layout_key(code: str, message: str, path: Path, front_matter: FrontMatter, hint: str) -> Diagnostic:
    """A diagnostic at the value of ``layout:`` in the front matter of ``path``."""
    line = front_matter.lines.get("layout", 0)
    if not line:
        hint = _("it comes from defaults: in the configuration; {hint}").format(hint=hint)
    found = at(code, message, path, line, hint=hint)
    before, colon, value = found.source_line.partition(":")
    column = len(before) + 2 + len(value) - len(value.lstrip()) if colon else 0
    return found._replace(column=column)


# What these names say in a page; in a layout they may be those of a layout (``renderer.rb``).
_NO_LAYOUT = ("", "none", "nil", "null")


def _layout_of(front_matter: FrontMatter) -> str | None:
    name = front_matter.data.get("layout")
    return None if name in (None, False) else str(name)


def _cycle(path: Path, front_matter: FrontMatter, names: list[str]) -> Diagnostic:
    message = _("the layouts go in a circle: {chain}").format(chain=" -> ".join(names))
    return at_layout_key("layout-cycle", message, path, front_matter, _("take layout: out of one of them"))


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
